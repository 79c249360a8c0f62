//! Writing entries: checked, placed, hashed and durable in one transaction.

use super::canonical::{self, Content, Noted, SALT_BYTES};
use super::checkpoint::Checkpoint;
use super::log::extend_tree;
use super::tree::{Tree, leaf_hash};
use super::types::{Attachment, EntryBody, NewEntry};
use super::{EvidenceError, EvidenceLog, files, hexadecimal, links, seal, validate};
use crate::ClockReading;
use crate::store::StoreError;
use rusqlite::{Connection, Transaction, TransactionBehavior};

impl EvidenceLog {
    /// Writes an entry; it is durable when its `seq` comes back.
    ///
    /// An [`EntryBody::Export`] must name the head as it is now; a signed checkpoint that covers it is kept with it.
    ///
    /// # Errors
    /// [`EvidenceError::Invalid`] names the field; nothing is written then.
    pub fn append(&mut self, entry: &NewEntry, clock: &ClockReading) -> Result<u64, EvidenceError> {
        self.append_all(std::slice::from_ref(entry), clock)
    }

    /// Who notes for the person affected in an incident now; empty when they do themselves.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn helper(&self, incident: u64) -> Result<String, EvidenceError> {
        match noter(incident, &self.connection) {
            Err(EvidenceError::NoSuchReference) => Ok(String::new()),
            noter => noter,
        }
    }

    /// Writes several entries in one transaction: all of them are durable when the `seq` of the last one comes back, or
    /// none was written. At least one.
    ///
    /// # Errors
    /// As [`Self::append`]; [`EvidenceError::NoSuchReference`] when there is none to write.
    pub fn append_all(
        &mut self,
        entries: &[NewEntry],
        clock: &ClockReading,
    ) -> Result<u64, EvidenceError> {
        self.append_noted_by(entries, None, clock)
    }

    /// As [`Self::append_all`], and says who notes for the person from now on in these entries' incidents; nobody when
    /// `helper` is empty. Without `helper` it is who noted last in the incident: whoever helps is named in every entry
    /// of it, of whatever kind, until the person notes again.
    ///
    /// # Errors
    /// As [`Self::append_all`].
    pub(crate) fn append_noted_by(
        &mut self,
        entries: &[NewEntry],
        helper: Option<&str>,
        clock: &ClockReading,
    ) -> Result<u64, EvidenceError> {
        loop {
            match self.append_next(entries, helper, clock) {
                Err(error) if may_be_behind(&error) && self.catch_up()? => {}
                written => return written,
            }
        }
    }

    /// Takes in what another process wrote; false when there is none of it.
    fn catch_up(&mut self) -> Result<bool, StoreError> {
        let size = self.tree.size();
        extend_tree(&mut self.tree, &self.connection)?;
        Ok(self.tree.size() > size)
    }

    /// Writes the entries behind those that this process knows of.
    fn append_next(
        &mut self,
        entries: &[NewEntry],
        helper: Option<&str>,
        clock: &ClockReading,
    ) -> Result<u64, EvidenceError> {
        let mut prepared = Vec::with_capacity(entries.len());
        for entry in entries {
            let content = validate::check(entry, clock)?;
            let mut salt = [0_u8; SALT_BYTES];
            self.entropy.fill(&mut salt)?;
            prepared.push((content, salt));
        }
        let mut tree = self.tree.clone();
        let mut last_noter = self.last_noter.clone();
        let connection = &self.connection;
        let transaction = match prepared.as_slice() {
            [(content, _)] if is_one_row(content) => None,
            _ => Some(Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?),
        };
        let mut last = None;
        for (content, salt) in prepared {
            let noter = match content.incident {
                Some(incident) => last_noter.of(incident, &tree, connection)?,
                None => String::new(),
            };
            let incident = content.incident;
            let mut content = resolve(content, &tree, connection)?;
            content.noted_by = helper.map_or(noter, str::to_owned);
            let noted_by = content.noted_by.clone();
            let exported = matches!(content.body, EntryBody::Export { .. });
            last = Some(write(content, salt, clock, &mut tree, connection)?);
            last_noter = LastNoter { size: tree.size(), incident, noted_by };
            if exported {
                let checkpoint = Checkpoint::over(&self.origin, &tree, clock);
                connection.execute(
                    "INSERT INTO checkpoint (noted_at_ms, note) VALUES (?1, ?2)",
                    (clock.now_ms, checkpoint.sign(&self.key)),
                )?;
            }
        }
        let last = last.ok_or(EvidenceError::NoSuchReference)?;
        transaction.map_or(Ok(()), Transaction::commit)?;
        self.tree = tree;
        self.last_noter = last_noter;
        Ok(last)
    }
}

