//! What the person chooses: rhythm, days and hours, single items; and what a failed check or an incident changes.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "dates in tests are small, and so are histories"
)]

use candado_core::checkup::{self, Answer, FlagSignal, Snapshot};
use candado_core::clock::{add_days, days_between};
use candado_core::content::{checklist, reminder_content};
use candado_core::recovery;
use candado_core::reminders::{
    self, Cause, DayOfWeek, Event, History, ItemHistory, Outcome, Plan, Promise, Reminder,
    ReminderError, ReminderSettings, Rhythm, Schedule, Subject, ahead, plan,
};
use candado_core::store::CareState;
use candado_core::{ClockReading, Language};
use candado_tests::evidence;
use candado_tests::phone::new_state;
use chrono::NaiveDate;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// 2026-11-22 12:00 in Mexico City, a Sunday.
const NOON_MS: i64 = 1_795_370_400_000;

fn clock_at(days: i64, hours: i64) -> ClockReading {
    ClockReading {
        now_ms: NOON_MS + days * DAY_MS + hours * HOUR_MS,
        zone: "America/Mexico_City".to_owned(),
        automatic: None,
        boot_count: None,
        uptime_ms: None,
    }
}

fn sunday() -> NaiveDate {
    clock_at(0, 0).local_date()
}

fn item(ages_after_days: i64, events: &[(Outcome, i64)]) -> ItemHistory {
    let events = events
        .iter()
        .map(|(outcome, day)| Event { outcome: *outcome, at_ms: NOON_MS + day * DAY_MS })
        .collect();
    ItemHistory {
        item_id: "two_step".to_owned(),
        ages_after_days,
        subject: Subject::Answered { events },
        promise: None,
        off: false,
        heard_on: None,
    }
}

fn history(item: ItemHistory) -> History {
    History { first_use_ms: Some(NOON_MS), items: vec![item], ..History::default() }
}

/// The same after a notification on a day named every item.
fn heard_on(history: &History, day: i64) -> History {
    let day = Some(add_days(sunday(), day));
    let items =
        history.items.iter().map(|item| ItemHistory { heard_on: day, ..item.clone() }).collect();
    History { shown_on: day, shown_for: day, items, ..history.clone() }
}

fn decide(history: &History, day: i64, hours: i64, settings: &ReminderSettings) -> Schedule {
    plan(&reminder_content().rules, history, &clock_at(day, hours), settings)
}

/// The day of the one occurrence, counted from day 0, and why.
fn due(history: &History, day: i64, settings: &ReminderSettings) -> (i64, Cause) {
    let schedule = decide(history, day, 0, settings);
    let occurrence = schedule.due.iter().chain(&schedule.upcoming).next().expect("one item");
    (days_between(sunday(), occurrence.due_on), occurrence.cause)
}

fn usual() -> ReminderSettings {
    ReminderSettings::default()
}

fn rhythm(rhythm: Rhythm) -> ReminderSettings {
    ReminderSettings { rhythm, ..usual() }
}

/// The distances an item goes through when it is done on each of its days.
fn distances(settings: &ReminderSettings, ages_after_days: i64, times: usize) -> Vec<i64> {
    let mut done_on = vec![(Outcome::Done, 0)];
    let mut distances = Vec::new();
    for _ in 0..times {
        let today = done_on.last().expect("it begins with one").1;
        let (next, _) = due(&history(item(ages_after_days, &done_on)), today, settings);
        distances.push(next - today);
        done_on.push((Outcome::Done, next));
    }
    distances
}

#[test]
fn each_rhythm_stretches_as_it_says_and_nothing_goes_past_its_age_or_four_months() {
    assert_eq!(distances(&rhythm(Rhythm::Usual), 400, 8), [3, 7, 14, 28, 60, 90, 90, 90]);
    assert_eq!(distances(&rhythm(Rhythm::Calm), 400, 8), [7, 14, 28, 60, 90, 120, 120, 120]);
    assert_eq!(distances(&rhythm(Rhythm::Strict), 400, 8), [2, 4, 7, 14, 21, 28, 28, 28]);
    assert_eq!(distances(&rhythm(Rhythm::Calm), 90, 7), [7, 14, 28, 60, 90, 90, 90]);
}

