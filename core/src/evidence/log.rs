//! The open log: opening it, and what it says about itself.

use super::append::LastNoter;
use super::checkpoint::VerifierKey;
use super::head_code::HeadCode;
use super::tree::{Hash, Tree};
use super::types::{Attachment, Head, LogSummary};
use super::{
    EntropySource, EvidenceError, GoOn, canonical, files, hexadecimal, links, schema, seal,
};
use crate::store::{StoreError, leave_damage_as_it_is, open_database};
use ed25519_dalek::SigningKey;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use std::io::{ErrorKind, Read, Seek};
use std::path::{Path, PathBuf};

pub(super) const DATABASE: &str = "evidence.db";
pub(super) const WRITE_AHEAD_LOG: &str = "evidence.db-wal";
const ORIGIN_BYTES: usize = 8;
const ORIGIN_START: &str = "candado-";

/// The open evidence log: `evidence.db` and the folder `files` beside it.
pub struct EvidenceLog {
    pub(super) connection: Connection,
    pub(super) folder: PathBuf,
    pub(super) entropy: Box<dyn EntropySource>,
    pub(super) origin: String,
    pub(super) key: SigningKey,
    /// The tree over the entries as this process last saw them; see [`extend_tree`].
    pub(super) tree: Tree,
    pub(super) last_noter: LastNoter,
}

impl EvidenceLog {
    /// Opens the log in `folder`, which must exist; makes it, with a new id and key, when there is none. Sweeps files
    /// that no row needs because their copying was cut short.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read; the bytes stay as they are.
    pub fn open(folder: &Path, mut entropy: Box<dyn EntropySource>) -> Result<Self, EvidenceError> {
        let mut connection = open_connection(folder)?;
        let (origin, key) = identity(&mut connection, entropy.as_mut())?;
        let mut tree = Tree::default();
        extend_tree(&mut tree, &connection)?;
        files::prepare(folder, &connection)?;
        Ok(Self {
            connection,
            folder: folder.to_owned(),
            entropy,
            origin,
            key,
            tree,
            last_noter: LastNoter::default(),
        })
    }

    /// Copies a file into the store, hashing while it copies; durable when it returns. It belongs to the log once an
    /// entry refers to it. At most 512 MiB.
    ///
    /// # Errors
    /// When it is empty, too large, cannot be read to its end, or there is no room.
    pub fn attach(
        &mut self,
        source: &mut dyn Read,
        name: &str,
    ) -> Result<Attachment, EvidenceError> {
        self.attach_whole(source, name, None, &mut |_, _| true)
    }

    /// As [`Self::attach`], for a file that is known to have `bytes`. `go_on` is told how many of them are copied, and of
    /// how many (0 when nobody knows), and answers whether to go on. It is also asked when the source has nothing yet, which
    /// says so with [`ErrorKind::WouldBlock`] once it has waited a moment.
    ///
    /// # Errors
    /// As [`Self::attach`]; [`EvidenceError::FileCutShort`] when fewer came, [`EvidenceError::Cancelled`].
    pub fn attach_whole(
        &mut self,
        source: &mut dyn Read,
        name: &str,
        bytes: Option<u64>,
        go_on: &mut GoOn<'_>,
    ) -> Result<Attachment, EvidenceError> {
        files::store(&self.folder, &self.connection, source, name, bytes, go_on)
    }

    /// Lets go of files that were taken out of a form: those of `hashes` that no entry refers to and that none of
    /// `drafts` (what was typed and not saved, which names its files by their hash) still needs. How many went comes
    /// back.
    ///
    /// # Errors
    /// When the store refuses; what was let go by then stays gone.
    pub fn release(&mut self, hashes: &[String], drafts: &[String]) -> Result<u64, EvidenceError> {
        let mut released = 0_u64;
        for sha256 in hashes {
            let drafted = drafts.iter().any(|draft| draft.contains(sha256));
            if !drafted && files::release(&self.folder, &self.connection, sha256)? {
                released = released.saturating_add(1);
            }
        }
        Ok(released)
    }

    /// Lets go of every file that neither an entry nor one of `drafts` names: what a form left behind when the phone
    /// ended the app. Only for the start of the app, before a form has taken in a file that its draft does not name yet.
    ///
    /// # Errors
    /// As [`Self::release`].
    pub fn release_unneeded(&mut self, drafts: &[String]) -> Result<u64, EvidenceError> {
        let unneeded = files::unneeded(&self.connection)?;
        self.release(&unneeded, drafts)
    }

