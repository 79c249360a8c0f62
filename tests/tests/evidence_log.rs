//! The evidence log on disk: what it keeps, what it refuses, what it never changes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use candado_core::Language;
use candado_core::evidence::{
    Attachment, Channel, EntryBody, EvidenceError, FindingKind, Happened, NewEntry, Payer,
    Precision, VerificationOutcome, admit, rescue, set_aside,
};
use candado_core::store::StoreError;
use candado_tests::evidence::{at, clock, entry, note, open, opening, tell_story};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};

#[test]
fn an_entry_is_there_after_the_log_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    assert_eq!(log.append(&opening(), &clock(0)).unwrap(), 0);
    assert_eq!(log.append(&note("Me marcaron"), &clock(1)).unwrap(), 1);
    let (head, origin) = (log.head().unwrap(), log.summary().unwrap().origin);
    drop(log);
    let log = open(folder.path());
    assert_eq!(log.head().unwrap(), head);
    let summary = log.summary().unwrap();
    assert_eq!(summary.origin, origin);
    assert_eq!((summary.entries, summary.latest_incident), (2, Some(0)));
    assert_eq!(summary.incident_title, "Robo de mi cuenta");
    assert_eq!(summary.last_export_ms, None);
}

#[test]
fn two_open_logs_on_one_folder_number_their_entries_together() {
    let folder = tempfile::tempdir().unwrap();
    let (mut first, mut second) = (open(folder.path()), open(folder.path()));
    assert_eq!(first.append(&opening(), &clock(0)).unwrap(), 0);
    assert_eq!(second.append(&note("a"), &clock(1)).unwrap(), 1);
    assert_eq!(first.append(&note("b"), &clock(2)).unwrap(), 2);
    let head = second.head().unwrap();
    let export = EntryBody::Export { size: head.size, root: head.root };
    let export = NewEntry { incident: None, ..entry(export) };
    assert_eq!(second.append(&export, &clock(3)).unwrap(), 3);
    assert_eq!(first.append_all(&[note("c"), note("d")], &clock(4)).unwrap(), 5);
    assert_eq!(first.head().unwrap(), second.head().unwrap());
    assert_eq!(first.verify(&mut |_, _| true).unwrap().findings, []);
}

#[test]
fn neither_update_nor_delete_nor_replace_touches_an_entry() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    let connection = Connection::open(folder.path().join("evidence.db")).unwrap();
    connection.pragma_update(None, "recursive_triggers", true).unwrap();
    for statement in [
        "UPDATE entry SET bytes = x'00'",
        "DELETE FROM entry",
        "INSERT OR REPLACE INTO entry VALUES (0, zeroblob(32), x'00')",
        "INSERT INTO entry VALUES (7, zeroblob(32), x'00')",
        "UPDATE identity SET origin = 'x'",
        "DELETE FROM identity",
    ] {
        assert!(connection.execute(statement, []).is_err(), "{statement}");
    }
    assert_eq!(log.entries().unwrap().len(), 1);
}

#[test]
fn a_database_of_a_newer_version_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()));
    let path = folder.path().join("evidence.db");
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    let before = fs::read(&path).unwrap();
    let refused = candado_core::evidence::EvidenceLog::open(
        folder.path(),
        Box::new(candado_core::evidence::SystemEntropy),
    );
    assert!(matches!(
        refused,
        Err(EvidenceError::Store(StoreError::Newer { found: 99, known: 3 }))
    ));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_damaged_database_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    for minute in 1..60 {
        log.append(&note(&"x".repeat(900)), &clock(minute)).unwrap();
    }
    drop(log);
    let path = folder.path().join("evidence.db");
    let sound = fs::read(&path).unwrap();
    let mut torn = sound.clone();
    let length = torn.len();
    torn[4096..length - 4096].fill(0xa5);
    let mut cut = sound.clone();
    cut.truncate(length / 2);
    for damaged in [torn, cut, b"not a database at all".repeat(300)] {
        fs::write(&path, &damaged).unwrap();
        let refused = candado_core::evidence::EvidenceLog::open(
            folder.path(),
            Box::new(candado_core::evidence::SystemEntropy),
        );
        assert!(matches!(refused, Err(EvidenceError::Store(StoreError::Damaged))), "{refused:?}");
        assert_eq!(fs::read(&path).unwrap(), damaged);
    }
}

