//! `MANIFIESTO.sha256`: what `sha256sum -c` reads. One line per file: hash, two spaces, name.

use crate::evidence::hexadecimal;
use crate::evidence::tree::Hash;
use std::collections::BTreeMap;

/// One line.
pub(super) fn line(sha256: &Hash, name: &str) -> String {
    format!("{}  {name}\n", hexadecimal::encode(sha256))
}

/// Hashes by name; `None` when a line has another form or a name stands there twice.
pub(super) fn parse(bytes: &[u8]) -> Option<BTreeMap<String, Hash>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut listed = BTreeMap::new();
    for line in text.strip_suffix('\n')?.split('\n') {
        let (sha256, name) = line.split_once("  ")?;
        let known = listed.insert(name.to_owned(), hexadecimal::decode_hash(sha256)?);
        if name.is_empty() || known.is_some() {
            return None;
        }
    }
    Some(listed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_back_and_other_forms_refused() {
        let text = format!("{}{}", line(&[1; 32], "a b.txt"), line(&[2; 32], "c"));
        let listed = parse(text.as_bytes()).expect("two lines");
        assert_eq!(listed.get("a b.txt"), Some(&[1; 32]));
        assert_eq!(listed.len(), 2);
        for bad in [
            text.trim_end().to_owned(),
            text.replace("  ", " *"),
            text.repeat(2),
            text.to_uppercase().replacen("01", "0X", 1),
            line(&[1; 32], ""),
            String::new(),
        ] {
            assert_eq!(parse(bad.as_bytes()), None, "{bad}");
        }
    }
}
