//! Ready texts, filled from the log, with blanks where there is none that can be read. The app never sends them.

use super::contact::source_lines;
use super::{CaseFacts, ReadyText, RecoveryError};
use crate::content::{self, ReadyTextContent, Text};
use crate::devices::Messenger;
use crate::evidence::{EntryBody, EvidenceError, EvidenceLog, Payer, TimelineEntry, pesos};
use crate::telephone::{self, TelephoneReading};
use crate::{ClockReading, Language, report};

/// The texts that fit what the person said about the case, in the order of the screen. `number` is the person's own
/// telephone number; without a country code it is not put in, because that would be a guess.
///
/// # Errors
/// When the log cannot be read.
pub fn ready_texts(
    log: Option<&EvidenceLog>,
    incident: Option<u64>,
    facts: &CaseFacts,
    number: &str,
    clock: &ClockReading,
    language: Language,
) -> Result<Vec<ReadyText>, RecoveryError> {
    let case = Case::read(log, incident, clock, language)?;
    let offered = content::ready_texts().text.iter().filter(|text| is_offered(text, facts));
    Ok(offered.map(|text| fill(text, &case, facts, number, clock, language)).collect())
}

/// One of them.
///
/// # Errors
/// [`RecoveryError::NoSuchStep`] when it does not fit what the person said about the case: the e-mail that deactivates
/// an account is not for who holds its SIM.
pub fn ready_text(
    log: Option<&EvidenceLog>,
    id: &str,
    incident: Option<u64>,
    facts: &CaseFacts,
    number: &str,
    clock: &ClockReading,
    language: Language,
) -> Result<ReadyText, RecoveryError> {
    let texts = &content::ready_texts().text;
    let text = texts.iter().find(|text| text.id == id && is_offered(text, facts));
    let text = text.ok_or(RecoveryError::NoSuchStep)?;
    let case = Case::read(log, incident, clock, language)?;
    Ok(fill(text, &case, facts, number, clock, language))
}

/// What the log says of a case; nothing where there is no log.
#[derive(Default)]
struct Case {
    entries: Vec<TimelineEntry>,
    account: String,
}

impl Case {
    fn read(
        log: Option<&EvidenceLog>,
        incident: Option<u64>,
        clock: &ClockReading,
        language: Language,
    ) -> Result<Self, EvidenceError> {
        let Some(log) = log else { return Ok(Self::default()) };
        let mut entries = log.timeline(clock, language)?;
        entries.retain(|entry| entry.incident == incident || Some(entry.seq) == incident);
        Ok(Self { entries, account: report::account(log, incident, clock, language)? })
    }
}

fn is_offered(text: &ReadyTextContent, facts: &CaseFacts) -> bool {
    (text.sim.is_empty() || text.sim.contains(&facts.sim))
        && (text.messengers.is_empty() || text.messengers.contains(&facts.messenger))
}

fn fill(
    text: &ReadyTextContent,
    case: &Case,
    facts: &CaseFacts,
    number: &str,
    clock: &ClockReading,
    language: Language,
) -> ReadyText {
    let number_blank = content::ready_texts().blank.number.get(language);
    let number = match telephone::read(number) {
        TelephoneReading::International { number } => number,
        _ => String::new(),
    };
    let intruder = intruder(&case.entries, facts.messenger, language);
    let transfers = transfers(&case.entries, language);
    let values = |number| {
        [
            ("messenger", facts.messenger.name()),
            ("number", number),
            ("helper", &*facts.helper),
            ("intruder", &*intruder),
            ("transfers", &*transfers),
            ("account", &*case.account),
        ]
    };
    let shown = values(if number.is_empty() { number_blank } else { &number });
    let subject = text.subject.as_ref().map(|subject| subject.fill(language, &values(&number)));
    ReadyText {
        id: text.id.clone(),
        title: text.title.fill(language, &shown),
        lead: text.lead.fill(language, &shown),
        needs_number: text.needs_number,
        number_blank: number_blank.to_owned(),
        last_entry: last_entry(body(text, facts), &case.entries),
        to: text.to.clone().unwrap_or_default(),
        subject: subject.map(|subject| subject.trim().to_owned()).unwrap_or_default(),
        body: body(text, facts).fill(language, &shown),
        source_lines: source_lines(&text.sources, clock, language),
        number,
    }
}

