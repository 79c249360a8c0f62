//! Bundles that somebody tampered with, each with what must be found: every finding of `docs/evidence-format.md`.
//!
//! They lie in `tests/data/bundles`, so that verifiers in other languages and in a browser are shown the same bytes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use crate::bundle::{
    Members, content, cover_tracks, export, lines, pack, sample, set_lines, unpack,
};
use crate::evidence::{clock, note, open, open_another, opening, tell_story};
use crate::forged;
use candado_core::evidence::FindingKind::{
    self, EntryAltered, EntryMissing, FileAltered, FileMissing, FileUnlisted, KeyChanged,
    Malformed, NotAnExtension, OrderChanged, RootMismatch, SignatureBad, Truncated,
};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use zip::CompressionMethod::{Deflated, Stored};

/// A bundle and what every verifier must find in it.
#[derive(Debug)]
pub struct Fixture {
    /// Its file is called so.
    pub name: String,
    /// The bundle.
    pub bundle: Vec<u8>,
    /// The head code from outside it is judged with.
    pub anchor: Option<String>,
    /// The findings, each kind once, in the order of the format page.
    pub findings: Vec<FindingKind>,
}

/// Where the fixtures lie.
#[must_use]
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/bundles")
}

/// Makes every fixture; the same bytes each time.
///
/// # Panics
/// When one cannot be made.
#[must_use]
pub fn all() -> Vec<Fixture> {
    let mut all = whole();
    all.extend(changed());
    all.extend(forged());
    all.extend(broken());
    all.extend(crafted());
    all
}

fn fixture(name: &str, bundle: Vec<u8>, findings: &[FindingKind]) -> Fixture {
    Fixture { name: name.to_owned(), bundle, anchor: None, findings: findings.to_vec() }
}

/// A bundle with a line of text in the place of the report and of the verifiers. They hang on the manifest alone, and
/// the fixtures stay small and the same when they change.
fn small(mut members: Members) -> Members {
    for name in ["informe.pdf", "LEEME.txt", "verificar.html", "verificar.py"] {
        *content(&mut members, name) = format!("En lugar de {name}\n").into_bytes();
    }
    cover_tracks(&mut members);
    members
}

/// Made once: its report takes longer than all that is done to it.
fn sample_members() -> Members {
    static SAMPLE: LazyLock<Members> =
        LazyLock::new(|| small(unpack(&sample(tempfile::tempdir().unwrap().path()))));
    SAMPLE.clone()
}

/// Bundles in order, and anchors that they agree or disagree with.
fn whole() -> Vec<Fixture> {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    let empty = log.head().unwrap().code;
    tell_story(&mut log);
    let early = log.head().unwrap().code;
    let bundle = pack(&small(unpack(&export(&mut log, 10, &[5]))), Stored);
    let head = log.head().unwrap().code;
    log.append(&note("después"), &clock(11)).unwrap();
    let later = log.head().unwrap().code;
    let other = early.replace(['0', '1', '2', '3', '4'], "9").replacen("9 ·", "7 ·", 1);
    let anchored = |name: &str, anchor: &str, findings: &[FindingKind]| Fixture {
        anchor: Some(anchor.to_owned()),
        ..fixture(name, bundle.clone(), findings)
    };

    let folder = tempfile::tempdir().unwrap();
    let mut clocks = open_another(folder.path());
    tell_story(&mut clocks);
    let mut back = clock(8);
    back.now_ms -= 3 * 3_600_000;
    back.automatic = Some(false);
    clocks.append(&note("con la hora cambiada"), &back).unwrap();
    let mut restarted = clock(9);
    restarted.boot_count = Some(32);
    restarted.uptime_ms = Some(5_000);
    restarted.automatic = None;
    clocks.append(&note("después de reiniciar"), &restarted).unwrap();
    let clocks = pack(&small(unpack(&export(&mut clocks, 600, &[]))), Stored);

    vec![
        fixture("sound", pack(&sample_members(), Stored), &[]),
        fixture("sound-packed-anew", pack(&sample_members(), Deflated), &[]),
        fixture("sound-clocks-moved", clocks, &[]),
        anchored("anchor-early", &early, &[]),
        anchored("anchor-head", &head, &[]),
        anchored("anchor-by-hand", &early.to_lowercase().replace(['·', '-'], " "), &[]),
        anchored(
            "anchor-copied-with-marks",
            &format!("\u{feff}\u{85}\u{200e}Código: {early}\u{200f}"),
            &[],
        ),
        anchored("anchor-copied-with-a-separator", &format!("\u{1c}{head}\u{1c}"), &[]),
        anchored("anchor-of-an-empty-log", &empty, &[]),
        anchored("anchor-newer-than-log", &later, &[Truncated]),
        anchored("anchor-of-another-story", &other, &[NotAnExtension]),
        anchored("anchor-unreadable", "no es un código", &[]),
    ]
}

