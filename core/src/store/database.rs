//! Opening a SQLite file the one way both stores do it: durable, migrated, and refused when it is not ours to read.

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use std::path::Path;
use std::time::Duration;
use thiserror::Error;

/// Why a store could not be opened, read or written.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The file was written by a newer version of the app.
    #[error("database has schema {found}, this version knows up to {known}")]
    Newer {
        /// Schema of the file.
        found: u32,
        /// Newest schema this version knows.
        known: u32,
    },
    /// The file is damaged; its bytes are left as they are.
    #[error("database is damaged")]
    Damaged,
    /// No space is left.
    #[error("no space left on the device")]
    Full,
    /// SQLite refused.
    #[error("database error {code}")]
    Sqlite {
        /// SQLite's extended result code, 0 when there is none.
        code: i32,
    },
    /// The folder or a file could not be used.
    #[error("file error: {kind}")]
    Io {
        /// The kind of error.
        kind: std::io::ErrorKind,
    },
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error() {
            Some(failure) => match failure.code {
                rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase => {
                    Self::Damaged
                }
                rusqlite::ErrorCode::DiskFull => Self::Full,
                // What a full disk looks like to the first connection after a start: the index of the write-ahead
                // log cannot grow.
                _ if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE => Self::Full,
                _ => Self::Sqlite { code: failure.extended_code },
            },
            None => Self::Sqlite { code: 0 },
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::Full,
            kind => Self::Io { kind },
        }
    }
}

/// How long a call waits while another process (the preview started twice) writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Statements that a connection keeps ready: a plan of reminders alone takes more than the 16 that are usual.
const STATEMENTS_KEPT: usize = 64;

/// One frozen step of a schema: what brings a file from the version before to this one.
pub(crate) type Migration = fn(&Transaction<'_>) -> rusqlite::Result<()>;

/// Opens (or makes) a database: WAL, `synchronous=FULL`, foreign keys, append-only triggers not to be bypassed by
/// `INSERT OR REPLACE`, and the steps that are missing applied in one transaction. `begin` is asked before the first step
/// is applied to a file that has seen none, and before anything is written to it.
///
/// # Errors
/// [`StoreError::Newer`] when the file has seen more steps than `migrations` holds, [`StoreError::Damaged`] when it
/// is not a sound database or the phone cannot read it to its end, and what `begin` answers; in all cases the bytes stay as
/// they are.
pub(crate) fn open_database(
    path: &Path,
    migrations: &[Migration],
    begin: impl FnOnce() -> Result<(), StoreError>,
) -> Result<Connection, StoreError> {
    open(path, migrations, begin).map_err(failing_medium)
}

/// What the medium does not give back is damaged to the person, as what it gives back wrong is.
fn failing_medium(error: StoreError) -> StoreError {
    use rusqlite::ffi::{SQLITE_IOERR_CORRUPTFS, SQLITE_IOERR_READ, SQLITE_IOERR_SHORT_READ};
    match error {
        StoreError::Sqlite {
            code: SQLITE_IOERR_READ | SQLITE_IOERR_SHORT_READ | SQLITE_IOERR_CORRUPTFS,
        } => StoreError::Damaged,
        other => other,
    }
}

fn open(
    path: &Path,
    migrations: &[Migration],
    begin: impl FnOnce() -> Result<(), StoreError>,
) -> Result<Connection, StoreError> {
    let mut connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    // Until the file is known to be sound and ours, closing it must not fold the write-ahead log into it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    // Android has no folder for temporary files that SQLite would find.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "recursive_triggers", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Half of what SQLite takes by itself, in KiB: a log is read from its first page to its last.
    connection.pragma_update(None, "cache_size", -1024)?;
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = u32::try_from(migrations.len()).unwrap_or(u32::MAX);
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    if !is_sound(&connection)? {
        return Err(StoreError::Damaged);
    }
    if found == 0 {
        begin()?;
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    if found < known {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for migration in migrations.iter().skip(usize::try_from(found).unwrap_or(usize::MAX)) {
            migration(&transaction)?;
        }
        transaction.pragma_update(None, "user_version", known)?;
        transaction.commit()?;
    }
    Ok(connection)
}

/// Before an open database is closed: one that was damaged since it was opened keeps its bytes, and its write-ahead log
/// stays beside it. What the connection still holds in memory of the file as it was counts for nothing.
pub(crate) fn leave_damage_as_it_is(connection: &Connection) {
    let sound = connection
        .execute_batch("PRAGMA shrink_memory")
        .map_err(StoreError::from)
        .and_then(|()| is_sound(connection));
    if !matches!(sound, Ok(true)) {
        let _ = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
    }
}

fn is_sound(connection: &Connection) -> Result<bool, StoreError> {
    let check: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok(check == "ok")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_the_medium_does_not_give_back_is_damaged_and_a_busy_one_is_not() {
        let told = |code| failing_medium(StoreError::Sqlite { code });
        for code in [rusqlite::ffi::SQLITE_IOERR_READ, rusqlite::ffi::SQLITE_IOERR_SHORT_READ] {
            assert!(matches!(told(code), StoreError::Damaged), "{code}");
        }
        for code in [rusqlite::ffi::SQLITE_BUSY, rusqlite::ffi::SQLITE_IOERR_WRITE] {
            assert!(matches!(told(code), StoreError::Sqlite { .. }), "{code}");
        }
        assert!(matches!(failing_medium(StoreError::Full), StoreError::Full));
    }
}
