//! The files that ship inside the library: content, fonts, what lies in every bundle.
//!
//! `build.rs` deflates them: an APK holds the library uncompressed, once per kind of phone.

use std::io::Read;

/// One of the files, as the build packed it.
pub(crate) struct Packed(pub(crate) &'static [u8]);

/// A file of `core/content` or `core/fonts` by its path below that folder; a TOML file comes as JSON.
macro_rules! packed {
    ($path:literal) => {
        $crate::shipped::Packed(include_bytes!(concat!(env!("OUT_DIR"), "/shipped/", $path)))
    };
}
pub(crate) use packed;

impl Packed {
    /// The file as it was.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        flate2::read::DeflateDecoder::new(self.0)
            .read_to_end(&mut bytes)
            .expect("the build packed it, and every file is read by a test");
        bytes
    }
}
