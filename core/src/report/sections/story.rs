//! One entry told in a sentence or two.

use super::Context;
use crate::content::fill;
use crate::devices::Messenger;
use crate::evidence::{Channel, EntryBody, Payer, TheftKind, TimelineEntry, defang, pesos};
use crate::report::paragraph::{BODY, CORRECTION, MONO, SMALL, STRONG, Span, span};

/// Characters of an entry that another one quotes.
const QUOTED_CHARACTERS: usize = 140;
/// Digits of a hash that tell one annex from another; the whole of it stands in the list of annexes.
const SHORT_HASH_DIGITS: usize = 16;

/// What the entry says and which one it corrects, without what later entries say about it.
pub(super) fn told(entry: &TimelineEntry, context: &Context<'_>) -> Vec<Span> {
    let in_words = matches!(entry.body, EntryBody::Amendment { .. } | EntryBody::Retraction { .. });
    let mut spans = Vec::new();
    if let Some(seq) = entry.amends.filter(|_| !in_words) {
        let start = fill(&context.words.events.amends, &[("n", &seq.to_string())]);
        spans.push(span(start, BODY));
    }
    spans.extend(said(entry, context));
    spans
}

fn said(entry: &TimelineEntry, context: &Context<'_>) -> Vec<Span> {
    let words = &context.words.events;
    let mut spans = Vec::new();
    match &entry.body {
        EntryBody::IncidentOpened { theft, title } => {
            let kind = match theft {
                TheftKind::Takeover => &words.opened_takeover,
                TheftKind::GhostLink => &words.opened_ghost_link,
                TheftKind::LostPhone => &words.opened_lost_phone,
                TheftKind::MoneySent => &words.opened_money_sent,
                TheftKind::Extortion => &words.opened_extortion,
                TheftKind::Other => &words.opened_other,
            };
            spans.push(span(fill(&words.opened, &[("kind", kind)]), BODY));
            spans.push(span(defang(title), STRONG));
        }
        EntryBody::Note { text } => spans.push(span(defang(text), BODY)),
        EntryBody::ContactAttempt { channel, sender, user_name, email, link, said } => {
            contact(&mut spans, *channel, &[sender, user_name, email], context);
            if !said.is_empty() {
                spans.push(span(format!(" {}{}", words.said, defang(said)), BODY));
            }
            if !link.is_empty() {
                spans.push(span(format!("\n{}", words.link), BODY));
                spans.push(span(defang(link), MONO));
            }
        }
        EntryBody::CodeShared { messenger, text } => {
            let name = messenger.name();
            spans.push(span(fill(&words.code_shared, &[("messenger", name)]), BODY));
            also(&mut spans, text);
        }
        EntryBody::AccountLost { messenger, text } => {
            let name = messenger.name();
            spans.push(span(fill(&words.account_lost, &[("messenger", name)]), BODY));
            also(&mut spans, text);
        }
        EntryBody::SuspiciousDevice { messenger, device, last_active, text } => {
            let name = messenger.name();
            spans.push(span(fill(&words.suspicious_device, &[("messenger", name)]), BODY));
            spans.push(span(defang(device), STRONG));
            spans.push(span(".", BODY));
            labelled(&mut spans, &words.last_active, last_active);
            also(&mut spans, text);
        }
        EntryBody::ContactDefrauded { contact, asked_centavos, paid_centavos, text } => {
            spans.push(span(&*words.defrauded, BODY));
            spans.push(span(defang(contact), STRONG));
            spans.push(span(".", BODY));
            amount(&mut spans, &words.defrauded_asked, *asked_centavos);
            amount(&mut spans, &words.defrauded_paid, *paid_centavos);
            also(&mut spans, text);
        }
        EntryBody::Threat { channel, sender, claimed, said, asked_centavos, pay_to } => {
            spans.push(span(&*words.threat, BODY));
            contact(&mut spans, *channel, &[sender], context);
            labelled(&mut spans, &words.threat_claimed, claimed);
            spans.push(span(format!(" {}{}", words.said, defang(said)), BODY));
            amount(&mut spans, &words.threat_demanded, *asked_centavos);
            labelled(&mut spans, &words.threat_pay_to, pay_to);
        }
        EntryBody::WitnessStatement { witness, contact, text } => {
            spans.push(span(&*words.witness, BODY));
            spans.push(span(defang(witness), STRONG));
            spans.push(span(":", BODY));
            also(&mut spans, text);
            labelled(&mut spans, &words.witness_contact, contact);
        }
        EntryBody::AccountRecovered { messenger, text } => {
            let name = messenger.name();
            spans.push(span(fill(&words.account_recovered, &[("messenger", name)]), BODY));
            also(&mut spans, text);
        }
        EntryBody::Transfer { payer, amount_centavos, text, .. } => {
            let template = match payer {
                Payer::Me => &words.transfer_me,
                Payer::Contact => &words.transfer_contact,
            };
            let amount = pesos(*amount_centavos);
            spans.push(span(fill(template, &[("amount", &amount)]), BODY));
            also(&mut spans, text);
        }
        EntryBody::StepTaken { text } => {
            spans.push(span(format!("{}{}", words.step, defang(text)), BODY));
        }
        EntryBody::ReportFiled { authority, folio, text } => {
            let mut said = format!("{}{}", words.filed, defang(authority));
            if !folio.is_empty() {
                said.push_str(&words.filed_folio);
                said.push_str(folio);
            }
            said.push('.');
            spans.push(span(said, BODY));
            also(&mut spans, text);
        }
        EntryBody::ComplaintFiled { authority, carpeta, agent, text } => {
            let mut said = format!("{}{}", words.complained, defang(authority));
            for (label, value) in
                [(&words.complained_carpeta, carpeta), (&words.complained_agent, agent)]
            {
                if !value.is_empty() {
                    said.push_str(label);
                    said.push_str(value);
                }
            }
            said.push('.');
            spans.push(span(said, BODY));
            also(&mut spans, text);
        }
        EntryBody::ChatImport { messages, .. } => {
            let name = entry.files.first().map_or("", |file| file.name.as_str());
            let count = messages.to_string();
            let said = fill(&words.chat_import, &[("name", name), ("count", &count)]);
            spans.push(span(said, BODY));
        }
        EntryBody::MessageCited { file, line, written, sender, text, .. } => {
            if sender.is_empty() {
                spans.push(span(&*words.message_system, BODY));
            } else {
                spans.push(span(&*words.message_cited, BODY));
                spans.push(span(defang(sender), STRONG));
            }
            spans.push(span(format!(": {}", defang(text)), BODY));
            let hash: String = file.chars().take(SHORT_HASH_DIGITS).collect();
            let place = [("line", &*line.to_string()), ("hash", &*hash), ("written", written)];
            spans.push(span(format!("\n{}", fill(&words.message_place, &place)), SMALL));
        }
        EntryBody::Amendment { text } => {
            let start = match entry.amends {
                Some(seq) => fill(&words.amends, &[("n", &seq.to_string())]),
                None => words.amends_nothing.clone(),
            };
            spans.push(span(start, BODY));
            spans.push(span(defang(text), BODY));
        }
        EntryBody::Retraction { text } => {
            let start = match entry.amends {
                Some(seq) => fill(&words.retracts, &[("n", &seq.to_string())]),
                None => words.retracts_nothing.clone(),
            };
            spans.push(span(start, BODY));
            spans.push(span(defang(text), BODY));
        }
        EntryBody::CheckupSnapshot { .. }
        | EntryBody::ClockChange { .. }
        | EntryBody::TimeStampToken { .. }
        | EntryBody::Unreadable => {
            spans.push(span(format!("{}.", entry.title), BODY));
            for line in entry.detail.lines() {
                spans.push(span(format!("\n{line}"), SMALL));
            }
        }
        EntryBody::Export { .. } => {}
    }
    spans.extend(noted_by(entry, context));
    spans
}

