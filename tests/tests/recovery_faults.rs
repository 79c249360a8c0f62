//! What to do is told, and what was done is noted once and whole, on a phone that fails: its clock ran empty, the log cannot
//! be read any more, the state has no room for half of a change.

use candado_core::ClockReading;
use candado_core::devices::Messenger;
use candado_core::evidence::{EntryBody, this_minute};
use candado_core::recovery::{self, Sim, Situation, StepMark, StepState};
use candado_core::reminders::ClockState;
use candado_tests::evidence::opening;
use candado_tests::recovery::{ES, Person, clock, facts};
use rusqlite::Connection;

/// The first afternoon of 1970, where a phone begins whose battery ran empty and that has no network.
fn ran_empty() -> ClockReading {
    ClockReading { now_ms: 20 * 3_600_000, automatic: Some(false), ..clock(0) }
}

#[test]
fn under_a_clock_that_ran_empty_a_step_is_done_and_a_wait_begins_without_a_stated_time() {
    assert_eq!(this_minute(&ran_empty()), None);
    assert!(this_minute(&clock(0)).is_some_and(|now| now.from == "2026-11-22T12:00"));
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Gone);
    let (state, log) = (&mut person.state, &mut person.log);
    let done =
        recovery::mark(state, log, incident, "reregister", &StepMark::Done, &ran_empty(), ES)
            .expect("it is marked")
            .expect("it is an entry");
    recovery::start_clock(state, log, incident, "unknown_pin", &ran_empty(), ES)
        .expect("it starts");
    let entries = person.log.entries().expect("the log is read");
    let steps: Vec<_> = entries
        .iter()
        .filter(|entry| matches!(entry.body, EntryBody::StepTaken { .. }))
        .map(|entry| (entry.seq, entry.happened.clone(), entry.noted.at_ms()))
        .collect();
    let noted_at_ms = ran_empty().now_ms;
    assert_eq!(steps, [(done, None, noted_at_ms), (done.saturating_add(1), None, noted_at_ms)]);
    let facts = facts(Messenger::WhatsApp, Sim::Gone);
    let (state, log, now) = (&person.state, Some(&person.log), ran_empty());
    let page = recovery::play(state, log, Situation::LoggedOut, Some(incident), &facts, &now, ES)
        .expect("the play is read");
    assert_eq!(page.clocks.first().map(|clock| clock.state), Some(ClockState::Running));
}

#[test]
fn a_log_that_is_not_read_any_more_keeps_nobody_from_the_steps_and_from_what_is_known_of_them() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LoggedOut, Sim::Gone);
    person.marks(incident, "reregister", StepMark::Done);
    let damage = Connection::open(person.folder().join("evidence.db")).expect("it opens");
    damage.execute_batch("ALTER TABLE entry RENAME TO unreadable").expect("it is damaged");
    assert!(person.log.entries().is_err());
    let triage = recovery::triage(&person.state, Some(&person.log), Messenger::WhatsApp, ES)
        .expect("the answers are told");
    assert_eq!(triage.answers.len(), Situation::ALL.len());
    let run = triage.runs.first().expect("the play stands there");
    assert!(run.incident == incident && !run.case_title.is_empty(), "{run:?}");
    let page = person.page(Situation::LoggedOut, incident, 0);
    assert_eq!(page.facts, facts(Messenger::WhatsApp, Sim::Gone), "what was said holds");
    let step = page.steps.iter().find(|step| step.id == "reregister").expect("it is shown");
    assert!(matches!(step.state, StepState::Done { .. }), "{:?}", step.state);
}

fn state_of(person: &Person) -> Connection {
    Connection::open(person.folder().join("state.db")).expect("it opens")
}

/// The state refuses one kind of write, as a phone does that is full just then, until [`make_room`].
fn fill_up(person: &Person, write: &str) {
    let refusing = format!("CREATE TRIGGER full {write} BEGIN SELECT RAISE(ABORT, 'full'); END");
    state_of(person).execute_batch(&refusing).expect("it refuses from now on");
}

fn make_room(person: &Person) {
    state_of(person).execute_batch("DROP TRIGGER full").expect("it refuses no more");
}

fn waits(person: &Person, incident: u64) -> Vec<String> {
    let clocks = person.page(Situation::LostPhone, incident, 0).clocks;
    clocks.into_iter().map(|clock| clock.clock_id).collect()
}

#[test]
fn a_step_whose_clock_could_not_start_is_not_done_and_both_are_there_after_the_next_try() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LostPhone, Sim::Gone);
    fill_up(&person, "BEFORE INSERT ON recovery_clock");
    let (state, log) = (&mut person.state, &mut person.log);
    let tried = recovery::mark(state, log, incident, "deactivate", &StepMark::Done, &clock(0), ES);
    assert!(tried.is_err());
    let step = person.step(Situation::LostPhone, incident, "deactivate");
    assert_eq!(step.state, StepState::Open);
    make_room(&person);
    person.marks(incident, "deactivate", StepMark::Done);
    assert_eq!(waits(&person, incident), ["support_reply"]);
}

#[test]
fn a_clock_that_could_not_be_forgotten_goes_with_its_step_at_the_next_try() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LostPhone, Sim::Gone);
    person.marks(incident, "deactivate", StepMark::Done);
    fill_up(&person, "BEFORE DELETE ON recovery_clock");
    let (state, log) = (&mut person.state, &mut person.log);
    assert!(recovery::unmark(state, log, incident, "deactivate", &clock(0), ES).is_err());
    make_room(&person);
    person.unmarks(incident, "deactivate");
    let step = person.step(Situation::LostPhone, incident, "deactivate");
    assert_eq!(step.state, StepState::Open);
    assert_eq!(waits(&person, incident), [""; 0]);
}

#[test]
fn a_play_whose_weekly_looks_could_not_be_stored_is_not_begun_and_has_them_after_the_next_try() {
    let mut person = Person::new();
    let incident = person.log.append(&opening(), &clock(0)).expect("it is open");
    fill_up(&person, "BEFORE INSERT ON setting WHEN NEW.name = 'last_incident_ms'");
    let (state, log, phone) = (&mut person.state, &mut person.log, Default::default());
    let (play, said) = (Situation::LostPhone, facts(Messenger::WhatsApp, Sim::Gone));
    let tried = recovery::begin(state, log, play, Some(incident), &said, &phone, &clock(0), ES);
    assert!(tried.is_err());
    make_room(&person);
    person.begins_in(Some(incident), play, &said);
    let stored = state_of(&person).query_row(
        "SELECT value FROM setting WHERE name = 'last_incident_ms'",
        [],
        |row| row.get::<_, String>(0),
    );
    assert_eq!(stored.expect("they are stored"), clock(0).now_ms.to_string());
}

/// What is written in the log stays written: a second try would open a second case.
#[test]
fn an_incident_is_open_even_where_its_weekly_looks_could_not_be_stored() {
    let mut person = Person::new();
    fill_up(&person, "BEFORE INSERT ON setting WHEN NEW.name = 'last_incident_ms'");
    let (state, log) = (&mut person.state, &mut person.log);
    let incident = recovery::open_incident(state, log, &opening(), &Default::default(), &clock(0))
        .expect("it is open");
    let cases = person.log.cases().expect("the log is read");
    assert_eq!(cases.iter().map(|case| case.seq).collect::<Vec<_>>(), [incident]);
}
