//! What a recovery clock still says once there is nothing left to wait for.

use candado_core::content::{clocks, plays};
use candado_core::devices::Messenger;
use candado_core::evidence::EntryBody;
use candado_core::recovery::{self, CaseFact, Sim, Situation, StepMark};
use candado_core::reminders::{self, ClockNotification};
use candado_tests::recovery::{ES, Person, clock, facts, said};

/// Somebody without a phone, who asked for the account to be deactivated and was told that it is.
fn deactivated(person: &mut Person) -> u64 {
    let incident = person.begins(Situation::LostPhone, Sim::Gone);
    person.marks(incident, "deactivate", StepMark::Done);
    starts(person, incident, "deactivate");
    incident
}

fn starts(person: &mut Person, incident: u64, step: &str) {
    let (state, log) = (&mut person.state, &mut person.log);
    recovery::start_clock(state, log, incident, step, &clock(0), ES).expect("it starts");
}

fn waits(person: &Person, incident: u64) -> Vec<String> {
    let clocks = person.page(Situation::LostPhone, incident, 0).clocks;
    clocks.into_iter().map(|clock| clock.clock_id).collect()
}

fn rings(person: &Person, day: i64) -> Option<ClockNotification> {
    reminders::today(&person.state, &clock(day), ES).expect("the plan is made").clock_notification
}

#[test]
fn who_registered_the_number_again_waits_for_no_reply_and_no_deletion() {
    let mut person = Person::new();
    let incident = deactivated(&mut person);
    assert_eq!(waits(&person, incident), ["support_reply", "account_deletion"]);
    assert!(rings(&person, 4).is_some() && rings(&person, 28).is_some());
    person.marks_on(incident, "reregister", StepMark::Done, 1);
    assert_eq!(waits(&person, incident), [""; 0]);
    assert_eq!((rings(&person, 4), rings(&person, 28)), (None, None));
    person.unmarks(incident, "reregister");
    assert_eq!(waits(&person, incident), ["support_reply", "account_deletion"]);
}

#[test]
fn who_has_the_sim_is_not_told_to_write_to_support_and_still_of_the_account_that_will_be_deleted() {
    let mut person = Person::new();
    let incident = deactivated(&mut person);
    person.says(incident, &CaseFact::Sim { sim: Sim::Held });
    assert_eq!(waits(&person, incident), ["account_deletion"]);
    assert_eq!(rings(&person, 4), None);
    for day in [0, 4, 28] {
        let texts = said(&person.page(Situation::LostPhone, incident, day));
        assert!(texts.iter().all(|text| !text.contains("escribe otra vez")), "{texts:?}");
    }
    assert!(rings(&person, 28).is_some_and(|rings| rings.body.contains("Registra tu número")));
    person.says(incident, &CaseFact::Sim { sim: Sim::Gone });
    assert_eq!(waits(&person, incident), ["support_reply", "account_deletion"]);
}

/// The step was done once, and it happened again after.
#[test]
fn a_step_done_before_a_clock_began_does_not_end_it() {
    let mut person = Person::new();
    let incident = person.begins(Situation::LostPhone, Sim::Gone);
    person.marks_on(incident, "reregister", StepMark::Done, -1);
    person.marks(incident, "deactivate", StepMark::Done);
    assert_eq!(waits(&person, incident), ["support_reply"]);
}

#[test]
fn a_pin_of_ones_own_ends_the_seven_days_and_a_session_closed_the_24_hours() {
    for (situation, messenger, offers, ends) in [
        (Situation::LoggedOut, Messenger::WhatsApp, "unknown_pin", "unknown_pin"),
        (Situation::LoggedOut, Messenger::WhatsApp, "unknown_pin", "own_pin"),
        (Situation::LoggedOut, Messenger::Telegram, "telegram_sessions", "telegram_sessions"),
        (Situation::LoggedOut, Messenger::Telegram, "telegram_in", "telegram_in"),
    ] {
        let mut person = Person::new();
        let incident = person.begins_in(None, situation, &facts(messenger, Sim::Held));
        starts(&mut person, incident, offers);
        assert_eq!(waits(&person, incident).len(), 1, "{ends}");
        person.marks(incident, ends, StepMark::Done);
        assert_eq!(waits(&person, incident).len(), 0, "{ends}");
    }
}

/// What takes an entry back in the log leaves the clocks as taking the step back does.
#[test]
fn a_step_taken_back_in_the_log_stops_its_clock_and_takes_up_those_it_had_ended() {
    let mut person = Person::new();
    let incident = deactivated(&mut person);
    let again = person.marks(incident, "reregister", StepMark::Done);
    assert_eq!(waits(&person, incident).len(), 0);
    let taken_back = || EntryBody::Retraction { text: "No era.".into() };
    person.writes(incident, again, taken_back());
    assert_eq!(waits(&person, incident), ["support_reply", "account_deletion"]);
    let mail = person.timeline().into_iter().find(|entry| {
        matches!(&entry.body, EntryBody::StepTaken { text } if text.contains("Mandé el correo"))
    });
    person.writes(incident, mail.map(|entry| entry.seq), taken_back());
    assert_eq!(waits(&person, incident), ["account_deletion"]);
}

/// The alarm is read without the play around it.
#[test]
fn a_clock_that_tells_to_write_to_support_says_only_without_the_sim() {
    let mut told = 0;
    for kind in &clocks().clock {
        for text in [&kind.running, &kind.ended] {
            let (es, en) = (text.es.to_lowercase(), text.en.to_lowercase());
            let tells = es.contains("escribe otra vez") || en.contains("write again");
            let sim = es.contains("solo si aún no la tienes") && en.contains("only if you do not");
            assert!(!tells || sim, "{}", kind.id);
            assert!(!tells || !kind.sim.contains(&Sim::Held), "{}", kind.id);
            told += usize::from(tells);
        }
        let is_step = |id: &String| plays().step(id).is_some();
        assert!(kind.over_with.iter().all(is_step), "{}", kind.id);
        assert!(!kind.over_with.is_empty(), "{} never ends by what is done", kind.id);
    }
    assert_eq!(told, 1);
}
