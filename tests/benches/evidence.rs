//! What writing, keeping and handing over evidence costs against the plainest way to do the same:
//! `./dev bench evidence`. Fails when a goal is missed.
#![expect(clippy::arithmetic_side_effects, reason = "the numbers of a benchmark are small")]

use candado_core::chat::Chat;
use candado_core::evidence::{EvidenceLog, NewEntry};
use candado_core::{Language, report};
use candado_tests::bundle::options;
use candado_tests::evidence::{at, clock, note, open, opening, tell_story};
use candado_tests::measure::{Peer, keeps_up, time};
use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Names the folder of a log to a run of this program that only verifies it.
const VERIFIED_FOLDER: &str = "CANDADO_BENCH_VERIFY";

/// Notes beside the story of seven entries: with these the report has twenty pages.
const REPORT_NOTES: i64 = 136;

/// What a note says: as long as people write when they are upset.
const WORDS: &str = "Volvieron a llamar del mismo número. Esta vez era un hombre; dijo que era del banco y que ya \
    tenían identificado el cargo, que solo faltaba el código que me acababa de llegar. Le pregunté su nombre y colgó. \
    A los diez minutos mi tía me avisó que le habían escrito desde mi cuenta para pedirle dinero prestado.";

fn main() {
    // A verifier of its own, started below to see how much memory it takes.
    if let Some(folder) = std::env::var_os(VERIFIED_FOLDER) {
        return println!("{}", memory_of_verifying(Path::new(&folder)));
    }
    let kept = [
        append_against_insert(),
        verify_against_hashing(),
        attach_against_copying(),
        chat_against_re(),
        report_against_reportlab(),
    ];
    assert!(kept.iter().all(|kept| *kept), "a goal was missed");
}

/// A folder on the disk that the build lies on: memory would flush for nothing.
fn folder() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder")
}

/// Appending a note against an `INSERT` of exactly the row that was written last, on a connection with the same pragmas,
/// into a table of the same columns.
fn append_against_insert() -> bool {
    println!("peer: SQLite {}, the one inside the log too", rusqlite::version());
    let (ours, peers) = (folder(), folder());
    let mut log = open(ours.path());
    log.append(&opening(), &clock(0)).expect("the log is new");
    log.append(&note(WORDS), &clock(0)).expect("a note is taken");
    let written = Connection::open(ours.path().join("evidence.db")).expect("the log's database");
    let last = || -> Row {
        written
            .prepare_cached("SELECT leaf, bytes FROM entry ORDER BY seq DESC LIMIT 1")
            .and_then(|mut last| last.query_row([], |row| Ok((row.get(0)?, row.get(1)?))))
            .expect("there is an entry")
    };
    let peer = Connection::open(peers.path().join("peer.db")).expect("a database");
    for (name, value) in PRAGMAS {
        peer.pragma_update(None, name, value).expect("a pragma is set");
    }
    peer.execute_batch(
        "CREATE TABLE entry (seq INTEGER PRIMARY KEY, leaf BLOB NOT NULL, bytes BLOB NOT NULL) STRICT",
    )
    .expect("a table");
    let (mut minutes, mut places) = (1_i64.., 0_i64..);
    keeps_up(
        "append a note, durable",
        0.85,
        4_000,
        || {
            let minute = minutes.next().expect("minutes do not run out");
            time(|| {
                log.append(&note(WORDS), &clock(minute)).expect("a note is taken");
            })
        },
        || {
            let place = places.next().expect("places do not run out");
            let (leaf, bytes) = last();
            time(|| {
                peer.prepare_cached("INSERT INTO entry (seq, leaf, bytes) VALUES (?1, ?2, ?3)")
                    .and_then(|mut insert| insert.execute((place, leaf, &bytes)))
                    .map(drop)
                    .expect("a row is taken");
            })
        },
    )
}

