//! What the phone's own signals mean.

use super::evaluate::Finding;
use super::{Basis, FlagSignal, MessengerSignal, NumberSignal, TextSignal, Verdict};
use crate::ClockReading;
use crate::clock::days_between;
use crate::content::{Checklist, FindingKind, Limits};
use crate::devices::Messenger;
use chrono::NaiveDate;

/// How far the phone's clock can be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClockTrust {
    /// Nothing speaks against it.
    Believed,
    /// Set by hand: ages between dates written by other clocks mean nothing.
    Manual,
    /// Whether it was set by hand cannot be read, so nothing vouches for it.
    Unread,
    /// Outside the years in which this app can run.
    Implausible,
}

impl ClockTrust {
    pub(super) fn of(clock: &ClockReading, limits: &Limits) -> Self {
        let today = clock.local_date();
        if today < limits.clock_not_before || today > limits.clock_not_after {
            Self::Implausible
        } else {
            match clock.automatic {
                Some(true) => Self::Believed,
                Some(false) => Self::Manual,
                None => Self::Unread,
            }
        }
    }

    /// Why an age cannot be told, if it cannot.
    fn doubt(self) -> Option<Finding> {
        let kind = match self {
            Self::Believed => return None,
            Self::Manual => FindingKind::ClockManual,
            Self::Unread => FindingKind::ClockUnread,
            Self::Implausible => FindingKind::ClockImplausible,
        };
        Some(Finding::unknown(kind, Basis::Measured))
    }
}

/// The limits in force, and the checklist that says how old its rules are.
#[derive(Clone, Copy)]
pub(super) struct Rules<'a> {
    pub(super) checklist: &'a Checklist,
    pub(super) limits: &'a Limits,
}

/// What is found where a signal gives nothing.
fn silent(is_absent: bool) -> Finding {
    let kind = if is_absent { FindingKind::Absent } else { FindingKind::Failed };
    Finding::unknown(kind, Basis::Measured)
}

fn flag(signal: FlagSignal) -> Result<bool, Finding> {
    match signal {
        FlagSignal::Value { on } => Ok(on),
        _ => Err(silent(signal == FlagSignal::Absent)),
    }
}

fn number(signal: NumberSignal) -> Result<i64, Finding> {
    match signal {
        NumberSignal::Value { number } => Ok(number),
        _ => Err(silent(signal == NumberSignal::Absent)),
    }
}

/// Two findings as one: the first, or what kept it from being known.
fn either(finding: Result<Finding, Finding>) -> Finding {
    finding.unwrap_or_else(|silent| silent)
}

/// `DevicePolicyManager.PASSWORD_COMPLEXITY_NONE`: no lock at all.
const COMPLEXITY_NONE: i64 = 0;

/// `DevicePolicyManager.PASSWORD_COMPLEXITY_LOW`: a pattern, or a PIN of few or repeated figures.
const COMPLEXITY_LOW: i64 = 65_536;

/// `DevicePolicyManager.PASSWORD_COMPLEXITY_MEDIUM`: a PIN of four figures that are not repeated, or a short password.
const COMPLEXITY_MEDIUM: i64 = 196_608;

/// `DevicePolicyManager.PASSWORD_COMPLEXITY_HIGH`: a PIN of eight figures, or a password of six signs.
const COMPLEXITY_HIGH: i64 = 327_680;

