//! Which entries were altered, removed, added or moved.
//!
//! The root says that something is wrong, not where. The list of leaf hashes that the checkpoint covers says where;
//! without it there are only the numbers that the entries carry themselves.

use super::lines::{Line, LineKind};
use super::tree::Hash;
use super::types::{Finding, FindingKind};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Compares the lines with the leaves that a checkpoint covers. Empty when they are the same.
pub(super) fn against_leaves(lines: &[Line], leaves: &[Hash]) -> Vec<Finding> {
    if lines.iter().map(|line| &line.leaf).eq(leaves) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let places: BTreeMap<&Hash, usize> =
        leaves.iter().enumerate().map(|(place, leaf)| (leaf, place)).collect();
    let found: BTreeMap<&Hash, usize> =
        lines.iter().enumerate().map(|(place, line)| (&line.leaf, place)).collect();
    // A line that the checkpoint does not cover claims a place: the number it carries, or where it stands.
    let mut claimed: BTreeMap<u64, u64> = BTreeMap::new();
    let mut strangers = Vec::new();
    for (place, line) in (0_u64..).zip(lines) {
        if places.contains_key(&line.leaf) {
            continue;
        }
        let claim = line.envelope().map_or(place, |entry| entry.seq);
        match claimed.entry(claim) {
            Entry::Vacant(free) => {
                free.insert(place);
            }
            Entry::Occupied(_) => strangers.push(place),
        }
    }
    for (seq, leaf) in (0_u64..).zip(leaves) {
        if !found.contains_key(leaf) {
            let kind = match claimed.remove(&seq) {
                Some(_) => FindingKind::EntryAltered,
                None => FindingKind::EntryMissing,
            };
            findings.push(finding(kind, seq));
        }
    }
    strangers.extend(claimed.into_values());
    findings.extend(strangers.into_iter().map(|place| finding(FindingKind::EntryAltered, place)));
    let known = lines.iter().filter_map(|line| places.get(&line.leaf));
    let mut highest: Option<usize> = None;
    for place in known {
        if highest.is_some_and(|highest| *place <= highest) {
            findings.push(finding(
                FindingKind::OrderChanged,
                u64::try_from(*place).unwrap_or(u64::MAX),
            ));
            break;
        }
        highest = Some(*place);
    }
    findings
}

/// Looks at the numbers that the entries carry, line by line: each must be that of its line.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// Lines so far.
    lines: u64,
    /// How far numbers run ahead of lines because of entries that are not there.
    missing: u64,
    before: Option<u64>,
    /// The first number that does not follow the one before it; then nothing else counts.
    backwards: Option<u64>,
    findings: Vec<Finding>,
    given_up: bool,
}

impl Numbers {
    /// Looks at the next line.
    pub(super) fn push(&mut self, line: &Line) {
        let place = self.lines;
        self.lines = place.saturating_add(1);
        let Some(seq) = line.envelope().map(|entry| entry.seq) else { return };
        if self.backwards.is_none() && self.before.is_some_and(|before| seq <= before) {
            self.backwards = Some(seq);
        }
        self.before = Some(seq);
        let expected = place.saturating_add(self.missing);
        if seq > expected && !self.given_up {
            self.findings.push(finding(FindingKind::EntryMissing, expected));
            self.missing = seq.saturating_sub(place);
        } else if seq < expected && !self.given_up {
            self.findings.push(finding(FindingKind::OrderChanged, seq));
            self.given_up = true;
        }
    }

    /// What was found. `size` is what the checkpoint says.
    pub(super) fn finish(mut self, size: Option<u64>) -> Vec<Finding> {
        if let Some(seq) = self.backwards {
            return vec![finding(FindingKind::OrderChanged, seq)];
        }
        if self.findings.is_empty() && size.is_some_and(|size| self.lines < size) {
            self.findings.push(finding(FindingKind::EntryMissing, self.lines));
        }
        self.findings
    }
}

/// [`Numbers`] over lines that are at hand.
pub(super) fn by_numbers(lines: &[Line], size: Option<u64>) -> Vec<Finding> {
    let mut numbers = Numbers::default();
    lines.iter().for_each(|line| numbers.push(line));
    numbers.finish(size)
}

/// Lines that are neither an entry nor withheld.
pub(super) fn malformed(lines: &[Line]) -> impl Iterator<Item = Finding> + '_ {
    (0_u64..)
        .zip(lines)
        .filter(|(_, line)| line.kind == LineKind::Malformed)
        .map(|(place, _)| finding(FindingKind::Malformed, place))
}

fn finding(kind: FindingKind, seq: u64) -> Finding {
    Finding { kind, seq: Some(seq), file: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use FindingKind::{EntryAltered, EntryMissing, OrderChanged};

    fn line(seq: u64, text: &str) -> Line {
        let entry = format!(
            r#"{{"v":1,"seq":{seq},"noted":{{"at":"2026-03-14T08:10:00.123Z"}},"files":[],"t":"{text}"}}"#
        );
        Line::read(entry.as_bytes())
    }

    fn log() -> Vec<Line> {
        (0..6).map(|seq| line(seq, "a")).collect()
    }

    /// What both looks say about `changed`, as kind and number.
    fn looks(changed: &[Line]) -> [Vec<(FindingKind, u64)>; 2] {
        let leaves: Vec<Hash> = log().iter().map(|line| line.leaf).collect();
        let short = |findings: Vec<Finding>| {
            findings.iter().map(|found| (found.kind, found.seq.unwrap_or(99))).collect()
        };
        [short(against_leaves(changed, &leaves)), short(by_numbers(changed, Some(6)))]
    }

    #[test]
    fn an_untouched_log_gives_no_finding() {
        assert_eq!(looks(&log()), [vec![], vec![]]);
    }

    #[test]
    fn an_altered_entry_is_named_by_the_leaves_alone() {
        let mut lines = log();
        lines[3] = line(3, "b");
        assert_eq!(looks(&lines), [vec![(EntryAltered, 3)], vec![]]);
    }

    #[test]
    fn a_removed_entry_is_named_by_both() {
        let mut lines = log();
        lines.remove(2);
        assert_eq!(looks(&lines), [vec![(EntryMissing, 2)], vec![(EntryMissing, 2)]]);
        let mut cut = log();
        cut.pop();
        assert_eq!(looks(&cut), [vec![(EntryMissing, 5)], vec![(EntryMissing, 5)]]);
    }

    #[test]
    fn swapped_entries_are_named_by_both() {
        let mut lines = log();
        lines.swap(1, 2);
        assert_eq!(looks(&lines), [vec![(OrderChanged, 1)], vec![(OrderChanged, 1)]]);
    }

    #[test]
    fn an_inserted_entry_is_named_by_both() {
        let mut lines = log();
        lines.insert(2, line(2, "b"));
        assert_eq!(looks(&lines), [vec![(EntryAltered, 2)], vec![(OrderChanged, 2)]]);
    }

    #[test]
    fn a_log_of_other_entries_throughout_names_each() {
        let lines: Vec<Line> = (0..6).map(|seq| line(seq, "b")).collect();
        assert_eq!(looks(&lines)[0].len(), 6);
    }

    #[test]
    fn numbers_near_the_largest_do_no_harm() {
        let lines = [line(9_007_199_254_740_991, "a"), line(0, "a")];
        assert!(!by_numbers(&lines, None).is_empty());
    }
}
