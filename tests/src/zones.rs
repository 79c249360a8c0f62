//! Where the walls of the world jump.

use chrono::{NaiveDate, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;

/// The days, by UTC, on which a zone changes its offset from 2024 to 2037: as far as the zone data of phones reaches.
///
/// # Panics
/// Never: the calendar has these days.
#[must_use]
pub fn offset_changes(zone: Tz) -> Vec<NaiveDate> {
    let offset =
        |day: NaiveDate| zone.offset_from_utc_datetime(&day.and_time(NaiveTime::MIN)).fix();
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).expect("the day exists");
    let last = NaiveDate::from_ymd_opt(2037, 12, 30).expect("the day exists");
    first
        .iter_days()
        .take_while(|day| *day <= last)
        .filter(|day| day.succ_opt().is_some_and(|next| offset(next) != offset(*day)))
        .collect()
}
