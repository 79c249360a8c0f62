//! Reading an archive that a stranger may have made to confuse or to exhaust its reader.

use super::inflate::Inflate;
use super::{
    CENTRAL_HEADER, CENTRAL_HEADER_BYTES, DEFLATED, END_RECORD, END_RECORD_BYTES, LOCAL_HEADER,
    LOCAL_HEADER_BYTES, MAX_ARCHIVE_BYTES, STORED,
};
use std::collections::BTreeSet;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use thiserror::Error;

/// A directory larger than this belongs to no bundle: 65534 members with names of a hundred bytes.
const MAX_DIRECTORY_BYTES: u64 = 16 * 1024 * 1024;
const MAX_COMMENT_BYTES: u64 = 0xffff;
const ENCRYPTED: u16 = 1;
/// The sizes follow the data instead of standing in the local header.
const DESCRIPTOR_FOLLOWS: u16 = 8;

/// Why an archive cannot be read.
#[derive(Debug, Error)]
pub(crate) enum ArchiveError {
    /// It is none, is cut, contradicts itself, or needs more than its caps allow.
    #[error("archive is malformed")]
    Malformed,
    /// The bytes under it could not be read.
    #[error("archive could not be read: {}", .0.kind())]
    Io(#[from] io::Error),
}

/// One file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    /// Its name as written; data, never a path to open.
    pub(crate) name: String,
    /// Size of its content.
    pub(crate) bytes: u64,
    packed_bytes: u64,
    crc32: u32,
    method: u16,
    data_start: u64,
}

/// Whether the content of a member is what its checksum says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    /// It is.
    Sound,
    /// All bytes came, but with another checksum.
    OtherChecksum,
    /// It could not be unpacked to the size it declares, or not to the last of its packed bytes.
    Unreadable,
}

/// An archive whose directory was read and found consistent.
#[derive(Debug)]
pub(crate) struct Archive<R> {
    source: R,
    members: Vec<Member>,
}

impl<R: Read + Seek> Archive<R> {
    /// Reads the directory and every local header.
    pub(crate) fn open(mut source: R) -> Result<Self, ArchiveError> {
        let length = source.seek(SeekFrom::End(0))?;
        let (directory_start, end, count) = find_end(&mut source, length)?;
        let directory_bytes = end.checked_sub(directory_start).ok_or(ArchiveError::Malformed)?;
        if directory_bytes > MAX_DIRECTORY_BYTES || length > MAX_ARCHIVE_BYTES {
            return Err(ArchiveError::Malformed);
        }
        let directory = read_range(&mut source, directory_start, directory_bytes)?;
        let mut fields = Fields(&directory);
        let mut members = Vec::new();
        let mut starts = Vec::new();
        for _ in 0..count {
            let (member, start) = central(&mut fields, &mut source)?;
            starts.push((start, member.data_start.saturating_add(member.packed_bytes)));
            members.push(member);
        }
        if !fields.0.is_empty() {
            return Err(ArchiveError::Malformed);
        }
        starts.sort_unstable();
        let overlap = starts.iter().zip(starts.iter().skip(1)).any(|(one, next)| one.1 > next.0);
        let past_directory = starts.last().is_some_and(|last| last.1 > directory_start);
        let total: u64 = members.iter().fold(0, |sum, member| sum.saturating_add(member.bytes));
        let names: BTreeSet<&str> = members.iter().map(|member| member.name.as_str()).collect();
        if overlap || past_directory || total > MAX_ARCHIVE_BYTES || names.len() != members.len() {
            return Err(ArchiveError::Malformed);
        }
        Ok(Self { source, members })
    }

    /// The files in it, in the order of the directory.
    pub(crate) fn members(&self) -> &[Member] {
        &self.members
    }

