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

/// Looks at the numbers that the entries carry: each must be that of its line. `size` is what the checkpoint says.
pub(super) fn by_numbers(lines: &[Line], size: Option<u64>) -> Vec<Finding> {
    let numbered =
        || (0_u64..).zip(lines).filter_map(|(place, line)| Some((place, line.envelope()?.seq)));
    let backwards = numbered().zip(numbered().skip(1)).find(|(one, next)| next.1 <= one.1);
    if let Some((_, (_, seq))) = backwards {
        return vec![finding(FindingKind::OrderChanged, seq)];
    }
    let mut findings = Vec::new();
    // How far numbers run ahead of lines because of entries that are not there.
    let mut missing = 0_u64;
    for (place, seq) in numbered() {
        let expected = place.saturating_add(missing);
        if seq > expected {
            findings.push(finding(FindingKind::EntryMissing, expected));
            missing = seq.saturating_sub(place);
        } else if seq < expected {
            findings.push(finding(FindingKind::OrderChanged, seq));
            break;
        }
    }
    let count = u64::try_from(lines.len()).unwrap_or(u64::MAX);
    if findings.is_empty() && size.is_some_and(|size| count < size) {
        findings.push(finding(FindingKind::EntryMissing, count));
    }
    findings
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