/// What the log sets on its connection: `core/src/store/database.rs`.
const PRAGMAS: [(&str, &str); 6] = [
    ("temp_store", "MEMORY"),
    ("recursive_triggers", "ON"),
    ("foreign_keys", "ON"),
    ("cache_size", "-1024"),
    ("journal_mode", "WAL"),
    ("synchronous", "FULL"),
];

/// Leaf and bytes of an entry.
type Row = ([u8; 32], Vec<u8>);

/// Verifying a log of a hundred thousand entries on disk against one pass of SHA-256 over the same bytes in memory;
/// and its memory against that for a thousand entries.
fn verify_against_hashing() -> bool {
    let (small, large) = (folder(), folder());
    fill(small.path(), 1_000);
    let bytes = fill(large.path(), 100_000);
    let log = open(large.path());
    let kept = keeps_up(
        "verify 100,000 entries on disk",
        0.35,
        15,
        || time(|| assert_eq!(log.verify(&mut |_, _| true).expect("readable").entries, 100_000)),
        || {
            time(|| {
                black_box(Sha256::digest(&bytes));
            })
        },
    );
    let [few, many] = [&small, &large].map(|folder| {
        let mut run = Command::new(std::env::current_exe().expect("this program has a path"));
        let output = run.env(VERIFIED_FOLDER, folder.path()).output().expect("it runs again");
        String::from_utf8_lossy(&output.stdout).trim().parse::<f64>().expect("it says a number")
    });
    let ratio = many / few;
    println!(
        "memory for 100,000 entries: {ratio:.2} times that for 1,000, goal 1.20 \
         ({many:.0} kB, {few:.0} kB)"
    );
    kept && ratio <= 1.2
}

/// Writes a log of so many notes; gives the bytes of all its entries. They go in as the log itself would put them, but
/// in one transaction: a hundred thousand durable ones would take minutes.
fn fill(folder: &Path, entries: i64) -> Vec<u8> {
    let mut log = open(folder);
    log.append(&opening(), &clock(0)).expect("the log is new");
    log.append(&note(WORDS), &clock(1)).expect("a note is taken");
    let sample = log.entries().expect("the log is readable").swap_remove(1);
    drop(log);
    let mut database = Connection::open(folder.join("evidence.db")).expect("the log's database");
    let transaction = database.transaction().expect("nobody else writes");
    let mut all = Vec::new();
    for seq in 2..entries {
        let mut entry = sample.clone();
        entry.seq = u64::try_from(seq).expect("counted from 2");
        let bytes = serde_json::to_vec(&entry).expect("an entry can be written");
        let leaf: [u8; 32] = Sha256::new().chain_update([0]).chain_update(&bytes).finalize().into();
        transaction
            .prepare_cached("INSERT INTO entry (seq, leaf, bytes) VALUES (?1, ?2, ?3)")
            .and_then(|mut insert| insert.execute((seq, leaf, &bytes)))
            .expect("a row is taken");
        all.extend(bytes);
    }
    transaction.commit().expect("there is room");
    all
}

/// The most memory that this process held when it has verified a log, in kB.
fn memory_of_verifying(folder: &Path) -> u64 {
    open(folder).verify(&mut |_, _| true).expect("the log is readable");
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux says it");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("in this line");
    line.trim_end_matches("kB").trim().parse().expect("as a number")
}

/// Taking in a file of 16 MiB against copying it, flushing and hashing the copy.
fn attach_against_copying() -> bool {
    println!("peer: {}, {}", version("cp"), version("sha256sum"));
    let folder = folder();
    let mut log = open(folder.path());
    let mut source = (0_u32..).flat_map(u32::to_le_bytes);
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    keeps_up(
        "attach 16 MiB, durable (1 / 1.3)",
        1.0 / 1.3,
        25,
        || {
            // Other bytes each time: a file that is already kept would be no work.
            let bytes: Vec<u8> = source.by_ref().take(16 * 1024 * 1024).collect();
            std::fs::write(&from, bytes).expect("there is room");
            let file = File::open(&from).expect("it was just written");
            File::sync_all(&file).expect("and can be flushed");
            time(|| drop(log.attach(&mut &file, "video.mp4").expect("the file is taken in")))
        },
        || {
            let mut shell = Command::new("sh");
            shell.args(["-c", "cp \"$0\" \"$1\" && sync \"$1\" && sha256sum \"$1\""]);
            shell.arg(&from).arg(&to).stdout(Stdio::null());
            let taken = time(|| assert!(shell.status().expect("sh runs").success()));
            std::fs::remove_file(&to).expect("the copy is there");
            taken
        },
    )
}

