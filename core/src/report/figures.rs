//! Counts, CLABEs, annex letters, dates and times in words.

use super::words::Words;
use crate::ClockReading;
use crate::content::fill;
use crate::evidence::{Happened, Precision};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, Timelike};

/// A whole number with commas every three digits.
pub(super) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut written = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len().saturating_sub(index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// A CLABE in its four parts, bank, branch, account and check digit; anything else as it stands.
pub(super) fn clabe(clabe: &str) -> String {
    match (clabe.get(..3), clabe.get(3..6), clabe.get(6..17), clabe.get(17..)) {
        (Some(bank), Some(branch), Some(account), Some(check)) if clabe.len() == 18 => {
            format!("{bank} {branch} {account} {check}")
        }
        _ => clabe.to_owned(),
    }
}

/// `A` for 0, `Z` for 25, `AA` for 26.
pub(super) fn letter(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index;
    loop {
        let place = u8::try_from(rest % 26).unwrap_or_default();
        letters.push(char::from(b'A'.saturating_add(place)));
        if rest < 26 {
            break;
        }
        rest = (rest / 26).saturating_sub(1);
    }
    letters.iter().rev().collect()
}

/// `16 mar 2026`.
pub(super) fn date(date: NaiveDate, words: &Words) -> String {
    let month = nth(&words.months, date.month0());
    fill(
        &words.short_date,
        &[("day", &date.day().to_string()), ("month", month), ("year", &date.year().to_string())],
    )
}

/// `sáb 14 mar 2026`.
pub(super) fn weekday_date(day: NaiveDate, words: &Words) -> String {
    let weekday = nth(&words.weekdays, day.weekday().num_days_from_monday());
    format!("{weekday} {}", date(day, words))
}

/// `16 de marzo de 2026, 18:40`.
pub(super) fn long_instant(instant: DateTime<FixedOffset>, words: &Words) -> String {
    let month = nth(&words.months_long, instant.month0());
    let day = fill(
        &words.long_date,
        &[
            ("day", &instant.day().to_string()),
            ("month", month),
            ("year", &instant.year().to_string()),
        ],
    );
    format!("{day}, {}", time(instant.naive_local()))
}

/// `America/Mexico_City, UTC−6`.
pub(super) fn zone(clock: &ClockReading) -> String {
    let minutes = clock.local_time().offset().local_minus_utc() / 60;
    let sign = if minutes < 0 { '−' } else { '+' };
    let (hours, rest) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
    let zone = clock.time_zone();
    let name = zone.name();
    if rest == 0 {
        format!("{name}, UTC{sign}{hours}")
    } else {
        format!("{name}, UTC{sign}{hours}:{rest:02}")
    }
}

/// `14 mar 2026, 9:12` where the phone is.
pub(super) fn instant(milliseconds: i64, clock: &ClockReading, words: &Words) -> String {
    let local = clock.local_time_at(milliseconds).naive_local();
    format!("{}, {}", date(local.date(), words), time(local))
}

/// What the person states about when it happened, cut into day and time.
pub(super) struct When {
    /// `sáb 14 mar 2026`; a text that is no date stays as it is.
    pub(super) day: String,
    /// `cerca de las 2:10`, with the zone when it is another than the phone's.
    pub(super) time: String,
}

/// Puts `happened` into words.
pub(super) fn when(happened: &Happened, clock: &ClockReading, words: &Words) -> When {
    let Some(from) = civil(&happened.from) else {
        return When { day: happened.from.clone(), time: String::new() };
    };
    let to = happened.to.as_deref().and_then(civil);
    let mut said = match happened.precision {
        Precision::Minute => time(from),
        Precision::About => {
            fill(&words.events.about, &[("time", &at(from.hour(), time(from), words))])
        }
        Precision::Hour => hours(from, to.unwrap_or(from), words),
        Precision::Day => words.events.day_only.clone(),
    };
    if let Some(to) = to.filter(|_| happened.precision != Precision::Hour) {
        let end = match (happened.precision, to.date() == from.date()) {
            (Precision::Day, _) => date(to.date(), words),
            (_, true) => time(to),
            (_, false) => format!("{}, {}", date(to.date(), words), time(to)),
        };
        said = fill(&words.events.from_to, &[("from", &said), ("to", &end)]);
    }
    if happened.zone != clock.time_zone().name() {
        said = format!("{said} ({})", happened.zone);
    }
    When { day: weekday_date(from.date(), words), time: said }
}

/// From the beginning of the one hour to the end of the other: `entre las 3:00 y las 4:00` for the hour of 3.
fn hours(first: NaiveDateTime, last: NaiveDateTime, words: &Words) -> String {
    let (begin, end) = (first.hour(), last.hour().saturating_add(1));
    if first.date() == last.date() {
        let [from, to] = [begin, end].map(|hour| at(hour, format!("{hour}:00"), words));
        return fill(&words.events.hour, &[("from", &from), ("to", &to)]);
    }
    let end = format!("{}, {end}:00", date(last.date(), words));
    fill(&words.events.from_to, &[("from", &format!("{begin}:00")), ("to", &end)])
}

/// A time behind a preposition: `las 2:10`, and `la 1:10`.
fn at(hour: u32, time: String, words: &Words) -> String {
    fill(if hour == 1 { &words.events.at_one } else { &words.events.at }, &[("time", &time)])
}

fn civil(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok()
}

fn time(at: NaiveDateTime) -> String {
    format!("{}:{:02}", at.hour(), at.minute())
}

fn nth(names: &[String], index: u32) -> &str {
    usize::try_from(index).ok().and_then(|index| names.get(index)).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn clock() -> ClockReading {
        ClockReading {
            now_ms: 1_773_708_000_000,
            zone: "America/Mexico_City".to_owned(),
            automatic: Some(true),
            boot_count: None,
            uptime_ms: None,
        }
    }

    #[test]
    fn whole_numbers_have_commas() {
        assert_eq!([count(7), count(412_310), count(1_000)], ["7", "412,310", "1,000"]);
    }

    #[test]
    fn annex_letters_go_on_after_z() {
        assert_eq!(
            [letter(0), letter(25), letter(26), letter(701), letter(702)],
            ["A", "Z", "AA", "ZZ", "AAA"]
        );
    }

    #[test]
    fn a_clabe_is_cut_where_a_bank_cuts_it() {
        assert_eq!(clabe("032180000118359719"), "032 180 00011835971 9");
        assert_eq!(clabe("12ñ"), "12ñ");
    }

    #[test]
    fn the_time_says_how_exactly_it_is_known() {
        let words = Words::of(Language::Spanish);
        let said = |precision, to: Option<&str>, zone: &str| {
            let happened = Happened {
                from: "2026-03-14T02:10".to_owned(),
                to: to.map(str::to_owned),
                zone: zone.to_owned(),
                precision,
            };
            let when = when(&happened, &clock(), &words);
            format!("{} | {}", when.day, when.time)
        };
        let home = "America/Mexico_City";
        assert_eq!(said(Precision::About, None, home), "sáb 14 mar 2026 | cerca de las 2:10");
        assert_eq!(
            said(Precision::Minute, Some("2026-03-14T02:30"), home),
            "sáb 14 mar 2026 | 2:10 a 2:30"
        );
        assert_eq!(said(Precision::Day, None, home), "sáb 14 mar 2026 | hora no precisada");
        assert_eq!(
            said(Precision::Hour, None, home),
            "sáb 14 mar 2026 | entre las 2:00 y las 3:00"
        );
        assert_eq!(
            said(Precision::Hour, Some("2026-03-14T05:00"), home),
            "sáb 14 mar 2026 | entre las 2:00 y las 6:00"
        );
        assert_eq!(
            said(Precision::Hour, Some("2026-03-15T01:00"), home),
            "sáb 14 mar 2026 | 2:00 a 15 mar 2026, 2:00"
        );
        assert_eq!(
            said(Precision::Minute, None, "America/Tijuana"),
            "sáb 14 mar 2026 | 2:10 (America/Tijuana)"
        );
    }

    #[test]
    fn one_o_clock_is_singular_in_spanish() {
        let said = |language, from: &str, precision| {
            let zone = "America/Mexico_City".to_owned();
            let happened = Happened { from: from.to_owned(), to: None, zone, precision };
            when(&happened, &clock(), &Words::of(language)).time
        };
        for (from, precision, spanish, english) in [
            ("2026-03-14T01:10", Precision::About, "cerca de la 1:10", "about 1:10"),
            ("2026-03-14T11:10", Precision::About, "cerca de las 11:10", "about 11:10"),
            (
                "2026-03-14T00:00",
                Precision::Hour,
                "entre las 0:00 y la 1:00",
                "between 0:00 and 1:00",
            ),
            (
                "2026-03-14T01:00",
                Precision::Hour,
                "entre la 1:00 y las 2:00",
                "between 1:00 and 2:00",
            ),
            (
                "2026-03-14T23:00",
                Precision::Hour,
                "entre las 23:00 y las 24:00",
                "between 23:00 and 24:00",
            ),
        ] {
            assert_eq!(said(Language::Spanish, from, precision), spanish);
            assert_eq!(said(Language::English, from, precision), english);
        }
    }

    #[test]
    fn a_stated_time_that_is_no_date_is_shown_as_it_is() {
        let happened = Happened {
            from: "ayer".to_owned(),
            to: None,
            zone: "America/Mexico_City".to_owned(),
            precision: Precision::Day,
        };
        assert_eq!(when(&happened, &clock(), &Words::of(Language::Spanish)).day, "ayer");
    }
}
