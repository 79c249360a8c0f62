//! The words of the timeline in both languages, and the small forms that numbers, names and links take in it.

use crate::shipped::packed;
use crate::{Language, content};
use serde::Deserialize;
use std::sync::OnceLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Languages {
    spanish: Words,
    english: Words,
}

/// The words of one language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) weekdays: [String; 7],
    pub(super) months: [String; 12],
    pub(super) day: String,
    pub(super) day_with_year: String,
    pub(super) short_day: String,
    pub(super) about: String,
    pub(super) hour: String,
    pub(super) whole_day: String,
    pub(super) span: String,
    pub(super) noted: String,
    pub(super) noted_by: String,
    pub(super) happened: String,
    pub(super) theft: String,
    pub(super) theft_takeover: String,
    pub(super) theft_ghost_link: String,
    pub(super) theft_lost_phone: String,
    pub(super) theft_money_sent: String,
    pub(super) theft_extortion: String,
    pub(super) theft_other: String,
    pub(super) contact_call: String,
    pub(super) contact_sms: String,
    pub(super) contact_messenger: String,
    pub(super) contact_message: String,
    pub(super) contact_email: String,
    pub(super) contact_in_person: String,
    pub(super) contact_other: String,
    pub(super) unknown_sender: String,
    pub(super) user_name: String,
    pub(super) email: String,
    pub(super) link: String,
    pub(super) code_shared: String,
    pub(super) account_lost: String,
    pub(super) suspicious_device: String,
    pub(super) last_active: String,
    pub(super) contact_defrauded: String,
    pub(super) asked_of_them: String,
    pub(super) they_paid: String,
    pub(super) threat: String,
    pub(super) claimed: String,
    pub(super) demanded: String,
    pub(super) pay_to: String,
    pub(super) witness_statement: String,
    pub(super) witness_contact: String,
    pub(super) account_recovered: String,
    pub(super) transfer: String,
    pub(super) transfer_contact: String,
    pub(super) tracking_key: String,
    pub(super) clabe: String,
    pub(super) card: String,
    pub(super) bank: String,
    pub(super) bank_by_clabe: String,
    pub(super) bank_folio: String,
    pub(super) step_taken: String,
    pub(super) report_filed: String,
    pub(super) folio: String,
    pub(super) complaint_filed: String,
    pub(super) carpeta: String,
    pub(super) agent: String,
    pub(super) chat_import: String,
    pub(super) chat_messages: String,
    pub(super) message_cited: String,
    pub(super) system_line: String,
    pub(super) cited_line: String,
    pub(super) checkup: String,
    pub(super) checkup_at_risk: String,
    pub(super) checkup_due: String,
    pub(super) checkup_unknown: String,
    pub(super) checkup_ok: String,
    pub(super) clock_change: String,
    pub(super) zone_change: String,
    pub(super) clock_moved_back: String,
    pub(super) clock_moved_forward: String,
    pub(super) clock_moved_unknown: String,
    pub(super) time_stamp: String,
    pub(super) stamped_digest: String,
    pub(super) stamp_unchecked: String,
    pub(super) amendment: String,
    pub(super) retraction: String,
    pub(super) unreadable: String,
    pub(super) unreadable_day: String,
    pub(super) unreadable_why: String,
}

/// The words of `language`.
pub(super) fn words(language: Language) -> &'static Words {
    static LANGUAGES: OnceLock<Languages> = OnceLock::new();
    let languages = LANGUAGES.get_or_init(|| content::file(packed!("timeline.toml")));
    match language {
        Language::Spanish => &languages.spanish,
        Language::English => &languages.english,
    }
}

/// An amount in Mexican pesos: `$4,500.00`.
#[must_use]
pub fn pesos(centavos: i64) -> String {
    let whole = centavos.div_euclid(100).to_string();
    let grouped: Vec<&str> = whole
        .as_bytes()
        .rchunks(3)
        .rev()
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    format!("${}.{:02}", grouped.join(","), centavos.rem_euclid(100))
}

/// A span of time as it is written in both languages: `4 min 10 s`, from an hour on `3 h 5 min`, from a day on `365 d 6 h`.
/// Its sign is left out.
pub(crate) fn time_span(milliseconds: i64) -> String {
    let seconds = milliseconds.unsigned_abs() / 1000;
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    let parts = match (days, hours) {
        (0, 0) => [(minutes, "min"), (seconds % 60, "s")],
        (0, _) => [(hours, "h"), (minutes, "min")],
        _ => [(days, "d"), (hours, "h")],
    };
    let said = parts.into_iter().filter(|(count, _)| *count > 0);
    said.map(|(count, unit)| format!("{count} {unit}")).collect::<Vec<_>>().join(" ")
}

