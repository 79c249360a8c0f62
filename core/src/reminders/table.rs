//! What `state.db` remembers that reminders rest on.

use super::clocks;
use super::plan::{Event, History, ItemHistory, Occurrence, Outcome, Promise, Subject};
use super::settings::switched_off;
use crate::ClockReading;
use crate::checkup::{self, Answer, GivenAnswer};
use crate::content::{Checklist, ItemContent, Measure};
use crate::devices::{self, Device, Messenger};
use crate::recovery;
use crate::store::{Setting, StoreError};
use chrono::NaiveDate;
use rusqlite::{Connection, Transaction};

/// Loads everything that a plan rests on.
pub(super) fn history(
    connection: &Connection,
    checklist: &Checklist,
    clock: &ClockReading,
) -> Result<History, StoreError> {
    let answers = checkup::all_answers(connection)?;
    let problems = checkup::problems(connection)?;
    let promises = promises(connection)?;
    let switched_off = switched_off(connection)?;
    let devices = devices::all(connection)?;
    let sign_out_since_ms = devices
        .iter()
        .filter_map(|device| device.oldest_pending())
        .map(|(since_ms, _)| since_ms)
        .min();
    let problem = |id: &str| {
        let (_, since_ms) = problems.iter().find(|(item_id, _)| item_id == id)?;
        Some(Subject::Problem { since_ms: *since_ms })
    };
    let mut items = Vec::new();
    for content in &checklist.item {
        let mut push = |item_id: String, subject: Option<Subject>| {
            let Some(subject) = subject else { return };
            let promise = promises.iter().find(|(id, _)| *id == item_id);
            items.push(ItemHistory {
                ages_after_days: content.stale_after_days.unwrap_or(i64::MAX),
                subject,
                promise: promise.map(|(_, promise)| *promise),
                off: switched_off.contains(&item_id),
                heard_on: None,
                item_id,
            });
        };
        match content.measure {
            Measure::MessengerUpdate | Measure::MessengerOrigin => {
                for messenger in Messenger::ALL {
                    let id = content.id_for(messenger);
                    let subject = problem(&id);
                    push(id, subject);
                }
            }
            Measure::SignOuts => {
                let subject = match sign_out_since_ms {
                    Some(since_ms) => Some(Subject::SignOut { since_ms }),
                    None => Some(closed(content, &answers, &devices, clock)),
                };
                push(content.id.clone(), subject);
            }
            Measure::Declared => push(content.id.clone(), Some(answered(content, &answers))),
            // Where an answer counts for what the phone cannot tell, it grows old like any other.
            _ => {
                let answer = || Some(answered(content, &answers)).filter(Subject::is_answered);
                push(content.id.clone(), problem(&content.id).or_else(answer));
            }
        }
    }
    items.extend(steps_put_off(connection, &promises, &switched_off)?);
    let mut history = History {
        first_use_ms: Setting::FirstUse.read(connection)?,
        shown_on: Setting::ReminderShownDay.read(connection)?,
        shown_for: Setting::ReminderShownFor.read(connection)?,
        incident_ms: Setting::LastIncident.read(connection)?,
        items,
        clocks: clocks::history(connection)?,
    };
    let heard = heard(connection)?;
    let heard_on = |item: &ItemHistory| {
        let heard = heard.iter().find(|heard| heard.item_id == item.item_id)?;
        (heard.since_ms == item.subject.since_ms()).then_some(heard.on)
    };
    let heard_on: Vec<Option<NaiveDate>> = history.items.iter().map(heard_on).collect();
    for (item, heard_on) in history.items.iter_mut().zip(heard_on) {
        item.heard_on = heard_on;
    }
    Ok(history)
}

/// When a notification last named an item.
struct Heard {
    item_id: String,
    /// Since when what it named it for was so, milliseconds since the epoch, `None` for what was never answered: it says
    /// nothing of what came after.
    since_ms: Option<i64>,
    on: NaiveDate,
}

