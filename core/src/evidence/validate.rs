//! What an entry may say, field by field. What is refused is named, so that the message stands beside the field.

use super::EvidenceError;
use super::canonical::Content;
use super::types::{EntryBody, EntryField, FieldProblem, Happened, NewEntry, Precision};
use crate::ClockReading;
use crate::clock::Zone;
use crate::telephone::{self, TelephoneReading};
use chrono::{DateTime, Datelike, NaiveDateTime, Utc};

const TITLE_LIMIT: usize = 120;
const TEXT_LIMIT: usize = 20_000;
const SENDER_LIMIT: usize = 200;
const LINK_LIMIT: usize = 2_000;
const NAME_LIMIT: usize = 120;
const TRACKING_KEY_LIMIT: usize = 30;
const CLABE_DIGITS: usize = 18;
const CARD_DIGITS: usize = 4;
/// What an SPEI message has room for: twelve digits of pesos and two of centavos.
const AMOUNT_LIMIT_CENTAVOS: i64 = 99_999_999_999_999;
/// Earlier than any messenger: a slip of the finger, such as the year 0226.
const FIRST_YEAR: i32 = 2000;
/// What a messenger takes as one message, in characters.
pub(crate) const CITED_LIMIT: usize = 65_536;
/// The longest name a ZIP can give.
const MEMBER_LIMIT: usize = 65_535;

/// The entry as it will be written: texts checked, numbers in one form. What it refers to is checked elsewhere.
pub(super) fn check(entry: &NewEntry, clock: &ClockReading) -> Result<Content, EvidenceError> {
    let happened =
        entry.happened.as_ref().map(|happened| happening(happened, clock)).transpose()?;
    let opening = matches!(entry.body, EntryBody::IncidentOpened { .. });
    let own = matches!(entry.body, EntryBody::Export { .. });
    let of_one_file =
        matches!(entry.body, EntryBody::ChatImport { .. } | EntryBody::TimeStampToken { .. });
    let file_missing = of_one_file && entry.files.len() != 1;
    let correction =
        matches!(entry.body, EntryBody::Amendment { .. } | EntryBody::Retraction { .. });
    // What an incident is called is corrected by opening it anew inside itself.
    if own && (entry.incident.is_some() || entry.amends.is_some())
        || opening && entry.incident != entry.amends
        || correction && entry.amends.is_none()
        || entry.body == EntryBody::Unreadable
        || file_missing
    {
        return Err(EvidenceError::NoSuchReference);
    }
    Ok(Content {
        noted_by: String::new(),
        incident: entry.incident,
        happened,
        body: body(&entry.body)?,
        files: entry.files.clone(),
        amends: entry.amends,
    })
}