/// Every change of [`CHANGES`], with the manifest left as it was and written anew.
fn changed() -> Vec<Fixture> {
    let sample = sample_members();
    let make = |(name, change, findings, covered): &Change| {
        let mut members = sample.clone();
        change(&mut members);
        let plain = fixture(name, pack(&members, Stored), findings);
        cover_tracks(&mut members);
        [plain, fixture(&format!("{name}-tracks-covered"), pack(&members, Stored), covered)]
    };
    CHANGES.iter().flat_map(make).collect()
}

/// Logs written anew as a whole, with an earlier checkpoint carried over from the genuine one.
fn forged() -> Vec<Fixture> {
    let folders: [_; 3] = std::array::from_fn(|_| tempfile::tempdir().unwrap());
    let mut genuine = open(folders[0].path());
    tell_story(&mut genuine);
    let anchor = genuine.head().unwrap().code;
    let mut before = unpack(&export(&mut genuine, 10, &[]));
    let before = content(&mut before, "checkpoint.txt").clone();
    let carried_over = |mut members: Members| {
        *content(&mut members, "checkpoints-anteriores.txt") = before.clone();
        pack(&small(members), Stored)
    };

    let mut other_key = open_another(folders[1].path());
    tell_story(&mut other_key);
    other_key.append(&note("Otra cosa"), &clock(9)).unwrap();
    let other_key = unpack(&export(&mut other_key, 11, &[]));

    let mut same_key = open(folders[2].path());
    same_key.append(&opening(), &clock(3)).unwrap();
    for minute in 4..14 {
        same_key.append(&note("otra"), &clock(minute)).unwrap();
    }
    let same_key = unpack(&export(&mut same_key, 20, &[]));

    vec![
        fixture("forged-alone", pack(&small(other_key.clone()), Stored), &[]),
        Fixture {
            anchor: Some(anchor),
            ..fixture(
                "forged-against-anchor",
                pack(&small(other_key.clone()), Stored),
                &[NotAnExtension],
            )
        },
        fixture("forged-with-another-key", carried_over(other_key), &[KeyChanged]),
        fixture("forged-with-the-same-key", carried_over(same_key), &[NotAnExtension]),
    ]
}

/// Archives that are none, are cut, or were made to harm their reader.
fn broken() -> Vec<Fixture> {
    let sound = pack(&sample_members(), Stored);
    let with_name = |name: &str| {
        let mut members = sample_members();
        members.push((name.to_owned(), b"x".to_vec()));
        pack(&members, Stored)
    };
    vec![
        fixture("archive-empty", Vec::new(), &[Malformed]),
        fixture("archive-none", b"hola".to_vec(), &[Malformed]),
        fixture("archive-half", sound[..sound.len() / 2].to_vec(), &[Malformed]),
        fixture("archive-without-last-byte", sound[..sound.len() - 1].to_vec(), &[Malformed]),
        fixture("name-climbs", with_name("../../etc/passwd"), &[Malformed]),
        fixture("name-from-root", with_name("/etc/passwd"), &[Malformed]),
        fixture("name-with-drive", with_name("C:\\x"), &[Malformed]),
        fixture("name-with-bell", with_name("a\u{7}b"), &[Malformed]),
        fixture("name-climbs-inside", with_name("adjuntos/../x"), &[Malformed]),
        fixture("name-right-to-left", with_name("fdp.\u{202e}exe"), &[FileUnlisted]),
        fixture("name-empty", with_name(""), &[FileUnlisted]),
        fixture("name-of-four-kilobytes", with_name(&"n".repeat(4_096)), &[FileUnlisted]),
        fixture("member-larger-than-declared", bomb(), &[FileAltered, Malformed]),
        fixture("sound-packed-by-hand", packed_by_hand(1, b""), &[]),
        fixture("member-with-bytes-behind", packed_by_hand(1, b"JUNK"), &[FileAltered, Malformed]),
        fixture("member-without-its-last-block", packed_by_hand(0, b""), &[FileAltered, Malformed]),
    ]
}

