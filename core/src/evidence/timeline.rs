//! The timeline: every entry in the order in which it happened, in words.

use super::canonical::Entry;
use super::facts::TOLERANCE_MS;
use super::types::{
    Channel, EntryBody, EntryPage, Happened, Payer, Precision, TheftKind, TimelineEntry,
    TimelineOrder,
};
use super::wording::{Words, defang, pesos, time_span, words};
use super::{EvidenceError, EvidenceLog, banks, retracted, validate};
use crate::clock::{Zone, instant_from_ms};
use crate::content::{checklist, fill};
use crate::devices::Messenger;
use crate::search::Search;
use crate::{ClockReading, Language};
use chrono::{Datelike, NaiveDateTime, Timelike};
use std::collections::{BTreeMap, BTreeSet};

impl EvidenceLog {
    /// Every entry but the log's own, in the order in which it happened; what has no stated time stands where it was
    /// noted, and what cannot be read before all others.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn timeline(
        &self,
        clock: &ClockReading,
        language: Language,
    ) -> Result<Vec<TimelineEntry>, EvidenceError> {
        Ok(arrange(self.entries()?, TimelineOrder::Happened, clock, language))
    }

    /// One entry with what corrects it; `None` when there is none that is shown.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn entry(
        &self,
        seq: u64,
        clock: &ClockReading,
        language: Language,
    ) -> Result<Option<EntryPage>, EvidenceError> {
        let mut entries =
            arrange(self.with_corrections(seq)?, TimelineOrder::Happened, clock, language);
        let Some(place) = entries.iter().position(|entry| entry.seq == seq) else {
            return Ok(None);
        };
        let entry = entries.remove(place);
        entries.retain(|later| later.amends == Some(seq));
        entries.sort_by_key(|later| later.seq);
        Ok(Some(EntryPage { entry, corrections: entries }))
    }

    /// The entries in which every word of `search` stands, accents aside, with what corrects them, in one of the two
    /// orders. A correction that is found brings what it corrects.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn timeline_view(
        &self,
        order: TimelineOrder,
        search: &str,
        clock: &ClockReading,
        language: Language,
    ) -> Result<Vec<TimelineEntry>, EvidenceError> {
        Ok(found(arrange(self.entries()?, order, clock, language), &Search::new(search)))
    }
}

fn found(entries: Vec<TimelineEntry>, search: &Search) -> Vec<TimelineEntry> {
    if search.is_empty() {
        return entries;
    }
    let mut seqs = BTreeSet::new();
    for entry in &entries {
        // What is shown defanged is looked for as it was typed.
        let whole = entry.detail.replace("[.]", ".").replace("hxxp", "http");
        let names = entry.files.iter().map(|file| file.name.as_str());
        let texts: Vec<&str> = [entry.title.as_str(), &whole, &entry.detail, &entry.day]
            .into_iter()
            .chain(names)
            .collect();
        if search.finds(&texts) {
            seqs.insert(entry.seq);
            seqs.extend(entry.amends);
        }
    }
    let shown = |entry: &TimelineEntry| {
        seqs.contains(&entry.seq) || entry.amends.is_some_and(|amended| seqs.contains(&amended))
    };
    entries.into_iter().filter(shown).collect()
}

