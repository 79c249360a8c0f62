//! Attachments: the folder `files` beside the database, one file per hash.
//!
//! A copy goes to a temporary file in the same folder, is flushed to the disk, renamed to its hash, and the folder is
//! flushed; the row comes last. What a crash leaves behind is a file without a row, swept when the log is opened.

use super::types::Attachment;
use super::{EvidenceError, GoOn, hexadecimal, schema, seal, sniff};
use crate::store::StoreError;
use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// The largest file that is taken in: 512 MiB.
pub(super) const MAX_FILE_BYTES: u64 = 512 * 1024 * 1024;
/// What a copy leaves free, so that the notes themselves can still be written: 16 MiB.
const KEPT_FREE_BYTES: u64 = 16 * 1024 * 1024;
/// The longest name that is kept, in characters; the rest is cut.
const MAX_NAME_CHARACTERS: usize = 255;
const FOLDER: &str = "files";
const TEMPORARY: &str = "incoming.tmp";
const CHUNK_BYTES: usize = 64 * 1024;

/// The folder of attachments of the log in `log_folder`.
pub(super) fn folder(log_folder: &Path) -> PathBuf {
    log_folder.join(FOLDER)
}

/// Where the file with this hash lies.
pub(super) fn path(log_folder: &Path, sha256: &str) -> Result<PathBuf, EvidenceError> {
    if hexadecimal::decode_hash(sha256).is_none() {
        return Err(EvidenceError::NoSuchReference);
    }
    Ok(folder(log_folder).join(sha256))
}

/// The hashes that name files in the folder, with or without a row, in order; none when there is no folder.
pub(super) fn stored(log_folder: &Path) -> Result<Vec<String>, StoreError> {
    let items = match fs::read_dir(folder(log_folder)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        items => items?,
    };
    let mut hashes = Vec::new();
    for item in items {
        let name = item?.file_name();
        let hash = name.to_str().filter(|name| hexadecimal::decode_hash(name).is_some());
        hashes.extend(hash.map(str::to_owned));
    }
    hashes.sort_unstable();
    Ok(hashes)
}

/// Whether any file lies there under its hash.
pub(super) fn any_stored(log_folder: &Path) -> Result<bool, StoreError> {
    Ok(!stored(log_folder)?.is_empty())
}

/// Makes the folder and removes what no row needs: temporary files and whole files whose row was never written. What
/// is not named like one of ours is left alone.
pub(super) fn prepare(log_folder: &Path, connection: &Connection) -> Result<(), EvidenceError> {
    let folder = folder(log_folder);
    fs::create_dir_all(&folder)?;
    // The folder's own name must be as durable as what will lie in it, also when the start that made it was cut short.
    File::open(log_folder)?.sync_all()?;
    for item in fs::read_dir(&folder)? {
        let item = item?;
        let name = item.file_name();
        let Some(name) = name.to_str() else { continue };
        let ours = name == TEMPORARY || hexadecimal::decode_hash(name).is_some();
        if ours && row(connection, name)?.is_none() {
            fs::remove_file(item.path())?;
        }
    }
    Ok(())
}

/// Lets go of a file unless an entry refers to it; whether it went comes back. The row goes first: a crash in between
/// leaves a file without a row, which [`prepare`] removes.
pub(super) fn release(
    log_folder: &Path,
    connection: &Connection,
    sha256: &str,
) -> Result<bool, EvidenceError> {
    let path = path(log_folder, sha256)?;
    let rows = connection.execute(
        "DELETE FROM attachment WHERE sha256 = ?1
         AND NOT EXISTS (SELECT 1 FROM entry_file WHERE entry_file.sha256 = attachment.sha256)",
        [sha256],
    )?;
    if rows == 0 {
        return Ok(false);
    }
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        _ => Ok(true),
    }
}

/// The hashes of files that no entry refers to.
pub(super) fn unneeded(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT sha256 FROM attachment
         WHERE NOT EXISTS (SELECT 1 FROM entry_file WHERE entry_file.sha256 = attachment.sha256)",
    )?;
    let hashes = statement.query_map([], |row| row.get(0))?;
    Ok(hashes.collect::<rusqlite::Result<_>>()?)
}

/// Size and media type of the file with this hash, if it has a row.
pub(super) fn row(
    connection: &Connection,
    sha256: &str,
) -> Result<Option<(u64, String)>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT bytes, media_type FROM attachment WHERE sha256 = ?1")?
        .query_row([sha256], |row| Ok((row.get(0)?, schema::text(row, 1)?)))
        .optional()?)
}

