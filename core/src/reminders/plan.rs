//! The one pure function that decides when to ring.
//!
//! Days are civil days where the phone is now, and every reminder falls on one hour of its day (`civil_instant` tells
//! what happens in a gap or an overlap). An item has at most one occurrence at a time: the next one is counted from
//! the day on which it was really done. Rules for clocks that jump are at [`plan`].

use super::clocks::{ClockHistory, ClockRun, run};
use super::days::{Days, HOUR_MS};
use super::ladder::Ladder;
use super::settings::ReminderSettings;
use crate::ClockReading;
use crate::clock::{add_days, days_between};
use crate::content::ReminderRules;
use chrono::NaiveDate;

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
    /// When they said so, milliseconds since the epoch; never before what it is about, however the clock was set.
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

impl Subject {
    /// Whether the person ever answered.
    pub(super) fn is_answered(&self) -> bool {
        matches!(self, Self::Answered { events } if !events.is_empty())
    }
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
    /// The person switched its reminders off.
    pub off: bool,
}

/// Everything that a plan rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// When the app was first used, milliseconds since the epoch; `None` counts as now.
    pub first_use_ms: Option<i64>,
    /// The local day on which a notification was last shown.
    pub shown_on: Option<NaiveDate>,
    /// When something last happened to an account, milliseconds since the epoch.
    pub incident_ms: Option<i64>,
    /// The items.
    pub items: Vec<ItemHistory>,
    /// The recovery clocks that were started and not stopped.
    pub clocks: Vec<ClockHistory>,
}

impl History {
    /// Since when an item is reminded of for what it is reminded of for now, milliseconds since the epoch; `None` when
    /// that is not known.
    pub(super) fn since_ms(&self, item: &ItemHistory) -> Option<i64> {
        match &item.subject {
            Subject::Answered { events } => {
                events.last().map(|last| last.at_ms).or(self.first_use_ms)
            }
            Subject::SignOut { since_ms } | Subject::Problem { since_ms } => Some(*since_ms),
        }
    }
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
    /// One of the weekly looks after something happened to an account.
    AfterIncident {
        /// The day it happened.
        on: NaiveDate,
        /// Which week, from 1.
        week: i64,
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
    /// Whether the person answers the item, so that they can say on the notification that it is done.
    pub answered: bool,
    /// The day that the cause gives, when the person wants no reminders on that day of the week.
    pub moved_from: Option<NaiveDate>,
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
    /// Switched off by the person: the day they would have come, the soonest first. They never ring.
    pub off: Vec<Occurrence>,
    /// Whether to show a notification now.
    pub ring_now: bool,
    /// The recovery clocks, the one that ends first before the others.
    pub clocks: Vec<ClockRun>,
    /// When to ring instead, if what is to be shown now is not shown because the person has the app open.
    pub ring_soon_ms: Option<i64>,
    /// When to ask again once what should ring now was shown, always ahead; `None` when nothing is to come.
    pub next_alarm_ms: Option<i64>,
}

/// How long the person is left alone with the open app before the notification of the day.
const RING_SOON_MS: i64 = HOUR_MS / 4;

/// Decides what is due, whether to ring now, and when to ask again.
///
/// Clocks that jump: forward, everything passed is due and rings once. Back, what was noted more than a day ahead of
/// the clock is due now and rings weekly until it is done again, so that there is neither silence nor a flood; a day
/// of the last notification that lies ahead by more than a day is forgotten. An unknown zone counts as Mexico City
/// (see [`ClockReading::time_zone`]). Settings that leave no hour are read so that one is left (see `days.rs`). Neither
/// boot count nor uptime is needed.
#[must_use]
pub fn plan(
    rules: &ReminderRules,
    history: &History,
    clock: &ClockReading,
    settings: &ReminderSettings,
) -> Schedule {
    let days = Days::of(clock, settings);
    let mut schedule = Schedule::default();
    for item in &history.items {
        let occurrence = next_occurrence(item, history, rules, &days, settings);
        let group = match (item.off, occurrence.due_at_ms <= clock.now_ms) {
            (true, _) => &mut schedule.off,
            (false, true) => &mut schedule.due,
            (false, false) => &mut schedule.upcoming,
        };
        group.push(occurrence);
    }
    for group in [&mut schedule.due, &mut schedule.upcoming, &mut schedule.off] {
        group.sort_by_key(|occurrence| occurrence.due_at_ms);
    }
    schedule.clocks = history.clocks.iter().map(|history| run(history, clock, &days)).collect();
    schedule.clocks.sort_by_key(|run| run.ends_at_ms);

    let shown_on = history.shown_on.filter(|shown_on| days_between(days.today, *shown_on) <= 1);
    schedule.missed = schedule
        .due
        .iter()
        .filter(|occurrence| {
            occurrence.due_on < days.today
                && shown_on.is_none_or(|shown_on| shown_on < occurrence.due_on)
        })
        .cloned()
        .collect();
    let mut alarms_ms: Vec<i64> = schedule.clocks.iter().filter_map(|run| run.alarm_ms).collect();
    if settings.enabled {
        let open_day = days.slot_open_now(rules.late_at_most_hours, clock.now_ms);
        schedule.ring_now = shown_on.is_none_or(|shown_on| shown_on < days.today)
            && open_day.is_some_and(|open_day| {
                schedule.due.iter().any(|occurrence| {
                    let ring_on = ring_day(occurrence, shown_on, rules, &days);
                    ring_on <= open_day && may_ring_on(occurrence, days.today, &days)
                })
            });
        let shown_on = if schedule.ring_now { Some(days.today) } else { shown_on };
        alarms_ms.extend(schedule.due.iter().chain(&schedule.upcoming).map(|occurrence| {
            let slot_ms = days.slot_ms(ring_day(occurrence, shown_on, rules, &days));
            if slot_ms > clock.now_ms {
                slot_ms
            } else {
                days.next_slot_ms(clock.now_ms, |day| may_ring_on(occurrence, day, &days))
            }
        }));
    }
    schedule.next_alarm_ms = alarms_ms.into_iter().min();
    let rings = schedule.ring_now || schedule.clocks.iter().any(|run| run.rings_now);
    schedule.ring_soon_ms = rings.then(|| clock.now_ms.saturating_add(RING_SOON_MS));
    schedule
}

/// A reminder of the days to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ahead<'history> {
    /// The item.
    pub item_id: &'history str,
    /// Its day.
    pub due_on: NaiveDate,
    /// Its hour on that day, milliseconds since the epoch.
    pub due_at_ms: i64,
}

