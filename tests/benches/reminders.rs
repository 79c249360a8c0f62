//! How long planning takes: `./dev bench reminders`. Fails when ten years of absence cost more than one and a half times
//! a month, or when a year of 1,000 items is planned slower than its goal against python-dateutil and the rrule crate.
//! Where the wall jumps, it counts beside how often each engine misses the first minute that exists.
#![expect(clippy::arithmetic_side_effects, reason = "the numbers of a benchmark are small")]

use candado_core::ClockReading;
use candado_core::clock::{Zone, add_days, civil_instant};
use candado_core::content::{ReminderRules, reminder_content};
use candado_core::reminders::{
    Event, History, ItemHistory, Outcome, ReminderSettings, Subject, ahead, plan,
};
use candado_tests::measure::{Peer, keeps_up, time};
use candado_tests::zones::{self, offset_changes};
use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use rrule::{Frequency, RRule};
use serde_json::json;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Duration;

const DAY_MS: i64 = 86_400_000;

/// 2026-11-22 12:00 in Mexico City.
const NOON_MS: i64 = 1_795_370_400_000;

/// A zone whose wall jumps twice a year, at two in the morning; at the hour of reminders it never does.
const ZONE: Tz = Tz::America__Tijuana;
const HOUR: u32 = 10;

/// Days from one time to the next, for a quarter of the items each.
const INTERVALS: [i64; 4] = [3, 7, 14, 28];
const ITEMS: i64 = 1_000;
const ROUNDS: u32 = 15;

fn settings() -> ReminderSettings {
    ReminderSettings { hour: HOUR, ..ReminderSettings::default() }
}

fn clock(days: i64) -> ClockReading {
    ClockReading {
        now_ms: NOON_MS + days * DAY_MS,
        zone: ZONE.name().to_owned(),
        automatic: None,
        boot_count: None,
        uptime_ms: None,
    }
}

/// Items done once each, on the last days before now: from `which` on every `step`th.
fn history(which: i64, step: usize) -> History {
    let items = (which..ITEMS).step_by(step).map(|number| ItemHistory {
        item_id: format!("item {number}"),
        ages_after_days: i64::MAX,
        subject: Subject::Answered {
            events: vec![Event { outcome: Outcome::Done, at_ms: NOON_MS - number % 3 * DAY_MS }],
        },
        promise: None,
        off: false,
        heard_on: None,
    });
    History { first_use_ms: Some(NOON_MS), items: items.collect(), ..History::default() }
}

fn plan_once(history: &History, clock: &ClockReading) -> Duration {
    time(|| {
        black_box(plan(&reminder_content().rules, history, clock, &settings()));
    })
}

/// Rules under which every item comes back after the same number of days.
fn every(days: i64) -> ReminderRules {
    let mut rules = reminder_content().rules.clone();
    rules.after_done_days.usual = vec![days];
    rules
}

fn last_day() -> NaiveDate {
    add_days(clock(0).local_date(), 365)
}

/// The instants of a year, in seconds since the epoch, added up and counted.
type Sum = (i64, usize);

fn add(sum: Sum, seconds: i64) -> Sum {
    (sum.0 + seconds, sum.1 + 1)
}

struct Work {
    rules: Vec<(ReminderRules, History)>,
    clock: ClockReading,
}

impl Work {
    fn new() -> Self {
        let rules = (0..4).zip(INTERVALS).map(|(which, days)| (every(days), history(which, 4)));
        Self { rules: rules.collect(), clock: clock(0) }
    }

    fn ours(&self) -> Sum {
        let mut sum = (0, 0);
        for (rules, history) in &self.rules {
            for next in ahead(rules, history, &self.clock, &settings(), last_day()) {
                sum = add(sum, next.due_at_ms / 1_000);
            }
        }
        sum
    }

    /// The same as recurrence rules: first day, days between.
    fn recurrences(&self) -> Vec<(NaiveDate, i64)> {
        let today = self.clock.local_date();
        (0..ITEMS)
            .zip(INTERVALS.into_iter().cycle())
            .map(|(number, days)| (add_days(today, days - number % 3), days))
            .collect()
    }
}

fn at(date: NaiveDate, hour: u32) -> NaiveDateTime {
    date.and_hms_opt(hour, 0, 0).expect("the hour exists")
}

fn with_rrule(recurrences: &[(NaiveDate, i64)]) -> Sum {
    let zone = rrule::Tz::Tz(ZONE);
    let until = Utc.from_utc_datetime(&at(last_day(), 23)).with_timezone(&rrule::Tz::UTC);
    let mut sum = (0, 0);
    for (first, days) in recurrences {
        let start = zone.from_local_datetime(&at(*first, HOUR)).single().expect("no gap");
        let rule = RRule::new(Frequency::Daily)
            .interval(u16::try_from(*days).expect("a month at most"))
            .until(until)
            .build(start)
            .expect("the rule is valid");
        sum = rule.into_iter().fold(sum, |sum, next| add(sum, next.timestamp()));
    }
    sum
}