/// Refuses a file before its first byte is copied: one larger than the cap of 512 MiB, or one that would leave less than
/// 16 MiB of the `free_bytes` on the phone. A source that does not know its size in `bytes` is judged while it is copied.
///
/// # Errors
/// [`EvidenceError::FileTooLarge`], or [`StoreError::Full`].
pub fn admit(bytes: Option<u64>, free_bytes: u64) -> Result<(), EvidenceError> {
    let bytes = bytes.unwrap_or_default();
    if bytes > MAX_FILE_BYTES {
        return Err(EvidenceError::FileTooLarge { limit_bytes: MAX_FILE_BYTES });
    }
    if bytes > free_bytes.saturating_sub(KEPT_FREE_BYTES) {
        return Err(StoreError::Full.into());
    }
    Ok(())
}

/// Copies `source` into the store; see [`super::EvidenceLog::attach_whole`].
pub(super) fn store(
    log_folder: &Path,
    connection: &Connection,
    source: &mut dyn Read,
    name: &str,
    expected_bytes: Option<u64>,
    go_on: &mut GoOn<'_>,
) -> Result<Attachment, EvidenceError> {
    let folder = folder(log_folder);
    let temporary = folder.join(TEMPORARY);
    let copied = copy(source, &temporary, expected_bytes, go_on);
    let (sha256, bytes, media_type) = match copied {
        Ok(copied) => copied,
        Err(error) => {
            // The refusal is what counts; the remains go now or, failing that, at the next start.
            let _ = fs::remove_file(&temporary);
            return Err(error);
        }
    };
    fs::rename(&temporary, folder.join(&sha256))?;
    File::open(&folder)?.sync_all()?;
    connection.execute(
        "INSERT INTO attachment (sha256, bytes, media_type) VALUES (?1, ?2, ?3)
         ON CONFLICT DO NOTHING",
        (&sha256, bytes, media_type),
    )?;
    Ok(Attachment { sha256, bytes, media_type: media_type.to_owned(), name: kept_name(name) })
}

/// Copies to a temporary file and flushes it; gives hash, size and media type.
fn copy(
    source: &mut dyn Read,
    temporary: &Path,
    expected_bytes: Option<u64>,
    go_on: &mut GoOn<'_>,
) -> Result<(String, u64, &'static str), EvidenceError> {
    let mut destination = seal::sealing_writer(File::create(temporary)?);
    let mut hasher = Sha256::new();
    let mut start = Vec::with_capacity(sniff::LOOKED_AT_BYTES);
    let mut chunk = vec![0_u8; CHUNK_BYTES];
    let mut bytes = 0_u64;
    loop {
        let read = match source.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => chunk.get(..read).unwrap_or_default(),
            // Nothing yet: who waits is asked all the same whether to go on.
            Err(error) if error.kind() == ErrorKind::WouldBlock => &[],
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => return Err(EvidenceError::FileUnreadable),
        };
        bytes = bytes.saturating_add(u64::try_from(read.len()).unwrap_or(u64::MAX));
        if bytes > MAX_FILE_BYTES {
            return Err(EvidenceError::FileTooLarge { limit_bytes: MAX_FILE_BYTES });
        }
        if !go_on(bytes, expected_bytes.unwrap_or_default()) {
            return Err(EvidenceError::Cancelled);
        }
        let wanted = sniff::LOOKED_AT_BYTES.saturating_sub(start.len());
        start.extend(read.iter().take(wanted));
        hasher.update(read);
        destination.write_all(read)?;
    }
    // A pipe whose writer dies ends as one that was written to its end.
    if expected_bytes.is_some_and(|expected| bytes < expected) {
        return Err(EvidenceError::FileCutShort);
    }
    if bytes == 0 {
        return Err(EvidenceError::FileEmpty);
    }
    destination.sync_all()?;
    let whole = u64::try_from(start.len()).is_ok_and(|looked_at| looked_at == bytes);
    let media_type = sniff::media_type(&start, whole);
    Ok((hexadecimal::encode(&hasher.finalize()), bytes, media_type))
}

/// The name as given, cut to a length and without what is not seen: control characters, and those that turn the direction
/// of text, with which `gnp.exe` is shown as `exe.png`. It is shown, never opened.
fn kept_name(name: &str) -> String {
    name.chars()
        .filter(|character| !character.is_control() && !turns_direction(*character))
        .take(MAX_NAME_CHARACTERS)
        .collect()
}

/// Whether a character is one of Unicode's controls of direction (`Bidi_Control` in `PropList.txt`).
fn turns_direction(character: char) -> bool {
    matches!(
        character,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

/// Opens the file with this hash for reading its original bytes.
pub(super) fn open(
    log_folder: &Path,
    sha256: &str,
) -> Result<impl Read + Seek + use<>, EvidenceError> {
    match File::open(path(log_folder, sha256)?) {
        Ok(file) => Ok(seal::opening_reader(file)),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(EvidenceError::NoSuchReference),
        Err(error) => Err(error.into()),
    }
}
