//! How a device is told in words.

use super::{Device, DeviceRow, DeviceStatus, LastUsed, SignOut};
use crate::clock::{date_in_words, days_between};
use crate::content::{Text, device_words};
use crate::letters::capitalised;
use crate::{ClockReading, Language};

/// The row of a device.
pub(super) fn row(device: Device, clock: &ClockReading, language: Language) -> DeviceRow {
    let pending_days = device.oldest_pending().map(|(since_ms, _)| days_since(since_ms, clock));
    DeviceRow {
        verdict: device.verdict(),
        pending_days,
        line: line(&device, clock, language),
        last_use_line: last_use_line(&device, clock, language),
        place: device.place(),
        play: device.play(),
        device,
    }
}

/// The rows of the devices on which an account is signed in.
pub(crate) fn signed_in(
    devices: Vec<Device>,
    clock: &ClockReading,
    language: Language,
) -> Vec<DeviceRow> {
    devices
        .into_iter()
        .filter(Device::is_signed_in)
        .map(|device| row(device, clock, language))
        .collect()
}

/// When it was last used. The words lead back from the day on which the person said so, so that they stay true.
fn last_use_line(device: &Device, clock: &ClockReading, language: Language) -> String {
    let words = &device_words().last_use;
    let Some(said) = device.last_use else { return String::new() };
    let text = match said.last_used {
        LastUsed::Today => &words.today,
        LastUsed::ThisMonth => &words.this_month,
        LastUsed::Earlier => &words.earlier,
        LastUsed::NotKnown => &words.not_known,
    };
    text.fill(language, &[("date", &date(said.said_at_ms, clock, language))])
}

/// Calendar days since an instant; a date ahead of the clock counts as today.
fn days_since(at_ms: i64, clock: &ClockReading) -> i64 {
    days_between(clock.date_of(at_ms), clock.local_date()).max(0)
}

fn date(at_ms: i64, clock: &ClockReading, language: Language) -> String {
    date_in_words(clock.date_of(at_ms), clock.local_date(), language)
}

/// Such as "Vendida · WhatsApp"; for a pending device only what is still open, for a closed one when it was.
fn line(device: &Device, clock: &ClockReading, language: Language) -> String {
    let words = device_words();
    if let Some(at_ms) = device.closed_at_ms() {
        return words.line.closed.fill(language, &[("date", &date(at_ms, clock, language))]);
    }
    let open: Vec<&str> = device
        .sessions
        .iter()
        .filter(|session| !matches!(session.sign_out, SignOut::Done { .. }))
        .map(|session| session.messenger.name())
        .collect();
    let accounts = if open.is_empty() {
        words.line.no_accounts.get(language).to_owned()
    } else {
        open.join(", ")
    };
    if device.status == DeviceStatus::InUse {
        return accounts;
    }
    let since = date(device.status_since_ms, clock, language);
    let status = words
        .status
        .get(device.kind, device.status)
        .map(|text| text.fill(language, &[("date", &since)]))
        .unwrap_or_default();
    format!("{status} · {accounts}")
}

/// What the home screen says of a device with a pending sign-out.
pub(crate) struct PendingWords {
    /// The sentence.
    pub(crate) headline: String,
    /// Why.
    pub(crate) detail: String,
    /// The words on the button.
    pub(crate) action: String,
}

/// The home screen's words about a device, when a sign-out is pending on it.
pub(crate) fn pending_words(
    device: &Device,
    clock: &ClockReading,
    language: Language,
) -> Option<PendingWords> {
    let (_, messenger) = device.oldest_pending()?;
    let words = device_words();
    let detail: &Text = words.detail.get(device.kind, device.status)?;
    let since = date(device.status_since_ms, clock, language);
    Some(PendingWords {
        headline: words.headline.pending.fill(
            language,
            &[("name", &name_at_start(&device.name, language)), ("messenger", messenger.name())],
        ),
        detail: detail.fill(language, &[("date", &since)]),
        action: words.headline.action.fill(language, &[("minutes", &words.minutes.to_string())]),
    })
}

/// The device as a sentence begins with it: "Tu laptop vieja", or as it is called where that has an article of its own,
/// "La compu de Ana".
fn name_at_start(name: &str, language: Language) -> String {
    let words = device_words();
    match without_start(name, &words.articles) {
        Some(_) => capitalised(name),
        None => words.headline.own.fill(language, &[("name", &name_inside_sentence(name))]),
    }
}

/// What is left of a name that begins with one of these, if that is anything.
fn without_start<'name>(name: &'name str, starts: &[String]) -> Option<&'name str> {
    let begins = |start: &&String| {
        name.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    };
    let rest = name.get(starts.iter().find(begins)?.len()..)?.trim();
    (!rest.is_empty()).then_some(rest)
}

/// The name as it stands after "tu": without a possessive of its own, and a common noun with a small letter.
fn name_inside_sentence(name: &str) -> String {
    let words = device_words();
    let bare = without_start(name, &words.possessives).unwrap_or(name);
    let first = bare.split_whitespace().next().unwrap_or_default();
    let is_acronym = first.chars().skip(1).any(char::is_uppercase);
    if !is_acronym && words.common_nouns.contains(&first.to_lowercase()) {
        let rest = bare.get(first.len()..).unwrap_or_default();
        return format!("{}{rest}", first.to_lowercase());
    }
    bare.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_bends_to_the_sentence_around_it() {
        assert_eq!(name_inside_sentence("Mi laptop vieja"), "laptop vieja");
        assert_eq!(name_inside_sentence("Laptop HP de la oficina"), "laptop HP de la oficina");
        assert_eq!(name_inside_sentence("Moto G viejo"), "Moto G viejo");
        assert_eq!(name_inside_sentence("PC del café"), "PC del café");
        assert_eq!(name_inside_sentence("Mi "), "Mi ");
        assert_eq!(name_inside_sentence("ñandú"), "ñandú");
    }

    #[test]
    fn a_name_with_an_article_of_its_own_takes_no_other() {
        let spanish = |name| name_at_start(name, Language::Spanish);
        assert_eq!(spanish("La compu de Ana"), "La compu de Ana");
        assert_eq!(spanish("el celular de mi hijo"), "El celular de mi hijo");
        assert_eq!(spanish("Lap de Ana"), "Tu lap de Ana");
        assert_eq!(spanish("Mi laptop"), "Tu laptop");
        assert_eq!(spanish("La "), "Tu La ");
        assert_eq!(name_at_start("The old Mac", Language::English), "The old Mac");
        assert_eq!(name_at_start("Laptop", Language::English), "Your laptop");
    }
}
