//! Letters as they are read: without accents, capitals, ornaments and invisible signs, foreign letters as the ones they
//! imitate. Every word keeps its place in the original.

use crate::letters::{self, is_invisible};
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;
use unicode_security::MixedScript;

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
    /// Its letters stand apart: "c ó d i g o".
    Spaced,
    /// Its letters are struck through, or other marks stand among them.
    Marked,
}

/// What stands before a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pause {
    /// At most blanks and pictures.
    #[default]
    None,
    /// A comma or the like: the sentence goes on.
    Clause,
    /// A full stop or the like: a sentence begins.
    Sentence,
}

/// A word as it is read, and where it stands, in bytes of the original.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) folded: String,
    pub(super) place: Range<usize>,
    pub(super) pause: Pause,
    /// Whether its letters stood apart, so that it may hold several words.
    pub(super) spaced: bool,
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
    let mut reader = Reader { text, ..Reader::default() };
    for (start, character) in text.char_indices() {
        reader.reading.steps = reader.reading.steps.saturating_add(1);
        reader.take(start..start.saturating_add(character.len_utf8()), character);
    }
    reader.close();
    reader.reading.words = join_spaced(reader.reading.words, text, &mut reader.reading.tricks);
    reader.reading
}

/// The word that is being read, and what was read before it.
#[derive(Debug, Default)]
struct Reader<'t> {
    text: &'t str,
    reading: Reading,
    folded: String,
    place: Range<usize>,
    pause: Pause,
    invisible: bool,
    styled: bool,
    marked: bool,
    marks_in_a_row: usize,
}

impl Reader<'_> {
    fn take(&mut self, place: Range<usize>, character: char) {
        if turns_direction(character) {
            self.reading.tricks.push((Trick::Direction, place));
            return;
        }
        if is_invisible(character) {
            // Those that emoji are joined with count only between letters.
            self.invisible |= !self.folded.is_empty() && !chooses_a_shape(character);
            return;
        }
        let before = self.folded.len();
        fold(character, &mut self.folded);
        if self.folded.len() > before {
            if before == 0 {
                self.place.start = place.start;
            } else if self.invisible {
                self.reading.tricks.push((Trick::Invisible, self.place.start..place.end));
            }
            (self.invisible, self.marks_in_a_row) = (false, 0);
            self.place.end = place.end;
            self.styled |= is_styled(character);
        } else if is_combining_mark(character) && character != KEYCAP && before > 0 {
            self.place.end = place.end;
            self.marks_in_a_row = self.marks_in_a_row.saturating_add(1);
            self.marked |= strikes_through(character) || self.marks_in_a_row > MARKS_OF_A_LETTER;
        } else if matches!(character, '*' | '~') && self.stands_between_letters(&place) {
            self.marked = true;
        } else {
            self.close();
            self.pause = self.pause.max(pause_of(character, self.text.get(place.end..)));
        }
    }

    /// Whether letters stand at both sides: bold and strike of messengers stand around words.
    fn stands_between_letters(&self, place: &Range<usize>) -> bool {
        let before = self.text.get(..place.start).and_then(|text| text.chars().next_back());
        let after = self.text.get(place.end..).and_then(|text| text.chars().next());
        [before, after].iter().all(|letter| letter.is_some_and(char::is_alphabetic))
    }

    fn close(&mut self) {
        if !self.folded.is_empty() {
            let place = self.place.clone();
            let letters = self.text.get(place.clone()).unwrap_or_default();
            let mut trick = |trick| self.reading.tricks.push((trick, place.clone()));
            if mixes_alphabets(letters) {
                trick(Trick::ForeignLetters);
            }
            if self.styled {
                trick(Trick::Styled);
            }
            if self.marked {
                trick(Trick::Marked);
            }
            let folded = std::mem::take(&mut self.folded);
            self.reading.words.push(Word { folded, place, pause: self.pause, spaced: false });
            self.pause = Pause::None;
        }
        (self.invisible, self.styled, self.marked, self.marks_in_a_row) = (false, false, false, 0);
    }
}

/// What a sign that is no letter does to the sentence, by what stands after it.
fn pause_of(character: char, after: Option<&str>) -> Pause {
    match character {
        '!' | '?' | '…' | ';' => Pause::Sentence,
        // Within an amount, an address or an abbreviation it ends nothing.
        '.' if after.is_none_or(|text| !text.starts_with(char::is_alphanumeric)) => Pause::Sentence,
        '.' | ',' | ':' | '(' | ')' | '"' | '«' | '»' | '“' | '”' | '¿' | '¡' | '—' | '–'
        | '\n' => Pause::Clause,
        _ => Pause::None,
    }
}

