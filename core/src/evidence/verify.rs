//! Verifying the log as it lies on disk.

use super::checkpoint::VerifierKey;
use super::facts::{ClockFacts, ClockReview};
use super::findings::Findings;
use super::head_code::HeadCode;
use super::in_order::look_in_order;
use super::lines::{Line, LineKind};
use super::prefixes::{Beginnings, Opened, not_beginnings, sizes};
use super::progress::{GoOn, Progress};
use super::tree::Hash;
use super::types::{Fact, FindingKind, VerificationOutcome, VerificationReport};
use super::{EvidenceError, EvidenceLog, archive, files, hexadecimal, order, seal};
use rusqlite::Rows;
use std::collections::BTreeSet;

/// What an entry, a file or a checkpoint is called in findings about it, where the bundle has a file of that name.
const CHECKPOINTS: &str = "checkpoints";

/// What an entry counts for in progress, bytes. Adding up their lengths would read the whole log once more.
const ENTRY_BYTES: u64 = 1024;

/// So much is looked at by one thread at a time: about a hundred entries.
const STRETCH_BYTES: usize = 64 * 1024;

impl EvidenceLog {
    /// Verifies every entry, checkpoint and file of the log as it lies on disk, in one pass that keeps no entry. `go_on`
    /// is told bytes done and in all, each entry taken for a kilobyte, and answers whether to go on.
    ///
    /// # Errors
    /// When the store refuses, or [`EvidenceError::Cancelled`]; what is wrong inside is a finding.
    pub fn verify(&self, go_on: &mut GoOn<'_>) -> Result<VerificationReport, EvidenceError> {
        let (last, attached): (Option<i64>, u64) = self.connection.query_row(
            "SELECT (SELECT max(seq) FROM entry),
                (SELECT coalesce(sum(bytes), 0) FROM attachment
                 WHERE EXISTS (SELECT 1 FROM entry_file WHERE entry_file.sha256 = attachment.sha256))",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let entries =
            last.map_or(0, |seq| u64::try_from(seq).unwrap_or_default().saturating_add(1));
        let total = entries.saturating_mul(ENTRY_BYTES).saturating_add(attached);
        let mut progress = Progress::new(total, go_on);
        let mut findings = Findings::default();
        let key = VerifierKey::of(&self.origin, &self.key);
        let opened: Opened = self.kept_checkpoints()?.iter().map(|note| key.open(note)).collect();
        let mut beginnings = Beginnings::new(sizes(&opened));
        let (mut numbers, mut clocks) = (order::Numbers::default(), ClockFacts::default());
        let mut named = BTreeSet::new();
        self.each_line(|place, line, leaf| {
            progress.advance(ENTRY_BYTES)?;
            // Only a bundle withholds: here such a line stands where an entry was.
            if line.leaf != leaf || line.kind == LineKind::Withheld {
                findings.entry(FindingKind::EntryAltered, place);
            }
            if line.kind == LineKind::Malformed {
                findings.entry(FindingKind::Malformed, place);
            }
            beginnings.push(leaf);
            numbers.push(&line);
            if let LineKind::Entry(entry) = line.kind {
                clocks.push(&entry);
                named.extend(entry.files.into_iter().map(|file| file.sha256));
            }
            Ok(())
        })?;
        findings.extend(numbers.finish(None));
        for kind in not_beginnings(opened, &beginnings) {
            findings.file(kind, CHECKPOINTS);
        }
        let files = self.verify_files(&named, &mut findings, &mut progress)?;
        let findings = findings.sorted();
        let mut facts = clocks.finish().facts;
        facts.push(Fact::NoAnchor);
        Ok(VerificationReport {
            outcome: if findings.is_empty() {
                VerificationOutcome::Verified
            } else {
                VerificationOutcome::Failed
            },
            entries: beginnings.whole().size(),
            files,
            head_code: HeadCode::of(beginnings.whole()).to_string(),
            findings,
            facts,
        })
    }

    /// What the phone's clocks say between one entry and the next.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn clock_review(&self) -> Result<ClockReview, EvidenceError> {
        let mut clocks = ClockFacts::default();
        self.each_line(|_, line, _| {
            line.envelope().into_iter().for_each(|entry| clocks.push(entry));
            Ok(())
        })?;
        Ok(clocks.finish())
    }

    /// Hands over every line with its place, and the leaf hash that was kept when it was written.
    fn each_line(
        &self,
        mut look: impl FnMut(u64, Line, Hash) -> Result<(), EvidenceError>,
    ) -> Result<(), EvidenceError> {
        let mut statement =
            self.connection.prepare_cached("SELECT bytes, leaf FROM entry ORDER BY seq")?;
        let mut rows = statement.query([])?;
        let mut place = 0_u64;
        look_in_order(
            || Stretch::read(&mut rows),
            |stretch| stretch.lines(),
            |lines| {
                lines.into_iter().try_for_each(|(line, leaf)| {
                    look(place, line, leaf)?;
                    place = place.saturating_add(1);
                    Ok(())
                })
            },
        )
    }

    /// Hashes every file that an entry names; gives the number of sound ones.
    fn verify_files(
        &self,
        named: &BTreeSet<String>,
        findings: &mut Findings,
        progress: &mut Progress<'_, '_>,
    ) -> Result<u64, EvidenceError> {
        let mut sound = 0_u64;
        for sha256 in named {
            match files::open(&self.folder, sha256) {
                Err(EvidenceError::NoSuchReference) => {
                    findings.file(FindingKind::FileMissing, sha256);
                }
                Err(error) => return Err(error),
                Ok(source) => {
                    let measured = progress.read(source, |source| archive::measure(source))?;
                    if hexadecimal::encode(&measured.sha256) == *sha256 {
                        sound = sound.saturating_add(1);
                    } else {
                        findings.file(FindingKind::FileAltered, sha256);
                    }
                }
            }
        }
        Ok(sound)
    }
}

/// Entries that lie one behind the other, with the leaf hashes that were kept of them.
#[derive(Default)]
struct Stretch {
    bytes: Vec<u8>,
    /// Where each entry ends in `bytes`.
    rows: Vec<(usize, Hash)>,
}

impl Stretch {
    /// Reads entries and leaf hashes until they are [`STRETCH_BYTES`]; `None` when there are none left.
    fn read(rows: &mut Rows<'_>) -> Result<Option<Self>, EvidenceError> {
        let mut stretch = Self::default();
        while stretch.bytes.len() < STRETCH_BYTES
            && let Some(row) = rows.next()?
        {
            stretch.bytes.extend_from_slice(&seal::open_column(row, 0)?);
            stretch.rows.push((stretch.bytes.len(), row.get(1)?));
        }
        Ok((!stretch.rows.is_empty()).then_some(stretch))
    }

    fn lines(&self) -> Vec<(Line, Hash)> {
        let mut start = 0;
        let line = |(end, leaf): &(usize, Hash)| {
            let entry = self.bytes.get(std::mem::replace(&mut start, *end)..*end);
            (Line::read(entry.unwrap_or_default()), *leaf)
        };
        self.rows.iter().map(line).collect()
    }
}
