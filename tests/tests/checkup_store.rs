//! `state.db` itself: what survives a restart, what a damaged file costs, what a newer one gets.

#![allow(clippy::arithmetic_side_effects, reason = "dates in tests are small")]

use candado_core::checkup::{self, Answer, Basis, FlagSignal, Snapshot};
use candado_core::store::{CareState, StoreError};
use candado_core::{ClockReading, Language};
use std::fs;
use std::path::Path;

fn clock() -> ClockReading {
    ClockReading {
        now_ms: 1_795_370_400_000,
        zone: "America/Mexico_City".to_owned(),
        automatic: Some(true),
        boot_count: None,
        uptime_ms: None,
    }
}

fn basis_of_two_step(state: &mut CareState) -> Basis {
    let checkup =
        checkup::run(state, &Snapshot::default(), &clock(), Language::English).expect("it runs");
    let item = checkup.items.into_iter().find(|item| item.id == "two_step");
    item.expect("the item is there").basis
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("the entry can be read").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn answers_and_drafts_survive_a_restart() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut state = CareState::open(folder.path()).expect("an empty folder opens");
    checkup::answer(&mut state, "two_step", Answer::Yes, "", &clock()).expect("it is offered");
    state.save_draft("transfer", "cuatro mil").expect("it is stored");
    state.save_draft("transfer", "cuatro mil quinientos").expect("it is stored");
    drop(state);
    let mut state = CareState::open(folder.path()).expect("it opens again");
    assert_eq!(basis_of_two_step(&mut state), Basis::Declared { at_ms: clock().now_ms });
    let draft = state.draft("transfer").expect("it is read");
    assert_eq!(draft.as_deref(), Some("cuatro mil quinientos"));
    state.discard_draft("transfer").expect("it is forgotten");
    assert_eq!(state.draft("transfer").expect("it is read"), None);
}

#[test]
fn a_damaged_file_is_moved_aside_byte_for_byte_and_a_new_one_begun() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("state.db");
    for number in 1..=2 {
        let rubbish = format!("this is rubbish number {number}, not a database").repeat(200);
        fs::write(&path, &rubbish).expect("the file can be written");
        let mut state = CareState::open(folder.path()).expect("a new file is begun");
        assert_eq!(basis_of_two_step(&mut state), Basis::NotAnswered);
        drop(state);
        let kept = fs::read_to_string(folder.path().join(format!("state.db.damaged-{number}")));
        assert_eq!(kept.expect("the bytes are kept"), rubbish);
    }
    assert_eq!(names(folder.path()), ["state.db", "state.db.damaged-1", "state.db.damaged-2"]);
}

/// Its first byte answers with an input error, as a worn memory chip does.
const FAILING_MEDIUM: &str = "/proc/self/mem";

#[test]
fn a_file_that_the_medium_does_not_give_back_is_moved_aside_as_a_damaged_one_is() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    std::os::unix::fs::symlink(FAILING_MEDIUM, folder.path().join("state.db"))
        .expect("it can be put there");
    let mut state = CareState::open(folder.path()).expect("a new file is begun");
    assert_eq!(basis_of_two_step(&mut state), Basis::NotAnswered);
    assert!(state.set_aside_untold().expect("it is read"));
    drop(state);
    assert_eq!(names(folder.path()), ["state.db", "state.db.damaged-1"]);
}

#[test]
fn that_a_damaged_file_was_moved_aside_is_told_until_the_person_knows() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let open = || CareState::open(folder.path()).expect("it opens");
    assert!(!open().set_aside_untold().expect("it is read"));
    fs::write(folder.path().join("state.db"), "no database".repeat(99)).expect("it is written");
    assert!(open().set_aside_untold().expect("it is read"));
    let mut later = open();
    assert!(later.set_aside_untold().expect("it is read"), "until told, also after a restart");
    later.set_aside_told().expect("it is noted");
    drop(later);
    assert!(!open().set_aside_untold().expect("it is read"));
}

#[test]
fn every_draft_is_listed_for_the_files_it_names() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut state = CareState::open(folder.path()).expect("it opens");
    state.save_draft("a", "one").expect("it is kept");
    state.save_draft("b", "two").expect("it is kept");
    state.save_draft("a", "three").expect("it is kept");
    let mut drafts = state.drafts().expect("they are read");
    drafts.sort();
    assert_eq!(drafts, ["three", "two"]);
}

#[test]
fn whichever_page_is_overwritten_the_app_opens_and_the_checkup_runs() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("state.db");
    let mut state = CareState::open(folder.path()).expect("an empty folder opens");
    checkup::answer(&mut state, "two_step", Answer::Yes, "", &clock()).expect("it is offered");
    basis_of_two_step(&mut state);
    drop(state);
    let sound = fs::read(&path).expect("the file can be read");
    let pages = sound.len() / 4096;
    assert!(pages > 5, "a database of {pages} pages");
    let mut moved_aside = 0;
    for page in 0..pages {
        let mut bytes = sound.clone();
        for byte in bytes.iter_mut().skip(page * 4096).take(4096) {
            *byte = 0xA5;
        }
        fs::write(&path, &bytes).expect("the file can be written");
        let mut state = CareState::open(folder.path()).expect("it opens all the same");
        basis_of_two_step(&mut state);
        drop(state);
        let kept = folder.path().join(format!("state.db.damaged-{}", moved_aside + 1));
        if kept.exists() {
            moved_aside += 1;
            assert_eq!(fs::read(kept).expect("the bytes are kept"), bytes);
        }
    }
    assert!(moved_aside > pages / 2, "only {moved_aside} of {pages} were noticed");
}

#[test]
fn a_file_of_a_newer_version_is_refused_and_left_where_it_is() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    drop(CareState::open(folder.path()).expect("an empty folder opens"));
    let path = folder.path().join("state.db");
    let connection = rusqlite::Connection::open(&path).expect("it is a database");
    connection.pragma_update(None, "user_version", 99).expect("it can be written");
    drop(connection);
    let refused = CareState::open(folder.path());
    assert!(matches!(refused, Err(StoreError::Newer { found: 99, .. })));
    assert!(path.exists());
    assert!(!names(folder.path()).iter().any(|name| name.contains("damaged")));
}

#[test]
fn the_history_of_verdicts_cannot_be_rewritten() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut state = CareState::open(folder.path()).expect("an empty folder opens");
    basis_of_two_step(&mut state);
    drop(state);
    let connection =
        rusqlite::Connection::open(folder.path().join("state.db")).expect("it is a database");
    assert!(connection.execute("UPDATE verdict SET verdict = 'ok'", []).is_err());
    let count: i64 = connection
        .query_row("SELECT count(*) FROM verdict", [], |row| row.get(0))
        .expect("the table is there");
    assert!(count > 0);
}

#[test]
fn verdicts_that_flip_every_day_stay_a_bounded_history() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut state = CareState::open(folder.path()).expect("an empty folder opens");
    for day in 0..130 {
        let snapshot =
            Snapshot { screen_lock: FlagSignal::Value { on: day % 2 == 0 }, ..Snapshot::default() };
        let clock = ClockReading { now_ms: clock().now_ms + day * 86_400_000, ..clock() };
        checkup::run(&mut state, &snapshot, &clock, Language::Spanish).expect("it runs");
    }
    drop(state);
    let connection =
        rusqlite::Connection::open(folder.path().join("state.db")).expect("it is a database");
    let count: i64 = connection
        .query_row("SELECT count(*) FROM verdict WHERE item_id = 'screen_lock'", [], |row| {
            row.get(0)
        })
        .expect("the table is there");
    assert_eq!(count, 60);
}
