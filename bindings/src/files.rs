//! File descriptors that Kotlin lends for one call.

use crate::ApiError;
use candado_core::store::StoreError;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::os::fd::BorrowedFd;

/// How long a read waits for bytes before it says that there are none yet: 0.1 s, so that stopping is felt at once.
const PATIENCE: Timespec = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };

/// A file of our own over a descriptor that stays open on the Kotlin side; dropping it closes only the duplicate.
pub(crate) fn duplicate(descriptor: i32) -> Result<File, StoreError> {
    if descriptor < 0 {
        return Err(StoreError::Io { kind: ErrorKind::InvalidInput });
    }
    // SAFETY: Kotlin keeps the ParcelFileDescriptor open until the call returns; a number that is not open makes
    // `dup` fail with EBADF and touches nothing.
    let lent = unsafe { BorrowedFd::borrow_raw(descriptor) };
    Ok(File::from(lent.try_clone_to_owned()?))
}

/// The size of a regular file, bytes; of a pipe nobody knows it.
pub(crate) fn size(file: &File) -> Option<u64> {
    file.metadata().ok().filter(std::fs::Metadata::is_file).map(|facts| facts.len())
}

/// What comes out of a descriptor of another app. While that app sends nothing through a pipe, a read says so after a
/// moment with [`ErrorKind::WouldBlock`], and may be asked again.
pub(crate) struct Arriving(pub(crate) File);

impl Read for Arriving {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match poll(&mut [PollFd::new(&self.0, PollFlags::IN)], Some(&PATIENCE))? {
            0 => Err(ErrorKind::WouldBlock.into()),
            _ => self.0.read(buffer),
        }
    }
}

/// Writes a document to a descriptor that stays open on the Kotlin side: durable when this returns. When `write` refuses,
/// the document is emptied, so that nothing half-written is left to be taken for a whole.
pub(crate) fn deliver<T, E: Into<ApiError>>(
    descriptor: i32,
    write: impl FnOnce(&mut File) -> Result<T, E>,
) -> Result<T, ApiError> {
    let mut file = duplicate(descriptor)?;
    let written = write(&mut file).map_err(Into::into).and_then(|value| {
        make_durable(&file)?;
        Ok(value)
    });
    if written.is_err() {
        // The refusal is what counts; a pipe cannot be emptied, and its reader sees that it ends early.
        let _ = file.set_len(0);
    }
    written
}

/// Flushes a file to its medium. A pipe has none, nor have the files that some providers lend.
fn make_durable(file: &File) -> Result<(), StoreError> {
    match file.sync_all() {
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
            Ok(())
        }
        synced => Ok(synced?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Seek, Write};
    use std::os::fd::AsRawFd;

    fn refused() -> Result<(), StoreError> {
        Err(StoreError::Full)
    }

    #[test]
    fn what_is_refused_half_way_leaves_an_empty_document() {
        let mut document = tempfile::tempfile().expect("a temporary file can be made");
        let written = deliver(document.as_raw_fd(), |file| {
            file.write_all(b"half a ZIP").map_err(StoreError::from)?;
            refused()
        });
        assert!(matches!(written, Err(ApiError::NoSpace)), "{written:?}");
        assert_eq!(document.metadata().expect("it is open").len(), 0);
        let whole = deliver(document.as_raw_fd(), |file| {
            file.rewind()?;
            file.write_all(b"whole").map_err(StoreError::from)
        });
        assert!(whole.is_ok(), "{whole:?}");
        document.rewind().expect("it can be read again");
        let mut text = String::new();
        document.read_to_string(&mut text).expect("it is text");
        assert_eq!(text, "whole");
    }

    #[test]
    fn a_pipe_that_cannot_be_flushed_is_written_all_the_same() {
        let (mut reader, writer) = std::io::pipe().expect("a pipe can be made");
        let written =
            deliver(writer.as_raw_fd(), |file| file.write_all(b"whole").map_err(StoreError::from));
        assert!(written.is_ok(), "{written:?}");
        drop(writer);
        let mut text = String::new();
        reader.read_to_string(&mut text).expect("it is text");
        assert_eq!(text, "whole");
    }

    #[test]
    fn a_pipe_that_brings_nothing_says_so_and_goes_on_when_it_does() {
        let (reader, mut writer) = std::io::pipe().expect("a pipe can be made");
        let mut arriving = Arriving(duplicate(reader.as_raw_fd()).expect("it is open"));
        let mut read = || {
            let mut buffer = [0; 8];
            arriving.read(&mut buffer).map_err(|error| error.kind())
        };
        assert_eq!(read(), Err(ErrorKind::WouldBlock));
        writer.write_all(b"late").expect("the pipe takes it");
        assert_eq!(read(), Ok(4));
        drop(writer);
        assert_eq!(read(), Ok(0));
    }

    #[test]
    fn a_descriptor_that_is_none_is_refused() {
        assert!(matches!(deliver(-1, |_| refused()), Err(ApiError::FileUnreadable)));
    }
}