/// The reminders of the days to come, up to and including `until`, if each is done on its day: for a calendar. They
/// come item by item, each item's own in order. What is due already comes on the next day that the person wants
/// reminders on. What nobody answers (a problem, a waiting sign-out) comes once, and what is switched off does not come.
#[must_use]
pub fn ahead<'history>(
    rules: &ReminderRules,
    history: &'history History,
    clock: &ClockReading,
    settings: &ReminderSettings,
    until: NaiveDate,
) -> Vec<Ahead<'history>> {
    let days = Days::of(clock, settings);
    let mut ahead = Vec::new();
    for item in history.items.iter().filter(|item| !item.off) {
        let next = next_occurrence(item, history, rules, &days, settings);
        let is_due = next.due_at_ms <= clock.now_ms;
        let mut due_on = if is_due { days.next_slot_day(clock.now_ms) } else { next.due_on };
        let mut ladder = ladder_of(item, rules, &days, settings);
        while due_on <= until {
            let due_at_ms = days.slot_ms(due_on);
            ahead.push(Ahead { item_id: &item.item_id, due_on, due_at_ms });
            let Some(ladder) = &mut ladder else { break };
            ladder.note(Outcome::Done, due_on);
            due_on = days.allowed_for(&Due::after_done(due_on, ladder));
        }
    }
    ahead
}

/// A day, why, and the days between which it must come.
pub(super) struct Due {
    pub(super) on: NaiveDate,
    cause: Cause,
    /// Always after the day it is counted from: the next date is always ahead.
    pub(super) earliest: NaiveDate,
    pub(super) latest: NaiveDate,
}

impl Due {
    fn after_done(on: NaiveDate, ladder: &Ladder<'_>) -> Self {
        Self {
            on: add_days(on, ladder.days()),
            cause: Cause::AfterDone { on, days: ladder.days() },
            earliest: add_days(on, 1),
            latest: add_days(on, ladder.longest_days()),
        }
    }

    /// Some days after a day, or in the week that follows.
    fn in_the_week_after(since: NaiveDate, days: i64, cause: Cause) -> Self {
        let on = add_days(since, days);
        Self { on, cause, earliest: add_days(since, 1), latest: add_days(on, 7) }
    }
}

/// Where an answered item stands; `None` for what nobody answers.
fn ladder_of<'rules>(
    item: &ItemHistory,
    rules: &'rules ReminderRules,
    days: &Days<'_>,
    settings: &ReminderSettings,
) -> Option<Ladder<'rules>> {
    let Subject::Answered { events } = &item.subject else { return None };
    let rungs = settings.rhythm.rungs(&rules.after_done_days);
    let mut ladder = Ladder::new(rungs, item.ages_after_days, rules);
    for event in events {
        ladder.note(event.outcome, days.date(event.at_ms));
    }
    Some(ladder)
}

