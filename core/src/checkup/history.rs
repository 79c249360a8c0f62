//! The history of verdicts: one row per change, and which day's verdicts today's are compared with.

use super::Verdict;
use super::evaluate::Evaluated;
use crate::ClockReading;
use crate::store::{CareState, Setting, StoreError};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

/// Rows kept per item: years of an ordinary life, and bounded whatever happens.
const ROWS_KEPT: u32 = 60;

/// The verdict that an item had when it was last written down.
pub(crate) fn last_verdict(
    connection: &Connection,
    item_id: &str,
) -> Result<Option<(Verdict, i64)>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT verdict, at_ms FROM verdict WHERE item_id = ?1 ORDER BY id DESC LIMIT 1",
        )?
        .query_row([item_id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Writes down what changed, and that there was a checkup today. Writes nothing when there is nothing new.
///
/// A clock that was set back forgets which day came before: nothing is compared until the next day.
pub(super) fn record(
    state: &mut CareState,
    evaluated: &[Evaluated<'_>],
    clock: &ClockReading,
) -> Result<(), StoreError> {
    let today = clock.local_date();
    let mut changed = Vec::new();
    for item in evaluated {
        let last = last_verdict(state.connection(), &item.id)?;
        if last.map(|(verdict, _)| verdict) != Some(item.finding.verdict) {
            changed.push(item);
        }
    }
    let last_day: Option<NaiveDate> = Setting::LastCheckupDay.read(state.connection())?;
    let first_use: Option<i64> = Setting::FirstUse.read(state.connection())?;
    if changed.is_empty() && last_day == Some(today) && first_use.is_some() {
        return Ok(());
    }
    state.write(|transaction| {
        if first_use.is_none_or(|first_use| first_use > clock.now_ms) {
            Setting::FirstUse.write(transaction, &clock.now_ms)?;
        }
        if last_day != Some(today) {
            match last_day {
                Some(earlier) if earlier < today => {
                    Setting::PreviousCheckupDay.write(transaction, &earlier)?;
                }
                _ => Setting::PreviousCheckupDay.write(transaction, &"")?,
            }
            Setting::LastCheckupDay.write(transaction, &today)?;
        }
        for item in changed {
            transaction.execute(
                "INSERT INTO verdict (item_id, verdict, day, at_ms) VALUES (?1, ?2, ?3, ?4)",
                (&item.id, item.finding.verdict.code(), today.to_string(), clock.now_ms),
            )?;
            transaction.execute(
                "DELETE FROM verdict WHERE item_id = ?1 AND id NOT IN
                   (SELECT id FROM verdict WHERE item_id = ?1 ORDER BY id DESC LIMIT ?2)",
                (&item.id, ROWS_KEPT),
            )?;
        }
        Ok(())
    })
}

/// The day that today is compared with: that of the checkup before, or today itself on the first day.
pub(super) fn compared_with(
    connection: &Connection,
    today: NaiveDate,
) -> Result<NaiveDate, StoreError> {
    let previous: Option<NaiveDate> = Setting::PreviousCheckupDay.read(connection)?;
    Ok(previous.filter(|previous| *previous < today).unwrap_or(today))
}

/// The verdict of an item at the end of `day`; for today itself, the first one of the day.
pub(super) fn verdict_on(
    connection: &Connection,
    item_id: &str,
    day: NaiveDate,
    today: NaiveDate,
) -> Result<Option<Verdict>, StoreError> {
    let statement = if day == today {
        "SELECT verdict FROM verdict WHERE item_id = ?1 AND day = ?2 ORDER BY id LIMIT 1"
    } else {
        "SELECT verdict FROM verdict WHERE item_id = ?1 AND day <= ?2 ORDER BY id DESC LIMIT 1"
    };
    Ok(connection
        .prepare_cached(statement)?
        .query_row((item_id, day.to_string()), |row| row.get(0))
        .optional()?)
}
