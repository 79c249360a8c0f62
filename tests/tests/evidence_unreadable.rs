//! A flipped bit inside an entry: what cannot be read is named, and everything else is read, noted and handed over.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use candado_core::Language;
use candado_core::evidence::{
    AnchorWay, Case, EntryBody, EvidenceError, EvidenceLog, FindingKind, NewEntry, TheftKind,
    TimelineOrder, VerificationOutcome, set_aside, verify_bundle,
};
use candado_core::report;
use candado_tests::bundle::{export, unpack};
use candado_tests::evidence::{anchor, at, clock, entry, note, open, opening};
use std::fs;
use std::io::Cursor;
use std::path::Path;
use tempfile::TempDir;

/// Two cases: 0 with the notes 1 and 2, the second of them with a file, and 3 with the note 4.
fn log() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    log.append(&note("Jueves: me llamaron"), &clock(1)).unwrap();
    let file = log.attach(&mut b"captura".as_slice(), "captura.png").unwrap();
    let told = NewEntry { happened: at("2026-03-14T02:10"), ..note("Una captura") };
    log.append(&NewEntry { files: vec![file], ..told }, &clock(2)).unwrap();
    log.append(&opening(), &clock(3)).unwrap();
    let other = NewEntry { incident: Some(3), ..note("Otro caso") };
    log.append(&other, &clock(4)).unwrap();
    anchor(&mut log, AnchorWay::Copied, &clock(5));
    folder
}

/// Where the line of an entry lies in the file of the database.
fn place_of(folder: &Path, seq: usize) -> std::ops::Range<usize> {
    let line: Vec<u8> = rusqlite::Connection::open(folder.join("evidence.db"))
        .unwrap()
        .query_row("SELECT bytes FROM entry WHERE seq = ?1", [seq], |row| row.get(0))
        .unwrap();
    let file = fs::read(folder.join("evidence.db")).unwrap();
    let places: Vec<usize> =
        (0..=file.len() - line.len()).filter(|at| file[*at..].starts_with(&line)).collect();
    assert_eq!(places.len(), 1);
    places[0]..places[0] + line.len()
}

