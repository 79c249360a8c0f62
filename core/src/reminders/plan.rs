//! The one pure function that decides when to ring.
//!
//! Days are civil days where the phone is now, and every reminder falls on one hour of its day (`civil_instant` tells
//! what happens in a gap or an overlap). An item has at most one occurrence at a time: the next one is counted from
//! the day on which it was really done. Rules for clocks that jump are at [`plan`].

use super::ReminderSettings;
use super::ladder::after_events;
use crate::ClockReading;
use crate::clock::{add_days, civil_instant, days_between, local_date};
use crate::content::ReminderRules;
use chrono::NaiveDate;
use chrono_tz::Tz;

/// What an answer meant for the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was looked at and left undone.
    Undone,
    /// It does not apply to this person.
    NotApplicable,
}

/// Something that happened to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// What it meant.
    pub outcome: Outcome,
    /// When, milliseconds since the epoch.
    pub at_ms: i64,
}

/// A date the person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// The date.
    pub date: NaiveDate,
    /// When they said so, milliseconds since the epoch.
    pub made_at_ms: i64,
}

/// What an item is reminded of for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The person answers it; events in the order in which they were noted.
    Answered {
        /// What happened so far.
        events: Vec<Event>,
    },
    /// A sign-out waits since an instant, milliseconds since the epoch.
    SignOut {
        /// Since when.
        since_ms: i64,
    },
    /// The checkup shows a problem since an instant, milliseconds since the epoch.
    Problem {
        /// Since when.
        since_ms: i64,
    },
}

/// One item that may need a reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemHistory {
    /// The item.
    pub item_id: String,
    /// It ages on this day after being done; no reminder comes later.
    pub ages_after_days: i64,
    /// What it is reminded of for.
    pub subject: Subject,
    /// The date the person chose, if any.
    pub promise: Option<Promise>,
}

/// Everything that a plan rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// When the app was first used, milliseconds since the epoch; `None` counts as now.
    pub first_use_ms: Option<i64>,
    /// The local day on which a notification was last shown.
    pub shown_on: Option<NaiveDate>,
    /// The items.
    pub items: Vec<ItemHistory>,
}

/// Why an occurrence falls on its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The person chose it.
    Promised,
    /// So many days after it was done.
    AfterDone {
        /// The day it was done.
        on: NaiveDate,
        /// The distance.
        days: i64,
    },
    /// So many days after it was left undone.
    AfterUndone {
        /// The day it was left undone.
        on: NaiveDate,
        /// The distance.
        days: i64,
    },
    /// So many days after it was said not to apply.
    AfterNotApplicable {
        /// The day that was said.
        on: NaiveDate,
        /// The distance.
        days: i64,
    },
    /// Never answered since the first use.
    NeverDone {
        /// The day of the first use.
        since: NaiveDate,
    },
    /// A sign-out waits.
    SignOutWaits {
        /// Since that day.
        since: NaiveDate,
    },
    /// The checkup shows a problem.
    Problem {
        /// Since that day.
        since: NaiveDate,
    },
    /// It was noted under a clock that has since gone back.
    ClockWentBack,
}

/// One occurrence of a reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// The item.
    pub item_id: String,
    /// Its day.
    pub due_on: NaiveDate,
    /// Its hour on that day, milliseconds since the epoch.
    pub due_at_ms: i64,
    /// Why then.
    pub cause: Cause,
}

/// The decision.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schedule {
    /// Due now, the oldest first.
    pub due: Vec<Occurrence>,
    /// Of those, the ones whose day passed without a notification.
    pub missed: Vec<Occurrence>,
    /// To come, the soonest first.
    pub upcoming: Vec<Occurrence>,
    /// Whether to show a notification now.
    pub ring_now: bool,
    /// When to ask again, always ahead; `None` when reminders are off or there is nothing to remind of.
    pub next_alarm_ms: Option<i64>,
}

/// Decides what is due, whether to ring now, and when to ask again.
///
/// Clocks that jump: forward, everything passed is due and rings once. Back, what was noted more than a day ahead of
/// the clock is due now and rings weekly until it is done again, so that there is neither silence nor a flood; a day
/// of the last notification that lies ahead by more than a day is forgotten. An unknown zone counts as Mexico City
/// (see [`ClockReading::time_zone`]).
#[must_use]
pub fn plan(
    rules: &ReminderRules,
    history: &History,
    clock: &ClockReading,
    settings: ReminderSettings,
) -> Schedule {
    let day = Day::of(clock, settings.hour);
    let mut schedule = Schedule::default();
    for item in &history.items {
        let (due_on, cause) = next_occurrence(item, history, rules, &day);
        let due_at_ms = day.slot_ms(due_on);
        let occurrence = Occurrence { item_id: item.item_id.clone(), due_on, due_at_ms, cause };
        if due_at_ms <= clock.now_ms {
            schedule.due.push(occurrence);
        } else {
            schedule.upcoming.push(occurrence);
        }
    }
    schedule.due.sort_by_key(|occurrence| occurrence.due_at_ms);
    schedule.upcoming.sort_by_key(|occurrence| occurrence.due_at_ms);

    let shown_on = history.shown_on.filter(|shown_on| days_between(day.today, *shown_on) <= 1);
    schedule.missed = schedule
        .due
        .iter()
        .filter(|occurrence| {
            occurrence.due_on < day.today
                && shown_on.is_none_or(|shown_on| shown_on < occurrence.due_on)
        })
        .cloned()
        .collect();
    if settings.enabled {
        let may_ring_for = day.slot_open_now(rules, clock.now_ms);
        schedule.ring_now = shown_on.is_none_or(|shown_on| shown_on < day.today)
            && may_ring_for.is_some_and(|slot_day| {
                schedule
                    .due
                    .iter()
                    .any(|occurrence| ring_day(occurrence, shown_on, rules) <= slot_day)
            });
        let shown_on = if schedule.ring_now { Some(day.today) } else { shown_on };
        schedule.next_alarm_ms = schedule
            .due
            .iter()
            .chain(&schedule.upcoming)
            .map(|occurrence| {
                let slot_ms = day.slot_ms(ring_day(occurrence, shown_on, rules));
                if slot_ms > clock.now_ms { slot_ms } else { day.next_slot_ms(clock.now_ms) }
            })
            .min();
    }
    schedule
}

