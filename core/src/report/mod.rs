//! The report: a PDF that an officer reads on its first page and a doubter on its last.

/// Paper of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum PaperSize {
    /// 216 x 279 mm, usual in Mexico.
    Letter,
    /// 210 x 297 mm.
    A4,
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
    /// Sequence numbers of entries that are not handed over.
    pub withheld: Vec<u64>,
}

/// Writes the report as a PDF. The same log, options and clock give the same bytes.
///
/// # Errors
/// When the log cannot be read or the layout fails.
pub fn write(
    log: &crate::evidence::EvidenceLog,
    options: &ReportOptions,
    clock: &crate::ClockReading,
    destination: &mut dyn std::io::Write,
) -> Result<(), crate::evidence::EvidenceError> {
    unimplemented!()
}
