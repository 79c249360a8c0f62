//! Recovery clocks: what runs, when it rings, and what a jumping date does to it.

#![allow(clippy::arithmetic_side_effects, reason = "dates in tests are small")]

use candado_core::content::clocks as kinds;
use candado_core::reminders::{
    self, ClockState, Plan, RecoveryClock, ReminderError, ReminderSettings, clocks,
};
use candado_core::store::CareState;
use candado_core::{ClockReading, Language};
use candado_tests::phone::new_state;

const HOUR_MS: i64 = 3_600_000;
const DAY_HOURS: i64 = 24;

/// 2026-11-22 12:00 in Mexico City, a Sunday.
const NOON_MS: i64 = 1_795_370_400_000;

/// The incident that the clocks belong to.
const CASE: u64 = 0;

fn clock_at(hours: i64) -> ClockReading {
    ClockReading {
        now_ms: NOON_MS + hours * HOUR_MS,
        zone: "America/Mexico_City".to_owned(),
        automatic: None,
        boot_count: None,
        uptime_ms: None,
    }
}

struct Person {
    state: CareState,
    _folder: tempfile::TempDir,
}

impl Person {
    /// Somebody with no reminders but clocks.
    fn waiting_for(clock_id: &str, started_hours: i64) -> Self {
        let (mut state, _folder) = new_state();
        let off = ReminderSettings { enabled: false, ..ReminderSettings::default() };
        reminders::choose(&mut state, &off).expect("it makes sense");
        let mut person = Self { state, _folder };
        person.starts(clock_id, started_hours);
        person
    }

    fn starts(&mut self, clock_id: &str, hours: i64) {
        let clock = clock_at(hours);
        clocks::start(&mut self.state, Some(CASE), clock_id, clock.now_ms, &clock)
            .expect("there is such a clock");
    }

    fn plan(&self, hours: i64) -> Plan {
        reminders::today(&self.state, &clock_at(hours), Language::Spanish).expect("it can be made")
    }

    fn only(&self, hours: i64) -> RecoveryClock {
        let [clock] = <[_; 1]>::try_from(self.plan(hours).clocks).expect("one clock");
        let running = clocks::running(&self.state, &clock_at(hours), Language::Spanish);
        assert_eq!(running.expect("it is read").first(), Some(&clock));
        clock
    }

    fn hears(&mut self, hours: i64) -> bool {
        let Some(notification) = self.plan(hours).clock_notification else { return false };
        clocks::rung(&mut self.state, &notification.numbers, &clock_at(hours)).expect("stored");
        true
    }
}

#[test]
fn the_four_clocks_last_as_long_as_their_sources_say() {
    let lengths: Vec<(&str, i64)> =
        kinds().clock.iter().map(|clock| (clock.id.as_str(), clock.length_hours)).collect();
    assert_eq!(
        lengths,
        [
            ("unknown_pin", 7 * DAY_HOURS),
            ("support_reply", 72),
            ("account_deletion", 30 * DAY_HOURS),
            ("young_session", 24)
        ]
    );
}

#[test]
fn a_clock_says_until_when_it_runs_and_rings_once_at_its_end() {
    let mut person = Person::waiting_for("unknown_pin", 0);
    let clock = person.only(0);
    assert_eq!(clock.state, ClockState::Running);
    assert_eq!(clock.left, "Faltan 7 días");
    assert!(clock.line.contains("domingo 29 de noviembre a las 12:00"), "{}", clock.line);
    let end = 7 * DAY_HOURS;
    assert_eq!(person.plan(0).next_alarm_ms, Some(clock_at(end).now_ms), "also when switched off");
    assert!(person.plan(end - 1).clock_notification.is_none());
    assert_eq!(person.only(end - 1).left, "Falta una hora o menos");
    let plan = person.plan(end);
    let notification = plan.clock_notification.expect("it is over");
    assert_eq!(notification.title, "Se cumplió un plazo");
    assert!(!notification.title.contains("WhatsApp") && notification.body.contains("7 días"));
    assert!(person.hears(end) && !person.hears(end) && !person.hears(end + 1_000));
    assert_eq!(person.plan(end).next_alarm_ms, None);
    assert_eq!(person.only(end + 1).state, ClockState::Ended, "it stays on the screen");
}