fn body(body: &EntryBody) -> Result<EntryBody, EvidenceError> {
    Ok(match body {
        EntryBody::IncidentOpened { theft, title } => EntryBody::IncidentOpened {
            theft: *theft,
            title: required(EntryField::Title, line(EntryField::Title, title, TITLE_LIMIT)?)?,
        },
        EntryBody::Note { text } => EntryBody::Note { text: required_text(text)? },
        EntryBody::ContactAttempt { channel, sender, user_name, email, link, said } => {
            let sender = telephone(line(EntryField::Sender, sender, SENDER_LIMIT)?);
            let user_name = line(EntryField::UserName, user_name, SENDER_LIMIT)?;
            let email = line(EntryField::Email, email, SENDER_LIMIT)?;
            let link = line(EntryField::Link, link, LINK_LIMIT)?;
            let said = paragraphs(EntryField::Said, said)?;
            if [&sender, &user_name, &email, &link].into_iter().all(String::is_empty) {
                required(EntryField::Said, said.clone())?;
            }
            EntryBody::ContactAttempt { channel: *channel, sender, user_name, email, link, said }
        }
        EntryBody::CodeShared { messenger, text } => EntryBody::CodeShared {
            messenger: *messenger,
            text: paragraphs(EntryField::Text, text)?,
        },
        EntryBody::AccountLost { messenger, text } => EntryBody::AccountLost {
            messenger: *messenger,
            text: paragraphs(EntryField::Text, text)?,
        },
        EntryBody::SuspiciousDevice { messenger, device, last_active, text } => {
            EntryBody::SuspiciousDevice {
                messenger: *messenger,
                device: required(
                    EntryField::Device,
                    line(EntryField::Device, device, NAME_LIMIT)?,
                )?,
                last_active: line(EntryField::LastActive, last_active, NAME_LIMIT)?,
                text: paragraphs(EntryField::Text, text)?,
            }
        }
        EntryBody::ContactDefrauded { contact, asked_centavos, paid_centavos, text } => {
            let contact = line(EntryField::Deceived, contact, SENDER_LIMIT)?;
            EntryBody::ContactDefrauded {
                contact: telephone(required(EntryField::Deceived, contact)?),
                asked_centavos: stated_amount(EntryField::Amount, *asked_centavos)?,
                paid_centavos: stated_amount(EntryField::Paid, *paid_centavos)?,
                text: paragraphs(EntryField::Text, text)?,
            }
        }
        EntryBody::Threat { channel, sender, claimed, said, asked_centavos, pay_to } => {
            EntryBody::Threat {
                channel: *channel,
                sender: telephone(line(EntryField::Sender, sender, SENDER_LIMIT)?),
                claimed: line(EntryField::Claimed, claimed, SENDER_LIMIT)?,
                said: required(EntryField::Said, paragraphs(EntryField::Said, said)?)?,
                asked_centavos: stated_amount(EntryField::Amount, *asked_centavos)?,
                pay_to: line(EntryField::PayTo, pay_to, SENDER_LIMIT)?,
            }
        }
        EntryBody::WitnessStatement { witness, contact, text } => EntryBody::WitnessStatement {
            witness: required(
                EntryField::Witness,
                line(EntryField::Witness, witness, NAME_LIMIT)?,
            )?,
            contact: telephone(line(EntryField::Contact, contact, SENDER_LIMIT)?),
            text: required_text(text)?,
        },
        EntryBody::AccountRecovered { messenger, text } => EntryBody::AccountRecovered {
            messenger: *messenger,
            text: paragraphs(EntryField::Text, text)?,
        },
        EntryBody::Transfer {
            payer,
            amount_centavos,
            tracking_key,
            clabe,
            card,
            bank,
            bank_folio,
            text,
        } => {
            if !(1..=AMOUNT_LIMIT_CENTAVOS).contains(amount_centavos) {
                return Err(refused(EntryField::Amount, FieldProblem::ImpossibleAmount));
            }
            EntryBody::Transfer {
                payer: *payer,
                amount_centavos: *amount_centavos,
                tracking_key: tracking_key_characters(tracking_key)?,
                clabe: clabe_digits(clabe)?,
                card: card_digits(card)?,
                bank: line(EntryField::Bank, bank, NAME_LIMIT)?,
                bank_folio: line(EntryField::BankFolio, bank_folio, NAME_LIMIT)?,
                text: paragraphs(EntryField::Text, text)?,
            }
        }
        EntryBody::StepTaken { text } => EntryBody::StepTaken { text: required_text(text)? },
        EntryBody::ReportFiled { authority, folio, text } => EntryBody::ReportFiled {
            authority: required(
                EntryField::Authority,
                line(EntryField::Authority, authority, NAME_LIMIT)?,
            )?,
            folio: line(EntryField::Folio, folio, NAME_LIMIT)?,
            text: paragraphs(EntryField::Text, text)?,
        },
        EntryBody::ComplaintFiled { authority, carpeta, agent, text } => {
            EntryBody::ComplaintFiled {
                authority: required(
                    EntryField::Authority,
                    line(EntryField::Authority, authority, NAME_LIMIT)?,
                )?,
                carpeta: line(EntryField::Folio, carpeta, NAME_LIMIT)?,
                agent: line(EntryField::Agent, agent, NAME_LIMIT)?,
                text: paragraphs(EntryField::Text, text)?,
            }
        }
        EntryBody::ChatImport { member, messages, date_order } => EntryBody::ChatImport {
            member: cited(EntryField::Text, member, MEMBER_LIMIT)?,
            messages: *messages,
            date_order: *date_order,
        },
        EntryBody::MessageCited { file, member, line, lines, written, sender, text } => {
            EntryBody::MessageCited {
                file: file.clone(),
                member: cited(EntryField::Text, member, MEMBER_LIMIT)?,
                line: *line,
                lines: *lines,
                written: cited(EntryField::Text, written, NAME_LIMIT)?,
                sender: cited(EntryField::Sender, sender, CITED_LIMIT)?,
                text: cited(EntryField::Text, text, CITED_LIMIT)?,
            }
        }
        EntryBody::Amendment { text } => EntryBody::Amendment { text: required_text(text)? },
        EntryBody::Retraction { text } => {
            EntryBody::Retraction { text: paragraphs(EntryField::Text, text)? }
        }
        EntryBody::CheckupSnapshot { .. }
        | EntryBody::ClockChange { .. }
        | EntryBody::TimeStampToken { .. }
        | EntryBody::Unreadable => body.clone(),
        EntryBody::Export { size, root } => EntryBody::Export { size: *size, root: root.clone() },
    })
}