    /// Where the bytes of an attachment lie, for showing it.
    ///
    /// # Errors
    /// [`EvidenceError::NoSuchReference`] when no such file is in the store.
    pub fn attachment_path(&self, sha256: &str) -> Result<PathBuf, EvidenceError> {
        let path = files::path(&self.folder, sha256)?;
        if path.is_file() { Ok(path) } else { Err(EvidenceError::NoSuchReference) }
    }

    /// The original bytes of an attachment, to be read from the start.
    ///
    /// # Errors
    /// [`EvidenceError::NoSuchReference`] when no such file is in the store.
    pub fn attachment_reader(&self, sha256: &str) -> Result<Box<dyn Read>, EvidenceError> {
        Ok(Box::new(self.attachment_source(sha256)?))
    }

    /// The original bytes of an attachment, to be read in any order.
    pub(crate) fn attachment_source(
        &self,
        sha256: &str,
    ) -> Result<impl Read + Seek + use<>, EvidenceError> {
        files::open(&self.folder, sha256)
    }

    /// Every entry in the order of the log. In the place of one that cannot be read stands [`super::EntryBody::Unreadable`].
    ///
    /// # Errors
    /// When the store refuses.
    pub fn entries(&self) -> Result<Vec<canonical::Entry>, EvidenceError> {
        let mut statement =
            self.connection.prepare_cached("SELECT seq, bytes FROM entry ORDER BY seq")?;
        let mut rows = statement.query([])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            let bytes = seal::open_column(row, 1)?;
            entries.push(links::entry(&self.connection, row.get(0)?, &bytes)?);
        }
        Ok(entries)
    }

    /// When the entry at a place was noted, milliseconds since the epoch; `None` when there is none that can be read.
    pub(crate) fn noted_at_ms(&self, seq: u64) -> Result<Option<i64>, EvidenceError> {
        let entry = links::read(&self.connection, seq)?.filter(canonical::Entry::is_readable);
        Ok(entry.map(|entry| entry.noted.at_ms()))
    }

    /// The log in a few numbers.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn summary(&self) -> Result<LogSummary, EvidenceError> {
        let (entries, files) = self.connection.query_row(
            "SELECT (SELECT count(*) FROM entry), (SELECT count(DISTINCT sha256) FROM entry_file)",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let last_export_ms =
            self.connection.query_row("SELECT max(at_ms) FROM delivery", [], |row| row.get(0))?;
        let incident = self.cases()?.pop();
        Ok(LogSummary {
            origin: self.origin.clone(),
            entries,
            files,
            latest_incident: incident.as_ref().map(|case| case.seq),
            incident_title: incident.map(|case| case.title).unwrap_or_default(),
            last_export_ms,
        })
    }

    /// The head of the tree now.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn head(&self) -> Result<Head, EvidenceError> {
        let mut tree = self.tree.clone();
        extend_tree(&mut tree, &self.connection)?;
        Ok(head_of(&tree))
    }

    /// Name of the log: `candado-` and the hexadecimal id.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The public key in the form of signed notes.
    #[must_use]
    pub fn verifier_key(&self) -> String {
        VerifierKey::of(&self.origin, &self.key).encode()
    }

    /// The signed notes that left the phone, oldest first.
    pub(super) fn kept_checkpoints(&self) -> Result<Vec<String>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT note FROM checkpoint ORDER BY number")?;
        let notes = statement.query_map([], |row| schema::text(row, 0))?;
        Ok(notes.collect::<rusqlite::Result<_>>()?)
    }
}

impl Drop for EvidenceLog {
    /// Closing folds the write-ahead log into the database, unless that was damaged meanwhile.
    fn drop(&mut self) {
        leave_damage_as_it_is(&self.connection);
    }
}

impl std::fmt::Debug for EvidenceLog {
    /// Names the log and its size; never the key or a word of it.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("EvidenceLog")
            .field("origin", &self.origin)
            .field("size", &self.tree.size())
            .finish_non_exhaustive()
    }
}

