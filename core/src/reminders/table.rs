//! What `state.db` remembers that reminders rest on.

use super::clocks;
use super::plan::{Event, History, ItemHistory, Outcome, Promise, Subject};
use super::settings::switched_off;
use crate::checkup::{self, Answer, GivenAnswer, Verdict};
use crate::content::{Checklist, ItemContent, Measure};
use crate::devices::{self, Device, Messenger};
use crate::recovery;
use crate::store::{Setting, StoreError};
use chrono::NaiveDate;
use rusqlite::Connection;

/// Loads everything that a plan rests on.
pub(super) fn history(
    connection: &Connection,
    checklist: &Checklist,
) -> Result<History, StoreError> {
    let answers = checkup::all_answers(connection)?;
    let verdicts = checkup::last_verdicts(connection)?;
    let promises = promises(connection)?;
    let switched_off = switched_off(connection)?;
    let devices = devices::all(connection)?;
    let sign_out_since_ms = devices
        .iter()
        .filter_map(|device| device.oldest_pending())
        .map(|(since_ms, _)| since_ms)
        .min();
    let problem = |id: &str| {
        let last = verdicts.iter().find(|verdict| verdict.item_id == id)?;
        matches!(last.verdict, Verdict::Due | Verdict::AtRisk)
            .then_some(Subject::Problem { since_ms: last.at_ms })
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
                    None => Some(closed(content, &answers, &devices)),
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
    Ok(History {
        first_use_ms: Setting::FirstUse.read(connection)?,
        shown_on: Setting::ReminderShownDay.read(connection)?,
        incident_ms: Setting::LastIncident.read(connection)?,
        items,
        clocks: clocks::history(connection)?,
    })
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
                *id == step.reminder_id && promise.made_at_ms >= step.made_at_ms
            })
            .map(|(_, promise)| *promise)
            .next();
        let first = Promise { date: step.date, made_at_ms: step.made_at_ms };
        ItemHistory {
            ages_after_days: i64::MAX,
            subject: Subject::Problem { since_ms: step.made_at_ms },
            promise: Some(again.unwrap_or(first)),
            off: switched_off.contains(&step.reminder_id),
            item_id: step.reminder_id,
        }
    });
    Ok(steps.collect())
}

/// With devices listed and nothing left to close, the last change of the list counts as done, and what was said of the
/// list before it no longer counts.
fn closed(content: &ItemContent, answers: &[GivenAnswer], devices: &[Device]) -> Subject {
    let Some(changed_at_ms) = devices.iter().map(Device::changed_at_ms).max() else {
        return answered(content, answers);
    };
    let since: Vec<GivenAnswer> =
        answers.iter().filter(|answer| answer.at_ms >= changed_at_ms).cloned().collect();
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

/// Promises by item; one whose date no longer reads as a date is as good as none.
fn promises(connection: &Connection) -> Result<Vec<(String, Promise)>, StoreError> {
    let mut query = connection.prepare_cached("SELECT item_id, date, made_at_ms FROM promise")?;
    let rows = query
        .query_map([], |row| {
            let date: String = row.get(1)?;
            Ok((row.get::<_, String>(0)?, date.parse::<NaiveDate>().ok(), row.get::<_, i64>(2)?))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, date, made_at_ms)| Some((id, Promise { date: date?, made_at_ms })))
        .collect())
}