/// A sound bundle but for its report, which is one deflated block that is the last one (1) or not (0), with bytes behind it.
fn packed_by_hand(last: u8, behind: &[u8]) -> Vec<u8> {
    const NAME: &str = "informe.pdf";
    let mut members = sample_members();
    let whole = content(&mut members, NAME).clone();
    let length = u16::try_from(whole.len()).unwrap();
    let as_declared = pack(&members, Stored);
    *content(&mut members, NAME) =
        [&[last][..], &length.to_le_bytes(), &(!length).to_le_bytes(), &whole, behind].concat();
    let mut packed = pack(&members, Stored);
    let header = |archive: &[u8], mark: &[u8], name: usize| {
        let is_it = |at: &usize| {
            archive[*at..].starts_with(mark) && archive[at + name..].starts_with(NAME.as_bytes())
        };
        (0..archive.len() - name).find(is_it).unwrap()
    };
    for (mark, name, method, crc, size) in
        [(b"PK\x03\x04", 30, 8, 14, 22), (b"PK\x01\x02", 46, 10, 16, 24)]
    {
        let (from, to) = (header(&as_declared, mark, name), header(&packed, mark, name));
        packed[to + method] = 8;
        packed[to + crc..to + crc + 4].copy_from_slice(&as_declared[from + crc..from + crc + 4]);
        packed[to + size..to + size + 4]
            .copy_from_slice(&as_declared[from + size..from + size + 4]);
    }
    packed
}

/// Bundles that no phone writes, signed by somebody who knows the format and has a key of their own.
fn crafted() -> Vec<Fixture> {
    const NAME: &str = "candado-0123456789abcdef";
    let largest = 9_007_199_254_740_991_i64;
    let lines = [forged::line(0, 1_000), forged::line(1, 2_000)];
    let bundle = |members: &Members| pack(members, Stored);
    let one = forged::leaf(&lines[0]);
    let twice = forged::signed(sample_members(), NAME, &lines[..1], &[one, one]);
    let ends = [forged::line(0, -largest), forged::line(1, largest - 1)];
    let ends_leaves = ends.each_ref().map(|line| forged::leaf(line));
    let ends = forged::signed(sample_members(), NAME, &ends, &ends_leaves);
    let leaves = lines.each_ref().map(|line| forged::leaf(line));
    let named = |name: &str| bundle(&forged::signed(sample_members(), name, &lines, &leaves));
    let with_key = |low: u8, fill: u8, high: u8| {
        let mut point = [fill; 32];
        (point[0], point[31]) = (low, high);
        let mut members = forged::signed(sample_members(), NAME, &lines, &leaves);
        *content(&mut members, "clave-publica.txt") = forged::public_key(NAME, &point).into_bytes();
        cover_tracks(&mut members);
        pack(&members, Stored)
    };
    vec![
        fixture("sound-crafted", named(NAME), &[]),
        fixture("sound-clocks-at-their-ends", bundle(&ends), &[]),
        fixture("leaf-signed-twice", bundle(&twice), &[EntryMissing, RootMismatch]),
        fixture("key-named-otherwise", named("candado-de-otra-forma"), &[Malformed]),
        fixture("key-named-with-a-separator", named("candado\u{1c}x"), &[Malformed]),
        fixture("key-named-with-a-next-line", named("candado\u{85}x"), &[Malformed]),
        fixture("key-named-with-a-mark", named("candado\u{feff}x"), &[Malformed]),
        // y = p + 1, and y = 1 with the sign of an x that is 0.
        fixture("key-beyond-the-prime", with_key(0xee, 0xff, 0x7f), &[Malformed]),
        fixture("key-of-minus-zero", with_key(1, 0, 0x80), &[Malformed]),
    ]
}

