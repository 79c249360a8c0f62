//! A plan in words.

use super::plan::{Cause, Occurrence, Schedule};
use super::{Plan, Reminder, ReminderNotification};
use crate::clock::{date_in_words, days_between, days_in_words, weekday_date, weekday_name};
use crate::content::{checklist, reminder_content};
use crate::{ClockReading, Language};
use chrono::{Datelike, NaiveDate};

/// The plan that screens and the notification show.
pub(super) fn plan_in_words(schedule: &Schedule, clock: &ClockReading, language: Language) -> Plan {
    let today = clock.local_date();
    let reminders = |occurrences: &[Occurrence]| -> Vec<Reminder> {
        occurrences.iter().map(|occurrence| reminder(occurrence, today, language)).collect()
    };
    Plan {
        due: reminders(&schedule.due),
        missed: reminders(&schedule.missed),
        upcoming: reminders(&schedule.upcoming),
        next_alarm_ms: schedule.next_alarm_ms,
        notification: schedule.ring_now.then(|| notification(&schedule.due, today, language)),
    }
}

fn reminder(occurrence: &Occurrence, today: NaiveDate, language: Language) -> Reminder {
    Reminder {
        item_id: occurrence.item_id.clone(),
        title: checklist().title(&occurrence.item_id, language).unwrap_or_default(),
        due_at_ms: occurrence.due_at_ms,
        day: weekday_date(occurrence.due_on, today, language),
        reason: reason(occurrence, today, language),
        promised: occurrence.cause == Cause::Promised,
    }
}

fn reason(occurrence: &Occurrence, today: NaiveDate, language: Language) -> String {
    let words = &reminder_content().reason;
    let (text, date, days) = match occurrence.cause {
        Cause::Promised => {
            let is_soon = days_between(today, occurrence.due_on).abs() < 7;
            let text = if is_soon { &words.promised_soon } else { &words.promised };
            (text, occurrence.due_on, 0)
        }
        Cause::AfterDone { on, days } => (&words.after_done, on, days),
        Cause::AfterUndone { on, days } => (&words.after_undone, on, days),
        Cause::AfterNotApplicable { on, days } => (&words.after_not_applicable, on, days),
        Cause::NeverDone { since } => (&words.never_done, since, 0),
        Cause::SignOutWaits { since } => (&words.sign_out_waits, since, 0),
        Cause::Problem { since } => (&words.problem, since, 0),
        Cause::ClockWentBack => (&words.clock_went_back, today, 0),
    };
    text.fill(
        language,
        &[
            ("date", &date_in_words(date, today, language)),
            ("days", &days_in_words(days, language)),
            ("weekday", weekday_name(date, language)),
            ("weekday_date", &weekday_date(date, today, language)),
        ],
    )
}

/// Generic words, safe on a lock screen: how many things, how many minutes the shortest takes.
fn notification(due: &[Occurrence], today: NaiveDate, language: Language) -> ReminderNotification {
    let words = &reminder_content().notification;
    let minutes = due
        .iter()
        .filter_map(|occurrence| checklist().item(&occurrence.item_id))
        .map(|(content, _)| content.minutes)
        .min()
        .unwrap_or(1);
    let (count, minutes) = (due.len().to_string(), minutes.to_string());
    let values = [("count", count.as_str()), ("minutes", minutes.as_str())];
    let (title, bodies, item_id) = match due {
        [only] => (&words.one, &words.bodies_one, Some(only.item_id.clone())),
        _ => (&words.several, &words.bodies_several, None),
    };
    let turn = usize::try_from(today.num_days_from_ce())
        .unwrap_or_default()
        .checked_rem(bodies.len())
        .unwrap_or_default();
    ReminderNotification {
        title: title.fill(language, &values),
        body: bodies.get(turn).map(|body| body.fill(language, &values)).unwrap_or_default(),
        item_id,
    }
}