/// Opens the database of the log in `folder`, which is refused when it is damaged.
///
/// A database that is gone or empty is a new one only where nothing else is left of a log. Beside an empty database SQLite
/// throws the write-ahead log away, and a new log would sweep the files of the old one: both are refused before SQLite
/// sees them.
pub(super) fn open_connection(folder: &Path) -> Result<Connection, StoreError> {
    let database = folder.join(DATABASE);
    let orphaned = || if files::any_stored(folder)? { Err(StoreError::Damaged) } else { Ok(()) };
    if is_empty(&database)? {
        orphaned()?;
        if !is_empty(&folder.join(WRITE_AHEAD_LOG))? {
            return Err(StoreError::Damaged);
        }
    }
    let connection = open_database(&database, schema::MIGRATIONS, orphaned)?;
    let nameless: bool = connection.query_row(
        "SELECT NOT EXISTS (SELECT 1 FROM identity)
            AND (EXISTS (SELECT 1 FROM entry) OR EXISTS (SELECT 1 FROM attachment))",
        [],
        |row| row.get(0),
    )?;
    if nameless { Err(StoreError::Damaged) } else { Ok(connection) }
}

/// Whether there is no such file, or no byte in it.
pub(super) fn is_empty(path: &Path) -> Result<bool, StoreError> {
    match std::fs::metadata(path) {
        Ok(facts) => Ok(facts.len() == 0),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// Size, root and code of a tree.
pub(super) fn head_of(tree: &Tree) -> Head {
    Head {
        size: tree.size(),
        root: hexadecimal::encode(&tree.root()),
        code: HeadCode::of(tree).to_string(),
    }
}

/// Brings `tree` up to what the database holds. Entries are only ever appended, so a tree that was right stays the
/// beginning of the right one, even when another process wrote since.
pub(super) fn extend_tree(tree: &mut Tree, connection: &Connection) -> Result<(), StoreError> {
    extend_tree_to(tree, u64::MAX, connection)
}

/// The same, as far as the first `size` entries, or all of them where there are fewer.
pub(super) fn extend_tree_to(
    tree: &mut Tree,
    size: u64,
    connection: &Connection,
) -> Result<(), StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT leaf FROM entry WHERE seq >= ?1 AND seq < ?2 ORDER BY seq")?;
    let mut rows = statement.query((tree.size(), i64::try_from(size).unwrap_or(i64::MAX)))?;
    while let Some(row) = rows.next()? {
        let leaf: Hash = row.get(0)?;
        tree.push(leaf);
    }
    Ok(())
}

/// Whether this names a log: `candado-` and 16 hexadecimal digits. What else may stand in the name of a key, such as white
/// space, is not the same to everybody who reads it.
pub(super) fn is_log_name(name: &str) -> bool {
    name.strip_prefix(ORIGIN_START).is_some_and(|id| hexadecimal::is_digits(id, 2 * ORIGIN_BYTES))
}

/// Name and seed of the log in the database, if it has them.
///
/// # Errors
/// [`StoreError::Damaged`] when they are none that were ever written: under another name nothing may be signed.
pub(super) fn stored_identity(
    connection: &Connection,
) -> Result<Option<(String, [u8; 32])>, StoreError> {
    let found: Option<(String, Vec<u8>)> = connection
        .query_row("SELECT origin, seed FROM identity", [], |row| {
            Ok((schema::text(row, 0)?, row.get(1)?))
        })
        .optional()?;
    let Some((origin, sealed)) = found else { return Ok(None) };
    match seal::open(sealed).try_into() {
        Ok(seed) if is_log_name(&origin) => Ok(Some((origin, seed))),
        _ => Err(StoreError::Damaged),
    }
}

/// Name and signing key of the log; made, and durable before it is used, when there are none.
fn identity(
    connection: &mut Connection,
    entropy: &mut dyn EntropySource,
) -> Result<(String, SigningKey), EvidenceError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (origin, seed) = match stored_identity(&transaction)? {
        Some(found) => found,
        None => {
            let mut id = [0_u8; ORIGIN_BYTES];
            let mut seed = [0_u8; 32];
            entropy.fill(&mut id)?;
            entropy.fill(&mut seed)?;
            let origin = format!("{ORIGIN_START}{}", hexadecimal::encode(&id));
            transaction.execute(
                "INSERT INTO identity (id, origin, seed) VALUES (1, ?1, ?2)",
                (&origin, seal::seal(&seed)),
            )?;
            transaction.commit()?;
            (origin, seed)
        }
    };
    Ok((origin, SigningKey::from_bytes(&seed)))
}