/// What lies in the folder of a log: name and bytes, without SQLite's index of the write-ahead log.
fn bytes_in(folder: &std::path::Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for part in [folder.to_owned(), folder.join("files")] {
        for item in fs::read_dir(&part).into_iter().flatten() {
            let path = item.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            if path.is_file() && !name.ends_with("-shm") {
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// A log as a power cut leaves it: with two notes, a file, and all of it still in the write-ahead log.
fn cut_off(folder: &std::path::Path) {
    let running = tempfile::tempdir().unwrap();
    let mut log = open(running.path());
    log.append(&opening(), &clock(0)).unwrap();
    let file = log.attach(&mut b"captura".as_slice(), "captura.png").unwrap();
    log.append(&NewEntry { files: vec![file], ..note("a") }, &clock(1)).unwrap();
    fs::create_dir(folder.join("files")).unwrap();
    for (name, bytes) in bytes_in(running.path()) {
        fs::write(folder.join(name), bytes).unwrap();
    }
}

fn assert_refused_as_damaged(folder: &std::path::Path, what: &str) {
    let before = bytes_in(folder);
    let refused = candado_core::evidence::EvidenceLog::open(
        folder,
        Box::new(candado_core::evidence::SystemEntropy),
    );
    assert!(
        matches!(refused, Err(EvidenceError::Store(StoreError::Damaged))),
        "{what}: {refused:?}"
    );
    let found = rescue(folder, &mut Vec::new()).unwrap();
    assert_eq!(found.files, 1, "{what}");
    assert_eq!(bytes_in(folder), before, "{what}: every byte is as it was");
}

#[test]
fn a_database_that_is_gone_or_empty_beside_the_remains_of_a_log_is_damage_and_no_new_log() {
    for (what, emptied) in [("gone", false), ("empty", true)] {
        let folder = tempfile::tempdir().unwrap();
        cut_off(folder.path());
        assert!(fs::metadata(folder.path().join("evidence.db-wal")).unwrap().len() > 0);
        let leave = |name: &str| {
            let path = folder.path().join(name);
            if emptied { fs::write(path, b"").unwrap() } else { fs::remove_file(path).unwrap() }
        };
        leave("evidence.db");
        assert_refused_as_damaged(folder.path(), what);
        leave("evidence.db-wal");
        assert_refused_as_damaged(folder.path(), &format!("{what}, no write-ahead log"));
        set_aside(folder.path()).unwrap();
        assert!(folder.path().join("files.damaged-1").is_dir());
        let mut log = open(folder.path());
        assert_eq!(
            log.append(&opening(), &clock(2)).unwrap(),
            0,
            "a new one begins when asked for"
        );
    }
}

#[test]
fn a_write_ahead_log_alone_is_damage_and_no_new_log() {
    let folder = tempfile::tempdir().unwrap();
    cut_off(folder.path());
    fs::write(folder.path().join("evidence.db"), b"").unwrap();
    fs::remove_dir_all(folder.path().join("files")).unwrap();
    let before = bytes_in(folder.path());
    let refused = candado_core::evidence::EvidenceLog::open(
        folder.path(),
        Box::new(candado_core::evidence::SystemEntropy),
    );
    assert!(matches!(refused, Err(EvidenceError::Store(StoreError::Damaged))), "{refused:?}");
    assert_eq!(bytes_in(folder.path()), before);
}

#[test]
fn a_database_that_lost_its_write_ahead_log_does_not_sweep_the_files_of_the_log() {
    let folder = tempfile::tempdir().unwrap();
    cut_off(folder.path());
    let path = folder.path().join("evidence.db");
    assert!(fs::metadata(&path).unwrap().len() > 0, "its first page");
    fs::remove_file(folder.path().join("evidence.db-wal")).unwrap();
    let (before, files) = (fs::read(&path).unwrap(), folder.path().join("files"));
    let refused = candado_core::evidence::EvidenceLog::open(
        folder.path(),
        Box::new(candado_core::evidence::SystemEntropy),
    );
    assert!(matches!(refused, Err(EvidenceError::Store(StoreError::Damaged))), "{refused:?}");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(files).unwrap().count(), 1);
}

#[test]
fn entries_without_the_name_and_key_of_their_log_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    drop(log);
    let path = folder.path().join("evidence.db");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("DROP TRIGGER identity_kept; DELETE FROM identity;").unwrap();
    drop(connection);
    let before = fs::read(&path).unwrap();
    let refused = candado_core::evidence::EvidenceLog::open(
        folder.path(),
        Box::new(candado_core::evidence::SystemEntropy),
    );
    assert!(matches!(refused, Err(EvidenceError::Store(StoreError::Damaged))), "{refused:?}");
    assert_eq!(fs::read(&path).unwrap(), before, "no new key was written into it");
}

#[test]
fn a_file_is_kept_bit_for_bit_and_described_by_its_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    let bytes = [b"\x89PNG\r\n\x1a\n".as_slice(), &[7; 100_000]].concat();
    let file = log
        .attach(&mut bytes.as_slice(), "../../cap\u{200f}tura\0 \u{2067}\u{202e}gnp.exe")
        .unwrap();
    assert_eq!(file.media_type, "image/png");
    assert_eq!(file.bytes, 100_008);
    assert_eq!(file.name, "../../captura gnp.exe", "nothing turns the ending around");
    assert_eq!(fs::read(log.attachment_path(&file.sha256).unwrap()).unwrap(), bytes);
    let mut read = Vec::new();
    log.attachment_reader(&file.sha256).unwrap().read_to_end(&mut read).unwrap();
    assert_eq!(read, bytes);
    assert_eq!(log.attach(&mut bytes.as_slice(), "otra vez").unwrap().sha256, file.sha256);
    assert!(!folder.path().parent().unwrap().join("captura").exists());
}

#[test]
fn a_file_kept_for_a_draft_survives_a_restart_and_remains_of_a_copy_do_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    let kept = log.attach(&mut b"chat".as_slice(), "chat.txt").unwrap();
    drop(log);
    let files = folder.path().join("files");
    let cut_short = files.join("incoming.tmp");
    let without_row = files.join("ab".repeat(32));
    let foreign = files.join("README");
    for path in [&cut_short, &without_row, &foreign] {
        fs::write(path, b"remains").unwrap();
    }
    let mut log = open(folder.path());
    assert!(!cut_short.exists() && !without_row.exists());
    assert!(foreign.exists(), "what is not named like ours is not ours to delete");
    let seq = log.append(&NewEntry { files: vec![kept.clone()], ..note("a") }, &clock(1)).unwrap();
    assert_eq!(seq, 1);
    assert_eq!(log.summary().unwrap().files, 1);
}

