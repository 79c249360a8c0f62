//! Reminders through the store, as the app calls them.

#![allow(clippy::arithmetic_side_effects, reason = "dates in tests are small")]

use candado_core::checkup::{
    self, Answer, FlagSignal, ListSignal, ListedEntry, Snapshot, TextSignal,
};
use candado_core::clock::add_days;
use candado_core::content::{Measure, checklist};
use candado_core::devices::{self, DeviceKind, DeviceStatus, Messenger, NewDevice};
use candado_core::reminders::{self, Plan, ReminderError, ReminderSettings};
use candado_core::store::CareState;
use candado_core::{ClockReading, Language};
use candado_tests::phone::new_state;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// 2026-11-22 12:00 in Mexico City, a Sunday.
const NOON_MS: i64 = 1_795_370_400_000;

fn clock_at(days: i64, hours: i64) -> ClockReading {
    ClockReading {
        now_ms: NOON_MS + days * DAY_MS + hours * HOUR_MS,
        zone: "America/Mexico_City".to_owned(),
        automatic: Some(true),
        boot_count: Some(3),
        uptime_ms: Some(1_000),
    }
}

/// How many questions the checkup asks everybody.
fn questions() -> usize {
    let is_asked = |measure| matches!(measure, Measure::Declared | Measure::SignOuts);
    checklist().item.iter().filter(|item| is_asked(item.measure)).count()
}

struct Person {
    state: CareState,
    _folder: tempfile::TempDir,
}

impl Person {
    fn new() -> Self {
        let (state, _folder) = new_state();
        Self { state, _folder }
    }

    /// Somebody who opened the app at noon of day 0 and answered every question well.
    fn settled() -> Self {
        let mut person = Self::new();
        person.looks(0, true);
        person.answers("devices_signed_out", Answer::DoesNotApply, 0);
        for item in checklist().item.iter().filter(|item| item.measure == Measure::Declared) {
            person.answers(&item.id, Answer::Yes, 0);
        }
        person.answers("voicemail_pin", Answer::DoesNotApply, 0);
        person
    }

    fn looks(&mut self, day: i64, screen_lock: bool) {
        let screen_lock = FlagSignal::Value { on: screen_lock };
        let snapshot = Snapshot { screen_lock, ..Snapshot::default() };
        checkup::run(&mut self.state, &snapshot, &clock_at(day, 0), Language::Spanish)
            .expect("a checkup runs");
    }

    fn answers(&mut self, item: &str, answer: Answer, day: i64) {
        checkup::answer(&mut self.state, item, answer, "", &clock_at(day, 0))
            .expect("the answer is offered");
    }

    fn plan(&self, day: i64, hours: i64) -> Plan {
        reminders::today(&self.state, &clock_at(day, hours), Language::Spanish)
            .expect("the plan can be made")
    }

    fn is_shown_it(&mut self, day: i64, hours: i64) {
        reminders::shown(&mut self.state, &clock_at(day, hours)).expect("the day is stored");
    }

    fn postpones(&mut self, item: &str, date: &str, day: i64) -> Result<(), ReminderError> {
        reminders::postpone(&mut self.state, item, date, &clock_at(day, 0))
    }
}

fn ids(reminders: &[reminders::Reminder]) -> Vec<&str> {
    reminders.iter().map(|reminder| reminder.item_id.as_str()).collect()
}

#[test]
fn what_was_never_answered_is_due_the_day_after_the_first_opening() {
    let mut person = Person::new();
    person.looks(0, true);
    let plan = person.plan(0, 0);
    assert!(plan.due.is_empty() && plan.notification.is_none());
    assert_eq!(plan.next_alarm_ms, Some(clock_at(1, -2).now_ms));
    let plan = person.plan(1, -2);
    assert_eq!(plan.due.len(), questions());
    let notification = plan.notification.expect("every question is due");
    assert_eq!(notification.title, format!("{} puntos por revisar", questions()));
    assert_eq!(notification.item_ids.len(), questions());
    assert!(!notification.can_be_done, "nobody has done them all with one tap");
    assert_eq!(
        plan.due.first().map(|reminder| reminder.reason.as_str()),
        Some("Aún no lo revisas; abriste la app el 22 de noviembre")
    );
}

