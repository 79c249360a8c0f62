//! The pure heart of the checkup: what the phone and the person say goes in, a verdict per item comes out.

use super::declared::{GivenAnswer, judge_answer};
use super::measured::{self, ClockTrust};
use super::{Basis, ListSignal, ListedEntry, Snapshot, TextSignal, Verdict, listed, origin};
use crate::ClockReading;
use crate::clock::{days_between, local_date};
use crate::content::{Checklist, FindingKind, ItemContent, Limits, List, Measure};
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
    /// The seconds behind it, if any.
    pub seconds: Option<i64>,
    /// The apps, services or certificates behind it.
    pub names: Vec<String>,
    /// The device that is meant, by its id.
    pub device_id: Option<i64>,
}

impl Finding {
    /// A finding without a date.
    pub(super) fn plain(kind: FindingKind, verdict: Verdict, basis: Basis) -> Self {
        Self {
            kind,
            verdict,
            basis,
            date: None,
            days: None,
            seconds: None,
            names: Vec::new(),
            device_id: None,
        }
    }

    /// What the phone says now.
    pub(super) fn measured(kind: FindingKind, verdict: Verdict) -> Self {
        Self::plain(kind, verdict, Basis::Measured)
    }

    /// What cannot be known, and why.
    pub(super) fn unknown(kind: FindingKind, basis: Basis) -> Self {
        Self::plain(kind, Verdict::Unknown, basis)
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
        Self { date: Some(date), days, ..Self::plain(kind, verdict, basis) }
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
    /// When the person's answer counts for it now: what the answer would be about. Where the phone lists things, an
    /// answer holds for exactly those, and a new one asks again; elsewhere this is empty text.
    pub asks: Option<String>,
}

impl Evaluated<'_> {
    /// Whether it counts in the score: what does not apply is neither good nor bad.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.finding.basis != Basis::NotApplicable
    }

    /// Whether only an answer can tell more: none was given, or it was not sure, or it grew old.
    #[must_use]
    pub fn waits_for_an_answer(&self) -> bool {
        self.asks.is_some()
            && matches!(
                self.finding.kind,
                FindingKind::NotAnswered
                    | FindingKind::NotSure
                    | FindingKind::YesOld
                    | FindingKind::DoesNotApplyOld
                    | FindingKind::AnswerFromFuture
                    | FindingKind::Listed
                    | FindingKind::Absent
                    | FindingKind::Failed
            )
    }
}

/// Judges every item of the checklist, in its order.
///
/// Rules: unknown is never a pass. What is measured is never overridden by what is declared: an answer counts only
/// where the phone tells nothing, or where it lists things of which only the person knows whether they are theirs. A
/// clock outside the limits, or set by hand, makes every measured age unknown (`lastUpdateTime` and the patch date
/// were written by other clocks); a declared answer only needs a believable clock, because the same clock stamped it.
/// A risk that was declared stays a risk under any clock.
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
        let answer = Answered {
            content,
            given: answers.iter().find(|answer| answer.item_id == content.id),
            limits,
            trust,
            clock,
        };
        if content.measure.is_per_messenger() {
            for messenger in Messenger::ALL {
                let signal = snapshot
                    .messengers
                    .iter()
                    .find(|reading| reading.messenger == messenger)
                    .map(|reading| &reading.signal);
                let found = if content.measure == Measure::MessengerUpdate {
                    let others = snapshot.other_profiles;
                    measured::messenger_update(messenger, signal, others, limits, trust, clock)
                } else {
                    origin::messenger_origin(messenger, signal, checklist)
                };
                if let Some(finding) = found {
                    evaluated.push(Evaluated {
                        id: content.id_for(messenger),
                        content,
                        messenger: Some(messenger),
                        finding,
                        asks: None,
                    });
                }
            }
            continue;
        }
        let (finding, asks) = judge(snapshot, devices, &answer);
        evaluated.push(Evaluated {
            id: content.id.clone(),
            content,
            messenger: None,
            finding,
            asks,
        });
    }
    evaluated
}

/// The answer to an item, with everything that judging it needs.
struct Answered<'a> {
    content: &'a ItemContent,
    given: Option<&'a GivenAnswer>,
    limits: &'a Limits,
    trust: ClockTrust,
    clock: &'a ClockReading,
}

