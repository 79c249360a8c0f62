//! Moving a damaged database out of the way: its bytes stay, under another name.

use super::StoreError;
use std::path::{Path, PathBuf};

/// What SQLite keeps beside a database; the name without an ending is the database itself, which goes last.
const COMPANIONS: [&str; 3] = ["-wal", "-shm", ""];

/// Renames `folder` (if the database has one beside it), then the database at `path` and its companions: each gets
/// `.damaged-N`, N being the first number that is free for all. Nothing is overwritten and nothing is deleted.
pub(crate) fn move_aside(path: &Path, folder: Option<&Path>) -> Result<(), StoreError> {
    let free = |number: &u32| {
        let aside = damaged(path, *number);
        COMPANIONS.iter().all(|companion| !with(&aside, companion).exists())
            && folder.is_none_or(|folder| !damaged(folder, *number).exists())
    };
    let number = (1..u32::MAX).find(free).unwrap_or(u32::MAX);
    let aside = damaged(path, number);
    let folder = folder.map(|folder| (folder.to_owned(), damaged(folder, number)));
    let database =
        COMPANIONS.iter().map(|companion| (with(path, companion), with(&aside, companion)));
    for (from, to) in folder.into_iter().chain(database) {
        if from.exists() {
            std::fs::rename(from, to)?;
        }
    }
    Ok(())
}

fn damaged(path: &Path, number: u32) -> PathBuf {
    with(path, &format!(".damaged-{number}"))
}

fn with(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