#[test]
fn after_done_it_comes_back_in_three_seven_fourteen_and_twenty_eight_days() {
    let mut person = Person::settled();
    let mut day = 0;
    for distance in [3, 7, 14, 28, 28, 28] {
        let early = person.plan(day + distance, -3);
        assert!(!ids(&early.due).contains(&"linked_devices"), "too early after {distance}");
        day += distance;
        let plan = person.plan(day, -2);
        let reminder = plan
            .due
            .iter()
            .find(|reminder| reminder.item_id == "linked_devices")
            .expect("it is due at ten");
        let reason = format!("{distance} días después de que lo hiciste el ");
        assert!(reminder.reason.starts_with(&reason), "{}", reminder.reason);
        person.answers("linked_devices", Answer::Yes, day);
    }
}

#[test]
fn other_items_stretch_to_ninety_days_and_no_further() {
    let mut person = Person::settled();
    let mut day = 0;
    for distance in [3, 7, 14, 28, 60, 90, 90] {
        assert!(!ids(&person.plan(day + distance, -3).due).contains(&"two_step"));
        day += distance;
        assert!(ids(&person.plan(day, -2).due).contains(&"two_step"), "after {distance}");
        person.answers("two_step", Answer::Yes, day);
    }
}

#[test]
fn answering_five_times_in_a_row_counts_once_and_leaving_it_undone_brings_it_back_soon() {
    let mut person = Person::settled();
    for _ in 0..5 {
        person.answers("two_step", Answer::Yes, 0);
    }
    assert!(ids(&person.plan(3, 0).due).contains(&"two_step"));
    person.answers("two_step", Answer::Yes, 3);
    person.answers("two_step", Answer::No, 4);
    let plan = person.plan(7, 0);
    let reminder = plan.due.iter().find(|reminder| reminder.item_id == "two_step");
    assert_eq!(
        reminder.map(|reminder| reminder.reason.as_str()),
        Some("3 días después de que quedó pendiente el 26 de noviembre")
    );
}

#[test]
fn a_promise_is_kept_and_quoted_and_an_answer_fulfils_it() {
    let mut person = Person::settled();
    person.postpones("linked_devices", "2026-11-28", 3).expect("Saturday is ahead");
    let plan = person.plan(3, 0);
    assert!(!ids(&plan.due).contains(&"linked_devices"));
    let find = |plan: &Plan| {
        plan.upcoming
            .iter()
            .chain(&plan.due)
            .find(|reminder| reminder.item_id == "linked_devices")
            .cloned()
            .expect("it is planned")
    };
    let reminder = find(&plan);
    assert_eq!(reminder.reason, "Dijiste que el sábado");
    assert_eq!(reminder.day, "sábado 28 de noviembre");
    assert!(reminder.promised);
    assert!(ids(&person.plan(6, 0).due).contains(&"linked_devices"));
    person.answers("linked_devices", Answer::Yes, 6);
    assert!(!find(&person.plan(6, 0)).promised);
}

