//! What changed since last time: clocks and zones that step back, what is gone, what can still be opened.

#![allow(clippy::arithmetic_side_effects, reason = "dates in tests are small")]

use candado_core::checkup::{
    self, Answer, CheckupError, CheckupLimit, FlagSignal, MessengerSignal, Snapshot, Verdict,
    VerdictChange,
};
use candado_core::devices::Messenger;
use candado_core::evidence::EntryBody;
use candado_core::store::CareState;
use candado_core::{ClockReading, Language};
use candado_tests::phone::{NOON_MS, clock_after_days, new_state, sound_phone};

struct Person {
    state: CareState,
    _folder: tempfile::TempDir,
}

impl Person {
    fn new() -> Self {
        let (state, _folder) = new_state();
        Self { state, _folder }
    }

    fn looks(&mut self, phone: &Snapshot, clock: &ClockReading) -> Vec<VerdictChange> {
        checkup::run(&mut self.state, phone, clock, Language::Spanish)
            .expect("a checkup runs")
            .changes
    }

    fn history(&self, phone: &Snapshot, clock: &ClockReading) -> Vec<VerdictChange> {
        checkup::history_by_day(&self.state, phone, clock, Language::Spanish)
            .expect("it is read")
            .into_iter()
            .flat_map(|day| day.changes)
            .collect()
    }

    fn can_open(&self, id: &str, phone: &Snapshot, clock: &ClockReading) -> bool {
        match checkup::page(&self.state, id, phone, clock, Language::Spanish) {
            Ok(_) => true,
            Err(CheckupError::NoSuchItem) => false,
            Err(other) => panic!("{other}"),
        }
    }
}

fn sentences(changes: &[VerdictChange]) -> Vec<&str> {
    changes.iter().map(|change| change.sentence.as_str()).collect()
}

fn ids(changes: &[VerdictChange]) -> Vec<&str> {
    let mut ids: Vec<&str> = changes.iter().map(|change| change.id.as_str()).collect();
    ids.sort_unstable();
    ids
}

/// A phone whose developer options somebody turned on.
fn tinkered_phone() -> Snapshot {
    Snapshot { developer_options: FlagSignal::Value { on: true }, ..sound_phone(0) }
}

const MINUTE_MS: i64 = 60_000;

/// 2026-11-23 00:20 in Cancún is 23:20 of the day before in Mexico City.
fn after_midnight_in_cancun() -> ClockReading {
    let now_ms = NOON_MS + (11 * 60 + 20) * MINUTE_MS;
    ClockReading { now_ms, zone: "America/Cancun".to_owned(), ..clock_after_days(0) }
}

/// Half an hour later, and a day earlier: 2026-11-22 23:50 in Mexico City.
fn before_midnight_in_the_city() -> ClockReading {
    let now_ms = after_midnight_in_cancun().now_ms + 30 * MINUTE_MS;
    ClockReading { now_ms, ..clock_after_days(0) }
}

#[test]
fn a_zone_that_steps_back_over_midnight_tells_what_turned_and_nothing_else() {
    for first_looks in [&[][..], &[clock_after_days(-3)], &[clock_after_days(0)]] {
        let mut person = Person::new();
        for clock in first_looks {
            person.looks(&sound_phone(0), clock);
        }
        assert_eq!(ids(&person.looks(&sound_phone(0), &after_midnight_in_cancun())), [""; 0]);
        let clock = before_midnight_in_the_city();
        assert_eq!(ids(&person.looks(&sound_phone(0), &clock)), [""; 0]);
        for _ in 0..2 {
            let changes = person.looks(&tinkered_phone(), &clock);
            assert_eq!(sentences(&changes), ["Hoy cambió: opciones de desarrollador encendidas"]);
        }
        assert_eq!(ids(&person.looks(&tinkered_phone(), &clock_after_days(1))), [""; 0]);
        assert_eq!(ids(&person.looks(&tinkered_phone(), &clock_after_days(2))), [""; 0]);
        let told = person.history(&tinkered_phone(), &clock_after_days(2));
        assert_eq!(ids(&told), ["developer_options"]);
    }
}

#[test]
fn a_first_look_under_a_clock_that_ran_ahead_makes_no_news_of_everything_once_it_is_mended() {
    let mut person = Person::new();
    let ahead = clock_after_days(200);
    assert_eq!(ids(&person.looks(&sound_phone(0), &ahead)), [""; 0]);
    // What rests on the clock has changed with it, and nothing else has.
    let mended = person.looks(&sound_phone(0), &clock_after_days(0));
    assert_eq!(ids(&mended), ["security_patch", "update_whatsapp"]);
    for day in 1..4 {
        assert_eq!(ids(&person.looks(&sound_phone(0), &clock_after_days(day))), [""; 0], "{day}");
    }
    let changes = person.looks(&tinkered_phone(), &clock_after_days(4));
    let told = "Desde el 25 de noviembre: opciones de desarrollador encendidas";
    assert_eq!(sentences(&changes), [told]);
    let told = person.history(&tinkered_phone(), &clock_after_days(4));
    assert_eq!(ids(&told), ["developer_options", "security_patch", "update_whatsapp"]);
}

