//! What the phone says about time, taken as an argument by everything that needs `now`.

mod civil;
mod words;
mod zone;

pub use civil::civil_instant;
pub use words::{
    ago, date_in_words, days_in_words, duration_in_words, full_date, short_date, time_in_words,
    weekday_date, weekday_name,
};
pub use zone::Zone;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// One reading of the phone's clocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ClockReading {
    /// Wall clock, milliseconds since 1970-01-01T00:00:00Z.
    pub now_ms: i64,
    /// IANA name of the phone's zone, such as `America/Mexico_City`.
    pub zone: String,
    /// Whether the phone sets its time by the network; `None` when it cannot be read.
    pub automatic: Option<bool>,
    /// How often the phone has started (`Settings.Global.BOOT_COUNT`); `None` when it cannot be read.
    pub boot_count: Option<i64>,
    /// Milliseconds since that start, sleep included; `None` when it cannot be read.
    pub uptime_ms: Option<i64>,
}

impl ClockReading {
    /// The zone to compute civil dates in: the phone's own, or Mexico City's when its name is unknown.
    #[must_use]
    pub fn time_zone(&self) -> Zone {
        Zone::named_or_fallback(&self.zone)
    }

    /// What the phone's wall clock shows now.
    #[must_use]
    pub fn local_time(&self) -> DateTime<FixedOffset> {
        self.time_zone().at(self.instant())
    }

    /// What the phone's wall clock shows `at_ms` milliseconds after the epoch.
    #[must_use]
    pub fn local_time_at(&self, at_ms: i64) -> DateTime<FixedOffset> {
        self.time_zone().at(instant_from_ms(at_ms))
    }

    /// What the phone's wall clock shows `at_ms` milliseconds after the epoch, to the minute: `YYYY-MM-DDTHH:MM`, as
    /// [`Happened`](crate::evidence::Happened) states it.
    #[must_use]
    pub fn civil_time_at(&self, at_ms: i64) -> String {
        self.local_time_at(at_ms).format("%Y-%m-%dT%H:%M").to_string()
    }

    /// The instant, held within the years [`instant_from_ms`] allows when the phone's clock is absurd.
    #[must_use]
    pub fn instant(&self) -> DateTime<Utc> {
        instant_from_ms(self.now_ms)
    }

    /// The date of an instant (milliseconds since the epoch) where the phone is.
    #[must_use]
    pub fn date_of(&self, at_ms: i64) -> NaiveDate {
        local_date(at_ms, &self.time_zone())
    }

    /// Today's date where the phone is.
    #[must_use]
    pub fn local_date(&self) -> NaiveDate {
        local_date(self.now_ms, &self.time_zone())
    }
}

/// Milliseconds since the epoch of 0001-01-01T00:00:00.000Z.
const EARLIEST_MS: i64 = -62_135_596_800_000;

/// Milliseconds since the epoch of 9999-12-31T23:59:59.999Z.
const LATEST_MS: i64 = 253_402_300_799_999;

/// The instant `milliseconds` after the epoch, held between the years 1 and 9999: what RFC 3339 can write, and wide
/// enough inside chrono's calendar that every civil date of every zone can be computed.
#[must_use]
pub fn instant_from_ms(milliseconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(milliseconds.clamp(EARLIEST_MS, LATEST_MS))
        .expect("the range above lies within what chrono can express")
}

/// The date at an instant in a zone.
#[must_use]
pub fn local_date(milliseconds: i64, zone: &Zone) -> NaiveDate {
    zone.at(instant_from_ms(milliseconds)).date_naive()
}

/// Calendar days from `earlier` to `later`, negative when they are the other way round.
#[must_use]
pub fn days_between(earlier: NaiveDate, later: NaiveDate) -> i64 {
    later.signed_duration_since(earlier).num_days()
}

/// The date `days` after another, held at the ends of the calendar.
#[must_use]
pub fn add_days(date: NaiveDate, days: i64) -> NaiveDate {
    chrono::TimeDelta::try_days(days)
        .and_then(|delta| date.checked_add_signed(delta))
        .unwrap_or(if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn civil_time(zone: &str, at: &str) -> String {
        let at_ms = at.parse::<DateTime<Utc>>().expect("it is well formed").timestamp_millis();
        let (zone, boot_count) = (zone.to_owned(), None);
        ClockReading { now_ms: 0, zone, automatic: None, boot_count, uptime_ms: None }
            .civil_time_at(at_ms)
    }

    #[test]
    fn mexico_has_no_summer_time_whatever_an_old_phone_believes() {
        assert_eq!(civil_time("America/Mexico_City", "2026-07-01T15:41:59Z"), "2026-07-01T09:41");
        assert_eq!(civil_time("America/Mexico_City", "2022-07-01T15:41:00Z"), "2022-07-01T10:41");
        assert_eq!(civil_time("UTC-05", "2026-07-01T05:59:00Z"), "2026-06-30T23:59");
    }
}
