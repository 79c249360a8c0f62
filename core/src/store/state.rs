//! Answers, devices and reminder history: `state.db`. Costly to lose, possible to rebuild, never evidence.

use super::{Migration, StoreError, open_database};
use rusqlite::Connection;
use std::path::Path;

const MIGRATIONS: &[Migration] = &[];

/// The open `state.db`.
#[derive(Debug)]
pub struct CareState {
    connection: Connection,
}

impl CareState {
    /// Opens `state.db` in `folder`, which must exist.
    ///
    /// # Errors
    /// See [`open_database`].
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        Ok(Self { connection: open_database(&folder.join("state.db"), MIGRATIONS)? })
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Keeps what was typed in a form until it is saved as an entry; durable when it returns.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn save_draft(&mut self, form: &str, text: &str) -> Result<(), StoreError> {
        unimplemented!()
    }

    /// The draft of a form, if there is one.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn draft(&self, form: &str) -> Result<Option<String>, StoreError> {
        unimplemented!()
    }

    /// Forgets the draft of a form.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn discard_draft(&mut self, form: &str) -> Result<(), StoreError> {
        unimplemented!()
    }
}