/// Whether that is how the log refuses what was meant for an earlier place: another process may have written since.
/// Nothing of the entry is kept then, so that it can be written anew.
fn may_be_behind(error: &EvidenceError) -> bool {
    const OUT_OF_ORDER: i32 = rusqlite::ffi::SQLITE_CONSTRAINT_TRIGGER;
    matches!(
        error,
        EvidenceError::NoSuchReference
            | EvidenceError::Store(StoreError::Sqlite { code: OUT_OF_ORDER })
    )
}

/// Who noted the last entry of the log: kept so that it is not read and taken apart again for the next one.
#[derive(Debug, Clone, Default)]
pub(super) struct LastNoter {
    /// Size of the tree with that entry; another size means that somebody wrote since.
    size: u64,
    incident: Option<u64>,
    noted_by: String,
}

impl LastNoter {
    /// As [`noter`] says.
    fn of(
        &self,
        incident: u64,
        tree: &Tree,
        connection: &Connection,
    ) -> Result<String, EvidenceError> {
        if self.incident == Some(incident) && self.size == tree.size() {
            return Ok(self.noted_by.clone());
        }
        noter(incident, connection)
    }
}

/// Who noted last in an incident; empty for the person affected.
///
/// # Errors
/// [`EvidenceError::NoSuchReference`] when there is no such incident. One that an entry belongs to is one: that was looked
/// at when the entry was written.
fn noter(incident: u64, connection: &Connection) -> Result<String, EvidenceError> {
    let mut statement =
        connection.prepare_cached("SELECT bytes FROM entry WHERE seq >= ?1 ORDER BY seq DESC")?;
    let first = i64::try_from(incident).map_err(|_| EvidenceError::NoSuchReference)?;
    let mut rows = statement.query([first])?;
    while let Some(row) = rows.next()? {
        let bytes = seal::open_column(row, 0)?;
        // One that cannot be read says nothing; those around it in the case name the same person.
        let Some(entry) = canonical::placed(&bytes) else { continue };
        if entry.incident == Some(incident) || (entry.seq == incident && entry.opens_incident()) {
            return Ok(entry.noted_by.into_owned());
        }
    }
    if links::opens_incident(connection, incident)? {
        return Ok(String::new());
    }
    Err(EvidenceError::NoSuchReference)
}

/// Whether the entry is all that is written, and nothing but the entries before it is looked up for it: SQLite makes one
/// statement durable by itself, with less work than a transaction of several takes, and takes it only behind those
/// entries.
fn is_one_row(content: &Content) -> bool {
    let looks_up =
        matches!(content.body, EntryBody::Export { .. } | EntryBody::MessageCited { .. });
    content.files.is_empty() && content.amends.is_none() && !looks_up
}

/// Writes one entry at the end of `tree`; gives its `seq`.
fn write(
    content: Content,
    salt: [u8; SALT_BYTES],
    clock: &ClockReading,
    tree: &mut Tree,
    connection: &Connection,
) -> Result<u64, EvidenceError> {
    let hashes: Vec<String> = content.files.iter().map(|file| file.sha256.clone()).collect();
    let seq = tree.size();
    let amends = content.amends;
    let bytes = canonical::encode(seq, salt, Noted::from_clock(clock), content)
        .map_err(|_| StoreError::Io { kind: std::io::ErrorKind::InvalidData })?;
    let leaf = leaf_hash(&bytes);
    connection
        .prepare_cached("INSERT INTO entry (seq, leaf, bytes) VALUES (?1, ?2, ?3)")?
        .execute((seq, leaf, seal::seal(&bytes)))?;
    links::write(seq, amends, connection)?;
    for sha256 in hashes {
        connection
            .prepare_cached(
                "INSERT INTO entry_file (seq, sha256) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            )?
            .execute((seq, sha256))?;
    }
    tree.push(leaf);
    Ok(seq)
}

/// Checks everything that the entry refers to against the log, and takes size and type of files from the store
/// rather than from the caller.
fn resolve(
    mut content: Content,
    tree: &Tree,
    connection: &Connection,
) -> Result<Content, EvidenceError> {
    if let Some(amended) = content.amends {
        match links::read(connection, amended)?.map(|entry| entry.body) {
            None | Some(EntryBody::Export { .. }) => return Err(EvidenceError::NoSuchReference),
            Some(_) => {}
        }
    }
    if let EntryBody::Export { size, root } = &content.body
        && (*size != tree.size() || *root != hexadecimal::encode(&tree.root()))
    {
        return Err(EvidenceError::NoSuchReference);
    }
    if let EntryBody::MessageCited { file, .. } = &content.body
        && files::row(connection, file)?.is_none()
    {
        return Err(EvidenceError::NoSuchReference);
    }
    content.files = content
        .files
        .into_iter()
        .map(|file| {
            let (bytes, media_type) =
                files::row(connection, &file.sha256)?.ok_or(EvidenceError::NoSuchReference)?;
            Ok(Attachment { bytes, media_type, ..file })
        })
        .collect::<Result<_, EvidenceError>>()?;
    Ok(content)
}
