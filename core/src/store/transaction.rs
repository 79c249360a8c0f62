//! A transaction whose own statements are kept ready: BEGIN and COMMIT parsed anew each time cost as much as encoding the
//! entry that they write.

use rusqlite::Connection;
use std::ops::Deref;

/// A transaction that may write from its beginning. What is not committed is rolled back when this is dropped.
pub(crate) struct WriteTransaction<'c> {
    connection: &'c mut Connection,
}

impl<'c> WriteTransaction<'c> {
    /// Begins one, which waits while another process writes.
    pub(crate) fn begin(connection: &'c mut Connection) -> rusqlite::Result<Self> {
        connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        Ok(Self { connection })
    }

    /// All that was written is durable when this returns without an error.
    pub(crate) fn commit(self) -> rusqlite::Result<()> {
        self.prepare_cached("COMMIT")?.execute([]).map(drop)
    }
}

impl Deref for WriteTransaction<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}

impl Drop for WriteTransaction<'_> {
    fn drop(&mut self) {
        // SQLite ends a transaction by itself after some errors. Where it cannot be ended it is when the connection goes.
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }
}
