//! What the phone's own signals mean.

use super::evaluate::Finding;
use super::{Basis, FlagSignal, MessengerSignal, TextSignal, Verdict};
use crate::ClockReading;
use crate::clock::{days_between, local_date};
use crate::content::{FindingKind, Limits};
use crate::devices::Messenger;
use chrono::NaiveDate;

/// How far the phone's clock can be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClockTrust {
    /// Nothing speaks against it.
    Believed,
    /// Set by hand: ages between dates written by other clocks mean nothing.
    Manual,
    /// Outside the years in which this app can run.
    Implausible,
}

impl ClockTrust {
    pub(super) fn of(clock: &ClockReading, limits: &Limits) -> Self {
        let today = clock.local_date();
        if today < limits.clock_not_before || today > limits.clock_not_after {
            Self::Implausible
        } else if clock.automatic == Some(false) {
            Self::Manual
        } else {
            Self::Believed
        }
    }

    /// Why an age cannot be told, if it cannot.
    fn doubt(self) -> Option<Finding> {
        let kind = match self {
            Self::Believed => return None,
            Self::Manual => FindingKind::ClockManual,
            Self::Implausible => FindingKind::ClockImplausible,
        };
        Some(Finding::unknown(kind, Basis::Measured))
    }
}

/// On is good, off is a risk, anything else is unknown.
pub(super) fn screen_lock(signal: FlagSignal) -> Finding {
    let (kind, verdict) = match signal {
        FlagSignal::Value { on: true } => (FindingKind::On, Verdict::Ok),
        FlagSignal::Value { on: false } => (FindingKind::Off, Verdict::AtRisk),
        FlagSignal::Absent => (FindingKind::Absent, Verdict::Unknown),
        FlagSignal::Failed => (FindingKind::Failed, Verdict::Unknown),
    };
    Finding { verdict, ..Finding::unknown(kind, Basis::Measured) }
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
/// always shown.
pub(super) fn messenger_update(
    messenger: Messenger,
    signal: Option<&MessengerSignal>,
    limits: &Limits,
    trust: ClockTrust,
    clock: &ClockReading,
) -> Option<Finding> {
    let unknown = |kind| Some(Finding::unknown(kind, Basis::Measured));
    let (first_installed_at_ms, updated_at_ms) = match signal {
        None | Some(MessengerSignal::Failed) => return unknown(FindingKind::Failed),
        Some(MessengerSignal::NotInstalled) if messenger == Messenger::WhatsApp => {
            let finding = Finding::unknown(FindingKind::NotInstalled, Basis::NotApplicable);
            return Some(Finding { verdict: Verdict::Ok, ..finding });
        }
        Some(MessengerSignal::NotInstalled) => return None,
        Some(MessengerSignal::Installed { first_installed_at_ms, updated_at_ms, .. }) => {
            (*first_installed_at_ms, *updated_at_ms)
        }
    };
    let updated_on = local_date(updated_at_ms, clock.time_zone());
    if updated_at_ms < first_installed_at_ms || updated_on < limits.messenger_not_before {
        return unknown(FindingKind::Unreadable);
    }
    if let Some(doubt) = trust.doubt() {
        return Some(doubt);
    }
    if clock.now_ms < first_installed_at_ms || clock.now_ms < updated_at_ms {
        return unknown(FindingKind::Future);
    }
    Some(age(
        updated_on,
        clock.local_date(),
        limits.messenger_due_after_days,
        limits.messenger_risk_after_days,
    ))
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
