//! What the phone's clocks say about each other: facts for the reader to weigh, not failures.

use super::lines::Envelope;
use super::types::Fact;

/// The network corrects a phone's clock by seconds all the time; only what is beyond this is worth a word.
pub(super) const TOLERANCE_MS: i64 = 60_000;

/// Clock facts over entries in the order of the log. Where entries are withheld, neighbours that were handed over are
/// compared.
#[derive(Debug, Default)]
pub(super) struct ClockFacts {
    facts: Vec<Fact>,
    /// Start, wall clock and time since start of the entry before.
    before: Option<(Option<i64>, i64, Option<i64>)>,
}

impl ClockFacts {
    /// Looks at the next entry.
    pub(super) fn push(&mut self, entry: &Envelope) {
        let seq = entry.seq;
        if entry.automatic != Some(true) {
            self.facts.push(Fact::TimeNotAutomatic { seq });
        }
        if let Some((Some(boot_before), at_before, up_before)) = self.before
            && let Some(boot) = entry.boot
        {
            if boot_before != boot {
                self.facts.push(Fact::BootChanged { seq });
            } else if let (Some(up_before), Some(up)) = (up_before, entry.up_ms) {
                let by_ms = apart_ms((at_before, up_before), (entry.noted_at_ms, up));
                if by_ms.saturating_abs() > TOLERANCE_MS {
                    self.facts.push(Fact::ClockMoved { seq, by_ms });
                }
            }
        }
        self.before = Some((entry.boot, entry.noted_at_ms, entry.up_ms));
    }

    /// What was found.
    pub(super) fn finish(self) -> Vec<Fact> {
        self.facts
    }
}

/// By how much the wall clock ran apart from the time since start, between two readings of one start: each is wall clock
/// and time since start, milliseconds. Negative when the clock was moved back.
pub(super) fn apart_ms(before: (i64, i64), after: (i64, i64)) -> i64 {
    let by_wall = after.0.saturating_sub(before.0);
    by_wall.saturating_sub(after.1.saturating_sub(before.1))
}

/// [`ClockFacts`] over entries that are at hand.
pub(super) fn clock_facts<'a>(entries: impl Iterator<Item = &'a Envelope>) -> Vec<Fact> {
    let mut facts = ClockFacts::default();
    entries.for_each(|entry| facts.push(entry));
    facts.finish()
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
    fn time_that_is_not_automatic_or_cannot_be_read_is_told() {
        let off = Envelope { automatic: Some(false), ..entry(0, 0, None, None) };
        let unreadable = Envelope { automatic: None, ..entry(1, 0, None, None) };
        assert_eq!(
            clock_facts([off, unreadable].iter()),
            [Fact::TimeNotAutomatic { seq: 0 }, Fact::TimeNotAutomatic { seq: 1 }]
        );
    }
}
