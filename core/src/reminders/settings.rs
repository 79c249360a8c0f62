//! What the person chose for reminders.

use super::ReminderError;
use crate::content::{Ladders, reminder_content};
use crate::store::{CareState, Setting, StoreError};
use rusqlite::Connection;

/// How close together reminders come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Rhythm {
    /// Further apart.
    Calm,
    /// As we would.
    Usual,
    /// Closer together.
    Strict,
}

impl Rhythm {
    /// Every rhythm, the calmest first.
    pub const ALL: [Self; 3] = [Self::Calm, Self::Usual, Self::Strict];

    fn code(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Usual => "usual",
            Self::Strict => "strict",
        }
    }

    pub(super) fn rungs(self, ladders: &Ladders) -> &[i64] {
        match self {
            Self::Calm => &ladders.calm,
            Self::Usual => &ladders.usual,
            Self::Strict => &ladders.strict,
        }
    }
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum DayOfWeek {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl DayOfWeek {
    /// Every day, Monday first.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];
}

/// What the person chose for reminders.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReminderSettings {
    /// Whether reminders ring at all; what is due stays visible in the app, and recovery clocks ring all the same.
    pub enabled: bool,
    /// How close together they come.
    pub rhythm: Rhythm,
    /// Days on which they ring. A day that the person promised rings all the same.
    pub weekdays: Vec<DayOfWeek>,
    /// Hour of the day at which they ring, 0 to 23, local civil time; inside the quiet hours, their end.
    pub hour: u32,
    /// Hour from which nothing rings, 0 to 23.
    pub quiet_from_hour: u32,
    /// Hour from which something may ring again, 0 to 23; the same as `quiet_from_hour` for no quiet hours.
    pub quiet_until_hour: u32,
}

impl Default for ReminderSettings {
    fn default() -> Self {
        let rules = &reminder_content().rules;
        Self {
            enabled: true,
            rhythm: Rhythm::Usual,
            weekdays: DayOfWeek::ALL.to_vec(),
            hour: rules.default_hour,
            quiet_from_hour: rules.default_quiet_from_hour,
            quiet_until_hour: rules.default_quiet_until_hour,
        }
    }
}

/// What the person chose, each choice that is missing or no longer makes sense as in [`ReminderSettings::default`].
///
/// # Errors
/// When the store refuses.
pub fn settings(state: &CareState) -> Result<ReminderSettings, ReminderError> {
    Ok(stored(state.connection())?)
}

/// The same, also within a transaction.
pub(super) fn stored(connection: &Connection) -> Result<ReminderSettings, StoreError> {
    let usual = ReminderSettings::default();
    let hour = |setting: Setting, otherwise: u32| -> Result<u32, StoreError> {
        let hour: Option<u32> = setting.read(connection)?;
        Ok(hour.filter(|hour| *hour < 24).unwrap_or(otherwise))
    };
    let enabled: Option<u32> = Setting::RemindersEnabled.read(connection)?;
    let rhythm: Option<String> = Setting::ReminderRhythm.read(connection)?;
    let weekdays: Option<String> = Setting::ReminderWeekdays.read(connection)?;
    Ok(ReminderSettings {
        enabled: enabled != Some(0),
        rhythm: rhythm
            .and_then(|code| Rhythm::ALL.into_iter().find(|rhythm| rhythm.code() == code))
            .unwrap_or(usual.rhythm),
        weekdays: weekdays
            .map(|digits| weekdays_of(&digits))
            .filter(|chosen| !chosen.is_empty())
            .unwrap_or(usual.weekdays),
        hour: hour(Setting::ReminderHour, usual.hour)?,
        quiet_from_hour: hour(Setting::QuietFromHour, usual.quiet_from_hour)?,
        quiet_until_hour: hour(Setting::QuietUntilHour, usual.quiet_until_hour)?,
    })
}

/// The hour at which reminders really ring: the chosen one, or the end of the quiet hours that hold it.
#[must_use]
pub fn ringing_hour(settings: &ReminderSettings) -> u32 {
    if is_quiet_hour(settings.hour, settings) { settings.quiet_until_hour } else { settings.hour }
}

/// Whether the quiet hours, which may reach over midnight, hold this hour of the wall.
pub(super) fn is_quiet_hour(hour: u32, settings: &ReminderSettings) -> bool {
    let (from, until) = (settings.quiet_from_hour, settings.quiet_until_hour);
    if from <= until { (from..until).contains(&hour) } else { hour >= from || hour < until }
}

/// Stores what the person chose.
///
/// # Errors
/// When an hour is impossible, no day is left, or the store refuses; then nothing is stored.
pub fn choose(state: &mut CareState, settings: &ReminderSettings) -> Result<(), ReminderError> {
    let hours = [settings.hour, settings.quiet_from_hour, settings.quiet_until_hour];
    if let Some(hour) = hours.into_iter().find(|hour| *hour > 23) {
        return Err(ReminderError::ImpossibleHour { hour });
    }
    if settings.weekdays.is_empty() {
        return Err(ReminderError::NoDayLeft);
    }
    state.write(|transaction| {
        Setting::RemindersEnabled.write(transaction, &u32::from(settings.enabled))?;
        Setting::ReminderRhythm.write(transaction, &settings.rhythm.code())?;
        Setting::ReminderWeekdays.write(transaction, &digits_of(&settings.weekdays))?;
        Setting::ReminderHour.write(transaction, &settings.hour)?;
        Setting::QuietFromHour.write(transaction, &settings.quiet_from_hour)?;
        Setting::QuietUntilHour.write(transaction, &settings.quiet_until_hour)?;
        Ok(())
    })
}

/// Switches the reminders of one item on or off. Its state stays visible, and so does the day it would have come.
///
/// # Errors
/// When there is no such item, or the store refuses.
pub fn switch_item(state: &mut CareState, item_id: &str, on: bool) -> Result<(), ReminderError> {
    if !super::can_be_reminded_of(item_id) {
        return Err(ReminderError::NoSuchItem);
    }
    let statement = if on {
        "DELETE FROM reminder_off WHERE item_id = ?1"
    } else {
        "INSERT INTO reminder_off (item_id) VALUES (?1) ON CONFLICT (item_id) DO NOTHING"
    };
    state.write(|transaction| {
        transaction.execute(statement, [item_id]).map_err(StoreError::from)?;
        Ok(())
    })
}

/// The items that are switched off.
pub(super) fn switched_off(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut query = connection.prepare_cached("SELECT item_id FROM reminder_off")?;
    let items =
        query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    Ok(items)
}

fn weekdays_of(digits: &str) -> Vec<DayOfWeek> {
    ('1'..='7')
        .zip(DayOfWeek::ALL)
        .filter(|(digit, _)| digits.contains(*digit))
        .map(|(_, day)| day)
        .collect()
}

fn digits_of(weekdays: &[DayOfWeek]) -> String {
    ('1'..='7')
        .zip(DayOfWeek::ALL)
        .filter(|(_, day)| weekdays.contains(day))
        .map(|(digit, _)| digit)
        .collect()
}