fn flip(folder: &Path, place: usize, bit: u8) {
    let path = folder.join("evidence.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[place] ^= 1 << bit;
    fs::write(&path, bytes).unwrap();
}

/// Damages the entry so that it is no JSON any more.
fn damage(folder: &Path, seq: usize) {
    let place = place_of(folder, seq);
    flip(folder, place.start, 0);
}

fn unreadable(log: &EvidenceLog) -> Vec<u64> {
    let entries = log.entries().unwrap();
    entries.iter().filter(|it| it.body == EntryBody::Unreadable).map(|it| it.seq).collect()
}

#[test]
fn a_flipped_bit_anywhere_in_an_entry_keeps_no_other_from_being_read() {
    let folder = log();
    let place = place_of(folder.path(), 1);
    let sound = open(folder.path()).entries().unwrap();
    let mut missed = 0;
    for at in place {
        let bit = u8::try_from(at % 8).unwrap();
        flip(folder.path(), at, bit);
        {
            let log = open(folder.path());
            let read = log.entries().unwrap();
            assert_eq!(read.len(), sound.len());
            for (now, then) in read.iter().zip(&sound).filter(|(_, then)| then.seq != 1) {
                assert_eq!(now, then, "byte {at}");
            }
            assert_eq!(read[1].seq, 1, "its place is known whatever it says");
            missed += usize::from(read[1].body == EntryBody::Unreadable);
            for order in [TimelineOrder::Happened, TimelineOrder::Noted] {
                let shown = log.timeline_view(order, "", &clock(9), Language::Spanish).unwrap();
                assert!(shown.iter().any(|entry| entry.seq == 1), "byte {at}");
            }
            assert_eq!(log.cases().unwrap().len(), 2);
            log.summary().unwrap();
            log.anchor_state().unwrap();
            assert_eq!(
                log.verify(&mut |_, _| true).unwrap().outcome,
                VerificationOutcome::Failed,
                "byte {at}"
            );
        }
        flip(folder.path(), at, bit);
    }
    assert!(missed > 50, "{missed}");
}

#[test]
fn the_entry_that_cannot_be_read_is_shown_as_that_with_its_files_and_what_corrects_it() {
    let folder = log();
    damage(folder.path(), 2);
    let mut log = open(folder.path());
    assert_eq!(unreadable(&log), [2]);
    let shown = log.timeline(&clock(9), Language::Spanish).unwrap();
    assert_eq!(shown[0].seq, 2, "before all others");
    assert_eq!(shown[0].title, "La nota 2 no se puede leer");
    assert_eq!(
        (shown[0].day.as_str(), shown[0].time.as_str()),
        ("Sin fecha que se pueda leer", "")
    );
    assert_eq!(shown[0].files[0].media_type, "text/plain");
    let english = log.timeline(&clock(9), Language::English).unwrap();
    assert_eq!(english[0].title, "Note 2 cannot be read");

    let again = entry(EntryBody::Amendment { text: "Decía que llamaron".into() });
    log.append(&NewEntry { amends: Some(2), ..again }, &clock(10)).unwrap();
    let page = log.entry(2, &clock(11), Language::Spanish).unwrap().unwrap();
    assert_eq!(page.corrections.len(), 1);
}

#[test]
fn a_bundle_hands_over_what_is_left_of_it_and_its_file_and_verifying_names_it() {
    for bit_of in ["{", "J"] {
        let folder = log();
        let place = place_of(folder.path(), 1);
        let file = fs::read(folder.path().join("evidence.db")).unwrap();
        let at =
            place.start + file[place].iter().position(|it| *it == bit_of.as_bytes()[0]).unwrap();
        // A J becomes a line break.
        flip(folder.path(), at, 6);
        damage(folder.path(), 2);
        let mut log = open(folder.path());
        assert_eq!(unreadable(&log), [1, 2]);
        let bundle = export(&mut log, 20, &[]);
        let parts = unpack(&bundle);
        let captura = |(name, bytes): &(String, Vec<u8>)| {
            name.starts_with("adjuntos/") && bytes == b"captura"
        };
        assert!(parts.iter().any(captura), "{bit_of}");
        let (_, lines) = parts.iter().find(|(name, _)| name == "bitacora.jsonl").unwrap();
        assert!(lines.windows(9).any(|part| part == b"me llamar"), "what is left is handed over");
        assert!(lines.windows(9).any(|part| part == b"Otro caso"));
        let verdict = verify_bundle(Cursor::new(&bundle), None).unwrap();
        assert_eq!(verdict.outcome, VerificationOutcome::Failed);
        let altered: Vec<u64> = verdict
            .findings
            .iter()
            .filter(|found| found.kind == FindingKind::EntryAltered)
            .filter_map(|found| found.seq)
            .collect();
        assert!(altered.contains(&1) && altered.contains(&2), "{:?}", verdict.findings);
    }
}

#[test]
fn a_file_that_cannot_be_read_does_not_keep_the_rest_from_being_handed_over() {
    let folder = log();
    let mut log = open(folder.path());
    let sha256 = log.entries().unwrap()[2].files[0].sha256.clone();
    let path = log.attachment_path(&sha256).unwrap();
    fs::remove_file(&path).unwrap();
    // It opens, and reading it fails.
    fs::create_dir(&path).unwrap();
    let verdict = verify_bundle(Cursor::new(export(&mut log, 20, &[])), None).unwrap();
    let kinds: Vec<FindingKind> = verdict.findings.iter().map(|found| found.kind).collect();
    assert_eq!(kinds, [FindingKind::FileMissing]);
}

#[test]
fn a_case_whose_opening_cannot_be_read_goes_on_without_its_name() {
    let folder = log();
    damage(folder.path(), 0);
    let mut log = open(folder.path());
    assert_eq!(
        log.cases().unwrap()[0],
        Case { seq: 0, theft: TheftKind::Other, title: String::new(), opened_at_ms: 0 }
    );
    assert_eq!(log.cases().unwrap().len(), 2);
    log.append(&note("Sigo anotando"), &clock(10)).unwrap();
    let titled = NewEntry { incident: Some(0), amends: Some(0), ..opening() };
    log.append(&titled, &clock(11)).unwrap();
    assert_eq!(log.cases().unwrap()[0].title, "Robo de mi cuenta");
    let account = report::account(&log, Some(0), &clock(12), Language::Spanish).unwrap();
    assert!(account.contains("Sigo anotando"));
    let bundle = export(&mut log, 20, &[]);
    assert!(!bundle.is_empty());
}

#[test]
fn of_several_cases_one_is_handed_over_without_the_entry_that_may_be_of_another() {
    let folder = log();
    assert_eq!(open(folder.path()).outside(&[0]).unwrap(), [3, 4]);
    damage(folder.path(), 2);
    let log = open(folder.path());
    assert_eq!(log.outside(&[0]).unwrap(), [2, 3, 4]);
    assert_eq!(log.outside(&[0, 3]).unwrap(), [] as [u64; 0]);
}

#[test]
fn notes_about_the_clock_go_on_after_an_entry_that_cannot_be_read() {
    let folder = log();
    damage(folder.path(), 4);
    let mut log = open(folder.path());
    assert_eq!(log.note_clock_change(&clock(9)).unwrap(), None, "nothing moved");
    let mut moved = clock(10);
    moved.zone = "America/Tijuana".into();
    let seq = log.note_clock_change(&moved).unwrap().unwrap();
    let EntryBody::ClockChange { zone_before, .. } =
        &log.entries().unwrap()[usize::try_from(seq).unwrap()].body
    else {
        panic!()
    };
    assert_eq!(zone_before, "America/Mexico_City");
}

#[test]
fn a_log_in_which_only_entries_cannot_be_read_is_not_set_aside() {
    let folder = log();
    damage(folder.path(), 1);
    assert!(matches!(set_aside(folder.path()), Err(EvidenceError::NoSuchReference)));
    assert_eq!(unreadable(&open(folder.path())), [1]);
}

#[test]
fn nobody_can_write_an_entry_that_cannot_be_read() {
    let folder = log();
    let mut log = open(folder.path());
    let refused = log.append(&entry(EntryBody::Unreadable), &clock(10));
    assert!(matches!(refused, Err(EvidenceError::NoSuchReference)));
}