/// What was heard; a day that no longer reads as a date is as good as none.
fn heard(connection: &Connection) -> Result<Vec<Heard>, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT item_id, since_ms, heard_on FROM reminder_heard")?;
    let rows = query
        .query_map([], |row| {
            let on: String = row.get(2)?;
            Ok((row.get(0)?, row.get(1)?, on.parse::<NaiveDate>().ok()))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(rows
        .into_iter()
        .filter_map(|(item_id, since_ms, on)| Some(Heard { item_id, since_ms, on: on? }))
        .collect())
}

/// Notes that a notification named what is due.
pub(super) fn note_heard(
    transaction: &Transaction<'_>,
    history: &History,
    due: &[Occurrence],
    today: NaiveDate,
) -> Result<(), StoreError> {
    let is_due = |item: &&ItemHistory| due.iter().any(|due| due.item_id == item.item_id);
    for item in history.items.iter().filter(is_due) {
        transaction
            .prepare_cached(
                "INSERT INTO reminder_heard (item_id, since_ms, heard_on) VALUES (?1, ?2, ?3)
                 ON CONFLICT (item_id) DO UPDATE
                 SET since_ms = excluded.since_ms, heard_on = excluded.heard_on",
            )?
            .execute((&item.item_id, item.subject.since_ms(), today.to_string()))?;
    }
    Ok(())
}

/// The steps of recovery plays that the person put off to a day.
fn steps_put_off(
    connection: &Connection,
    promises: &[(String, Promise)],
    switched_off: &[String],
) -> Result<Vec<ItemHistory>, StoreError> {
    let steps = recovery::postponed(connection)?.into_iter().map(|step| {
        // The person may have said "later" once more since, on the notification.
        let again = promises
            .iter()
            .filter(|(id, promise)| {
                *id == step.reminder_id && promise.counts_from_ms() >= step.made_at_ms
            })
            .map(|(_, promise)| *promise)
            .next();
        let made_at_ms = step.made_at_ms;
        let first = Promise { date: step.date, made_at_ms, about_since_ms: None };
        ItemHistory {
            ages_after_days: i64::MAX,
            subject: Subject::Problem { since_ms: made_at_ms },
            promise: Some(again.unwrap_or(first)),
            off: switched_off.contains(&step.reminder_id),
            heard_on: None,
            item_id: step.reminder_id,
        }
    });
    Ok(steps.collect())
}

/// With devices listed and nothing left to close, the last change of the list counts as done, and what was said of the
/// list before it no longer counts.
fn closed(
    content: &ItemContent,
    answers: &[GivenAnswer],
    devices: &[Device],
    clock: &ClockReading,
) -> Subject {
    let Some(changed_at_ms) = devices.iter().map(Device::changed_at_ms).max() else {
        return answered(content, answers);
    };
    let since: Vec<GivenAnswer> = answers
        .iter()
        .filter(|answer| answer.is_about_devices(changed_at_ms, clock))
        .cloned()
        .collect();
    let mut events = vec![Event { outcome: Outcome::Done, at_ms: changed_at_ms }];
    if let Subject::Answered { events: said } = answered(content, &since) {
        events.extend(said);
    }
    Subject::Answered { events }
}

fn answered(content: &ItemContent, answers: &[GivenAnswer]) -> Subject {
    let events = answers
        .iter()
        .filter(|answer| answer.item_id == content.id)
        .map(|answer| Event {
            outcome: match answer.answer {
                Answer::Yes => Outcome::Done,
                // "I only use this phone" answers the question about other devices; it is not a way around it.
                Answer::DoesNotApply if content.measure == Measure::SignOuts => Outcome::Done,
                Answer::DoesNotApply => Outcome::NotApplicable,
                Answer::No | Answer::NotSure => Outcome::Undone,
            },
            at_ms: answer.at_ms,
        })
        .collect();
    Subject::Answered { events }
}

/// Promises that no answer kept, by item; one whose date no longer reads as a date is as good as none.
fn promises(connection: &Connection) -> Result<Vec<(String, Promise)>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT item_id, date, made_at_ms, about_since_ms FROM promise WHERE kept_by IS NULL",
    )?;
    let rows = query
        .query_map([], |row| {
            let date: String = row.get(1)?;
            let date = date.parse::<NaiveDate>().ok();
            let (made_at_ms, about_since_ms) = (row.get(2)?, row.get(3)?);
            let promise = date.map(|date| Promise { date, made_at_ms, about_since_ms });
            Ok((row.get(0)?, promise))
        })?
        .collect::<rusqlite::Result<Vec<(String, Option<Promise>)>>>()?;
    Ok(rows.into_iter().filter_map(|(id, promise)| Some((id, promise?))).collect())
}
