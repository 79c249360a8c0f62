//! Taking files out of jars and AARs.

use std::io::Read;
use std::path::Path;

use crate::failure::{Result, fail};
use crate::files;

/// Takes one entry out of a zip archive and writes it to a file.
pub(crate) fn extract(archive: &Path, entry: &str, destination: &Path) -> Result<()> {
    let file = files::open(archive)?;
    let unreadable =
        |reason: &dyn std::fmt::Display| fail!("{entry} in {}: {reason}", archive.display());
    let mut zip = zip::ZipArchive::new(file).map_err(|error| unreadable(&error))?;
    let mut found = zip.by_name(entry).map_err(|error| unreadable(&error))?;
    let mut content = Vec::new();
    found.read_to_end(&mut content).map_err(|error| unreadable(&error))?;
    files::write(destination, content)
}
