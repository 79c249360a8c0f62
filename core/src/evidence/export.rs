//! The head of the log leaves the phone: noted in the log, and the signed checkpoint kept.

use super::checkpoint::{Checkpoint, VerifierKey};
use super::log::extend_tree;
use super::types::{Attachment, EntryBody, Head, NewEntry};
use super::{EvidenceError, EvidenceLog, hexadecimal};
use crate::ClockReading;
use crate::report::{self, ReportOptions};
use rusqlite::OptionalExtension;
use sha2::{Digest, Sha256};
use std::io::{Read, Write};

/// The longest file that is taken for a time stamp: one with its whole chain of certificates has some kilobytes.
const STAMP_LIMIT_BYTES: u64 = 1024 * 1024;

/// Writes the report alone, as a PDF. It carries a checkpoint, so that the export is noted and the checkpoint kept as with
/// a bundle; the one kept last serves while nothing was added since. [`hand_over`] remembers that the
/// document reached its end.
///
/// # Errors
/// When a number in the options is not in the log, the log cannot be read, the layout fails or `destination` refuses.
pub fn write_report(
    log: &mut EvidenceLog,
    options: &ReportOptions,
    clock: &ClockReading,
    destination: &mut dyn Write,
) -> Result<Head, EvidenceError> {
    let options = &log.chosen(options)?;
    log.keep_checkpoint(clock)?;
    report::write_alone(log, options, clock, destination)?;
    log.head()
}

/// Hands the log over: `deliver` writes a document with the checkpoint kept last and makes it durable, and that is
/// remembered. A document that is whole stays delivered where no room is left to remember it: then the log says less than
/// was done, and whoever received it has a checkpoint that holds.
///
/// # Errors
/// What `deliver` answers.
pub fn hand_over<Refusal>(
    log: &mut EvidenceLog,
    clock: &ClockReading,
    deliver: impl FnOnce(&mut EvidenceLog) -> Result<Head, Refusal>,
) -> Result<Head, Refusal> {
    let head = deliver(log)?;
    let _ = log.delivered(clock);
    Ok(head)
}

impl EvidenceLog {
    /// The options with every entry that stays behind named among the withheld ones, as the log stands now.
    ///
    /// # Errors
    /// [`EvidenceError::NoSuchReference`] when they name what is not there.
    pub(crate) fn chosen(&self, options: &ReportOptions) -> Result<ReportOptions, EvidenceError> {
        let size = self.head()?.size;
        let mut named = options.cases.iter().chain(&options.along).chain(&options.withheld);
        if named.any(|seq| *seq >= size) {
            return Err(EvidenceError::NoSuchReference);
        }
        let mut withheld = options.withheld.clone();
        if !options.cases.is_empty() {
            let outside = self.outside(&options.cases)?;
            withheld.extend(outside.iter().filter(|seq| !options.along.contains(seq)));
        }
        Ok(ReportOptions { cases: Vec::new(), along: Vec::new(), withheld, ..options.clone() })
    }

    /// Notes in the log that its head leaves the phone, and keeps a checkpoint that covers the note.
    pub(super) fn note_export(&mut self, clock: &ClockReading) -> Result<(), EvidenceError> {
        let head = self.head()?;
        let export = NewEntry {
            incident: None,
            happened: None,
            body: EntryBody::Export { size: head.size, root: head.root },
            files: Vec::new(),
            amends: None,
        };
        self.append(&export, clock)?;
        Ok(())
    }

    /// The kept checkpoint over the log as it is now; one is made, and the export noted, when there is none.
    fn keep_checkpoint(&mut self, clock: &ClockReading) -> Result<String, EvidenceError> {
        if self.current_checkpoint()?.is_none() {
            self.note_export(clock)?;
        }
        self.checkpoint_note(clock)
    }

    /// The checkpoint kept last, if nothing was added since.
    fn current_checkpoint(&self) -> Result<Option<String>, EvidenceError> {
        let last: Option<String> = self
            .connection
            .query_row("SELECT note FROM checkpoint ORDER BY number DESC LIMIT 1", [], |row| {
                row.get(0)
            })
            .optional()?;
        let mut tree = self.tree.clone();
        extend_tree(&mut tree, &self.connection)?;
        let key = VerifierKey::of(&self.origin, &self.key);
        Ok(last.filter(|note| {
            key.open(note).is_ok_and(|kept| (kept.size, kept.root) == (tree.size(), tree.root()))
        }))
    }

    /// A checkpoint over the log as it is now, a C2SP signed note: the kept one, or one that is not kept, for a text that
    /// stays on the phone. What leaves it goes through [`write_report`] or [`super::write_bundle`].
    ///
    /// # Errors
    /// When the store refuses.
    pub fn checkpoint_note(&self, clock: &ClockReading) -> Result<String, EvidenceError> {
        if let Some(kept) = self.current_checkpoint()? {
            return Ok(kept);
        }
        let mut tree = self.tree.clone();
        extend_tree(&mut tree, &self.connection)?;
        Ok(Checkpoint::over(&self.origin, &tree, clock).sign(&self.key))
    }

    /// Remembers that a document with the checkpoint kept last was written to its end and is durable.
    ///
    /// # Errors
    /// When the store refuses.
    fn delivered(&mut self, clock: &ClockReading) -> Result<(), EvidenceError> {
        self.connection.execute(
            "INSERT INTO delivery (checkpoint, at_ms) SELECT max(number), ?1 FROM checkpoint
             WHERE true ON CONFLICT DO NOTHING",
            [clock.now_ms],
        )?;
        Ok(())
    }

    /// SHA-256, hexadecimal, of a kept checkpoint over the log as it is now: what a third party that stamps times is given.
    /// It learns nothing else of the log.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn digest_to_stamp(&mut self, clock: &ClockReading) -> Result<String, EvidenceError> {
        Ok(hexadecimal::encode(&Sha256::digest(self.keep_checkpoint(clock)?)))
    }

    /// Notes a time stamp that came back, with its file, which is in the store already. It must hold the digest of a kept
    /// checkpoint; whether a third party signed it, and when, only a stranger with that party's certificates can say.
    ///
    /// # Errors
    /// [`EvidenceError::StampOfOther`] when it holds none.
    pub fn note_time_stamp(
        &mut self,
        file: &Attachment,
        clock: &ClockReading,
    ) -> Result<u64, EvidenceError> {
        if file.bytes > STAMP_LIMIT_BYTES {
            return Err(EvidenceError::StampOfOther);
        }
        let mut stamp = Vec::new();
        self.attachment_source(&file.sha256)?.take(STAMP_LIMIT_BYTES).read_to_end(&mut stamp)?;
        let digests = self.kept_checkpoints()?.into_iter().map(Sha256::digest);
        let holds = |digest: &[u8]| stamp.windows(digest.len()).any(|part| part == digest);
        let digest =
            digests.rev().find(|digest| holds(digest)).ok_or(EvidenceError::StampOfOther)?;
        let entry = NewEntry {
            incident: None,
            happened: None,
            body: EntryBody::TimeStampToken { digest: hexadecimal::encode(&digest) },
            files: vec![file.clone()],
            amends: None,
        };
        self.append(&entry, clock)
    }
}
