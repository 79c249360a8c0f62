//! The history of verdicts: one row per change, and which day's verdicts today's are compared with.

use super::Verdict;
use super::evaluate::Evaluated;
use crate::ClockReading;
use crate::store::{CareState, Setting, StoreError};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

/// Rows kept per item: years of an ordinary life, and bounded whatever happens.
const ROWS_KEPT: u32 = 60;

/// The verdict of an item as it was last written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LastVerdict {
    /// The item.
    pub(crate) item_id: String,
    /// The verdict.
    pub(crate) verdict: Verdict,
}

/// The verdict of every item as it was last written down.
pub(crate) fn last_verdicts(connection: &Connection) -> Result<Vec<LastVerdict>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT item_id, verdict FROM verdict
         WHERE id IN (SELECT max(id) FROM verdict GROUP BY item_id)",
    )?;
    let verdicts = query
        .query_map([], |row| Ok(LastVerdict { item_id: row.get(0)?, verdict: row.get(1)? }))?
        .collect::<rusqlite::Result<Vec<LastVerdict>>>()?;
    Ok(verdicts)
}

/// Since when the checkup shows a problem with each item that has one, milliseconds since the epoch: from the first time
/// that it was due or at risk, however often it went from one to the other since, or could not be read in between. What
/// is unknown is not well again.
pub(crate) fn problems(connection: &Connection) -> Result<Vec<(String, i64)>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT item_id, at_ms FROM verdict WHERE id IN (
           SELECT min(id) FROM verdict AS bad
           WHERE verdict IN ('due', 'at_risk') AND id > coalesce(
             (SELECT max(id) FROM verdict AS good
              WHERE good.item_id = bad.item_id AND verdict IN ('ok', 'not_applicable')), 0)
           GROUP BY item_id)",
    )?;
    let problems = query
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(String, i64)>>>()?;
    Ok(problems)
}

/// Writes down what changed, and that there was a checkup today. Writes nothing when there is nothing new.
///
/// An item that is no longer in the checkup (its messenger was removed) is written down as not applicable: nobody is
/// reminded of it, and nobody is told that it is fine. A clock or zone that was set back forgets which day came before:
/// until the next day, changes are told as of today.
pub(super) fn record(
    state: &mut CareState,
    evaluated: &[Evaluated<'_>],
    clock: &ClockReading,
) -> Result<(), StoreError> {
    let today = clock.local_date();
    let before = last_verdicts(state.connection())?;
    let changed = changed(&before, evaluated);
    let last_day: Option<NaiveDate> = Setting::LastCheckupDay.read(state.connection())?;
    let first_use: Option<i64> = Setting::FirstUse.read(state.connection())?;
    let is_first_use = first_use.is_none_or(|first_use| first_use > clock.now_ms);
    if changed.is_empty() && last_day == Some(today) && !is_first_use {
        return Ok(());
    }
    state.write(|transaction| {
        if is_first_use {
            Setting::FirstUse.write(transaction, &clock.now_ms)?;
        }
        if last_day != Some(today) {
            match last_day {
                Some(earlier) if earlier < today => {
                    Setting::PreviousCheckupDay.write(transaction, &earlier)?;
                }
                _ => Setting::PreviousCheckupDay.write(transaction, &"")?,
            }
            Setting::LastVerdictBefore.write(transaction, &last_row(transaction, None)?)?;
            Setting::LastCheckupDay.write(transaction, &today)?;
        }
        for (item_id, verdict) in changed {
            transaction.execute(
                "INSERT INTO verdict (item_id, verdict, day, at_ms) VALUES (?1, ?2, ?3, ?4)",
                (item_id, verdict.code(), today.to_string(), clock.now_ms),
            )?;
            transaction.execute(
                "DELETE FROM verdict WHERE item_id = ?1 AND id NOT IN
                   (SELECT id FROM verdict WHERE item_id = ?1 ORDER BY id DESC LIMIT ?2)",
                (item_id, ROWS_KEPT),
            )?;
        }
        Ok(())
    })
}

fn changed<'a>(
    before: &'a [LastVerdict],
    evaluated: &'a [Evaluated<'_>],
) -> Vec<(&'a str, Verdict)> {
    let last = |id: &str| before.iter().find(|last| last.item_id == id).map(|last| last.verdict);
    let turned = evaluated
        .iter()
        .filter(|item| last(&item.id) != Some(item.finding.verdict))
        .map(|item| (item.id.as_str(), item.finding.verdict));
    let is_gone = |last: &&LastVerdict| {
        last.verdict != Verdict::NotApplicable
            && !evaluated.iter().any(|item| item.id == last.item_id)
    };
    let gone =
        before.iter().filter(is_gone).map(|last| (last.item_id.as_str(), Verdict::NotApplicable));
    turned.chain(gone).collect()
}

