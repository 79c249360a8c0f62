//! Writing an archive to a stream that cannot be rewound.

use super::{
    CENTRAL_HEADER, END_RECORD, FIRST_DOS_DATE, LARGE_END_LOCATOR, LARGE_END_RECORD, LOCAL_HEADER,
    MAX_ARCHIVE_BYTES, MAX_MEMBERS, STORED,
};
use sha2::{Digest, Sha256};
use std::io::{self, ErrorKind, Read, Write};

/// ZIP 2.0, which every program reads.
const VERSION: u16 = 20;
/// ZIP 4.5, which knows the 64-bit extension.
const LARGE_VERSION: u16 = 45;
/// Bytes of the end record of the extension behind its length.
const LARGE_END_BYTES: u64 = 44;
/// In the extra field of a member: its offset in 64 bits.
const LARGE_FIELD: [u16; 2] = [1, 8];
/// Made by: UNIX, so that the permissions below count.
const MADE_BY: u16 = 3 << 8 | VERSION;
/// A regular file that everyone may read and its owner write.
const ATTRIBUTES: u32 = 0o100_644 << 16;

/// What must be known of a member before its first byte is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::evidence) struct Measured {
    pub(in crate::evidence) bytes: u64,
    pub(in crate::evidence) sha256: [u8; 32],
    crc32: u32,
}

/// Reads `content` to its end and says what it is.
pub(in crate::evidence) fn measure(mut content: impl Read) -> io::Result<Measured> {
    let mut sha256 = Sha256::new();
    let mut crc32 = crc32fast::Hasher::new();
    let mut bytes = 0_u64;
    let mut chunk = vec![0_u8; 64 * 1024];
    loop {
        let read = match content.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => chunk.get(..read).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        sha256.update(read);
        crc32.update(read);
        bytes = bytes.saturating_add(u64::try_from(read.len()).unwrap_or(u64::MAX));
    }
    Ok(Measured { bytes, sha256: sha256.finalize().into(), crc32: crc32.finalize() })
}

/// An archive being written. Members are stored as they are: pictures, sound and PDF do not get smaller, and a stored
/// file can be read in any hex viewer.
pub(in crate::evidence) struct ArchiveWriter<W: Write> {
    destination: W,
    large: bool,
    written: u64,
    members: usize,
    directory: Vec<u8>,
}

impl<W: Write> ArchiveWriter<W> {
    pub(in crate::evidence) fn new(destination: W) -> Self {
        Self { destination, large: false, written: 0, members: 0, directory: Vec::new() }
    }

    /// An archive that takes up the 64-bit extension where it grows beyond what ZIP has room for without. Its members may
    /// still have 4 GiB at most.
    pub(in crate::evidence) fn large(destination: W) -> Self {
        Self { large: true, ..Self::new(destination) }
    }

    /// Adds a member; `content` must still be what was measured.
    pub(in crate::evidence) fn add(
        &mut self,
        name: &str,
        measured: &Measured,
        content: impl Read,
    ) -> io::Result<()> {
        let too_large = || io::Error::from(ErrorKind::FileTooLarge);
        let start = self.written;
        let offset = self.offset(start)?;
        let extended = offset == u32::MAX;
        let bytes = u32::try_from(measured.bytes).map_err(|_| too_large())?;
        let name_bytes = u16::try_from(name.len()).map_err(|_| too_large())?;
        let common = |version: u16, extra_bytes: u16| {
            let mut common = Vec::with_capacity(26);
            common.extend(version.to_le_bytes());
            common.extend(0_u16.to_le_bytes());
            common.extend(STORED.to_le_bytes());
            common.extend(0_u16.to_le_bytes());
            common.extend(FIRST_DOS_DATE.to_le_bytes());
            common.extend(measured.crc32.to_le_bytes());
            common.extend(bytes.to_le_bytes());
            common.extend(bytes.to_le_bytes());
            common.extend(name_bytes.to_le_bytes());
            common.extend(extra_bytes.to_le_bytes());
            common
        };

        let mut header = LOCAL_HEADER.to_le_bytes().to_vec();
        header.extend(common(VERSION, 0));
        header.extend(name.as_bytes());
        self.write(&header)?;

        let (version, extra_bytes) = if extended { (LARGE_VERSION, 12) } else { (VERSION, 0) };
        self.directory.extend(CENTRAL_HEADER.to_le_bytes());
        self.directory.extend(MADE_BY.to_le_bytes());
        self.directory.extend(common(version, extra_bytes));
        self.directory.extend([0; 6]); // comment length, disk, internal attributes
        self.directory.extend(ATTRIBUTES.to_le_bytes());
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        if extended {
            self.directory.extend(LARGE_FIELD.iter().flat_map(|field| field.to_le_bytes()));
            self.directory.extend(start.to_le_bytes());
        }
        self.members = self.members.saturating_add(1);

        let copied = io::copy(&mut content.take(measured.bytes), &mut self.destination)?;
        self.written = self.written.saturating_add(copied);
        if copied == measured.bytes { Ok(()) } else { Err(ErrorKind::UnexpectedEof.into()) }
    }

