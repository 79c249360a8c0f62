//! The evidence log: an append-only record that a stranger can verify. Format: `docs/evidence-format.md`.

mod append;
mod banks;
mod canonical;
mod checkpoint;
mod entropy;
mod error;
mod files;
mod head_code;
mod hexadecimal;
mod log;
mod schema;
mod seal;
mod sniff;
mod timeline;
mod tree;
mod types;
mod validate;
mod wording;

pub use canonical::{Entry, Noted};
pub use entropy::{EntropySource, SystemEntropy};
pub use error::EvidenceError;
pub use log::EvidenceLog;
pub use types::{
    Attachment, Channel, EntryBody, EntryField, Fact, FieldProblem, Finding, FindingKind, Happened,
    Head, LogSummary, NewEntry, Payer, Precision, TheftKind, TimelineEntry, VerificationOutcome,
    VerificationReport,
};
pub use wording::{defang, pesos};

use crate::store::StoreError;
use crate::{ClockReading, report::ReportOptions};
use std::io::{Read, Seek, Write};

/// Writes the bundle: report, log, checkpoints, key, files, manifest. The export is noted in the log first.
///
/// # Errors
/// When the log cannot be read, a file is missing, or `destination` refuses.
pub fn write_bundle(
    log: &mut EvidenceLog,
    options: &ReportOptions,
    clock: &ClockReading,
    destination: &mut dyn Write,
) -> Result<Head, EvidenceError> {
    unimplemented!()
}

/// Verifies a bundle as a stranger would: nothing but its bytes and, if given, a head code from outside.
///
/// # Errors
/// Only when `bundle` cannot be read; what is wrong inside is a finding.
pub fn verify_bundle<R: Read + Seek>(
    bundle: R,
    anchor: Option<&str>,
) -> Result<VerificationReport, StoreError> {
    unimplemented!()
}

impl EvidenceLog {
    /// Verifies every entry, checkpoint and file of the log as it lies on disk.
    ///
    /// # Errors
    /// When the store refuses; what is wrong inside is a finding.
    pub fn verify(&self) -> Result<VerificationReport, EvidenceError> {
        unimplemented!()
    }
}