#[test]
fn a_last_day_rings_before_it_and_not_when_it_is_too_late() {
    let person = Person::waiting_for("account_deletion", 0);
    let rings = 27 * DAY_HOURS;
    assert_eq!(person.plan(0).next_alarm_ms, Some(clock_at(rings).now_ms));
    let plan = person.plan(rings);
    let notification = plan.clock_notification.expect("three days are left");
    assert_eq!(notification.title, "Un plazo se acaba pronto");
    assert!(notification.body.contains("se acaban el martes 22 de diciembre"));
    assert_eq!(person.only(rings).left, "Faltan 3 días");
}

#[test]
fn once_a_last_day_has_gone_by_nobody_is_told_that_it_is_still_time() {
    let person = Person::waiting_for("account_deletion", 0);
    let end = 30 * DAY_HOURS;
    assert!(person.only(end - 1).line.contains("se acaban el"));
    for hours in [end, end + 500] {
        let clock = person.only(hours);
        assert!(clock.line.starts_with("Los 30 días se acabaron el martes 22"), "{}", clock.line);
        assert_eq!((clock.left.as_str(), clock.state), ("Se cumplió", ClockState::Ended));
        // A phone that was off for those days.
        let notification = person.plan(hours).clock_notification.expect("it has not rung");
        assert_eq!(notification.title, "Se cumplió un plazo");
        assert_eq!(notification.body, clock.line);
    }
    for kind in &kinds().clock {
        assert_eq!(kind.over.is_some(), kind.ring_hours_before > 0, "{}", kind.id);
    }
}

#[test]
fn what_is_left_is_told_to_the_nearest_day() {
    let person = Person::waiting_for("unknown_pin", 0);
    for (hours, left) in [
        (1, "Faltan 7 días"),
        (13, "Faltan 6 días"),
        (5 * DAY_HOURS, "Faltan 2 días"),
        (5 * DAY_HOURS + 1, "Faltan 47 horas"),
    ] {
        assert_eq!(person.only(hours).left, left, "after {hours} hours");
    }
}

#[test]
fn a_clock_that_ends_at_night_rings_in_the_morning() {
    // Started at three in the morning, over at three the next.
    let mut person = Person::waiting_for("young_session", 15);
    assert_eq!(person.plan(15).next_alarm_ms, Some(clock_at(44).now_ms), "at eight");
    assert!(!person.hears(39) && !person.hears(43));
    assert_eq!(person.plan(40).next_alarm_ms, Some(clock_at(44).now_ms));
    assert!(person.hears(44));
}

#[test]
fn several_that_are_over_make_one_notification() {
    let mut person = Person::waiting_for("young_session", 0);
    person.starts("support_reply", 0);
    let plan = person.plan(80);
    let notification = plan.clock_notification.clone().expect("both are over");
    assert_eq!(notification.title, "Se cumplieron 2 plazos");
    person.starts("account_deletion", 80 - 28 * DAY_HOURS);
    let mixed = person.plan(80).clock_notification.expect("three ring");
    assert_eq!(mixed.title, "3 plazos por ver", "one of them is not over");
    let ended: Vec<&str> = plan.clocks.iter().map(|clock| clock.clock_id.as_str()).collect();
    assert_eq!(ended, ["young_session", "support_reply"]);
    assert_eq!(notification.numbers, [1, 2]);
    assert!(person.hears(80) && !person.hears(80));
}

#[test]
fn started_again_it_begins_anew_and_stopped_it_is_gone() {
    let mut person = Person::waiting_for("young_session", 0);
    assert!(person.hears(26));
    person.starts("young_session", 27);
    assert_eq!(person.only(27).state, ClockState::Running);
    assert!(person.hears(52), "at four in the afternoon of the next day");
    let number = person.only(52).number;
    clocks::stop(&mut person.state, number).expect("it runs");
    clocks::stop(&mut person.state, number).expect("stopping twice changes nothing");
    assert!(person.plan(53).clocks.is_empty());
    let refused = clocks::start(&mut person.state, None, "nothing", NOON_MS, &clock_at(0));
    assert!(matches!(refused, Err(ReminderError::NoSuchClock)));
}

