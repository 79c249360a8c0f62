//! The history of verdicts in words, and the checkup as a text to send and as a page to print.

use super::words::Wording;
use super::{
    Basis, Checkup, CheckupError, CheckupItem, HistoryDay, Snapshot, Verdict, VerdictChange,
    history,
};
use crate::clock::{full_date, short_date, weekday_date};
use crate::content::checklist;
use crate::report::{CheckupPage, checkup_page};
use crate::store::CareState;
use crate::{ClockReading, Language};

/// Changes shown, the latest: a few years of an ordinary life.
const CHANGES_SHOWN: usize = 300;

/// Every change of a verdict that is still kept, by day, the latest first. What was found at the first look is no
/// change; points that the checklist no longer has are left out. What the phone says now tells which of them can be
/// opened.
///
/// # Errors
/// When the store refuses.
pub fn history_by_day(
    state: &CareState,
    snapshot: &Snapshot,
    clock: &ClockReading,
    language: Language,
) -> Result<Vec<HistoryDay>, CheckupError> {
    let checklist = checklist();
    let evaluated = super::judged(state, snapshot, clock)?.evaluated;
    let wording = Wording { checklist, clock, language };
    let mut days: Vec<(chrono::NaiveDate, HistoryDay)> = Vec::new();
    for kept in history::changes(state.connection())?.into_iter().rev().take(CHANGES_SHOWN) {
        let Some(title) = checklist.title(&kept.item_id, language) else { continue };
        let change = VerdictChange {
            sentence: match kept.before {
                Some(_) => wording.turned(&title, kept.now),
                None => wording.appeared(&title),
            },
            has_page: evaluated.iter().any(|item| item.id == kept.item_id),
            id: kept.item_id,
            before: kept.before.unwrap_or(Verdict::NotApplicable),
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
/// the person's own; no name of an app, of a device, of a person. Points of several messengers that are alike are told
/// once, so that nobody can count them; what does not apply is left out.
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
    let date = full_date(today, language);
    let mut text = format!("{}\n{score}\n", words.title.fill(language, &[("date", &date)]));
    for (verdict, heading) in [
        (Verdict::AtRisk, &words.at_risk),
        (Verdict::Due, &words.due),
        (Verdict::Unknown, &words.unknown),
        (Verdict::Ok, &words.ok),
    ] {
        let mut titles: Vec<String> = Vec::new();
        for item in items.iter().filter(|item| item.verdict == verdict) {
            let title = checklist().neutral_title(&item.id, language).unwrap_or_default();
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        if !titles.is_empty() {
            text.push_str(&format!("\n{}:\n", heading.get(language)));
            for title in titles {
                text.push_str(&format!("- {title}\n"));
            }
        }
    }
    for note in rules_note.iter().map(String::as_str).chain([words.note.get(language)]) {
        text.push_str(&format!("\n{note}\n"));
    }
    Ok(text)
}

/// The checkup as a PDF of one page, the worst first: what was found on each point, its state, whether it was measured
/// or told, and when. Nothing is on it that the screen does not show.
///
/// # Errors
/// [`CheckupError::Report`] when the PDF library refuses, or when the store does.
pub fn sheet(
    state: &mut CareState,
    snapshot: &Snapshot,
    clock: &ClockReading,
    language: Language,
) -> Result<Vec<u8>, CheckupError> {
    let Checkup { mut items, score, rules_note, .. } =
        super::run(state, snapshot, clock, language)?;
    items.sort_by_key(|item| item.verdict.badness());
    let (words, states) = (&checklist().sheet, &checklist().share);
    let today = clock.local_date();
    let short = |date| short_date(date, language);
    let date = full_date(today, language);
    let row = |item: &CheckupItem| {
        let state = match item.verdict {
            Verdict::AtRisk => &states.at_risk,
            Verdict::Due => &states.due,
            Verdict::Unknown => &states.unknown,
            Verdict::Ok => &states.ok,
            Verdict::NotApplicable => &words.not_applicable,
        };
        let known = match item.basis {
            Basis::Measured => words.measured.fill(language, &[("date", &short(today))]),
            Basis::Declared { at_ms } => {
                words.declared.fill(language, &[("date", &short(clock.date_of(at_ms)))])
            }
            Basis::NotAnswered => words.not_answered.get(language).to_owned(),
        };
        [item.title.clone(), item.line.clone(), state.get(language).to_owned(), known]
    };
    let heads = [&words.point, &words.found, &words.state, &words.known];
    let page = CheckupPage {
        title: words.title.get(language).to_owned(),
        lead: words.lead.fill(language, &[("date", &date), ("score", &score)]),
        heads: heads.map(|head| head.get(language).to_owned()),
        rows: items.iter().map(row).collect(),
        notes: rules_note.into_iter().chain([words.note.get(language).to_owned()]).collect(),
        foot: words.foot.fill(language, &[("date", &short(today))]),
    };
    checkup_page(&page, clock, language).map_err(|_| CheckupError::Report)
}