#[test]
fn an_answer_taken_back_brings_the_promise_back() {
    let mut person = Person::settled();
    person.postpones("two_step", "2026-12-05", 3).expect("it is ahead");
    let is_promised = |person: &Person| {
        let plan = person.plan(4, 0);
        let of = plan.upcoming.iter().chain(&plan.due).find(|of| of.item_id == "two_step");
        of.is_some_and(|reminder| reminder.promised && reminder.day == "sábado 5 de diciembre")
    };
    person.answers("two_step", Answer::Yes, 4);
    person.answers("two_step", Answer::No, 4);
    assert!(!is_promised(&person));
    checkup::undo_answer(&mut person.state, "two_step").expect("one was given");
    assert!(!is_promised(&person), "the answer that kept it stands");
    checkup::undo_answer(&mut person.state, "two_step").expect("one was given");
    assert!(is_promised(&person));
    // A new promise is not the answer's to keep.
    person.answers("two_step", Answer::Yes, 4);
    reminders::postpone(&mut person.state, "two_step", "2026-12-12", &clock_at(4, 1)).expect("is");
    checkup::undo_answer(&mut person.state, "two_step").expect("one was given");
    let plan = person.plan(4, 2);
    let promised = plan.upcoming.iter().find(|of| of.item_id == "two_step");
    assert_eq!(promised.map(|of| of.day.as_str()), Some("sábado 12 de diciembre"));
}

/// An answer given an hour after, when the clock was set back by more: it keeps the promise all the same.
#[test]
fn an_answer_keeps_a_promise_however_the_clock_was_set() {
    let mut person = Person::new();
    person.looks(0, true);
    person.answers("two_step", Answer::Yes, 0);
    reminders::postpone(&mut person.state, "two_step", "2026-12-05", &clock_at(0, -3)).expect("is");
    checkup::answer(&mut person.state, "two_step", Answer::Yes, "", &clock_at(0, -2))
        .expect("it is offered");
    for hours in [-2, 5] {
        let plan = person.plan(0, hours);
        let of = plan.upcoming.iter().find(|of| of.item_id == "two_step");
        assert_eq!(of.map(|of| of.promised), Some(false), "{hours}");
    }
}

#[test]
fn a_problem_that_grows_or_cannot_be_read_for_once_stays_the_same_problem() {
    let mut person = Person::settled();
    let patched = |person: &mut Person, security_patch: TextSignal, day| {
        let screen_lock = FlagSignal::Value { on: true };
        let snapshot = Snapshot { security_patch, screen_lock, ..Snapshot::default() };
        checkup::run(&mut person.state, &snapshot, &clock_at(day, 0), Language::Spanish)
            .expect("a checkup runs");
    };
    let of_patch = |person: &Person, day| {
        let plan = person.plan(day, 0);
        let of = plan
            .upcoming
            .iter()
            .chain(&plan.due)
            .find(|of| of.item_id == "security_patch")
            .cloned();
        of.map(|reminder| (reminder.reason, reminder.promised))
    };
    let old = |days: i64| TextSignal::Value {
        text: add_days(clock_at(0, 0).local_date(), -days).to_string(),
    };
    patched(&mut person, old(100), 1);
    let since = "La revisión lo marca desde el 23 de noviembre".to_owned();
    assert_eq!(of_patch(&person, 2), Some((since.clone(), false)));
    person.postpones("security_patch", "2026-11-28", 2).expect("it is ahead");
    let promised = Some(("Dijiste que el sábado".to_owned(), true));
    // At risk on Wednesday, unread on Thursday: Saturday holds.
    patched(&mut person, old(900), 3);
    assert_eq!(of_patch(&person, 3), promised);
    patched(&mut person, TextSignal::Failed, 4);
    assert_eq!(of_patch(&person, 4), promised);
    // The day gone by, it is due, although the phone tells nothing; and a notification that hangs says so.
    assert!(
        person
            .plan(6, 0)
            .still_shown
            .is_some_and(|shown| { shown.item_ids.contains(&"security_patch".to_owned()) })
    );
    // Well in between, it is another problem.
    patched(&mut person, old(1), 8);
    assert_eq!(of_patch(&person, 8), None);
    patched(&mut person, TextSignal::Failed, 9);
    assert_eq!(of_patch(&person, 9), None, "what was never a problem is none");
    patched(&mut person, old(100), 10);
    let since = "La revisión lo marca desde el 2 de diciembre".to_owned();
    assert_eq!(of_patch(&person, 10), Some((since, false)));
}

