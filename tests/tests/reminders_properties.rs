//! What holds for reminders whatever was noted and wherever the phone is.

#![allow(clippy::arithmetic_side_effects, reason = "dates in tests are small")]

use candado_core::ClockReading;
use candado_core::clock::{Zone, civil_instant, days_between, instant_from_ms, local_date};
use candado_core::content::reminder_content;
use candado_core::reminders::{
    Event, History, ItemHistory, Outcome, Promise, ReminderSettings, Schedule, Subject, plan,
};
use candado_tests::properties::at_least;
use candado_tests::zones::{self, offset_changes};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;

const DAY_MS: i64 = 86_400_000;

/// 2026-11-22 12:00 in Mexico City.
const NOON_MS: i64 = 1_795_370_400_000;

fn zone() -> impl Strategy<Value = Zone> {
    select(zones::all())
}

fn clock_in(zone: &Zone, now_ms: i64) -> ClockReading {
    ClockReading {
        now_ms,
        zone: zone.name().to_owned(),
        automatic: Some(true),
        boot_count: None,
        uptime_ms: None,
    }
}

fn event(at_ms: impl Strategy<Value = i64>) -> impl Strategy<Value = Event> {
    (select(vec![Outcome::Done, Outcome::Undone, Outcome::NotApplicable]), at_ms)
        .prop_map(|(outcome, at_ms)| Event { outcome, at_ms })
}

/// A history noted at the instants that `at_ms` gives.
fn history<At: Strategy<Value = i64> + Clone + 'static>(
    at_ms: At,
) -> impl Strategy<Value = History> {
    let subject = prop_oneof![
        3 => prop::collection::vec(event(at_ms.clone()), 0..8)
            .prop_map(|events| Subject::Answered { events }),
        1 => at_ms.clone().prop_map(|since_ms| Subject::SignOut { since_ms }),
        1 => at_ms.clone().prop_map(|since_ms| Subject::Problem { since_ms }),
    ];
    let promise = prop::option::of((at_ms.clone(), 1..=120_i64)).prop_map(|promise| {
        promise.map(|(made_at_ms, days)| Promise {
            date: date_in_utc(made_at_ms.saturating_add(days.saturating_mul(DAY_MS))),
            made_at_ms,
            about_since_ms: None,
        })
    });
    let ages = select(vec![28_i64, 90, 120, i64::MAX]);
    let heard = prop::option::of(at_ms.clone()).prop_map(|at_ms| at_ms.map(date_in_utc));
    let items = prop::collection::vec((subject, promise, ages, heard), 1..5);
    let shown = prop::option::of(at_ms.clone()).prop_map(|at_ms| at_ms.map(date_in_utc));
    let noted = (prop::option::of(at_ms.clone()), prop::option::of(at_ms));
    (noted, shown, items).prop_map(|((first_use_ms, incident_ms), shown_on, items)| History {
        first_use_ms,
        shown_on,
        shown_for: shown_on,
        incident_ms,
        clocks: Vec::new(),
        items: items
            .into_iter()
            .enumerate()
            .map(|(index, (subject, promise, ages_after_days, heard_on))| ItemHistory {
                item_id: format!("item {index}"),
                ages_after_days,
                subject,
                promise,
                off: false,
                heard_on,
            })
            .collect(),
    })
}

fn anywhen() -> impl Strategy<Value = i64> + Clone {
    prop_oneof![
        6 => NOON_MS - 2_000 * DAY_MS..NOON_MS + 2_000 * DAY_MS,
        1 => any::<i64>(),
    ]
}

fn earlier() -> impl Strategy<Value = i64> + Clone {
    NOON_MS - 400 * DAY_MS..NOON_MS
}

fn decide(history: &History, clock: &ClockReading, hour: u32) -> Schedule {
    let settings = ReminderSettings { hour, ..ReminderSettings::default() };
    plan(&reminder_content().rules, history, clock, &settings)
}

