//! What can still be read of a damaged log, and its damaged bytes as they are.

use super::archive::{ArchiveWriter, measure};
use super::error::EvidenceError;
use super::log::{DATABASE, WRITE_AHEAD_LOG, is_empty};
use super::{canonical, files, seal};
use crate::shipped::{Packed, packed};
use crate::store::{StoreError, move_aside};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::fs::File;
use std::io::Write;
use std::path::Path;

/// What a rescue found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Rescued {
    /// Entries that could be read.
    pub entries: u64,
    /// Files.
    pub files: u64,
}

const README: Packed = packed!("verify/LEEME-rescate.txt");
/// Entries in a row that cannot be read before the end of the log is taken to be reached: more than one damaged page
/// of SQLite's tree can hide.
const PATIENCE: u64 = 10_000;

/// Writes a ZIP with the entries that can be read, every file, and the database as it lies in `folder`, which it leaves
/// as it is. For a log that [`super::EvidenceLog::open`] refuses.
///
/// # Errors
/// When `folder` cannot be read or `destination` refuses.
pub fn rescue(folder: &Path, destination: &mut dyn Write) -> Result<Rescued, EvidenceError> {
    let database = folder.join(DATABASE);
    // An unreadable database still has bytes and files to be handed over.
    let (lines, entries) = readable_lines(&database).unwrap_or_default();
    let mut archive = ArchiveWriter::new(destination);
    for (name, bytes) in [("LEEME.txt", &*README.bytes()), ("bitacora-legible.jsonl", &*lines)] {
        archive.add(name, &measure(bytes)?, bytes)?;
    }
    for name in [DATABASE, WRITE_AHEAD_LOG] {
        let path = folder.join(name);
        if path.is_file() {
            archive.add(
                &format!("datos/{name}"),
                &measure(File::open(&path)?)?,
                File::open(&path)?,
            )?;
        }
    }
    let hashes = files::stored(folder)?;
    for sha256 in &hashes {
        let measured = measure(files::open(folder, sha256)?)?;
        archive.add(&format!("adjuntos/{sha256}"), &measured, files::open(folder, sha256)?)?;
    }
    archive.finish()?;
    Ok(Rescued { entries, files: u64::try_from(hashes.len()).unwrap_or(u64::MAX) })
}

/// Moves a damaged log and its files aside, so that a new one can begin. Nothing is deleted.
///
/// # Errors
/// [`EvidenceError::NoSuchReference`] when the log is not damaged: a sound one is never moved.
pub fn set_aside(folder: &Path) -> Result<(), EvidenceError> {
    let database = folder.join(DATABASE);
    match super::log::open_connection(folder) {
        Err(StoreError::Damaged) => Ok(move_aside(&database, Some(&files::folder(folder)))?),
        _ => Err(EvidenceError::NoSuchReference),
    }
}

/// The lines of all entries that can be read, and how many there are. Each is looked up by its number, so that a damaged
/// page hides no more than the entries on it.
fn readable_lines(database: &Path) -> Result<(Vec<u8>, u64), StoreError> {
    if is_empty(database)? {
        // SQLite would throw the write-ahead log away, which may be all that is left.
        return Err(StoreError::Damaged);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(database, flags)?;
    // Neither reading nor closing may fold the write-ahead log into the damaged file.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "query_only", true)?;
    let mut statement = connection.prepare("SELECT bytes FROM entry WHERE seq = ?1")?;
    let mut lines = Vec::new();
    let (mut entries, mut missed) = (0_u64, 0_u64);
    for seq in 0..u64::MAX {
        let stored: Option<Vec<u8>> =
            statement.query_row([seq], |row| row.get(0)).optional().unwrap_or_default();
        let line = stored
            .map(seal::open)
            .filter(|line| canonical::decode(line).is_some_and(|entry| entry.seq == seq));
        match line {
            Some(line) => {
                lines.extend(line);
                lines.push(b'\n');
                entries = entries.saturating_add(1);
                missed = 0;
            }
            None => missed = missed.saturating_add(1),
        }
        if missed > PATIENCE {
            break;
        }
    }
    Ok((lines, entries))
}