/// What a text says, which is something else for who helps and sends it in their own name.
fn body<'a>(text: &'a ReadyTextContent, facts: &CaseFacts) -> &'a Text {
    text.helped.as_ref().filter(|_| !facts.helper.is_empty()).unwrap_or(&text.body)
}

/// The last entry that a text rests on: any of the case for the account of facts, else those of the kind it tells of and
/// what later entries say of them.
fn last_entry(body: &Text, entries: &[TimelineEntry]) -> Option<u64> {
    let holds = |name: &str| body.es.contains(name);
    let is_told = |entry: &TimelineEntry| match entry.body {
        EntryBody::Transfer { .. } => holds("{transfers}"),
        EntryBody::AccountLost { .. } => holds("{intruder}"),
        _ => false,
    };
    let counts = |entry: &&TimelineEntry| {
        let amended = entry.amends.and_then(|seq| entries.iter().find(|it| it.seq == seq));
        holds("{account}") || is_told(entry) || amended.is_some_and(is_told)
    };
    entries.iter().filter(counts).map(|entry| entry.seq).max()
}

/// That somebody else may use the account, since the first day that a note of its loss states. No day is taken from
/// elsewhere: when the case was opened says nothing about it, and what a later note corrects in words may be the day.
fn intruder(entries: &[TimelineEntry], messenger: Messenger, language: Language) -> String {
    let is_loss = |entry: &&TimelineEntry| {
        matches!(entry.body, EntryBody::AccountLost { messenger: lost, .. } if lost == messenger)
            && !entry.retracted
            && entry.amended_by.is_none()
    };
    let stated = entries.iter().filter(is_loss).filter_map(|entry| {
        let happened = entry.happened.as_ref()?;
        Some((&happened.from, &entry.day))
    });
    let words = &content::ready_texts().intruder;
    let name = ("messenger", messenger.name());
    match stated.min() {
        Some((_, day)) => {
            words.since.fill(language, &[name, ("day", &in_a_sentence(day, language))])
        }
        None => words.unsaid.fill(language, &[name]),
    }
}

/// A line for each transfer that was neither taken back nor said anew, with what a later note corrects; a blank when
/// there is none.
fn transfers(entries: &[TimelineEntry], language: Language) -> String {
    let texts = content::ready_texts();
    let lines: Vec<String> = entries
        .iter()
        .filter(|entry| !entry.retracted && !entry.superseded)
        .filter_map(|entry| transfer(entry, entries, language))
        .collect();
    if lines.is_empty() {
        return texts.blank.transfers.get(language).to_owned();
    }
    lines.join("\n")
}

fn transfer(
    entry: &TimelineEntry,
    entries: &[TimelineEntry],
    language: Language,
) -> Option<String> {
    let EntryBody::Transfer {
        payer,
        amount_centavos,
        tracking_key,
        clabe,
        card,
        bank,
        bank_folio,
        // What the person wrote besides is theirs to tell.
        text: _,
    } = &entry.body
    else {
        return None;
    };
    let words = &content::ready_texts().transfer;
    let day = in_a_sentence(&entry.day, language);
    let told: Vec<&str> =
        [day.as_str(), entry.time.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    let amount = pesos(*amount_centavos);
    let mut parts =
        vec![words.line.fill(language, &[("amount", &amount), ("day", &told.join(", "))])];
    if *payer == Payer::Contact {
        parts.push(words.by_contact.get(language).to_owned());
    }
    if tracking_key.is_empty() {
        parts.push(words.no_tracking.get(language).to_owned());
    }
    let stated = [
        (&words.tracking, tracking_key),
        (&words.clabe, clabe),
        (&words.card, card),
        (&words.bank, bank),
        (&words.folio, bank_folio),
    ];
    for (text, value) in stated {
        if !value.is_empty() {
            parts.push(text.fill(language, &[("value", value)]));
        }
    }
    for later in entries.iter().filter(|later| later.amends == Some(entry.seq)) {
        if let EntryBody::Amendment { text } = &later.body {
            parts.push(words.corrected.fill(language, &[("value", text)]));
        }
    }
    Some(parts.join("; "))
}

/// A day as the timeline heads a section with it, inside a sentence: Spanish writes weekdays small.
fn in_a_sentence(day: &str, language: Language) -> String {
    let mut letters = day.chars();
    match (language, letters.next()) {
        (Language::Spanish, Some(first)) => first.to_lowercase().chain(letters).collect(),
        _ => day.to_owned(),
    }
}
