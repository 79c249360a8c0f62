//! Packs the files that ship inside the library.

use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::{self, Write};
use std::path::Path;

/// Deflates the files of `folder` and of its folders into the same places below `into`. TOML becomes JSON, which the
/// library reads anyway.
pub(crate) fn pack(folder: &Path, into: &Path) -> io::Result<()> {
    std::fs::create_dir_all(into)?;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let (from, to) = (entry.path(), into.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            pack(&from, &to)?;
            continue;
        }
        let mut bytes = std::fs::read(&from)?;
        if from.extension().is_some_and(|extension| extension == "toml") {
            bytes = as_json(&bytes).map_err(io::Error::other)?;
        }
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&bytes)?;
        std::fs::write(to, packed.finish()?)?;
    }
    Ok(())
}

fn as_json(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
    let table: toml::Table = toml::from_slice(bytes)?;
    Ok(serde_json::to_vec(&table)?)
}