fn refused(field: EntryField, problem: FieldProblem) -> EvidenceError {
    EvidenceError::Invalid { field, problem }
}

fn required(field: EntryField, text: String) -> Result<String, EvidenceError> {
    if text.trim().is_empty() { Err(refused(field, FieldProblem::Empty)) } else { Ok(text) }
}

fn required_text(text: &str) -> Result<String, EvidenceError> {
    required(EntryField::Text, paragraphs(EntryField::Text, text)?)
}

/// Text of several lines, kept as typed but for white space at both ends and the line breaks of other systems.
fn paragraphs(field: EntryField, text: &str) -> Result<String, EvidenceError> {
    let mut text = text.trim().to_owned();
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    checked(field, text, TEXT_LIMIT, |character| matches!(character, '\n' | '\t'))
}

/// Text of one line.
fn line(field: EntryField, text: &str, limit: usize) -> Result<String, EvidenceError> {
    checked(field, text.trim().to_owned(), limit, |_| false)
}

fn checked(
    field: EntryField,
    text: String,
    limit: usize,
    allowed_control: fn(char) -> bool,
) -> Result<String, EvidenceError> {
    // No text has more characters than bytes.
    if text.len() > limit && text.chars().count() > limit {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        return Err(refused(field, FieldProblem::TooLong { limit }));
    }
    let wrong = |character: char| character.is_control() && !allowed_control(character);
    if may_hold_controls(&text) && text.chars().any(wrong) {
        return Err(refused(field, FieldProblem::WrongCharacter));
    }
    Ok(text)
}

/// Whether a control character can be among these: seen by bytes, several times as fast as by characters.
fn may_hold_controls(text: &str) -> bool {
    // U+0080 to U+009F begin with this byte, and so do signs such as the one that opens a question.
    const LATIN_1: u8 = 0xc2;
    text.bytes().any(|byte| byte.is_ascii_control() || byte == LATIN_1)
}

/// Words of a file, taken as they stand there.
fn cited(field: EntryField, text: &str, limit: usize) -> Result<String, EvidenceError> {
    checked(field, text.to_owned(), limit, |_| true)
}

/// A telephone number as digits with a plus sign, one without country code being Mexican, as the form says beside the
/// field; anything else as given.
fn telephone(sender: String) -> String {
    match telephone::read(&sender) {
        TelephoneReading::International { number } => number,
        TelephoneReading::National { mexican } => mexican,
        _ => sender,
    }
}

fn without_spacing(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace() && *character != '-').collect()
}

/// Letters and digits; SPEI gives a clave de rastreo up to thirty.
fn tracking_key_characters(key: &str) -> Result<String, EvidenceError> {
    let key = without_spacing(key);
    if !key.chars().all(|character| character.is_ascii_alphanumeric()) {
        return Err(refused(EntryField::TrackingKey, FieldProblem::WrongCharacter));
    }
    line(EntryField::TrackingKey, &key, TRACKING_KEY_LIMIT)
}

