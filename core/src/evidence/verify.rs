//! Verifying the log as it lies on disk.

use super::checkpoint::VerifierKey;
use super::facts::clock_facts;
use super::findings::Findings;
use super::head_code::HeadCode;
use super::lines::Line;
use super::prefixes::not_beginnings;
use super::tree::{Hash, Tree};
use super::types::{Fact, FindingKind, VerificationOutcome, VerificationReport};
use super::{EvidenceError, EvidenceLog, archive, files, hexadecimal, order, seal};
use std::collections::BTreeSet;

/// What an entry, a file or a checkpoint is called in findings about it, where the bundle has a file of that name.
const CHECKPOINTS: &str = "checkpoints";

impl EvidenceLog {
    /// Verifies every entry, checkpoint and file of the log as it lies on disk.
    ///
    /// # Errors
    /// When the store refuses; what is wrong inside is a finding.
    pub fn verify(&self) -> Result<VerificationReport, EvidenceError> {
        let mut findings = Findings::default();
        let (lines, leaves) = self.read_lines()?;
        for (line, leaf) in lines.iter().zip(&leaves) {
            if line.leaf != *leaf {
                let seq = line.envelope().map_or(u64::MAX, |entry| entry.seq);
                findings.entry(FindingKind::EntryAltered, seq);
            }
        }
        findings.extend(order::by_numbers(&lines, None));
        findings.extend(order::malformed(&lines));
        self.verify_checkpoints(&leaves, &mut findings)?;
        let files = self.verify_files(&lines, &mut findings)?;
        let findings = findings.sorted();
        let tree: Tree = leaves.into_iter().collect();
        let mut facts = clock_facts(lines.iter().filter_map(Line::envelope));
        facts.push(Fact::NoAnchor);
        Ok(VerificationReport {
            outcome: if findings.is_empty() {
                VerificationOutcome::Verified
            } else {
                VerificationOutcome::Failed
            },
            entries: tree.size(),
            files,
            head_code: HeadCode::of(&tree).to_string(),
            findings,
            facts,
        })
    }

    /// Facts about the phone's clocks between one entry and the next.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn clock_facts(&self) -> Result<Vec<Fact>, EvidenceError> {
        let (lines, _) = self.read_lines()?;
        Ok(clock_facts(lines.iter().filter_map(Line::envelope)))
    }

    fn read_lines(&self) -> Result<(Vec<Line>, Vec<Hash>), EvidenceError> {
        let mut statement =
            self.connection.prepare_cached("SELECT bytes, leaf FROM entry ORDER BY seq")?;
        let mut rows = statement.query([])?;
        let (mut lines, mut leaves) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            lines.push(Line::read(&seal::open(row.get(0)?)));
            leaves.push(row.get(1)?);
        }
        Ok((lines, leaves))
    }

    fn verify_checkpoints(
        &self,
        leaves: &[Hash],
        findings: &mut Findings,
    ) -> Result<(), EvidenceError> {
        let key = VerifierKey::of(&self.origin, &self.key);
        let opened = self.kept_checkpoints()?.iter().map(|note| key.open(note)).collect();
        for kind in not_beginnings(opened, leaves) {
            findings.file(kind, CHECKPOINTS);
        }
        Ok(())
    }

    fn verify_files(&self, lines: &[Line], findings: &mut Findings) -> Result<u64, EvidenceError> {
        let mut sound = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for file in lines.iter().filter_map(Line::envelope).flat_map(|entry| &entry.files) {
            if !seen.insert(&file.sha256) {
                continue;
            }
            match files::open(&self.folder, &file.sha256) {
                Err(EvidenceError::NoSuchReference) => {
                    findings.file(FindingKind::FileMissing, &file.sha256);
                }
                Err(error) => return Err(error),
                Ok(source) => {
                    let measured = archive::measure(source)?;
                    if hexadecimal::encode(&measured.sha256) == file.sha256 {
                        sound.insert(&file.sha256);
                    } else {
                        findings.file(FindingKind::FileAltered, &file.sha256);
                    }
                }
            }
        }
        Ok(u64::try_from(sound.len()).unwrap_or(u64::MAX))
    }
}
