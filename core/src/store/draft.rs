//! What was typed in a form and is not yet an entry.

use super::{CareState, StoreError};
use rusqlite::OptionalExtension;

impl CareState {
    /// Keeps what was typed in a form until it is saved as an entry; durable when it returns.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn save_draft(&mut self, form: &str, text: &str) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO draft (form, text) VALUES (?1, ?2)
                 ON CONFLICT (form) DO UPDATE SET text = excluded.text",
                (form, text),
            )?;
            Ok(())
        })
    }

    /// The draft of a form, if there is one.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn draft(&self, form: &str) -> Result<Option<String>, StoreError> {
        Ok(self
            .connection()
            .query_row("SELECT text FROM draft WHERE form = ?1", [form], |row| row.get(0))
            .optional()?)
    }

    /// The text of every draft, in no order that means anything.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn drafts(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection().prepare_cached("SELECT text FROM draft")?;
        let texts = statement.query_map([], |row| row.get(0))?;
        Ok(texts.collect::<rusqlite::Result<_>>()?)
    }

    /// Forgets the draft of a form.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn discard_draft(&mut self, form: &str) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM draft WHERE form = ?1", [form])?;
            Ok(())
        })
    }
}