/// Today, and the hour at which reminders ring.
struct Day {
    today: NaiveDate,
    zone: Tz,
    hour: u32,
}

impl Day {
    fn of(clock: &ClockReading, hour: u32) -> Self {
        Self { today: clock.local_date(), zone: clock.time_zone(), hour }
    }

    fn date(&self, at_ms: i64) -> NaiveDate {
        local_date(at_ms, self.zone)
    }

    /// The instant of the hour on a day.
    fn slot_ms(&self, date: NaiveDate) -> i64 {
        civil_instant(self.zone, date, self.hour).timestamp_millis()
    }

    /// The first hour ahead of now.
    fn next_slot_ms(&self, now_ms: i64) -> i64 {
        let days_ahead = (0..=2).map(|days| self.slot_ms(add_days(self.today, days)));
        // An instant outside the years that dates are held within has no hour ahead: ask again in a day.
        let in_a_day = now_ms.saturating_add(DAY_MS);
        days_ahead.filter(|slot_ms| *slot_ms > now_ms).min().unwrap_or(in_a_day)
    }

    /// The day whose hour struck last, if that is not too long ago to ring for it still.
    fn slot_open_now(&self, rules: &ReminderRules, now_ms: i64) -> Option<NaiveDate> {
        let late_at_most_ms = rules.late_at_most_hours.saturating_mul(HOUR_MS);
        [self.today, add_days(self.today, -1)].into_iter().find(|date| {
            let late_ms = now_ms.saturating_sub(self.slot_ms(*date));
            (0..late_at_most_ms).contains(&late_ms)
        })
    }
}

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// The one occurrence of an item: its day, and why.
fn next_occurrence(
    item: &ItemHistory,
    history: &History,
    rules: &ReminderRules,
    day: &Day,
) -> (NaiveDate, Cause) {
    let first_use = history.first_use_ms.map_or(day.today, |at_ms| day.date(at_ms));
    let (base, days, cause, since_ms) = match &item.subject {
        Subject::Answered { events } => match events.last() {
            None => {
                let cause = Cause::NeverDone { since: first_use };
                (first_use, rules.after_first_use_days, cause, history.first_use_ms)
            }
            Some(last) => {
                let on = day.date(last.at_ms);
                let dated: Vec<(Outcome, NaiveDate)> =
                    events.iter().map(|event| (event.outcome, day.date(event.at_ms))).collect();
                let days = after_events(&dated, item.ages_after_days, rules);
                let cause = match last.outcome {
                    Outcome::Done => Cause::AfterDone { on, days },
                    Outcome::Undone => Cause::AfterUndone { on, days },
                    Outcome::NotApplicable => Cause::AfterNotApplicable { on, days },
                };
                (on, days, cause, Some(last.at_ms))
            }
        },
        Subject::SignOut { since_ms } => {
            let since = day.date(*since_ms);
            (since, rules.after_problem_days, Cause::SignOutWaits { since }, Some(*since_ms))
        }
        Subject::Problem { since_ms } => {
            let since = day.date(*since_ms);
            (since, rules.after_problem_days, Cause::Problem { since }, Some(*since_ms))
        }
    };
    // A promise about something older than what the item is reminded of for now was kept or has lost its meaning.
    let promise = item
        .promise
        .filter(|promise| since_ms.is_none_or(|since_ms| promise.made_at_ms >= since_ms));
    let (due_on, cause) = match promise {
        Some(promise) => (promise.date, Cause::Promised),
        None => (add_days(base, days), cause),
    };
    let is_base_ahead = promise.is_none() && days_between(day.today, base) > 1;
    if is_base_ahead || days_between(day.today, due_on) > rules.at_most_days {
        return (add_days(day.today, -1), Cause::ClockWentBack);
    }
    (due_on, cause)
}

/// The first day on which an occurrence rings after the day of the last notification.
fn ring_day(
    occurrence: &Occurrence,
    shown_on: Option<NaiveDate>,
    rules: &ReminderRules,
) -> NaiveDate {
    let Some(shown_on) = shown_on else { return occurrence.due_on };
    if occurrence.cause == Cause::ClockWentBack {
        return add_days(shown_on, rules.doubtful_ring_every_days);
    }
    let waited = days_between(occurrence.due_on, shown_on);
    if waited < 0 {
        return occurrence.due_on;
    }
    let on_ladder = rules.ring_again_after_days.iter().find(|days| **days > waited).copied();
    let again_after = on_ladder.unwrap_or_else(|| {
        let last = rules.ring_again_after_days.last().copied().unwrap_or(1).max(1);
        last.saturating_mul(waited.div_euclid(last).saturating_add(1))
    });
    add_days(occurrence.due_on, again_after)
}
