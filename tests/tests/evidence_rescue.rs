//! A damaged log: what can be read is handed over, nothing is changed, and a new one begins only when asked for.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use candado_core::evidence::{
    EvidenceError, EvidenceLog, Rescued, SystemEntropy, rescue, set_aside,
};
use candado_core::store::StoreError;
use candado_tests::bundle::unpack;
use candado_tests::evidence::{clock, note, open, opening};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const ENTRIES: u64 = 200;

/// A log of [`ENTRIES`] entries with one file, written out of its write-ahead log.
fn log_in(folder: &Path) {
    let mut log = open(folder);
    log.append(&opening(), &clock(0)).unwrap();
    let file = log.attach(&mut b"captura".as_slice(), "captura.png").unwrap();
    let mut entry = note(&"x".repeat(300));
    entry.files = vec![file];
    for minute in 1..ENTRIES {
        log.append(&entry, &clock(i64::try_from(minute).unwrap())).unwrap();
    }
}

/// Does to the database what its triggers keep everybody from doing.
fn alter(folder: &Path, sql: &str) {
    let database = rusqlite::Connection::open(folder.join("evidence.db")).unwrap();
    let triggers: Vec<String> = database
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for trigger in triggers {
        database.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
    }
    database.execute_batch(sql).unwrap();
}

fn rescued(folder: &Path) -> (Rescued, BTreeMap<String, Vec<u8>>) {
    let mut archive = Vec::new();
    let found = rescue(folder, &mut archive).unwrap();
    (found, unpack(&archive).into_iter().collect())
}

fn bytes_in(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let items = fs::read_dir(folder).unwrap().map(|item| item.unwrap().path());
    items
        // SQLite's index of the write-ahead log is made anew by every reader.
        .filter(|path| path.is_file() && !name(path).ends_with("-shm"))
        .map(|path| (name(&path), fs::read(&path).unwrap()))
        .collect()
}

/// Writes over a page in the middle of the database, which no write-ahead log holds; the file as it is then.
fn damage_a_page(folder: &Path) -> Vec<u8> {
    let path = folder.join("evidence.db");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 4096 / 2 * 4096;
    bytes[middle..middle + 4096].fill(0xa5);
    fs::write(&path, &bytes).unwrap();
    bytes
}

#[test]
fn a_damaged_page_costs_its_own_entries_and_no_others() {
    let folder = tempfile::tempdir().unwrap();
    log_in(folder.path());
    let bytes = damage_a_page(folder.path());
    let before = bytes_in(folder.path());

    let (found, parts) = rescued(folder.path());
    assert!((ENTRIES - 20..ENTRIES).contains(&found.entries), "{found:?}");
    assert_eq!(found.files, 1);
    let lines = String::from_utf8(parts["bitacora-legible.jsonl"].clone()).unwrap();
    assert_eq!(lines.lines().count() as u64, found.entries);
    assert!(lines.lines().last().unwrap().contains("\"seq\":199"), "what follows the page is read");
    assert_eq!(parts["datos/evidence.db"], bytes);
    assert!(parts.iter().any(|(name, bytes)| name.starts_with("adjuntos/") && bytes == b"captura"));
    for (name, bytes) in before {
        assert_eq!(bytes_in(folder.path())[&name], bytes, "{name} is as it was");
    }
}

/// The phone damages it while it is open, and the person asks for a new one.
#[test]
fn closing_a_log_that_was_damaged_while_it_was_open_changes_no_byte_of_it() {
    let folder = tempfile::tempdir().unwrap();
    log_in(folder.path());
    let mut log = open(folder.path());
    log.append(&note("ya dañada"), &clock(300)).unwrap();
    damage_a_page(folder.path());
    let before = bytes_in(folder.path());
    assert!(!before["evidence.db-wal"].is_empty());
    drop(log);
    assert_eq!(bytes_in(folder.path()), before);
    set_aside(folder.path()).unwrap();
    let aside = bytes_in(folder.path());
    assert_eq!(aside["evidence.db.damaged-1"], before["evidence.db"]);
    assert_eq!(aside["evidence.db.damaged-1-wal"], before["evidence.db-wal"]);
}

