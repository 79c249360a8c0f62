//! The one alarm: for when it was set, how late it was heard, and when to ask again where the store refuses.

use super::ReminderError;
use super::days::Days;
use super::settings::ReminderSettings;
use crate::ClockReading;
use crate::store::{CareState, Setting, StoreError};
use rusqlite::{Connection, Transaction};

pub(super) const MINUTE_MS: i64 = 60_000;

/// An inexact alarm may come so late; what comes later was held back.
pub(super) const LATE_MS: i64 = 60 * MINUTE_MS;

/// The wall clock and the time since the start are read one after the other: so far apart they are one reading.
const READING_MS: i64 = 1_000;

/// An alarm and the clocks under which it was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Planned {
    /// When it is to ring, milliseconds since the epoch; zero stands for none, since nothing is planned for 1970.
    at_ms: i64,
    /// When the phone had started, by the wall clock of then.
    started_at_ms: Option<i64>,
    /// How often it had.
    boot_count: Option<i64>,
}

impl Planned {
    fn now(at_ms: Option<i64>, clock: &ClockReading) -> Self {
        Self {
            at_ms: at_ms.unwrap_or(0),
            started_at_ms: started_at_ms(clock),
            boot_count: clock.boot_count,
        }
    }

    fn read(connection: &Connection) -> Result<Self, StoreError> {
        Ok(Self {
            at_ms: Setting::AlarmPlanned.read(connection)?.unwrap_or(0),
            started_at_ms: Setting::AlarmStartedAt.read(connection)?,
            boot_count: Setting::AlarmBootCount.read(connection)?,
        })
    }

    fn write(&self, transaction: &Transaction<'_>) -> Result<(), StoreError> {
        // What is not known is written as a word that does not read as a number.
        let known = |value: Option<i64>| value.map_or_else(String::new, |value| value.to_string());
        Setting::AlarmPlanned.write(transaction, &self.at_ms)?;
        Setting::AlarmStartedAt.write(transaction, &known(self.started_at_ms))?;
        Setting::AlarmBootCount.write(transaction, &known(self.boot_count))
    }

    /// Whether the same alarm was set under the same clocks.
    fn is_same(&self, other: &Self) -> bool {
        let apart_ms = match (self.started_at_ms, other.started_at_ms) {
            (Some(one), Some(another)) => one.saturating_sub(another).saturating_abs(),
            (None, None) => 0,
            _ => i64::MAX,
        };
        self.at_ms == other.at_ms && self.boot_count == other.boot_count && apart_ms <= READING_MS
    }

    /// How long ago it should have rung, milliseconds. `None` when its time has not come, or when somebody has set the
    /// clock since: that says nothing about alarms. A restart starts the phone's uptime anew; where the number of starts
    /// is not known either, a clock that was set cannot be told from a restart, and nothing is measured.
    fn late_ms(&self, clock: &ClockReading) -> Option<i64> {
        let late_ms = clock.now_ms.saturating_sub(self.at_ms);
        if self.at_ms <= 0 || late_ms < 0 {
            return None;
        }
        let has_restarted = match (self.boot_count, clock.boot_count) {
            (Some(then), Some(now)) => then != now,
            _ => false,
        };
        let has_jumped = match (self.started_at_ms, started_at_ms(clock)) {
            (Some(then), Some(now)) => then.saturating_sub(now).saturating_abs() > MINUTE_MS,
            _ => false,
        };
        (has_restarted || !has_jumped).then_some(late_ms)
    }
}

/// When the phone started, by its wall clock; the same all the time until the clock is set or the phone starts again.
fn started_at_ms(clock: &ClockReading) -> Option<i64> {
    Some(clock.now_ms.saturating_sub(clock.uptime_ms?))
}

/// Notes for when the one alarm is set, or that none is. Where that takes the place of one whose time has passed
/// unheard, by more than an alarm may be late, the delay is noted: a maker's battery saver swallowed it, or the phone
/// was off. One whose hour is still running may be on its way: [`alarm_heard`] is asked.
///
/// # Errors
/// When the store refuses.
pub fn alarm_planned(
    state: &mut CareState,
    at_ms: Option<i64>,
    clock: &ClockReading,
) -> Result<(), ReminderError> {
    let before = state.read(Planned::read)?;
    let next = Planned::now(at_ms, clock);
    if before.is_same(&next) {
        return Ok(());
    }
    state.write(|transaction| {
        match before.late_ms(clock) {
            Some(LATE_MS..) => note(transaction, before.at_ms, clock)?,
            Some(_) => {
                Setting::AlarmReplaced.write(transaction, &before.at_ms)?;
                Setting::AlarmReplacedAt.write(transaction, &clock.now_ms)?;
            }
            None => {}
        }
        Ok(next.write(transaction)?)
    })
}

/// Notes that the alarm woke the app, and so how late it was. Starting for the alarm, the app may have set the next one
/// already: then the one that was just replaced is meant.
///
/// # Errors
/// When the store refuses.
pub fn alarm_heard(state: &mut CareState, clock: &ClockReading) -> Result<(), ReminderError> {
    let connection = state.connection();
    let planned = Planned::read(connection)?;
    let replaced_ms: Option<i64> = Setting::AlarmReplaced.read(connection)?;
    let replaced_at_ms: Option<i64> = Setting::AlarmReplacedAt.read(connection)?;
    let just_replaced_ms = replaced_ms.zip(replaced_at_ms).filter(|(replaced_ms, at_ms)| {
        *replaced_ms > 0 && (0..=MINUTE_MS).contains(&clock.now_ms.saturating_sub(*at_ms))
    });
    let heard_ms = match planned.late_ms(clock) {
        Some(_) => Some(planned.at_ms),
        None => just_replaced_ms.map(|(replaced_ms, _)| replaced_ms),
    };
    let Some(heard_ms) = heard_ms else { return Ok(()) };
    state.write(|transaction| {
        note(transaction, heard_ms, clock)?;
        Setting::AlarmReplaced.write(transaction, &0)?;
        if heard_ms == planned.at_ms {
            Planned::now(None, clock).write(transaction)?;
        }
        Ok(())
    })
}

fn note(
    transaction: &Transaction<'_>,
    planned_ms: i64,
    clock: &ClockReading,
) -> Result<(), StoreError> {
    Setting::LastAlarmPlanned.write(transaction, &planned_ms)?;
    Setting::LastAlarmHeard.write(transaction, &clock.now_ms)
}

/// When to ask again where the store refuses to say what is due (milliseconds since the epoch, always ahead): tomorrow at
/// the usual hour. A full disk must not end in silence.
#[must_use]
pub fn fallback_alarm_ms(clock: &ClockReading) -> i64 {
    let settings = ReminderSettings::default();
    let days = Days::of(clock, &settings);
    days.next_slot_ms(clock.now_ms, |day| day > days.today)
}