#[test]
fn what_is_switched_on_late_rings_the_next_day_and_not_weeks_after_something_else_rang() {
    let mut person = Person::settled();
    for item in checklist().item.iter().filter(|item| !item.measure.is_per_messenger()) {
        let on = item.id == "linked_devices";
        reminders::switch_item(&mut person.state, &item.id, on).expect("it is there");
    }
    assert!(person.plan(59, -2).notification.is_some());
    person.is_shown_it(59, -2);
    person.answers("linked_devices", Answer::Yes, 59);
    reminders::switch_item(&mut person.state, "two_step", true).expect("it is there");
    let plan = person.plan(59, 1);
    assert_eq!((ids(&plan.due), ids(&plan.missed)), (vec!["two_step"], vec!["two_step"]));
    assert_eq!(plan.next_alarm_ms, Some(clock_at(60, -2).now_ms));
    // Heard, it waits for its own distance, and is no longer missed.
    person.is_shown_it(60, -2);
    let plan = person.plan(60, 0);
    assert_eq!((ids(&plan.due), plan.missed.len()), (vec!["two_step"], 0));
    assert!(plan.next_alarm_ms > Some(clock_at(61, 0).now_ms), "not daily for ever");
}

#[test]
fn a_promise_whose_day_has_gone_by_names_the_date() {
    let mut person = Person::settled();
    person.postpones("two_step", "2026-11-28", 3).expect("it is ahead");
    let reason = |day| {
        let plan = person.plan(day, 0);
        let of = plan.upcoming.iter().chain(&plan.due).find(|of| of.item_id == "two_step");
        of.expect("it is planned").reason.clone()
    };
    assert_eq!(reason(5), "Dijiste que el sábado");
    assert_eq!(reason(6), "Dijiste que el sábado");
    assert_eq!(reason(12), "Dijiste que el sábado 28 de noviembre");
}

#[test]
fn a_promise_made_after_the_clock_was_set_back_some_hours_holds_when_they_have_passed_again() {
    let mut person = Person::new();
    person.looks(0, false);
    person.answers("two_step", Answer::Yes, 0);
    // Answered, seen as a problem, and never answered since the first opening: all at noon. Now it is nine.
    let promised = ["two_step", "screen_lock", "linked_devices"];
    for item in promised {
        reminders::postpone(&mut person.state, item, "2026-11-28", &clock_at(0, -3))
            .expect("ahead");
    }
    for (day, hours) in [(0, -3), (0, 1), (2, 0), (6, 0)] {
        let plan = person.plan(day, hours);
        for item in promised {
            let of = plan.due.iter().chain(&plan.upcoming).find(|of| of.item_id == item);
            let reason = of.map(|reminder| reminder.reason.as_str());
            assert_eq!(reason, Some("Dijiste que el sábado"), "{item}, day {day}, {hours} h");
        }
    }
}

#[test]
fn a_promise_for_today_for_no_date_or_for_next_year_is_refused() {
    let mut person = Person::settled();
    let mut refused = |item, date| person.postpones(item, date, 0).expect_err("it is refused");
    assert!(matches!(refused("two_step", "2026-11-22"), ReminderError::DateNotAhead));
    assert!(matches!(refused("two_step", "mañana"), ReminderError::DateNotAhead));
    assert!(matches!(
        refused("two_step", "2027-11-22"),
        ReminderError::DateTooFar { days: 365, limit: 120 }
    ));
    assert!(matches!(refused("nothing", "2026-11-28"), ReminderError::NoSuchItem));
}

#[test]
fn one_notification_a_day_then_further_and_further_apart_while_nothing_is_done() {
    let mut person = Person::settled();
    let mut rang = Vec::new();
    for day in 0..60 {
        for hours in [-2, 0, 5] {
            if person.plan(day, hours).notification.is_some() {
                rang.push(day);
                person.is_shown_it(day, hours);
            }
        }
    }
    // Three items fall due on day 3; what does not apply, never within sixty days.
    assert_eq!(rang, [3, 4, 6, 10, 17, 31, 59]);
}

