//! How far long work is, told to whoever waits for it, who may stop it.

use super::EvidenceError;
use std::io::{self, ErrorKind, Read};

/// Told bytes done and bytes in all; answers whether to go on.
pub type GoOn<'a> = dyn FnMut(u64, u64) -> bool + 'a;

/// Counts the bytes of some work.
pub(super) struct Progress<'a, 'b> {
    done: u64,
    total: u64,
    stopped: bool,
    go_on: &'a mut GoOn<'b>,
}

impl<'a, 'b> Progress<'a, 'b> {
    /// Work of `total` bytes that has not begun.
    pub(super) fn new(total: u64, go_on: &'a mut GoOn<'b>) -> Self {
        Self { done: 0, total, stopped: false, go_on }
    }

    /// Tells that some more is done.
    ///
    /// # Errors
    /// [`EvidenceError::Cancelled`] when that is enough.
    pub(super) fn advance(&mut self, bytes: u64) -> Result<(), EvidenceError> {
        self.done = self.done.saturating_add(bytes).min(self.total);
        self.stopped = self.stopped || !(self.go_on)(self.done, self.total);
        if self.stopped { Err(EvidenceError::Cancelled) } else { Ok(()) }
    }

    /// Runs `work` over a reader whose every byte is told; a stop ends it as an error of the reader would.
    pub(super) fn read<T>(
        &mut self,
        mut source: impl Read,
        work: impl FnOnce(&mut dyn Read) -> io::Result<T>,
    ) -> Result<T, EvidenceError> {
        let done = work(&mut Watched { source: &mut source, progress: self });
        if self.stopped { Err(EvidenceError::Cancelled) } else { Ok(done?) }
    }
}

/// A reader that tells what is read of it.
struct Watched<'w, 'a, 'b> {
    source: &'w mut dyn Read,
    progress: &'w mut Progress<'a, 'b>,
}

impl Read for Watched<'_, '_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        let bytes = u64::try_from(read).unwrap_or(u64::MAX);
        self.progress.advance(bytes).map_err(|_| io::Error::from(ErrorKind::Other))?;
        Ok(read)
    }
}
