//! The checkup: what the phone can tell, what only the person can tell, and the verdict on each.
//!
//! [`evaluate`] is pure and judges; [`run`] loads, judges, remembers and puts it into words.

mod declared;
mod diary;
mod evaluate;
mod history;
mod listed;
mod measured;
mod origin;
mod page;
mod settings;
mod snapshot;
mod table;
mod types;
mod words;

pub use declared::GivenAnswer;
pub use diary::{history_by_day, share_text, sheet};
pub use evaluate::{Evaluated, Finding, evaluate};
pub(crate) use history::{last_verdicts, problems};
pub use page::page;
pub use settings::{choose_limit, limit_choices};
pub use snapshot::{
    FlagSignal, ListSignal, ListedEntry, MessengerReading, MessengerSignal, NumberSignal, Snapshot,
    TextSignal,
};
pub(crate) use table::all_answers;
pub use table::{answer, undo_answer};
pub use types::{
    Answer, AnswerOption, Basis, Checkup, CheckupItem, CheckupLimit, HistoryDay, ItemGroup,
    ItemPage, LimitChoice, LimitOption, ListedApp, MessengerSection, Overall, OverallAction,
    ScreenTarget, Verdict, VerdictChange,
};

use crate::content::checklist;
use crate::devices::{self, Device};
use crate::evidence::EntryBody;
use crate::store::{CareState, StoreError};
use crate::{ClockReading, Language};
use rusqlite::Connection;
use thiserror::Error;
use words::Wording;

/// Why an item could not be shown or answered, or a limit not be moved.
#[derive(Debug, Error)]
pub enum CheckupError {
    /// No item has this id, or it cannot be answered so.
    #[error("no such item to answer")]
    NoSuchItem,
    /// A limit would be moved so far that its verdict were worth nothing.
    #[error("{limit:?} must be from {minimum} to {maximum}")]
    LimitOutOfBounds {
        /// Which limit.
        limit: CheckupLimit,
        /// The strictest value that is taken, in the limit's own unit.
        minimum: i64,
        /// The laxest value that is taken.
        maximum: i64,
    },
    /// The page to print could not be made.
    #[error("checkup could not be laid out")]
    Report,
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Every item judged now, with what the person said and noted.
struct Judged {
    evaluated: Vec<Evaluated<'static>>,
    answers: Vec<GivenAnswer>,
    devices: Vec<Device>,
}

/// Judges every item by what the phone and the person say, within the limits that the person chose.
fn judged(
    state: &CareState,
    snapshot: &Snapshot,
    clock: &ClockReading,
) -> Result<Judged, StoreError> {
    let answers = table::current_answers(state.connection())?;
    let devices = devices::all(state.connection())?;
    let limits = settings::limits(state.connection())?;
    let evaluated = evaluate(checklist(), snapshot, &answers, &devices, &limits, clock);
    Ok(Judged { evaluated, answers, devices })
}

/// Evaluates the phone now and remembers the verdicts, so that the next checkup can tell what changed.
///
/// Changes are told against the last checkup of an earlier day (on the first day against the first one), so that
/// looking twice does not make them vanish. What was not in the checkup then is a change too, and so is what is no
/// longer in it or no longer applies. What the person answered today is no news to them and is left out.
///
/// # Errors
/// When the store refuses.
pub fn run(
    state: &mut CareState,
    snapshot: &Snapshot,
    clock: &ClockReading,
    language: Language,
) -> Result<Checkup, CheckupError> {
    let Judged { evaluated, answers, devices } = judged(state, snapshot, clock)?;
    let checklist = checklist();
    history::record(state, &evaluated, clock)?;
    let wording = Wording { checklist, clock, language };
    let is_first = answers.is_empty() && devices.is_empty();
    let of =
        |verdict: Verdict| evaluated.iter().filter(move |item| item.finding.verdict == verdict);
    let count = |verdict: Verdict| of(verdict).map(|_| 1_u32).sum::<u32>();
    let to_do = of(Verdict::AtRisk).chain(of(Verdict::Due));
    let mut shown: Vec<&Evaluated<'_>> = evaluated.iter().collect();
    shown.sort_by_key(|item| {
        (item.content.group == ItemGroup::Person, item.finding.verdict.badness())
    });
    let mut questions: Vec<&Evaluated<'_>> =
        evaluated.iter().filter(|item| item.waits_for_an_answer()).collect();
    questions.sort_by_key(|item| item.content.priority);
    let measured_ok_count = of(Verdict::Ok)
        .filter(|item| item.finding.basis == Basis::Measured)
        .map(|_| 1_u32)
        .sum::<u32>();
    let counted = evaluated.iter().filter(|item| item.counts()).map(|_| 1_u32).sum();
    Ok(Checkup {
        items: shown.into_iter().map(|item| wording.item(item)).collect(),
        questions: questions.into_iter().map(|item| item.id.clone()).collect(),
        overall: wording.overall(&evaluated, &devices, is_first),
        changes: state.read(|connection| changes(connection, &evaluated, &wording))?,
        ok_count: count(Verdict::Ok),
        due_count: count(Verdict::Due),
        at_risk_count: count(Verdict::AtRisk),
        unknown_count: count(Verdict::Unknown),
        measured_ok_count,
        questions_in_a_sitting: checklist.questions_in_a_sitting,
        score: wording.score(count(Verdict::Ok), measured_ok_count, counted),
        rules_note: wording.rules_note(),
        minutes_left: to_do.map(|item| item.content.minutes).fold(0, u32::saturating_add),
    })
}

/// The verdicts now as an entry of the evidence log keeps them: ids of the items by verdict, without those that do not
/// apply. Nothing is remembered by it.
///
/// # Errors
/// When the store refuses.
pub fn as_entry(
    state: &CareState,
    snapshot: &Snapshot,
    clock: &ClockReading,
) -> Result<EntryBody, StoreError> {
    let evaluated = judged(state, snapshot, clock)?.evaluated;
    let of = |verdict: Verdict| {
        evaluated
            .iter()
            .filter(|item| item.counts() && item.finding.verdict == verdict)
            .map(|item| item.id.clone())
            .collect()
    };
    Ok(EntryBody::CheckupSnapshot {
        ok: of(Verdict::Ok),
        due: of(Verdict::Due),
        at_risk: of(Verdict::AtRisk),
        unknown: of(Verdict::Unknown),
    })
}

fn changes(
    connection: &Connection,
    evaluated: &[Evaluated<'_>],
    wording: &Wording<'_>,
) -> Result<Vec<VerdictChange>, StoreError> {
    let today = wording.clock.local_date();
    let since = history::compared_with(connection, today)?;
    let mut changes = Vec::new();
    for item in evaluated {
        let said_today = matches!(item.finding.basis, Basis::Declared { .. })
            && item.finding.date == Some(today);
        if said_today {
            continue;
        }
        let before = history::verdict_before(connection, &item.id, today)?;
        // What was not in the checkup did not apply.
        if before.unwrap_or(Verdict::NotApplicable) != item.finding.verdict {
            changes.push(wording.change(item, before, since));
        }
    }
    for last in history::last_verdicts(connection)? {
        if evaluated.iter().any(|item| item.id == last.item_id) {
            continue;
        }
        let before = history::verdict_before(connection, &last.item_id, today)?;
        let before = before.filter(|before| *before != Verdict::NotApplicable);
        changes.extend(before.and_then(|before| wording.gone(last.item_id, before, since)));
    }
    changes.sort_by_key(|change| change.now.badness());
    Ok(changes)
}