#[test]
fn linked_devices_never_wait_longer_than_thirty_days_whatever_is_chosen() {
    let (content, _) = checklist().item("linked_devices").expect("the item is there");
    let ages_after_days = content.stale_after_days.expect("it ages");
    for chosen in Rhythm::ALL {
        for weekday in DayOfWeek::ALL {
            let settings = ReminderSettings { weekdays: vec![weekday], ..rhythm(chosen) };
            let longest = distances(&settings, ages_after_days, 12).into_iter().max();
            assert!(longest <= Some(30), "{chosen:?} {weekday:?}: {longest:?}");
        }
    }
}

#[test]
fn a_check_that_fails_steps_back_one_rung_and_not_to_the_foot() {
    let done = |day| (Outcome::Done, day);
    // Done four times at its distance: 28 days.
    let mut events = vec![done(0), done(3), done(10), done(24)];
    assert_eq!(due(&history(item(400, &events)), 24, &usual()).0, 24 + 28);
    events.push((Outcome::Undone, 52));
    let (day, cause) = due(&history(item(400, &events)), 52, &usual());
    assert_eq!(day, 52 + 3);
    assert!(matches!(cause, Cause::AfterUndone { days: 3, .. }));
    events.push(done(53));
    assert_eq!(due(&history(item(400, &events)), 53, &usual()).0, 53 + 14);
    events.push(done(67));
    assert_eq!(due(&history(item(400, &events)), 67, &usual()).0, 67 + 28);
    // Found undone twice: two rungs.
    events.extend([(Outcome::Undone, 68), (Outcome::Undone, 71), done(72)]);
    assert_eq!(due(&history(item(400, &events)), 72, &usual()).0, 72 + 7);
}

#[test]
fn the_time_that_really_passed_counts_and_a_late_look_climbs_one_rung_only() {
    let events = [(Outcome::Done, 0), (Outcome::Done, 200)];
    let (day, cause) = due(&history(item(400, &events)), 200, &usual());
    assert_eq!(day, 207);
    assert!(matches!(cause, Cause::AfterDone { days: 7, .. }));
}

#[test]
fn after_an_incident_every_answered_item_comes_weekly_for_four_weeks_and_then_as_before() {
    // Settled at 90 days when something happens on day 100.
    let done_at = |days: &[i64]| -> Vec<(Outcome, i64)> {
        days.iter().map(|day| (Outcome::Done, *day)).collect()
    };
    let mut days = vec![-110, -107, -100, -86, -58, 2];
    let mut look = |done_on: i64| {
        days.push(done_on);
        let history = History {
            incident_ms: Some(NOON_MS + 100 * DAY_MS),
            ..history(item(400, &done_at(&days)))
        };
        due(&history, done_on.max(100), &usual())
    };
    let week_of = |cause: Cause| match cause {
        Cause::AfterIncident { week, .. } => week,
        other => panic!("{other:?}"),
    };
    let (day, cause) = look(92);
    assert_eq!((day, week_of(cause)), (107, 1));
    let (day, cause) = look(107);
    assert_eq!((day, week_of(cause)), (114, 2));
    // A week late: the look of that day counts, the third is next.
    let (day, cause) = look(116);
    assert_eq!((day, week_of(cause)), (121, 3));
    let (day, cause) = look(121);
    assert_eq!((day, week_of(cause)), (128, 4));
    let (day, cause) = look(128);
    assert!(day > 128 + 14 && matches!(cause, Cause::AfterDone { .. }), "{day} {cause:?}");
}