/// On is good, off is a risk; on with a pattern or a simple PIN is due. A strength that cannot be read (before
/// Android 10) takes nothing away from a lock that is there; one that should be readable and is not leaves it open,
/// and so does one that denies the lock or is none of Android's.
pub(super) fn screen_lock(signal: FlagSignal, complexity: NumberSignal) -> Finding {
    either(flag(signal).map(|on| match (on, complexity) {
        (false, _) => Finding::measured(FindingKind::Off, Verdict::AtRisk),
        (true, NumberSignal::Value { number: COMPLEXITY_LOW }) => {
            Finding::measured(FindingKind::Weak, Verdict::Due)
        }
        (true, NumberSignal::Failed) => silent(false),
        (true, NumberSignal::Value { number: COMPLEXITY_NONE }) => {
            Finding::unknown(FindingKind::Contradiction, Basis::Measured)
        }
        (
            true,
            NumberSignal::Value { number: COMPLEXITY_MEDIUM | COMPLEXITY_HIGH }
            | NumberSignal::Absent,
        ) => Finding::measured(FindingKind::On, Verdict::Ok),
        (true, NumberSignal::Value { .. }) => {
            Finding::unknown(FindingKind::Unreadable, Basis::Measured)
        }
    }))
}

/// How long an unattended phone stays open: until the screen goes off, and from there until it locks. The second
/// number is unset on most phones, where Android's own default holds. Without a screen lock, which is told as a
/// risk of its own, there is nothing to lock; where nobody knows whether there is one, only what is bad all the same is
/// told.
pub(super) fn auto_lock(
    screen_lock: FlagSignal,
    screen_off_after_ms: NumberSignal,
    lock_after_ms: NumberSignal,
    limits: &Limits,
) -> Finding {
    let lock = flag(screen_lock);
    if lock == Ok(false) {
        return Finding::measured(FindingKind::Off, Verdict::NotApplicable);
    }
    let default_ms = limits.lock_after_default_seconds.saturating_mul(1_000);
    let lock_after_ms = match lock_after_ms {
        NumberSignal::Absent => Ok(default_ms),
        signal => number(signal),
    };
    let open_ms = number(screen_off_after_ms)
        .and_then(|screen_ms| lock_after_ms.map(|lock_ms| (screen_ms, lock_ms)));
    either(open_ms.map(|(screen_ms, lock_ms)| {
        if screen_ms < 0 || lock_ms < 0 {
            return Finding::unknown(FindingKind::Unreadable, Basis::Measured);
        }
        let seconds = screen_ms.saturating_add(lock_ms).div_euclid(1_000);
        let (kind, verdict) = if seconds > limits.lock_risk_after_seconds {
            (FindingKind::LocksVeryLate, Verdict::AtRisk)
        } else if seconds > limits.lock_due_after_seconds {
            (FindingKind::LocksLate, Verdict::Due)
        } else {
            match &lock {
                Ok(_) => (FindingKind::LocksSoon, Verdict::Ok),
                Err(silent) => return silent.clone(),
            }
        };
        Finding { seconds: Some(seconds), ..Finding::measured(kind, verdict) }
    }))
}

/// Whether a code that arrives can be read without unlocking.
pub(super) fn lock_screen_content(notifications: FlagSignal, content: FlagSignal) -> Finding {
    if notifications == (FlagSignal::Value { on: false }) {
        return Finding::measured(FindingKind::Off, Verdict::Ok);
    }
    either(flag(content).and_then(|content_shown| match (content_shown, flag(notifications)) {
        (false, _) => Ok(Finding::measured(FindingKind::Off, Verdict::Ok)),
        (true, Ok(_)) => Ok(Finding::measured(FindingKind::On, Verdict::Due)),
        (true, Err(silent)) => Err(silent),
    }))
}

/// Play Protect: either switch off is off; on needs the person's consent, which only phones with Google's services
/// have. The other switch is unset on most phones, where it counts as on.
pub(super) fn app_scanning(consent: NumberSignal, enabled: NumberSignal) -> Finding {
    let is = |signal: NumberSignal, wanted: i64| signal == NumberSignal::Value { number: wanted };
    if is(consent, -1) || is(enabled, 0) {
        Finding::measured(FindingKind::Off, Verdict::AtRisk)
    } else if is(consent, 1) && enabled != NumberSignal::Failed {
        Finding::measured(FindingKind::On, Verdict::Ok)
    } else {
        silent(consent == NumberSignal::Absent)
    }
}

