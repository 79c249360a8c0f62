//! From the kept file to the text of the chat: the file itself, or the one text in a ZIP that is named like a chat.
//!
//! Nothing is unpacked to the disk under a name from the archive; names are looked at and compared only. A file whose name
//! leads out of its folder, which no messenger writes, is left out all the same.

use super::{ChatError, ChatProblem};
use crate::evidence::EvidenceError;
use crate::evidence::archive::{Archive, ArchiveError, Member, leads_astray};
use std::io::{self, ErrorKind, Read, Seek};

/// The longest text that is read: a hundred thousand messages take a tenth of it.
pub(super) const MAX_TEXT_BYTES: u64 = 64 * 1024 * 1024;
const CHUNK_BYTES: usize = 256 * 1024;
/// How iOS names the text in the archive.
const IOS_NAME: &str = "_chat.txt";
/// How Android begins its name.
const ANDROID_NAMES: [&str; 2] = ["Chat de WhatsApp con ", "WhatsApp Chat with "];

/// A text, where in the file it stands, and the files that came along.
pub(super) struct Source {
    pub(super) text: String,
    /// Name inside the archive; empty when the file is the text.
    pub(super) member: String,
    pub(super) media: Vec<Member>,
    /// Files in the archive that are left out for their names.
    pub(super) left_out: u64,
}

/// Reads the text in `bytes`, of which there are `size`. `go_on` is told the bytes done and their total, and says whether
/// to continue.
pub(super) fn read(
    mut bytes: impl Read + Seek,
    size: u64,
    go_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Source, ChatError> {
    if !is_archive(&mut bytes)? {
        let text = text(&mut bytes, size, go_on)?;
        return Ok(Source { text, member: String::new(), media: Vec::new(), left_out: 0 });
    }
    let mut archive = open(bytes)?;
    let all = archive.members().len();
    let mut media = archive.members().to_vec();
    media.retain(|member| !leads_astray(&member.name));
    let left_out = u64::try_from(all.saturating_sub(media.len())).unwrap_or(u64::MAX);
    let member = chat_member(&media)?.clone();
    media.retain(|other| *other != member);
    let mut unpacked = archive.open_member(&member).map_err(|_| EvidenceError::FileUnreadable)?;
    let text = text(&mut unpacked, member.bytes, go_on)?;
    Ok(Source { text, member: member.name, media, left_out })
}

/// Opens the archive that a chat came in, for the files that came along.
pub(super) fn open<R: Read + Seek>(bytes: R) -> Result<Archive<R>, ChatError> {
    Archive::open(bytes).map_err(|error| match error {
        ArchiveError::Malformed => ChatProblem::ArchiveUnreadable.into(),
        ArchiveError::Io(_) => ChatError::from(EvidenceError::FileUnreadable),
    })
}

fn is_archive(bytes: &mut (impl Read + Seek)) -> Result<bool, ChatError> {
    let mut start = Vec::new();
    let read = bytes.by_ref().take(4).read_to_end(&mut start).and_then(|_| bytes.rewind());
    read.map_err(|_| EvidenceError::FileUnreadable)?;
    // A member, or the end record of an archive without any.
    Ok(start == b"PK\x03\x04" || start == b"PK\x05\x06")
}

fn chat_member(members: &[Member]) -> Result<&Member, ChatError> {
    let texts: Vec<&Member> =
        members.iter().filter(|member| member.name.ends_with(".txt")).collect();
    let named = |member: &&&Member| {
        let name = member.name.as_str();
        name == IOS_NAME || ANDROID_NAMES.iter().any(|start| name.starts_with(start))
    };
    let mut chats = texts.iter().filter(named);
    match (texts.as_slice(), chats.next(), chats.next()) {
        ([only], _, _) => Ok(only),
        (_, Some(chat), None) => Ok(chat),
        _ => Err(ChatProblem::NoChatInside.into()),
    }
}

fn text(
    source: &mut dyn Read,
    declared: u64,
    go_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<String, ChatError> {
    if declared > MAX_TEXT_BYTES {
        return Err(ChatProblem::TooLong.into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(declared).unwrap_or_default());
    let mut chunk = vec![0_u8; CHUNK_BYTES];
    loop {
        let done = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if !go_on(done, declared) {
            return Err(ChatProblem::Cancelled.into());
        }
        match source.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => bytes.extend_from_slice(chunk.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(&error)),
        }
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > declared {
            return Err(EvidenceError::FileUnreadable.into());
        }
    }
    String::from_utf8(bytes).map_err(|_| ChatProblem::NotAChat.into())
}

/// A member that is not what the directory says is the archive's fault; anything else the disk's.
fn unreadable(error: &io::Error) -> ChatError {
    match error.kind() {
        ErrorKind::InvalidInput | ErrorKind::InvalidData | ErrorKind::UnexpectedEof => {
            ChatProblem::ArchiveUnreadable.into()
        }
        _ => EvidenceError::FileUnreadable.into(),
    }
}
