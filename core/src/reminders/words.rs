//! A plan in words.

use super::days::{DAY_MS, HOUR_MS};
use super::plan::{Cause, Occurrence, Schedule};
use super::{
    ClockNotification, ClockRun, ClockState, LaterDay, Plan, RecoveryClock, Reminder,
    ReminderNotification, ReminderPicture,
};
use crate::checkup::Answer;
use crate::clock::{
    add_days, date_in_words, days_between, days_in_words, time_in_words, weekday_date, weekday_name,
};
use crate::content::{Measure, checklist, clocks, reminder_content};
use crate::letters::capitalised;
use crate::recovery::StepPlaces;
use crate::{ClockReading, Language, recovery};
use chrono::{Datelike, NaiveDate, Weekday};

/// The plan that screens and the notification show.
/// `turn` counts the notifications shown so far.
pub(super) fn plan_in_words(
    schedule: &Schedule,
    turn: usize,
    places: &StepPlaces,
    clock: &ClockReading,
    language: Language,
) -> Plan {
    let today = clock.local_date();
    let step = |occurrence: &Occurrence| places.path_of(&occurrence.item_id).unwrap_or_default();
    let reminders = |occurrences: &[Occurrence]| -> Vec<Reminder> {
        let reminder = |due: &Occurrence| reminder(due, step(due), today, language);
        occurrences.iter().map(reminder).collect()
    };
    let notification = |turn| ReminderNotification {
        step: match schedule.due.as_slice() {
            [only] => step(only),
            _ => String::new(),
        },
        ..notification(&schedule.due, turn, today, language)
    };
    Plan {
        due: reminders(&schedule.due),
        missed: reminders(&schedule.missed),
        upcoming: reminders(&schedule.upcoming),
        off: reminders(&schedule.off),
        clocks: schedule
            .clocks
            .iter()
            .filter_map(|run| clock_in_words(run, clock, language))
            .collect(),
        next_alarm_ms: schedule.next_alarm_ms,
        ring_soon_ms: schedule.ring_soon_ms,
        notification: schedule.ring_now.then(|| notification(turn)),
        // With the look it had when it was shown.
        still_shown: (!schedule.due.is_empty()).then(|| notification(turn.saturating_sub(1))),
        clock_notification: clock_notification(schedule, clock, language),
    }
}

fn reminder(
    occurrence: &Occurrence,
    step: String,
    today: NaiveDate,
    language: Language,
) -> Reminder {
    let is_doubtful = occurrence.cause == Cause::ClockWentBack;
    Reminder {
        item_id: occurrence.item_id.clone(),
        step,
        title: title(&occurrence.item_id, language),
        due_at_ms: occurrence.due_at_ms,
        day: if is_doubtful {
            String::new()
        } else {
            weekday_date(occurrence.due_on, today, language)
        },
        reason: reason(occurrence, today, language),
        promised: occurrence.cause == Cause::Promised,
        overdue: occurrence.due_on < today && !is_doubtful,
    }
}

/// The title of a checkup item, or of a step put off.
fn title(item_id: &str, language: Language) -> String {
    let step = || Some(recovery::reminded_step(item_id)?.0.get(language).to_owned());
    checklist().title(item_id, language).or_else(step).unwrap_or_default()
}

/// The minutes that it takes.
fn minutes(item_id: &str) -> Option<u32> {
    let item = checklist().item(item_id).map(|(content, _)| content.minutes);
    item.or_else(|| Some(recovery::reminded_step(item_id)?.1))
}

