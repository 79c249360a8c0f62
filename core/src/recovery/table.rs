//! Cases, plays and steps in `state.db`.

use super::{CaseFacts, REMINDER_PREFIX, Situation, StepState};
use crate::clock::days_between;
use crate::content::plays;
use crate::store::StoreError;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Transaction};

/// A play that was begun.
pub(super) struct Run {
    pub(super) incident: u64,
    pub(super) situation: Situation,
}

/// How one step of an incident was left.
pub(super) struct Noted {
    pub(super) step: String,
    pub(super) state: StepState,
    /// Its entry in the log.
    pub(super) entry: Option<u64>,
}

/// A step put off to a day.
pub(crate) struct Postponed {
    /// The name of its reminder.
    pub(crate) reminder_id: String,
    /// The day.
    pub(crate) date: NaiveDate,
    /// When it was put off, milliseconds since the epoch.
    pub(crate) made_at_ms: i64,
}

/// What the person said about a case; `None` when no play of it was begun.
pub(super) fn facts(
    connection: &Connection,
    incident: u64,
) -> Result<Option<CaseFacts>, StoreError> {
    Ok(connection
        .query_row(
            "SELECT messenger, sim, helper FROM recovery_case WHERE incident = ?1",
            [incident],
            |row| Ok(CaseFacts { messenger: row.get(0)?, sim: row.get(1)?, helper: row.get(2)? }),
        )
        .optional()?)
}

pub(super) fn set_facts(
    transaction: &Transaction<'_>,
    incident: u64,
    facts: &CaseFacts,
) -> Result<(), StoreError> {
    transaction.execute(
        "INSERT INTO recovery_case (incident, messenger, sim, helper) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (incident) DO UPDATE
         SET messenger = excluded.messenger, sim = excluded.sim, helper = excluded.helper",
        (incident, facts.messenger.code(), facts.sim.code(), &facts.helper),
    )?;
    Ok(())
}

/// Forgets every case, play and step: they spoke of a log that was set aside.
pub(super) fn forget_all(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    transaction
        .execute_batch("DELETE FROM play_step; DELETE FROM play_run; DELETE FROM recovery_case;")?;
    Ok(())
}

/// Notes that a play was begun; said twice, the first time stays.
pub(super) fn begin(
    transaction: &Transaction<'_>,
    incident: u64,
    situation: Situation,
    at_ms: i64,
) -> Result<(), StoreError> {
    transaction.execute(
        "INSERT INTO play_run (incident, situation, begun_at_ms) VALUES (?1, ?2, ?3)
         ON CONFLICT DO NOTHING",
        (incident, situation.code(), at_ms),
    )?;
    Ok(())
}

/// The plays that were begun, the latest first.
pub(super) fn runs(connection: &Connection) -> Result<Vec<Run>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT incident, situation FROM play_run ORDER BY begun_at_ms DESC, incident DESC",
    )?;
    let rows =
        query.query_map([], |row| Ok(Run { incident: row.get(0)?, situation: row.get(1)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// How the steps of an incident were left.
pub(super) fn steps(connection: &Connection, incident: u64) -> Result<Vec<Noted>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT step, state, at_ms, date, entry FROM play_step WHERE incident = ?1",
    )?;
    let rows = query.query_map([incident], |row| {
        let (state, at_ms): (String, i64) = (row.get(1)?, row.get(2)?);
        let state = match state.as_str() {
            "done" => StepState::Done { at_ms },
            "could_not" => StepState::CouldNot { at_ms },
            _ => StepState::Later { date: row.get::<_, Option<String>>(3)?.unwrap_or_default() },
        };
        Ok(Noted { step: row.get(0)?, state, entry: row.get(4)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Notes how a step was left; what was noted before gives way.
pub(super) fn set_step(
    transaction: &Transaction<'_>,
    incident: u64,
    step: &str,
    state: &StepState,
    at_ms: i64,
    entry: Option<u64>,
) -> Result<(), StoreError> {
    let (code, date) = match state {
        StepState::Open => {
            transaction.execute(
                "DELETE FROM play_step WHERE incident = ?1 AND step = ?2",
                (incident, step),
            )?;
            return Ok(());
        }
        StepState::Done { .. } => ("done", None),
        StepState::CouldNot { .. } => ("could_not", None),
        StepState::Later { date } => ("later", Some(date)),
    };
    transaction.execute(
        "INSERT INTO play_step (incident, step, state, at_ms, date, entry)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (incident, step) DO UPDATE
         SET state = excluded.state, at_ms = excluded.at_ms, date = excluded.date,
           entry = excluded.entry",
        (incident, step, code, at_ms, date, entry),
    )?;
    Ok(())
}

/// Every step put off that a play of its incident still has, each with the play begun last.
pub(crate) fn postponed(connection: &Connection) -> Result<Vec<Postponed>, StoreError> {
    let runs = runs(connection)?;
    let mut query = connection.prepare_cached(
        "SELECT incident, step, date, at_ms FROM play_step WHERE state = 'later'",
    )?;
    let rows: Vec<(u64, String, String, i64)> = query
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows
        .into_iter()
        .filter_map(|(incident, step, date, made_at_ms)| {
            let run = runs.iter().find(|run| {
                let play = plays().of(run.situation);
                run.incident == incident
                    && play.is_some_and(|play| play.steps.iter().any(|used| used.step == step))
            })?;
            let date = date.parse().ok()?;
            let situation = run.situation.code();
            let reminder_id = format!("{REMINDER_PREFIX}{situation}/{incident}/{step}");
            Some(Postponed { reminder_id, date, made_at_ms })
        })
        .collect())
}

/// Whether a day put off to has passed.
pub(super) fn has_passed(date: &str, today: NaiveDate) -> bool {
    date.parse().is_ok_and(|date| days_between(date, today) > 0)
}
