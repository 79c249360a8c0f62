//! Writing an archive to a stream that cannot be rewound.

use super::{
    CENTRAL_HEADER, END_RECORD, FIRST_DOS_DATE, LOCAL_HEADER, MAX_ARCHIVE_BYTES, MAX_MEMBERS,
    STORED,
};
use sha2::{Digest, Sha256};
use std::io::{self, ErrorKind, Read, Write};

/// ZIP 2.0, which every program reads.
const VERSION: u16 = 20;
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
    written: u64,
    members: usize,
    directory: Vec<u8>,
}

impl<W: Write> ArchiveWriter<W> {
    pub(in crate::evidence) fn new(destination: W) -> Self {
        Self { destination, written: 0, members: 0, directory: Vec::new() }
    }

    /// Adds a member; `content` must still be what was measured.
    pub(in crate::evidence) fn add(
        &mut self,
        name: &str,
        measured: &Measured,
        content: impl Read,
    ) -> io::Result<()> {
        let too_large = || io::Error::from(ErrorKind::FileTooLarge);
        let offset = u32::try_from(self.written).map_err(|_| too_large())?;
        let bytes = u32::try_from(measured.bytes).map_err(|_| too_large())?;
        let name_bytes = u16::try_from(name.len()).map_err(|_| too_large())?;
        let mut common = Vec::with_capacity(26);
        common.extend(VERSION.to_le_bytes());
        common.extend(0_u16.to_le_bytes());
        common.extend(STORED.to_le_bytes());
        common.extend(0_u16.to_le_bytes());
        common.extend(FIRST_DOS_DATE.to_le_bytes());
        common.extend(measured.crc32.to_le_bytes());
        common.extend(bytes.to_le_bytes());
        common.extend(bytes.to_le_bytes());
        common.extend(name_bytes.to_le_bytes());
        common.extend(0_u16.to_le_bytes());

        let mut header = LOCAL_HEADER.to_le_bytes().to_vec();
        header.extend(&common);
        header.extend(name.as_bytes());
        self.write(&header)?;

        self.directory.extend(CENTRAL_HEADER.to_le_bytes());
        self.directory.extend(MADE_BY.to_le_bytes());
        self.directory.extend(&common);
        self.directory.extend([0; 6]); // comment length, disk, internal attributes
        self.directory.extend(ATTRIBUTES.to_le_bytes());
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.members = self.members.saturating_add(1);

        let copied = io::copy(&mut content.take(measured.bytes), &mut self.destination)?;
        self.written = self.written.saturating_add(copied);
        if copied == measured.bytes { Ok(()) } else { Err(ErrorKind::UnexpectedEof.into()) }
    }

    /// Writes the directory and the end; what follows is no part of the archive.
    pub(in crate::evidence) fn finish(mut self) -> io::Result<()> {
        let too_large = || io::Error::from(ErrorKind::FileTooLarge);
        let offset = u32::try_from(self.written).map_err(|_| too_large())?;
        let length = u32::try_from(self.directory.len()).map_err(|_| too_large())?;
        if self.members > MAX_MEMBERS || self.written > MAX_ARCHIVE_BYTES {
            return Err(too_large());
        }
        let members = u16::try_from(self.members).map_err(|_| too_large())?;
        let mut end = std::mem::take(&mut self.directory);
        end.extend(END_RECORD.to_le_bytes());
        end.extend([0; 4]); // disk numbers
        end.extend(members.to_le_bytes());
        end.extend(members.to_le_bytes());
        end.extend(length.to_le_bytes());
        end.extend(offset.to_le_bytes());
        end.extend(0_u16.to_le_bytes());
        self.write(&end)?;
        self.destination.flush()
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.destination.write_all(bytes)?;
        self.written = self.written.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        Ok(())
    }
}