#[test]
fn reminders_fall_on_chosen_days_and_say_from_which_day_they_moved() {
    let weekend = vec![DayOfWeek::Saturday, DayOfWeek::Sunday];
    let settings = ReminderSettings { weekdays: weekend, ..usual() };
    let history = history(item(400, &[(Outcome::Done, 0)]));
    let schedule = decide(&history, 0, 0, &settings);
    let occurrence = schedule.upcoming.first().expect("it is planned");
    // Three days after Sunday is Wednesday; the next chosen day is Saturday.
    assert_eq!(occurrence.due_on, add_days(sunday(), 6));
    assert_eq!(occurrence.moved_from, Some(add_days(sunday(), 3)));
    assert_eq!(schedule.next_alarm_ms, Some(clock_at(6, -2).now_ms));
    // Left undone it rings again on chosen days only.
    let again = decide(&heard_on(&history, 6), 6, 0, &settings).next_alarm_ms;
    assert_eq!(again, Some(clock_at(7, -2).now_ms));
    let again = decide(&heard_on(&history, 7), 7, 0, &settings).next_alarm_ms;
    assert_eq!(again, Some(clock_at(13, -2).now_ms));
}

#[test]
fn a_promised_day_rings_on_any_day_of_the_week() {
    let settings = ReminderSettings { weekdays: vec![DayOfWeek::Monday], ..usual() };
    let promise =
        Promise { date: add_days(sunday(), 4), made_at_ms: NOON_MS, about_since_ms: None };
    let promised = ItemHistory { promise: Some(promise), ..item(400, &[(Outcome::Done, -30)]) };
    let history = history(promised);
    assert_eq!(decide(&history, 0, 0, &settings).next_alarm_ms, Some(clock_at(4, -2).now_ms));
    assert!(decide(&history, 4, -2, &settings).ring_now);
    // Its day went by unheard: the next chosen one.
    let late = decide(&history, 5, 0, &settings);
    assert!(!late.ring_now);
    assert_eq!(late.next_alarm_ms, Some(clock_at(8, -2).now_ms));
}

#[test]
fn in_quiet_hours_nothing_rings_and_an_hour_inside_them_moves_to_their_end() {
    let history = history(item(400, &[(Outcome::Done, -10)]));
    for hour in 0..24 {
        let settings = ReminderSettings { hour, ..usual() };
        for now in -12..12 {
            let schedule = decide(&history, 0, now, &settings);
            let wall = (12 + now) % 24;
            let is_quiet = !(8..22).contains(&wall);
            assert!(!(schedule.ring_now && is_quiet), "rang at {wall}, hour {hour}");
            let next = schedule.next_alarm_ms.expect("it is due");
            let next_wall = (next - NOON_MS).div_euclid(HOUR_MS).rem_euclid(24) + 12;
            assert!((8..22).contains(&(next_wall % 24)), "alarm at {next_wall}, hour {hour}");
        }
    }
    let night = ReminderSettings { hour: 3, ..usual() };
    assert_eq!(decide(&history, 0, -6, &night).next_alarm_ms, Some(clock_at(0, -4).now_ms));
}

#[test]
fn quiet_hours_that_end_when_they_begin_are_none() {
    let history = history(item(400, &[(Outcome::Done, -10)]));
    let settings = ReminderSettings { hour: 3, quiet_from_hour: 3, quiet_until_hour: 3, ..usual() };
    assert!(decide(&history, 0, -9, &settings).ring_now);
}

#[test]
fn no_day_chosen_is_refused_and_would_count_as_every_day() {
    let none = ReminderSettings { weekdays: Vec::new(), ..usual() };
    let mut person = Person::new();
    let refused = reminders::choose(&mut person.state, &none);
    assert!(matches!(refused, Err(ReminderError::NoDayLeft)));
    assert_eq!(reminders::settings(&person.state).expect("it is read"), usual());
    let history = history(item(400, &[(Outcome::Done, -3)]));
    assert!(decide(&history, 0, 0, &none).ring_now);
}

