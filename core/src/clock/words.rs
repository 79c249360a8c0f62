//! Dates and numbers of days in words, in both languages.

use super::days_between;
use crate::Language;
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

const MONTHS_ES: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS_ES: [&str; 7] =
    ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
const WEEKDAYS_EN: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn word<const COUNT: usize>(words: [&'static str; COUNT], index: u32) -> &'static str {
    usize::try_from(index).ok().and_then(|index| words.get(index).copied()).unwrap_or_default()
}

fn month(date: NaiveDate, language: Language) -> &'static str {
    match language {
        Language::Spanish => word(MONTHS_ES, date.month0()),
        Language::English => word(MONTHS_EN, date.month0()),
    }
}

/// The day of the week, such as "sábado".
#[must_use]
pub fn weekday_name(date: NaiveDate, language: Language) -> &'static str {
    let index = date.weekday().num_days_from_monday();
    match language {
        Language::Spanish => word(WEEKDAYS_ES, index),
        Language::English => word(WEEKDAYS_EN, index),
    }
}

/// Days up to which a date is told without its year: half a year to either side there is only one such day.
const WITHOUT_YEAR_DAYS: i64 = 182;

/// A date such as "3 de marzo", with the year when it is more than half a year from `today`.
#[must_use]
pub fn date_in_words(date: NaiveDate, today: NaiveDate, language: Language) -> String {
    if days_between(date, today).abs() > WITHOUT_YEAR_DAYS {
        return full_date(date, language);
    }
    let (day, month) = (date.day(), month(date, language));
    match language {
        Language::Spanish => format!("{day} de {month}"),
        Language::English => format!("{day} {month}"),
    }
}

/// A date such as "3 de marzo de 2027", for what leaves the phone and is read on another day.
#[must_use]
pub fn full_date(date: NaiveDate, language: Language) -> String {
    let (day, month, year) = (date.day(), month(date, language), date.year());
    match language {
        Language::Spanish => format!("{day} de {month} de {year}"),
        Language::English => format!("{day} {month} {year}"),
    }
}

/// A date such as "sábado 28 de noviembre", with the year when it is more than half a year from `today`.
#[must_use]
pub fn weekday_date(date: NaiveDate, today: NaiveDate, language: Language) -> String {
    format!("{} {}", weekday_name(date, language), date_in_words(date, today, language))
}

/// A date such as "14 nov 2026".
#[must_use]
pub fn short_date(date: NaiveDate, language: Language) -> String {
    let month: String = month(date, language).chars().take(3).collect();
    format!("{} {month} {}", date.day(), date.year())
}

/// A time of day such as "9:05" or "22:40".
#[must_use]
pub fn time_in_words(time: NaiveTime) -> String {
    format!("{}:{:02}", time.hour(), time.minute())
}

/// A number of days, such as "1 día" or "12 días".
#[must_use]
pub fn days_in_words(days: i64, language: Language) -> String {
    match (language, days == 1) {
        (Language::Spanish, true) => "1 día".to_owned(),
        (Language::Spanish, false) => format!("{days} días"),
        (Language::English, true) => "1 day".to_owned(),
        (Language::English, false) => format!("{days} days"),
    }
}

/// A time such as "35 s", "2 min" or "1 h"; the largest unit that tells it to the nearest whole, up to hours.
#[must_use]
pub fn duration_in_words(seconds: i64) -> String {
    match seconds {
        ..=119 => format!("{seconds} s"),
        120..=7_199 => format!("{} min", seconds.saturating_add(30).div_euclid(60)),
        _ => format!("{} h", seconds.saturating_add(1_800).div_euclid(3_600)),
    }
}

/// How long ago a date was, such as "hoy", "ayer", "hace 12 días". A date ahead counts as today.
#[must_use]
pub fn ago(date: NaiveDate, today: NaiveDate, language: Language) -> String {
    let days = days_between(date, today).max(0);
    match (language, days) {
        (Language::Spanish, 0) => "hoy".to_owned(),
        (Language::Spanish, 1) => "ayer".to_owned(),
        (Language::Spanish, _) => format!("hace {}", days_in_words(days, language)),
        (Language::English, 0) => "today".to_owned(),
        (Language::English, 1) => "yesterday".to_owned(),
        (Language::English, _) => format!("{} ago", days_in_words(days, language)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("the date is well formed")
    }

    #[test]
    fn dates_read_as_people_say_them() {
        let today = date("2026-11-22");
        let march = date("2027-03-03");
        assert_eq!(date_in_words(march, today, Language::Spanish), "3 de marzo");
        assert_eq!(date_in_words(march, today, Language::English), "3 March");
        let spanish = |text| date_in_words(date(text), today, Language::Spanish);
        assert_eq!(spanish("2026-05-24"), "24 de mayo");
        assert_eq!(spanish("2026-05-23"), "23 de mayo de 2026");
        let saturday = date("2026-11-28");
        assert_eq!(weekday_date(saturday, today, Language::Spanish), "sábado 28 de noviembre");
        assert_eq!(weekday_date(saturday, today, Language::English), "Saturday 28 November");
        assert_eq!(short_date(date("2026-11-14"), Language::Spanish), "14 nov 2026");
    }

    #[test]
    fn one_day_ago_is_yesterday_and_a_date_ahead_is_today() {
        let today = date("2026-11-22");
        assert_eq!(ago(today, today, Language::Spanish), "hoy");
        assert_eq!(ago(date("2026-11-21"), today, Language::Spanish), "ayer");
        assert_eq!(ago(date("2026-10-19"), today, Language::Spanish), "hace 34 días");
        assert_eq!(ago(date("2026-10-19"), today, Language::English), "34 days ago");
        assert_eq!(ago(date("2027-10-19"), today, Language::English), "today");
    }
}
