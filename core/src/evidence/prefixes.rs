//! Roots of the beginnings of a log, for the checkpoints and anchors that were made over them.

use super::checkpoint::{Checkpoint, NoteProblem};
use super::tree::{Hash, Tree};
use super::types::FindingKind;
use std::collections::{BTreeMap, BTreeSet};

/// The trees over the first `size` leaves for each size asked for, found in one pass. A size beyond the log is not in
/// the answer.
pub(super) fn prefixes(leaves: &[Hash], sizes: &BTreeSet<u64>) -> BTreeMap<u64, Tree> {
    let mut tree = Tree::default();
    let mut found = BTreeMap::new();
    let mut wanted = sizes.iter().copied().peekable();
    if wanted.next_if_eq(&0).is_some() {
        found.insert(0, tree.clone());
    }
    for leaf in leaves {
        if wanted.peek().is_none() {
            break;
        }
        tree.push(*leaf);
        if wanted.next_if_eq(&tree.size()).is_some() {
            found.insert(tree.size(), tree.clone());
        }
    }
    found
}

/// What is wrong with checkpoints that each must be a beginning of the log over `leaves`: one finding for each that is
/// not, in their order.
pub(super) fn not_beginnings(
    opened: Vec<Result<Checkpoint, NoteProblem>>,
    leaves: &[Hash],
) -> Vec<FindingKind> {
    let sizes = opened.iter().flatten().map(|checkpoint| checkpoint.size).collect();
    let beginnings = prefixes(leaves, &sizes);
    opened
        .into_iter()
        .filter_map(|checkpoint| match checkpoint {
            Err(NoteProblem::Malformed) => Some(FindingKind::Malformed),
            Err(NoteProblem::OtherKey) => Some(FindingKind::KeyChanged),
            Err(NoteProblem::BadSignature) => Some(FindingKind::SignatureBad),
            Ok(checkpoint) => match beginnings.get(&checkpoint.size) {
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
        let found = prefixes(&leaves, &BTreeSet::from([0, 3, 9, 10]));
        assert_eq!(found.keys().copied().collect::<Vec<_>>(), [0, 3, 9]);
        for (size, tree) in found {
            let count = usize::try_from(size).expect("small");
            assert_eq!(tree, leaves[..count].iter().copied().collect());
        }
    }
}