proptest! {
    #![proptest_config(at_least(500))]

    #[test]
    fn the_next_alarm_is_always_ahead_and_never_further_than_four_months(
        history in history(anywhen()), now_ms in anywhen(), zone in zone(), hour in 0..24_u32,
    ) {
        let schedule = decide(&history, &clock_in(&zone, now_ms), hour);
        let next_ms = schedule.next_alarm_ms.expect("there are items and reminders are on");
        prop_assert!(next_ms > now_ms || now_ms == i64::MAX);
        // At the ends of the calendar a day is held inside it, and the distance means nothing.
        if (NOON_MS - 20_000 * DAY_MS..NOON_MS + 20_000 * DAY_MS).contains(&now_ms) {
            prop_assert!(next_ms - now_ms <= 122 * DAY_MS);
        }
    }

    #[test]
    fn every_item_has_exactly_one_occurrence_and_what_is_missed_is_due(
        history in history(anywhen()), now_ms in anywhen(), zone in zone(), hour in 0..24_u32,
    ) {
        let schedule = decide(&history, &clock_in(&zone, now_ms), hour);
        let mut ids: Vec<&str> = schedule.due.iter().chain(&schedule.upcoming)
            .map(|occurrence| occurrence.item_id.as_str()).collect();
        ids.sort_unstable();
        let expected: Vec<String> =
            (0..history.items.len()).map(|index| format!("item {index}")).collect();
        prop_assert_eq!(ids, expected);
        prop_assert!(schedule.missed.iter().all(|missed| schedule.due.contains(missed)));
        prop_assert!(schedule.due.iter().all(|due| due.due_at_ms <= now_ms));
        prop_assert!(schedule.upcoming.iter().all(|next| next.due_at_ms > now_ms));
    }

    #[test]
    fn asked_twice_it_answers_the_same_and_once_shown_the_day_stays_quiet(
        history in history(anywhen()), now_ms in anywhen(), zone in zone(), hour in 0..24_u32,
        later_ms in 0..DAY_MS,
    ) {
        let clock = clock_in(&zone, now_ms);
        let schedule = decide(&history, &clock, hour);
        prop_assert_eq!(&decide(&history, &clock, hour), &schedule);
        let today = Some(clock.local_date());
        let shown = History { shown_on: today, shown_for: schedule.ring_for.or(today), ..history };
        let later = clock_in(&zone, now_ms.saturating_add(later_ms));
        if later.local_date() == clock.local_date() {
            prop_assert!(!decide(&shown, &later, hour).ring_now);
        }
    }

    #[test]
    fn switched_off_nothing_rings(
        history in history(anywhen()), now_ms in anywhen(), zone in zone(),
    ) {
        let off = ReminderSettings { enabled: false, ..ReminderSettings::default() };
        let schedule = plan(&reminder_content().rules, &history, &clock_in(&zone, now_ms), &off);
        prop_assert!(!schedule.ring_now && schedule.next_alarm_ms.is_none());
    }

    /// The alarm is the only thing that wakes the app: each time it strikes there must be something to show, never a
    /// second one on a day, and never a distance that leaves what is due unheard.
    #[test]
    fn every_alarm_that_strikes_on_time_shows_something_and_no_day_has_two(
        history in history(earlier()), zone in zone(), hour in 0..24_u32,
    ) {
        let mut history = history;
        // Without it, what was never answered is due a day after whatever day it is.
        history.first_use_ms.get_or_insert(NOON_MS - 400 * DAY_MS);
        let mut now_ms = NOON_MS;
        let mut rings: BTreeMap<NaiveDate, u32> = BTreeMap::new();
        let mut is_alarm = false;
        for _ in 0..25 {
            let clock = clock_in(&zone, now_ms);
            let schedule = decide(&history, &clock, hour);
            prop_assert!(schedule.ring_now || !is_alarm, "an alarm struck for nothing");
            if schedule.ring_now {
                prop_assert!(!schedule.due.is_empty());
                let count = rings.entry(clock.local_date()).or_default();
                *count += 1;
                prop_assert_eq!(*count, 1);
                hear(&mut history, &schedule, clock.local_date());
            }
            now_ms = schedule.next_alarm_ms.expect("there are items and reminders are on");
            is_alarm = true;
        }
    }
}

/// What `reminders::shown` stores.
fn hear(history: &mut History, schedule: &Schedule, today: NaiveDate) {
    history.shown_on = Some(today);
    history.shown_for = schedule.ring_for;
    for item in &mut history.items {
        if schedule.due.iter().any(|due| due.item_id == item.item_id) {
            item.heard_on = Some(today);
        }
    }
}