fn arrange(
    entries: Vec<Entry>,
    order: TimelineOrder,
    clock: &ClockReading,
    language: Language,
) -> Vec<TimelineEntry> {
    let retracted = retracted(&entries);
    let amended_by: BTreeMap<u64, u64> = entries
        .iter()
        .filter(|entry| !matches!(entry.body, EntryBody::Retraction { .. }))
        .filter_map(|entry| Some((entry.amends?, entry.seq)))
        .collect();
    let superseded = superseded(&entries, &retracted);
    let mut ordered: Vec<(i64, i64, Entry)> = entries
        .into_iter()
        .filter(|entry| !matches!(entry.body, EntryBody::Export { .. }))
        .map(|entry| {
            let noted = entry.noted.at_ms();
            let happened = entry
                .happened
                .as_ref()
                .and_then(|happened| validate::civil_instant(&happened.from, &happened.zone))
                .map_or(noted, |instant| instant.timestamp_millis());
            (happened, noted, entry)
        })
        .collect();
    match order {
        TimelineOrder::Happened => {
            ordered.sort_by_key(|(happened, noted, entry)| (*happened, *noted, entry.seq));
        }
        // By place in the log, which no clock can move.
        TimelineOrder::Noted => ordered.sort_by_key(|(_, _, entry)| entry.seq),
    }
    let words = words(language);
    ordered
        .into_iter()
        .map(|(_, noted_at_ms, entry)| {
            let (day, time) = match order {
                TimelineOrder::Happened => when(&entry, noted_at_ms, clock, words),
                TimelineOrder::Noted => when_noted(&entry, noted_at_ms, clock, words),
            };
            TimelineEntry {
                noted_at_ms,
                day,
                time,
                title: title(&entry, words),
                detail: detail(&entry, words, language),
                amended_by: amended_by.get(&entry.seq).copied(),
                retracted: retracted.contains(&entry.seq),
                superseded: superseded.contains(&entry.seq),
                noted_by: entry.noted_by,
                seq: entry.seq,
                incident: entry.incident,
                happened: entry.happened,
                body: entry.body,
                files: entry.files,
                amends: entry.amends,
            }
        })
        .collect()
}

/// The entries that a later one of the same kind, which amends them and was not taken back, says anew.
fn superseded(entries: &[Entry], retracted: &BTreeSet<u64>) -> BTreeSet<u64> {
    let mut first_of = BTreeMap::new();
    let mut superseded = BTreeSet::new();
    let mut holds = BTreeMap::new();
    for entry in entries {
        let amended = entry.amends.map(|seq| first_of.get(&seq).copied().unwrap_or(seq));
        let first = amended.unwrap_or(entry.seq);
        first_of.insert(entry.seq, first);
        let kind = std::mem::discriminant(&entry.body);
        if amended.is_none() {
            holds.insert(first, (kind, entry.seq));
        } else if let Some((begun, seq)) = holds.get_mut(&first)
            && *begun == kind
            && !retracted.contains(&entry.seq)
        {
            superseded.insert(*seq);
            *seq = entry.seq;
        }
    }
    superseded
}

/// Day heading and time in words.
fn when(entry: &Entry, noted_at_ms: i64, clock: &ClockReading, words: &Words) -> (String, String) {
    if !entry.is_readable() {
        return (words.unreadable_day.clone(), String::new());
    }
    let stated =
        entry.happened.as_ref().and_then(|happened| Some((happened, civil(&happened.from)?)));
    let Some((happened, from)) = stated else {
        let noted = noted_civil(entry, noted_at_ms);
        return (day(noted, clock, words), fill(&words.noted, &[("time", &time_of_day(noted))]));
    };
    (day(from, clock, words), stated_time(happened, from, words))
}

/// Day and time at which it was noted, and when it happened behind that.
fn when_noted(
    entry: &Entry,
    noted_at_ms: i64,
    clock: &ClockReading,
    words: &Words,
) -> (String, String) {
    if !entry.is_readable() {
        return (words.unreadable_day.clone(), String::new());
    }
    let noted = noted_civil(entry, noted_at_ms);
    let mut time = fill(&words.noted, &[("time", &time_of_day(noted))]);
    if entry.happened.is_some() {
        let (day, stated) = when(entry, noted_at_ms, clock, words);
        let happened = [("day", &*day.to_lowercase()), ("time", &*stated)];
        time = format!("{time} · {}", fill(&words.happened, &happened));
    }
    (day(noted, clock, words), time)
}

fn noted_civil(entry: &Entry, noted_at_ms: i64) -> NaiveDateTime {
    Zone::named_or_fallback(&entry.noted.zone).at(instant_from_ms(noted_at_ms)).naive_local()
}

