//! Reminders that come back at the right distance. One pure function decides; the platform only rings.

mod alarm;
mod calendar;
pub mod clocks;
mod days;
mod ladder;
mod plan;
mod reach;
mod scams;
mod settings;
mod table;
mod words;

pub use alarm::{alarm_heard, alarm_planned, fallback_alarm_ms};
pub use calendar::calendar;
pub use clocks::{ClockHistory, ClockNotification, ClockRun, ClockState, RecoveryClock};
pub use plan::{
    Ahead, Cause, Event, History, ItemHistory, Occurrence, Outcome, Promise, Schedule, Subject,
    ahead, plan,
};
pub use reach::{Reach, ReachAction, ReachFacts, ReachLine, StandbyBucket, reach};
pub use scams::{Scam, ScamKind, ScamOption, ScamResult, judge, scam_of_the_day};
pub use settings::{
    DayOfWeek, ReminderSettings, Rhythm, choose, ringing_hour, settings, switch_item,
};

use crate::checkup::{self, Verdict};
use crate::clock::days_between;
use crate::content::{checklist, reminder_content};
use crate::devices::Messenger;
use crate::recovery::StepPlaces;
use crate::store::{CareState, Setting, StoreError};
use crate::{ClockReading, Language, recovery};
use chrono::NaiveDate;
use rusqlite::{Connection, Transaction};
use thiserror::Error;

/// One reminder in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Reminder {
    /// The checkup item it is about.
    pub item_id: String,
    /// The item's title.
    pub title: String,
    /// When it is or was due, milliseconds since the epoch.
    pub due_at_ms: i64,
    /// The day in words, such as "sábado 28 de noviembre"; empty when the phone's date went back, so that nobody can tell.
    pub day: String,
    /// Where the app shows the step that it is about; empty for an item of the checkup.
    pub step: String,
    /// Why then, such as "28 días después de que lo hiciste el 3 de marzo".
    pub reason: String,
    /// Whether the date is one the person chose ("later").
    pub promised: bool,
    /// Whether its day has passed.
    pub overdue: bool,
}

/// What the notification says; no words of the person's own in it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReminderNotification {
    /// Title, safe on a lock screen.
    pub title: String,
    /// Body.
    pub body: String,
    /// The items that are due.
    pub item_ids: Vec<String>,
    /// Where the app shows the one step that is due; empty when several things are, or an item of the checkup.
    pub step: String,
    /// Whether the person can say on the notification that it is done: one item is due, and it is theirs to answer.
    pub can_be_done: bool,
    /// The day that "later" stands for.
    pub later: LaterDay,
    /// Its picture, one a notification in turn.
    pub picture: ReminderPicture,
}

/// The pictures that the notification takes in turn; not a multiple of the bodies, so that the pairs change too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ReminderPicture {
    /// A bell.
    Bell,
    /// The checkup.
    Checkup,
    /// A phone.
    Phone,
    /// A tick.
    Tick,
}

impl ReminderPicture {
    /// Every picture, in their order.
    pub const ALL: [Self; 4] = [Self::Bell, Self::Checkup, Self::Phone, Self::Tick];
}

/// The day that "later" stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct LaterDay {
    /// `YYYY-MM-DD`, for [`postpone`].
    pub date: String,
    /// In words, such as "sábado 28".
    pub words: String,
}

/// One item and whether its reminders are on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReminderSwitch {
    /// The item.
    pub item_id: String,
    /// Its title.
    pub title: String,
    /// Whether its reminders ring.
    pub on: bool,
    /// The day it is due and why, or that there is nothing to remind of.
    pub line: String,
}

/// What is due, what was missed, the one next alarm, and what comes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Plan {
    /// Due now, the oldest first.
    pub due: Vec<Reminder>,
    /// Of those, the ones whose day passed without a notification.
    pub missed: Vec<Reminder>,
    /// Still to come, the soonest first.
    pub upcoming: Vec<Reminder>,
    /// Switched off by the person, with the day they would have come.
    pub off: Vec<Reminder>,
    /// The recovery clocks that run or have rung.
    pub clocks: Vec<RecoveryClock>,
    /// When to ring next once what is to be shown now was shown, milliseconds since the epoch; `None` when nothing is
    /// to come.
    pub next_alarm_ms: Option<i64>,
    /// When to ring instead, if what is to be shown now is not shown because the person has the app open; `None` when
    /// there is nothing to show.
    pub ring_soon_ms: Option<i64>,
    /// The notification to show now; `None` when nothing is due or today's was shown already.
    pub notification: Option<ReminderNotification>,
    /// What a notification that was shown before and still hangs has to say now; `None` when nothing is due.
    pub still_shown: Option<ReminderNotification>,
    /// The notification of recovery clocks to show now.
    pub clock_notification: Option<ClockNotification>,
}