#[test]
fn a_file_goes_only_when_neither_an_entry_nor_a_draft_needs_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    let mut take = |bytes: &[u8]| log.attach(&mut &*bytes, "captura.png").unwrap();
    let (noted, drafted, dropped) = (take(b"noted"), take(b"drafted"), take(b"dropped"));
    let untouched = take(b"of a form that is open");
    log.append(&NewEntry { files: vec![noted.clone()], ..note("a") }, &clock(1)).unwrap();
    let hashes = [&noted, &drafted, &dropped].map(|file| file.sha256.clone());
    let drafts = [format!("{{\"files\":[{{\"sha256\":\"{}\"}}]}}", drafted.sha256)];

    assert_eq!(log.release(&hashes, &drafts).unwrap(), 1);
    let there = |file: &Attachment| folder.path().join("files").join(&file.sha256).exists();
    assert!(there(&noted) && there(&drafted) && there(&untouched) && !there(&dropped));
    let refused = log.append(&NewEntry { files: vec![dropped], ..note("b") }, &clock(2));
    assert!(matches!(refused, Err(EvidenceError::NoSuchReference)), "{refused:?}");
    assert_eq!(log.release(&hashes, &[]).unwrap(), 1);
    assert_eq!(log.release(&hashes, &[]).unwrap(), 0);
    assert!(there(&noted));
    let outside = log.release(&["../evidence.db".to_owned()], &[]);
    assert!(matches!(outside, Err(EvidenceError::NoSuchReference)), "{outside:?}");
    assert_eq!(log.verify(&mut |_, _| true).unwrap().findings, []);
}

#[test]
fn at_the_start_of_the_app_what_neither_entry_nor_draft_names_is_let_go() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    let mut take = |bytes: &[u8]| log.attach(&mut &*bytes, "captura.png").unwrap();
    let (noted, drafted, left) = (take(b"noted"), take(b"drafted"), take(b"left behind"));
    log.append(&NewEntry { files: vec![noted.clone()], ..note("a") }, &clock(1)).unwrap();
    drop(log);
    let mut log = open(folder.path());
    assert_eq!(log.release_unneeded(std::slice::from_ref(&drafted.sha256)).unwrap(), 1);
    let there = |file: &Attachment| folder.path().join("files").join(&file.sha256).exists();
    assert!(there(&noted) && there(&drafted) && !there(&left));
    assert_eq!(log.verify(&mut |_, _| true).unwrap().findings, []);
}

