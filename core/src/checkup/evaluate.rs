//! The pure heart of the checkup: what the phone and the person say goes in, a verdict per item comes out.

use super::declared::{GivenAnswer, age_declared, judge_answer};
use super::measured::{self, ClockTrust, Rules};
use super::{
    Answer, Basis, ListSignal, ListedEntry, MessengerSignal, Snapshot, TextSignal, Verdict, listed,
    origin,
};
use crate::ClockReading;
use crate::clock::days_between;
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
    /// Whether it is about a messenger that seems to have come from outside the stores we know.
    pub from_elsewhere: bool,
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
            from_elsewhere: false,
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
        self.finding.verdict != Verdict::NotApplicable
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
                    | FindingKind::AllClosedOld
                    | FindingKind::LookedOld
                    | FindingKind::Listed
                    | FindingKind::PartlyListed
                    | FindingKind::Absent
                    | FindingKind::Failed
            )
    }
}

/// Judges every item of the checklist, in its order.
///
/// Rules: unknown is never a pass. What is measured is never overridden by what is declared: an answer counts only
/// where the phone tells nothing, or where it lists things of which only the person knows whether they are theirs. A
/// clock outside the limits, set by hand, or of which that cannot be read, makes every measured age unknown
/// (`lastUpdateTime` and the patch date were written by other clocks); a declared answer only needs a believable date,
/// because the same clock stamped it. A risk that was declared stays a risk under any clock.
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
    let judged = |content| {
        let answer = Answered {
            content,
            given: answers.iter().find(|answer| answer.item_id == content.id),
            limits,
            trust,
            clock,
        };
        judge(checklist, snapshot, devices, &answer)
    };
    checklist.item.iter().flat_map(judged).collect()
}

/// The answer to an item, with everything that judging it needs.
struct Answered<'content, 'a> {
    content: &'content ItemContent,
    given: Option<&'a GivenAnswer>,
    limits: &'a Limits,
    trust: ClockTrust,
    clock: &'a ClockReading,
}

impl Answered<'_, '_> {
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

    /// What the phone lists beside its own things, and whether the person said to know them. Where it may hide some,
    /// that it shows none does not say that there is none.
    fn listed(&self, signal: &ListSignal, manufacturer: &TextSignal) -> (Finding, Option<String>) {
        let mut foreign: Vec<&ListedEntry> = signal
            .entries()
            .iter()
            .filter(|entry| !listed::came_with_phone(entry, manufacturer))
            .collect();
        foreign.sort_by(|one, other| one.id.cmp(&other.id));
        foreign.dedup_by(|one, other| one.id == other.id);
        match signal {
            ListSignal::Value { .. } if foreign.is_empty() => {
                return (Finding::measured(FindingKind::NoneListed, Verdict::Ok), None);
            }
            ListSignal::Partial { .. } if foreign.is_empty() => {
                return self.unread_list(FindingKind::PartlyListed);
            }
            ListSignal::Value { .. } | ListSignal::Partial { .. } => {}
            ListSignal::Absent => return self.unread_list(FindingKind::Absent),
            ListSignal::Failed => return self.unread_list(FindingKind::Failed),
        }
        let ids: Vec<&str> = foreign.iter().map(|entry| entry.id.as_str()).collect();
        let names = foreign.iter().map(|entry| listed::shown_name(entry)).collect();
        let finding = match self.given {
            Some(given) if holds_for(given, &ids) => self.judge(),
            _ => Finding::measured(FindingKind::Listed, Verdict::Due),
        };
        (Finding { names, ..finding }, Some(ids.join("\n")))
    }

    /// A list that the phone keeps to itself, wholly or in part: the person can open it and say what they saw. What was
    /// said of a list that could be read then says nothing of what cannot be read now, but for something bad.
    fn unread_list(&self, why: FindingKind) -> (Finding, Option<String>) {
        let asks = Some(String::new());
        let holds = |given: &&GivenAnswer| given.about.is_empty() || given.answer == Answer::No;
        if self.given.filter(holds).is_none() {
            return (Finding::unknown(why, Basis::Measured), asks);
        }
        let finding = self.judge();
        let kind = match finding.kind {
            FindingKind::Yes => FindingKind::Looked,
            FindingKind::YesOld => FindingKind::LookedOld,
            kind => kind,
        };
        (Finding { kind, ..finding }, asks)
    }
}

/// Whether an answer about some apps holds for those that are listed now. "I know them" holds as long as no other one
/// came along; "there is one I don't know" as long as every one is still there, because nobody said which it was.
fn holds_for(given: &GivenAnswer, ids: &[&str]) -> bool {
    let about: Vec<&str> = given.about.split('\n').filter(|id| !id.is_empty()).collect();
    match given.answer {
        Answer::No => about.iter().all(|id| ids.contains(id)),
        Answer::Yes | Answer::NotSure | Answer::DoesNotApply => {
            ids.iter().all(|id| about.contains(id))
        }
    }
}