/// The last four digits of a card, or nothing. More of a card's number is not for a log.
fn card_digits(card: &str) -> Result<String, EvidenceError> {
    let card = without_spacing(card);
    if !card.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(refused(EntryField::Card, FieldProblem::WrongCharacter));
    }
    if !card.is_empty() && card.len() != CARD_DIGITS {
        return Err(refused(EntryField::Card, FieldProblem::DigitCount { expected: 4 }));
    }
    Ok(card)
}

/// An amount that need not be stated: 0 then.
fn stated_amount(field: EntryField, centavos: i64) -> Result<i64, EvidenceError> {
    if (0..=AMOUNT_LIMIT_CENTAVOS).contains(&centavos) {
        Ok(centavos)
    } else {
        Err(refused(field, FieldProblem::ImpossibleAmount))
    }
}

/// Eighteen digits: bank 3, branch 3, account 11, check digit by the weights 3, 7, 1; or nothing.
fn clabe_digits(clabe: &str) -> Result<String, EvidenceError> {
    let clabe = without_spacing(clabe);
    if clabe.is_empty() {
        return Ok(clabe);
    }
    if !clabe.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(refused(EntryField::Clabe, FieldProblem::WrongCharacter));
    }
    if clabe.len() != CLABE_DIGITS {
        return Err(refused(EntryField::Clabe, FieldProblem::DigitCount { expected: 18 }));
    }
    let mut digits = clabe.chars().rev().filter_map(|character| character.to_digit(10));
    let given = digits.next();
    let account: Vec<u32> = digits.rev().collect();
    let weighted: u32 = account
        .iter()
        .zip([3_u32, 7, 1].iter().cycle())
        .map(|(digit, weight)| digit.wrapping_mul(*weight) % 10)
        .sum();
    let expected = (10_u32.wrapping_sub(weighted % 10)) % 10;
    if given != Some(expected) {
        return Err(refused(EntryField::Clabe, FieldProblem::CheckDigit));
    }
    Ok(clabe)
}

/// Now, as a person would state it; none on a phone whose clock stands before any messenger, as one does that ran empty:
/// of that nobody can say when it was.
#[must_use]
pub fn this_minute(clock: &ClockReading) -> Option<Happened> {
    let happened = Happened {
        from: clock.civil_time_at(clock.now_ms),
        to: None,
        zone: clock.time_zone().name().to_owned(),
        precision: Precision::Minute,
    };
    can_have_happened(&happened, clock).then_some(happened)
}

/// Whether a stated time can have been, by the rules for entries.
pub(crate) fn can_have_happened(happened: &Happened, clock: &ClockReading) -> bool {
    happening(happened, clock).is_ok()
}

/// A stated time that can have been: it exists in its zone, does not lie ahead of the phone's clock, and ends after
/// it begins.
fn happening(happened: &Happened, clock: &ClockReading) -> Result<Happened, EvidenceError> {
    let impossible = || refused(EntryField::Happened, FieldProblem::ImpossibleDate);
    // Of a zone that our data does not know the person was shown the time in Mexico City: that is what they stated.
    let zone = Zone::named_or_fallback(&happened.zone).name().to_owned();
    let from = civil_instant(&happened.from, &zone).ok_or_else(impossible)?;
    let to = match &happened.to {
        Some(to) => civil_instant(to, &zone).ok_or_else(impossible)?,
        None => from,
    };
    if to < from {
        return Err(refused(EntryField::Happened, FieldProblem::SpanBackwards));
    }
    if to > clock.instant() {
        return Err(impossible());
    }
    Ok(Happened { zone, ..happened.clone() })
}

/// The instant of a local civil time `YYYY-MM-DDTHH:MM`: the earlier one where clocks were set back, none where they
/// were set ahead.
pub(super) fn civil_instant(text: &str, zone: &str) -> Option<DateTime<Utc>> {
    const LENGTH: usize = "YYYY-MM-DDTHH:MM".len();
    let civil = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok()?;
    if text.len() != LENGTH || civil.year() < FIRST_YEAR {
        return None;
    }
    Zone::named_or_fallback(zone).instants_of(civil).earliest()
}
