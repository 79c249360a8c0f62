//! Why the log refuses.

use super::types::{EntryField, FieldProblem};
use crate::store::StoreError;
use thiserror::Error;

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
    /// Fewer bytes of the file came than it has.
    #[error("file was cut short while it was copied")]
    FileCutShort,
    /// The file ended or vanished while it was copied.
    #[error("file could not be read to its end")]
    FileUnreadable,
    /// The work was stopped.
    #[error("stopped before its end")]
    Cancelled,
    /// A time stamp names no checkpoint that this log gave out for stamping.
    #[error("time stamp is not over a checkpoint of this log")]
    StampOfOther,
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

impl From<rusqlite::Error> for EvidenceError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<std::io::Error> for EvidenceError {
    fn from(error: std::io::Error) -> Self {
        Self::Store(error.into())
    }
}
