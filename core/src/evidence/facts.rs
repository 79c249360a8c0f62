//! What the phone's clocks say about each other: facts for the reader to weigh, not failures.

use super::lines::Envelope;
use super::strict_json::LARGEST_INTEGER;
use super::types::Fact;

/// The network corrects a phone's clock by seconds all the time; only what is beyond this is worth a word.
pub(super) const TOLERANCE_MS: i64 = 60_000;

/// What the clocks say between each entry and the one before it, and where they say nothing: silence there is no proof
/// that nothing happened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClockReview {
    /// What was found.
    pub facts: Vec<Fact>,
    /// Entries of which it is not known whether the phone was restarted before them: here or there the count of starts
    /// could not be read.
    pub restart_unknown: Vec<u64>,
    /// Entries of which it is not known whether the clock was moved before them, because a reading is lacking. Those after
    /// a restart are not among them: across one it is never known.
    pub movement_unknown: Vec<u64>,
    /// How many entries were compared with the one before.
    pub compared: u64,
}

/// Clock facts over entries in the order of the log. Where entries are withheld, neighbours that were handed over are
/// compared.
#[derive(Debug, Default)]
pub(super) struct ClockFacts {
    review: ClockReview,
    /// Start, wall clock and time since start of the entry before.
    before: Option<(Option<i64>, i64, Option<i64>)>,
}

impl ClockFacts {
    /// Looks at the next entry.
    pub(super) fn push(&mut self, entry: &Envelope) {
        let seq = entry.seq;
        let review = &mut self.review;
        if entry.automatic != Some(true) {
            review.facts.push(Fact::TimeNotAutomatic { seq });
        }
        match self.before {
            None => {}
            Some((Some(before), ..)) if entry.boot.is_some_and(|boot| boot != before) => {
                review.facts.push(Fact::BootChanged { seq });
            }
            Some((boot, at_before, up_before)) => {
                let same_start = boot.is_some() && entry.boot.is_some();
                if !same_start {
                    review.restart_unknown.push(seq);
                }
                match (up_before, entry.up_ms) {
                    (Some(up_before), Some(up)) if same_start => {
                        review.compared = review.compared.saturating_add(1);
                        let by_ms = apart_ms((at_before, up_before), (entry.noted_at_ms, up));
                        if by_ms.saturating_abs() > TOLERANCE_MS {
                            review.facts.push(Fact::ClockMoved { seq, by_ms });
                        }
                    }
                    _ => review.movement_unknown.push(seq),
                }
            }
        }
        self.before = Some((entry.boot, entry.noted_at_ms, entry.up_ms));
    }

    /// What was found.
    pub(super) fn finish(self) -> ClockReview {
        self.review
    }
}

/// By how much the wall clock ran apart from the time since start, between two readings of one start: each is wall clock
/// and time since start, milliseconds. Negative when the clock was moved back; at most 53 bits, as every number of the
/// format.
pub(super) fn apart_ms(before: (i64, i64), after: (i64, i64)) -> i64 {
    let by_wall = after.0.saturating_sub(before.0);
    let apart = by_wall.saturating_sub(after.1.saturating_sub(before.1));
    apart.clamp(-LARGEST_INTEGER, LARGEST_INTEGER)
}

/// [`ClockFacts`] over entries that are at hand.
pub(super) fn clock_facts<'a>(entries: impl Iterator<Item = &'a Envelope>) -> Vec<Fact> {
    let mut facts = ClockFacts::default();
    entries.for_each(|entry| facts.push(entry));
    facts.finish().facts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(seq: u64, noted_at_ms: i64, boot: Option<i64>, up_ms: Option<i64>) -> Envelope {
        Envelope { seq, noted_at_ms, automatic: Some(true), boot, up_ms, files: Vec::new() }
    }

    #[test]
    fn a_clock_that_was_moved_shows_against_the_time_since_start() {
        let entries = [
            entry(0, 10_000_000, Some(1), Some(1_000)),
            entry(1, 10_060_000, Some(1), Some(1_000)), // on the limit: 60 s ahead
            entry(2, 10_120_001, Some(1), Some(1_000)), // a millisecond beyond it
            entry(3, 9_000_000, Some(1), Some(2_000)),
        ];
        assert_eq!(
            clock_facts(entries.iter()),
            [
                Fact::ClockMoved { seq: 2, by_ms: 60_001 },
                Fact::ClockMoved { seq: 3, by_ms: -1_121_001 }
            ]
        );
    }

    #[test]
    fn a_restart_is_told_and_clocks_are_not_compared_across_it() {
        let entries = [
            entry(0, 10_000_000, Some(1), Some(9_000_000)),
            entry(1, 5_000_000, Some(2), Some(1_000)),
            entry(2, 1_000_000, None, None),
            entry(3, 0, Some(2), Some(1_000)),
        ];
        assert_eq!(clock_facts(entries.iter()), [Fact::BootChanged { seq: 1 }]);
    }

    #[test]
    fn where_a_reading_is_lacking_nothing_is_known_and_that_is_told() {
        let mut clocks = ClockFacts::default();
        for entry in [
            entry(0, 10_000_000, Some(1), Some(1_000)),
            entry(1, 10_001_000, Some(1), Some(2_000)),
            entry(2, 10_002_000, Some(1), None), // one start, and no time since it
            entry(3, 10_003_000, None, Some(4_000)),
            entry(4, 10_004_000, Some(1), Some(5_000)), // the entry before lacks its start
            entry(5, 10_005_000, Some(2), Some(1_000)), // across a restart
        ] {
            clocks.push(&entry);
        }
        let expected = ClockReview {
            facts: vec![Fact::BootChanged { seq: 5 }],
            restart_unknown: vec![3, 4],
            movement_unknown: vec![2, 3, 4],
            compared: 1,
        };
        assert_eq!(clocks.finish(), expected);
    }

    #[test]
    fn what_two_readings_are_apart_has_at_most_53_bits() {
        let ends = [entry(0, 0, Some(1), Some(-LARGEST_INTEGER)), entry(1, 0, Some(1), Some(4))];
        let by_ms = -LARGEST_INTEGER;
        assert_eq!(clock_facts(ends.iter()), [Fact::ClockMoved { seq: 1, by_ms }]);
    }

    #[test]
    fn time_that_is_not_automatic_or_cannot_be_read_is_told() {
        let off = Envelope { automatic: Some(false), ..entry(0, 0, None, None) };
        let unreadable = Envelope { automatic: None, ..entry(1, 0, None, None) };
        assert_eq!(
            clock_facts([off, unreadable].iter()),
            [Fact::TimeNotAutomatic { seq: 0 }, Fact::TimeNotAutomatic { seq: 1 }]
        );
    }
}