#[test]
fn verifying_tells_how_far_it_is_and_stops_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let mut told = Vec::new();
    let report = log.verify(&mut |done, total| {
        told.push((done, total));
        true
    });
    assert_eq!(report.unwrap().outcome, VerificationOutcome::Verified);
    assert!(told.windows(2).all(|two| two[0].0 <= two[1].0 && two[0].1 == two[1].1));
    assert!(told.last().is_some_and(|(done, total)| done == total && *total > 0), "{told:?}");
    for stop_at in [1, told.len() / 2, told.len()] {
        let mut asked = 0;
        let stopped = log.verify(&mut |_, _| {
            asked += 1;
            asked < stop_at
        });
        assert!(matches!(stopped, Err(EvidenceError::Cancelled)), "{stopped:?}");
        assert_eq!(asked, stop_at, "nothing is read after that");
    }
}

#[test]
fn the_sqlite_inside_has_the_mended_write_ahead_log() {
    // 3.51.3 mended the reset of a write-ahead log under two connections: https://sqlite.org/releaselog/3_51_3.html
    assert!(rusqlite::version_number() >= 3_051_003, "{}", rusqlite::version());
}

#[test]
fn size_and_type_in_an_entry_come_from_the_store_and_not_from_the_caller() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    let kept = log.attach(&mut b"chat".as_slice(), "chat.txt").unwrap();
    let mut told = kept.clone();
    told.bytes = 9;
    told.media_type = "application/x-other".into();
    log.append(&NewEntry { files: vec![told], ..note("a") }, &clock(1)).unwrap();
    assert_eq!(log.entries().unwrap()[1].files, [kept]);
}

/// Fails after some bytes, as a stream does whose app was closed.
struct Vanishing(usize);

impl Read for Vanishing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::ErrorKind::NotFound.into());
        }
        self.0 -= 1;
        buffer.fill(1);
        Ok(buffer.len())
    }
}

#[test]
fn an_empty_and_a_vanishing_file_are_refused_and_leave_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    assert!(matches!(log.attach(&mut io::empty(), "a"), Err(EvidenceError::FileEmpty)));
    assert!(matches!(log.attach(&mut Vanishing(3), "a"), Err(EvidenceError::FileUnreadable)));
    assert_eq!(fs::read_dir(folder.path().join("files")).unwrap().count(), 0);
}

#[test]
fn a_file_of_which_less_comes_than_it_has_is_refused_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    let mut attach = |bytes: &[u8], known| {
        log.attach_whole(&mut &*bytes, "captura.png", known, &mut |_, _| true)
    };
    assert!(matches!(attach(b"half", Some(5)), Err(EvidenceError::FileCutShort)));
    assert!(matches!(attach(b"", Some(5)), Err(EvidenceError::FileCutShort)));
    assert_eq!(fs::read_dir(folder.path().join("files")).unwrap().count(), 0);
    assert_eq!(attach(b"whole", Some(5)).unwrap().bytes, 5);
    assert_eq!(attach(b"more than that", Some(5)).unwrap().bytes, 14, "it grew meanwhile");
}

#[test]
fn copying_tells_how_far_it_is_and_what_is_stopped_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    let bytes = vec![7_u8; 300_000];
    let mut told = Vec::new();
    log.attach_whole(&mut bytes.as_slice(), "a", Some(300_000), &mut |done, all| {
        told.push((done, all));
        true
    })
    .unwrap();
    assert!(told.len() > 2 && told.is_sorted() && told.last() == Some(&(300_000, 300_000)));
    let other = vec![8_u8; 300_000];
    let stopped = log.attach_whole(&mut other.as_slice(), "b", None, &mut |done, _| done < 100_000);
    assert!(matches!(stopped, Err(EvidenceError::Cancelled)), "{stopped:?}");
    assert_eq!(fs::read_dir(folder.path().join("files")).unwrap().count(), 1);
}