#[test]
fn a_clock_stopped_by_mistake_stands_as_it_stood() {
    let mut person = Person::waiting_for("young_session", 0);
    assert!(person.hears(26));
    let before = person.only(30);
    clocks::stop(&mut person.state, before.number).expect("it runs");
    assert!(person.plan(30).clocks.is_empty());
    clocks::resume(&mut person.state, before.number).expect("it was stopped");
    assert_eq!(person.only(30), before);
    assert!(!person.hears(30), "it has rung");
    // One that nobody can tell about is not begun anew.
    let mut person = Person::waiting_for("unknown_pin", 0);
    let back = -100 * DAY_HOURS;
    let number = person.only(back).number;
    clocks::stop(&mut person.state, number).expect("it runs");
    clocks::resume(&mut person.state, number).expect("it was stopped");
    assert_eq!(person.only(back).state, ClockState::Doubtful);
    // Begun anew in between, it runs on from there.
    clocks::stop(&mut person.state, number).expect("it runs");
    person.starts("unknown_pin", 48);
    clocks::resume(&mut person.state, number).expect("nothing to take back");
    assert_eq!(person.only(48).started_at_ms, clock_at(48).now_ms);
}

#[test]
fn a_start_ahead_of_now_counts_as_now() {
    let mut person = Person::waiting_for("young_session", 0);
    let ahead = clock_at(500).now_ms;
    clocks::start(&mut person.state, Some(CASE), "young_session", ahead, &clock_at(0))
        .expect("it is there");
    assert_eq!(person.only(0).ends_at_ms, clock_at(24).now_ms);
}

#[test]
fn a_date_set_back_a_year_rings_once_and_says_that_nobody_can_tell() {
    let mut person = Person::waiting_for("unknown_pin", 0);
    let back = -365 * DAY_HOURS;
    let clock = person.only(back);
    assert_eq!((clock.state, clock.left.as_str()), (ClockState::Doubtful, ""));
    assert!(clock.line.starts_with("La fecha del teléfono cambió"));
    let notification = person.plan(back).clock_notification.expect("it rings");
    assert_eq!(notification.title, "Revisa un plazo");
    assert!(person.hears(back) && !person.hears(back + 1) && !person.hears(back + 500));
    // A journey across the date line is no such thing.
    assert_eq!(person.only(-20).state, ClockState::Running);
}

#[test]
fn a_date_set_forward_ten_years_rings_once() {
    let mut person = Person::waiting_for("unknown_pin", 0);
    let later = 3_650 * DAY_HOURS;
    assert!(person.hears(later) && !person.hears(later + 1));
    assert_eq!(person.plan(later + 1).next_alarm_ms, None);
}

#[test]
fn a_clock_survives_a_restart_and_a_kind_from_a_newer_version_is_left_out() {
    let Person { state, _folder } = Person::waiting_for("unknown_pin", 0);
    drop(state);
    let connection = rusqlite::Connection::open(_folder.path().join("state.db")).expect("it opens");
    connection
        .execute(
            "INSERT INTO recovery_clock (clock_id, started_at_ms) VALUES ('from_tomorrow', 0)",
            [],
        )
        .expect("it is written");
    drop(connection);
    let state = CareState::open(_folder.path()).expect("it opens again");
    let person = Person { state, _folder };
    assert_eq!(person.only(1).clock_id, "unknown_pin");
}

#[test]
fn clocks_ring_beside_the_daily_reminder_on_the_same_day() {
    let mut person = Person::waiting_for("young_session", 0);
    reminders::choose(&mut person.state, &ReminderSettings::default()).expect("it makes sense");
    let plan = person.plan(25);
    assert!(plan.clock_notification.is_some());
    reminders::shown(&mut person.state, &clock_at(25)).expect("stored");
    assert!(person.hears(25), "today's reminder does not silence it");
}

#[test]
fn two_cases_wait_for_the_same_thing_each_by_itself() {
    let mut person = Person::waiting_for("unknown_pin", 0);
    clocks::start(&mut person.state, Some(7), "unknown_pin", NOON_MS, &clock_at(24))
        .expect("it is there");
    person.starts("unknown_pin", 48);
    let clocks = person.plan(48).clocks;
    let started: Vec<_> = clocks.iter().map(|it| (it.incident, it.started_at_ms)).collect();
    assert_eq!(started, [(Some(7), NOON_MS), (Some(CASE), clock_at(48).now_ms)]);
}

#[test]
fn a_clock_without_a_case_leads_to_no_step() {
    let person = Person::waiting_for("unknown_pin", 0);
    assert_eq!(person.only(0).step, "");
    let notification = person.plan(7 * DAY_HOURS).clock_notification.expect("it is over");
    assert_eq!(notification.step, "");
}