/// USB debugging lets a computer in, and is a risk; developer options without it are to be looked at.
pub(super) fn developer(options: FlagSignal, debugging: FlagSignal) -> Finding {
    if debugging == (FlagSignal::Value { on: true }) {
        return Finding::measured(FindingKind::Debugging, Verdict::AtRisk);
    }
    either(flag(options).and_then(|options_on| match (options_on, flag(debugging)) {
        (true, _) => Ok(Finding::measured(FindingKind::On, Verdict::Due)),
        (false, Ok(_)) => Ok(Finding::measured(FindingKind::Off, Verdict::Ok)),
        (false, Err(silent)) => Err(silent),
    }))
}

/// `DevicePolicyManager.ENCRYPTION_STATUS_…`: 3 and 5 are encrypted, 4 with a key that needs no PIN, 0 and 1 not.
pub(super) fn storage_encryption(signal: NumberSignal) -> Finding {
    either(number(signal).map(|status| match status {
        3 | 5 => Finding::measured(FindingKind::On, Verdict::Ok),
        4 => Finding::measured(FindingKind::Weak, Verdict::Due),
        0 | 1 => Finding::measured(FindingKind::Off, Verdict::AtRisk),
        _ => Finding::unknown(FindingKind::Unreadable, Basis::Measured),
    }))
}

/// Whether the system was signed with its maker's keys. A hint, no proof.
pub(super) fn system_build(signal: &TextSignal) -> Finding {
    let tags = match signal {
        TextSignal::Value { text } => text,
        _ => return silent(*signal == TextSignal::Absent),
    };
    let has = |wanted: &str| tags.split(',').any(|tag| tag.trim() == wanted);
    if has("test-keys") || has("dev-keys") {
        Finding::measured(FindingKind::Off, Verdict::Due)
    } else if has("release-keys") {
        Finding::measured(FindingKind::On, Verdict::Ok)
    } else {
        Finding::unknown(FindingKind::Unreadable, Basis::Measured)
    }
}

/// Whether the phone takes its time from the network. A zone set by hand is no fault (many did so when summer time was
/// abolished), and is told because notes in the log bear it. A date that nobody can believe is not well wherever it
/// came from; that it was set by hand is why, and can be mended.
pub(super) fn automatic_time(
    trust: ClockTrust,
    automatic: Option<bool>,
    zone: FlagSignal,
) -> Finding {
    match automatic {
        Some(true) if trust == ClockTrust::Implausible => {
            Finding::unknown(FindingKind::ClockImplausible, Basis::Measured)
        }
        Some(true) if zone == (FlagSignal::Value { on: false }) => {
            Finding::measured(FindingKind::ZoneByHand, Verdict::Ok)
        }
        Some(true) => Finding::measured(FindingKind::On, Verdict::Ok),
        Some(false) => Finding::measured(FindingKind::Off, Verdict::Due),
        None => silent(false),
    }
}

/// Advanced Protection is an extra for those who expect to be singled out: on counts, off is no fault, and a phone
/// before Android 16 does not have it.
pub(super) fn advanced_protection(signal: FlagSignal) -> Finding {
    let aside = |kind| Finding::measured(kind, Verdict::NotApplicable);
    match signal {
        FlagSignal::Value { on: true } => Finding::measured(FindingKind::On, Verdict::Ok),
        FlagSignal::Value { on: false } => aside(FindingKind::Off),
        FlagSignal::Absent => aside(FindingKind::Absent),
        FlagSignal::Failed => silent(false),
    }
}

/// The age of the patch date that the maker claims.
pub(super) fn security_patch(
    signal: &TextSignal,
    limits: &Limits,
    trust: ClockTrust,
    clock: &ClockReading,
) -> Finding {
    let unknown = |kind| Finding::unknown(kind, Basis::Measured);
    let text = match signal {
        TextSignal::Value { text } => text,
        TextSignal::Absent => return unknown(FindingKind::Absent),
        TextSignal::Failed => return unknown(FindingKind::Failed),
    };
    let Some(patched_on) = patch_date(text).filter(|date| *date >= limits.patch_not_before) else {
        return unknown(FindingKind::Unreadable);
    };
    if let Some(doubt) = trust.doubt() {
        return doubt;
    }
    let today = clock.local_date();
    if days_between(today, patched_on) > limits.patch_ahead_at_most_days {
        return unknown(FindingKind::Future);
    }
    age(patched_on, today, limits.patch_due_after_days, limits.patch_risk_after_days)
}

