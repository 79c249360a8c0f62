//! Letters as they are read: small, without accents and ornaments, foreign ones as the letters they imitate.

use crate::shipped::packed;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What a character imitates, by Unicode UTS 39: what the build took from unicode-security. As static tables, with a
/// pointer for each character, the same takes a fifth of a megabyte of each native library.
static CONFUSABLES: LazyLock<HashMap<char, String>> = LazyLock::new(|| {
    serde_json::from_slice(&packed!("confusables.json").bytes())
        .expect("the build packed it, and a test reads it")
});

/// Capitals drawn as small as small letters, in the order of [`SMALL_CAPITALS_READ`]. Unicode counts most of them neither as
/// ornaments nor as imitations.
const SMALL_CAPITALS: &str = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢꞮ";

const SMALL_CAPITALS_READ: &str = "abcdefghijklmnoprstuvwyzi";

/// What a letter reads as that is drawn in place of another: a small capital, or one on a dark tile or disc.
fn drawn_for(character: char) -> Option<char> {
    if character.is_ascii() {
        return None;
    }
    let tile = match character {
        '\u{1f150}'..='\u{1f169}' => Some('\u{1f150}'),
        '\u{1f170}'..='\u{1f189}' => Some('\u{1f170}'),
        _ => None,
    };
    if let Some(first) = tile {
        let number = u32::from(character).saturating_sub(u32::from(first));
        return char::from_u32(u32::from('a').saturating_add(number));
    }
    let number = SMALL_CAPITALS.chars().position(|small| small == character)?;
    SMALL_CAPITALS_READ.chars().nth(number)
}

/// Whether a letter is drawn as an ornament that [`read_as`] reads all the same.
pub(crate) fn is_drawn(character: char) -> bool {
    drawn_for(character).is_some()
}

/// Adds what a letter or a digit reads as; nothing for any other sign.
pub(crate) fn read_as(character: char, folded: &mut String) {
    if character.is_ascii() {
        if character.is_ascii_alphanumeric() {
            folded.push(character.to_ascii_lowercase());
        }
        return;
    }
    if let Some(letter) = drawn_for(character) {
        folded.push(letter);
        return;
    }
    decompose_compatible(character, |part| {
        if part.is_ascii_alphanumeric() {
            folded.push(part.to_ascii_lowercase());
        } else if part.is_alphabetic() && !is_combining_mark(part) {
            let mut buffer = [0; 4];
            let itself = &*part.encode_utf8(&mut buffer);
            let imitated = CONFUSABLES.get(&part).map_or(itself, String::as_str);
            let read = imitated.chars().filter(|c| c.is_alphanumeric());
            folded.extend(read.flat_map(char::to_lowercase));
        }
    });
}

/// A text that begins with a capital letter, as a sentence does.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}", letters.as_str())
}

/// Signs without a shape.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_reads_as_the_plain_one_and_a_sign_as_nothing() {
        for (character, read) in [
            ('a', "a"),
            ('Ñ', "n"),
            ('ü', "u"),
            ('ø', "o"),
            ('о', "o"),
            ('Ｐ', "p"),
            ('𝐦', "m"),
            ('７', "7"),
            ('@', ""),
            ('¿', ""),
            ('\u{301}', ""),
            ('🙏', ""),
            ('ᴍ', "m"),
            ('🅼', "m"),
            ('🅜', "m"),
        ] {
            let mut folded = String::new();
            read_as(character, &mut folded);
            assert_eq!(folded, read, "{character}");
        }
    }

    #[test]
    fn every_letter_imitates_what_unicode_security_says() {
        use unicode_normalization::UnicodeNormalization;
        use unicode_security::confusable_detection::skeleton;

        let mut different = 0;
        let letters = ('\u{80}'..=char::MAX).filter(|c| c.is_alphabetic() && !is_drawn(*c));
        for character in letters {
            let parts: String = std::iter::once(character).nfkd().collect();
            let mut expected = String::new();
            for part in parts.chars() {
                if part.is_ascii_alphanumeric() {
                    expected.push(part.to_ascii_lowercase());
                } else if part.is_alphabetic() && !is_combining_mark(part) {
                    let imitated = skeleton(part.encode_utf8(&mut [0; 4])).collect::<String>();
                    let read = imitated.chars().filter(|c| c.is_alphanumeric());
                    expected.extend(read.flat_map(char::to_lowercase));
                }
            }
            let mut folded = String::new();
            read_as(character, &mut folded);
            assert_eq!(folded, expected, "{character}");
            different += usize::from(folded != character.to_string());
        }
        assert!(different > 5_000, "only {different}");
    }
}