/// The one occurrence of an item.
fn next_occurrence(
    item: &ItemHistory,
    history: &History,
    rules: &ReminderRules,
    days: &Days<'_>,
    settings: &ReminderSettings,
) -> Occurrence {
    let first_use = history.first_use_ms.map_or(days.today, |at_ms| days.date(at_ms));
    let problem = |since_ms: i64, cause: fn(NaiveDate) -> Cause| {
        let since = days.date(since_ms);
        let due = Due::in_the_week_after(since, rules.after_problem_days, cause(since));
        (since, due)
    };
    let (base, due) = match &item.subject {
        Subject::Answered { events } => {
            let (base, due) = match (events.last(), ladder_of(item, rules, days, settings)) {
                (Some(last), Some(ladder)) => {
                    let on = days.date(last.at_ms);
                    let due = Due::after_done(on, &ladder);
                    let days = ladder.days();
                    let cause = match last.outcome {
                        Outcome::Done => due.cause,
                        Outcome::Undone => Cause::AfterUndone { on, days },
                        Outcome::NotApplicable => Cause::AfterNotApplicable { on, days },
                    };
                    (on, Due { cause, ..due })
                }
                _ => {
                    let (after, since) = (rules.after_first_use_days, first_use);
                    let due = Due::in_the_week_after(since, after, Cause::NeverDone { since });
                    (first_use, due)
                }
            };
            let weekly = weekly_look(base, &due, history, rules, days);
            (base, weekly.unwrap_or(due))
        }
        Subject::SignOut { since_ms } => problem(*since_ms, |since| Cause::SignOutWaits { since }),
        Subject::Problem { since_ms } => problem(*since_ms, |since| Cause::Problem { since }),
    };
    // A promise about something older than what the item is reminded of for now was kept or has lost its meaning. One
    // made since the clock went back is newer than what was noted ahead of it.
    let promise = item.promise.filter(|promise| {
        history.since_ms(item).is_none_or(|since_ms| {
            promise.made_at_ms >= since_ms
                || (since_ms > days.now_ms && promise.made_at_ms <= days.now_ms)
        })
    });
    let is_base_ahead = promise.is_none() && days_between(days.today, base) > 1;
    let due_on = promise.map_or(due.on, |promise| promise.date);
    if is_base_ahead || days_between(days.today, due_on) > rules.at_most_days {
        let yesterday = add_days(days.today, -1);
        return at(item, yesterday, Cause::ClockWentBack, None, days);
    }
    match promise {
        // The day they said, whatever days they want in general.
        Some(promise) => at(item, promise.date, Cause::Promised, None, days),
        None => place(item, due, days),
    }
}

/// On the day it is due, or on the nearest that the person wants reminders on.
fn place(item: &ItemHistory, due: Due, days: &Days<'_>) -> Occurrence {
    let on = days.allowed_for(&due);
    at(item, on, due.cause, (on != due.on).then_some(due.on), days)
}

fn at(
    item: &ItemHistory,
    due_on: NaiveDate,
    cause: Cause,
    moved_from: Option<NaiveDate>,
    days: &Days<'_>,
) -> Occurrence {
    let due_at_ms = days.slot_ms(due_on);
    let answered = matches!(item.subject, Subject::Answered { .. });
    Occurrence { item_id: item.item_id.clone(), due_on, due_at_ms, cause, answered, moved_from }
}

/// The first weekly look after the incident that the person has not had yet, if it comes before `due`.
fn weekly_look(
    looked_on: NaiveDate,
    due: &Due,
    history: &History,
    rules: &ReminderRules,
    days: &Days<'_>,
) -> Option<Due> {
    let on = days.date(history.incident_ms?);
    if matches!(due.cause, Cause::AfterNotApplicable { .. }) || days_between(days.today, on) > 1 {
        return None;
    }
    (1..=rules.weekly_after_incident)
        .map(|week| (week, add_days(on, week.saturating_mul(7))))
        .find(|(_, look_on)| *look_on > looked_on)
        .filter(|(_, look_on)| *look_on < due.on)
        .map(|(week, look_on)| Due {
            on: look_on,
            cause: Cause::AfterIncident { on, week },
            earliest: add_days(looked_on, 1),
            latest: add_days(look_on, 6),
        })
}

/// Whether this may ring on a day: one that the person wants reminders on, or the one they promised it for.
fn may_ring_on(occurrence: &Occurrence, day: NaiveDate, days: &Days<'_>) -> bool {
    days.allows(day) || (occurrence.cause == Cause::Promised && occurrence.due_on == day)
}

/// The first day on which an occurrence rings after the day of the last notification.
fn ring_day(
    occurrence: &Occurrence,
    shown_on: Option<NaiveDate>,
    rules: &ReminderRules,
    days: &Days<'_>,
) -> NaiveDate {
    let Some(shown_on) = shown_on else { return occurrence.due_on };
    if occurrence.cause == Cause::ClockWentBack {
        return days.allowed_from(add_days(shown_on, rules.doubtful_ring_every_days));
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
    days.allowed_from(add_days(occurrence.due_on, again_after))
}
