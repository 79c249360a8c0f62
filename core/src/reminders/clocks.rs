//! Recovery clocks: what cannot be hurried after a theft (7 days, about 72 hours, 30 days, 24 hours).
//!
//! A clock is a kind from `content/clocks.toml`, the incident it belongs to and the instant it was started; one of a kind
//! runs at a time in an incident, so that a second stolen number waits by itself. It rings once, at its end or so long
//! before as its kind says, apart from the daily reminder and also when reminders are switched off, but never in the quiet
//! hours. It stays on the screen until the person is done with it, which they can take back, or until nothing is left to
//! wait for: who has registered the number again needs no reply from support.
//!
//! A clock that was started more than a day ahead of what the phone says now was started under another date: it counts
//! as over and says that nobody can tell how long it has been.

use super::days::{DAY_MS, Days, HOUR_MS};
use super::{ReminderError, words};
use crate::content::clocks;
use crate::store::{CareState, StoreError};
use crate::{ClockReading, Language, recovery};
use rusqlite::{Connection, Transaction};

/// How a recovery clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ClockState {
    /// It runs.
    Running,
    /// It has rung or is about to: its end is near or over.
    Ended,
    /// The phone's date went back since it was started.
    Doubtful,
}

/// A recovery clock in words.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct RecoveryClock {
    /// Its number, which no other clock ever has.
    pub number: i64,
    /// Its kind, as in `content/clocks.toml`.
    pub clock_id: String,
    /// The incident it belongs to; `None` when that lies in a log that was set aside.
    pub incident: Option<u64>,
    /// The step to do about it, as the place of the app that shows it; empty when there is none.
    pub step: String,
    /// What it waits for.
    pub title: String,
    /// What it means now: that it runs and until when, or what to do.
    pub line: String,
    /// How much is left, such as "Faltan 6 días".
    pub left: String,
    /// Whose rule it is and when that was verified.
    pub source_line: String,
    /// When it was started, milliseconds since the epoch.
    pub started_at_ms: i64,
    /// When it ends, milliseconds since the epoch.
    pub ends_at_ms: i64,
    /// How it stands.
    pub state: ClockState,
}

/// What the notification of recovery clocks says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ClockNotification {
    /// Title; says nothing of what it is about, so that a lock screen may show it.
    pub title: String,
    /// Body, for whoever has unlocked the phone.
    pub body: String,
    /// The numbers of the clocks that ring.
    pub numbers: Vec<i64>,
    /// The step to do about the one that rings; empty when several do.
    pub step: String,
}

/// A clock that was started and not stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockHistory {
    /// Its number, which no other clock ever has.
    pub number: i64,
    /// Its kind.
    pub clock_id: String,
    /// The incident it belongs to.
    pub incident: Option<u64>,
    /// The step to do about it, as the place of the app that shows it; empty when there is none.
    pub step: String,
    /// From start to end, milliseconds.
    pub length_ms: i64,
    /// Rings so long before its end, milliseconds.
    pub ring_before_ms: i64,
    /// When it was started, milliseconds since the epoch.
    pub started_at_ms: i64,
    /// Whether it has rung.
    pub has_rung: bool,
}

/// How a clock runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockRun {
    /// The clock.
    pub clock: ClockHistory,
    /// When it ends, milliseconds since the epoch.
    pub ends_at_ms: i64,
    /// How it stands.
    pub state: ClockState,
    /// Whether it is to ring now.
    pub rings_now: bool,
    /// When it will ring, always ahead and outside the quiet hours; `None` when it rings now or has rung.
    pub alarm_ms: Option<i64>,
}

/// How a clock runs at an instant.
pub(super) fn run(history: &ClockHistory, clock: &ClockReading, days: &Days<'_>) -> ClockRun {
    let started_at_ms = history.started_at_ms;
    let ends_at_ms = started_at_ms.saturating_add(history.length_ms);
    let rings_at_ms = ends_at_ms.saturating_sub(history.ring_before_ms);
    let state = if started_at_ms.saturating_sub(clock.now_ms) > DAY_MS {
        ClockState::Doubtful
    } else if rings_at_ms <= clock.now_ms {
        ClockState::Ended
    } else {
        ClockState::Running
    };
    let waits = !history.has_rung;
    let is_quiet_now = days.is_quiet(clock.now_ms);
    let alarm_ms = match state {
        ClockState::Running => Some(days.after_quiet_ms(rings_at_ms)),
        ClockState::Ended | ClockState::Doubtful if is_quiet_now => {
            Some(days.after_quiet_ms(clock.now_ms))
        }
        ClockState::Ended | ClockState::Doubtful => None,
    };
    ClockRun {
        clock: history.clone(),
        ends_at_ms,
        state,
        rings_now: waits && state != ClockState::Running && !is_quiet_now,
        alarm_ms: alarm_ms.filter(|alarm_ms| waits && *alarm_ms > clock.now_ms),
    }
}