fn phone_with(messengers: &[Messenger]) -> Snapshot {
    let mut phone = sound_phone(0);
    let there = phone
        .messengers
        .iter()
        .map(|reading| reading.signal.clone())
        .find(|signal| *signal != MessengerSignal::NotInstalled)
        .expect("a sound phone has a messenger");
    for reading in &mut phone.messengers {
        let is_there = messengers.contains(&reading.messenger);
        reading.signal = if is_there { there.clone() } else { MessengerSignal::NotInstalled };
    }
    phone
}

#[test]
fn a_messenger_that_is_gone_is_a_change_without_a_page_until_it_is_back() {
    let mut person = Person::new();
    let (both, one) = (
        phone_with(&[Messenger::WhatsApp, Messenger::Telegram]),
        phone_with(&[Messenger::WhatsApp]),
    );
    person.looks(&both, &clock_after_days(0));
    for _ in 0..2 {
        let changes = person.looks(&one, &clock_after_days(3));
        let told = "Desde el 22 de noviembre: Telegram al día, ya no aplica";
        assert_eq!(sentences(&changes), [told]);
        let change = changes.first().expect("there is one");
        assert_eq!((change.before, change.now), (Verdict::Ok, Verdict::NotApplicable));
        assert!(!change.has_page && !person.can_open(&change.id, &one, &clock_after_days(3)));
    }
    assert_eq!(ids(&person.looks(&one, &clock_after_days(4))), [""; 0], "told once");
    let told = person.history(&one, &clock_after_days(4));
    assert_eq!(ids(&told), ["update_telegram"]);
    assert!(told.iter().all(|change| !change.has_page));
    let back = person.looks(&both, &clock_after_days(5));
    assert_eq!(sentences(&back), ["Desde el 26 de noviembre: Telegram al día, ahora bien"]);
    assert!(person.history(&both, &clock_after_days(5)).iter().all(|change| change.has_page));
}

#[test]
fn what_no_longer_applies_is_told_and_what_never_did_is_not() {
    let mut person = Person::new();
    person.looks(&sound_phone(0), &clock_after_days(0));
    let unlocked = Snapshot { screen_lock: FlagSignal::Value { on: false }, ..sound_phone(0) };
    let changes = person.looks(&unlocked, &clock_after_days(1));
    assert_eq!(
        sentences(&changes),
        [
            "Desde el 22 de noviembre: bloqueo de pantalla apagado",
            "Desde el 22 de noviembre: Bloqueo automático, ya no aplica",
        ]
    );
    for change in &changes {
        assert!(change.has_page && person.can_open(&change.id, &unlocked, &clock_after_days(1)));
    }
    checkup::answer(&mut person.state, "passkey", Answer::DoesNotApply, "", &clock_after_days(1))
        .expect("it is offered");
    assert_eq!(ids(&person.looks(&unlocked, &clock_after_days(2))), ["passkey"]);
}

#[test]
fn every_change_says_truly_whether_it_can_be_opened() {
    let mut person = Person::new();
    let everything = phone_with(&Messenger::ALL);
    person.looks(&everything, &clock_after_days(0));
    let nothing = phone_with(&[]);
    let changes = person.looks(&nothing, &clock_after_days(1));
    assert!(changes.len() > 4);
    for change in changes.iter().chain(&person.history(&nothing, &clock_after_days(1))) {
        let opens = person.can_open(&change.id, &nothing, &clock_after_days(1));
        assert_eq!(change.has_page, opens, "{}", change.id);
    }
}

#[test]
fn the_entry_of_the_log_judges_within_the_limits_that_the_person_chose() {
    let mut person = Person::new();
    let entry = |person: &Person| match checkup::as_entry(
        &person.state,
        &sound_phone(0),
        &clock_after_days(0),
    ) {
        Ok(EntryBody::CheckupSnapshot { ok, due, .. }) => (ok, due),
        other => panic!("{other:?}"),
    };
    let update = "update_whatsapp".to_owned();
    assert!(entry(&person).0.contains(&update));
    checkup::choose_limit(&mut person.state, CheckupLimit::MessengerDueAfterDays, 7)
        .expect("it is within bounds");
    let (ok, due) = entry(&person);
    assert!(due.contains(&update) && !ok.contains(&update));
}
