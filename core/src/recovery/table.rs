//! Cases, plays and steps in `state.db`.

use super::{CaseFacts, REMINDER_PREFIX, Sim, Situation, StepState, incident_and_step};
use crate::clock::days_between;
use crate::content::{ClockContent, plays};
use crate::reminders::ClockHistory;
use crate::store::StoreError;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Transaction};
use std::collections::HashMap;

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

/// What the person said about a case, without who helps, which the log says; `None` when no play of it was begun.
pub(super) fn facts(
    connection: &Connection,
    incident: u64,
) -> Result<Option<CaseFacts>, StoreError> {
    Ok(connection
        .query_row(
            "SELECT messenger, sim, place FROM recovery_case WHERE incident = ?1",
            [incident],
            |row| {
                Ok(CaseFacts {
                    messenger: row.get(0)?,
                    sim: row.get(1)?,
                    place: row.get(2)?,
                    helper: String::new(),
                })
            },
        )
        .optional()?)
}

/// Stores what the person said about a case; its number stays.
pub(super) fn set_facts(
    transaction: &Transaction<'_>,
    incident: u64,
    facts: &CaseFacts,
) -> Result<(), StoreError> {
    transaction.execute(
        "INSERT INTO recovery_case (incident, messenger, sim, place) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (incident) DO UPDATE
         SET messenger = excluded.messenger, sim = excluded.sim, place = excluded.place",
        (incident, facts.messenger.code(), facts.sim.code(), facts.place.code()),
    )?;
    Ok(())
}

/// The number of a case's account, with its country code; `None` when there is no such case or no number yet.
pub(super) fn number(connection: &Connection, incident: u64) -> Result<Option<String>, StoreError> {
    let number: Option<String> = connection
        .query_row("SELECT number FROM recovery_case WHERE incident = ?1", [incident], |row| {
            row.get(0)
        })
        .optional()?;
    Ok(number.filter(|number| !number.is_empty()))
}

/// Stores the number of a case's account; of a case that is not there, nothing.
pub(super) fn set_number(
    transaction: &Transaction<'_>,
    incident: u64,
    number: &str,
) -> Result<(), StoreError> {
    transaction
        .execute("UPDATE recovery_case SET number = ?2 WHERE incident = ?1", (incident, number))?;
    Ok(())
}

/// Forgets every case, play and step, and what was chosen for their reminders: they spoke of a log that was set aside, and
/// the next one gives its incidents the same numbers. Clocks run on, of no case.
pub(super) fn forget_all(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    transaction.execute_batch(
        "DELETE FROM play_step; DELETE FROM play_run; DELETE FROM recovery_case;
         UPDATE recovery_clock SET incident = NULL;",
    )?;
    for table in ["promise", "reminder_off", "reminder_heard"] {
        let statement = format!("DELETE FROM {table} WHERE item_id GLOB '{REMINDER_PREFIX}*'");
        transaction.execute(&statement, [])?;
    }
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

/// The step of an incident that was marked done by this entry.
pub(super) fn step_of_entry(
    connection: &Connection,
    entry: u64,
) -> Result<Option<(u64, String)>, StoreError> {
    Ok(connection
        .query_row(
            "SELECT incident, step FROM play_step WHERE state = 'done' AND entry = ?1",
            [entry],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?)
}

/// Forgets that a step was put off; however else it was left stays.
pub(super) fn no_longer_later(
    transaction: &Transaction<'_>,
    incident: u64,
    step: &str,
) -> Result<(), StoreError> {
    transaction.execute(
        "DELETE FROM play_step WHERE incident = ?1 AND step = ?2 AND state = 'later'",
        (incident, step),
    )?;
    Ok(())
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

/// Where the steps of cases stand: the plays that were begun, the latest first.
pub(crate) struct StepPlaces(Vec<Run>);

impl StepPlaces {
    /// Reads them.
    pub(crate) fn of(connection: &Connection) -> Result<Self, StoreError> {
        Ok(Self(runs(connection)?))
    }

    /// Where the app shows a step: in the play of its incident begun last that holds the step; `None` when no such play
    /// was begun.
    pub(crate) fn path(&self, incident: u64, step: &str) -> Option<String> {
        let run = self.0.iter().find(|run| {
            let play = plays().of(run.situation);
            run.incident == incident
                && play.is_some_and(|play| play.steps.iter().any(|used| used.step == step))
        })?;
        Some(format!("play/{}/{incident}/{step}", run.situation.code()))
    }

    /// The same by the name that the step's reminder has; `None` for what is no step.
    pub(crate) fn path_of(&self, reminder_id: &str) -> Option<String> {
        let (incident, step) = incident_and_step(reminder_id)?;
        self.path(incident, step)
    }
}

/// What the person said and did in every case, as far as a recovery clock hangs on it.
pub(crate) struct CasesSaid {
    sims: HashMap<u64, Sim>,
    /// When a step of an incident was done, milliseconds since the epoch.
    done_at_ms: HashMap<(u64, String), i64>,
}

impl CasesSaid {
    /// Reads it.
    pub(crate) fn of(connection: &Connection) -> Result<Self, StoreError> {
        let mut cases = connection.prepare_cached("SELECT incident, sim FROM recovery_case")?;
        let mut steps = connection
            .prepare_cached("SELECT incident, step, at_ms FROM play_step WHERE state = 'done'")?;
        let sims = cases.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let done = steps.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
        Ok(Self {
            sims: sims.collect::<rusqlite::Result<_>>()?,
            done_at_ms: done.collect::<rusqlite::Result<_>>()?,
        })
    }

    /// Whether there is still something to wait for: the SIM is where the clock takes it to be, and no step that ends
    /// the wait was done since it began. A clock of no case waits on.
    pub(crate) fn still_wait(&self, clock: &ClockHistory, content: &ClockContent) -> bool {
        let Some(incident) = clock.incident else { return true };
        let fits = |sim: &Sim| content.sim.is_empty() || content.sim.contains(sim);
        let ends_it = |step: &String| {
            let done_at_ms = self.done_at_ms.get(&(incident, step.clone()));
            done_at_ms.is_some_and(|at_ms| *at_ms >= clock.started_at_ms)
        };
        self.sims.get(&incident).is_none_or(fits) && !content.over_with.iter().any(ends_it)
    }
}

/// Every step put off that a play of its incident still has.
pub(crate) fn postponed(connection: &Connection) -> Result<Vec<Postponed>, StoreError> {
    let places = StepPlaces::of(connection)?;
    let mut query = connection.prepare_cached(
        "SELECT incident, step, date, at_ms FROM play_step WHERE state = 'later'",
    )?;
    let rows: Vec<(u64, String, String, i64)> = query
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let postponed = rows.into_iter().filter_map(|(incident, step, date, made_at_ms)| {
        places.path(incident, &step)?;
        let reminder_id = format!("{REMINDER_PREFIX}{incident}/{step}");
        Some(Postponed { reminder_id, date: date.parse().ok()?, made_at_ms })
    });
    Ok(postponed.collect())
}

/// Whether a day put off to has passed.
pub(super) fn has_passed(date: &str, today: NaiveDate) -> bool {
    date.parse().is_ok_and(|date| days_between(date, today) > 0)
}
