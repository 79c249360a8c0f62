//! Picked messages as entries of the log.

use super::transcript::Span;
use super::{Chat, ChatError, ChatProblem, DateOrder, kind, shown, source};
use crate::ClockReading;
use crate::evidence::{
    Attachment, CITED_LIMIT, EntryBody, EvidenceError, EvidenceLog, Happened, NewEntry, Precision,
    admit, can_have_happened, retracted,
};
use std::collections::BTreeSet;

impl Chat {
    /// Notes the picked messages in the incident of the chat: one entry for the export, unless the incident has it, and
    /// one for each message that is not noted yet, with the file it brought along: out of the archive, as far as
    /// `free_bytes`, the room on the phone, allows, or the one of that name among `beside`, the files that were shared
    /// together with a bare text. All of them are durable when their number comes back, or none was written.
    ///
    /// # Errors
    /// [`ChatProblem::DateOrderUnknown`] before the order of dates is known; otherwise as [`EvidenceLog::append`].
    pub fn cite(
        &mut self,
        log: &mut EvidenceLog,
        numbers: &[u64],
        beside: &[Attachment],
        free_bytes: u64,
        clock: &ClockReading,
    ) -> Result<u64, ChatError> {
        let mut room = free_bytes;
        let date_order = self.transcript.order().ok_or(ChatProblem::DateOrderUnknown)?;
        let picked: BTreeSet<u64> = numbers.iter().copied().collect();
        let mut entries = Vec::new();
        if !is_imported(log, &self.file.sha256, self.incident)? {
            let messages = u64::try_from(self.transcript.spans().len()).unwrap_or(u64::MAX);
            entries.push(NewEntry {
                incident: self.incident,
                happened: None,
                body: EntryBody::ChatImport { member: self.member.clone(), messages, date_order },
                files: vec![self.file.clone()],
                amends: None,
            });
        }
        let mut lines = Vec::new();
        for number in picked {
            let index = usize::try_from(number).unwrap_or(usize::MAX);
            let spans = self.transcript.spans();
            let span = *spans.get(index).ok_or(EvidenceError::NoSuchReference)?;
            if !self.noted.contains(&span.line) {
                lines.push(span.line);
                entries.push(self.entry(log, index, &span, (beside, &mut room), clock)?);
            }
        }
        if lines.is_empty() {
            return Ok(0);
        }
        log.append_all(&entries, clock)?;
        let written = u64::try_from(lines.len()).unwrap_or(u64::MAX);
        self.noted.extend(lines);
        Ok(written)
    }

    fn entry(
        &self,
        log: &mut EvidenceLog,
        index: usize,
        span: &Span,
        (beside, room): (&[Attachment], &mut u64),
        clock: &ClockReading,
    ) -> Result<NewEntry, ChatError> {
        let sender = self.transcript.sender_of(span).to_owned();
        let text = self.transcript.text_of(index);
        let files = match kind::kind(&sender, text).1 {
            Some(name) => {
                let shared = || beside.iter().find(|file| file.name == name).cloned();
                self.attach_media(log, name, room)?.or_else(shared).into_iter().collect()
            }
            None => Vec::new(),
        };
        Ok(NewEntry {
            incident: self.incident,
            happened: self.happened(span, clock),
            body: EntryBody::MessageCited {
                file: self.file.sha256.clone(),
                member: self.member.clone(),
                line: span.line,
                lines: self.transcript.lines_of(index),
                written: self.transcript.written(span).to_owned(),
                text: cut(&shown(text)),
                sender: cut(&sender),
            },
            files,
            amends: None,
        })
    }

    /// When the export says it was: by the wall clock of the phone that exported, taken to be this one's zone. A time
    /// that cannot have been here is left to the words of the entry, which carry it as written.
    fn happened(&self, span: &Span, clock: &ClockReading) -> Option<Happened> {
        let date = self.transcript.date_of(span)?;
        let (hour, minute) = span.time();
        let happened = Happened {
            from: format!("{}T{hour:02}:{minute:02}", date.format("%Y-%m-%d")),
            to: None,
            zone: clock.zone.clone(),
            precision: Precision::Minute,
        };
        can_have_happened(&happened, clock).then_some(happened)
    }

    /// Copies a file that came along out of the archive into the store, as far as there is `room`, which shrinks by it;
    /// none when the export does not hold it.
    fn attach_media(
        &self,
        log: &mut EvidenceLog,
        name: &str,
        room: &mut u64,
    ) -> Result<Option<Attachment>, ChatError> {
        let Some(member) = self.media.iter().find(|member| member.name == name) else {
            return Ok(None);
        };
        if member.bytes == 0 {
            return Ok(None);
        }
        admit(Some(member.bytes), *room)?;
        let mut archive = source::open(log.attachment_source(&self.file.sha256)?)?;
        let mut unpacked =
            archive.open_member(member).map_err(|_| EvidenceError::FileUnreadable)?;
        match log.attach(&mut unpacked, name) {
            Ok(file) => {
                *room = room.saturating_sub(file.bytes);
                Ok(Some(file))
            }
            Err(EvidenceError::FileUnreadable) => Err(ChatProblem::ArchiveUnreadable.into()),
            Err(error) => Err(error.into()),
        }
    }
}

/// What is cited of words that may be longer than an entry takes, since a line that begins no message belongs to the one
/// before it. What is left out stands in the file, whose lines the entry names.
fn cut(words: &str) -> String {
    if words.chars().nth(CITED_LIMIT).is_none() {
        return words.to_owned();
    }
    words.chars().take(CITED_LIMIT.saturating_sub(1)).chain(['…']).collect()
}

/// What the log knows of this file: first lines of the messages that are noted in the incident and were not taken back, and
/// the order of dates that it was taken in with, in whichever incident.
pub(super) fn known(
    log: &EvidenceLog,
    sha256: &str,
    member: &str,
    incident: u64,
) -> Result<(BTreeSet<u64>, Option<DateOrder>), EvidenceError> {
    let entries = log.entries()?;
    let retracted = retracted(&entries);
    let (mut lines, mut order) = (BTreeSet::new(), None);
    for entry in entries.iter().filter(|entry| !retracted.contains(&entry.seq)) {
        match &entry.body {
            EntryBody::MessageCited { file, member: within, line, .. }
                if entry.incident == Some(incident) && file == sha256 && within == member =>
            {
                lines.insert(*line);
            }
            EntryBody::ChatImport { date_order, .. }
                if entry.files.iter().any(|file| file.sha256 == sha256) =>
            {
                order = Some(*date_order);
            }
            _ => {}
        }
    }
    Ok((lines, order))
}

fn is_imported(
    log: &EvidenceLog,
    sha256: &str,
    incident: Option<u64>,
) -> Result<bool, EvidenceError> {
    let entries = log.entries()?;
    let retracted = retracted(&entries);
    Ok(entries.iter().any(|entry| {
        entry.incident == incident
            && matches!(entry.body, EntryBody::ChatImport { .. })
            && entry.files.iter().any(|file| file.sha256 == sha256)
            && !retracted.contains(&entry.seq)
    }))
}