    /// A reader of a member's content. It fails instead of ending when size or checksum are not as declared, and never
    /// gives more than was declared.
    pub(crate) fn open_member(&mut self, member: &Member) -> io::Result<impl Read + '_> {
        let (left, expected) = (member.bytes, member.crc32);
        Ok(Checked {
            unpacked: self.unpacked(member)?,
            left,
            expected,
            crc32: crc32fast::Hasher::new(),
        })
    }

    fn unpacked(&mut self, member: &Member) -> io::Result<Box<dyn Read + '_>> {
        self.source.seek(SeekFrom::Start(member.data_start))?;
        let packed = (&mut self.source).take(member.packed_bytes);
        Ok(if member.method == DEFLATED {
            Box::new(Inflate::new(packed))
        } else {
            Box::new(packed)
        })
    }

    /// Gives the content of a member to `sink`, piece by piece, never more than it declares.
    pub(crate) fn read(
        &mut self,
        member: &Member,
        sink: &mut dyn FnMut(&[u8]),
    ) -> io::Result<Content> {
        let mut unpacked = self.unpacked(member)?;
        let mut crc32 = crc32fast::Hasher::new();
        let mut bytes = 0_u64;
        let mut chunk = vec![0_u8; 64 * 1024];
        loop {
            let read = match unpacked.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => chunk.get(..read).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error)
                    if matches!(
                        error.kind(),
                        ErrorKind::InvalidInput | ErrorKind::InvalidData | ErrorKind::UnexpectedEof
                    ) =>
                {
                    return Ok(Content::Unreadable);
                }
                Err(error) => return Err(error),
            };
            bytes = bytes.saturating_add(u64::try_from(read.len()).unwrap_or(u64::MAX));
            if bytes > member.bytes {
                return Ok(Content::Unreadable);
            }
            crc32.update(read);
            sink(read);
        }
        Ok(match (bytes == member.bytes, crc32.finalize() == member.crc32) {
            (true, true) => Content::Sound,
            (true, false) => Content::OtherChecksum,
            (false, _) => Content::Unreadable,
        })
    }
}

/// A name that no bundle has and that may lead a careless program, on whatever system, out of its folder.
pub(crate) fn is_hostile(name: &str) -> bool {
    leads_astray(name) || name.contains(['\\', ':'])
}

/// A name that leads out of its folder, or its reader astray.
pub(crate) fn leads_astray(name: &str) -> bool {
    name.starts_with('/')
        || name.split('/').any(|part| part == "..")
        || name.chars().any(char::is_control)
}

/// Reads a member and compares it with what it declares.
struct Checked<R> {
    unpacked: R,
    left: u64,
    expected: u32,
    crc32: crc32fast::Hasher,
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.unpacked.read(buffer)?;
        let bytes = u64::try_from(read).unwrap_or(u64::MAX);
        let whole = || self.left == 0 && self.crc32.clone().finalize() == self.expected;
        if bytes > self.left || read == 0 && !buffer.is_empty() && !whole() {
            return Err(ErrorKind::InvalidData.into());
        }
        self.left = self.left.saturating_sub(bytes);
        self.crc32.update(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}

/// Little-endian fields, taken one after the other.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn bytes(&mut self, count: usize) -> Result<&'a [u8], ArchiveError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(ArchiveError::Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    fn u16(&mut self) -> Result<u16, ArchiveError> {
        let bytes = self.bytes(2)?.try_into().map_err(|_| ArchiveError::Malformed)?;
        Ok(u16::from_le_bytes(bytes))
    }

    fn u32(&mut self) -> Result<u32, ArchiveError> {
        let bytes = self.bytes(4)?.try_into().map_err(|_| ArchiveError::Malformed)?;
        Ok(u32::from_le_bytes(bytes))
    }
}

fn read_range(
    source: &mut (impl Read + Seek),
    start: u64,
    length: u64,
) -> Result<Vec<u8>, ArchiveError> {
    source.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    source.take(length).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|read| read == length) {
        Ok(bytes)
    } else {
        Err(ArchiveError::Malformed)
    }
}