fn reason(occurrence: &Occurrence, today: NaiveDate, language: Language) -> String {
    let words = &reminder_content().reason;
    let mut week_of_incident = 0;
    let (text, date, days) = match occurrence.cause {
        Cause::Promised => {
            // "Saturday" is the one that comes.
            let is_soon = (0..7).contains(&days_between(today, occurrence.due_on));
            let text = if is_soon { &words.promised_soon } else { &words.promised };
            (text, occurrence.due_on, 0)
        }
        Cause::AfterDone { on, days } => (&words.after_done, on, days),
        Cause::AfterUndone { on, days } => (&words.after_undone, on, days),
        Cause::AfterNotApplicable { on, days } => (&words.after_not_applicable, on, days),
        Cause::AfterIncident { on, week } => {
            week_of_incident = week;
            (&words.after_incident, on, 0)
        }
        Cause::NeverDone { since } => (&words.never_done, since, 0),
        Cause::SignOutWaits { since } => (&words.sign_out_waits, since, 0),
        Cause::Problem { since } => (&words.problem, since, 0),
        Cause::ClockWentBack => (&words.clock_went_back, today, 0),
    };
    let reason = text.fill(
        language,
        &[
            ("date", &date_in_words(date, today, language)),
            ("days", &days_in_words(days, language)),
            ("weekday", weekday_name(date, language)),
            ("weekday_date", &weekday_date(date, today, language)),
            ("week", &week_of_incident.to_string()),
            ("weeks", &reminder_content().rules.weekly_after_incident.to_string()),
        ],
    );
    let Some(moved_from) = occurrence.moved_from else { return reason };
    let from = weekday_name(moved_from, language);
    let weekday = weekday_name(occurrence.due_on, language);
    words.moved.fill(language, &[("reason", &reason), ("from", from), ("weekday", weekday)])
}

/// A recovery clock for the screen; `None` for a kind that this version does not know.
pub(super) fn clock_in_words(
    run: &ClockRun,
    clock: &ClockReading,
    language: Language,
) -> Option<RecoveryClock> {
    let content = clocks().of(&run.clock.clock_id)?;
    let words = &clocks().words;
    let left_ms = run.ends_at_ms.saturating_sub(clock.now_ms);
    let text = match (run.state, &content.over) {
        (ClockState::Running, _) => &content.running,
        (ClockState::Ended, Some(over)) if left_ms <= 0 => over,
        (ClockState::Ended, _) => &content.ended,
        (ClockState::Doubtful, _) => &words.doubtful,
    };
    // To the nearest day: a second after a week began, a week is left.
    let days = left_ms.saturating_add(DAY_MS / 2).div_euclid(DAY_MS);
    // Rounded up, so that "2 hours left" is said until one is left.
    let hours = left_ms.saturating_add(HOUR_MS).saturating_sub(1).div_euclid(HOUR_MS);
    let left = match (run.state, hours) {
        (ClockState::Doubtful, _) => String::new(),
        (_, 48..) => words.left_days.fill(language, &[("days", &days_in_words(days, language))]),
        (_, 2..) => words.left_hours.fill(language, &[("count", &hours.to_string())]),
        _ if left_ms > 0 => words.left_hour.get(language).to_owned(),
        _ => words.over.get(language).to_owned(),
    };
    let today = Some(clock.local_date());
    Some(RecoveryClock {
        number: run.clock.number,
        clock_id: run.clock.clock_id.clone(),
        incident: run.clock.incident,
        step: run.clock.step.clone(),
        title: content.title.get(language).to_owned(),
        line: text.fill(language, &[("when", &instant_in_words(run.ends_at_ms, clock, language))]),
        left,
        source_line: checklist().source_line.word(&content.source, today, language),
        started_at_ms: run.clock.started_at_ms,
        ends_at_ms: run.ends_at_ms,
        state: run.state,
    })
}

fn instant_in_words(at_ms: i64, clock: &ClockReading, language: Language) -> String {
    let wall = clock.local_time_at(at_ms).naive_local();
    let date = weekday_date(wall.date(), clock.local_date(), language);
    let time = time_in_words(wall.time());
    clocks().words.when.fill(language, &[("weekday_date", &date), ("time", &time)])
}

