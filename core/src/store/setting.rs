//! Named values of `state.db`.

use super::StoreError;
use crate::checkup::CheckupLimit;
use rusqlite::{Connection, OptionalExtension, Transaction};

/// The names in use. A name that has shipped keeps its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// When the first checkup ran, milliseconds since the epoch.
    FirstUse,
    /// Local day of the last checkup.
    LastCheckupDay,
    /// Local day of the last checkup on an earlier day than that.
    PreviousCheckupDay,
    /// The row of the last verdict that was written down before the first checkup of that day; `0` for none.
    LastVerdictBefore,
    /// Hour at which reminders ring.
    ReminderHour,
    /// Whether reminders ring, `1` or `0`.
    RemindersEnabled,
    /// Local day on which a notification was last shown.
    ReminderShownDay,
    /// Local day for whose hour it was shown.
    ReminderShownFor,
    /// How many notifications were shown so far.
    RemindersShown,
    /// How close together reminders come: `calm`, `usual` or `strict`.
    ReminderRhythm,
    /// Days on which reminders ring, digits from `1` (Monday) to `7`.
    ReminderWeekdays,
    /// Hour from which nothing rings.
    QuietFromHour,
    /// Hour from which something may ring again.
    QuietUntilHour,
    /// For when the one alarm is set, milliseconds since the epoch; `0` for none.
    AlarmPlanned,
    /// When the phone had started when that was set, by its wall clock, milliseconds since the epoch.
    AlarmStartedAt,
    /// How often it had.
    AlarmBootCount,
    /// For when the alarm was set that the planned one took the place of while its hour ran; `0` once it was heard.
    AlarmReplaced,
    /// When that happened.
    AlarmReplacedAt,
    /// For when the last alarm that was heard was set, milliseconds since the epoch.
    LastAlarmPlanned,
    /// When it was heard.
    LastAlarmHeard,
    /// The evidence log whose incidents the recovery plays were begun in.
    RecoveryLog,
    /// When the person last said that something happened to an account, milliseconds since the epoch.
    LastIncident,
    /// The number of an account that was told before a case was opened, with its country code.
    NumberWithoutCase,
    /// Whether a damaged `state.db` was set aside and the person does not know yet, `1` or `0`.
    SetAsideUntold,
    /// A limit of the checkup that the person moved, in its own unit.
    CheckupLimit(CheckupLimit),
}

impl Setting {
    fn name(self) -> &'static str {
        match self {
            Self::FirstUse => "first_use_ms",
            Self::LastCheckupDay => "last_checkup_day",
            Self::PreviousCheckupDay => "previous_checkup_day",
            Self::LastVerdictBefore => "last_verdict_before",
            Self::ReminderHour => "reminder_hour",
            Self::RemindersEnabled => "reminders_enabled",
            Self::ReminderShownDay => "reminder_shown_day",
            Self::ReminderShownFor => "reminder_shown_for",
            Self::RemindersShown => "reminders_shown",
            Self::ReminderRhythm => "reminder_rhythm",
            Self::ReminderWeekdays => "reminder_weekdays",
            Self::QuietFromHour => "quiet_from_hour",
            Self::QuietUntilHour => "quiet_until_hour",
            Self::AlarmPlanned => "alarm_planned_ms",
            Self::AlarmStartedAt => "alarm_started_at_ms",
            Self::AlarmBootCount => "alarm_boot_count",
            Self::AlarmReplaced => "alarm_replaced_ms",
            Self::AlarmReplacedAt => "alarm_replaced_at_ms",
            Self::LastAlarmPlanned => "last_alarm_planned_ms",
            Self::LastAlarmHeard => "last_alarm_heard_ms",
            Self::RecoveryLog => "recovery_log",
            Self::LastIncident => "last_incident_ms",
            Self::NumberWithoutCase => "number_without_case",
            Self::SetAsideUntold => "set_aside_untold",
            Self::CheckupLimit(CheckupLimit::PatchDueAfterDays) => "patch_due_after_days",
            Self::CheckupLimit(CheckupLimit::PatchRiskAfterDays) => "patch_risk_after_days",
            Self::CheckupLimit(CheckupLimit::MessengerDueAfterDays) => "messenger_due_after_days",
            Self::CheckupLimit(CheckupLimit::MessengerRiskAfterDays) => "messenger_risk_after_days",
            Self::CheckupLimit(CheckupLimit::LockDueAfterSeconds) => "lock_due_after_seconds",
            Self::CheckupLimit(CheckupLimit::LockRiskAfterSeconds) => "lock_risk_after_seconds",
        }
    }

    /// The value, or `None` when it was never stored or no longer reads as a `Value`.
    pub(crate) fn read<Value: std::str::FromStr>(
        self,
        connection: &Connection,
    ) -> Result<Option<Value>, StoreError> {
        let text: Option<String> = connection
            .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
            .query_row([self.name()], |row| row.get(0))
            .optional()?;
        Ok(text.and_then(|text| text.parse().ok()))
    }

    /// Stores a value.
    pub(crate) fn write(
        self,
        transaction: &Transaction<'_>,
        value: &dyn std::fmt::Display,
    ) -> Result<(), StoreError> {
        transaction
            .prepare_cached(
                "INSERT INTO setting (name, value) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            )?
            .execute((self.name(), value.to_string()))?;
        Ok(())
    }
    /// Goes back to what holds where nothing is stored.
    pub(crate) fn forget(self, transaction: &Transaction<'_>) -> Result<(), StoreError> {
        transaction.execute("DELETE FROM setting WHERE name = ?1", [self.name()])?;
        Ok(())
    }
}
