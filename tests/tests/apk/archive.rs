//! The entries of the APK.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().expect("the package lies in the checkout").to_path_buf()
}

/// The APK that `./dev apk` leaves.
pub(crate) fn path() -> PathBuf {
    root().join("target/candado.apk")
}

/// What a library is mapped by.
pub(crate) const PAGE: u64 = 16 * 1024;

/// What stands before the name of a member of a ZIP.
const LOCAL_HEAD_BYTES: u64 = 30;

/// One file in the APK.
pub(crate) struct Entry {
    pub(crate) name: String,
    /// Where its bytes start in the APK.
    pub(crate) offset: u64,
    pub(crate) stored: bool,
    /// Its bytes, uncompressed.
    pub(crate) content: Vec<u8>,
}

/// The APK, read whole.
pub(crate) struct Apk {
    /// In the order in which they stand.
    pub(crate) entries: Vec<Entry>,
    pub(crate) size_bytes: u64,
}

impl Apk {
    pub(crate) fn open() -> Self {
        let bytes = std::fs::read(path()).expect("./dev apk made it");
        let size_bytes = bytes.len() as u64;
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("an APK is a zip archive");
        let entries = (0..zip.len())
            .map(|index| {
                let mut entry = zip.by_index(index).expect("the archive is sound");
                let mut content = Vec::new();
                entry.read_to_end(&mut content).expect("the entry is sound");
                Entry {
                    name: entry.name().expect("names are UTF-8").into_owned(),
                    offset: entry.data_start().expect("the archive is sound"),
                    stored: entry.compression() == zip::CompressionMethod::Stored,
                    content,
                }
            })
            .collect();
        Self { entries, size_bytes }
    }

    /// The entry of a name, which must be there.
    pub(crate) fn entry(&self, name: &str) -> &Entry {
        let found = self.entries.iter().find(|entry| entry.name == name);
        found.unwrap_or_else(|| panic!("the APK has no {name}"))
    }

    /// How large it would be without the libraries in a folder: those behind them move up, each to the next page.
    pub(crate) fn size_without(&self, folder: &str) -> u64 {
        let end = |library: &Entry| library.offset + library.content.len() as u64;
        let (before, behind): (Vec<_>, Vec<_>) =
            self.libraries().partition(|library| library.name.as_str() < folder);
        let mut moved = before.last().map_or(0, |library| end(library));
        for library in behind.iter().filter(|library| !library.name.starts_with(folder)) {
            let head = LOCAL_HEAD_BYTES + library.name.len() as u64;
            moved = (moved + head).next_multiple_of(PAGE) + library.content.len() as u64;
        }
        let last = behind.last().expect("there are libraries in it");
        self.size_bytes - end(last) + moved
    }

    /// The native libraries.
    pub(crate) fn libraries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.name.ends_with(".so"))
    }
}
