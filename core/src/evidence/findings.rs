//! Collecting findings, each once, in an order that does not depend on how they were found.

use super::types::{Finding, FindingKind};
use std::collections::BTreeSet;

/// The findings so far.
#[derive(Debug, Default)]
pub(super) struct Findings(BTreeSet<(FindingKind, Option<u64>, Option<String>)>);

impl Findings {
    /// A finding about an entry.
    pub(super) fn entry(&mut self, kind: FindingKind, seq: u64) {
        self.0.insert((kind, Some(seq), None));
    }

    /// A finding about a file of the bundle.
    pub(super) fn file(&mut self, kind: FindingKind, file: &str) {
        self.0.insert((kind, None, Some(file.to_owned())));
    }

    /// A finding about the whole.
    pub(super) fn whole(&mut self, kind: FindingKind) {
        self.0.insert((kind, None, None));
    }

    /// All of them: by kind, then by entry, then by file.
    pub(super) fn sorted(self) -> Vec<Finding> {
        self.0.into_iter().map(|(kind, seq, file)| Finding { kind, seq, file }).collect()
    }
}

impl Extend<Finding> for Findings {
    fn extend<I: IntoIterator<Item = Finding>>(&mut self, findings: I) {
        self.0.extend(findings.into_iter().map(|found| (found.kind, found.seq, found.file)));
    }
}
