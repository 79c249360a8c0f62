//! Looking at many things in several threads, with what was seen in the order of the things.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, Builder, Scope};

/// Things that a thread may have before it: the next one lies ready when it is done with one.
const AHEAD: usize = 2;

/// More threads than this wait for the one that reads.
const MOST_THREADS: usize = 4;

/// A thread that looks, as the one that reads sees it.
struct Looker<Thing, Seen> {
    things: SyncSender<Thing>,
    seen: Receiver<Seen>,
}

/// Takes things from `next` until there are none, looks at each, and hands what was seen to `take` in the order of the
/// things. Only `look` runs in other threads, as many as the processor has and [`MOST_THREADS`] at most; a few things
/// are in memory at a time, and each should be work enough to be worth handing over.
///
/// # Errors
/// The first of `next` and `take`; nothing is taken after it.
pub(super) fn look_in_order<Thing: Send, Seen: Send, Error>(
    mut next: impl FnMut() -> Result<Option<Thing>, Error>,
    look: impl Fn(Thing) -> Seen + Sync,
    mut take: impl FnMut(Seen) -> Result<(), Error>,
) -> Result<(), Error> {
    thread::scope(|scope| {
        let count = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
        let lookers: Vec<_> = (0..count).map_while(|_| looker(scope, &look)).collect();
        let most = lookers.len().saturating_mul(AHEAD);
        let mut pending: VecDeque<&Looker<Thing, Seen>> = VecDeque::with_capacity(most);
        let mut lookers = lookers.iter().cycle();
        while let Some(thing) = next()? {
            let Some(looker) = lookers.next() else {
                // The system gave no thread at all.
                take(look(thing))?;
                continue;
            };
            if pending.len() == most
                && let Some(seen) = pending.pop_front().and_then(Looker::seen)
            {
                take(seen)?;
            }
            if looker.things.send(thing).is_ok() {
                pending.push_back(looker);
            }
        }
        pending.into_iter().filter_map(Looker::seen).try_for_each(take)
    })
}

impl<Thing, Seen> Looker<Thing, Seen> {
    /// What it saw of its oldest thing; waits for it.
    fn seen(&self) -> Option<Seen> {
        self.seen.recv().ok()
    }
}

/// A thread that looks; `None` when the system gives none.
fn looker<'scope, Thing: Send + 'scope, Seen: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    look: &'scope (impl Fn(Thing) -> Seen + Sync),
) -> Option<Looker<Thing, Seen>> {
    let (things, inbox) = sync_channel(AHEAD);
    let (outbox, seen) = sync_channel(AHEAD);
    // It ends when the other end is let go, be it that all is done or that something failed.
    let work = move || {
        inbox.into_iter().map(look).try_for_each(|seen| outbox.send(seen).ok());
    };
    Builder::new().spawn_scoped(scope, work).ok().map(|_| Looker { things, seen })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts to `end`, takes the squares, and refuses the square of `bad`.
    fn squares(end: u64, bad: Option<u64>) -> (Vec<u64>, Result<(), u64>) {
        let mut numbers = 0..end;
        let mut taken = Vec::new();
        let result = look_in_order(
            || Ok(numbers.next()),
            |number| number.saturating_mul(number),
            |square| {
                if Some(square) == bad {
                    return Err(square);
                }
                taken.push(square);
                Ok(())
            },
        );
        (taken, result)
    }

    #[test]
    fn what_was_seen_comes_in_the_order_of_the_things() {
        for end in [0, 1, 2, 3, 17, 1_000] {
            assert_eq!(squares(end, None), ((0..end).map(|n| n * n).collect(), Ok(())), "{end}");
        }
    }

    #[test]
    fn nothing_is_taken_after_an_error() {
        for bad in [0, 1, 7, 8, 9, 999] {
            let before: Vec<u64> = (0..bad).map(|n| n * n).collect();
            assert_eq!(squares(1_000, Some(bad * bad)), (before, Err(bad * bad)), "{bad}");
        }
        let mut numbers = [Ok(Some(1)), Err("cut short"), Ok(None)].into_iter();
        let result = look_in_order(|| numbers.next().unwrap_or(Ok(None)), |n: u8| n, |_| Ok(()));
        assert_eq!(result, Err("cut short"));
    }
}
