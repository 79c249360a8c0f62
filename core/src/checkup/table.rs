//! Answers in `state.db`.

use super::declared::GivenAnswer;
use super::evaluate::offers;
use super::{Answer, CheckupError};
use crate::ClockReading;
use crate::content::checklist;
use crate::devices;
use crate::store::{CareState, StoreError};
use rusqlite::Connection;

/// Answers kept per item; older ones decide nothing any more.
const ANSWERS_KEPT: u32 = 60;

/// The answer that holds for each item that was answered.
pub(super) fn current_answers(connection: &Connection) -> Result<Vec<GivenAnswer>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT item_id, answer, about, at_ms FROM answer
         WHERE id IN (SELECT max(id) FROM answer GROUP BY item_id)",
    )?;
    let answers =
        query.query_map([], read_answer)?.collect::<rusqlite::Result<Vec<GivenAnswer>>>()?;
    Ok(answers)
}

/// Every answer still kept, the oldest first.
pub(crate) fn all_answers(connection: &Connection) -> Result<Vec<GivenAnswer>, StoreError> {
    let mut query = connection
        .prepare_cached("SELECT item_id, answer, about, at_ms FROM answer ORDER BY id")?;
    let answers =
        query.query_map([], read_answer)?.collect::<rusqlite::Result<Vec<GivenAnswer>>>()?;
    Ok(answers)
}

fn read_answer(row: &rusqlite::Row<'_>) -> rusqlite::Result<GivenAnswer> {
    Ok(GivenAnswer {
        item_id: row.get(0)?,
        answer: row.get(1)?,
        about: row.get(2)?,
        at_ms: row.get(3)?,
    })
}

/// Notes the person's answer to an item. It keeps a promise that was made about it, until it is taken back. `about` is what the page of the
/// item gave as [`super::ItemPage::about`].
///
/// # Errors
/// [`CheckupError::NoSuchItem`] when no such item can be answered, or not this way.
pub fn answer(
    state: &mut CareState,
    item_id: &str,
    answer: Answer,
    about: &str,
    clock: &ClockReading,
) -> Result<(), CheckupError> {
    let devices = devices::all(state.connection())?;
    let offered = checklist()
        .item
        .iter()
        .find(|item| item.id == item_id)
        .is_some_and(|item| offers(item, answer, &devices));
    if !offered {
        return Err(CheckupError::NoSuchItem);
    }
    state.write(|transaction| {
        transaction.execute(
            "INSERT INTO answer (item_id, answer, about, at_ms) VALUES (?1, ?2, ?3, ?4)",
            (item_id, answer.code(), about, clock.now_ms),
        )?;
        transaction.execute(
            "DELETE FROM answer WHERE item_id = ?1 AND id NOT IN
               (SELECT id FROM answer WHERE item_id = ?1 ORDER BY id DESC LIMIT ?2)",
            (item_id, ANSWERS_KEPT),
        )?;
        transaction.execute(
            "UPDATE promise SET kept_by = (SELECT max(id) FROM answer WHERE item_id = ?1)
             WHERE item_id = ?1 AND kept_by IS NULL",
            [item_id],
        )?;
        Ok::<(), StoreError>(())
    })?;
    Ok(())
}

/// Takes the last answer back; the one before it, if any, holds again, and so does the promise that it kept.
///
/// # Errors
/// [`CheckupError::NoSuchItem`] when no such item can be answered, or none was given.
pub fn undo_answer(state: &mut CareState, item_id: &str) -> Result<(), CheckupError> {
    state.write(|transaction| {
        transaction
            .execute(
                "UPDATE promise SET kept_by = NULL
                 WHERE kept_by = (SELECT max(id) FROM answer WHERE item_id = ?1)",
                [item_id],
            )
            .map_err(StoreError::from)?;
        let removed = transaction
            .execute(
                "DELETE FROM answer
                 WHERE id = (SELECT max(id) FROM answer WHERE item_id = ?1)",
                [item_id],
            )
            .map_err(StoreError::from)?;
        if removed == 0 { Err(CheckupError::NoSuchItem) } else { Ok(()) }
    })
}
