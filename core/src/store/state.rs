//! Answers, devices and reminder history: `state.db`. Costly to lose, possible to rebuild, never evidence.

use super::schema::MIGRATIONS;
use super::{StoreError, open_database};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};

/// The open `state.db`.
#[derive(Debug)]
pub struct CareState {
    connection: Connection,
}

impl CareState {
    /// Opens `state.db` in `folder`, which must exist.
    ///
    /// A damaged file costs the answers, never the app: its bytes are moved to `state.db.damaged-N` (with those of its
    /// write-ahead log), N being the first free number from 1, and a new file is begun. The evidence log is another
    /// file and is not touched. A file of a newer version is refused and stays where it is.
    ///
    /// # Errors
    /// [`StoreError::Newer`] for a file of a newer version; otherwise when the folder cannot be written.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join("state.db");
        match open_database(&path, MIGRATIONS) {
            Err(StoreError::Damaged) => {
                move_aside(&path)?;
                Ok(Self { connection: open_database(&path, MIGRATIONS)? })
            }
            opened => Ok(Self { connection: opened? }),
        }
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Runs `work` in one transaction: all of it is durable when this returns, or none of it happened.
    pub(crate) fn write<Value, Failure: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<Value, Failure>,
    ) -> Result<Value, Failure> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let value = work(&transaction)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(value)
    }
}

/// Renames the database and its companions; nothing is overwritten and nothing is deleted.
fn move_aside(path: &Path) -> Result<(), StoreError> {
    let beside = |suffix: &str| -> PathBuf {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    let taken = |number: &u32| {
        ["", "-wal", "-shm"]
            .iter()
            .any(|companion| beside(&format!(".damaged-{number}{companion}")).exists())
    };
    let number = (1..u32::MAX).find(|number| !taken(number)).unwrap_or(u32::MAX);
    for companion in ["", "-wal", "-shm"] {
        let from = beside(companion);
        if from.exists() {
            std::fs::rename(from, beside(&format!(".damaged-{number}{companion}")))?;
        }
    }
    Ok(())
}
