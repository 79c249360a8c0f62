//! The limits that the person moved, within bounds that keep a verdict worth something.

use super::{CheckupError, CheckupLimit, LimitChoice, LimitOption};
use crate::Language;
use crate::clock::{days_in_words, duration_in_words};
use crate::content::{LimitContent, Limits, checklist};
use crate::store::{CareState, Setting, StoreError};
use rusqlite::Connection;

impl CheckupLimit {
    /// Every limit that the person may move.
    pub const ALL: [Self; 6] = [
        Self::PatchDueAfterDays,
        Self::PatchRiskAfterDays,
        Self::MessengerDueAfterDays,
        Self::MessengerRiskAfterDays,
        Self::LockDueAfterSeconds,
        Self::LockRiskAfterSeconds,
    ];

    /// What holds in `limits`; of the messengers, the first one's.
    fn of(self, limits: &Limits) -> i64 {
        match self {
            Self::PatchDueAfterDays => limits.patch_due_after_days,
            Self::PatchRiskAfterDays => limits.patch_risk_after_days,
            Self::MessengerDueAfterDays => limits.messenger.whatsapp.fresh_days,
            Self::MessengerRiskAfterDays => limits.messenger.whatsapp.stale_days,
            Self::LockDueAfterSeconds => limits.lock_due_after_seconds,
            Self::LockRiskAfterSeconds => limits.lock_risk_after_seconds,
        }
    }

    /// Puts a value into `limits`; of the messengers, into the rule of each.
    fn set(self, limits: &mut Limits, value: i64) {
        match self {
            Self::PatchDueAfterDays => limits.patch_due_after_days = value,
            Self::PatchRiskAfterDays => limits.patch_risk_after_days = value,
            Self::MessengerDueAfterDays => {
                limits.messenger.each_mut().into_iter().for_each(|rule| rule.fresh_days = value);
            }
            Self::MessengerRiskAfterDays => {
                limits.messenger.each_mut().into_iter().for_each(|rule| rule.stale_days = value);
            }
            Self::LockDueAfterSeconds => limits.lock_due_after_seconds = value,
            Self::LockRiskAfterSeconds => limits.lock_risk_after_seconds = value,
        }
    }

    fn in_words(self, value: i64, language: Language) -> String {
        match self {
            Self::LockDueAfterSeconds | Self::LockRiskAfterSeconds => duration_in_words(value),
            _ => days_in_words(value, language),
        }
    }
}

impl LimitContent {
    /// The strictest value that is taken.
    fn minimum(&self) -> i64 {
        self.choices.iter().copied().min().unwrap_or_default()
    }

    /// The laxest value that is taken.
    fn maximum(&self) -> i64 {
        self.choices.iter().copied().max().unwrap_or_default()
    }
}

/// The limits in force: those that ship, with what the person moved. A value that is no longer within its bounds is as
/// good as none.
pub(super) fn limits(connection: &Connection) -> Result<Limits, StoreError> {
    let checklist = checklist();
    let mut limits = checklist.policy.clone();
    for content in &checklist.limit {
        let chosen: Option<i64> = Setting::CheckupLimit(content.limit).read(connection)?;
        let within = |value: &i64| (content.minimum()..=content.maximum()).contains(value);
        if let Some(value) = chosen.filter(within) {
            content.limit.set(&mut limits, value);
        }
    }
    Ok(limits)
}

/// Every limit that the person may move, with what holds now and what can be chosen.
///
/// # Errors
/// When the store refuses.
pub fn limit_choices(
    state: &CareState,
    language: Language,
) -> Result<Vec<LimitChoice>, CheckupError> {
    let checklist = checklist();
    let limits = limits(state.connection())?;
    let choice = |content: &LimitContent| {
        let limit = content.limit;
        let option =
            |value: &i64| LimitOption { value: *value, label: limit.in_words(*value, language) };
        let value = limit.of(&limits);
        LimitChoice {
            limit,
            title: content.title.get(language).to_owned(),
            line: content.line.get(language).to_owned(),
            value,
            value_label: limit.in_words(value, language),
            usual: limit.of(&checklist.policy),
            options: content.choices.iter().map(option).collect(),
        }
    };
    Ok(checklist.limit.iter().map(choice).collect())
}

/// Moves a limit. What ships is not stored, so that a later version of the app may improve it.
///
/// # Errors
/// [`CheckupError::LimitOutOfBounds`] when the value would make the verdict worth nothing, or when the store refuses;
/// then nothing is stored.
pub fn choose_limit(
    state: &mut CareState,
    limit: CheckupLimit,
    value: i64,
) -> Result<(), CheckupError> {
    let checklist = checklist();
    let content = checklist.limit.iter().find(|content| content.limit == limit);
    let (minimum, maximum) =
        content.map(|content| (content.minimum(), content.maximum())).unwrap_or_default();
    if !(minimum..=maximum).contains(&value) {
        return Err(CheckupError::LimitOutOfBounds { limit, minimum, maximum });
    }
    state.write(|transaction| {
        let setting = Setting::CheckupLimit(limit);
        if value == limit.of(&checklist.policy) {
            Ok(setting.forget(transaction)?)
        } else {
            Ok(setting.write(transaction, &value)?)
        }
    })
}
