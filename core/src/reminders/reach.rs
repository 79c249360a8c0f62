//! Whether reminders reach the person: what the phone says about it, and how late the last alarm really was.

use super::ReminderError;
use super::alarm::{LATE_MS, MINUTE_MS};
use crate::checkup::{FlagSignal, Verdict};
use crate::clock::{time_in_words, weekday_date};
use crate::content::{Text, reminder_content};
use crate::store::{CareState, Setting};
use crate::{ClockReading, Language};

/// How often the phone lets the app work in the background (`UsageStatsManager.getAppStandbyBucket`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum StandbyBucket {
    /// As often as it wants: exempted, active or used in the last days.
    Free,
    /// Seldom used: alarms may wait for hours.
    Rare,
    /// Hardly ever.
    Restricted,
    /// This phone does not tell.
    Unknown,
}

/// What the phone says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReachFacts {
    /// Whether the app may show notifications at all.
    pub notifications: FlagSignal,
    /// Whether the channel of reminders is on.
    pub reminders_channel: FlagSignal,
    /// Whether the channel of recovery clocks is on.
    pub clocks_channel: FlagSignal,
    /// Whether the person has restricted the app in the background.
    pub background_restricted: FlagSignal,
    /// Whether the phone saves battery on the app, as it does on most.
    pub battery_optimised: FlagSignal,
    /// How often the phone lets the app work.
    pub standby: StandbyBucket,
    /// Android's API level.
    pub api_level: u32,
}

/// From this API level on (Android 12) the phone lets an inexact alarm ring within an hour, unless it saves battery on the
/// app (`AlarmManager.setAndAllowWhileIdle`).
const WITHIN_AN_HOUR_API_LEVEL: u32 = 31;

/// What a line of the card leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ReachAction {
    /// The permission, or this app's notification settings when it can no longer be asked for.
    Permission,
    /// This app's notification settings.
    NotificationSettings,
    /// This app's page in the phone's settings.
    AppSettings,
}

/// One thing that decides whether reminders arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReachLine {
    /// What it is.
    pub title: String,
    /// How it stands.
    pub line: String,
    /// Whether that is well.
    pub verdict: Verdict,
    /// What mends it.
    pub action: Option<ReachAction>,
}

/// Whether reminders reach the person.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Reach {
    /// The worst of the lines.
    pub verdict: Verdict,
    /// The answer in a sentence.
    pub headline: String,
    /// What it rests on.
    pub lines: Vec<ReachLine>,
}

/// Judges what the phone says and how late the last alarm was.
///
/// # Errors
/// When the store refuses.
pub fn reach(
    state: &CareState,
    facts: &ReachFacts,
    clock: &ClockReading,
    language: Language,
) -> Result<Reach, ReminderError> {
    let words = &reminder_content().reach;
    let connection = state.connection();
    let planned_ms: Option<i64> = Setting::LastAlarmPlanned.read(connection)?;
    let heard_ms: Option<i64> = Setting::LastAlarmHeard.read(connection)?;
    let line = |title: &Text, line: &Text, verdict, action: ReachAction| ReachLine {
        title: title.get(language).to_owned(),
        line: line.get(language).to_owned(),
        verdict,
        action: (verdict != Verdict::Ok).then_some(action),
    };
    let mut lines = vec![match facts.notifications {
        FlagSignal::Value { on: true } => {
            line(&words.permission, &words.allowed, Verdict::Ok, ReachAction::Permission)
        }
        FlagSignal::Value { on: false } => {
            line(&words.permission, &words.blocked, Verdict::AtRisk, ReachAction::Permission)
        }
        _ => line(&words.permission, &words.untold, Verdict::Unknown, ReachAction::Permission),
    }];
    let settings = ReachAction::NotificationSettings;
    for (title, channel) in [
        (&words.reminders_channel, &facts.reminders_channel),
        (&words.clocks_channel, &facts.clocks_channel),
    ] {
        lines.push(match channel {
            FlagSignal::Value { on: false } => {
                line(title, &words.channel_off, Verdict::AtRisk, settings)
            }
            FlagSignal::Value { on: true } => line(title, &words.channel_on, Verdict::Ok, settings),
            // The app makes its channels when it starts: one that is not there cannot be vouched for.
            _ => line(title, &words.untold, Verdict::Unknown, settings),
        });
    }
    let (battery, verdict) =
        match (&facts.background_restricted, facts.standby, &facts.battery_optimised) {
            (FlagSignal::Value { on: true }, ..) => (&words.restricted, Verdict::AtRisk),
            (_, StandbyBucket::Restricted, _) => (&words.bucket_restricted, Verdict::AtRisk),
            (_, StandbyBucket::Rare, _) => (&words.bucket_rare, Verdict::Due),
            (FlagSignal::Failed, ..) | (.., FlagSignal::Failed) => {
                (&words.untold, Verdict::Unknown)
            }
            (.., FlagSignal::Value { on: false }) => (&words.battery_free, Verdict::Ok),
            _ => (&words.battery_usual, Verdict::Ok),
        };
    lines.push(line(&words.battery, battery, verdict, ReachAction::AppSettings));
    let is_untold = lines.iter().any(|line| line.verdict == Verdict::Unknown);
    let (text, late_ms, verdict) = match planned_ms.zip(heard_ms) {
        // Noted under a clock that has since gone back.
        Some((_, heard_ms)) if heard_ms > clock.now_ms => {
            (&words.rang_unknown, 0, Verdict::Unknown)
        }
        Some((planned_ms, heard_ms)) => {
            let late_ms = heard_ms.saturating_sub(planned_ms);
            match late_ms {
                ..MINUTE_MS => (&words.on_time, late_ms, Verdict::Ok),
                MINUTE_MS..=LATE_MS => (&words.late_minutes, late_ms, Verdict::Ok),
                _ => (&words.late_hours, late_ms, Verdict::Due),
            }
        }
        None => (&words.never_rang, 0, Verdict::Unknown),
    };
    let planned = clock.local_time_at(planned_ms.unwrap_or_default()).naive_local();
    let minutes = late_ms.div_euclid(MINUTE_MS);
    let hours = minutes.div_euclid(60);
    lines.push(ReachLine {
        title: words.last_alarm.get(language).to_owned(),
        line: text.fill(
            language,
            &[
                ("weekday_date", &weekday_date(planned.date(), clock.local_date(), language)),
                ("time", &time_in_words(planned.time())),
                ("minutes", &minutes.to_string()),
                ("count", &hours.to_string()),
            ],
        ),
        verdict,
        action: (verdict == Verdict::Due).then_some(ReachAction::AppSettings),
    });
    let is = |verdict: Verdict| lines.iter().any(|line| line.verdict == verdict);
    let (verdict, headline) = if !super::settings(state)?.enabled {
        (Verdict::Unknown, &words.switched_off)
    } else if is(Verdict::AtRisk) {
        (Verdict::AtRisk, &words.not_reached)
    } else if is(Verdict::Due) {
        (Verdict::Due, &words.late)
    } else if is_untold {
        (Verdict::Unknown, &words.unknown)
    } else if is(Verdict::Unknown) {
        (Verdict::Unknown, &words.not_yet)
    } else if facts.api_level >= WITHIN_AN_HOUR_API_LEVEL {
        (Verdict::Ok, &words.reached)
    } else {
        (Verdict::Ok, &words.reached_some_time)
    };
    Ok(Reach { verdict, headline: headline.get(language).to_owned(), lines })
}