#[test]
fn a_day_whose_only_hour_the_wall_jumps_over_hands_over_to_the_next() {
    // Only two in the morning is not quiet, and on 8 March 2026 Tijuana has no such hour.
    let settings = ReminderSettings {
        hour: 2,
        quiet_from_hour: 3,
        quiet_until_hour: 2,
        ..ReminderSettings::default()
    };
    let noon: i64 = 1_772_913_600_000; // 2026-03-07 12:00 in Tijuana
    let clock = ClockReading {
        now_ms: noon,
        zone: "America/Tijuana".to_owned(),
        automatic: None,
        boot_count: None,
        uptime_ms: None,
    };
    let done = Event { outcome: Outcome::Done, at_ms: noon - 10 * DAY_MS };
    let item = ItemHistory { subject: Subject::Answered { events: vec![done] }, ..item(400, &[]) };
    let schedule = plan(&reminder_content().rules, &history(item), &clock, &settings);
    // Two in the morning of 9 March, summer time: 09:00 UTC.
    assert_eq!(schedule.next_alarm_ms, Some(1_773_046_800_000));
}

struct Person {
    state: CareState,
    _folder: tempfile::TempDir,
}

impl Person {
    fn new() -> Self {
        let (mut state, _folder) = new_state();
        let screen_lock = FlagSignal::Value { on: true };
        let snapshot = Snapshot { screen_lock, ..Snapshot::default() };
        checkup::run(&mut state, &snapshot, &clock_at(0, 0), Language::Spanish).expect("it runs");
        Self { state, _folder }
    }

    fn plan(&self, day: i64, hours: i64, language: Language) -> Plan {
        reminders::today(&self.state, &clock_at(day, hours), language).expect("it can be made")
    }
}

fn find<'a>(reminders: &'a [Reminder], item: &str) -> Option<&'a Reminder> {
    reminders.iter().find(|reminder| reminder.item_id == item)
}

#[test]
fn an_item_switched_off_never_rings_and_its_state_stays_visible() {
    let mut person = Person::new();
    for item in &checklist().item {
        if item.id != "two_step" && !item.measure.is_per_messenger() {
            reminders::switch_item(&mut person.state, &item.id, false).expect("it is there");
        }
    }
    checkup::answer(&mut person.state, "two_step", Answer::Yes, "", &clock_at(0, 0))
        .expect("offered");
    let plan = person.plan(2, 0, Language::Spanish);
    assert!(plan.due.is_empty() && plan.notification.is_none());
    let off = find(&plan.off, "linked_devices").expect("it stays visible");
    assert_eq!(off.reason, "Aún no lo revisas; abriste la app el 22 de noviembre");
    assert_eq!(plan.next_alarm_ms, Some(clock_at(3, -2).now_ms), "two-step verification only");
    reminders::switch_item(&mut person.state, "linked_devices", true).expect("it is there");
    let plan = person.plan(2, 0, Language::Spanish);
    assert!(find(&plan.due, "linked_devices").is_some() && plan.notification.is_some());
    let refused = reminders::switch_item(&mut person.state, "nothing", false);
    assert!(matches!(refused, Err(ReminderError::NoSuchItem)));
}

#[test]
fn what_was_chosen_survives_a_restart_and_nonsense_counts_as_never_chosen() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let chosen = ReminderSettings {
        enabled: false,
        rhythm: Rhythm::Calm,
        weekdays: vec![DayOfWeek::Tuesday, DayOfWeek::Sunday],
        hour: 19,
        quiet_from_hour: 23,
        quiet_until_hour: 6,
    };
    let mut state = CareState::open(folder.path()).expect("an empty folder opens");
    reminders::choose(&mut state, &chosen).expect("it makes sense");
    drop(state);
    let state = CareState::open(folder.path()).expect("it opens again");
    assert_eq!(reminders::settings(&state).expect("it is read"), chosen);
    drop(state);
    let connection = rusqlite::Connection::open(folder.path().join("state.db")).expect("it opens");
    connection.execute("UPDATE setting SET value = 'x'", []).expect("it is written");
    drop(connection);
    let state = CareState::open(folder.path()).expect("it opens again");
    assert_eq!(reminders::settings(&state).expect("it is read"), usual());
}