/// An hour that the wall jumps over, and the first minute that exists after it, in seconds since the epoch.
type Gap = (Zone, NaiveDate, u32, i64);

/// Every hour that the wall jumps over between 2024 and 2037, by our zone data and by the older data of rrule alike.
fn gaps() -> Vec<Gap> {
    let mut gaps = Vec::new();
    for zone in &zones::all() {
        for day in offset_changes(zone) {
            for date in [day - Days::new(1), day, day + Days::new(1)] {
                gaps.extend((0..24).filter_map(|hour| gap(zone, date, hour)));
            }
        }
    }
    gaps.dedup();
    gaps
}

fn gap(zone: &Zone, date: NaiveDate, hour: u32) -> Option<Gap> {
    let ours = |wall| Some(zone.instants_of(wall).earliest()?.timestamp());
    let of_rrule: Tz = zone.name().parse().ok()?;
    let theirs = |wall| Some(of_rrule.from_local_datetime(&wall).earliest()?.timestamp());
    let minute = |minutes| at(date, hour) + TimeDelta::minutes(minutes);
    let first = |exists: &dyn Fn(NaiveDateTime) -> Option<i64>| {
        (0..=24 * 60).find_map(|minutes| Some((minutes, exists(minute(minutes))?)))
    };
    let (minutes, instant) = first(&ours)?;
    (minutes > 0 && first(&theirs) == Some((minutes, instant)))
        .then(|| (zone.clone(), date, hour, instant))
}

/// A daily rule that began a week before: what it makes of the day itself.
fn rrule_in_gap(zone: &Zone, date: NaiveDate, hour: u32) -> Option<i64> {
    let zone = rrule::Tz::Tz(zone.name().parse().ok()?);
    let start = zone.from_local_datetime(&at(date - Days::new(7), hour)).earliest()?;
    let rule = RRule::new(Frequency::Daily).count(9).build(start).ok()?;
    let day = rule.into_iter().find(|next| next.date_naive() >= date)?;
    (day.date_naive() == date).then(|| day.timestamp())
}

fn main() -> ExitCode {
    let history_of_all = history(0, 1);
    let (month, decade) = (clock(30), clock(3_650));
    let kept_constant = keeps_up(
        "next occurrence, ten years after against one month after",
        1.0 / 1.5,
        ROUNDS * 4,
        || plan_once(&history_of_all, &decade),
        || plan_once(&history_of_all, &month),
    );

    let work = Work::new();
    let recurrences = work.recurrences();
    let sum = work.ours();
    assert_eq!(with_rrule(&recurrences), sum, "both plan the same year");
    println!("{ITEMS} items, {} reminders in a year, {ZONE} at {HOUR}:00", sum.1);
    println!("peer: rrule 0.14.0");
    let kept_rrule = keeps_up(
        "a year of 1,000 items against rrule",
        1.0,
        ROUNDS,
        || time(|| assert_eq!(black_box(work.ours()), sum)),
        || time(|| assert_eq!(black_box(with_rrule(&recurrences)), sum)),
    );

    let gaps = gaps();
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let task = json!({
        "zone": ZONE.name(),
        "hour": HOUR,
        "until": last_day().to_string(),
        "recurrences": recurrences.iter().map(|(first, days)| json!([first.to_string(), days])).collect::<Vec<_>>(),
        "sum": [sum.0, sum.1],
        "gaps": gaps.iter().map(|(zone, date, hour, right)| json!([zone.name(), date.to_string(), hour, right])).collect::<Vec<_>>(),
    });
    std::fs::write(folder.path().join("task.json"), task.to_string()).expect("it can be written");
    let mut dateutil = Peer::start("recurrences.py", folder.path());
    let kept_dateutil = keeps_up(
        "a year of 1,000 items against python-dateutil",
        20.0,
        ROUNDS,
        || time(|| assert_eq!(black_box(work.ours()), sum)),
        || dateutil.round(),
    );

    let wrong = |answer: fn(&Zone, NaiveDate, u32) -> Option<i64>| {
        let is_wrong =
            |(zone, date, hour, right): &&Gap| answer(zone, *date, *hour) != Some(*right);
        gaps.iter().filter(is_wrong).count()
    };
    let ours = wrong(|zone, date, hour| Some(civil_instant(zone, date, hour).timestamp()));
    let theirs = wrong(rrule_in_gap);
    let python = std::fs::read_to_string(folder.path().join("wrong.txt")).unwrap_or_default();
    println!(
        "hours that the wall jumps over, {} of them: ours wrong {ours}, rrule wrong {theirs}, \
         python-dateutil wrong {python}",
        gaps.len()
    );
    if kept_constant && kept_rrule && kept_dateutil && ours == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
