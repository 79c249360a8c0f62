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
    /// When they said so, milliseconds since the epoch.
    pub made_at_ms: i64,
    /// Since when what it is about was so then, milliseconds since the epoch; `None` when that was not known. Under a clock
    /// that was set back it lies ahead of when they said so.
    pub about_since_ms: Option<i64>,
}

impl Promise {
    /// What came after this instant is not what the promise is about. Without what it is about, one made under a clock that
    /// was set back would seem older than that, and so kept long ago, once the clock has come as far again.
    pub(super) fn counts_from_ms(&self) -> i64 {
        self.about_since_ms.map_or(self.made_at_ms, |since_ms| since_ms.max(self.made_at_ms))
    }
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
    /// Since when what it is about is so, milliseconds since the epoch; `None` for what the person never answered.
    pub(super) fn since_ms(&self) -> Option<i64> {
        match self {
            Self::Answered { events } => events.last().map(|last| last.at_ms),
            Self::SignOut { since_ms } | Self::Problem { since_ms } => Some(*since_ms),
        }
    }

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
    /// The local day on which a notification last named it for what it is reminded of for now; `None` when none did.
    pub heard_on: Option<NaiveDate>,
}

/// Everything that a plan rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// When the app was first used, milliseconds since the epoch; `None` counts as now.
    pub first_use_ms: Option<i64>,
    /// The local day on which a notification was last shown, whatever it named: no day has two.
    pub shown_on: Option<NaiveDate>,
    /// The local day for whose hour it was shown: that day or the one before. No hour has two.
    pub shown_for: Option<NaiveDate>,
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
        item.subject.since_ms().or(self.first_use_ms)
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
    /// The local day on which a notification last named it; `None` when none did.
    pub heard_on: Option<NaiveDate>,
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
    /// The local day for whose hour that would be: today or yesterday.
    pub ring_for: Option<NaiveDate>,
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
/// Something due rings on its day and then by how long it has waited since it was last heard itself: what turns due with a
/// day long past, because it was switched on or other days were chosen, rings at the next hour like anything new. An hour
/// that passed unheard stays open for some hours that are not quiet: what comes late in the evening rings in the morning.
///
/// Clocks that jump: forward, everything passed is due and rings once. Back, what was noted or promised more than a day
/// ahead of the clock is due now and rings weekly until it is done again, so that there is neither silence nor a flood; a
/// day of the last notification that lies ahead by more than a day is forgotten. An unknown zone counts as Mexico City
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

    schedule.missed = schedule
        .due
        .iter()
        .filter(|occurrence| {
            occurrence.due_on < days.today
                && occurrence.cause != Cause::ClockWentBack
                && occurrence.heard_on.is_none_or(|heard_on| heard_on < occurrence.due_on)
        })
        .cloned()
        .collect();
    let mut alarms_ms: Vec<i64> = schedule.clocks.iter().filter_map(|run| run.alarm_ms).collect();
    if settings.enabled {
        let shown = Shown::of(history, &days);
        schedule.ring_for = shown.rings_for(clock.now_ms, schedule.due.iter(), rules, &days);
        schedule.ring_now = schedule.ring_for.is_some();
        alarms_ms.extend(reminder_alarms_ms(&schedule, &shown, rules, &days));
    }
    schedule.next_alarm_ms = alarms_ms.into_iter().min();
    let rings = schedule.ring_now || schedule.clocks.iter().any(|run| run.rings_now);
    schedule.ring_soon_ms = rings.then(|| clock.now_ms.saturating_add(RING_SOON_MS));
    schedule
}

/// The last notification.
struct Shown {
    /// The day on which it was shown.
    on: Option<NaiveDate>,
    /// The day for whose hour that was.
    slot: Option<NaiveDate>,
    /// Today, when it is the one to show now, which names all that is due.
    now: Option<NaiveDate>,
}

impl Shown {
    fn of(history: &History, days: &Days<'_>) -> Self {
        let on = days.not_ahead(history.shown_on);
        Self { on, slot: days.not_ahead(history.shown_for).or(on), now: None }
    }