#[test]
fn a_notification_that_came_too_late_waits_for_the_next_hour_and_counts_as_missed() {
    let person = Person::settled();
    assert!(person.plan(3, 9).notification.is_some(), "nine at night still rings");
    let night = person.plan(3, 11);
    assert!(night.notification.is_none(), "eleven at night does not");
    assert_eq!(night.next_alarm_ms, Some(clock_at(4, -2).now_ms));
    let next_day = person.plan(4, -2);
    assert!(next_day.notification.is_some());
    assert_eq!(next_day.missed.len(), questions() - 1, "all but the one that does not apply");
}

#[test]
fn ten_years_away_bring_one_notification() {
    let mut person = Person::settled();
    let day = 3650;
    assert!(person.plan(day, 0).notification.is_some());
    person.is_shown_it(day, 0);
    let plan = person.plan(day, 1);
    assert!(plan.notification.is_none());
    assert!(plan.next_alarm_ms.is_some_and(|next_ms| next_ms > clock_at(day, 1).now_ms));
}

#[test]
fn a_clock_set_back_a_year_brings_neither_silence_nor_a_flood() {
    let mut person = Person::settled();
    person.is_shown_it(0, 0);
    let mut rang = Vec::new();
    for day in -365..-335 {
        let plan = person.plan(day, 0);
        assert_eq!(plan.due.len(), questions(), "what was noted ahead of the clock is due");
        assert!(plan.next_alarm_ms.is_some());
        if plan.notification.is_some() {
            rang.push(day);
            person.is_shown_it(day, 0);
        }
    }
    assert_eq!(rang, [-365, -358, -351, -344, -337]);
    person.answers("two_step", Answer::Yes, -335);
    assert!(!ids(&person.plan(-335, 0).due).contains(&"two_step"));
}

#[test]
fn a_clock_set_back_ten_days_makes_due_what_was_noted_ahead_of_it() {
    let person = Person::settled();
    let plan = person.plan(-10, 0);
    assert!(ids(&plan.due).contains(&"two_step"));
    assert!(plan.due.iter().all(|reminder| {
        reminder.reason == "La fecha del teléfono cambió y no se sabe cuánto pasó"
    }));
    // A day is within what a journey across the date line does.
    assert!(person.plan(-1, 0).due.is_empty());
}

#[test]
fn a_pending_sign_out_and_a_measured_problem_are_reminded_of_until_they_are_gone() {
    let mut person = Person::settled();
    let device = NewDevice {
        kind: DeviceKind::Phone,
        name: "Moto G".to_owned(),
        status: DeviceStatus::Stolen,
        messengers: vec![Messenger::WhatsApp],
        last_used: None,
    };
    let id = devices::add(&mut person.state, &device, &clock_at(0, 0)).expect("the name is fine");
    person.looks(0, false);
    let plan = person.plan(1, 0);
    assert_eq!(ids(&plan.due), ["screen_lock", "devices_signed_out"]);
    assert_eq!(
        plan.due.iter().map(|reminder| reminder.reason.as_str()).collect::<Vec<_>>(),
        [
            "La revisión lo marca desde el 22 de noviembre",
            "Hay una sesión sin cerrar desde el 22 de noviembre"
        ]
    );
    let notification = plan.notification.expect("two things are due");
    assert!(!format!("{notification:?}").contains("Moto"), "nothing of the person's own");
    devices::sign_out_done(&mut person.state, id, Messenger::WhatsApp, &clock_at(1, 0))
        .expect("the session is there");
    person.looks(1, true);
    assert!(person.plan(1, 0).due.is_empty());
}

#[test]
fn switched_off_nothing_rings_and_what_is_due_stays_visible() {
    let mut person = Person::settled();
    let off = ReminderSettings { enabled: false, ..ReminderSettings::default() };
    reminders::choose(&mut person.state, &off).expect("ten is an hour");
    let plan = person.plan(5, 0);
    assert_eq!(plan.due.len(), questions() - 1, "all but the one that does not apply");
    assert_eq!((plan.notification, plan.next_alarm_ms), (None, None));
}