/// A change of a verdict, as it was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeptChange {
    /// The item.
    pub(super) item_id: String,
    /// What it was; nothing where it was not in the checkup before.
    pub(super) before: Option<Verdict>,
    /// What it became.
    pub(super) now: Verdict,
    /// The local day on which that was seen.
    pub(super) day: NaiveDate,
}

/// Every change that is kept, the oldest first. What was found at the first look is no change, and neither is the oldest
/// row of an item whose earlier ones were let go. The first look is the day of the first row, not the earliest day: it
/// may have been under a clock that ran ahead. A day that no longer reads as a date costs its change.
pub(super) fn changes(connection: &Connection) -> Result<Vec<KeptChange>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT item_id, was, verdict, day FROM (
           SELECT id, item_id, verdict, day,
                  lag(verdict) OVER (PARTITION BY item_id ORDER BY id) AS was,
                  count(*) OVER (PARTITION BY item_id) AS kept,
                  first_value(day) OVER (ORDER BY id) AS first_day
           FROM verdict)
         WHERE was IS NOT NULL OR (day <> first_day AND kept < ?1) ORDER BY id",
    )?;
    let rows = query
        .query_map([ROWS_KEPT], |row| {
            let day: String = row.get(3)?;
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, day.parse::<NaiveDate>().ok()))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(rows
        .into_iter()
        .filter_map(|(item_id, before, now, day)| {
            Some(KeptChange { item_id, before, now, day: day? })
        })
        .collect())
}

/// The day that today is compared with: that of the checkup before, or today itself on the first day.
pub(super) fn compared_with(
    connection: &Connection,
    today: NaiveDate,
) -> Result<NaiveDate, StoreError> {
    let previous: Option<NaiveDate> = Setting::PreviousCheckupDay.read(connection)?;
    Ok(previous.filter(|previous| *previous < today).unwrap_or(today))
}

/// The last row, of all days or of all but one; `0` for none.
fn last_row(connection: &Connection, but: Option<NaiveDate>) -> Result<i64, StoreError> {
    Ok(connection
        .prepare_cached("SELECT coalesce(max(id), 0) FROM verdict WHERE day IS NOT ?1")?
        .query_row([but.map(|day| day.to_string())], |row| row.get(0))?)
}

/// The verdict of an item before the first checkup of today; on the first day of all, its first one. What came before
/// is told by the order of the rows and not by their dates: a clock or zone that was set back dates them ahead of today.
pub(super) fn verdict_before(
    connection: &Connection,
    item_id: &str,
    today: NaiveDate,
) -> Result<Option<Verdict>, StoreError> {
    let last_before = match Setting::LastVerdictBefore.read(connection)? {
        Some(row) => row,
        // Not noted on the day on which the app was updated to a version that notes it.
        None => last_row(connection, Some(today))?,
    };
    let statement = if last_before == 0 {
        "SELECT verdict FROM verdict WHERE item_id = ?1 AND id > ?2 ORDER BY id LIMIT 1"
    } else {
        "SELECT verdict FROM verdict WHERE item_id = ?1 AND id <= ?2 ORDER BY id DESC LIMIT 1"
    };
    Ok(connection
        .prepare_cached(statement)?
        .query_row((item_id, last_before), |row| row.get(0))
        .optional()?)
}