fn date_in_utc(at_ms: i64) -> NaiveDate {
    instant_from_ms(at_ms).date_naive()
}

/// The wall clock of a zone at an instant.
fn wall(zone: &Zone, at: chrono::DateTime<Utc>) -> NaiveDateTime {
    zone.at(at).naive_local()
}

/// The instant is right when the wall has reached the hour asked for, and had not a minute, an hour or a day before.
/// In a gap that makes it the first minute that exists; in an overlap, the earlier of the two.
fn check(zone: &Zone, date: NaiveDate, hour: u32) {
    let asked = date.and_hms_opt(hour, 0, 0).expect("the hour exists");
    let instant = civil_instant(zone, date, hour);
    let name = zone.name();
    assert!(wall(zone, instant) >= asked, "{name} {asked}");
    for minutes in [1, 29, 30, 31, 59, 60, 61, 119, 120, 121, 180, 1440] {
        let before = instant - TimeDelta::minutes(minutes);
        assert!(wall(zone, before) < asked, "{name} {asked}, {minutes} minutes before");
    }
}

#[test]
fn every_hour_around_every_change_of_every_zone_is_the_first_that_exists() {
    let mut changes = 0;
    for zone in &zones::all() {
        for date in offset_changes(zone) {
            changes += 1;
            for day in [-1, 0, 1] {
                for hour in 0..24 {
                    check(zone, date + TimeDelta::days(day), hour);
                }
            }
        }
    }
    assert!(changes > 2_000, "only {changes} changes were found");
}

#[test]
fn the_zones_of_mexico_keep_and_drop_their_summer_time_as_the_law_has_it() {
    let summer = |zone: &str, year: i32| {
        let noon = Utc.with_ymd_and_hms(year, 7, 1, 18, 0, 0).single().expect("it exists");
        let zone = zones::named(&format!("America/{zone}"));
        zone.at(noon).offset().local_minus_utc() / 3600
    };
    for (zone, in_2022, in_2026) in [
        ("Mexico_City", -5, -6),
        ("Monterrey", -5, -6),
        ("Tijuana", -7, -7),
        ("Ciudad_Juarez", -6, -6),
        ("Ojinaga", -6, -5),
        ("Cancun", -5, -5),
        ("Hermosillo", -7, -7),
    ] {
        assert_eq!((summer(zone, 2022), summer(zone, 2026)), (in_2022, in_2026), "{zone}");
    }
}

#[test]
fn the_days_the_wall_skipped_in_history_are_met_too() {
    for (zone, date) in [
        ("America/Mexico_City", "2022-04-03"),
        ("America/Mexico_City", "2022-10-30"),
        ("Pacific/Apia", "2011-12-30"),
        ("Pacific/Kwajalein", "1993-08-21"),
    ] {
        let date: NaiveDate = date.parse().expect("the date is well formed");
        for hour in 0..24 {
            check(&zones::named(zone), date, hour);
        }
    }
}

#[test]
fn a_shift_of_the_zone_moves_a_reminder_with_the_wall_and_not_with_the_instant() {
    let done = Event { outcome: Outcome::Done, at_ms: NOON_MS };
    let history = History {
        items: vec![ItemHistory {
            item_id: "two_step".to_owned(),
            ages_after_days: 90,
            subject: Subject::Answered { events: vec![done] },
            promise: None,
            off: false,
            heard_on: None,
        }],
        ..History::default()
    };
    let due_at_ms = |zone: &Zone| {
        let schedule = decide(&history, &clock_in(zone, NOON_MS), 10);
        schedule.upcoming.first().map(|occurrence| occurrence.due_at_ms)
    };
    let mexico_city = zones::named("America/Mexico_City");
    let mexico = due_at_ms(&mexico_city).expect("it is planned");
    let tijuana = due_at_ms(&zones::named("America/Tijuana")).expect("it is planned");
    assert_eq!(tijuana - mexico, 2 * 3_600_000, "ten in Tijuana is two hours after ten in Mexico");
    let done_on = local_date(NOON_MS, &mexico_city);
    assert_eq!(days_between(done_on, local_date(mexico, &mexico_city)), 3);
}
