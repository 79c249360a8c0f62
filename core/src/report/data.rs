//! Everything that goes into the report.

use super::ReportOptions;
use crate::ClockReading;
use crate::evidence::{ClockReview, EntryBody, Head, TimelineEntry};

/// Where the report lies when it is handed over: what it says about checking it hangs on that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportPlace {
    /// In a bundle, beside the log and the verifiers.
    Bundle,
    /// By itself.
    Alone,
}

/// What the report is made of: plain data, so that it can be made by hand.
#[derive(Debug, Clone)]
pub struct ReportData {
    /// Every entry of the person, in the order in which it happened. Those of [`ReportOptions::withheld`] may be among
    /// them: nothing of them but their number reaches the report.
    pub entries: Vec<TimelineEntry>,
    /// The incident whose kind names the report: `seq` of its opening entry.
    pub incident: Option<u64>,
    /// Name of the log.
    pub origin: String,
    /// Head of the log that the report belongs to.
    pub head: Head,
    /// The signed checkpoint over that head, as text.
    pub checkpoint: String,
    /// What the entries say about the phone's clocks.
    pub clocks: ClockReview,
    /// What it is handed over with.
    pub place: ReportPlace,
    /// How the report is to be made.
    pub options: ReportOptions,
    /// When it is made.
    pub clock: ClockReading,
}

impl ReportData {
    /// Whether the entry is not handed over.
    pub(super) fn is_withheld(&self, seq: u64) -> bool {
        self.options.withheld.contains(&seq)
    }

    /// The entries that are handed over, without those that the app wrote itself.
    pub(super) fn handed_over(&self) -> impl Iterator<Item = &TimelineEntry> {
        self.entries
            .iter()
            .filter(|entry| !self.is_withheld(entry.seq))
            .filter(|entry| !matches!(entry.body, EntryBody::Export { .. }))
    }

    /// Entries of the log that are not handed over.
    pub(super) fn withheld_count(&self) -> u64 {
        let mut withheld: Vec<u64> = self.options.withheld.clone();
        withheld.sort_unstable();
        withheld.dedup();
        withheld.retain(|seq| *seq < self.head.size);
        u64::try_from(withheld.len()).unwrap_or(u64::MAX)
    }

    /// Entries that the app wrote itself: those of the log that no person's entry accounts for.
    pub(super) fn own_count(&self) -> u64 {
        let persons = self
            .entries
            .iter()
            .filter(|entry| !matches!(entry.body, EntryBody::Export { .. }))
            .count();
        self.head.size.saturating_sub(u64::try_from(persons).unwrap_or(u64::MAX))
    }
}
