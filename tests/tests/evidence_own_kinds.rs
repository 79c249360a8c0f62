//! The entries that the app writes itself, amounts that were corrected, and finding one entry without reading all.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use candado_core::checkup::{Answer, Snapshot};
use candado_core::evidence::{
    AnchorWay, EntryBody, EvidenceError, EvidenceLog, NewEntry, TimelineEntry, VerificationOutcome,
};
use candado_core::recovery::open_incident;
use candado_core::store::CareState;
use candado_core::{ClockReading, Language, checkup};
use candado_tests::evidence::{anchor, clock, entry, note, open, opening, tell_story};
use rusqlite::Connection;

fn spanish(log: &EvidenceLog, seq: u64) -> TimelineEntry {
    log.entry(seq, &clock(99), Language::Spanish).unwrap().unwrap().entry
}

#[test]
fn an_incident_is_opened_with_what_the_checkup_says_then() {
    let folder = tempfile::tempdir().unwrap();
    let mut state = CareState::open(folder.path()).unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    checkup::answer(&mut state, "two_step", Answer::No, "", &clock(0)).unwrap();
    let incident =
        open_incident(&mut state, &mut log, &opening(), &Snapshot::default(), &clock(1)).unwrap();
    assert_eq!(incident, 1);
    let entries = log.entries().unwrap();
    assert_eq!(entries.len(), 3);
    assert_eq!(entries[2].incident, Some(1));
    let EntryBody::CheckupSnapshot { ok, at_risk, unknown, .. } = &entries[2].body else {
        panic!("{:?}", entries[2].body)
    };
    assert!(at_risk.contains(&"two_step".to_owned()), "{at_risk:?}");
    assert!(unknown.contains(&"screen_lock".to_owned()), "a phone that tells nothing: {unknown:?}");
    assert!(!ok.contains(&"screen_lock".to_owned()));
    let shown = spanish(&log, 2);
    assert_eq!(shown.title, "La revisión del teléfono y las cuentas en ese momento");
    assert!(shown.detail.starts_with("En riesgo: "), "{}", shown.detail);
    assert!(!shown.detail.contains("two_step"), "items have names: {}", shown.detail);

    let refused = open_incident(&mut state, &mut log, &note("a"), &Snapshot::default(), &clock(1));
    assert!(matches!(refused, Err(EvidenceError::NoSuchReference)));
    assert_eq!(log.head().unwrap().size, 3, "nothing is written without an incident");
    let renaming = NewEntry { incident: Some(1), amends: Some(1), ..opening() };
    let refused = open_incident(&mut state, &mut log, &renaming, &Snapshot::default(), &clock(1));
    assert!(matches!(refused, Err(EvidenceError::NoSuchReference)), "a new name opens nothing");
}

#[test]
fn what_the_app_notes_by_itself_makes_no_code_old() {
    let folder = tempfile::tempdir().unwrap();
    let mut state = CareState::open(folder.path()).unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    anchor(&mut log, AnchorWay::Copied, &clock(1));
    let elsewhere = ClockReading { zone: "America/Tijuana".into(), ..clock(2) };
    assert!(log.note_clock_change(&elsewhere).unwrap().is_some());
    drop(candado_tests::bundle::export(&mut log, 3, &[]));
    assert_eq!(log.anchor_state().unwrap().added, 0);
    open_incident(&mut state, &mut log, &opening(), &Snapshot::default(), &clock(4)).unwrap();
    assert_eq!(log.anchor_state().unwrap().added, 1, "the opening, and not the checkup with it");
}

#[test]
fn a_change_of_clock_or_zone_is_noted_with_what_is_known_and_nothing_else_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    assert_eq!(
        log.note_clock_change(&clock(0)).unwrap(),
        None,
        "there is no entry to compare with"
    );
    assert_eq!(log.head().unwrap().size, 0);
    log.append(&opening(), &clock(0)).unwrap();
    let ahead = |ms: i64| ClockReading { now_ms: clock(5).now_ms + ms, ..clock(5) };
    assert_eq!(log.note_clock_change(&ahead(60_000)).unwrap(), None, "what the network corrects");

    assert_eq!(log.note_clock_change(&ahead(-10_800_000)).unwrap(), Some(1));
    let moved = spanish(&log, 1);
    assert_eq!(moved.title, "Cambió el reloj o la zona horaria del teléfono");
    assert_eq!(moved.detail, "La hora se atrasó 3 h");

    let travelled = ClockReading { zone: "America/Tijuana".into(), ..ahead(-10_800_000) };
    assert_eq!(log.note_clock_change(&travelled).unwrap(), Some(2));
    assert_eq!(spanish(&log, 2).detail, "Zona horaria: de America/Mexico_City a America/Tijuana");

    let restarted = ClockReading { boot_count: Some(32), ..travelled.clone() };
    assert_eq!(log.note_clock_change(&restarted).unwrap(), Some(3));
    assert_eq!(spanish(&log, 3).detail, "No se sabe cuánto se movió la hora");
    assert_eq!(log.entries().unwrap()[3].incident, None);
}

