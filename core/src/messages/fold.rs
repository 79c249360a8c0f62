//! Letters as they are read: without accents, capitals, ornaments and invisible signs, foreign letters as the ones they
//! imitate. Every word keeps its place in the original.

use std::ops::Range;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};
use unicode_security::MixedScript;
use unicode_security::confusable_detection::skeleton;

/// What was done to a word so that it reads otherwise than it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trick {
    /// Signs that cannot be seen stand between its letters.
    Invisible,
    /// It mixes alphabets.
    ForeignLetters,
    /// A sign turns the direction of writing.
    Direction,
    /// Letters are ornaments such as 𝐚 or ａ.
    Styled,
}

/// A word as it is read, and where it stands, in bytes of the original.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) folded: String,
    pub(super) place: Range<usize>,
}

/// The words of a text and the tricks found in its letters.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) words: Vec<Word>,
    pub(super) tricks: Vec<(Trick, Range<usize>)>,
    /// Letters looked at, for the test that reading is linear.
    pub(super) steps: u64,
}

/// Reads a text in one pass.
pub(super) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    let mut word = Word { folded: String::new(), place: 0..0 };
    let (mut invisible, mut styled) = (false, false);
    let close =
        |word: &mut Word, invisible: &mut bool, styled: &mut bool, reading: &mut Reading| {
            if !word.folded.is_empty() {
                let place = word.place.clone();
                let letters = text.get(place.clone()).unwrap_or_default();
                if mixes_alphabets(letters) {
                    reading.tricks.push((Trick::ForeignLetters, place.clone()));
                }
                if *styled {
                    reading.tricks.push((Trick::Styled, place.clone()));
                }
                let folded = std::mem::take(&mut word.folded);
                reading.words.push(Word { folded, place });
            }
            (*invisible, *styled) = (false, false);
        };
    for (start, character) in text.char_indices() {
        reading.steps = reading.steps.saturating_add(1);
        let end = start.saturating_add(character.len_utf8());
        if turns_direction(character) {
            reading.tricks.push((Trick::Direction, start..end));
            continue;
        }
        if is_invisible(character) {
            invisible |= !word.folded.is_empty() && !chooses_a_shape(character);
            continue;
        }
        let before = word.folded.len();
        fold(character, &mut word.folded);
        if word.folded.len() > before {
            if before == 0 {
                word.place = start..end;
            } else if invisible {
                reading.tricks.push((Trick::Invisible, word.place.start..end));
            }
            invisible = false;
            word.place.end = end;
            styled |= is_styled(character);
        } else if is_combining_mark(character) && character != KEYCAP && !word.folded.is_empty() {
            word.place.end = end;
        } else {
            close(&mut word, &mut invisible, &mut styled, &mut reading);
        }
    }
    close(&mut word, &mut invisible, &mut styled, &mut reading);
    reading
}

/// One word, or one part of an address, as it is read.
pub(super) fn plain(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        fold(character, &mut folded);
    }
    folded
}

/// Adds what a character reads as; nothing for what is no letter and no digit. `@` and `$` are kept inside words, where
/// they may stand for letters.
fn fold(character: char, folded: &mut String) {
    if character.is_ascii() {
        let stands_in = !folded.is_empty() && matches!(character, '@' | '$');
        if character.is_ascii_alphanumeric() || stands_in {
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

/// A word of Latin letters with some of another alphabet among them.
fn mixes_alphabets(word: &str) -> bool {
    !word.is_ascii()
        && word.contains(|character: char| character.is_ascii_alphabetic())
        && !word.is_single_script()
}

/// Signs without a shape. Those that emoji are joined with count only between letters.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Drawn around a digit, as in 1️⃣: what follows is another word.
const KEYCAP: char = '\u{20e3}';

/// Says whether the sign before it is drawn as a picture.
fn chooses_a_shape(character: char) -> bool {
    matches!(character, '\u{fe00}'..='\u{fe0f}')
}

/// Signs that show letters in another order. Marks, embeddings to the left and isolates are not among them: phones put
/// those around numbers and names by themselves.
fn turns_direction(character: char) -> bool {
    matches!(character, '\u{202b}' | '\u{202e}' | '\u{2067}')
}

/// Mathematical, full-width and encircled letters.
fn is_styled(character: char) -> bool {
    matches!(
        character,
        '\u{2460}'..='\u{24ff}' | '\u{ff01}'..='\u{ff5e}' | '\u{1d400}'..='\u{1d7ff}'
            | '\u{1f110}'..='\u{1f189}'
    )
}

/// What a word reads as when digits and signs stand for letters. Both readings of `1` fall together with `l`.
pub(super) fn undisguised(word: &str) -> String {
    word.chars()
        .map(|character| match character {
            '0' => 'o',
            '1' | 'l' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            '8' => 'b',
            '9' => 'g',
            other => other,
        })
        .collect()
}

/// Whether a word of letters has digits or signs among them.
pub(super) fn may_be_disguised(word: &str) -> bool {
    word.contains(|character: char| character.is_ascii_alphabetic())
        && word.contains(|character: char| character.is_ascii_digit() || "@$".contains(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        read(text).words.into_iter().map(|word| word.folded).collect()
    }

    fn tricks(text: &str) -> Vec<Trick> {
        read(text).tricks.into_iter().map(|(trick, _)| trick).collect()
    }

    #[test]
    fn accents_capitals_and_combining_marks_fall_away() {
        assert_eq!(words("¿Cuál es TU Código, señora?"), ["cual", "es", "tu", "codigo", "senora"]);
        assert_eq!(words("co\u{301}digo"), ["codigo"]);
        assert!(tricks("¿Cuál es TU Código, señora? co\u{301}digo").is_empty());
    }

    #[test]
    fn foreign_letters_read_as_those_they_imitate_and_are_told() {
        assert_eq!(words("cоdigо"), ["codigo"]);
        assert_eq!(tricks("cоdigо"), [Trick::ForeignLetters]);
        assert_eq!(tricks("привет мама"), []);
    }

    #[test]
    fn invisible_signs_between_letters_are_told_and_emoji_are_not() {
        assert_eq!(words("có\u{200b}di\u{2060}go"), ["codigo"]);
        assert_eq!(tricks("có\u{200b}digo"), [Trick::Invisible]);
        assert_eq!(tricks("👨\u{200d}👩\u{200d}👧 hola ❤\u{fe0f} \u{200e}IMG-1.jpg"), []);
        assert_eq!(tricks("@\u{2068}Tía Lupe\u{2069} ven al \u{202a}+52 55 1234 5678\u{202c}"), []);
    }

    #[test]
    fn a_turned_direction_is_told() {
        assert_eq!(tricks("mira \u{202e}gpj.kpa"), [Trick::Direction]);
    }

    #[test]
    fn ornaments_read_as_letters() {
        assert_eq!(words("𝐩𝐫𝐞𝐦𝐢𝐨 ｐａｇｏ"), ["premio", "pago"]);
        assert_eq!(tricks("𝐩𝐫𝐞𝐦𝐢𝐨"), [Trick::Styled]);
    }

    #[test]
    fn a_word_knows_its_place_in_the_original() {
        let text = "¡Envía el có\u{200b}digo!";
        let reading = read(text);
        let place = reading.words[2].place.clone();
        assert_eq!(&text[place], "có\u{200b}digo");
    }
}