/// Why a reminder could not be planned or postponed.
#[derive(Debug, Error)]
pub enum ReminderError {
    /// No item has this id.
    #[error("no such item")]
    NoSuchItem,
    /// The date is not after today or not a date.
    #[error("date to postpone to is not after today")]
    DateNotAhead,
    /// The date is too far ahead to be a reminder.
    #[error("date to postpone to is {days} days ahead, the limit is {limit}")]
    DateTooFar {
        /// Days ahead.
        days: i64,
        /// Days allowed.
        limit: i64,
    },
    /// No recovery clock has this id.
    #[error("no such recovery clock")]
    NoSuchClock,
    /// No day of the week is chosen.
    #[error("no day of the week is left")]
    NoDayLeft,
    /// The hour is not 0 to 23.
    #[error("hour is {hour}, the limit is 23")]
    ImpossibleHour {
        /// The hour given.
        hour: u32,
    },
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is due now and when to ring next, from what the store remembers.
///
/// # Errors
/// When the store refuses.
pub fn today(
    state: &CareState,
    clock: &ClockReading,
    language: Language,
) -> Result<Plan, ReminderError> {
    let (schedule, turn, places) = state.read(|connection| {
        Ok::<_, StoreError>((
            schedule(connection, clock)?,
            notifications_shown(connection)?,
            StepPlaces::of(connection)?,
        ))
    })?;
    Ok(words::plan_in_words(&schedule, turn, &places, clock, language))
}

fn schedule(connection: &Connection, clock: &ClockReading) -> Result<Schedule, StoreError> {
    schedule_of(&table::history(connection, checklist(), clock)?, connection, clock)
}

/// The same where the history was read already.
fn schedule_of(
    history: &History,
    connection: &Connection,
    clock: &ClockReading,
) -> Result<Schedule, StoreError> {
    Ok(plan(&reminder_content().rules, history, clock, &settings::stored(connection)?))
}

/// How many notifications were shown so far: what wording and picture take turns by.
fn notifications_shown(connection: &Connection) -> Result<usize, StoreError> {
    Ok(Setting::RemindersShown.read(connection)?.unwrap_or_default())
}

/// Notes that the notification was shown, and with it what is due: today has no second one, what it named rings again only
/// after its distance, and the next looks different.
///
/// # Errors
/// When the store refuses.
pub fn shown(state: &mut CareState, clock: &ClockReading) -> Result<(), ReminderError> {
    state.write(|transaction| {
        let history = table::history(transaction, checklist(), clock)?;
        let schedule = schedule_of(&history, transaction, clock)?;
        let today = clock.local_date();
        table::note_heard(transaction, &history, &schedule.due, today)?;
        Setting::ReminderShownFor.write(transaction, &schedule.ring_for.unwrap_or(today))?;
        let shown = notifications_shown(transaction)?.saturating_add(1);
        Setting::RemindersShown.write(transaction, &shown)?;
        Ok(Setting::ReminderShownDay.write(transaction, &today)?)
    })
}

/// Stores the person's promise to do an item on a date (`YYYY-MM-DD`, after today). It holds until the item is
/// answered or its problem is gone; a new promise takes the place of the old one.
///
/// # Errors
/// When the date is not ahead or more than 120 days ahead, there is no such item, or the store refuses.
pub fn postpone(
    state: &mut CareState,
    item_id: &str,
    date: &str,
    clock: &ClockReading,
) -> Result<(), ReminderError> {
    if !can_be_reminded_of(item_id) {
        return Err(ReminderError::NoSuchItem);
    }
    let date = date_ahead(date, clock)?;
    state.write(|transaction| {
        let history = table::history(transaction, checklist(), clock)?;
        Ok(promise(transaction, &history, item_id, date, clock)?)
    })
}

/// A date (`YYYY-MM-DD`) to which something can be postponed.
pub(crate) fn date_ahead(date: &str, clock: &ClockReading) -> Result<NaiveDate, ReminderError> {
    let date: NaiveDate = date.parse().map_err(|_| ReminderError::DateNotAhead)?;
    let days = days_between(clock.local_date(), date);
    let limit = reminder_content().rules.at_most_days;
    if days < 1 {
        return Err(ReminderError::DateNotAhead);
    }
    if days > limit {
        return Err(ReminderError::DateTooFar { days, limit });
    }
    Ok(date)
}

/// Stores a promise and since when what it is about is so; see [`Promise::about_since_ms`].
fn promise(
    transaction: &Transaction<'_>,
    history: &History,
    item_id: &str,
    date: NaiveDate,
    clock: &ClockReading,
) -> Result<(), StoreError> {
    let item = history.items.iter().find(|item| item.item_id == item_id);
    let since_ms = item.and_then(|item| history.since_ms(item));
    transaction.execute(
        "INSERT INTO promise (item_id, date, made_at_ms, about_since_ms) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (item_id) DO UPDATE
         SET date = excluded.date, made_at_ms = excluded.made_at_ms,
           about_since_ms = excluded.about_since_ms, kept_by = NULL",
        (item_id, date.to_string(), clock.now_ms, since_ms),
    )?;
    Ok(())
}

/// Whether this is a checkup item or a step of a recovery play.
fn can_be_reminded_of(item_id: &str) -> bool {
    checklist().item(item_id).is_some() || recovery::reminded_step(item_id).is_some()
}

/// Postpones what a notification showed and is still due to the day that its action named, or when that day has come
/// to pass while the notification hung there, to the day that "later" stands for now. What was done or promised
/// meanwhile stays as it is.
///
/// # Errors
/// When the store refuses; then nothing is postponed.
pub fn postpone_shown(
    state: &mut CareState,
    item_ids: &[String],
    date: &str,
    clock: &ClockReading,
) -> Result<(), ReminderError> {
    let date = date_ahead(date, clock).unwrap_or_else(|_| words::later_date(clock.local_date()));
    state.write(|transaction| {
        let history = table::history(transaction, checklist(), clock)?;
        let due = schedule_of(&history, transaction, clock)?.due;
        for occurrence in due.iter().filter(|due| item_ids.contains(&due.item_id)) {
            promise(transaction, &history, &occurrence.item_id, date, clock)?;
        }
        Ok(())
    })
}

/// The Saturday after today: a day on which most people have the two minutes.
#[must_use]
pub fn later_day(clock: &ClockReading, language: Language) -> LaterDay {
    words::later_day(clock.local_date(), language)
}

/// Every item whose reminders can be switched off, due ones first, with its state; at the end those of this phone that there
/// is nothing to remind of now.
///
/// # Errors
/// When the store refuses.
pub fn switches(
    state: &CareState,
    clock: &ClockReading,
    language: Language,
) -> Result<Vec<ReminderSwitch>, ReminderError> {
    let plan = today(state, clock, language)?;
    let off = plan.off.iter().map(|reminder| (reminder, false));
    let on = plan.due.iter().chain(&plan.upcoming).map(|reminder| (reminder, true));
    let mut switches: Vec<ReminderSwitch> = on
        .chain(off)
        .map(|(reminder, on)| ReminderSwitch {
            item_id: reminder.item_id.clone(),
            title: reminder.title.clone(),
            on,
            line: words::day_and_reason(reminder),
        })
        .collect();
    let connection = state.connection();
    let switched_off = settings::switched_off(connection)?;
    for item_id in items_of_phone(connection)? {
        let is_listed = switches.iter().any(|switch| switch.item_id == item_id);
        if let Some(title) = checklist().title(&item_id, language).filter(|_| !is_listed) {
            let line = reminder_content().reason.nothing.get(language).to_owned();
            let on = !switched_off.contains(&item_id);
            switches.push(ReminderSwitch { item_id, title, on, line });
        }
    }
    Ok(switches)
}

/// The items that the checkup has on this phone, in its order.
fn items_of_phone(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let verdicts = checkup::last_verdicts(connection)?;
    let is_there = |item_id: &String| {
        let last = verdicts.iter().find(|last| last.item_id == *item_id);
        last.is_some_and(|last| last.verdict != Verdict::NotApplicable)
    };
    let all = checklist().item.iter().flat_map(|content| {
        if content.measure.is_per_messenger() {
            Messenger::ALL.map(|messenger| content.id_for(messenger)).to_vec()
        } else {
            vec![content.id.clone()]
        }
    });
    Ok(all.filter(is_there).collect())
}

/// Notes that something happened to an account now: what can be answered is looked at weekly for four weeks.
pub(crate) fn incident(
    transaction: &Transaction<'_>,
    clock: &ClockReading,
) -> Result<(), StoreError> {
    Setting::LastIncident.write(transaction, &clock.now_ms)
}
