//! Distances and words of reminders: `content/reminders.toml`.

use super::{Text, file};
use crate::shipped::packed;
use serde::Deserialize;
use std::sync::LazyLock;

/// The distances after it was done once, twice, and so on, for each rhythm; the last one repeats.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ladders {
    /// Further apart.
    pub calm: Vec<i64>,
    /// As we would.
    pub usual: Vec<i64>,
    /// Closer together.
    pub strict: Vec<i64>,
}

/// The distances, in days unless the name says otherwise. The content file tells why.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReminderRules {
    /// After it was done.
    pub after_done_days: Ladders,
    /// Never further ahead than this.
    pub at_most_days: i64,
    /// After the first opening of the app, for what was never answered.
    pub after_first_use_days: i64,
    /// After an answer that left it undone.
    pub after_undone_days: i64,
    /// After a problem was first seen, or a sign-out began to wait.
    pub after_problem_days: i64,
    /// Weekly looks after something happened to an account.
    pub weekly_after_incident: i64,
    /// After the due day, while undone; the last one repeats.
    pub ring_again_after_days: Vec<i64>,
    /// Between two rings of what was noted under a clock that has since gone back.
    pub doubtful_ring_every_days: i64,
    /// How late a notification may be shown, hours.
    pub late_at_most_hours: i64,
    /// The hour before the person chooses one.
    pub default_hour: u32,
    /// The beginning of the quiet hours before the person chooses one.
    pub default_quiet_from_hour: u32,
    /// Their end.
    pub default_quiet_until_hour: u32,
}

/// Why a reminder comes when it comes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonWords {
    /// Some days after it was done.
    pub after_done: Text,
    /// Some days after it was left undone.
    pub after_undone: Text,
    /// One of the weekly looks after something happened.
    pub after_incident: Text,
    /// Never answered.
    pub never_done: Text,
    /// Some days after it was said not to apply.
    pub after_not_applicable: Text,
    /// Promised, less than a week away.
    pub promised_soon: Text,
    /// Promised.
    pub promised: Text,
    /// A sign-out waits.
    pub sign_out_waits: Text,
    /// The checkup shows a problem.
    pub problem: Text,
    /// Noted under a clock that has since gone back.
    pub clock_went_back: Text,
    /// There is nothing to remind of.
    pub nothing: Text,
    /// What is added when the person wants no reminders on the day itself.
    pub moved: Text,
}

/// The notification; nothing in it is the person's own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotificationWords {
    /// Title when one thing is due.
    pub one: Text,
    /// Title when several are.
    pub several: Text,
    /// Bodies for one thing, taken in turn.
    pub bodies_one: Vec<Text>,
    /// Bodies for several, taken in turn.
    pub bodies_several: Vec<Text>,
}

/// The card that says whether reminders arrive.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReachWords {
    /// They arrive, within an hour.
    pub reached: Text,
    /// They arrive; this Android says nothing of when.
    pub reached_some_time: Text,
    /// They may come late.
    pub late: Text,
    /// The phone does not tell all that it takes.
    pub unknown: Text,
    /// All that the phone tells is well, and none has rung yet.
    pub not_yet: Text,
    /// They do not all arrive.
    pub not_reached: Text,
    /// Reminders are off in the app.
    pub switched_off: Text,
    /// The permission.
    pub permission: Text,
    /// It is given.
    pub allowed: Text,
    /// It is not.
    pub blocked: Text,
    /// The phone does not tell.
    pub untold: Text,
    /// The channel of reminders.
    pub reminders_channel: Text,
    /// The channel of recovery clocks.
    pub clocks_channel: Text,
    /// A channel is on.
    pub channel_on: Text,
    /// A channel is off.
    pub channel_off: Text,
    /// Battery.
    pub battery: Text,
    /// The app is restricted in the background.
    pub restricted: Text,
    /// The phone hardly lets it work.
    pub bucket_restricted: Text,
    /// The phone lets it work seldom.
    pub bucket_rare: Text,
    /// The phone saves battery on it as on most.
    pub battery_usual: Text,
    /// The phone does not.
    pub battery_free: Text,
    /// The last alarm.
    pub last_alarm: Text,
    /// There was none.
    pub never_rang: Text,
    /// It was heard under a clock that has since gone back.
    pub rang_unknown: Text,
    /// It came within a minute.
    pub on_time: Text,
    /// It came within an hour.
    pub late_minutes: Text,
    /// It came later.
    pub late_hours: Text,
}

/// The calendar file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarWords {
    /// Its name.
    pub name: Text,
    /// What stands below the things of a day.
    pub why: Text,
}

/// Everything about reminders.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReminderContent {
    /// The distances.
    pub rules: ReminderRules,
    /// The reasons.
    pub reason: ReasonWords,
    /// The notification.
    pub notification: NotificationWords,
    /// Whether reminders arrive.
    pub reach: ReachWords,
    /// The calendar file.
    pub calendar: CalendarWords,
}

static REMINDERS: LazyLock<ReminderContent> = LazyLock::new(|| file(packed!("reminders.toml")));

/// The distances and words that ship with the app.
#[must_use]
pub fn reminder_content() -> &'static ReminderContent {
    &REMINDERS
}
