//! What was typed in a form and is not yet an entry.

use super::{CareState, StoreError};
use rusqlite::OptionalExtension;

/// An entry of the log, told from every other by its place and the instant at which it was noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EntryMark {
    /// Its place.
    pub(crate) seq: u64,
    /// When it was noted, milliseconds since the epoch.
    pub(crate) at_ms: i64,
}

impl CareState {
    /// Keeps what was typed in a form until it is saved as an entry; durable when it returns.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn save_draft(&mut self, form: &str, text: &str) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO draft (form, text) VALUES (?1, ?2)
                 ON CONFLICT (form) DO UPDATE
                 SET text = excluded.text, saving_seq = NULL, saving_at_ms = NULL",
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

    /// Notes that the draft of a form is about to become an entry, or that it did not: `None`. Durable when it returns.
    pub(crate) fn mark_draft(
        &mut self,
        form: &str,
        entry: Option<EntryMark>,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "UPDATE draft SET saving_seq = ?2, saving_at_ms = ?3 WHERE form = ?1",
                (form, entry.map(|entry| entry.seq), entry.map(|entry| entry.at_ms)),
            )?;
            Ok(())
        })
    }

    /// The entry that the draft of a form was about to become, if saving it was begun.
    pub(crate) fn draft_mark(&self, form: &str) -> Result<Option<EntryMark>, StoreError> {
        Ok(self
            .connection()
            .query_row(
                "SELECT saving_seq, saving_at_ms FROM draft
                 WHERE form = ?1 AND saving_seq IS NOT NULL AND saving_at_ms IS NOT NULL",
                [form],
                |row| Ok(EntryMark { seq: row.get(0)?, at_ms: row.get(1)? }),
            )
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
