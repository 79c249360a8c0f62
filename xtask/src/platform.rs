//! The platform of the simulated phone, with resources that Robolectric finds its way in quickly.
//!
//! The tables of API 35 are sparse, and Robolectric 4.16.1 reads such a table from its beginning whenever it looks a
//! value up (`LoadedArsc.LoadedPackage.GetEntryOffset`); a fifth of the time of our screens went there. aapt2 writes
//! the same tables dense.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use zip::read::ZipFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::failure::{Failure, Result, fail};
use crate::stamp::{self, Inputs};
use crate::step::step;
use crate::{files, jvm, place, process, resources};

/// The resource tables in a jar of the platform.
const TABLES: &str = "resources.arsc";

/// The jar of a platform with its tables written dense; made once.
pub(crate) fn dense(jar: &Path) -> Result<PathBuf> {
    let name = jar.file_name().ok_or_else(|| fail!("{} has no name", jar.display()))?;
    let dense = place::target("jvm/dense").join(name);
    let aapt2 = resources::aapt2()?;
    let inputs = Inputs::new()
        .text(include_str!("platform.rs"))
        .text(&jar.to_string_lossy())
        .file(&aapt2)?;
    stamp::when_changed("platform-resources", &inputs, &[&dense], || {
        step("preparing the platform's resources", || {
            let folder = place::target("jvm/platform-resources");
            files::empty_folder(&folder)?;
            let (sparse, converted) = (folder.join("sparse.apk"), folder.join("dense.apk"));
            let tables = folder.join(TABLES);
            copy(jar, &sparse, is_resource)?.finish().map_err(|error| wrong(&sparse, error))?;
            process::run_quiet(
                Command::new(&aapt2).args(["convert", "-o"]).arg(&converted).arg(&sparse),
            )?;
            jvm::extract(&converted, TABLES, &tables)?;
            let mut whole = copy(jar, &dense, |entry| entry != TABLES)?;
            // Stored, because each start of a phone reads it.
            let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            whole.start_file(TABLES, stored).map_err(|error| wrong(&dense, error))?;
            let mut tables = files::open(&tables)?;
            std::io::copy(&mut tables, &mut whole)
                .map_err(|error| files::broken("write", &dense, &error))?;
            whole.finish().map_err(|error| wrong(&dense, error))?;
            files::empty_folder(&folder)
        })
    })?;
    Ok(dense)
}

/// What aapt2 reads: the tables, the manifest, and the files that the tables name.
fn is_resource(entry: &str) -> bool {
    entry == TABLES || entry == "AndroidManifest.xml" || entry.starts_with("res/")
}

/// An archive with those entries of another that are `wanted`, as they are, to be added to.
fn copy(from: &Path, to: &Path, wanted: impl Fn(&str) -> bool) -> Result<ZipWriter<File>> {
    let mut archive = ZipArchive::new(files::open(from)?).map_err(|error| wrong(from, error))?;
    let mut copy = ZipWriter::new(files::create(to)?);
    for index in 0..archive.len() {
        let entry: ZipFile<'_, File> =
            archive.by_index_raw(index).map_err(|error| wrong(from, error))?;
        if wanted(&entry.name().map_err(|error| wrong(from, error))?) {
            copy.raw_copy_file(entry).map_err(|error| wrong(to, error))?;
        }
    }
    Ok(copy)
}

fn wrong(archive: &Path, reason: impl std::fmt::Display) -> Failure {
    fail!("{}: {reason}", archive.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_copied_without_what_is_not_wanted() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (from, to) = (folder.path().join("from.jar"), folder.path().join("to/copy.jar"));
        let mut archive = ZipWriter::new(File::create(&from).expect("it is made"));
        for name in [TABLES, "AndroidManifest.xml", "res/color/black.xml", "android/View.class"] {
            archive.start_file(name, SimpleFileOptions::default()).expect("a name");
        }
        archive.finish().expect("it is written");
        copy(&from, &to, is_resource).expect("it is copied").finish().expect("it is written");
        let copied = ZipArchive::new(File::open(&to).expect("it is there")).expect("an archive");
        let names: Vec<String> =
            copied.file_names().map(|name| name.expect("a readable name").into_owned()).collect();
        assert_eq!(names.len(), 3);
        assert!(!names.iter().any(|name| name == "android/View.class"));
    }
}
