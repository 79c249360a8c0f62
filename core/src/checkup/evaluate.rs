//! The pure heart of the checkup: what the phone and the person say goes in, a verdict per item comes out.

use super::declared::{GivenAnswer, judge_answer};
use super::measured::{self, ClockTrust};
use super::{Basis, Snapshot, Verdict};
use crate::ClockReading;
use crate::clock::{days_between, local_date};
use crate::content::{Checklist, FindingKind, ItemContent, Limits, Measure};
use crate::devices::{Device, Messenger};
use chrono::NaiveDate;

/// What was found out about one item, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub kind: FindingKind,
    /// What it means.
    pub verdict: Verdict,
    /// What it rests on.
    pub basis: Basis,
    /// The date behind it, if any.
    pub date: Option<NaiveDate>,
    /// Calendar days since that date, if any.
    pub days: Option<i64>,
    /// The device that is meant, by its id.
    pub device_id: Option<i64>,
}

impl Finding {
    /// What cannot be known, and why.
    pub(super) fn unknown(kind: FindingKind, basis: Basis) -> Self {
        Self { kind, verdict: Verdict::Unknown, basis, date: None, days: None, device_id: None }
    }

    /// A finding that rests on a date.
    pub(super) fn dated(
        kind: FindingKind,
        verdict: Verdict,
        basis: Basis,
        date: NaiveDate,
        today: NaiveDate,
    ) -> Self {
        let days = Some(days_between(date, today).max(0));
        Self { kind, verdict, basis, date: Some(date), days, device_id: None }
    }
}

/// One item with its finding.
#[derive(Debug, Clone)]
pub struct Evaluated<'content> {
    /// Its id, with the messenger's code where it is measured per messenger.
    pub id: String,
    /// Its content.
    pub content: &'content ItemContent,
    /// The messenger it is about, where it is measured per messenger.
    pub messenger: Option<Messenger>,
    /// What was found.
    pub finding: Finding,
}

impl Evaluated<'_> {
    /// Whether it counts in the score: what does not apply is neither good nor bad.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.finding.basis != Basis::NotApplicable
    }
}

/// Judges every item of the checklist, in its order.
///
/// Rules: unknown is never a pass. What is measured is never overridden by what is declared. A clock outside the
/// limits, or set by hand, makes every measured age unknown (`lastUpdateTime` and the patch date were written by
/// other clocks); a declared answer only needs a believable clock, because the same clock stamped it. A risk that was
/// declared stays a risk under any clock.
#[must_use]
pub fn evaluate<'content>(
    checklist: &'content Checklist,
    snapshot: &Snapshot,
    answers: &[GivenAnswer],
    devices: &[Device],
    limits: &Limits,
    clock: &ClockReading,
) -> Vec<Evaluated<'content>> {
    let trust = ClockTrust::of(clock, limits);
    let mut evaluated = Vec::new();
    for content in &checklist.item {
        let mut push = |id: String, messenger: Option<Messenger>, finding: Finding| {
            evaluated.push(Evaluated { id, content, messenger, finding });
        };
        let given = answers.iter().find(|answer| answer.item_id == content.id);
        match content.measure {
            Measure::ScreenLock => {
                push(content.id.clone(), None, measured::screen_lock(snapshot.screen_lock));
            }
            Measure::SecurityPatch => push(
                content.id.clone(),
                None,
                measured::security_patch(&snapshot.security_patch, limits, trust, clock),
            ),
            Measure::MessengerUpdate => {
                for messenger in Messenger::ALL {
                    let signal = snapshot
                        .messengers
                        .iter()
                        .find(|reading| reading.messenger == messenger)
                        .map(|reading| &reading.signal);
                    let found = measured::messenger_update(messenger, signal, limits, trust, clock);
                    if let Some(finding) = found {
                        push(content.id_for(messenger), Some(messenger), finding);
                    }
                }
            }
            Measure::SignOuts => push(
                content.id.clone(),
                None,
                sign_outs(content, given, devices, limits, trust, clock),
            ),
            Measure::Declared => {
                push(content.id.clone(), None, judge_answer(content, given, limits, trust, clock))
            }
        }
    }
    evaluated
}

/// The worst pending sign-out; with devices listed and none pending, all is closed; with none listed, the answer.
fn sign_outs(
    content: &ItemContent,
    given: Option<&GivenAnswer>,
    devices: &[Device],
    limits: &Limits,
    trust: ClockTrust,
    clock: &ClockReading,
) -> Finding {
    let today = clock.local_date();
    let pending = devices
        .iter()
        .filter_map(|device| device.oldest_pending().map(|(since_ms, _)| (device, since_ms)))
        .min_by_key(|(device, since_ms)| (!device.status.is_gone(), *since_ms, device.id));
    if let Some((device, since_ms)) = pending {
        let kind = if device.status.is_gone() {
            FindingKind::GonePending
        } else {
            FindingKind::UnusedPending
        };
        let since = local_date(since_ms, clock.time_zone());
        let basis = Basis::Declared { at_ms: since_ms };
        return Finding {
            device_id: Some(device.id),
            ..Finding::dated(kind, device.verdict(), basis, since, today)
        };
    }
    let last_change_ms =
        devices.iter().map(|device| device.closed_at_ms().unwrap_or(device.status_since_ms)).max();
    match last_change_ms {
        Some(at_ms) => Finding::dated(
            FindingKind::AllClosed,
            Verdict::Ok,
            Basis::Declared { at_ms },
            local_date(at_ms, clock.time_zone()),
            today,
        ),
        None => {
            let finding = judge_answer(content, given, limits, trust, clock);
            match (finding.kind, given) {
                // "I only use this phone" is a good answer to this question, not a way around it.
                (FindingKind::DoesNotApply | FindingKind::DoesNotApplyOld, Some(given)) => {
                    Finding { basis: Basis::Declared { at_ms: given.at_ms }, ..finding }
                }
                _ => finding,
            }
        }
    }
}
