//! The archive before it is signed: same parts, same bytes, whenever and wherever it is packed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::failure::{Failure, Result, fail};
use crate::files;

/// Pages of 16 KiB: a library that starts on one is mapped straight from the APK.
const LIBRARY_ALIGNMENT: u16 = 16 * 1024;

/// What Android asks for of stored files, so that it can map them.
const STORED_ALIGNMENT: u16 = 4;

/// Beyond flate2's 9 levels the zip crate packs by zopfli; so many more are its rounds. 3 % smaller, for some seconds.
const SMALLEST: i64 = 9 + 15;

/// For what is read again at once.
pub(super) const QUICK: i64 = 1;

/// A file and its place in the APK.
pub(super) struct Part {
    name: String,
    path: PathBuf,
}

impl Part {
    /// A native library of an ABI.
    pub(super) fn library(abi: &str, name: &str, path: PathBuf) -> Self {
        Self { name: format!("lib/{abi}/{name}"), path }
    }
}

/// Packs the entries of the resource archive, the dex files and the libraries.
pub(super) fn write(
    resources: &Path,
    dex: &[PathBuf],
    libraries: &[Part],
    destination: &Path,
) -> Result<()> {
    let mut entries = read_all(resources)?;
    for path in dex {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        entries.insert(name, files::read_bytes(path)?);
    }
    for part in libraries {
        entries.insert(part.name.clone(), files::read_bytes(&part.path)?);
    }
    files::write(destination, pack(&entries, SMALLEST)?)
}

/// An archive of entries, in the order of their names, those that are compressed at a level.
pub(super) fn pack(entries: &BTreeMap<String, Vec<u8>>, level: i64) -> Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        let (method, alignment) = storage(name);
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .compression_level((method == CompressionMethod::Deflated).then_some(level))
            .with_alignment(alignment)
            // The first moment a zip archive can name; when it was packed is nobody's business.
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        writer.start_file(name.as_str(), options).map_err(unwritable)?;
        writer.write_all(content).map_err(unwritable)?;
    }
    Ok(writer.finish().map_err(unwritable)?.into_inner())
}

/// How an entry is kept. Android maps libraries and the resource table, and refuses the table
/// compressed; pictures are compressed already.
fn storage(name: &str) -> (CompressionMethod, u16) {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("so") => (CompressionMethod::Stored, LIBRARY_ALIGNMENT),
        Some("arsc" | "png" | "webp") => (CompressionMethod::Stored, STORED_ALIGNMENT),
        _ => (CompressionMethod::Deflated, 1),
    }
}

/// Every file in an archive.
pub(super) fn read_all(archive: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let unreadable = |reason: &dyn std::fmt::Display| fail!("{}: {reason}", archive.display());
    let bytes = files::read_bytes(archive)?;
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    let mut entries = BTreeMap::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).map_err(|error| unreadable(&error))?;
        if entry.is_file() {
            let mut content = Vec::new();
            entry.read_to_end(&mut content).map_err(|error| unreadable(&error))?;
            let name = entry.name().map_err(|error| unreadable(&error))?.into_owned();
            entries.insert(name, content);
        }
    }
    Ok(entries)
}

fn unwritable(reason: impl std::fmt::Display) -> Failure {
    fail!("cannot write an archive: {reason}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed() -> Vec<u8> {
        let entries =
            [("lib/x86_64/libcandado.so", 5000), ("classes.dex", 9000), ("resources.arsc", 77)];
        let entries = entries.map(|(name, size)| (name.to_owned(), vec![7; size])).into();
        pack(&entries, SMALLEST).expect("memory takes what is written")
    }

    #[test]
    fn libraries_start_on_a_page_and_lie_there_as_they_are() {
        let bytes = packed();
        let mut zip = ZipArchive::new(Cursor::new(&bytes)).expect("it was just written");
        let library = zip.by_name("lib/x86_64/libcandado.so").expect("it was put in");
        assert_eq!(library.compression(), CompressionMethod::Stored);
        assert_eq!(library.data_start().expect("the archive is sound") % 16384, 0);
    }

    #[test]
    fn entries_stand_in_the_order_of_their_names_and_without_the_time() {
        let bytes = packed();
        let mut zip = ZipArchive::new(Cursor::new(&bytes)).expect("it was just written");
        let names: Vec<String> =
            zip.file_names().map(|name| name.expect("we wrote the names").into_owned()).collect();
        assert_eq!(names, ["classes.dex", "lib/x86_64/libcandado.so", "resources.arsc"]);
        let dex = zip.by_name("classes.dex").expect("it was put in");
        assert_eq!(dex.last_modified().map(|time| time.year()), Some(1980));
        assert_eq!(dex.compression(), CompressionMethod::Deflated);
    }
}
