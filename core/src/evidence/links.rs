//! Which entry corrects which: kept in a table of its own, so that one entry is shown with its corrections without reading
//! the whole log. It can be made anew from the entries and proves nothing.

use super::canonical::Entry;
use super::types::{Attachment, EntryBody};
use super::{EvidenceError, EvidenceLog, canonical, files, schema, seal};
use rusqlite::{Connection, OptionalExtension, Transaction};
use std::collections::{BTreeSet, VecDeque};

/// The `seq` of the entries that were taken back.
pub(crate) fn retracted(entries: &[Entry]) -> BTreeSet<u64> {
    let retracts = |entry: &&Entry| matches!(entry.body, EntryBody::Retraction { .. });
    entries.iter().filter(retracts).filter_map(|entry| entry.amends).collect()
}

/// Notes what the entry at `seq` amends, if it does.
pub(super) fn write(
    seq: u64,
    amends: Option<u64>,
    connection: &Connection,
) -> rusqlite::Result<()> {
    if let Some(amends) = amends {
        connection
            .prepare_cached("INSERT INTO entry_link (seq, amends) VALUES (?1, ?2)")?
            .execute((seq, amends))?;
    }
    Ok(())
}

/// Writes the rows of the entries that were written before there was such a table. One that cannot be read gets none:
/// whoever reads the log is told of it then.
pub(super) fn write_all(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut statement = transaction.prepare("SELECT seq, bytes FROM entry ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let entry = canonical::decode(&seal::open_column(row, 1)?);
        write(row.get(0)?, entry.and_then(|entry| entry.amends), transaction)?;
    }
    Ok(())
}

impl EvidenceLog {
    /// The entry that this one corrects in the end, or itself; what corrects that or takes it back, and what does the same
    /// to those; in the order of the log.
    pub(super) fn with_corrections(&self, seq: u64) -> Result<Vec<Entry>, EvidenceError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT seq FROM entry_link WHERE amends = ?1 ORDER BY seq")?;
        let mut first = seq;
        while let Some(amended) = read(&self.connection, first)?.and_then(|entry| entry.amends)
            && amended < first
        {
            first = amended;
        }
        let mut wanted = VecDeque::from([first]);
        let mut entries = Vec::new();
        while let Some(seq) = wanted.pop_front() {
            let Some(entry) = read(&self.connection, seq)? else { continue };
            entries.push(entry);
            // Whatever corrects an entry stands behind it, so this comes to an end.
            for later in statement.query_map([seq], |row| row.get::<_, u64>(0))? {
                wanted.push_back(later?);
            }
        }
        entries.sort_by_key(|entry| entry.seq);
        Ok(entries)
    }
}

/// The entry at `seq`, if there is one.
pub(super) fn read(connection: &Connection, seq: u64) -> Result<Option<Entry>, EvidenceError> {
    let read = look(connection, seq, |bytes| entry(connection, seq, bytes))?;
    read.transpose()
}

/// The entry whose stored bytes these are, or what stands for one that cannot be read. One that says it has another place
/// cannot either: whoever looks it up by that would find the wrong one.
pub(super) fn entry(
    connection: &Connection,
    seq: u64,
    bytes: &[u8],
) -> Result<Entry, EvidenceError> {
    match canonical::decode(bytes).filter(|entry| entry.seq == seq) {
        Some(entry) => Ok(entry),
        None => stand_in(connection, seq),
    }
}

fn stand_in(connection: &Connection, seq: u64) -> Result<Entry, EvidenceError> {
    let amends = connection
        .prepare_cached("SELECT amends FROM entry_link WHERE seq = ?1")?
        .query_row([seq], |row| row.get(0))
        .optional()?;
    let mut attached = Vec::new();
    for sha256 in files_of(connection, seq)? {
        let (bytes, media_type) = files::row(connection, &sha256)?.unwrap_or_default();
        attached.push(Attachment { name: sha256.clone(), sha256, bytes, media_type });
    }
    Ok(Entry::unreadable(seq, attached, amends))
}

/// The hashes of the files that the entry at `seq` was written with.
pub(super) fn files_of(connection: &Connection, seq: u64) -> Result<Vec<String>, EvidenceError> {
    let mut statement = connection
        .prepare_cached("SELECT sha256 FROM entry_file WHERE seq = ?1 ORDER BY sha256")?;
    let hashes = statement.query_map([seq], |row| schema::text(row, 0))?;
    Ok(hashes.collect::<rusqlite::Result<_>>()?)
}

/// Whether the entry at `seq` opens an incident. One that cannot be read is taken to: its case goes on without it.
pub(super) fn opens_incident(connection: &Connection, seq: u64) -> Result<bool, EvidenceError> {
    let opens = |bytes: &[u8]| canonical::placed(bytes).is_none_or(|entry| entry.opens_incident());
    Ok(look(connection, seq, opens)?.unwrap_or_default())
}

/// What `read` makes of the bytes of the entry at `seq`, if there is one.
fn look<Seen>(
    connection: &Connection,
    seq: u64,
    read: impl FnOnce(&[u8]) -> Seen,
) -> Result<Option<Seen>, EvidenceError> {
    let Ok(seq) = i64::try_from(seq) else { return Ok(None) };
    let seen = connection
        .prepare_cached("SELECT bytes FROM entry WHERE seq = ?1")?
        .query_row([seq], |row| Ok(read(&seal::open_column(row, 0)?)))
        .optional()?;
    Ok(seen)
}