/// Where the directory starts and ends and how many members it has. The end record is the last one whose comment
/// reaches exactly to the end of the archive.
fn find_end(source: &mut (impl Read + Seek), length: u64) -> Result<(u64, u64, u16), ArchiveError> {
    let tail_start = length.saturating_sub(END_RECORD_BYTES.saturating_add(MAX_COMMENT_BYTES));
    let tail = read_range(source, tail_start, length.saturating_sub(tail_start))?;
    let record = usize::try_from(END_RECORD_BYTES).map_err(|_| ArchiveError::Malformed)?;
    let last = tail.len().checked_sub(record).ok_or(ArchiveError::Malformed)?;
    for position in (0..=last).rev() {
        let mut fields = Fields(tail.get(position..).unwrap_or_default());
        if fields.u32()? != END_RECORD {
            continue;
        }
        fields.bytes(4)?;
        let (count_here, count) = (fields.u16()?, fields.u16()?);
        let (directory_bytes, directory_start) = (fields.u32()?, fields.u32()?);
        let comment = usize::from(fields.u16()?);
        if comment != fields.0.len() {
            continue;
        }
        let end = tail_start.saturating_add(u64::try_from(position).unwrap_or(u64::MAX));
        let start = u64::from(directory_start);
        if count_here != count || start.checked_add(directory_bytes.into()) != Some(end) {
            return Err(ArchiveError::Malformed);
        }
        return Ok((start, end, count));
    }
    Err(ArchiveError::Malformed)
}

/// One record of the directory, checked against its local header; with it, where that header starts.
fn central(
    fields: &mut Fields<'_>,
    source: &mut (impl Read + Seek),
) -> Result<(Member, u64), ArchiveError> {
    if fields.0.len() < usize::try_from(CENTRAL_HEADER_BYTES).unwrap_or(usize::MAX)
        || fields.u32()? != CENTRAL_HEADER
    {
        return Err(ArchiveError::Malformed);
    }
    fields.bytes(4)?; // versions
    let (flags, method) = (fields.u16()?, fields.u16()?);
    fields.bytes(4)?; // date and time
    let (crc32, packed_bytes, bytes) = (fields.u32()?, fields.u32()?, fields.u32()?);
    let (name, extra, comment) = (fields.u16()?, fields.u16()?, fields.u16()?);
    let disk = fields.u16()?;
    fields.bytes(6)?; // attributes
    let start = u64::from(fields.u32()?);
    let name_bytes = fields.bytes(name.into())?;
    fields.bytes(extra.into())?;
    fields.bytes(comment.into())?;
    let stored_whole = method != STORED || packed_bytes == bytes;
    if flags & ENCRYPTED != 0 || ![STORED, DEFLATED].contains(&method) || !stored_whole || disk != 0
    {
        return Err(ArchiveError::Malformed);
    }
    let local_bytes = LOCAL_HEADER_BYTES.saturating_add(name.into());
    let local = read_range(source, start, local_bytes)?;
    let mut local = Fields(&local);
    let signature = local.u32()?;
    local.bytes(2)?; // version
    let (local_flags, local_method) = (local.u16()?, local.u16()?);
    local.bytes(4)?; // date and time
    let local_sizes = (local.u32()?, local.u32()?, local.u32()?);
    let (local_name, local_extra) = (local.u16()?, local.u16()?);
    let sizes_agree = local_sizes == (crc32, packed_bytes, bytes)
        || local_flags & DESCRIPTOR_FOLLOWS != 0 && local_sizes == (0, 0, 0);
    if signature != LOCAL_HEADER
        || local_method != method
        || !sizes_agree
        || local_name != name
        || local.0 != name_bytes
    {
        return Err(ArchiveError::Malformed);
    }
    let name = std::str::from_utf8(name_bytes).map_err(|_| ArchiveError::Malformed)?.to_owned();
    let data_start = start.saturating_add(local_bytes).saturating_add(local_extra.into());
    let member = Member {
        name,
        bytes: bytes.into(),
        packed_bytes: packed_bytes.into(),
        crc32,
        method,
        data_start,
    };
    Ok((member, start))
}