#[test]
fn what_is_no_database_at_all_is_handed_over_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    log_in(folder.path());
    let garbage = b"not a database at all".repeat(300);
    fs::write(folder.path().join("evidence.db"), &garbage).unwrap();
    let (found, parts) = rescued(folder.path());
    assert_eq!(found, Rescued { entries: 0, files: 1, incomplete: 0 });
    assert_eq!(parts["datos/evidence.db"], garbage);
}

#[test]
fn an_empty_folder_gives_an_archive_that_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (found, parts) = rescued(folder.path());
    assert_eq!(found, Rescued { entries: 0, files: 0, incomplete: 0 });
    assert!(parts.contains_key("LEEME.txt"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "reading makes no file");
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_keeps_nothing_else_back() {
    let folder = tempfile::tempdir().unwrap();
    log_in(folder.path());
    fs::write(folder.path().join("evidence.db"), b"not a database at all").unwrap();
    // Neither is a file that can be opened, whoever asks.
    fs::create_dir(folder.path().join("evidence.db-wal")).unwrap();
    fs::create_dir(folder.path().join("files").join("ab".repeat(32))).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("files").join("cd".repeat(32)))
        .unwrap();
    let (found, parts) = rescued(folder.path());
    assert_eq!(found, Rescued { entries: 0, files: 1, incomplete: 3 });
    let readme = String::from_utf8(parts["LEEME.txt"].clone()).unwrap();
    for name in ["datos/evidence.db-wal", "adjuntos/abab", "adjuntos/cdcd"] {
        assert!(readme.contains(&format!("\n  {name}")), "{readme}");
        assert!(!parts.keys().any(|part| part.starts_with(name)));
    }
    assert!(parts.contains_key("datos/evidence.db"));
}

#[test]
fn a_log_whose_key_was_damaged_is_refused_and_can_be_set_aside() {
    for damage in [
        "UPDATE identity SET seed = x'00'",
        "UPDATE identity SET origin = 'candadn-0123456789abcdef'",
    ] {
        let folder = tempfile::tempdir().unwrap();
        log_in(folder.path());
        alter(folder.path(), damage);
        let refused = EvidenceLog::open(folder.path(), Box::new(SystemEntropy));
        assert!(matches!(refused, Err(EvidenceError::Store(StoreError::Damaged))), "{damage}");
        assert_eq!(rescued(folder.path()).0.entries, ENTRIES);
        set_aside(folder.path()).unwrap();
        assert_eq!(open(folder.path()).head().unwrap().size, 0);
    }
}

#[test]
fn a_new_log_begins_beside_the_damaged_one_whose_files_stay() {
    let folder = tempfile::tempdir().unwrap();
    log_in(folder.path());
    let garbage = b"not a database at all".repeat(300);
    for number in 1..=2 {
        fs::write(folder.path().join("evidence.db"), &garbage).unwrap();
        set_aside(folder.path()).unwrap();
        let aside = |name: &str| folder.path().join(format!("{name}.damaged-{number}"));
        assert_eq!(fs::read(aside("evidence.db")).unwrap(), garbage);
        assert!(aside("files").is_dir());
        let mut log = open(folder.path());
        assert_eq!(log.append(&opening(), &clock(0)).unwrap(), 0);
    }
    let kept = fs::read_dir(folder.path().join("files.damaged-1")).unwrap().count();
    assert_eq!(kept, 1);
}

#[test]
fn a_sound_log_is_never_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    log_in(folder.path());
    assert!(matches!(set_aside(folder.path()), Err(EvidenceError::NoSuchReference)));
    assert_eq!(open(folder.path()).head().unwrap().size, ENTRIES);
}