#[test]
fn a_source_that_has_nothing_yet_is_waited_for_as_long_as_the_person_wants() {
    /// Gives a byte after it had nothing twice.
    struct Slow(u32);
    impl Read for Slow {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0 += 1;
            match self.0 {
                1 | 2 | 4 => Err(io::ErrorKind::WouldBlock.into()),
                3 => {
                    buffer[0] = 7;
                    Ok(1)
                }
                _ => Ok(0),
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    let mut told = Vec::new();
    let file = log.attach_whole(&mut Slow(0), "a", Some(1), &mut |done, _| {
        told.push(done);
        true
    });
    assert_eq!(file.unwrap().bytes, 1);
    assert_eq!(told, [0, 0, 1, 1]);
    let mut asked = 0;
    let stopped = log.attach_whole(&mut Slow(0), "b", None, &mut |_, _| {
        asked += 1;
        asked < 2
    });
    assert!(matches!(stopped, Err(EvidenceError::Cancelled)), "{stopped:?}");
    assert_eq!(fs::read_dir(folder.path().join("files")).unwrap().count(), 1);
}

#[test]
fn a_file_beyond_the_limit_is_refused_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    let endless = &mut io::repeat(1);
    assert!(matches!(
        log.attach(endless, "a"),
        Err(EvidenceError::FileTooLarge { limit_bytes: 536_870_912 })
    ));
    assert_eq!(fs::read_dir(folder.path().join("files")).unwrap().count(), 0);
}

#[test]
fn a_file_that_is_too_large_or_has_no_room_is_refused_before_it_is_copied() {
    const MIB: u64 = 1 << 20;
    assert!(admit(Some(512 * MIB), u64::MAX).is_ok());
    let large = admit(Some(512 * MIB + 1), u64::MAX);
    assert!(
        matches!(large, Err(EvidenceError::FileTooLarge { limit_bytes }) if limit_bytes == 512 * MIB)
    );
    assert!(matches!(admit(Some(2 << 30), 0), Err(EvidenceError::FileTooLarge { .. })));
    assert!(admit(Some(4 * MIB), 20 * MIB).is_ok());
    let full = admit(Some(4 * MIB + 1), 20 * MIB);
    assert!(matches!(full, Err(EvidenceError::Store(StoreError::Full))), "{full:?}");
    assert!(admit(None, 0).is_ok(), "what does not know its size is judged while it is copied");
}

#[test]
fn a_full_disk_is_named_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    // Linux gives "no space left" to whoever writes there.
    std::os::unix::fs::symlink("/dev/full", folder.path().join("files/incoming.tmp")).unwrap();
    let refused = log.attach(&mut b"chat".as_slice(), "chat.txt");
    assert!(matches!(refused, Err(EvidenceError::Store(StoreError::Full))), "{refused:?}");
    assert_eq!(fs::read_dir(folder.path().join("files")).unwrap().count(), 0);
    assert!(log.attach(&mut b"chat".as_slice(), "chat.txt").is_ok(), "the next one finds room");
}

#[test]
fn an_altered_database_is_told_by_the_log_itself() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    assert_eq!(log.verify(&mut |_, _| true).unwrap().outcome, VerificationOutcome::Verified);
    drop(log);
    let connection = Connection::open(folder.path().join("evidence.db")).unwrap();
    connection
        .execute_batch(
            "DROP TRIGGER entry_fixed;
             UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), '450000', '950000') AS BLOB);",
        )
        .unwrap();
    drop(connection);
    let log = open(folder.path());
    let files = log.entries().unwrap()[3].files.clone();
    fs::remove_file(log.attachment_path(&files[0].sha256).unwrap()).unwrap();
    fs::write(log.attachment_path(&files[1].sha256).unwrap(), b"otra").unwrap();
    let report = log.verify(&mut |_, _| true).unwrap();
    assert_eq!(report.outcome, VerificationOutcome::Failed);
    let found: Vec<_> = report.findings.iter().map(|found| (found.kind, found.seq)).collect();
    assert_eq!(
        found,
        [
            (FindingKind::EntryAltered, Some(3)),
            (FindingKind::FileMissing, None),
            (FindingKind::FileAltered, None)
        ]
    );
}

#[test]
fn an_entry_that_is_no_entry_any_more_is_named_by_its_place() {
    for (bytes, malformed) in [
        ("CAST('no es JSON' AS BLOB)", true),
        // The line that stands for an entry in a bundle: the hash of what was there is kept.
        ("CAST('{\"withheld\":\"' || lower(hex(leaf)) || '\"}' AS BLOB)", false),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut log = open(folder.path());
        tell_story(&mut log);
        drop(log);
        let connection = Connection::open(folder.path().join("evidence.db")).unwrap();
        let change =
            format!("DROP TRIGGER entry_fixed; UPDATE entry SET bytes = {bytes} WHERE seq = 2;");
        connection.execute_batch(&change).unwrap();
        drop(connection);
        let report = open(folder.path()).verify(&mut |_, _| true).unwrap();
        assert_eq!(report.outcome, VerificationOutcome::Failed, "{bytes}");
        let found: Vec<_> = report.findings.iter().map(|found| (found.kind, found.seq)).collect();
        let mut expected = vec![(FindingKind::EntryAltered, Some(2))];
        expected.extend(malformed.then_some((FindingKind::Malformed, Some(2))));
        assert_eq!(found, expected, "{bytes}");
    }
}