fn stated_time(happened: &Happened, from: NaiveDateTime, words: &Words) -> String {
    let to = happened.to.as_deref().and_then(civil);
    if happened.precision == Precision::Day {
        return match to.filter(|to| to.date() != from.date()) {
            Some(to) => fill(
                &words.span,
                &[("from", &short_day(from, words)), ("to", &short_day(to, words))],
            ),
            None => words.whole_day.clone(),
        };
    }
    let time = match to.filter(|to| *to != from) {
        Some(to) if to.date() == from.date() => {
            fill(&words.span, &[("from", &time_of_day(from)), ("to", &time_of_day(to))])
        }
        Some(to) => {
            let end = format!("{} {}", short_day(to, words), time_of_day(to));
            fill(&words.span, &[("from", &time_of_day(from)), ("to", &end)])
        }
        None => time_of_day(from),
    };
    match happened.precision {
        Precision::About => fill(&words.about, &[("time", &time)]),
        Precision::Hour => fill(&words.hour, &[("time", &time)]),
        Precision::Minute | Precision::Day => time,
    }
}

fn civil(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok()
}

fn time_of_day(time: NaiveDateTime) -> String {
    format!("{}:{:02}", time.hour(), time.minute())
}

/// The day; with its year unless that is the present one.
fn day(time: NaiveDateTime, clock: &ClockReading, words: &Words) -> String {
    let weekday = usize::try_from(time.weekday().num_days_from_monday()).unwrap_or_default();
    let template =
        if time.year() == clock.local_date().year() { &words.day } else { &words.day_with_year };
    fill(
        template,
        &[
            ("weekday", words.weekdays.get(weekday).map_or("", String::as_str)),
            ("day", &time.day().to_string()),
            ("month", month(time, words)),
            ("year", &time.year().to_string()),
        ],
    )
}

fn short_day(time: NaiveDateTime, words: &Words) -> String {
    fill(&words.short_day, &[("day", &time.day().to_string()), ("month", month(time, words))])
}

fn month(time: NaiveDateTime, words: &Words) -> &str {
    let month = usize::try_from(time.month0()).unwrap_or_default();
    words.months.get(month).map_or("", String::as_str)
}

/// The first line. A note's number is its `seq`, in the report and in `bitacora.jsonl` too.
fn title(entry: &Entry, words: &Words) -> String {
    let number = entry.amends.map(|seq| seq.to_string()).unwrap_or_default();
    match &entry.body {
        EntryBody::IncidentOpened { title, .. } => title.clone(),
        EntryBody::Note { text } => first_line(text),
        EntryBody::ContactAttempt { channel, sender, user_name, email, .. } => {
            let who = [sender, user_name, email].into_iter().find(|who| !who.is_empty());
            contact(*channel, who.map_or("", String::as_str), words)
        }
        EntryBody::AccountLost { messenger, .. } => {
            fill(&words.account_lost, &[("messenger", messenger.name())])
        }
        EntryBody::SuspiciousDevice { messenger, device, .. } => fill(
            &words.suspicious_device,
            &[("messenger", messenger.name()), ("device", &defang(device))],
        ),
        EntryBody::ContactDefrauded { contact, .. } => {
            fill(&words.contact_defrauded, &[("contact", &defang(contact))])
        }
        EntryBody::Threat { channel, sender, .. } => {
            fill(&words.threat, &[("contact", &contact(*channel, sender, words))])
        }
        EntryBody::WitnessStatement { witness, .. } => {
            fill(&words.witness_statement, &[("witness", &defang(witness))])
        }
        EntryBody::CodeShared { messenger, .. } => {
            fill(&words.code_shared, &[("messenger", messenger.name())])
        }
        EntryBody::AccountRecovered { messenger, .. } => {
            fill(&words.account_recovered, &[("messenger", messenger.name())])
        }
        EntryBody::Transfer { payer, amount_centavos, .. } => {
            let template = match payer {
                Payer::Me => &words.transfer,
                Payer::Contact => &words.transfer_contact,
            };
            fill(template, &[("amount", &pesos(*amount_centavos))])
        }
        EntryBody::StepTaken { .. } => words.step_taken.clone(),
        EntryBody::ReportFiled { authority, .. } => {
            fill(&words.report_filed, &[("authority", authority)])
        }
        EntryBody::ComplaintFiled { authority, .. } => {
            fill(&words.complaint_filed, &[("authority", authority)])
        }
        EntryBody::ChatImport { .. } => {
            let name = entry.files.first().map_or("", |file| file.name.as_str());
            fill(&words.chat_import, &[("name", name)])
        }
        EntryBody::MessageCited { sender, .. } if sender.is_empty() => words.system_line.clone(),
        EntryBody::MessageCited { sender, .. } => {
            fill(&words.message_cited, &[("sender", &defang(sender))])
        }
        EntryBody::Amendment { .. } => fill(&words.amendment, &[("number", &number)]),
        EntryBody::Retraction { .. } => fill(&words.retraction, &[("number", &number)]),
        EntryBody::CheckupSnapshot { .. } => words.checkup.clone(),
        EntryBody::ClockChange { .. } => words.clock_change.clone(),
        EntryBody::TimeStampToken { .. } => words.time_stamp.clone(),
        EntryBody::Export { .. } => String::new(),
        EntryBody::Unreadable => fill(&words.unreadable, &[("number", &entry.seq.to_string())]),
    }
}