#[test]
fn every_date_says_why_also_when_it_moved_and_after_an_incident() {
    let mut person = Person::new();
    let monday = ReminderSettings { weekdays: vec![DayOfWeek::Monday], ..usual() };
    reminders::choose(&mut person.state, &monday).expect("it makes sense");
    checkup::answer(&mut person.state, "two_step", Answer::Yes, "", &clock_at(0, 0))
        .expect("offered");
    let reason = |person: &Person, language| {
        let plan = person.plan(0, 0, language);
        find(&plan.upcoming, "two_step").expect("it is planned").reason.clone()
    };
    assert_eq!(
        reason(&person, Language::Spanish),
        "3 días después de que lo hiciste el 22 de noviembre; pasa del miércoles al lunes por los días que elegiste"
    );
    assert_eq!(
        reason(&person, Language::English),
        "3 days after you did it on 22 November; moved from Wednesday to Monday by the days you chose"
    );
    reminders::choose(&mut person.state, &usual()).expect("it makes sense");
    for day in [3, 10, 24] {
        checkup::answer(&mut person.state, "two_step", Answer::Yes, "", &clock_at(day, 0))
            .expect("offered");
    }
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let (state, log) = (&mut person.state, &mut evidence::open(folder.path()));
    let opening = evidence::opening();
    recovery::open_incident(state, log, &opening, &Snapshot::default(), &clock_at(25, 0))
        .expect("it is open");
    let plan = person.plan(25, 0, Language::Spanish);
    let reminder = find(&plan.upcoming, "two_step").expect("it is planned");
    assert_eq!(reminder.reason, "Semana 1 de 4 después de lo que anotaste el 17 de diciembre");
}

#[test]
fn what_turns_due_with_a_day_long_past_rings_at_the_next_hour() {
    // Due on day 3, and for weeks no business of anybody's; something else rings on day 60.
    let other =
        ItemHistory { item_id: "voicemail_pin".to_owned(), ..item(400, &[(Outcome::Done, 57)]) };
    let off = ItemHistory { off: true, ..item(400, &[(Outcome::Done, 0)]) };
    let both = History { items: vec![off, other], ..history(item(400, &[])) };
    assert!(decide(&both, 60, -2, &usual()).ring_now);
    let day = Some(add_days(sunday(), 60));
    let mut rang = both.clone();
    (rang.shown_on, rang.shown_for) = (day, day);
    rang.items[1].heard_on = day;
    rang.items[0].off = false;
    // The other one is done, so that nothing else wakes the phone.
    rang.items[1].subject = Subject::Answered {
        events: vec![Event { outcome: Outcome::Done, at_ms: NOON_MS + 60 * DAY_MS }],
    };
    let schedule = decide(&rang, 60, 1, &usual());
    assert!(!schedule.ring_now, "today has had its notification");
    assert_eq!(schedule.next_alarm_ms, Some(clock_at(61, -2).now_ms));
    assert!(decide(&rang, 61, -2, &usual()).ring_now);
}

#[test]
fn a_closer_rhythm_rings_for_what_it_makes_due_and_not_for_what_was_heard_before() {
    let events = [(Outcome::Done, 0), (Outcome::Done, 7), (Outcome::Done, 21), (Outcome::Done, 49)];
    let mut before = heard_on(&history(item(400, &events)), 49);
    // Something else rang the day before.
    let day = Some(add_days(sunday(), 79));
    (before.shown_on, before.shown_for) = (day, day);
    // Calm: on day 109. Strict: on day 63, long past on day 80; it was last heard before it was done.
    assert_eq!(due(&before, 80, &rhythm(Rhythm::Calm)).0, 109);
    let strict = decide(&before, 80, 0, &rhythm(Rhythm::Strict));
    assert!(strict.ring_now && strict.missed.len() == 1);
}

