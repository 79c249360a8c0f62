//! Which bank a CLABE belongs to, by its first three digits.

use crate::content;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const CODE_DIGITS: usize = 3;

#[derive(Deserialize)]
struct Banks {
    names: BTreeMap<String, String>,
}

/// The bank that the first three digits of `clabe` stand for, when the list knows it.
pub(super) fn name_of(clabe: &str) -> Option<&'static str> {
    static BANKS: OnceLock<Banks> = OnceLock::new();
    let banks = BANKS.get_or_init(|| content::file(include_str!("../../content/banks.toml")));
    banks.names.get(clabe.get(..CODE_DIGITS)?).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_three_digits_name_the_bank() {
        assert_eq!(name_of("002000000000000008"), Some("Banamex"));
        assert_eq!(name_of("012180001183597190"), Some("BBVA México"));
        assert_eq!(name_of("999000000000000000"), None);
        assert_eq!(name_of(""), None);
    }
}