fn clock_notification(
    schedule: &Schedule,
    clock: &ClockReading,
    language: Language,
) -> Option<ClockNotification> {
    let ringing: Vec<RecoveryClock> = schedule
        .clocks
        .iter()
        .filter(|run| run.rings_now)
        .filter_map(|run| clock_in_words(run, clock, language))
        .collect();
    let words = &clocks().words;
    let is_over =
        |it: &RecoveryClock| it.state == ClockState::Ended && it.ends_at_ms <= clock.now_ms;
    let (title, body, step) = match ringing.as_slice() {
        [] => return None,
        // The marks of words seen on the phone mean nothing in a notification.
        [only] => {
            let title = match only.state {
                ClockState::Doubtful => &words.one_doubtful,
                _ if is_over(only) => &words.one,
                _ => &words.one_ending,
            };
            (title.get(language).to_owned(), only.line.replace("**", ""), only.step.clone())
        }
        _ => {
            let all_over = ringing.iter().all(is_over);
            let title = if all_over { &words.several } else { &words.several_to_see };
            let title = title.fill(language, &[("count", &ringing.len().to_string())]);
            (title, words.several_body.get(language).to_owned(), String::new())
        }
    };
    let numbers = ringing.into_iter().map(|clock| clock.number).collect();
    Some(ClockNotification { title, body, numbers, step })
}

/// Generic words, safe on a lock screen: how many things, how many minutes the shortest takes. Wording and picture take
/// turns: what looks the same every time is soon not seen.
fn notification(
    due: &[Occurrence],
    turn: usize,
    today: NaiveDate,
    language: Language,
) -> ReminderNotification {
    let words = &reminder_content().notification;
    let minutes =
        due.iter().filter_map(|occurrence| minutes(&occurrence.item_id)).min().unwrap_or(1);
    let (count, minutes) = (due.len().to_string(), minutes.to_string());
    let values = [("count", count.as_str()), ("minutes", minutes.as_str())];
    let bodies = match due {
        [_] => &words.bodies_one,
        _ => &words.bodies_several,
    };
    let body = in_turn(bodies, turn);
    let picture = in_turn(&ReminderPicture::ALL, turn).copied().unwrap_or(ReminderPicture::Bell);
    let can_be_done = match due {
        // A list of the phone or of devices has to be looked at before anybody can say that it is right.
        [only] => {
            only.answered
                && checklist().item(&only.item_id).is_some_and(|(content, _)| {
                    !content.measure.lists()
                        && content.measure != Measure::SignOuts
                        && content.answers.iter().any(|words| words.answer == Answer::Yes)
                })
        }
        _ => false,
    };
    ReminderNotification {
        title: things_to_check(due.len(), language),
        body: body.map(|body| body.fill(language, &values)).unwrap_or_default(),
        item_ids: due.iter().map(|occurrence| occurrence.item_id.clone()).collect(),
        step: String::new(),
        can_be_done,
        later: later_day(today, language),
        picture,
    }
}

/// The one whose turn it is.
fn in_turn<Each>(all: &[Each], turn: usize) -> Option<&Each> {
    all.get(turn.checked_rem(all.len())?)
}

/// How many things are due, as the notification says it.
pub(super) fn things_to_check(count: usize, language: Language) -> String {
    let words = &reminder_content().notification;
    let title = if count == 1 { &words.one } else { &words.several };
    title.fill(language, &[("count", &count.to_string())])
}

/// The Saturday after a day.
pub(super) fn later_date(today: NaiveDate) -> NaiveDate {
    add_days(today, 7_i64.saturating_sub(i64::from(today.weekday().days_since(Weekday::Sat))))
}

/// The same, in words.
pub(super) fn later_day(today: NaiveDate, language: Language) -> LaterDay {
    let date = later_date(today);
    LaterDay {
        date: date.to_string(),
        words: format!("{} {}", weekday_name(date, language), date.day()),
    }
}

/// A day, where there is one, and its reason on one line.
pub(super) fn day_and_reason(reminder: &Reminder) -> String {
    if reminder.day.is_empty() {
        return reminder.reason.clone();
    }
    format!("{} · {}", capitalised(&reminder.day), reminder.reason)
}