/// Joins letters that stand apart: at least [`LETTERS_APART`] in a row with one sign between each two of them. Wider
/// gaps part words.
fn join_spaced(words: Vec<Word>, text: &str, tricks: &mut Vec<(Trick, Range<usize>)>) -> Vec<Word> {
    let apart = |one: &Word, next: &Word| {
        let gap = text.get(one.place.end..next.place.start).unwrap_or_default();
        one.folded.len() == 1 && next.folded.len() == 1 && gap.chars().count() == 1
    };
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut rest = words.into_iter().peekable();
    while let Some(first) = rest.next() {
        let mut run = vec![first];
        while let Some(next) = rest.next_if(|next| run.last().is_some_and(|last| apart(last, next)))
        {
            run.push(next);
        }
        let letters =
            run.iter().filter(|word| !word.folded.starts_with(|c: char| c.is_ascii_digit()));
        if letters.count() < LETTERS_APART {
            joined.append(&mut run);
        } else if let (Some(start), Some(end)) = (run.first(), run.last()) {
            let place = start.place.start..end.place.end;
            tricks.push((Trick::Spaced, place.clone()));
            let folded = run.iter().map(|word| word.folded.as_str()).collect();
            joined.push(Word { folded, place, pause: start.pause, spaced: true });
        }
    }
    joined
}

/// So many letters in a row that stand apart are a word.
const LETTERS_APART: usize = 4;

/// A letter of ours bears one mark, one of Vietnam's two.
const MARKS_OF_A_LETTER: usize = 2;

/// Marks that are laid over a letter.
fn strikes_through(mark: char) -> bool {
    matches!(mark, '\u{334}'..='\u{338}' | '\u{20d2}' | '\u{20d3}' | '\u{20d8}'..='\u{20da}' | '\u{20dd}'..='\u{20ef}')
}

/// One word, or one part of an address, as it is read.
pub(super) fn plain(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        fold(character, &mut folded);
    }
    folded
}

/// Adds what a character reads as. `@` and `$` are kept inside words, where they may stand for letters.
fn fold(character: char, folded: &mut String) {
    if matches!(character, '@' | '$') && !folded.is_empty() {
        folded.push(character);
    } else {
        letters::read_as(character, folded);
    }
}

/// A word of Latin letters with some of another alphabet among them.
fn mixes_alphabets(word: &str) -> bool {
    !word.is_ascii()
        && word.contains(|character: char| character.is_ascii_alphabetic())
        && !word.is_single_script()
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

/// A word whose letters repeat, as in "urgenteee", with each of them once where it stands three times and more; `None`
/// for any other word.
pub(super) fn without_repeats(word: &str) -> Option<String> {
    let mut single = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let mut times = 1_usize;
        while letters.next_if_eq(&letter).is_some() {
            times = times.saturating_add(1);
        }
        let kept = if times > 2 { 1 } else { times };
        single.extend(std::iter::repeat_n(letter, kept));
    }
    (single.len() < word.len()).then_some(single)
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
    fn letters_that_stand_apart_are_read_as_words() {
        assert_eq!(words("dame el c ó d i g o ya"), ["dame", "el", "codigo", "ya"]);
        assert_eq!(words("d.a.m.e  e.l  c-ó-d-i-g-o"), ["dame", "e", "l", "codigo"]);
        assert_eq!(tricks("c ó d i g o"), [Trick::Spaced]);
        assert_eq!(tricks("a, b, c, d; 5 5 1 2 3 4 y a o"), []);
    }

    #[test]
    fn letters_that_are_struck_through_are_read_and_told() {
        assert_eq!(words("c\u{336}o\u{301}\u{336}digo y có*di*go"), ["codigo", "y", "codigo"]);
        assert_eq!(tricks("c\u{336}odigo"), [Trick::Marked]);
        assert_eq!(tricks("*hola* ~precio~ co\u{301}digo Việt"), []);
    }

    #[test]
    fn pauses_are_told_from_dots_within_amounts() {
        let pauses: Vec<Pause> =
            read("Paga $4,500.00, ya. Gracias").words.into_iter().map(|word| word.pause).collect();
        use Pause::{Clause, None, Sentence};
        assert_eq!(pauses, [None, None, Clause, Clause, Clause, Sentence]);
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
