//! Letters as they are read: small, without accents and ornaments, foreign ones as the letters they imitate.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};
use unicode_security::confusable_detection::skeleton;

/// Adds what a letter or a digit reads as; nothing for any other sign.
pub(crate) fn read_as(character: char, folded: &mut String) {
    if character.is_ascii() {
        if character.is_ascii_alphanumeric() {
            folded.push(character.to_ascii_lowercase());
        }
        return;
    }
    decompose_compatible(character, |part| {
        if part.is_ascii_alphanumeric() {
            folded.push(part.to_ascii_lowercase());
        } else if part.is_alphabetic() && !is_combining_mark(part) {
            let mut buffer = [0; 4];
            let imitated = skeleton(part.encode_utf8(&mut buffer));
            folded.extend(imitated.filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
        }
    });
}

/// Signs without a shape.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
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
        ] {
            let mut folded = String::new();
            read_as(character, &mut folded);
            assert_eq!(folded, read, "{character}");
        }
    }
}
