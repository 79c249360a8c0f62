//! From civil time (a date and an hour on the wall) to an instant.

use super::Zone;
use chrono::{DateTime, LocalResult, NaiveDate, NaiveTime, TimeDelta, Utc};

/// Longest gap that any zone ever had, in minutes: a whole day, where an island crossed the date line.
const LONGEST_GAP_MINUTES: u32 = 24 * 60;

/// The instant of `hour`:00 on a date in a zone. Where the clocks jump over it, the first minute that exists after it;
/// where it happens twice, the earlier one. Hours beyond 23 count as 23.
#[must_use]
pub fn civil_instant(zone: &Zone, date: NaiveDate, hour: u32) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(hour.min(23), 0, 0).expect("hours up to 23 exist");
    let mut wall = date.and_time(time);
    for _ in 0..=LONGEST_GAP_MINUTES {
        match zone.instants_of(wall) {
            LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => return instant,
            LocalResult::None => match wall.checked_add_signed(TimeDelta::minutes(1)) {
                Some(later) => wall = later,
                None => break,
            },
        }
    }
    // Only the last days of chrono's calendar come here, and no phone is there.
    date.and_time(NaiveTime::MIN).and_utc()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(zone: &str, date: &str, hour: u32) -> String {
        let zone = Zone::named(zone).expect("the zone data has it");
        let date: NaiveDate = date.parse().expect("the date is well formed");
        civil_instant(&zone, date, hour).to_rfc3339()
    }

    #[test]
    fn mexico_city_stays_at_six_hours_since_2022() {
        assert_eq!(instant("America/Mexico_City", "2026-07-01", 10), "2026-07-01T16:00:00+00:00");
        assert_eq!(instant("America/Mexico_City", "2022-07-01", 10), "2022-07-01T15:00:00+00:00");
    }

    #[test]
    fn an_hour_that_the_clocks_jump_over_moves_to_the_first_minute_that_exists() {
        assert_eq!(instant("America/Mexico_City", "2022-04-03", 2), "2022-04-03T08:00:00+00:00");
        assert_eq!(instant("America/Tijuana", "2026-03-08", 2), "2026-03-08T10:00:00+00:00");
        assert_eq!(instant("America/Ciudad_Juarez", "2026-03-08", 2), "2026-03-08T09:00:00+00:00");
    }

    #[test]
    fn an_hour_that_happens_twice_is_the_earlier_one() {
        assert_eq!(instant("America/Mexico_City", "2022-10-30", 1), "2022-10-30T06:00:00+00:00");
        assert_eq!(instant("America/Ojinaga", "2026-11-01", 1), "2026-11-01T06:00:00+00:00");
    }

    #[test]
    fn a_day_that_an_island_left_out_moves_to_the_next_one() {
        assert_eq!(instant("Pacific/Apia", "2011-12-30", 10), "2011-12-30T10:00:00+00:00");
    }
}