/// `YYYY-MM-DD` and nothing else: a lenient parser would make a date of what a vendor garbled.
fn patch_date(text: &str) -> Option<NaiveDate> {
    let is_shaped = text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if is_shaped { text.parse().ok() } else { None }
}

/// The age of a messenger's last update; `None` for one that is not installed and need not be shown. WhatsApp is
/// always shown. A version below the one that its row of the rules asks for is a risk however young it is, as long as
/// the rules themselves are young enough to know.
pub(super) fn messenger_update(
    messenger: Messenger,
    signal: Option<&MessengerSignal>,
    other_profiles: FlagSignal,
    rules: Rules<'_>,
    trust: ClockTrust,
    clock: &ClockReading,
) -> Option<Finding> {
    let limits = rules.limits;
    let unknown = |kind| Some(Finding::unknown(kind, Basis::Measured));
    let (first_installed_at_ms, updated_at_ms, version_code) = match signal {
        None | Some(MessengerSignal::Failed) => return unknown(FindingKind::Failed),
        Some(MessengerSignal::NotInstalled) if messenger == Messenger::WhatsApp => {
            return Some(not_found(other_profiles));
        }
        Some(MessengerSignal::NotInstalled) => return None,
        Some(MessengerSignal::Installed {
            first_installed_at_ms,
            updated_at_ms,
            version_code,
            ..
        }) => (*first_installed_at_ms, *updated_at_ms, *version_code),
    };
    let rule = limits.messenger.of(messenger);
    if let Some(minimum) = rule.minimum_version.as_ref().filter(|minimum| {
        let are_known =
            trust != ClockTrust::Implausible && !rules.checklist.rules_are_old(clock.local_date());
        are_known && (1..minimum.code).contains(&version_code)
    }) {
        let (kind, today) = (FindingKind::BelowMinimum, clock.local_date());
        let (verdict, basis) = (Verdict::AtRisk, Basis::Measured);
        return Some(Finding::dated(kind, verdict, basis, minimum.set_on, today));
    }
    let updated_on = clock.date_of(updated_at_ms);
    if updated_at_ms < first_installed_at_ms || updated_on < limits.messenger_not_before {
        return unknown(FindingKind::Unreadable);
    }
    if let Some(doubt) = trust.doubt() {
        return Some(doubt);
    }
    if clock.now_ms < first_installed_at_ms || clock.now_ms < updated_at_ms {
        return unknown(FindingKind::Future);
    }
    Some(age(updated_on, clock.local_date(), rule.fresh_days, rule.stale_days))
}

/// A messenger that was not found. Only on a phone known to have no other profile is it not there, and nothing to be
/// good or bad; in another profile it may be, and nobody can tell.
fn not_found(other_profiles: FlagSignal) -> Finding {
    either(flag(other_profiles).map(|others| {
        if others {
            Finding::unknown(FindingKind::OtherProfile, Basis::Measured)
        } else {
            Finding::measured(FindingKind::NotInstalled, Verdict::NotApplicable)
        }
    }))
}

/// Good up to and on the first limit, due up to and on the second, a risk past it.
fn age(date: NaiveDate, today: NaiveDate, due_after: i64, risk_after: i64) -> Finding {
    let days = days_between(date, today);
    let (kind, verdict) = if days > risk_after {
        (FindingKind::VeryOld, Verdict::AtRisk)
    } else if days > due_after {
        (FindingKind::Old, Verdict::Due)
    } else {
        (FindingKind::Fresh, Verdict::Ok)
    };
    Finding::dated(kind, verdict, Basis::Measured, date, today)
}
