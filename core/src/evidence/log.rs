//! The open log.

use super::types::{
    Attachment, EntryField, FieldProblem, Head, LogSummary, NewEntry, TimelineEntry,
    VerificationReport,
};
use crate::store::StoreError;
use crate::{ClockReading, Language};
use rusqlite::Connection;
use std::io::Read;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Where salts and keys come from: the system, or a fixed stream in tests and golden files.
pub trait EntropySource: Send {
    /// Fills `bytes` with unpredictable bytes.
    ///
    /// # Errors
    /// When the system has none to give.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), EvidenceError>;
}

/// The operating system's random generator.
#[derive(Debug, Default)]
pub struct SystemEntropy;

impl EntropySource for SystemEntropy {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), EvidenceError> {
        unimplemented!()
    }
}

/// Why the log refused.
#[derive(Debug, Error)]
pub enum EvidenceError {
    /// A field of the entry cannot be written as it stands.
    #[error("field {field:?} refused: {problem:?}")]
    Invalid {
        /// Which.
        field: EntryField,
        /// Why.
        problem: FieldProblem,
    },
    /// The entry names an incident, an entry to correct or a file that is not there.
    #[error("entry refers to something that is not in the log")]
    NoSuchReference,
    /// The file is larger than the cap.
    #[error("file is larger than the limit of {limit_bytes} bytes")]
    FileTooLarge {
        /// The cap.
        limit_bytes: u64,
    },
    /// The file has no bytes.
    #[error("file is empty")]
    FileEmpty,
    /// The file ended or vanished while it was copied.
    #[error("file could not be read to its end")]
    FileUnreadable,
    /// The system gave no random bytes.
    #[error("no random bytes")]
    NoEntropy,
    /// The report could not be laid out.
    #[error("report could not be made")]
    Report,
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The open evidence log: `evidence.db` and the folder `files` beside it.
pub struct EvidenceLog {
    connection: Connection,
    folder: PathBuf,
    entropy: Box<dyn EntropySource>,
}

impl EvidenceLog {
    /// Opens the log in `folder`, which must exist; makes it, with a new id and key, when there is none. Sweeps files
    /// that no entry needs because their copying was cut short.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read; the bytes stay as they are.
    pub fn open(folder: &Path, entropy: Box<dyn EntropySource>) -> Result<Self, EvidenceError> {
        unimplemented!()
    }

    /// Writes an entry; it is durable when its `seq` comes back.
    ///
    /// # Errors
    /// [`EvidenceError::Invalid`] names the field; nothing is written then.
    pub fn append(&mut self, entry: &NewEntry, clock: &ClockReading) -> Result<u64, EvidenceError> {
        unimplemented!()
    }

    /// Copies a file into the store, hashing while it copies; durable when it returns. It belongs to the log once an
    /// entry refers to it.
    ///
    /// # Errors
    /// When it is empty, too large, cannot be read to its end, or there is no room.
    pub fn attach(
        &mut self,
        source: &mut dyn Read,
        name: &str,
    ) -> Result<Attachment, EvidenceError> {
        unimplemented!()
    }

    /// Where the bytes of an attachment lie, for showing it.
    ///
    /// # Errors
    /// [`EvidenceError::NoSuchReference`] when no such file is in the store.
    pub fn attachment_path(&self, sha256: &str) -> Result<PathBuf, EvidenceError> {
        unimplemented!()
    }

    /// Every entry but the log's own, in the order in which it happened; what has no stated time stands where it was
    /// noted.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn timeline(
        &self,
        clock: &ClockReading,
        language: Language,
    ) -> Result<Vec<TimelineEntry>, EvidenceError> {
        unimplemented!()
    }

    /// The log in a few numbers.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn summary(&self) -> Result<LogSummary, EvidenceError> {
        unimplemented!()
    }

    /// The head of the tree now.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn head(&self) -> Result<Head, EvidenceError> {
        unimplemented!()
    }

    /// Verifies every entry, checkpoint and file of the log as it lies on disk.
    ///
    /// # Errors
    /// When the store refuses; what is wrong inside is a finding.
    pub fn verify(&self) -> Result<VerificationReport, EvidenceError> {
        unimplemented!()
    }
}