/// Who noted it for the person; `None` when they did themselves.
pub(super) fn noted_by(entry: &TimelineEntry, context: &Context<'_>) -> Option<Span> {
    let name = defang(&entry.noted_by);
    let said = fill(&context.words.events.noted_by, &[("name", &name)]);
    (!name.is_empty()).then(|| span(format!(" {said}"), SMALL))
}

/// What the entry corrects, and what corrects it. A withheld entry gives its number and nothing else.
pub(super) fn corrections(entry: &TimelineEntry, context: &Context<'_>) -> Vec<Span> {
    let words = &context.words.events;
    let mut said = Vec::new();
    if let Some(seq) = entry.amends {
        if let Some(old) = context.entry(seq) {
            let text = quote(old, context);
            said.push(fill(&words.it_said, &[("n", &seq.to_string()), ("text", &text)]));
        } else if context.data.is_withheld(seq) {
            said.push(fill(&words.it_is_withheld, &[("n", &seq.to_string())]));
        }
    }
    let mut retraction_shown = false;
    for later in context.entries.iter().filter(|later| later.amends == Some(entry.seq)) {
        let (template, text) = match &later.body {
            EntryBody::Retraction { text } => {
                retraction_shown = true;
                (&words.retracted_by, shortened(&defang(text)))
            }
            EntryBody::Amendment { text } => (&words.amended_by, shortened(&defang(text))),
            _ => (&words.amended_by, quote(later, context)),
        };
        said.push(fill(template, &[("n", &later.seq.to_string()), ("text", &text)]));
    }
    if entry.retracted && !retraction_shown {
        said.push(words.retracted.clone());
    }
    if let Some(seq) = entry.amended_by.filter(|seq| context.data.is_withheld(*seq))
        && !entry.retracted
    {
        said.push(fill(&words.amended_by_withheld, &[("n", &seq.to_string())]));
    }
    said.into_iter().map(|text| span(format!(" {text}"), CORRECTION)).collect()
}

