//! What comes, as a calendar file (RFC 5545): for whoever trusts their calendar more than a notification.

use super::{ReminderError, plan, table, words};
use crate::clock::{add_days, instant_from_ms};
use crate::content::{checklist, reminder_content};
use crate::store::CareState;
use crate::{ClockReading, Language};
use chrono::{NaiveDate, TimeDelta};
use icalendar::{Alarm, Calendar, Component, Event, EventLike};
use std::collections::BTreeMap;

/// How far the file reaches.
const DAYS: i64 = 365;

/// How long an entry takes in the calendar, minutes.
const MINUTES: i64 = 15;

/// The reminders of a year as a calendar file, one entry a day with what is due on it, if each is done on its day. It
/// names checks and says nothing of devices, incidents or recovery clocks, because calendars are often shared. Saved
/// again, entries of the same days take the place of the ones before; those of other days stay, as the file tells: it does
/// not know what was saved before, and many calendars take no cancellations from a file.
///
/// # Errors
/// When the store refuses.
pub fn calendar(
    state: &CareState,
    clock: &ClockReading,
    language: Language,
) -> Result<String, ReminderError> {
    let history = table::history(state.connection(), checklist(), clock)?;
    let settings = super::settings(state)?;
    let until = add_days(clock.local_date(), DAYS);
    let rules = &reminder_content().rules;
    let mut days: BTreeMap<NaiveDate, (i64, Vec<String>)> = BTreeMap::new();
    for next in plan::ahead(rules, &history, clock, &settings, until) {
        if let Some(title) = checklist().title(next.item_id, language) {
            days.entry(next.due_on).or_insert((next.due_at_ms, Vec::new())).1.push(title);
        }
    }
    let words = &reminder_content().calendar;
    let mut calendar = Calendar::new();
    calendar.name(words.name.get(language));
    for (day, (at_ms, titles)) in days {
        let starts = instant_from_ms(at_ms);
        let summary = words::things_to_check(titles.len(), language);
        let why = words.why.get(language);
        let uid = format!("{day}@candado.app");
        // Left to itself, the crate would draw a random name and read the clock.
        let alarm = Alarm::display(&summary, TimeDelta::zero())
            .uid(&format!("alarm-{uid}"))
            .timestamp(clock.instant())
            .done();
        let event = Event::new()
            .uid(&uid)
            .timestamp(clock.instant())
            .summary(&format!("Candado: {summary}"))
            .description(&format!("{}\n\n{why}", titles.join("\n")))
            .starts(starts)
            .ends(starts.checked_add_signed(TimeDelta::minutes(MINUTES)).unwrap_or(starts))
            .alarm(alarm)
            .done();
        calendar.push(event);
    }
    Ok(folded(&calendar.to_string()))
}

/// Octets that a line may have, its end left out (RFC 5545, 3.1).
const LINE_OCTETS: usize = 75;

/// The same with every line within its limit: the crate leaves one octet too many in the last part of some values.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for line in text.replace("\r\n ", "").lines() {
        let mut octets: usize = 0;
        for letter in line.chars() {
            if octets.saturating_add(letter.len_utf8()) > LINE_OCTETS {
                folded.push_str("\r\n ");
                octets = 1;
            }
            folded.push(letter);
            octets = octets.saturating_add(letter.len_utf8());
        }
        folded.push_str("\r\n");
    }
    folded
}