#[test]
fn the_chosen_hour_is_the_hour_that_rings_and_no_day_has_more_than_twenty_four() {
    let mut person = Person::settled();
    let evening = ReminderSettings { hour: 20, ..ReminderSettings::default() };
    reminders::choose(&mut person.state, &evening).expect("twenty is an hour");
    assert_eq!(person.plan(3, 0).next_alarm_ms, Some(clock_at(3, 8).now_ms));
    assert_eq!(reminders::settings(&person.state).expect("it is stored"), evening);
    let impossible = ReminderSettings { hour: 24, ..ReminderSettings::default() };
    let refused = reminders::choose(&mut person.state, &impossible);
    assert!(matches!(refused, Err(ReminderError::ImpossibleHour { hour: 24 })));
}

#[test]
fn later_on_a_notification_postpones_only_what_is_still_due() {
    let mut person = Person::settled();
    person.postpones("recovery_email", "2026-12-05", 3).expect("it is ahead");
    let hung: Vec<String> = ids(&person.plan(3, 0).due).into_iter().map(str::to_owned).collect();
    assert!(hung.len() > 2);
    // While it hung there one was done, and another was promised for a day.
    person.answers("two_step", Answer::Yes, 3);
    person.postpones("linked_devices", "2026-12-10", 3).expect("it is ahead");
    reminders::postpone_shown(&mut person.state, &hung, "2026-11-28", &clock_at(3, 0)).expect("is");
    let plan = person.plan(3, 0);
    assert!(plan.due.is_empty());
    let of = |id: &str| {
        plan.upcoming.iter().find(|reminder| reminder.item_id == id).expect("it is planned")
    };
    assert!(!of("two_step").promised, "{}", of("two_step").reason);
    assert_eq!(of("linked_devices").day, "jueves 10 de diciembre");
    assert_eq!(of("recovery_email").day, "sábado 5 de diciembre");
    let postponed = hung.iter().filter(|id| of(id).day == "sábado 28 de noviembre").count();
    assert_eq!(postponed, hung.len() - 2);
}

#[test]
fn a_notification_that_hangs_says_what_is_left_with_the_look_it_had() {
    let mut person = Person::settled();
    let shown = person.plan(3, 0).notification.expect("several are due");
    person.is_shown_it(3, 0);
    let plan = person.plan(3, 1);
    assert_eq!(plan.notification, None);
    assert_eq!(plan.still_shown.as_ref(), Some(&shown));
    person.answers("two_step", Answer::Yes, 3);
    let left = person.plan(3, 1).still_shown.expect("the others are due");
    assert!(!left.item_ids.contains(&"two_step".to_owned()));
    assert_eq!(left.item_ids.len(), shown.item_ids.len() - 1);
    assert_eq!(left.picture, shown.picture);
    for id in left.item_ids {
        person.postpones(&id, "2026-12-05", 3).expect("it is ahead");
    }
    assert_eq!(person.plan(3, 1).still_shown, None);
}

#[test]
fn two_notifications_in_a_row_differ_in_words_and_picture_whatever_lies_between_them() {
    for distance in [1, 3, 7, 12, 14, 28, 60, 84, 90, 120] {
        let mut person = Person::settled();
        let mut before = None;
        for time in 1..=13 {
            let day = 3 + distance * time;
            let notification = person.plan(day, 0).still_shown.expect("they are due");
            person.is_shown_it(day, 0);
            let looks = person.plan(day, 0).still_shown.expect("they are due");
            if time > 1 {
                assert_eq!(before.as_ref(), Some(&(notification.body, notification.picture)));
                let (body, picture) = before.expect("there was one");
                assert_ne!(body, looks.body, "{distance} days");
                assert_ne!(picture, looks.picture, "{distance} days");
            }
            before = Some((looks.body, looks.picture));
        }
    }
}