#[test]
fn an_alarm_that_comes_in_the_quiet_hours_rings_at_their_end_and_not_a_day_later() {
    let history = history(item(400, &[(Outcome::Done, -10)]));
    let evening = ReminderSettings { hour: 21, ..usual() };
    // Seventy minutes late: ten past ten, and quiet.
    let mut clock = clock_at(0, 10);
    clock.now_ms += HOUR_MS / 6;
    let rules = &reminder_content().rules;
    let late = plan(rules, &history, &clock, &evening);
    assert!(!late.ring_now);
    assert_eq!(late.next_alarm_ms, Some(clock_at(0, 20).now_ms), "eight in the morning");
    assert!(decide(&history, 0, 20, &evening).ring_now);
    // The alarm of the morning is as late.
    assert!(decide(&history, 0, 22, &evening).ring_now);
    // The one weekday that is wanted has passed by then; its hour is still open.
    let sundays = ReminderSettings { weekdays: vec![DayOfWeek::Sunday], ..evening };
    assert_eq!(plan(rules, &history, &clock, &sundays).next_alarm_ms, Some(clock_at(0, 20).now_ms));
    assert!(decide(&history, 0, 20, &sundays).ring_now);
    // After twelve hours that are not quiet it is over.
    assert!(!decide(&history, 1, 7, &sundays).ring_now);
}

/// Where every alarm of the evening comes in the quiet hours, each evening's reminder rings in the morning after, also that
/// of the evening of a day whose morning had one.
#[test]
fn a_promise_for_an_evening_rings_in_the_morning_after_although_that_day_had_its_notification() {
    let evening = ReminderSettings {
        hour: 21,
        weekdays: vec![DayOfWeek::Saturday, DayOfWeek::Sunday],
        ..usual()
    };
    let promise =
        Promise { date: add_days(sunday(), 1), made_at_ms: NOON_MS - DAY_MS, about_since_ms: None };
    let promised = ItemHistory { promise: Some(promise), ..item(400, &[(Outcome::Done, -10)]) };
    let mut rang = heard_on(&history(promised), 1);
    // On Monday at eight, for Sunday evening; it named another item.
    rang.shown_for = Some(sunday());
    rang.items[0].heard_on = None;
    let schedule = decide(&rang, 0, 35, &evening);
    assert!(!schedule.ring_now, "Monday, eleven at night: that day had its notification");
    assert_eq!(schedule.next_alarm_ms, Some(clock_at(1, 20).now_ms), "Tuesday at eight");
    let schedule = decide(&rang, 1, 20, &evening);
    assert_eq!(schedule.ring_for, Some(add_days(sunday(), 1)));
    assert!(!decide(&heard_on(&rang, 2), 1, 21, &evening).ring_now);
}

#[test]
fn a_promise_made_under_a_date_that_has_gone_back_is_doubtful_like_everything_else() {
    let promise = Promise {
        date: add_days(sunday(), 6),
        made_at_ms: NOON_MS,
        about_since_ms: Some(NOON_MS - 10 * DAY_MS),
    };
    let promised = ItemHistory { promise: Some(promise), ..item(400, &[(Outcome::Done, -200)]) };
    let history = history(promised);
    assert_eq!(due(&history, 0, &usual()), (6, Cause::Promised));
    let back = decide(&history, -100, 0, &usual());
    assert!(back.ring_now && back.missed.is_empty());
    assert_eq!(back.due.first().map(|due| due.cause), Some(Cause::ClockWentBack));
    assert_eq!(due(&history, -1, &usual()), (6, Cause::Promised), "a journey does that");
}

#[test]
fn what_was_heard_before_the_first_use_counts_anew_is_not_heard_again_the_next_day() {
    let mut person = Person::new();
    let later = add_days(sunday(), 35).to_string();
    reminders::postpone(&mut person.state, "linked_devices", &later, &clock_at(0, 0))
        .expect("it lies ahead");
    let back = person.plan(-365, 0, Language::Spanish);
    assert!(back.notification.is_some());
    reminders::shown(&mut person.state, &clock_at(-365, 0)).expect("it is noted");
    // Opened under the date that went back: the first use lay ahead and is today now.
    checkup::run(&mut person.state, &Snapshot::default(), &clock_at(-364, 1), Language::Spanish)
        .expect("it runs");
    let next = person.plan(-364, 1, Language::Spanish);
    assert!(find(&next.due, "linked_devices").is_some(), "the promise is still doubtful");
    assert!(next.notification.is_none(), "it was heard yesterday and rings weekly");
}

