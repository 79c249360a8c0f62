//! Which part of an address its owner chose, by the Public Suffix List: `content/public_suffixes.txt`.

use crate::shipped::packed;
use publicsuffix::{List, Psl};
use std::sync::LazyLock;

static LIST: LazyLock<List> = LazyLock::new(|| {
    List::from_bytes(&packed!("public_suffixes.txt").bytes())
        .expect("the list ships with the library and is read by a test")
});

/// Whether a host name in lower case ends in a suffix of the list, such as `com.mx`.
#[must_use]
pub fn has_public_suffix(host: &str) -> bool {
    LIST.suffix(host.as_bytes()).is_some_and(|suffix| suffix.is_known())
}

/// The suffix of a host name in lower case and the one label before it, which somebody registered; `None` when there
/// is no such label.
#[must_use]
pub fn registrable_domain(host: &str) -> Option<&str> {
    LIST.domain(host.as_bytes()).and_then(|domain| std::str::from_utf8(domain.as_bytes()).ok())
}