    /// Writes the directory and the end; what follows is no part of the archive.
    pub(in crate::evidence) fn finish(mut self) -> io::Result<()> {
        let too_large = || io::Error::from(ErrorKind::FileTooLarge);
        let (start, members) = (self.written, self.members);
        let offset = self.offset(start)?;
        let mut end = std::mem::take(&mut self.directory);
        let directory_bytes = end.len();
        let length = u32::try_from(directory_bytes).map_err(|_| too_large())?;
        let count = match u16::try_from(members) {
            Ok(count) if members <= MAX_MEMBERS => count,
            _ if self.large => u16::MAX,
            _ => return Err(too_large()),
        };
        if offset == u32::MAX || count == u16::MAX {
            let wide = |number: usize| u64::try_from(number).unwrap_or(u64::MAX).to_le_bytes();
            end.extend(LARGE_END_RECORD.to_le_bytes());
            end.extend(LARGE_END_BYTES.to_le_bytes());
            end.extend((3 << 8 | LARGE_VERSION).to_le_bytes());
            end.extend(LARGE_VERSION.to_le_bytes());
            end.extend([0; 8]); // disk numbers
            end.extend(wide(members));
            end.extend(wide(members));
            end.extend(wide(directory_bytes));
            end.extend(start.to_le_bytes());
            end.extend(LARGE_END_LOCATOR.to_le_bytes());
            end.extend([0; 4]); // disk number
            end.extend(start.saturating_add(u64::from(length)).to_le_bytes());
            end.extend(1_u32.to_le_bytes()); // disks
        }
        end.extend(END_RECORD.to_le_bytes());
        end.extend([0; 4]); // disk numbers
        end.extend(count.to_le_bytes());
        end.extend(count.to_le_bytes());
        end.extend(length.to_le_bytes());
        end.extend(offset.to_le_bytes());
        end.extend(0_u16.to_le_bytes());
        self.write(&end)?;
        self.destination.flush()
    }

    /// A place in the archive as its field has room for it: all ones where it stands in the extension.
    fn offset(&self, place: u64) -> io::Result<u32> {
        match u32::try_from(place) {
            Ok(offset) if place <= MAX_ARCHIVE_BYTES => Ok(offset),
            _ if self.large => Ok(u32::MAX),
            _ => Err(ErrorKind::FileTooLarge.into()),
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.destination.write_all(bytes)?;
        self.written = self.written.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAR: u64 = 5 << 30;

    fn number(bytes: &[u8], at: usize, length: usize) -> u64 {
        bytes[at..at.saturating_add(length)]
            .iter()
            .rev()
            .fold(0, |value, byte| value << 8 | u64::from(*byte))
    }

    #[test]
    fn behind_four_gib_the_places_stand_in_the_extension() {
        let mut bytes = Vec::new();
        // As if so much had been written already.
        let mut writer = ArchiveWriter { written: FAR, ..ArchiveWriter::large(&mut bytes) };
        let measured = measure(b"one".as_slice()).expect("memory can be read");
        writer.add("a", &measured, b"one".as_slice()).expect("memory can be written");
        writer.finish().expect("memory can be written");
        let directory = 30 + 1 + 3;
        assert_eq!(number(&bytes, directory, 4), u64::from(CENTRAL_HEADER));
        assert_eq!(number(&bytes, directory + 30, 2), 12, "the extra field is as long as it says");
        assert_eq!(number(&bytes, directory + 42, 4), u64::from(u32::MAX));
        assert_eq!(number(&bytes, directory + 46 + 1, 2), 1);
        assert_eq!(number(&bytes, directory + 46 + 1 + 4, 8), FAR);
        let large_end = directory + 46 + 1 + 12;
        assert_eq!(number(&bytes, large_end, 4), u64::from(LARGE_END_RECORD));
        assert_eq!(number(&bytes, large_end + 32, 8), 1, "members");
        assert_eq!(number(&bytes, large_end + 40, 8), 46 + 1 + 12, "bytes of the directory");
        assert_eq!(number(&bytes, large_end + 48, 8), FAR + directory as u64);
        let locator = large_end + 56;
        assert_eq!(number(&bytes, locator, 4), u64::from(LARGE_END_LOCATOR));
        assert_eq!(number(&bytes, locator + 8, 8), FAR + large_end as u64);
        assert_eq!(number(&bytes, locator + 20, 4), u64::from(END_RECORD));
        assert_eq!(bytes.len(), locator + 20 + 22);
    }

    #[test]
    fn an_archive_that_may_be_large_and_is_not_is_like_any_other() {
        let made = |large: bool| {
            let mut bytes = Vec::new();
            let writer = ArchiveWriter::new(&mut bytes);
            let mut writer = ArchiveWriter { large, ..writer };
            let measured = measure(b"one".as_slice()).expect("memory can be read");
            writer.add("a", &measured, b"one".as_slice()).expect("memory can be written");
            writer.finish().expect("memory can be written");
            bytes
        };
        assert_eq!(made(true), made(false));
    }

    #[test]
    fn one_that_may_not_grow_refuses_to() {
        let mut writer = ArchiveWriter { written: FAR, ..ArchiveWriter::new(io::sink()) };
        let measured = measure(b"one".as_slice()).expect("memory can be read");
        assert!(writer.add("a", &measured, b"one".as_slice()).is_err());
        assert!(ArchiveWriter { written: FAR, ..ArchiveWriter::new(io::sink()) }.finish().is_err());
        let full = ArchiveWriter { members: MAX_MEMBERS + 1, ..ArchiveWriter::new(io::sink()) };
        assert!(full.finish().is_err());
    }
}
