//! Roots of the beginnings of a log, for the checkpoints and anchors that were made over them.

use super::checkpoint::{Checkpoint, NoteProblem};
use super::tree::{Hash, Tree};
use super::types::FindingKind;
use std::collections::{BTreeMap, BTreeSet};

/// A tree that grows leaf by leaf and remembers what it was at each size asked for.
#[derive(Debug)]
pub(super) struct Beginnings {
    tree: Tree,
    wanted: BTreeSet<u64>,
    found: BTreeMap<u64, Tree>,
}

impl Beginnings {
    /// An empty tree, and the sizes to remember.
    pub(super) fn new(sizes: impl IntoIterator<Item = u64>) -> Self {
        let mut beginnings = Self {
            tree: Tree::default(),
            wanted: sizes.into_iter().collect(),
            found: BTreeMap::new(),
        };
        beginnings.remember();
        beginnings
    }

    /// Appends a leaf.
    pub(super) fn push(&mut self, leaf: Hash) {
        self.tree.push(leaf);
        self.remember();
    }

    fn remember(&mut self) {
        if self.wanted.contains(&self.tree.size()) {
            self.found.insert(self.tree.size(), self.tree.clone());
        }
    }

    /// The tree over the first `size` leaves, if that was asked for and reached.
    pub(super) fn of(&self, size: u64) -> Option<&Tree> {
        self.found.get(&size)
    }

    /// The tree over all leaves.
    pub(super) fn whole(&self) -> &Tree {
        &self.tree
    }
}

impl Extend<Hash> for Beginnings {
    fn extend<I: IntoIterator<Item = Hash>>(&mut self, leaves: I) {
        for leaf in leaves {
            self.push(leaf);
        }
    }
}

/// Checkpoints as they were read.
pub(super) type Opened = Vec<Result<Checkpoint, NoteProblem>>;

/// The sizes that checkpoints speak of.
pub(super) fn sizes(opened: &Opened) -> impl Iterator<Item = u64> + '_ {
    opened.iter().flatten().map(|checkpoint| checkpoint.size)
}

/// What is wrong with checkpoints that each must be a beginning of the log: one finding for each that is not, in their
/// order. `beginnings` must have been asked for their [`sizes`].
pub(super) fn not_beginnings(opened: Opened, beginnings: &Beginnings) -> Vec<FindingKind> {
    opened
        .into_iter()
        .filter_map(|checkpoint| match checkpoint {
            Err(NoteProblem::Malformed) => Some(FindingKind::Malformed),
            Err(NoteProblem::OtherKey) => Some(FindingKind::KeyChanged),
            Err(NoteProblem::BadSignature) => Some(FindingKind::SignatureBad),
            Ok(checkpoint) => match beginnings.of(checkpoint.size) {
                None => Some(FindingKind::Truncated),
                Some(tree) => {
                    (tree.root() != checkpoint.root).then_some(FindingKind::NotAnExtension)
                }
            },
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_beginning_has_its_own_tree_and_nothing_lies_beyond_the_end() {
        let leaves: Vec<Hash> = (0..9).map(|byte| [byte; 32]).collect();
        let mut beginnings = Beginnings::new([0, 3, 9, 10]);
        beginnings.extend(leaves.iter().copied());
        for size in [0, 3, 9] {
            let count = usize::try_from(size).expect("small");
            assert_eq!(beginnings.of(size), Some(&leaves[..count].iter().copied().collect()));
        }
        assert_eq!((beginnings.of(1), beginnings.of(10)), (None, None));
        assert_eq!(beginnings.whole().size(), 9);
    }
}
