//! Answers, devices and reminder history: `state.db`. Costly to lose, possible to rebuild, never evidence.

use super::aside::move_aside;
use super::schema::MIGRATIONS;
use super::setting::Setting;
use super::{StoreError, open_database};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::Path;

/// The open `state.db`.
#[derive(Debug)]
pub struct CareState {
    connection: Connection,
}

impl CareState {
    /// Opens `state.db` in `folder`, which must exist.
    ///
    /// A damaged file, or one that the medium no longer gives back, costs the answers, never the app: its bytes are moved
    /// to `state.db.damaged-N` (with those of its write-ahead log), N being the first free number from 1, and a new file is begun. The evidence log is another
    /// file and is not touched. A file of a newer version is refused and stays where it is.
    ///
    /// # Errors
    /// [`StoreError::Newer`] for a file of a newer version; otherwise when the folder cannot be written.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join("state.db");
        match open_database(&path, MIGRATIONS, || Ok(())) {
            Err(StoreError::Damaged) => {
                move_aside(&path, None)?;
                let mut begun = Self { connection: open_database(&path, MIGRATIONS, || Ok(()))? };
                begun.write(|transaction| Setting::SetAsideUntold.write(transaction, &1))?;
                Ok(begun)
            }
            opened => Ok(Self { connection: opened? }),
        }
    }

    /// Whether a damaged file was set aside by [`Self::open`], now or earlier, and the person was not told yet.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn set_aside_untold(&self) -> Result<bool, StoreError> {
        Ok(Setting::SetAsideUntold.read::<u8>(&self.connection)? == Some(1))
    }

    /// Remembers that the person knows.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn set_aside_told(&mut self) -> Result<(), StoreError> {
        self.write(|transaction| Setting::SetAsideUntold.write(transaction, &0))
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Runs `work`, which only reads, on the state of one moment: one lock for all its statements.
    pub(crate) fn read<Value, Failure: From<StoreError>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<Value, Failure>,
    ) -> Result<Value, Failure> {
        let transaction = self.connection.unchecked_transaction().map_err(StoreError::from)?;
        work(&transaction)
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
