//! Reading a file of which parts cannot be read: they come as zeros and are counted, and the rest comes as it is.

use std::io::{self, ErrorKind, Read, Seek, SeekFrom};

/// What is given up together where the medium fails.
const BLOCK_BYTES: u64 = 4096;
/// Blocks in a row after which the rest is given up: a medium that is gone takes its time over each.
const MOST_LOST_IN_A_ROW: u64 = 64;

/// A reader that gives so many bytes, whatever its source does.
pub(super) struct Salvage<R> {
    source: R,
    bytes: u64,
    position: u64,
    lost: u64,
    lost_in_a_row: u64,
}

impl<R: Read + Seek> Salvage<R> {
    /// Reads all of `source`.
    ///
    /// # Errors
    /// When not even its length can be known.
    pub(super) fn whole(mut source: R) -> io::Result<Self> {
        let bytes = source.seek(SeekFrom::End(0))?;
        Self::first(source, bytes)
    }

    /// Reads the first `bytes` bytes of `source`; what it does not have is lost.
    ///
    /// # Errors
    /// When it cannot be read from its start.
    pub(super) fn first(mut source: R, bytes: u64) -> io::Result<Self> {
        source.rewind()?;
        Ok(Self { source, bytes, position: 0, lost: 0, lost_in_a_row: 0 })
    }

    /// Bytes so far that could not be read.
    pub(super) fn lost(&self) -> u64 {
        self.lost
    }
}

impl<R: Read + Seek> Read for Salvage<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.bytes.saturating_sub(self.position)).unwrap_or(usize::MAX);
        let wanted = buffer.len().min(left);
        let buffer = buffer.get_mut(..wanted).unwrap_or_default();
        if buffer.is_empty() {
            return Ok(0);
        }
        if self.lost_in_a_row < MOST_LOST_IN_A_ROW {
            match self.source.read(buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => return Err(error),
                Ok(read) if read > 0 => {
                    self.lost_in_a_row = 0;
                    self.position = self.position.saturating_add(length(read));
                    return Ok(read);
                }
                // It is shorter than it was, or fails here.
                _ => self.lost_in_a_row = self.lost_in_a_row.saturating_add(1),
            }
        }
        let block = BLOCK_BYTES.saturating_sub(self.position % BLOCK_BYTES);
        let given_up = usize::try_from(block).unwrap_or(wanted).min(wanted);
        buffer.iter_mut().take(given_up).for_each(|byte| *byte = 0);
        self.position = self.position.saturating_add(length(given_up));
        self.lost = self.lost.saturating_add(length(given_up));
        // Where this fails, so will reading.
        let _ = self.source.seek(SeekFrom::Start(self.position));
        Ok(given_up)
    }
}

fn length(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;
    use std::ops::Range;

    /// A medium of which some bytes cannot be read.
    struct Failing {
        bytes: Cursor<Vec<u8>>,
        bad: Range<u64>,
        reads: u64,
    }

    impl Failing {
        fn new(bytes: usize, bad: Range<u64>) -> Self {
            Self { bytes: Cursor::new(vec![7; bytes]), bad, reads: 0 }
        }
    }

    impl Read for Failing {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.reads = self.reads.saturating_add(1);
            let position = self.bytes.position();
            if self.bad.contains(&position) {
                return Err(io::Error::from_raw_os_error(5));
            }
            let sound = match self.bad.start.checked_sub(position) {
                Some(before) if before > 0 => before,
                _ => u64::MAX,
            };
            self.bytes.by_ref().take(sound).read(buffer)
        }
    }

    impl Seek for Failing {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.bytes.seek(to)
        }
    }

    fn read(source: &mut Failing) -> (Vec<u8>, u64) {
        let mut salvage = Salvage::whole(source).expect("its length is known");
        let mut bytes = Vec::new();
        salvage.read_to_end(&mut bytes).expect("it never fails");
        (bytes, salvage.lost())
    }

    #[test]
    fn a_block_that_cannot_be_read_comes_as_zeros_and_the_rest_as_it_is() {
        let (bytes, lost) = read(&mut Failing::new(20_000, 5_000..5_001));
        assert_eq!(bytes.len(), 20_000);
        assert_eq!(lost, 8_192 - 5_000);
        for (place, byte) in bytes.iter().enumerate() {
            assert_eq!(*byte == 0, (5_000..8_192).contains(&place), "{place}");
        }
    }

    #[test]
    fn what_can_be_read_in_whole_loses_nothing() {
        for bytes in [0, 1, 4_096, 70_000] {
            assert_eq!(read(&mut Failing::new(bytes, 0..0)), (vec![7; bytes], 0));
        }
    }

    #[test]
    fn a_medium_that_is_gone_is_not_asked_for_every_block() {
        let mut gone = Failing::new(10_000_000, 0..u64::MAX);
        assert_eq!(read(&mut gone), (vec![0; 10_000_000], 10_000_000));
        assert_eq!(gone.reads, MOST_LOST_IN_A_ROW);
    }

    #[test]
    fn a_file_that_became_shorter_keeps_the_length_it_was_known_by() {
        let mut salvage = Salvage::first(Cursor::new(vec![7; 10]), 5_000).expect("it can be read");
        let mut bytes = Vec::new();
        salvage.read_to_end(&mut bytes).expect("it never fails");
        assert_eq!(bytes, [vec![7; 10], vec![0; 4_990]].concat());
        assert_eq!(salvage.lost(), 4_990);
    }
}
