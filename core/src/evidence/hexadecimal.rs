//! Lower-case hexadecimal, as hashes and ids are written in entries and in the bundle.

/// Writes `bytes` as lower-case hexadecimal digits.
pub(crate) fn encode(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a text is so many lower-case hexadecimal digits and nothing else.
pub(crate) fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Reads exactly 64 lower-case hexadecimal digits; `None` for anything else, so that a hash has one spelling only.
pub(crate) fn decode_hash(text: &str) -> Option<[u8; 32]> {
    if !is_digits(text, 64) {
        return None;
    }
    let mut hash = [0_u8; 32];
    for (byte, pair) in hash.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_survives_writing_and_reading() {
        let hash: [u8; 32] = std::array::from_fn(|index| u8::try_from(index * 8).unwrap_or(255));
        assert_eq!(decode_hash(&encode(&hash)), Some(hash));
    }

    #[test]
    fn a_hash_has_one_spelling_only() {
        let good = encode(&[0xab; 32]);
        for bad in [good.to_uppercase(), format!("{good}00"), good.replacen('a', "+", 1)] {
            assert_eq!(decode_hash(&bad), None);
        }
    }
}