    fn is_before(&self, day: NaiveDate) -> bool {
        self.on.is_none_or(|on| on < day)
    }

    /// The day whose hour has struck and is still open at an instant that is not quiet, for something due then that may ring
    /// for it; `None` when there is none, or that day or the hour has had its notification.
    fn rings_for<'due>(
        &self,
        at_ms: i64,
        due: impl Iterator<Item = &'due Occurrence> + Clone,
        rules: &ReminderRules,
        days: &Days<'_>,
    ) -> Option<NaiveDate> {
        if days.is_quiet(at_ms) || !self.is_before(days.date(at_ms)) {
            return None;
        }
        days.open_slots(rules.late_at_most_hours, at_ms).find(|open| {
            self.slot.is_none_or(|slot| slot < *open)
                && due.clone().any(|due| {
                    may_ring_on(due, *open, days) && self.ring_day(due, rules, days) <= *open
                })
        })
    }

    /// The first day on which an occurrence rings after the day on which it was last heard.
    fn ring_day(
        &self,
        occurrence: &Occurrence,
        rules: &ReminderRules,
        days: &Days<'_>,
    ) -> NaiveDate {
        let Some(heard_on) = self.now.or(occurrence.heard_on) else { return occurrence.due_on };
        if occurrence.cause == Cause::ClockWentBack {
            return days.allowed_from(add_days(heard_on, rules.doubtful_ring_every_days));
        }
        let waited = days_between(occurrence.due_on, heard_on);
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
}

/// When each reminder rings next once what rings now was shown; and the first instant after the quiet hours, or after a day
/// that has had its notification, where an hour that passed is still open then.
fn reminder_alarms_ms(
    schedule: &Schedule,
    before: &Shown,
    rules: &ReminderRules,
    days: &Days<'_>,
) -> Vec<i64> {
    let now = schedule.ring_now.then_some(days.today);
    let shown = Shown { on: now.or(before.on), slot: schedule.ring_for.or(before.slot), now };
    let all = || schedule.due.iter().chain(&schedule.upcoming);
    let alarm_ms = |next: &Occurrence| {
        let ring_on = shown.ring_day(next, rules, days);
        let slot_ms = days.slot_ms(ring_on);
        if slot_ms > days.now_ms && shown.is_before(ring_on) {
            return slot_ms;
        }
        let may_ring = |day| shown.is_before(day) && may_ring_on(next, day, days);
        days.next_slot_ms(days.now_ms, may_ring)
    };
    let mut alarms_ms: Vec<i64> = all().map(alarm_ms).collect();
    let day_over = shown.on.filter(|on| *on >= days.today);
    let free_ms = day_over.map_or(days.now_ms, |on| days.midnight_ms(add_days(on, 1)));
    let again_ms = days.after_quiet_ms(free_ms);
    if again_ms > days.now_ms {
        let due_then = all().filter(|next| next.due_at_ms <= again_ms);
        let rings = shown.rings_for(again_ms, due_then, rules, days).is_some();
        alarms_ms.extend(rings.then_some(again_ms));
    }
    alarms_ms
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
            let due = Due::after_done(due_on, ladder);
            let weekly = weekly_look(due_on, &due, history, rules, &days);
            due_on = days.allowed_for(&weekly.unwrap_or(due));
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
            promise.counts_from_ms() >= since_ms
                || (since_ms > days.now_ms && promise.made_at_ms <= days.now_ms)
        })
    });
    let noted_on = promise.map_or(base, |promise| days.date(promise.made_at_ms));
    let due_on = promise.map_or(due.on, |promise| promise.date);
    if days_between(days.today, noted_on) > 1
        || days_between(days.today, due_on) > rules.at_most_days
    {
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
    Occurrence {
        item_id: item.item_id.clone(),
        due_on,
        due_at_ms,
        cause,
        answered,
        moved_from,
        heard_on: days.not_ahead(item.heard_on),
    }
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
