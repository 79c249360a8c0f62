//! What the phone says about time, taken as an argument by everything that needs `now`.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// The zone used when the phone names one that our zone data does not know: the app is made for Mexico City.
pub const FALLBACK_ZONE: Tz = chrono_tz::America::Mexico_City;

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
    /// The zone to compute civil dates in: the phone's own, or [`FALLBACK_ZONE`] when its name is unknown.
    #[must_use]
    pub fn time_zone(&self) -> Tz {
        self.zone.parse().unwrap_or(FALLBACK_ZONE)
    }

    /// The instant, or the nearest representable one when the phone's clock is absurd.
    #[must_use]
    pub fn instant(&self) -> DateTime<Utc> {
        instant_from_ms(self.now_ms)
    }

    /// Today's date where the phone is.
    #[must_use]
    pub fn local_date(&self) -> NaiveDate {
        self.instant().with_timezone(&self.time_zone()).date_naive()
    }
}

/// The instant `milliseconds` after the epoch, held within what a calendar date can express.
#[must_use]
pub fn instant_from_ms(milliseconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(milliseconds).unwrap_or(if milliseconds < 0 {
        DateTime::<Utc>::MIN_UTC
    } else {
        DateTime::<Utc>::MAX_UTC
    })
}
