//! Which bank a CLABE belongs to, by its first three digits.

use crate::content::{self, Source, source};
use crate::shipped::packed;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const CODE_DIGITS: usize = 3;

#[derive(Deserialize)]
struct Banks {
    source: String,
    names: BTreeMap<String, String>,
}

static BANKS: LazyLock<Banks> = LazyLock::new(|| content::file(packed!("banks.toml")));

/// The bank that the first three digits of `clabe` stand for, when the list knows it. For readers, never for the log,
/// which holds what the person noted.
pub(crate) fn bank_of(clabe: &str) -> Option<&'static str> {
    BANKS.names.get(clabe.get(..CODE_DIGITS)?).map(String::as_str)
}

/// Where the names of banks come from; nothing when the list of sources lacks it, which a test excludes.
#[must_use]
pub fn bank_source() -> Option<&'static Source> {
    source(&BANKS.source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_three_digits_name_the_bank() {
        assert_eq!(bank_of("002000000000000008"), Some("Banamex"));
        assert_eq!(bank_of("012180001183597190"), Some("BBVA Mexico"));
        assert_eq!(bank_of("638180000118359719"), Some("NUBANK"));
        assert_eq!(bank_of("999000000000000000"), None);
        assert_eq!(bank_of(""), None);
    }
}