/// A member of five million bytes that declares a hundred, in its local and in its central header.
fn bomb() -> Vec<u8> {
    let mut members = sample_members();
    *content(&mut members, "informe.pdf") = vec![0; 5_000_000];
    let mut bomb = pack(&members, Deflated);
    let declared = 5_000_000_u32.to_le_bytes();
    let places: Vec<usize> =
        (0..bomb.len() - 4).filter(|at| bomb[*at..*at + 4] == declared).collect();
    assert_eq!(places.len(), 2);
    for at in places {
        bomb[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    bomb
}

/// A change, the findings it must give when the manifest is left as it was, and when it was written anew.
type Change = (&'static str, fn(&mut Members), &'static [FindingKind], &'static [FindingKind]);

const CHANGES: &[Change] = &[
    (
        "entry-altered",
        |members| {
            let mut lines = lines(members);
            lines[3] = lines[3].replacen("450000", "950000", 1);
            set_lines(members, &lines);
        },
        &[EntryAltered, RootMismatch, FileAltered],
        &[EntryAltered, RootMismatch],
    ),
    (
        "entry-altered-leaves-matched",
        |members| {
            let mut changed = lines(members);
            changed[3] = changed[3].replacen("450000", "950000", 1);
            set_lines(members, &changed);
            *content(members, "hojas.txt") = leaves(&changed).into_bytes();
        },
        &[RootMismatch, NotAnExtension, FileAltered],
        &[RootMismatch, NotAnExtension],
    ),
    (
        "entry-removed",
        |members| {
            let mut lines = lines(members);
            lines.remove(2);
            set_lines(members, &lines);
        },
        &[EntryMissing, RootMismatch, FileAltered],
        &[EntryMissing, RootMismatch],
    ),
    (
        "entries-swapped",
        |members| {
            let mut lines = lines(members);
            lines.swap(1, 2);
            set_lines(members, &lines);
        },
        &[OrderChanged, RootMismatch, FileAltered],
        &[OrderChanged, RootMismatch],
    ),
    (
        "entry-inserted",
        |members| {
            let mut lines = lines(members);
            let copy = lines[6].replacen("0187", "0188", 1).replacen("\"seq\":6", "\"seq\":3", 1);
            lines.insert(3, copy);
            set_lines(members, &lines);
        },
        &[EntryAltered, RootMismatch, FileAltered],
        &[EntryAltered, RootMismatch],
    ),
    (
        "end-cut",
        |members| {
            let mut cut = lines(members);
            cut.truncate(7);
            set_lines(members, &cut);
            *content(members, "hojas.txt") = leaves(&cut).into_bytes();
        },
        &[EntryMissing, RootMismatch, Truncated, FileAltered],
        &[EntryMissing, RootMismatch, Truncated],
    ),
    (
        "withheld-with-another-hash",
        |members| {
            let mut lines = lines(members);
            lines[2] = format!("{{\"withheld\":\"{}\"}}", "ab".repeat(32));
            set_lines(members, &lines);
        },
        &[EntryAltered, RootMismatch, FileAltered],
        &[EntryAltered, RootMismatch],
    ),
    (
        "line-no-json",
        |members| {
            let mut lines = lines(members);
            lines[2] = lines[2].replacen('{', "(", 1);
            set_lines(members, &lines);
        },
        &[EntryAltered, RootMismatch, FileAltered, Malformed],
        &[EntryAltered, RootMismatch, Malformed],
    ),
    (
        "entry-doubled",
        |members| {
            let mut lines = lines(members);
            lines.insert(4, lines[3].clone());
            set_lines(members, &lines);
        },
        &[OrderChanged, RootMismatch, FileAltered],
        &[OrderChanged, RootMismatch],
    ),
    (
        "line-with-a-key-twice",
        |members| {
            replace(
                members,
                "bitacora.jsonl",
                "\"amount_centavos\":450000",
                "\"amount_centavos\":450000,\"amount_centavos\":1",
            )
        },
        &[EntryAltered, RootMismatch, FileAltered, FileUnlisted, Malformed],
        &[EntryAltered, RootMismatch, FileUnlisted, Malformed],
    ),
    (
        "line-with-a-fraction",
        |members| replace(members, "bitacora.jsonl", ":450000", ":450000.5"),
        &[EntryAltered, RootMismatch, FileAltered, FileUnlisted, Malformed],
        &[EntryAltered, RootMismatch, FileUnlisted, Malformed],
    ),
    (
        "line-with-half-a-character",
        |members| replace(members, "bitacora.jsonl", "Mi prima pag", "\\ud83d Mi prima pag"),
        &[EntryAltered, RootMismatch, FileAltered, FileUnlisted, Malformed],
        &[EntryAltered, RootMismatch, FileUnlisted, Malformed],
    ),
    (
        "line-with-a-number-beyond-53-bits",
        |members| replace(members, "bitacora.jsonl", ":450000", ":9007199254740992"),
        &[EntryAltered, RootMismatch, FileAltered, FileUnlisted, Malformed],
        &[EntryAltered, RootMismatch, FileUnlisted, Malformed],
    ),
    (
        "line-with-text-for-a-number",
        |members| replace(members, "bitacora.jsonl", "\"seq\":3", "\"seq\":\"3\""),
        &[EntryAltered, RootMismatch, FileAltered, FileUnlisted, Malformed],
        &[EntryAltered, RootMismatch, FileUnlisted, Malformed],
    ),
    (
        "last-line-break-cut",
        |members| {
            content(members, "bitacora.jsonl").pop();
        },
        &[FileAltered, Malformed],
        &[Malformed],
    ),
    (
        "earlier-checkpoint-changed",
        |members| replace(members, "checkpoints-anteriores.txt", "\n8\n", "\n7\n"),
        &[SignatureBad, FileAltered],
        &[SignatureBad],
    ),
    (
        "checkpoint-changed",
        |members| replace(members, "checkpoint.txt", "noted 2026", "noted 2025"),
        &[SignatureBad, FileAltered],
        &[SignatureBad],
    ),
    (
        "checkpoint-unsigned",
        |members| replace(members, "checkpoint.txt", "— ", "- "),
        &[FileAltered, Malformed],
        &[Malformed],
    ),
    (
        "public-key-changed",
        |members| {
            let key = content(members, "clave-publica.txt");
            let end = key.len() - 10;
            key[end] = if key[end] == b'A' { b'B' } else { b'A' };
        },
        &[FileAltered, Malformed],
        &[Malformed],
    ),
    (
        "attachment-altered",
        |members| attachment(members).1.push(b'!'),
        &[FileAltered],
        &[FileAltered],
    ),
    (
        "attachment-removed",
        |members| {
            let name = attachment(members).0.clone();
            members.retain(|(found, _)| *found != name);
        },
        &[FileMissing],
        &[FileMissing],
    ),
    (
        "attachment-twice-with-other-content",
        |members| {
            for ending in ["jpg", "webp"] {
                let name = renamed(&attachment(members).0, ending);
                members.push((name, b"otra captura".to_vec()));
            }
        },
        &[FileAltered, FileUnlisted],
        &[FileAltered],
    ),
    (
        "attachment-twice",
        |members| {
            let (name, same) = attachment(members).clone();
            members.push((renamed(&name, "jpg"), same));
        },
        &[FileUnlisted],
        &[FileUnlisted],
    ),
    (
        "attachment-added",
        |members| members.push((format!("adjuntos/{}.txt", "ab".repeat(32)), b"x".to_vec())),
        &[FileUnlisted],
        &[FileUnlisted],
    ),
    (
        "file-added",
        |members| members.push(("nota.txt".into(), b"x".to_vec())),
        &[FileUnlisted],
        &[FileMissing, FileUnlisted],
    ),
    (
        "report-replaced",
        |members| *content(members, "informe.pdf") = b"%PDF-1.7 otra cosa".to_vec(),
        &[FileAltered],
        &[],
    ),
    (
        "report-removed",
        |members| members.retain(|(name, _)| name != "informe.pdf"),
        &[FileMissing],
        &[FileMissing],
    ),
    (
        "leaves-removed-entry-altered",
        |members| {
            members.retain(|(name, _)| name != "hojas.txt");
            let mut lines = lines(members);
            lines[3] = lines[3].replacen("450000", "950000", 1);
            set_lines(members, &lines);
        },
        &[RootMismatch, NotAnExtension, FileMissing, FileAltered],
        &[RootMismatch, NotAnExtension, FileMissing],
    ),
];

fn replace(members: &mut Members, name: &str, from: &str, to: &str) {
    let text = String::from_utf8(content(members, name).clone()).unwrap();
    assert!(text.contains(from), "{text}");
    *content(members, name) = text.replacen(from, to, 1).into_bytes();
}

fn attachment(members: &mut Members) -> &mut (String, Vec<u8>) {
    members.iter_mut().find(|(name, _)| name.starts_with("adjuntos/")).unwrap()
}

/// The name of an attachment with another ending.
fn renamed(name: &str, ending: &str) -> String {
    format!("{}.{ending}", name.split_once('.').unwrap().0)
}

/// `hojas.txt` for these lines, as somebody makes it who knows the format.
fn leaves(lines: &[String]) -> String {
    lines
        .iter()
        .map(|line| match line.strip_prefix("{\"withheld\":\"") {
            Some(rest) => format!("{}\n", &rest[..64]),
            None => format!("{}\n", forged::hexadecimal(&forged::leaf(line))),
        })
        .collect()
}
