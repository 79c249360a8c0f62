//! File descriptors that Kotlin lends for one call.

use candado_core::store::StoreError;
use std::fs::File;
use std::io::Write as _;
use std::os::fd::BorrowedFd;

/// A file of our own over a descriptor that stays open on the Kotlin side; dropping it closes only the duplicate.
pub(crate) fn duplicate(descriptor: i32) -> Result<File, StoreError> {
    if descriptor < 0 {
        return Err(StoreError::Io { kind: std::io::ErrorKind::InvalidInput });
    }
    // SAFETY: Kotlin keeps the ParcelFileDescriptor open until the call returns; a number that is not open makes
    // `dup` fail with EBADF and touches nothing.
    let lent = unsafe { BorrowedFd::borrow_raw(descriptor) };
    Ok(File::from(lent.try_clone_to_owned()?))
}

/// Writes the whole of a file, durably.
pub(crate) fn write(descriptor: i32, bytes: &[u8]) -> Result<(), StoreError> {
    let mut file = duplicate(descriptor)?;
    file.write_all(bytes)?;
    Ok(file.sync_all()?)
}

/// The size of a regular file, bytes; of a pipe nobody knows it.
pub(crate) fn size(file: &File) -> Option<u64> {
    file.metadata().ok().filter(std::fs::Metadata::is_file).map(|facts| facts.len())
}
