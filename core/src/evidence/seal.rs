//! The one place where bytes turn into what lies on disk, and back.
//!
//! Entry bytes, attachments and the signing seed all pass through here, so that encryption at rest can come later
//! without touching the format: today the bytes on disk are the bytes themselves.

use rusqlite::Row;
use std::borrow::Cow;
use std::io::{Read, Seek, Write};

/// The bytes to store for `plain`, without a copy where there is nothing to seal.
pub(super) fn seal(plain: &[u8]) -> Cow<'_, [u8]> {
    Cow::Borrowed(plain)
}

/// The bytes that were stored as `sealed`.
pub(super) fn open(sealed: Vec<u8>) -> Vec<u8> {
    sealed
}

/// The same of a column that holds sealed bytes, likewise without a copy.
pub(super) fn open_column<'row>(
    row: &'row Row<'_>,
    column: usize,
) -> rusqlite::Result<Cow<'row, [u8]>> {
    Ok(Cow::Borrowed(row.get_ref(column)?.as_blob()?))
}

/// A writer that stores what is written to it in `destination`.
pub(super) fn sealing_writer<W: Write>(destination: W) -> W {
    destination
}

/// A reader of what was stored in `source`.
pub(super) fn opening_reader<R: Read + Seek>(source: R) -> R {
    source
}
