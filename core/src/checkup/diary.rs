//! The history of verdicts in words, and the checkup as a text to send.

use super::words::Wording;
use super::{
    Checkup, CheckupError, CheckupItem, HistoryDay, Snapshot, Verdict, VerdictChange, history,
};
use crate::clock::{date_in_words, weekday_date};
use crate::content::checklist;
use crate::store::CareState;
use crate::{ClockReading, Language};

/// Changes shown, the latest: a few years of an ordinary life.
const CHANGES_SHOWN: usize = 300;

/// Every change of a verdict that is still kept, by day, the latest first. What was found at the first look is no
/// change; points that the checklist no longer has are left out.
///
/// # Errors
/// When the store refuses.
pub fn history_by_day(
    state: &CareState,
    clock: &ClockReading,
    language: Language,
) -> Result<Vec<HistoryDay>, CheckupError> {
    let checklist = checklist();
    let wording = Wording { checklist, clock, language };
    let mut days: Vec<(chrono::NaiveDate, HistoryDay)> = Vec::new();
    for kept in history::changes(state.connection())?.into_iter().rev().take(CHANGES_SHOWN) {
        let Some(title) = checklist.title(&kept.item_id, language) else { continue };
        let change = VerdictChange {
            sentence: wording.turned(&title, kept.now),
            id: kept.item_id,
            before: kept.before,
            now: kept.now,
        };
        match days.last_mut() {
            Some((day, last)) if *day == kept.day => last.changes.push(change),
            _ => {
                let words = weekday_date(kept.day, clock.local_date(), language);
                days.push((kept.day, HistoryDay { day: words, changes: vec![change] }));
            }
        }
    }
    Ok(days.into_iter().map(|(_, day)| day).collect())
}

/// The checkup as a text that somebody can send to a person they trust: names of points and verdicts, and nothing of
/// the person's own; no name of an app, of a device, of a person.
///
/// # Errors
/// When the store refuses.
pub fn share_text(
    state: &mut CareState,
    snapshot: &Snapshot,
    clock: &ClockReading,
    language: Language,
) -> Result<String, CheckupError> {
    let Checkup { items, score, rules_note, .. } = super::run(state, snapshot, clock, language)?;
    let words = &checklist().share;
    let today = clock.local_date();
    let date = date_in_words(today, today, language);
    let mut text = format!("{}\n{score}\n", words.title.fill(language, &[("date", &date)]));
    for (verdict, heading) in [
        (Verdict::AtRisk, &words.at_risk),
        (Verdict::Due, &words.due),
        (Verdict::Unknown, &words.unknown),
        (Verdict::Ok, &words.ok),
    ] {
        let these: Vec<&CheckupItem> =
            items.iter().filter(|item| item.verdict == verdict).collect();
        if !these.is_empty() {
            text.push_str(&format!("\n{}:\n", heading.get(language)));
            for item in these {
                text.push_str(&format!("- {}\n", item.title));
            }
        }
    }
    for note in rules_note.iter().map(String::as_str).chain([words.note.get(language)]) {
        text.push_str(&format!("\n{note}\n"));
    }
    Ok(text)
}
