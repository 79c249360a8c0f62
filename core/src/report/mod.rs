//! The report: a PDF that an officer reads on its first page and a doubter on its last.
//!
//! [`ReportData`] is everything that goes in, [`layout`] makes the PDF of it and touches nothing else. The way there:
//! `sections` put words into a `sheet` of rows, `pages` cuts it, `paint` draws it.

mod checkup;
mod data;
mod figures;
mod fonts;
mod pages;
mod paint;
mod paragraph;
mod picture;
mod printable;
mod sections;
mod sheet;
mod words;

pub(crate) use checkup::{CheckupPage, checkup_page};
pub use data::{ReportData, ReportPlace};

use crate::evidence::{Attachment, EvidenceError, EvidenceLog, TimelineEntry};
use paint::Paper;
use thiserror::Error;

/// Paper of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum PaperSize {
    /// 216 x 279 mm, usual in Mexico.
    Letter,
    /// 210 x 297 mm.
    A4,
}

impl PaperSize {
    fn paper(self) -> Paper {
        match self {
            PaperSize::Letter => Paper { width: 612.0, height: 792.0 },
            PaperSize::A4 => Paper { width: 595.0, height: 842.0 },
        }
    }
}

/// Who tells. Every field may be empty, and none is stored by the app.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Narrator {
    /// Full name.
    pub name: String,
    /// Telephone of the affected account, as the person writes it.
    pub telephone: String,
    /// E-mail.
    pub email: String,
    /// Address.
    pub address: String,
    /// Official identification, such as "INE 1234".
    pub identification: String,
    /// Make and model of the phone.
    pub phone_model: String,
    /// IMEI.
    pub imei: String,
    /// Telephone company.
    pub carrier: String,
}

/// How the report is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReportOptions {
    /// Language of the fixed words; what the person wrote stays as written.
    pub language: super::Language,
    /// Paper.
    pub paper: PaperSize,
    /// Who tells.
    pub narrator: Narrator,
    /// The incidents that are handed over, by the `seq` of their opening entries: the entries of every other one stay
    /// behind, also those that are written after the person chose. All are handed over when it is empty.
    pub cases: Vec<u64>,
    /// Sequence numbers of entries that are handed over although they belong to another incident.
    pub along: Vec<u64>,
    /// Sequence numbers of entries that are not handed over in any case.
    pub withheld: Vec<u64>,
}

/// Why the report could not be laid out.
#[derive(Debug, Error)]
pub enum ReportError {
    /// The PDF library refuses the standard or the paper that the report asks for.
    #[error("report asks for a PDF that cannot be made")]
    Configuration,
    /// The PDF library refused the document.
    #[error("report does not meet its PDF standard")]
    Pdf,
}

/// Makes the PDF. The same data and pictures give the same bytes. `read` gives the bytes of an attached picture, or
/// `None` when it cannot be read: a box says so then.
///
/// # Errors
/// When the PDF library refuses the document; no text makes it do so.
pub fn layout(
    data: &ReportData,
    read: &dyn Fn(&Attachment) -> Option<Vec<u8>>,
) -> Result<Vec<u8>, ReportError> {
    sections::document(data, read)
}

/// Writes the report that lies in a bundle, as a PDF. The same log, options and clock give the same bytes.
///
/// # Errors
/// When the log cannot be read, the layout fails or `destination` refuses.
pub fn write(
    log: &EvidenceLog,
    options: &ReportOptions,
    clock: &crate::ClockReading,
    destination: &mut dyn std::io::Write,
) -> Result<(), EvidenceError> {
    write_data(log, &data_of(log, options, clock)?, destination)
}

/// Writes the report that is handed over by itself, like [`write`].
///
/// # Errors
/// As there.
pub(crate) fn write_alone(
    log: &EvidenceLog,
    options: &ReportOptions,
    clock: &crate::ClockReading,
    destination: &mut dyn std::io::Write,
) -> Result<(), EvidenceError> {
    let data = ReportData { place: ReportPlace::Alone, ..data_of(log, options, clock)? };
    write_data(log, &data, destination)
}

fn write_data(
    log: &EvidenceLog,
    data: &ReportData,
    destination: &mut dyn std::io::Write,
) -> Result<(), EvidenceError> {
    let read = |file: &Attachment| {
        let mut bytes = Vec::new();
        let mut source = log.attachment_reader(&file.sha256).ok()?;
        source.read_to_end(&mut bytes).ok()?;
        Some(bytes)
    };
    let pdf = layout(data, &read).map_err(|_| EvidenceError::Report)?;
    destination.write_all(&pdf)?;
    Ok(())
}

/// The account of facts of one incident as plain text, in the words that the report tells them with; of the whole log
/// when no incident is named. Entries that were taken back are left out, corrections stand beside what they correct.
///
/// # Errors
/// When the log cannot be read.
pub fn account(
    log: &EvidenceLog,
    incident: Option<u64>,
    clock: &crate::ClockReading,
    language: super::Language,
) -> Result<String, EvidenceError> {
    let options = ReportOptions {
        language,
        paper: PaperSize::Letter,
        narrator: Narrator::default(),
        cases: Vec::new(),
        along: Vec::new(),
        withheld: Vec::new(),
    };
    let mut data = data_of(log, &options, clock)?;
    if incident.is_some() {
        let belongs =
            |entry: &TimelineEntry| entry.incident == incident || Some(entry.seq) == incident;
        data.entries.retain(belongs);
    }
    Ok(sections::account(&data))
}

fn data_of(
    log: &EvidenceLog,
    options: &ReportOptions,
    clock: &crate::ClockReading,
) -> Result<ReportData, EvidenceError> {
    let summary = log.summary()?;
    Ok(ReportData {
        entries: log.timeline(clock, options.language)?,
        incident: summary.latest_incident,
        origin: summary.origin,
        head: log.head()?,
        checkpoint: log.checkpoint_note(clock)?,
        clocks: log.clock_review()?,
        place: ReportPlace::Bundle,
        options: log.chosen(options)?,
        clock: clock.clone(),
    })
}