/// A link that nobody opens by accident: `hxxps://example[.]com/…`. Scheme and dots of the host are broken, also
/// where the text holds several links or words around them.
#[must_use]
pub fn defang(text: &str) -> String {
    text.split_inclusive(char::is_whitespace).map(defang_word).collect()
}

fn defang_word(word: &str) -> String {
    let (scheme, rest) = match word.find("://") {
        Some(position) => word.split_at(position),
        None => ("", word),
    };
    let host_start = if scheme.is_empty() { 0 } else { 3 };
    let (marks, host_and_path) = rest.split_at(host_start);
    let end = host_and_path.find(['/', '?', '#']).unwrap_or(host_and_path.len());
    let (host, path) = host_and_path.split_at(end);
    if scheme.is_empty() && !looks_like_host(host, !path.is_empty()) {
        return word.to_owned();
    }
    // A full stop after the host ends a sentence and is no part of it.
    let name = host.trim_end_matches(|character: char| !character.is_alphanumeric());
    let tail = host.strip_prefix(name).unwrap_or_default();
    format!(
        "{}{marks}{}{tail}{path}",
        scheme.replace("tt", "xx").replace("TT", "XX"),
        name.replace("[.]", ".").replace('.', "[.]")
    )
}

/// Whether something without a scheme is a host that an app would make a link of: its last part is a word or the ASCII form
/// of one (`xn--`), or it is four numbers with a path or port behind; `2.24.6.77` alone may be a version.
fn looks_like_host(host: &str, with_path: bool) -> bool {
    let host = host.trim_matches(|character: char| !character.is_alphanumeric());
    let (name, with_port) = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (name, true),
        _ => (host, false),
    };
    let Some((front, last)) = name.rsplit_once('.') else { return false };
    let is_word = last.chars().count() >= 2 && last.chars().all(char::is_alphabetic);
    let is_ascii_form = last.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--"));
    let numbers = || front.split('.').chain([last]).map(str::parse::<u8>);
    let is_address = numbers().count() == 4 && numbers().all(|number| number.is_ok());
    is_word || is_ascii_form || is_address && (with_path || with_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_said_in_its_two_largest_units() {
        assert_eq!(time_span(-10_800_000), "3 h");
        assert_eq!(time_span(11_100_999), "3 h 5 min");
        assert_eq!(time_span(172_800_000), "2 d");
        assert_eq!(time_span(-31_557_600_000), "365 d 6 h");
        assert_eq!([time_span(65_000), time_span(-120_000)], ["1 min 5 s", "2 min"]);
    }

    #[test]
    fn both_languages_are_complete() {
        for language in [Language::Spanish, Language::English] {
            assert!(words(language).transfer.contains("{amount}"));
        }
    }

    #[test]
    fn amounts_are_written_as_in_mexico() {
        assert_eq!(pesos(1), "$0.01");
        assert_eq!(pesos(450_000), "$4,500.00");
        assert_eq!(pesos(99_999_999_999_999), "$999,999,999,999.99");
    }

    #[test]
    fn links_are_broken_and_sentences_are_not() {
        for (typed, shown) in [
            (
                "https://paqueteria-mx.example/entrega?a=b.c",
                "hxxps://paqueteria-mx[.]example/entrega?a=b.c",
            ),
            ("entra a http://a.b.mx, urge", "entra a hxxp://a[.]b[.]mx, urge"),
            ("wa.me/5215512345678", "wa[.]me/5215512345678"),
            ("HTTPS://X.MX", "HXXPS://X[.]MX"),
            ("187.190.12.5/pago", "187[.]190[.]12[.]5/pago"),
            ("malo[.]top", "malo[.]top"),
            ("No abrí nada. Luego colgué.", "No abrí nada. Luego colgué."),
            ("fueron $4,500.00 a las 2.10", "fueron $4,500.00 a las 2.10"),
            ("evil.com:8080/x y evil.com:8080.", "evil[.]com:8080/x y evil[.]com:8080."),
            (
                "banco.xn--p1ai/login (o banco.xn--p1ai)",
                "banco[.]xn--p1ai/login (o banco[.]xn--p1ai)",
            ),
            ("1.2.3.4/x 1.2.3.4:80", "1[.]2[.]3[.]4/x 1[.]2[.]3[.]4:80"),
            ("versión 2.24.6.77, 1.2.3/4, 300.1.2.3/x", "versión 2.24.6.77, 1.2.3/4, 300.1.2.3/x"),
            ("a las 8:30. sí: 10.30:15", "a las 8:30. sí: 10.30:15"),
        ] {
            assert_eq!(defang(typed), shown);
        }
    }
}
