//! File access whose errors name the path, and writes that are whole or absent.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::failure::{Failure, Result, fail};
use crate::place;

/// The sentence for an input or output error at a path.
pub(crate) fn broken(action: &str, path: &Path, error: &std::io::Error) -> Failure {
    match error.kind() {
        ErrorKind::StorageFull => fail!(
            "no space left on the disk while writing {}; free about 3 GB and run the command again",
            path.display()
        ),
        _ => fail!("cannot {action} {}: {error}", path.display()),
    }
}

/// Opens a file to be read.
pub(crate) fn open(path: &Path) -> Result<File> {
    File::open(path).map_err(|error| broken("open", path, &error))
}

/// Makes a file anew, and the folder it lies in.
pub(crate) fn create(path: &Path) -> Result<File> {
    path.parent().map_or(Ok(()), create_folder)?;
    File::create(path).map_err(|error| broken("write", path, &error))
}

/// Reads a text file.
pub(crate) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| broken("read", path, &error))
}

/// Reads a file as bytes.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| broken("read", path, &error))
}

/// Writes a file beside its place and moves it there, so that a killed build leaves no half file.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".unfinished");
    let unfinished = PathBuf::from(unfinished);
    fs::write(&unfinished, content).map_err(|error| broken("write", &unfinished, &error))?;
    fs::rename(&unfinished, path).map_err(|error| broken("write", path, &error))
}

/// Copies a file with its permissions, and makes the folder it goes to.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        create_folder(folder)?;
    }
    fs::copy(from, to).map(drop).map_err(|error| broken("copy", from, &error))
}

/// Makes a folder and its parents.
pub(crate) fn create_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|error| broken("create", path, &error))
}

/// Removes a folder with all it holds, and makes it again.
pub(crate) fn empty_folder(path: &Path) -> Result<()> {
    remove(path)?;
    create_folder(path)
}

/// Removes a file or a folder; nothing there is fine.
pub(crate) fn remove(path: &Path) -> Result<()> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(broken("remove", path, &error)),
        _ => Ok(()),
    }
}

/// Every file below a folder with one of the name endings (all files if none is given), sorted by
/// path. A folder that does not exist holds nothing.
pub(crate) fn list(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(broken("read", &folder, &error)),
        };
        for entry in entries {
            let path = entry.map_err(|error| broken("read", &folder, &error))?.path();
            if path.is_dir() {
                open.push(path);
            } else if endings.is_empty() || endings.iter().any(|end| has_ending(&path, end)) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The files directly inside a folder with one of the name endings, sorted.
pub(crate) fn entries(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| broken("read", folder, &error))?;
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && endings.iter().any(|end| has_ending(path, end)))
        .collect();
    found.sort();
    Ok(found)
}

/// Waits until no other process holds this lock file, and holds it until the value goes.
pub(crate) fn one_at_a_time(path: &Path) -> Result<File> {
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    let file = File::create(path).map_err(|error| broken("create", path, &error))?;
    if file.try_lock().is_err() {
        eprintln!("   … waiting for another ./dev that is building");
        file.lock().map_err(|error| broken("lock", path, &error))?;
    }
    Ok(file)
}

/// Lets a file be run as a program.
pub(crate) fn make_executable(path: &Path) -> Result<()> {
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
        .map_err(|error| broken("make executable", path, &error))
}

/// The folders directly inside a folder, sorted; none if it does not exist.
pub(crate) fn subfolders(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(broken("read", folder, &error)),
    };
    let mut found: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    found.sort();
    Ok(found)
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(ending))
}

/// What is left on the disk of the checkout, if `df` says so.
pub(crate) fn free_megabytes() -> Option<u64> {
    let output =
        Command::new("df").args(["--output=avail", "-m"]).arg(place::root()).output().ok()?;
    String::from_utf8(output.stdout).ok()?.lines().nth(1)?.trim().parse().ok()
}

/// The SHA-256 of bytes in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