/// Judges one item: one finding, or one for each messenger, with what an answer to it would be about.
fn judge<'content>(
    checklist: &Checklist,
    snapshot: &Snapshot,
    devices: &[Device],
    answer: &Answered<'content, '_>,
) -> Vec<Evaluated<'content>> {
    let content = answer.content;
    let (limits, trust, clock) = (answer.limits, answer.trust, answer.clock);
    let for_each_messenger =
        |judge: &dyn Fn(Messenger, Option<&MessengerSignal>) -> Option<Finding>| {
            let judge = |messenger: Messenger| {
                let signal = snapshot
                    .messengers
                    .iter()
                    .find(|reading| reading.messenger == messenger)
                    .map(|reading| &reading.signal);
                judge(messenger, signal).map(|finding| Evaluated {
                    id: content.id_for(messenger),
                    content,
                    messenger: Some(messenger),
                    finding,
                    asks: None,
                })
            };
            Messenger::ALL.into_iter().filter_map(judge).collect()
        };
    let told = |finding: Finding| (finding, None);
    let (finding, asks) = match content.measure {
        Measure::MessengerUpdate => {
            return for_each_messenger(&|messenger, signal| {
                let rules = Rules { checklist, limits };
                let others = snapshot.other_profiles;
                let finding =
                    measured::messenger_update(messenger, signal, others, rules, trust, clock)?;
                let from_elsewhere = origin::came_from_elsewhere(signal, checklist);
                Some(Finding { from_elsewhere, ..finding })
            });
        }
        Measure::MessengerOrigin => {
            return for_each_messenger(&|messenger, signal| {
                origin::messenger_origin(messenger, signal, checklist)
            });
        }
        Measure::ScreenLock => {
            told(measured::screen_lock(snapshot.screen_lock, snapshot.lock_complexity))
        }
        Measure::AutoLock => told(measured::auto_lock(
            snapshot.screen_lock,
            snapshot.screen_off_after_ms,
            snapshot.lock_after_ms,
            limits,
        )),
        Measure::LockScreenContent => answer.or_answer(measured::lock_screen_content(
            snapshot.lock_screen_notifications,
            snapshot.lock_screen_content,
        )),
        Measure::SecurityPatch => {
            told(measured::security_patch(&snapshot.security_patch, limits, trust, clock))
        }
        Measure::AppScanning => answer.or_answer(measured::app_scanning(
            snapshot.app_scanning_consent,
            snapshot.app_scanning_enabled,
        )),
        Measure::Developer => {
            told(measured::developer(snapshot.developer_options, snapshot.usb_debugging))
        }
        Measure::StorageEncryption => {
            told(measured::storage_encryption(snapshot.storage_encryption))
        }
        Measure::SystemBuild => told(measured::system_build(&snapshot.build_tags)),
        Measure::AutomaticTime => {
            told(measured::automatic_time(trust, clock.automatic, snapshot.automatic_zone))
        }
        Measure::AdvancedProtection => {
            told(measured::advanced_protection(snapshot.advanced_protection))
        }
        Measure::Listed { list } => answer.listed(list.of(snapshot), &snapshot.manufacturer),
        Measure::SignOuts => sign_outs(devices, answer),
        Measure::Declared => (answer.judge(), Some(String::new())),
    };
    vec![Evaluated { id: content.id.clone(), content, messenger: None, finding, asks }]
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

/// The worst pending sign-out. With devices listed and none pending all is closed, until that grows old: it was
/// confirmed when the list last changed, or by the person since. With none listed, the answer.
fn sign_outs(devices: &[Device], answer: &Answered<'_, '_>) -> (Finding, Option<String>) {
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
        let since = clock.date_of(since_ms);
        let basis = Basis::Declared { at_ms: since_ms };
        let finding = Finding::dated(kind, device.verdict(), basis, since, today);
        return (Finding { device_id: Some(device.id), ..finding }, None);
    }
    let asks = Some(String::new());
    let last_change_ms = devices.iter().map(Device::changed_at_ms).max();
    let given = answer.given.filter(|given| offers(answer.content, given.answer, devices));
    let Some(last_change_ms) = last_change_ms else {
        let finding = Answered { given, ..*answer }.judge();
        return match finding.kind {
            // "I only use this phone" is a good answer to this question, not a way around it.
            FindingKind::DoesNotApply => (Finding { verdict: Verdict::Ok, ..finding }, asks),
            _ => (finding, asks),
        };
    };
    let since = given.filter(|given| given.is_about_devices(last_change_ms, clock));
    let confirmed_at_ms = match since {
        Some(given) if given.answer != Answer::Yes => {
            return (Answered { given: since, ..*answer }.judge(), asks);
        }
        Some(given) => given.at_ms,
        None => last_change_ms,
    };
    let kinds = (FindingKind::AllClosed, FindingKind::AllClosedOld);
    let (content, limits, trust) = (answer.content, answer.limits, answer.trust);
    (age_declared(content, confirmed_at_ms, kinds, limits, trust, clock), asks)
}

/// Whether an answer can be given to an item. "Only on those I noted" needs some that are noted, and "I only use this
/// phone" none.
pub(super) fn offers(content: &ItemContent, answer: Answer, devices: &[Device]) -> bool {
    let fits = match (content.measure, answer) {
        (Measure::SignOuts, Answer::Yes) => !devices.is_empty(),
        (Measure::SignOuts, Answer::DoesNotApply) => devices.is_empty(),
        _ => true,
    };
    fits && content.answers.iter().any(|words| words.answer == answer)
}