impl Answered<'_> {
    fn judge(&self) -> Finding {
        judge_answer(self.content, self.given, self.limits, self.trust, self.clock)
    }

    /// What the phone says; where it tells nothing and the item has a question, the answer if there is one.
    fn or_answer(&self, measured: Finding) -> (Finding, Option<String>) {
        let tells_nothing = matches!(measured.kind, FindingKind::Absent | FindingKind::Failed);
        match (tells_nothing && self.content.is_answered(), self.given) {
            (false, _) => (measured, None),
            (true, None) => (measured, Some(String::new())),
            (true, Some(_)) => (self.judge(), Some(String::new())),
        }
    }

    /// What the phone lists beside its own things, and whether the person said to know exactly those.
    fn listed(&self, signal: &ListSignal, manufacturer: &TextSignal) -> (Finding, Option<String>) {
        let entries = match signal {
            ListSignal::Value { entries } => entries,
            ListSignal::Absent => {
                return (Finding::unknown(FindingKind::Absent, Basis::Measured), None);
            }
            ListSignal::Failed => {
                return (Finding::unknown(FindingKind::Failed, Basis::Measured), None);
            }
        };
        let mut foreign: Vec<&ListedEntry> =
            entries.iter().filter(|entry| !listed::came_with_phone(entry, manufacturer)).collect();
        foreign.sort_by(|one, other| one.id.cmp(&other.id));
        foreign.dedup_by(|one, other| one.id == other.id);
        if foreign.is_empty() {
            return (Finding::measured(FindingKind::NoneListed, Verdict::Ok), None);
        }
        let about = foreign.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>().join("\n");
        let names = foreign.iter().map(|entry| listed::shown_name(entry)).collect();
        let finding = match self.given {
            Some(given) if given.about == about => self.judge(),
            _ => Finding::measured(FindingKind::Listed, Verdict::Due),
        };
        (Finding { names, ..finding }, Some(about))
    }
}

/// Judges an item that is not measured per messenger, and tells what an answer to it would be about.
fn judge(
    snapshot: &Snapshot,
    devices: &[Device],
    answer: &Answered<'_>,
) -> (Finding, Option<String>) {
    let (limits, trust, clock) = (answer.limits, answer.trust, answer.clock);
    match answer.content.measure {
        Measure::ScreenLock => {
            (measured::screen_lock(snapshot.screen_lock, snapshot.lock_complexity), None)
        }
        Measure::AutoLock => (
            measured::auto_lock(snapshot.screen_off_after_ms, snapshot.lock_after_ms, limits),
            None,
        ),
        Measure::LockScreenContent => answer.or_answer(measured::lock_screen_content(
            snapshot.lock_screen_notifications,
            snapshot.lock_screen_content,
        )),
        Measure::SecurityPatch => {
            (measured::security_patch(&snapshot.security_patch, limits, trust, clock), None)
        }
        Measure::AppScanning => answer.or_answer(measured::app_scanning(
            snapshot.app_scanning_consent,
            snapshot.app_scanning_enabled,
        )),
        Measure::Developer => {
            (measured::developer(snapshot.developer_options, snapshot.usb_debugging), None)
        }
        Measure::StorageEncryption => {
            (measured::storage_encryption(snapshot.storage_encryption), None)
        }
        Measure::SystemBuild => (measured::system_build(&snapshot.build_tags), None),
        Measure::AutomaticTime => (measured::automatic_time(clock.automatic), None),
        Measure::AdvancedProtection => {
            (measured::advanced_protection(snapshot.advanced_protection), None)
        }
        Measure::Listed { list } => answer.listed(list.of(snapshot), &snapshot.manufacturer),
        Measure::SignOuts => {
            let asks = devices.is_empty().then(String::new);
            (sign_outs(devices, answer), asks)
        }
        // Judged for each messenger, before this.
        Measure::MessengerUpdate | Measure::MessengerOrigin => {
            (Finding::unknown(FindingKind::Failed, Basis::Measured), None)
        }
        Measure::Declared => (answer.judge(), Some(String::new())),
    }
}

impl List {
    /// Its signal.
    pub(super) fn of(self, snapshot: &Snapshot) -> &ListSignal {
        match self {
            Self::NotificationReaders => &snapshot.notification_readers,
            Self::AccessibilityServices => &snapshot.accessibility_services,
            Self::Keyboards => &snapshot.keyboards,
            Self::SmsApp => &snapshot.sms_app,
            Self::DeviceAdmins => &snapshot.device_admins,
            Self::UserCertificates => &snapshot.user_certificates,
        }
    }
}

/// The worst pending sign-out; with devices listed and none pending, all is closed; with none listed, the answer.
fn sign_outs(devices: &[Device], answer: &Answered<'_>) -> Finding {
    let clock = answer.clock;
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
            let finding = answer.judge();
            match (finding.kind, answer.given) {
                // "I only use this phone" is a good answer to this question, not a way around it.
                (FindingKind::DoesNotApply | FindingKind::DoesNotApplyOld, Some(given)) => {
                    Finding { basis: Basis::Declared { at_ms: given.at_ms }, ..finding }
                }
                _ => finding,
            }
        }
    }
}
