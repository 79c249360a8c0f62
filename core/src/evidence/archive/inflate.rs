//! Unpacking a deflated member as browsers do: its last block ends where its packed bytes end. A reader that stops earlier
//! would pass over bytes that another one refuses.

use flate2::{Decompress, FlushDecompress, Status};
use std::io::{self, BufRead, BufReader, ErrorKind, Read};

/// What comes out of a deflated member. It fails where the stream is not one, is unfinished, or is not all there is.
pub(super) struct Inflate<R> {
    packed: BufReader<R>,
    unpacking: Decompress,
    ended: bool,
}

impl<R: Read> Inflate<R> {
    pub(super) fn new(packed: R) -> Self {
        Self { packed: BufReader::new(packed), unpacking: Decompress::new(false), ended: false }
    }
}

impl<R: Read> Read for Inflate<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !self.ended && !buffer.is_empty() {
            let packed = self.packed.fill_buf()?;
            let before = (self.unpacking.total_in(), self.unpacking.total_out());
            let status = self.unpacking.decompress(packed, buffer, FlushDecompress::None);
            let status = status.map_err(|_| ErrorKind::InvalidData)?;
            let since = |before: u64, now: u64| {
                usize::try_from(now.saturating_sub(before)).map_err(|_| ErrorKind::InvalidData)
            };
            let taken = since(before.0, self.unpacking.total_in())?;
            let given = since(before.1, self.unpacking.total_out())?;
            self.packed.consume(taken);
            self.ended = status == Status::StreamEnd;
            if self.ended && !self.packed.fill_buf()?.is_empty() {
                return Err(ErrorKind::InvalidData.into());
            }
            if given > 0 {
                return Ok(given);
            }
            if !self.ended && taken == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::write::DeflateEncoder;
    use flate2::{Compress, Compression, FlushCompress};
    use std::io::Write;

    fn unpacked(packed: &[u8]) -> Result<Vec<u8>, ErrorKind> {
        let mut content = Vec::new();
        let read = Inflate::new(packed).read_to_end(&mut content);
        read.map(|_| content).map_err(|error| error.kind())
    }

    fn packed(content: &[u8]) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content).expect("memory can be written");
        encoder.finish().expect("memory can be written")
    }

    #[test]
    fn what_was_packed_comes_out() {
        for content in [Vec::new(), b"hola".to_vec(), b"hola ".repeat(100_000)] {
            assert_eq!(unpacked(&packed(&content)), Ok(content));
        }
    }

    #[test]
    fn bytes_behind_the_last_block_are_refused() {
        for content in [Vec::new(), b"hola".to_vec(), b"hola ".repeat(100_000)] {
            for junk in [&b"x"[..], &[0; 100_000]] {
                let packed = [packed(&content).as_slice(), junk].concat();
                assert_eq!(unpacked(&packed), Err(ErrorKind::InvalidData));
            }
        }
    }

    #[test]
    fn a_stream_without_its_last_block_is_refused() {
        let whole = packed(&b"hola ".repeat(100));
        for length in 0..whole.len() {
            assert!(unpacked(&whole[..length]).is_err(), "cut to {length}");
        }
        // All the content, and no last block.
        let mut unfinished = Vec::with_capacity(100);
        let mut compress = Compress::new(Compression::best(), false);
        compress.compress_vec(b"hola", &mut unfinished, FlushCompress::Sync).expect("it is packed");
        assert_eq!(unpacked(&unfinished), Err(ErrorKind::UnexpectedEof));
    }
}