/// How somebody made contact, in a word or two.
pub(super) fn channel_name(channel: Channel, context: &Context<'_>) -> String {
    let words = &context.words.events;
    let template = match channel {
        Channel::Call => &words.contact_call,
        Channel::Sms => &words.contact_sms,
        Channel::WhatsApp | Channel::WhatsAppBusiness | Channel::Telegram | Channel::Signal => {
            &words.contact_messenger
        }
        Channel::Message => &words.contact_message,
        Channel::Email => &words.contact_email,
        Channel::InPerson => &words.contact_in_person,
        Channel::Other => &words.contact_other,
    };
    fill(template, &[("messenger", channel.messenger().map_or("", Messenger::name))])
}

/// The first words of `text`, on one line.
pub(super) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(QUOTED_CHARACTERS) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}

fn quote(entry: &TimelineEntry, context: &Context<'_>) -> String {
    let text: String = said(entry, context).into_iter().map(|span| span.text).collect();
    shortened(&text)
}

fn also(spans: &mut Vec<Span>, text: &str) {
    if !text.is_empty() {
        spans.push(span(format!(" {}", defang(text)), BODY));
    }
}

/// How somebody made contact, and by which number, user name or e-mail.
fn contact(spans: &mut Vec<Span>, channel: Channel, by: &[&str], context: &Context<'_>) {
    spans.push(span(channel_name(channel, context), BODY));
    let mut between: &str = &context.words.events.contact_from;
    for name in by.iter().filter(|name| !name.is_empty()) {
        spans.push(span(between, BODY));
        spans.push(span(defang(name), MONO));
        between = ", ";
    }
    spans.push(span(".", BODY));
}

fn labelled(spans: &mut Vec<Span>, label: &str, value: &str) {
    if !value.is_empty() {
        spans.push(span(format!(" {}{}.", label.trim_start(), defang(value)), BODY));
    }
}

/// An amount that need not be stated.
fn amount(spans: &mut Vec<Span>, template: &str, centavos: i64) {
    if centavos > 0 {
        spans.push(span(fill(template, &[("amount", &pesos(centavos))]), BODY));
    }
}
