//! From what was typed to an entry, once: a draft and its entry lie in two databases.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use candado_core::checkup::Snapshot;
use candado_core::evidence::{EntryBody, EvidenceError, EvidenceLog, NewEntry};
use candado_core::forms;
use candado_core::store::CareState;
use candado_tests::evidence::{clock, entry, note, open, opening};
use std::path::Path;

const FORM: &str = "note/0/note";

fn stores(folder: &Path) -> (CareState, EvidenceLog) {
    let mut log = open(folder);
    if log.head().unwrap().size == 0 {
        log.append(&opening(), &clock(0)).unwrap();
    }
    (CareState::open(folder).unwrap(), log)
}

fn draft(folder: &Path) -> Option<String> {
    let (mut state, log) = stores(folder);
    forms::draft(&mut state, Some(&log), FORM).unwrap()
}

/// Makes forgetting a draft fail, as a full disk would, once its entry is written.
fn hold_drafts(folder: &Path) {
    let database = rusqlite::Connection::open(folder.join("state.db")).unwrap();
    database
        .execute_batch(
            "CREATE TRIGGER held BEFORE DELETE ON draft BEGIN SELECT RAISE(ABORT, 'held'); END;",
        )
        .unwrap();
}

fn let_drafts_go(folder: &Path) {
    let database = rusqlite::Connection::open(folder.join("state.db")).unwrap();
    database.execute_batch("DROP TRIGGER held;").unwrap();
}

#[test]
fn a_saved_form_is_an_entry_and_no_draft() {
    let folder = tempfile::tempdir().unwrap();
    let (mut state, mut log) = stores(folder.path());
    state.save_draft(FORM, "hola").unwrap();
    let seq = forms::save(&mut state, &mut log, FORM, &note("hola"), &clock(1)).unwrap();
    assert_eq!(seq, 1);
    assert_eq!(draft(folder.path()), None);
}

#[test]
fn a_draft_that_could_not_be_forgotten_is_saved_all_the_same_and_known_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut state, mut log) = stores(folder.path());
    state.save_draft(FORM, "hola").unwrap();
    hold_drafts(folder.path());
    let seq = forms::save(&mut state, &mut log, FORM, &note("hola"), &clock(1));
    assert_eq!(seq.unwrap(), 1, "the person is told what is true");
    assert_eq!(state.draft(FORM).unwrap().as_deref(), Some("hola"), "it is still there");
    drop((state, log));
    let_drafts_go(folder.path());
    assert_eq!(draft(folder.path()), None, "and does not come back");
}

#[test]
fn a_form_that_opens_an_incident_notes_the_checkup_with_it_and_is_known_to_be_saved() {
    let folder = tempfile::tempdir().unwrap();
    let (mut state, mut log) = stores(folder.path());
    state.save_draft(FORM, "Robo").unwrap();
    hold_drafts(folder.path());
    let (opening, phone) = (opening(), Snapshot::default());
    let incident =
        forms::save_opening(&mut state, &mut log, FORM, &opening, &phone, &clock(1)).unwrap();
    assert_eq!(incident, 1);
    let entries = log.entries().unwrap();
    assert_eq!(entries.len(), 3);
    assert!(matches!(entries[2].body, EntryBody::CheckupSnapshot { .. }));
    assert_eq!(entries[2].incident, Some(1));
    drop((state, log));
    let_drafts_go(folder.path());
    assert_eq!(
        draft(folder.path()),
        None,
        "its mark is the opening, not the last that was written"
    );
}

#[test]
fn a_refused_form_stays_a_draft_even_when_another_entry_takes_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let (mut state, mut log) = stores(folder.path());
    state.save_draft(FORM, "  ").unwrap();
    let refused = forms::save(&mut state, &mut log, FORM, &note("  "), &clock(1));
    assert!(matches!(refused, Err(EvidenceError::Invalid { .. })));
    log.append(&note("de otra forma"), &clock(1)).unwrap();
    drop((state, log));
    assert_eq!(draft(folder.path()).as_deref(), Some("  "));
}

#[test]
fn a_phone_that_turned_off_before_the_entry_was_written_gives_the_draft_back() {
    let folder = tempfile::tempdir().unwrap();
    let (mut state, mut log) = stores(folder.path());
    state.save_draft(FORM, "hola").unwrap();
    drop(state);
    // What the first half of saving leaves behind.
    let database = rusqlite::Connection::open(folder.path().join("state.db")).unwrap();
    let mark = (1, clock(1).now_ms);
    database.execute("UPDATE draft SET saving_seq = ?1, saving_at_ms = ?2", mark).unwrap();
    drop(database);
    assert_eq!(draft(folder.path()).as_deref(), Some("hola"), "there is no such entry");
    log.append(&note("otra"), &clock(2)).unwrap();
    assert_eq!(draft(folder.path()).as_deref(), Some("hola"), "another entry took the place");
}

#[test]
fn what_is_typed_after_a_save_is_a_draft_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let (mut state, mut log) = stores(folder.path());
    state.save_draft(FORM, "hola").unwrap();
    hold_drafts(folder.path());
    forms::save(&mut state, &mut log, FORM, &note("hola"), &clock(1)).unwrap();
    state.save_draft(FORM, "otra cosa").unwrap();
    drop((state, log));
    let_drafts_go(folder.path());
    assert_eq!(draft(folder.path()).as_deref(), Some("otra cosa"));
}

#[test]
fn without_a_log_what_was_typed_is_given_back() {
    let folder = tempfile::tempdir().unwrap();
    let (mut state, _) = stores(folder.path());
    state.save_draft(FORM, "hola").unwrap();
    assert_eq!(forms::draft(&mut state, None, FORM).unwrap().as_deref(), Some("hola"));
}

#[test]
fn a_form_without_a_draft_can_be_saved() {
    let folder = tempfile::tempdir().unwrap();
    let (mut state, mut log) = stores(folder.path());
    let step = NewEntry { amends: None, ..entry(EntryBody::StepTaken { text: "Llamé".into() }) };
    assert_eq!(forms::save(&mut state, &mut log, FORM, &step, &clock(1)).unwrap(), 1);
}