/// Starts a clock of an incident at `started_at_ms` (milliseconds since the epoch; an instant ahead of now counts as
/// now). One of the same kind that the incident has already begins anew.
///
/// # Errors
/// When there is no such kind, or the store refuses.
pub fn start(
    state: &mut CareState,
    incident: Option<u64>,
    clock_id: &str,
    started_at_ms: i64,
    clock: &ClockReading,
) -> Result<(), ReminderError> {
    state.write(|transaction| start_in(transaction, incident, clock_id, started_at_ms, clock))
}

/// As [`start`], together with what else `transaction` does.
pub(crate) fn start_in(
    transaction: &Transaction<'_>,
    incident: Option<u64>,
    clock_id: &str,
    started_at_ms: i64,
    clock: &ClockReading,
) -> Result<(), ReminderError> {
    if clocks().of(clock_id).is_none() {
        return Err(ReminderError::NoSuchClock);
    }
    transaction
        .execute(
            "INSERT INTO recovery_clock (incident, clock_id, started_at_ms) VALUES (?1, ?2, ?3)
             ON CONFLICT (incident, clock_id) DO UPDATE
             SET started_at_ms = excluded.started_at_ms, rung_at_ms = NULL, stopped = 0",
            (incident, clock_id, started_at_ms.min(clock.now_ms)),
        )
        .map_err(StoreError::from)?;
    Ok(())
}

/// Stops a clock by its number: the person has got in, or no longer waits. Stopping one that does not run changes
/// nothing.
///
/// # Errors
/// When the store refuses.
pub fn stop(state: &mut CareState, number: i64) -> Result<(), ReminderError> {
    set_stopped(state, number, true)
}

/// Takes back that a clock was stopped: it stands as it stood, and one that has rung does not ring again.
///
/// # Errors
/// When the store refuses.
pub fn resume(state: &mut CareState, number: i64) -> Result<(), ReminderError> {
    set_stopped(state, number, false)
}

fn set_stopped(state: &mut CareState, number: i64, stopped: bool) -> Result<(), ReminderError> {
    state.write(|transaction| {
        transaction
            .execute("UPDATE recovery_clock SET stopped = ?2 WHERE number = ?1", (number, stopped))
            .map_err(StoreError::from)?;
        Ok(())
    })
}

/// Forgets the clock of a kind that an incident has, if it has one: what it waits for was not done.
pub(crate) fn forget_kind(
    transaction: &Transaction<'_>,
    incident: u64,
    clock_id: &str,
) -> Result<(), StoreError> {
    transaction.execute(
        "DELETE FROM recovery_clock WHERE incident = ?1 AND clock_id = ?2",
        (incident, clock_id),
    )?;
    Ok(())
}

/// The clocks that were started and not stopped, the one that ends first before the others.
///
/// # Errors
/// When the store refuses.
pub fn running(
    state: &CareState,
    clock: &ClockReading,
    language: Language,
) -> Result<Vec<RecoveryClock>, ReminderError> {
    let settings = super::settings(state)?;
    let days = Days::of(clock, &settings);
    let mut runs: Vec<ClockRun> =
        history(state.connection())?.iter().map(|history| run(history, clock, &days)).collect();
    runs.sort_by_key(|run| run.ends_at_ms);
    Ok(runs.iter().filter_map(|run| words::clock_in_words(run, clock, language)).collect())
}

/// Notes that the notification of these clocks was shown, so that they do not ring again.
///
/// # Errors
/// When the store refuses.
pub fn rung(
    state: &mut CareState,
    numbers: &[i64],
    clock: &ClockReading,
) -> Result<(), ReminderError> {
    state.write(|transaction| {
        for number in numbers {
            transaction
                .execute(
                    "UPDATE recovery_clock SET rung_at_ms = ?2 WHERE number = ?1",
                    (number, clock.now_ms),
                )
                .map_err(StoreError::from)?;
        }
        Ok(())
    })
}

/// The clocks as they were stored; a kind that this version does not know is left out, and so is one that waits for
/// what has come already: it is back when that is taken back.
pub(super) fn history(connection: &Connection) -> Result<Vec<ClockHistory>, StoreError> {
    let places = recovery::StepPlaces::of(connection)?;
    let cases = recovery::CasesSaid::of(connection)?;
    let mut query = connection.prepare_cached(
        "SELECT number, incident, clock_id, started_at_ms, rung_at_ms IS NOT NULL
         FROM recovery_clock WHERE stopped = 0 ORDER BY number",
    )?;
    let rows = query
        .query_map([], |row| {
            Ok(ClockHistory {
                number: row.get(0)?,
                incident: row.get(1)?,
                clock_id: row.get(2)?,
                started_at_ms: row.get(3)?,
                has_rung: row.get(4)?,
                step: String::new(),
                length_ms: 0,
                ring_before_ms: 0,
            })
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let known = rows.into_iter().filter_map(|stored| {
        let content = clocks().of(&stored.clock_id)?;
        if !cases.still_wait(&stored, content) {
            return None;
        }
        let step = stored.incident.and_then(|incident| places.path(incident, &content.step));
        Some(ClockHistory {
            step: step.unwrap_or_default(),
            length_ms: content.length_hours.saturating_mul(HOUR_MS),
            ring_before_ms: content.ring_hours_before.saturating_mul(HOUR_MS),
            ..stored
        })
    });
    Ok(known.collect())
}