/// The first line of a note: all of it when it is short, else up to a word's end.
fn first_line(text: &str) -> String {
    const LIMIT: usize = 80;
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= LIMIT {
        return defang(line);
    }
    let cut: String = line.chars().take(LIMIT).collect();
    let whole_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", defang(whole_words))
}

/// How somebody made contact, and who.
fn contact(channel: Channel, sender: &str, words: &Words) -> String {
    let template = match channel {
        Channel::WhatsApp | Channel::WhatsAppBusiness | Channel::Telegram | Channel::Signal => {
            &words.contact_messenger
        }
        Channel::Call => &words.contact_call,
        Channel::Sms => &words.contact_sms,
        Channel::Message => &words.contact_message,
        Channel::Email => &words.contact_email,
        Channel::InPerson => &words.contact_in_person,
        Channel::Other => &words.contact_other,
    };
    let sender = if sender.is_empty() { &words.unknown_sender } else { sender };
    let messenger = channel.messenger().map_or("", Messenger::name);
    fill(template, &[("messenger", messenger), ("sender", &defang(sender))])
}

/// The further lines: everything the first does not say, and who noted it for the person.
fn detail(entry: &Entry, words: &Words, language: Language) -> String {
    let labelled = |template: &str, value: &str| {
        if value.is_empty() { String::new() } else { fill(template, &[("value", value)]) }
    };
    let amount = |template: &str, centavos: i64| match centavos {
        0 => String::new(),
        stated => fill(template, &[("amount", &pesos(stated))]),
    };
    let mut lines = match &entry.body {
        EntryBody::IncidentOpened { theft, .. } => {
            let kind = match theft {
                TheftKind::Takeover => &words.theft_takeover,
                TheftKind::GhostLink => &words.theft_ghost_link,
                TheftKind::LostPhone => &words.theft_lost_phone,
                TheftKind::MoneySent => &words.theft_money_sent,
                TheftKind::Extortion => &words.theft_extortion,
                TheftKind::Other => &words.theft_other,
            };
            vec![labelled(&words.theft, kind)]
        }
        EntryBody::Export { .. } => Vec::new(),
        EntryBody::Unreadable => vec![words.unreadable_why.clone()],
        EntryBody::Note { text } => {
            let shown_whole = first_line(text) == defang(text);
            vec![if shown_whole { String::new() } else { defang(text) }]
        }
        EntryBody::ContactAttempt { sender, user_name, email, link, said, .. } => {
            // The first of the three stands in the title.
            let further = |before: &[&str], template: &str, value: &str| {
                let is_first = before.iter().all(|before| before.is_empty());
                labelled(template, if is_first { "" } else { value })
            };
            vec![
                further(&[sender], &words.user_name, &defang(user_name)),
                further(&[sender, user_name], &words.email, &defang(email)),
                defang(said),
                labelled(&words.link, &defang(link)),
            ]
        }
        EntryBody::SuspiciousDevice { last_active, text, .. } => {
            vec![labelled(&words.last_active, last_active), defang(text)]
        }
        EntryBody::ContactDefrauded { asked_centavos, paid_centavos, text, .. } => vec![
            amount(&words.asked_of_them, *asked_centavos),
            amount(&words.they_paid, *paid_centavos),
            defang(text),
        ],
        EntryBody::Threat { claimed, said, asked_centavos, pay_to, .. } => vec![
            labelled(&words.claimed, &defang(claimed)),
            defang(said),
            amount(&words.demanded, *asked_centavos),
            labelled(&words.pay_to, &defang(pay_to)),
        ],
        EntryBody::WitnessStatement { contact, text, .. } => {
            vec![defang(text), labelled(&words.witness_contact, contact)]
        }
        EntryBody::Transfer { tracking_key, clabe, card, bank, bank_folio, text, .. } => vec![
            labelled(&words.tracking_key, tracking_key),
            labelled(&words.clabe, clabe),
            labelled(&words.card, card),
            match banks::bank_of(clabe) {
                Some(name) if bank.is_empty() => labelled(&words.bank_by_clabe, name),
                _ => labelled(&words.bank, bank),
            },
            labelled(&words.bank_folio, bank_folio),
            defang(text),
        ],
        EntryBody::ReportFiled { folio, text, .. } => {
            vec![labelled(&words.folio, folio), defang(text)]
        }
        EntryBody::ComplaintFiled { carpeta, agent, text, .. } => {
            vec![labelled(&words.carpeta, carpeta), labelled(&words.agent, agent), defang(text)]
        }
        EntryBody::ChatImport { messages, .. } => {
            vec![fill(&words.chat_messages, &[("count", &messages.to_string())])]
        }
        EntryBody::MessageCited { line, text, .. } => {
            vec![defang(text), fill(&words.cited_line, &[("line", &line.to_string())])]
        }
        EntryBody::CheckupSnapshot { ok, due, at_risk, unknown } => {
            let named = |template: &str, ids: &[String]| labelled(template, &items(ids, language));
            let counted = |template: &str, ids: &[String]| match ids.len() {
                0 => String::new(),
                count => labelled(template, &count.to_string()),
            };
            vec![
                named(&words.checkup_at_risk, at_risk),
                named(&words.checkup_due, due),
                counted(&words.checkup_unknown, unknown),
                counted(&words.checkup_ok, ok),
            ]
        }
        EntryBody::ClockChange { zone_before, zone_after, moved_ms } => vec![
            if zone_before == zone_after {
                String::new()
            } else {
                fill(&words.zone_change, &[("before", zone_before), ("after", zone_after)])
            },
            match moved_ms {
                None => words.clock_moved_unknown.clone(),
                Some(moved) if moved.saturating_abs() <= TOLERANCE_MS => String::new(),
                Some(moved) => {
                    let template = if *moved < 0 {
                        &words.clock_moved_back
                    } else {
                        &words.clock_moved_forward
                    };
                    fill(template, &[("span", &time_span(*moved))])
                }
            },
        ],
        EntryBody::TimeStampToken { digest } => {
            vec![labelled(&words.stamped_digest, digest), words.stamp_unchecked.clone()]
        }
        EntryBody::CodeShared { text, .. }
        | EntryBody::AccountLost { text, .. }
        | EntryBody::AccountRecovered { text, .. }
        | EntryBody::StepTaken { text }
        | EntryBody::Amendment { text }
        | EntryBody::Retraction { text } => vec![defang(text)],
    };
    if !entry.noted_by.is_empty() {
        lines.push(fill(&words.noted_by, &[("name", &defang(&entry.noted_by))]));
    }
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Items of the checklist by their titles; one that is no longer in it, by its id.
fn items(ids: &[String], language: Language) -> String {
    let title = |id: &String| checklist().title(id, language).unwrap_or_else(|| id.clone());
    ids.iter().map(title).collect::<Vec<_>>().join(", ")
}
