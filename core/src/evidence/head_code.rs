//! The head code: size and root of the tree short enough to copy by hand onto a paper complaint.
//!
//! `42 · 7K3F9-QXD2M-B81WZ-04CHT`: the size, then the first 100 bits of the root as twenty characters of Crockford's
//! base 32 in groups of five. Reading forgives what handwriting does: small letters, O for 0, I and L for 1, other
//! separators; and what copying brings along: anything before the first digit.

use super::tree::{Hash, Tree};

const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J',
    'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];
const CHARACTERS: usize = 20;
const GROUP: usize = 5;

/// A head code as read from paper: what an outside anchor says about the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeadCode {
    /// Number of entries.
    pub(crate) size: u64,
    /// The twenty characters, in capitals, without groups.
    prefix: String,
}

impl HeadCode {
    /// The code of a tree.
    pub(crate) fn of(tree: &Tree) -> Self {
        Self { size: tree.size(), prefix: root_prefix(&tree.root()) }
    }

    /// Reads a code; `None` when it is not one.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.get(text.find(|character: char| character.is_ascii_digit())?..)?;
        let digits = text.find(|character: char| !character.is_ascii_digit())?;
        let (size, rest) = text.split_at(digits);
        let mut prefix = String::with_capacity(CHARACTERS);
        for character in rest.chars().filter(char::is_ascii_alphanumeric) {
            let character = match character.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            if !ALPHABET.contains(&character) {
                return None;
            }
            prefix.push(character);
        }
        (prefix.len() == CHARACTERS).then_some(Self { size: size.parse().ok()?, prefix })
    }
}

impl std::fmt::Display for HeadCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} · ", self.size)?;
        for (index, character) in self.prefix.chars().enumerate() {
            if index > 0 && index.is_multiple_of(GROUP) {
                formatter.write_str("-")?;
            }
            write!(formatter, "{character}")?;
        }
        Ok(())
    }
}

/// The first 100 bits of a root, five to a character.
fn root_prefix(root: &Hash) -> String {
    let mut prefix = String::with_capacity(CHARACTERS);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in root {
        held = (held << 8) | u32::from(*byte);
        bits = bits.saturating_add(8);
        while bits >= 5 && prefix.len() < CHARACTERS {
            bits = bits.saturating_sub(5);
            let value = usize::try_from((held >> bits) & 31).unwrap_or_default();
            prefix.extend(ALPHABET.get(value));
        }
        held &= 0xff;
    }
    prefix
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_holds_the_first_hundred_bits_of_the_root() {
        let mut root = [0_u8; 32];
        root[0] = 0b0000_1000; // 00001 000..
        root[11] = 0xff;
        root[12] = 0xf0; // the last four bits that count
        root[13] = 0xff;
        assert_eq!(root_prefix(&root), "100000000000000003ZZ");
    }

    #[test]
    fn a_code_is_written_in_groups_and_read_back() {
        let tree: Tree = (0..42_u8).map(|n| super::super::tree::leaf_hash(&[n])).collect();
        let code = HeadCode::of(&tree);
        let written = code.to_string();
        assert!(written.starts_with("42 · "), "{written}");
        assert_eq!(written.chars().filter(|character| *character == '-').count(), 3);
        assert_eq!(HeadCode::parse(&written), Some(code));
    }

    #[test]
    fn handwriting_is_forgiven() {
        let code = HeadCode::parse("42 · 01234-56789-ABCDE-FGHJK");
        assert!(code.is_some());
        assert_eq!(HeadCode::parse("42 oi234 56789 abcde fghjk"), code);
        assert_eq!(HeadCode::parse(" 42/OL2345 6789ABC-DEFGHJK "), code);
    }

    #[test]
    fn what_stands_before_the_first_digit_is_passed_over() {
        let code = HeadCode::parse("42 · 01234-56789-ABCDE-FGHJK");
        assert!(code.is_some());
        for before in ["\u{feff}", "\u{85}", "\u{1c}", "\u{200e}", "\u{a0} ", "Código: ", "«"] {
            let copied = format!("{before}42 · 01234-56789-ABCDE-FGHJK\u{200f}»");
            assert_eq!(HeadCode::parse(&copied), code, "{before:?}");
        }
    }

    #[test]
    fn what_is_not_a_code_is_refused() {
        for text in
            ["", "42", "42 · 7K3F9", "x · 01234-56789-ABCDE-FGHJK", "42 · U1234-56789-ABCDE-FGHJK"]
        {
            assert_eq!(HeadCode::parse(text), None, "{text}");
        }
        assert_eq!(HeadCode::parse("99999999999999999999999 · 01234-56789-ABCDE-FGHJK"), None);
    }
}