#[test]
fn what_the_calendar_foretells_is_what_rings_when_each_thing_is_done_on_its_day() {
    let settled = [(Outcome::Done, -110), (Outcome::Done, -100), (Outcome::Done, -80)];
    for (incident, weekdays) in [
        (None, DayOfWeek::ALL.to_vec()),
        (Some(0), DayOfWeek::ALL.to_vec()),
        (Some(0), vec![DayOfWeek::Tuesday, DayOfWeek::Saturday]),
        (Some(-9), vec![DayOfWeek::Friday]),
    ] {
        let settings = ReminderSettings { weekdays, ..usual() };
        for events in [&settled[..], &[(Outcome::Done, -2)], &[]] {
            let incident_ms = incident.map(|day| NOON_MS + day * DAY_MS);
            let mut lived = History { incident_ms, ..history(item(400, events)) };
            let until = add_days(sunday(), 200);
            let foretold: Vec<NaiveDate> =
                ahead(&reminder_content().rules, &lived, &clock_at(0, 0), &settings, until)
                    .iter()
                    .map(|next| next.due_on)
                    .collect();
            let mut rang = Vec::new();
            for day in 1..=200 {
                let schedule = decide(&lived, day, -2, &settings);
                if schedule.ring_now {
                    rang.push(add_days(sunday(), day));
                    let Subject::Answered { events } = &mut lived.items[0].subject else {
                        panic!()
                    };
                    events.push(Event { outcome: Outcome::Done, at_ms: clock_at(day, -2).now_ms });
                }
            }
            assert_eq!(foretold, rang, "{incident:?} {:?} {events:?}", settings.weekdays);
        }
    }
}

#[test]
fn an_item_that_is_well_can_be_switched_off_and_stays_in_sight() {
    let mut person = Person::new();
    let switches = |person: &Person| {
        reminders::switches(&person.state, &clock_at(0, 0), Language::Spanish)
            .expect("they are read")
    };
    let find = |all: Vec<reminders::ReminderSwitch>| {
        all.into_iter().find(|switch| switch.item_id == "screen_lock").expect("it is on this phone")
    };
    let well = find(switches(&person));
    assert!(well.on && well.line == "Sin nada que recordar por ahora", "{}", well.line);
    reminders::switch_item(&mut person.state, "screen_lock", false).expect("it is there");
    assert!(!find(switches(&person)).on);
    let ids: Vec<String> = switches(&person).into_iter().map(|switch| switch.item_id).collect();
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "each item once");
    // No messenger is on this phone.
    assert!(!ids.iter().any(|id| id.starts_with("messenger_update")), "{ids:?}");
}

/// An item that ages within days, and one weekday: the chosen day before the latest may be the very day it was done on.
#[test]
fn the_next_date_is_always_ahead_of_the_day_it_was_done_on() {
    for ages_after_days in 1..10 {
        for weekday in DayOfWeek::ALL {
            for day in 0..7 {
                let settings = ReminderSettings { weekdays: vec![weekday], ..usual() };
                let history = history(item(ages_after_days, &[(Outcome::Done, day)]));
                let (due_on, _) = due(&history, day, &settings);
                assert!(due_on > day, "{ages_after_days} {weekday:?}: done {day}, due {due_on}");
                let rules = &reminder_content().rules;
                let until = add_days(sunday(), 60);
                let days: Vec<NaiveDate> =
                    ahead(rules, &history, &clock_at(day, 0), &settings, until)
                        .iter()
                        .map(|next| next.due_on)
                        .collect();
                assert!(days.len() < 60 && days.windows(2).all(|pair| pair.first() < pair.last()));
            }
        }
    }
}
