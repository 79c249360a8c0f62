//! What can still be read of a damaged log, and its damaged bytes as they are.

use super::archive::{ArchiveWriter, measure};
use super::error::EvidenceError;
use super::log::{DATABASE, WRITE_AHEAD_LOG, is_empty, open_connection, stored_identity};
use super::salvage::Salvage;
use super::{canonical, files, seal};
use crate::shipped::{Packed, packed};
use crate::store::{StoreError, move_aside};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::Path;

/// What a rescue found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Rescued {
    /// Entries that could be read.
    pub entries: u64,
    /// Files in the copy, as far as they could be read.
    pub files: u64,
    /// Files, those of the database among them, that are not in the copy or not in whole.
    pub incomplete: u64,
}

/// What the copy is, and what is said when some of it could not be read; a line for each such file follows.
const README: Packed = packed!("verify/LEEME-rescate.txt");
const README_INCOMPLETE: Packed = packed!("verify/LEEME-rescate-incompleto.txt");
/// Entries in a row that cannot be read before the end of the log is taken to be reached: more than one damaged page
/// of SQLite's tree can hide.
const PATIENCE: u64 = 10_000;

/// Writes a ZIP with the entries that can be read, every file, and the database as it lies in `folder`, which it leaves
/// as it is. For a log that [`super::EvidenceLog::open`] refuses, on a phone that may fail itself: what cannot be read of a
/// file comes as zeros, a file that cannot be opened is left out, and `LEEME.txt` names both.
///
/// # Errors
/// When `destination` refuses.
pub fn rescue(folder: &Path, destination: &mut dyn Write) -> Result<Rescued, EvidenceError> {
    let database = folder.join(DATABASE);
    // An unreadable database still has bytes and files to be handed over.
    let (lines, entries) = readable_lines(&database).unwrap_or_default();
    let mut copy = Copy { archive: ArchiveWriter::large(destination), incomplete: Vec::new() };
    copy.archive.add("bitacora-legible.jsonl", &measure(&*lines)?, &*lines)?;
    for name in [DATABASE, WRITE_AHEAD_LOG] {
        let path = folder.join(name);
        if path.exists() {
            copy.add(&format!("datos/{name}"), || open_file(&path))?;
        }
    }
    let mut files = 0_u64;
    match files::stored(folder) {
        Err(_) => copy.incomplete.push((FILES.to_owned(), None)),
        Ok(hashes) => {
            for sha256 in &hashes {
                let open = || {
                    let path = files::path(folder, sha256)?;
                    open_file(&path).map(seal::opening_reader)
                };
                if copy.add(&format!("{FILES}{sha256}"), open)? {
                    files = files.saturating_add(1);
                }
            }
        }
    }
    let incomplete = u64::try_from(copy.incomplete.len()).unwrap_or(u64::MAX);
    copy.finish()?;
    Ok(Rescued { entries, files, incomplete })
}

/// Where the files stand in the copy.
const FILES: &str = "adjuntos/";

/// A copy being written.
struct Copy<'d> {
    archive: ArchiveWriter<&'d mut dyn Write>,
    /// Files that are not there in whole: with the bytes that could not be read, and those in all; without, they are not
    /// there at all.
    incomplete: Vec<(String, Option<(u64, u64)>)>,
}

impl Copy<'_> {
    /// Adds a file as far as it can be read; whether it is there comes back. It is opened twice: to be measured and to be
    /// copied.
    fn add<R: Read + Seek>(
        &mut self,
        name: &str,
        open: impl Fn() -> Result<R, EvidenceError>,
    ) -> Result<bool, EvidenceError> {
        let opened = || -> Result<_, EvidenceError> {
            let mut first = Salvage::whole(open()?)?;
            let measured = measure(&mut first)?;
            let second = Salvage::first(open()?, measured.bytes)?;
            Ok((first.lost(), measured, second))
        };
        let Ok((lost, measured, mut content)) = opened() else {
            self.incomplete.push((name.to_owned(), None));
            return Ok(false);
        };
        self.archive.add(name, &measured, &mut content)?;
        let lost = lost.max(content.lost());
        if lost > 0 {
            self.incomplete.push((name.to_owned(), Some((lost, measured.bytes))));
        }
        Ok(true)
    }

    /// Adds what the copy says of itself, last, because only then it is known.
    fn finish(mut self) -> Result<(), EvidenceError> {
        let mut readme = README.bytes();
        if !self.incomplete.is_empty() {
            readme.extend(README_INCOMPLETE.bytes());
            for (name, read) in &self.incomplete {
                let read = read.map_or("—".into(), |(lost, all)| format!("{lost} / {all}"));
                readme.extend(format!("  {name}   {read}\n").into_bytes());
            }
        }
        self.archive.add("LEEME.txt", &measure(&*readme)?, &*readme)?;
        Ok(self.archive.finish()?)
    }
}

/// Opens what lies there, if it is a file: of anything else not even the length means something.
fn open_file(path: &Path) -> Result<File, EvidenceError> {
    let file = File::open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(EvidenceError::NoSuchReference) }
}

/// Moves a damaged log and its files aside, so that a new one can begin. Nothing is deleted.
///
/// # Errors
/// [`EvidenceError::NoSuchReference`] when [`super::EvidenceLog::open`] would open it: a log that can be read is never
/// moved, also when some entries in it cannot.
pub fn set_aside(folder: &Path) -> Result<(), EvidenceError> {
    let database = folder.join(DATABASE);
    let opened = open_connection(folder).and_then(|connection| stored_identity(&connection));
    match opened {
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
