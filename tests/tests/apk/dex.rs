//! Dex files, as far as it takes to know that one is whole and which classes it defines.
//!
//! The header: magic (8 bytes), Adler-32 of all after it (4), SHA-1 (20), file size (4), …; at 56
//! number and place of the strings, at 64 of the types, at 96 of the class definitions.

use std::collections::BTreeSet;

const HEADER_BYTES: usize = 112;
const CLASS_DEFINITION_BYTES: usize = 32;

/// The descriptors (`Lorg/candado/app/MainActivity;`) of the classes that a dex file defines.
///
/// # Errors
/// Says what is wrong with the file.
pub(crate) fn classes(dex: &[u8]) -> Result<BTreeSet<String>, String> {
    let magic = dex.get(..8).ok_or("it is shorter than its magic")?;
    // 038 is what API 26 reads; 039 came with API 28 and would not load on the oldest phones.
    let versions: [&[u8]; 3] = [b"dex\n035\0", b"dex\n037\0", b"dex\n038\0"];
    if !versions.contains(&magic) {
        return Err("it does not start as a dex file that Android 8 reads".to_owned());
    }
    if number(dex, 32)? != dex.len() || number(dex, 36)? != HEADER_BYTES {
        return Err("it states another size than it has".to_owned());
    }
    if number(dex, 8)? != adler32(dex.get(12..).unwrap_or_default()) {
        return Err("its checksum differs".to_owned());
    }
    let strings = number(dex, 60)?;
    let types = number(dex, 68)?;
    let (count, definitions) = (number(dex, 96)?, number(dex, 100)?);
    (0..count)
        .map(|index| {
            let class = number(dex, definitions + index * CLASS_DEFINITION_BYTES)?;
            let name = number(dex, types + class * 4)?;
            text(dex, number(dex, strings + name * 4)?)
        })
        .collect()
}

fn number(dex: &[u8], place: usize) -> Result<usize, String> {
    let bytes = dex.get(place..place + 4).ok_or("a table points outside of it")?;
    let bytes: [u8; 4] = bytes.try_into().map_err(|_| "four bytes were not four")?;
    usize::try_from(u32::from_le_bytes(bytes)).map_err(|error| error.to_string())
}

/// A string: its length (7 bits a byte, the last without the high bit), its bytes, a zero.
fn text(dex: &[u8], place: usize) -> Result<String, String> {
    let bytes = dex.get(place..).ok_or("a string lies outside of it")?;
    let start = bytes.iter().position(|byte| byte & 0x80 == 0).ok_or("a length has no end")? + 1;
    let bytes = bytes.get(start..).unwrap_or_default();
    let end = bytes.iter().position(|byte| *byte == 0).ok_or("a string has no end")?;
    String::from_utf8(bytes.get(..end).unwrap_or_default().to_vec())
        .map_err(|_| "a class has a name that is no UTF-8".to_owned())
}

fn adler32(bytes: &[u8]) -> usize {
    let (low, high) = bytes.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    usize::try_from(high << 16 | low).unwrap_or(usize::MAX)
}