/// What a program calls itself, such as "cp (GNU coreutils) 9.7".
fn version(program: &str) -> String {
    let output = Command::new(program).arg("--version").output().expect("every Linux has it");
    String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or(program).to_owned()
}

/// Reading an exported chat of a hundred thousand lines, from the kept file to its messages, against Python's re.
fn chat_against_re() -> bool {
    let folder = folder();
    let mut log = open(folder.path());
    let line = |number: u32| {
        let (day, hour, minute) = (number / 4_000 + 1, number / 60 % 24, number % 60);
        format!(
            "{day:02}/03/2026, {hour:02}:{minute:02} - Prima: ¿ya viste el mensaje {number}? Me escribió otra vez\n"
        )
    };
    let text: String = (0..100_000).map(line).collect();
    let path = folder.path().join("chat.txt");
    std::fs::write(&path, &text).expect("the folder can be written");
    let file = log.attach(&mut text.as_bytes(), "Chat de WhatsApp.txt").expect("it is kept");
    let mut peer = Peer::start("chat.py", &path);
    keeps_up(
        "read a chat of 100,000 lines",
        5.0,
        15,
        || {
            time(|| {
                let chat = Chat::open(&log, 0, &file, &mut |_, _| true).expect("a chat");
                assert_eq!(chat.summary(&clock(0), Language::Spanish).messages, 100_000);
            })
        },
        || peer.round(),
    )
}

/// A report of twenty pages, from the log on disk to the finished PDF.
fn report_against_reportlab() -> bool {
    let folder = folder();
    let mut log = open(folder.path());
    tell_story(&mut log);
    for minute in 10..10 + REPORT_NOTES {
        let happened = at("2026-03-14T02:31");
        log.append(&NewEntry { happened, ..note(WORDS) }, &clock(minute)).expect("a note is taken");
    }
    write_entries(&log, folder.path());
    let mut peer = Peer::start("report.py", folder.path());
    let mut pdf = Vec::new();
    let kept = keeps_up(
        "report of twenty pages",
        1.0,
        11,
        || {
            pdf.clear();
            time(|| report::write(&log, &options(&[]), &clock(500), &mut pdf).expect("a report"))
        },
        || peer.round(),
    );
    let ours = folder.path().join("ours.pdf");
    std::fs::write(&ours, &pdf).expect("the folder can be written");
    println!("pages: ours {}, peer {}", pages(&ours), pages(&folder.path().join("peer.pdf")));
    kept
}

/// The entries in words, for a peer that lays them out.
fn write_entries(log: &EvidenceLog, folder: &Path) {
    let timeline = log.timeline(&clock(500), Language::Spanish).expect("the log is readable");
    let entries: Vec<Value> = timeline
        .iter()
        .map(|entry| {
            json!({
                "day": entry.day,
                "time": entry.time,
                "title": entry.title,
                "detail": entry.detail,
                "files": entry.files,
            })
        })
        .collect();
    std::fs::write(folder.join("entries.json"), json!(entries).to_string())
        .expect("the folder can be written");
}

fn pages(pdf: &Path) -> String {
    let output = Command::new("pdfinfo").arg(pdf).output().expect("./dev bench installs poppler");
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().find_map(|line| line.strip_prefix("Pages:"));
    line.unwrap_or("?").trim().to_owned()
}