#[test]
fn what_is_due_since_an_earlier_day_says_so() {
    let person = Person::settled();
    let on_its_day = person.plan(3, 0);
    assert!(on_its_day.due.iter().all(|reminder| !reminder.overdue));
    let weeks_later = person.plan(24, 0);
    assert!(weeks_later.due.iter().all(|reminder| reminder.overdue));
    let first = weeks_later.due.first().expect("they are due");
    assert_eq!(first.day, "miércoles 25 de noviembre");
    // Nobody can say since when, where the date went back: no day is made up.
    let back = person.plan(-30, 0);
    assert!(back.due.iter().all(|reminder| !reminder.overdue && reminder.day.is_empty()));
    assert!(!back.due.is_empty() && back.missed.is_empty());
}

#[test]
fn an_unknown_zone_counts_as_mexico_city_and_no_boot_count_is_needed() {
    let person = Person::settled();
    let known = person.plan(3, 0);
    let odd = ClockReading {
        zone: "Mars/Olympus".to_owned(),
        automatic: None,
        boot_count: None,
        uptime_ms: None,
        ..clock_at(3, 0)
    };
    let plan = reminders::today(&person.state, &odd, Language::Spanish).expect("it is planned");
    assert_eq!(plan, known);
    assert!(plan.notification.is_some());
}

/// A computer in use, with nothing to close on it.
fn laptop() -> NewDevice {
    NewDevice {
        kind: DeviceKind::Computer,
        name: "Laptop".to_owned(),
        status: DeviceStatus::InUse,
        messengers: vec![Messenger::WhatsApp],
        last_used: None,
    }
}

#[test]
fn a_list_of_devices_with_nothing_to_close_is_brought_back_like_any_answer() {
    let mut person = Person::settled();
    devices::add(&mut person.state, &laptop(), &clock_at(0, 0)).expect("the name is fine");
    let is_due =
        |person: &Person, day| ids(&person.plan(day, 0).due).contains(&"devices_signed_out");
    assert!(!is_due(&person, 2));
    assert!(is_due(&person, 3), "as on the first rung after something was done");
    person.answers("devices_signed_out", Answer::Yes, 3);
    assert!(!is_due(&person, 9));
    assert!(is_due(&person, 10));
}

#[test]
fn a_list_of_devices_changed_under_a_clock_that_ran_ahead_is_confirmed_by_an_answer() {
    let mut person = Person::settled();
    devices::add(&mut person.state, &laptop(), &clock_at(200, 0)).expect("the name is fine");
    let is_due = |person: &Person| ids(&person.plan(1, 0).due).contains(&"devices_signed_out");
    assert!(is_due(&person), "the day it was noted has not come");
    person.answers("devices_signed_out", Answer::Yes, 1);
    assert!(!is_due(&person));
}

#[test]
fn what_the_phone_lists_is_not_done_from_a_notification_unseen() {
    let mut person = Person::settled();
    let clock = clock_at(0, 0);
    let keyboard = ListedEntry {
        id: "com.example.keys".to_owned(),
        name: "Keys".to_owned(),
        of_system: Some(false),
        is_assistive_tool: None,
    };
    let keyboards = ListSignal::Value { entries: vec![keyboard] };
    let snapshot = Snapshot { keyboards, ..Snapshot::default() };
    checkup::answer(&mut person.state, "keyboards", Answer::Yes, "com.example.keys", &clock)
        .expect("it is offered");
    checkup::run(&mut person.state, &snapshot, &clock, Language::Spanish).expect("it runs");
    let others = checklist().item.iter().filter(|item| !item.measure.is_per_messenger());
    for item in others.filter(|item| item.id != "keyboards") {
        reminders::switch_item(&mut person.state, &item.id, false).expect("the item is there");
    }
    let plan = person.plan(3, 0);
    assert_eq!(ids(&plan.due), ["keyboards"]);
    assert!(!plan.notification.expect("it is due").can_be_done);
}
