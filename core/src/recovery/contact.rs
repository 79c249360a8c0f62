//! Who to call, in words.

use super::{ContactCard, ContactNumber, ContactPage};
use crate::content::{self, ContactContent, Mark, checklist, plays, source};
use crate::{ClockReading, Language};

/// Everyone to call, and how to tell the police from who poses as them.
#[must_use]
pub fn contacts(clock: &ClockReading, language: Language) -> ContactPage {
    let contacts = content::contacts();
    let impersonation = &contacts.impersonation;
    ContactPage {
        impersonation_title: impersonation.title.get(language).to_owned(),
        impersonation: all(&impersonation.lines, language),
        impersonation_sources: source_lines(&impersonation.sources, clock, language),
        elsewhere: contacts.elsewhere.get(language).to_owned(),
        contacts: contacts.contact.iter().map(|contact| card(contact, clock, language)).collect(),
    }
}

/// The cards of some contacts, in the order of their ids.
pub(super) fn cards(ids: &[String], clock: &ClockReading, language: Language) -> Vec<ContactCard> {
    let all = &content::contacts().contact;
    ids.iter()
        .filter_map(|id| all.iter().find(|contact| contact.id == *id))
        .map(|contact| card(contact, clock, language))
        .collect()
}

fn card(contact: &ContactContent, clock: &ClockReading, language: Language) -> ContactCard {
    let optional = |text: &Option<content::Text>| {
        text.as_ref().map(|text| text.get(language).to_owned()).unwrap_or_default()
    };
    let not_verified = &content::contacts().hours_not_verified;
    let hours = contact.hours.as_ref().or((!contact.numbers.is_empty()).then_some(not_verified));
    ContactCard {
        id: contact.id.clone(),
        scope: contact.scope,
        name: contact.name.get(language).to_owned(),
        role: contact.role.get(language).to_owned(),
        hours: hours.map(|hours| hours.get(language).to_owned()).unwrap_or_default(),
        numbers: contact
            .numbers
            .iter()
            .map(|number| ContactNumber { shown: number.shown.clone(), dial: number.dial.clone() })
            .collect(),
        note: optional(&contact.note),
        copy: contact.copy.clone(),
        source_lines: source_lines(&contact.sources, clock, language),
    }
}

fn all(texts: &[content::Text], language: Language) -> Vec<String> {
    texts.iter().map(|text| text.get(language).to_owned()).collect()
}

/// A line for each source: whose, when verified, and what it is: direct, press, or one alone, to be confirmed.
pub(super) fn source_lines(
    sources: &[String],
    clock: &ClockReading,
    language: Language,
) -> Vec<String> {
    let words = &checklist().source_line;
    let today = Some(clock.local_date());
    let marks = &plays().words;
    let line = |id: &String| {
        let line = words.word(id, today, language);
        let mark = match source(id).map(|source| source.mark) {
            Some(Mark::A) => &marks.direct_source,
            Some(Mark::B) => &marks.press_source,
            Some(Mark::C) | None => return line,
        };
        format!("{line} · {}", mark.get(language))
    };
    sources.iter().map(line).collect()
}
