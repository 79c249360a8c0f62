//! The tables of `evidence.db`.
//!
//! - `identity`: one row, the name of the log and the sealed seed of its signing key.
//! - `attachment`: a row for every file in the folder `files`, written after the file itself is durable. A file
//!   without a row is the remains of a copy that was cut short.
//! - `entry`: the entries. `bytes` (sealed) is what is hashed and exported; `leaf` is the leaf hash as it was when the
//!   entry was written, so that the tree can be built without reading every entry.
//! - `entry_file`: which entry refers to which file.
//! - `checkpoint`: the signed notes that left the phone.
//! - `delivery`: which of them went out in a document that was written to its end, and when.
//! - `anchor`: the head codes that were copied by hand or sent.
//! - `entry_link`: which entry corrects or takes back which; see `links.rs`.
//!
//! Nothing is updated or deleted, with one exception: an attachment that no entry refers to may go.

use crate::store::Migration;
use rusqlite::{Row, Transaction};

pub(super) const MIGRATIONS: &[Migration] = &[first, anchors, links_and_deliveries];

/// The text of a column. What was damaged and is no text any more comes as far as it is: it fails where it is checked and
/// keeps nothing else from being read.
pub(super) fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    Ok(String::from_utf8_lossy(row.get_ref(column)?.as_bytes()?).into_owned())
}

fn first(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TABLE identity (
             id INTEGER PRIMARY KEY CHECK (id = 1),
             origin TEXT NOT NULL,
             seed BLOB NOT NULL
         ) STRICT;
         CREATE TABLE attachment (
             sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
             bytes INTEGER NOT NULL CHECK (bytes > 0),
             media_type TEXT NOT NULL
         ) STRICT, WITHOUT ROWID;
         CREATE TABLE entry (
             seq INTEGER PRIMARY KEY CHECK (seq >= 0),
             leaf BLOB NOT NULL CHECK (length(leaf) = 32),
             bytes BLOB NOT NULL
         ) STRICT;
         CREATE TABLE entry_file (
             seq INTEGER NOT NULL REFERENCES entry (seq),
             sha256 TEXT NOT NULL REFERENCES attachment (sha256),
             PRIMARY KEY (seq, sha256)
         ) STRICT, WITHOUT ROWID;
         CREATE INDEX entry_file_by_file ON entry_file (sha256);
         CREATE TABLE checkpoint (
             number INTEGER PRIMARY KEY,
             noted_at_ms INTEGER NOT NULL,
             note TEXT NOT NULL
         ) STRICT;

         CREATE TRIGGER identity_kept BEFORE DELETE ON identity
             BEGIN SELECT RAISE(ABORT, 'append-only'); END;
         CREATE TRIGGER identity_fixed BEFORE UPDATE ON identity
             BEGIN SELECT RAISE(ABORT, 'append-only'); END;
         CREATE TRIGGER attachment_kept BEFORE DELETE ON attachment
             WHEN EXISTS (SELECT 1 FROM entry_file WHERE sha256 = OLD.sha256)
             BEGIN SELECT RAISE(ABORT, 'append-only'); END;
         CREATE TRIGGER attachment_fixed BEFORE UPDATE ON attachment
             BEGIN SELECT RAISE(ABORT, 'append-only'); END;
         CREATE TRIGGER entry_in_order BEFORE INSERT ON entry
             WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM entry)
             BEGIN SELECT RAISE(ABORT, 'append-only'); END;
         CREATE TRIGGER entry_kept BEFORE DELETE ON entry
             BEGIN SELECT RAISE(ABORT, 'append-only'); END;
         CREATE TRIGGER entry_fixed BEFORE UPDATE ON entry
             BEGIN SELECT RAISE(ABORT, 'append-only'); END;
         CREATE TRIGGER entry_file_kept BEFORE DELETE ON entry_file
             BEGIN SELECT RAISE(ABORT, 'append-only'); END;
         CREATE TRIGGER entry_file_fixed BEFORE UPDATE ON entry_file
             BEGIN SELECT RAISE(ABORT, 'append-only'); END;
         CREATE TRIGGER checkpoint_kept BEFORE DELETE ON checkpoint
             BEGIN SELECT RAISE(ABORT, 'append-only'); END;
         CREATE TRIGGER checkpoint_fixed BEFORE UPDATE ON checkpoint
             BEGIN SELECT RAISE(ABORT, 'append-only'); END;",
    )
}

fn anchors(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TABLE anchor (
             number INTEGER PRIMARY KEY,
             noted_at_ms INTEGER NOT NULL,
             size INTEGER NOT NULL CHECK (size >= 0),
             code TEXT NOT NULL,
             way TEXT NOT NULL CHECK (way IN ('copied', 'sent'))
         ) STRICT;
         CREATE TRIGGER anchor_kept BEFORE DELETE ON anchor
             BEGIN SELECT RAISE(ABORT, 'append-only'); END;
         CREATE TRIGGER anchor_fixed BEFORE UPDATE ON anchor
             BEGIN SELECT RAISE(ABORT, 'append-only'); END;",
    )
}

/// With this step come the kinds of entry that a version before it cannot read: it refuses the database as newer.
fn links_and_deliveries(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TABLE entry_link (
             seq INTEGER PRIMARY KEY REFERENCES entry (seq),
             amends INTEGER NOT NULL REFERENCES entry (seq) CHECK (amends < seq)
         ) STRICT;
         CREATE INDEX entry_link_by_amended ON entry_link (amends);
         CREATE TABLE delivery (
             checkpoint INTEGER PRIMARY KEY REFERENCES checkpoint (number),
             at_ms INTEGER NOT NULL
         ) STRICT;
         INSERT INTO delivery (checkpoint, at_ms) SELECT number, noted_at_ms FROM checkpoint;
         CREATE TRIGGER entry_link_kept BEFORE DELETE ON entry_link
             BEGIN SELECT RAISE(ABORT, 'append-only'); END;
         CREATE TRIGGER entry_link_fixed BEFORE UPDATE ON entry_link
             BEGIN SELECT RAISE(ABORT, 'append-only'); END;
         CREATE TRIGGER delivery_kept BEFORE DELETE ON delivery
             BEGIN SELECT RAISE(ABORT, 'append-only'); END;
         CREATE TRIGGER delivery_fixed BEFORE UPDATE ON delivery
             BEGIN SELECT RAISE(ABORT, 'append-only'); END;",
    )?;
    super::links::write_all(transaction)
}
