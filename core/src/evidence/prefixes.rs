//! Roots of the beginnings of a log, for the checkpoints and anchors that were made over them.

use super::tree::{Hash, Tree};
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
