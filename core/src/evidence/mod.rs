//! The evidence log: an append-only record that a stranger can verify. Format: `docs/evidence-format.md`.

mod log;
mod types;

pub use log::{EntropySource, EvidenceError, EvidenceLog, SystemEntropy};
pub use types::{
    Attachment, Channel, EntryBody, EntryField, Fact, FieldProblem, Finding, FindingKind, Happened,
    Head, LogSummary, NewEntry, Payer, Precision, TheftKind, TimelineEntry, VerificationOutcome,
    VerificationReport,
};

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
