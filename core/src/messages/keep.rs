//! A message that was looked at becomes an entry of the log.

use super::Examination;
use crate::content::message_content;
use crate::evidence::{Attachment, Channel, EntryBody, EvidenceError, EvidenceLog, NewEntry};
use crate::{ClockReading, Language};

/// Notes a message in an incident as it arrived, with what was found below it; durable when the number of the entry comes
/// back. A message that a note cannot hold goes in whole, as a file.
///
/// # Errors
/// As [`EvidenceLog::attach`] and [`EvidenceLog::append`].
pub fn note(
    log: &mut EvidenceLog,
    incident: u64,
    message: &str,
    seen: &Examination,
    language: Language,
    clock: &ClockReading,
) -> Result<u64, EvidenceError> {
    let words = &message_content().kept;
    let titles: Vec<&str> = seen.tells.iter().map(|tell| tell.title.as_str()).collect();
    let line = if titles.is_empty() { &words.found_nothing } else { &words.found };
    let found = line.fill(language, &[("verdict", &seen.word), ("tells", &titles.join("; "))]);
    match log.append(&entry(incident, format!("{message}\n\n{found}"), Vec::new()), clock) {
        Err(EvidenceError::Invalid { .. }) => {
            let file = log.attach(&mut message.as_bytes(), words.file_name.get(language))?;
            log.append(&entry(incident, found, vec![file]), clock)
        }
        noted => noted,
    }
}

fn entry(incident: u64, said: String, files: Vec<Attachment>) -> NewEntry {
    NewEntry {
        incident: Some(incident),
        happened: None,
        body: EntryBody::ContactAttempt {
            channel: Channel::Message,
            sender: String::new(),
            user_name: String::new(),
            email: String::new(),
            link: String::new(),
            said,
        },
        files,
        amends: None,
    }
}