#[test]
fn a_time_stamp_is_taken_only_over_a_checkpoint_that_was_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    let digest = log.digest_to_stamp(&clock(10)).unwrap();
    assert_eq!(log.digest_to_stamp(&clock(11)).unwrap(), digest, "nothing was added");
    let raw: Vec<u8> =
        (0..32).map(|at| u8::from_str_radix(&digest[at * 2..at * 2 + 2], 16).unwrap()).collect();
    log.append(&note("Después"), &clock(12)).unwrap();

    let stamp = [b"\x30\x82 a token ".as_slice(), &raw, b" and a signature"].concat();
    let stamp = log.attach(&mut stamp.as_slice(), "sello.tsr").unwrap();
    let other = log.attach(&mut b"\x30\x82 over something else".as_slice(), "otro.tsr").unwrap();
    let refused = log.note_time_stamp(&other, &clock(13));
    assert!(matches!(refused, Err(EvidenceError::StampOfOther)), "{refused:?}");
    let large = log.attach(&mut vec![0_u8; 1_048_577].as_slice(), "grande.bin").unwrap();
    let refused = log.note_time_stamp(&large, &clock(13));
    assert!(matches!(refused, Err(EvidenceError::StampOfOther)), "{refused:?}");

    let seq = log.note_time_stamp(&stamp, &clock(13)).unwrap();
    let shown = spanish(&log, seq);
    assert_eq!(shown.files, [stamp]);
    assert!(shown.detail.contains(&digest) && shown.detail.contains("Solo prueba algo si"));
    assert_eq!(log.verify(&mut |_, _| true).unwrap().outcome, VerificationOutcome::Verified);
}

#[test]
fn one_entry_comes_with_all_that_corrects_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    log.append(&opening(), &clock(0)).unwrap();
    log.append(&note("Fueron 4,500"), &clock(1)).unwrap();
    let right = entry(EntryBody::Amendment { text: "Fueron 4,000".into() });
    log.append(&NewEntry { amends: Some(1), ..right }, &clock(2)).unwrap();
    let back = entry(EntryBody::Retraction { text: "Sí eran 4,500".into() });
    log.append(&NewEntry { amends: Some(2), ..back }, &clock(3)).unwrap();

    let page = log.entry(1, &clock(9), Language::Spanish).unwrap().unwrap();
    let all = log.timeline(&clock(9), Language::Spanish).unwrap();
    assert_eq!(Some(&page.entry), all.iter().find(|entry| entry.seq == 1));
    let corrections: Vec<_> = all.iter().filter(|entry| entry.amends == Some(1)).collect();
    assert_eq!(page.corrections.iter().collect::<Vec<_>>(), corrections);
    assert!(page.corrections[0].retracted, "the correction was taken back itself");
    assert!(log.entry(99, &clock(9), Language::Spanish).unwrap().is_none());

    for text in ["Fueron 3,500", "Fueron 3,000"] {
        log.append(&NewEntry { amends: Some(1), ..note(text) }, &clock(4)).unwrap();
    }
    assert!(spanish(&log, 4).superseded, "by what amends the same entry");
    assert!(!spanish(&log, 5).superseded);
}

#[test]
fn a_log_of_the_version_before_gets_its_links_and_keeps_the_day_of_its_last_export() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    tell_story(&mut log);
    drop(candado_tests::bundle::export(&mut log, 10, &[]));
    let page = log.entry(3, &clock(9), Language::Spanish).unwrap();
    drop(log);
    let connection = Connection::open(folder.path().join("evidence.db")).unwrap();
    connection
        .execute_batch("DROP TABLE entry_link; DROP TABLE delivery; PRAGMA user_version = 2;")
        .unwrap();
    drop(connection);
    let log = open(folder.path());
    assert_eq!(log.entry(3, &clock(9), Language::Spanish).unwrap(), page);
    assert!(!page.unwrap().corrections.is_empty());
    let summary = log.summary().unwrap();
    assert_eq!(summary.latest_incident, Some(0));
    assert_eq!(summary.last_export_ms, Some(clock(10).now_ms));
}
