//! What a file is, judged by its bytes alone.

/// Bytes from the start of a file that are looked at.
pub(super) const LOOKED_AT_BYTES: usize = 8192;

/// What a file is called that cannot be told.
const UNKNOWN: &str = "application/octet-stream";

/// Media types that get their own file name ending in the bundle; everything else ends in `bin`.
const ENDINGS: [(&str, &str); 22] = [
    ("image/png", "png"),
    ("image/jpeg", "jpg"),
    ("image/webp", "webp"),
    ("image/heif", "heic"),
    ("image/avif", "avif"),
    ("image/gif", "gif"),
    ("image/bmp", "bmp"),
    ("image/tiff", "tiff"),
    ("video/mp4", "mp4"),
    ("video/webm", "webm"),
    ("video/x-matroska", "mkv"),
    ("video/quicktime", "mov"),
    ("audio/ogg", "ogg"),
    ("audio/opus", "opus"),
    ("audio/m4a", "m4a"),
    ("audio/mpeg", "mp3"),
    ("audio/amr", "amr"),
    ("audio/aac", "aac"),
    ("audio/x-wav", "wav"),
    ("application/pdf", "pdf"),
    ("application/zip", "zip"),
    ("text/plain", "txt"),
];

/// The media type of a file that begins with `start`; `whole` says whether that is all of it.
pub(super) fn media_type(start: &[u8], whole: bool) -> &'static str {
    match infer::get(start) {
        Some(kind) => kind.mime_type(),
        None if is_text(start, whole) => "text/plain",
        None => UNKNOWN,
    }
}

/// UTF-8 without control characters other than those of plain text. A character cut off at the end does not count
/// against it unless the file ends there.
fn is_text(start: &[u8], whole: bool) -> bool {
    let text = match std::str::from_utf8(start) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() && !whole => start
            .get(..error.valid_up_to())
            .map_or("", |valid| std::str::from_utf8(valid).unwrap_or_default()),
        Err(_) => return false,
    };
    !text.is_empty()
        && !text.chars().any(|character| {
            character.is_control() && !matches!(character, '\n' | '\r' | '\t' | '\u{c}')
        })
}

/// The file name ending for a media type.
pub(super) fn ending(media_type: &str) -> &'static str {
    ENDINGS.iter().find(|(known, _)| *known == media_type).map_or("bin", |(_, ending)| ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_files_are_known_by_their_first_bytes() {
        let cases: [(&[u8], &str, &str); 12] = [
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png", "png"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg", "jpg"),
            (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp", "webp"),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heif", "heic"),
            (b"GIF89a\x01\0\x01\0", "image/gif", "gif"),
            (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "video/mp4", "mp4"),
            (b"%PDF-1.7\n", "application/pdf", "pdf"),
            (b"PK\x03\x04\x14\0\0\0\0\0", "application/zip", "zip"),
            (b"OggS\0\x02\0\0\0\0\0\0\0\0vorbis", "audio/ogg", "ogg"),
            ("14/3/26, 2:10\u{202f}a.m. - Mamá: hola".as_bytes(), "text/plain", "txt"),
            (b"\0\x01\x02\x03\x04\x05\x06\x07\x08", UNKNOWN, "bin"),
            (b"MZ\x90\0\x03\0\0\0", "application/vnd.microsoft.portable-executable", "bin"),
        ];
        for (start, expected, expected_ending) in cases {
            let found = media_type(start, true);
            assert_eq!(found, expected);
            assert_eq!(ending(found), expected_ending);
        }
    }

    #[test]
    fn a_character_cut_at_the_look_limit_is_still_text() {
        let cut = "ñ".as_bytes().get(..1).expect("two bytes");
        let start = [b"a".as_slice(), cut].concat();
        assert_eq!(media_type(&start, false), "text/plain");
        assert_eq!(media_type(&start, true), UNKNOWN);
    }
}
