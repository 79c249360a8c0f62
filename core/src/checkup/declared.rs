//! What an answer of the person means, and how it ages.

use super::evaluate::Finding;
use super::measured::ClockTrust;
use super::{Answer, Basis, Verdict};
use crate::ClockReading;
use crate::clock::days_between;
use crate::content::{FindingKind, ItemContent, Limits};

/// The answer that holds for an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenAnswer {
    /// The item.
    pub item_id: String,
    /// The answer.
    pub answer: Answer,
    /// What it was about, where the phone lists things: see [`super::Evaluated::asks`]. Empty elsewhere.
    pub about: String,
    /// When it was given, milliseconds since the epoch.
    pub at_ms: i64,
}

impl GivenAnswer {
    /// Whether it is about the list of devices as it stands after its last change: what was said before is about
    /// another list, and "I only use this phone" about an empty one. A change dated ahead of the clock was noted under a
    /// clock that was wrong; which came first nobody can tell, and the answer counts, or none would until that date.
    pub(crate) fn is_about_devices(&self, changed_at_ms: i64, clock: &ClockReading) -> bool {
        self.answer != Answer::DoesNotApply
            && (self.at_ms >= changed_at_ms || changed_at_ms > clock.now_ms)
    }
}

/// Age in days from which on an answer has grown old where the content says nothing.
pub(super) const STALE_AFTER_DAYS: i64 = 90;

/// Judges an answer. "No" and "not sure" need no clock; "yes" and "does not apply" grow old with it.
pub(super) fn judge_answer(
    content: &ItemContent,
    given: Option<&GivenAnswer>,
    limits: &Limits,
    trust: ClockTrust,
    clock: &ClockReading,
) -> Finding {
    let today = clock.local_date();
    let Some(given) = given else {
        return Finding {
            verdict: Verdict::Due,
            ..Finding::unknown(FindingKind::NotAnswered, Basis::NotAnswered)
        };
    };
    let declared = Basis::Declared { at_ms: given.at_ms };
    let date = clock.date_of(given.at_ms);
    let (fresh, old, verdict) = match given.answer {
        Answer::No => {
            let verdict = content.no_is.unwrap_or(Verdict::AtRisk);
            return Finding::dated(FindingKind::No, verdict, declared, date, today);
        }
        Answer::NotSure => {
            return Finding::dated(FindingKind::NotSure, Verdict::Unknown, declared, date, today);
        }
        Answer::Yes => (FindingKind::Yes, FindingKind::YesOld, Verdict::Ok),
        Answer::DoesNotApply => {
            (FindingKind::DoesNotApply, FindingKind::DoesNotApplyOld, Verdict::NotApplicable)
        }
    };
    let finding = age_declared(content, given.at_ms, (fresh, old), limits, trust, clock);
    if finding.kind == fresh { Finding { verdict, ..finding } } else { finding }
}

/// What was good when it was declared, as it stands today: good, due once it has grown old, unknown under a clock that
/// cannot tell. `kinds` are what it is while it is good and once it is old.
pub(super) fn age_declared(
    content: &ItemContent,
    at_ms: i64,
    (fresh, old): (FindingKind, FindingKind),
    limits: &Limits,
    trust: ClockTrust,
    clock: &ClockReading,
) -> Finding {
    let today = clock.local_date();
    let declared = Basis::Declared { at_ms };
    let date = clock.date_of(at_ms);
    let days = days_between(date, today);
    if trust == ClockTrust::Implausible {
        Finding::unknown(FindingKind::ClockImplausible, declared)
    } else if days < limits.answer_ahead_at_most_days.saturating_neg() {
        Finding::unknown(FindingKind::AnswerFromFuture, declared)
    } else if days >= content.stale_after_days.unwrap_or(STALE_AFTER_DAYS) {
        Finding::dated(old, Verdict::Due, declared, date, today)
    } else {
        Finding::dated(fresh, Verdict::Ok, declared, date, today)
    }
}