#[test]
fn an_entry_cannot_refer_to_what_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    log.append(&note("a"), &clock(0)).unwrap();
    let stranger = candado_core::evidence::Attachment {
        sha256: "ab".repeat(32),
        bytes: 1,
        media_type: "text/plain".into(),
        name: "a".into(),
    };
    let path =
        candado_core::evidence::Attachment { sha256: "../evidence.db".into(), ..stranger.clone() };
    let amendment = || entry(EntryBody::Amendment { text: "b".into() });
    for refused in [
        NewEntry { incident: Some(1), ..note("b") },
        NewEntry { incident: Some(u64::MAX), ..note("b") },
        NewEntry { files: vec![stranger], ..note("b") },
        NewEntry { files: vec![path], ..note("b") },
        NewEntry { amends: Some(2), ..amendment() },
        amendment(),
        NewEntry { amends: None, ..entry(EntryBody::Retraction { text: String::new() }) },
        NewEntry { incident: Some(0), ..opening() },
        NewEntry { incident: None, ..entry(EntryBody::Export { size: 9, root: String::new() }) },
    ] {
        assert!(
            matches!(log.append(&refused, &clock(1)), Err(EvidenceError::NoSuchReference)),
            "{refused:?}"
        );
    }
    assert_eq!(log.head().unwrap().size, 2);
}

#[test]
fn the_timeline_follows_what_happened_and_not_what_was_noted() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    let transfer = EntryBody::Transfer {
        payer: Payer::Me,
        amount_centavos: 450_000,
        tracking_key: String::new(),
        clabe: "032180000118359719".into(),
        card: String::new(),
        bank: String::new(),
        bank_folio: String::new(),
        text: String::new(),
    };
    let transfer = log
        .append(&NewEntry { happened: at("2026-03-14T02:31"), ..entry(transfer) }, &clock(1))
        .unwrap();
    let contact = EntryBody::ContactAttempt {
        channel: Channel::Call,
        sender: "55 1234 5678".into(),
        user_name: String::new(),
        email: String::new(),
        link: "https://paqueteria.example/x".into(),
        said: String::new(),
    };
    let about = Happened { precision: Precision::About, ..at("2026-03-14T02:10").unwrap() };
    let contact =
        log.append(&NewEntry { happened: Some(about), ..entry(contact) }, &clock(2)).unwrap();
    let amendment = NewEntry {
        amends: Some(transfer),
        ..entry(EntryBody::Amendment { text: "Fueron 4,000".into() })
    };
    let amendment = log.append(&amendment, &clock(3)).unwrap();
    let retraction =
        NewEntry { amends: Some(contact), ..entry(EntryBody::Retraction { text: String::new() }) };
    log.append(&retraction, &clock(4)).unwrap();

    let timeline = log.timeline(&clock(5), Language::Spanish).unwrap();
    let order: Vec<u64> = timeline.iter().map(|entry| entry.seq).collect();
    assert_eq!(order, [contact, transfer, 0, amendment, 4]);
    let (first, second) = (&timeline[0], &timeline[1]);
    assert_eq!(first.day, "Sábado 14 de marzo");
    assert_eq!(first.time, "2:10, aproximado");
    assert_eq!(first.title, "Llamada de +525512345678");
    assert_eq!(first.detail, "Enlace: hxxps://paqueteria[.]example/x");
    assert!(first.retracted);
    assert_eq!(second.title, "Transferencia de $4,500.00");
    assert_eq!(second.amended_by, Some(amendment));
    assert!(!second.retracted);
    assert_eq!(timeline[2].time, "Anotado 10:00");
    assert_eq!(timeline[3].title, "Corrección de la nota 1");

    let english = log.timeline(&clock(5), Language::English).unwrap();
    assert_eq!(english[0].day, "Saturday 14 March");
    assert_eq!(english[0].time, "About 2:10");
    assert_eq!(english[1].title, "Transfer of $4,500.00");
}
