//! What each part of the APK weighs.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use crate::failure::{Result, fail};
use crate::files;

/// What is not an entry: names, alignment, signature.
const REST: &str = "signature and padding";

/// A table of the parts with their size in the APK, largest first, and the whole.
pub(super) fn table(apk: &Path) -> Result<String> {
    let file = files::open(apk)?;
    let whole = file.metadata().map_err(|error| files::broken("read", apk, &error))?.len();
    let unreadable = |error: zip::result::ZipError| fail!("{}: {error}", apk.display());
    let mut zip = zip::ZipArchive::new(file).map_err(unreadable)?;
    let mut parts: BTreeMap<String, u64> = BTreeMap::new();
    for index in 0..zip.len() {
        let entry = zip.by_index_raw(index).map_err(unreadable)?;
        let size = parts.entry(part(&entry.name().map_err(unreadable)?)).or_default();
        *size = size.saturating_add(entry.compressed_size());
    }
    let known = parts.values().fold(0, |sum: u64, size| sum.saturating_add(*size));
    parts.insert(REST.to_owned(), whole.saturating_sub(known));
    let mut sorted: Vec<_> = parts.into_iter().collect();
    sorted.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    let mut text = String::new();
    for (name, size) in sorted.into_iter().chain([("the APK".to_owned(), whole)]) {
        let _ = writeln!(text, "{:>9} KiB  {name}", size.div_ceil(1024));
    }
    Ok(text)
}

/// The part an entry counts to: each library and dex file is one, all resources together another.
fn part(entry: &str) -> String {
    if entry.ends_with(".so") || entry.ends_with(".dex") {
        entry.to_owned()
    } else {
        "resources".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_and_dex_count_alone_and_resources_together() {
        assert_eq!(part("lib/arm64-v8a/libcandado.so"), "lib/arm64-v8a/libcandado.so");
        assert_eq!(part("classes2.dex"), "classes2.dex");
        assert_eq!(part("resources.arsc"), part("res/drawable/a.xml"));
    }
}
