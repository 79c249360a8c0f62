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
    /// Its letters are struck through, or signs stand among them.
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

/// Reads a text in one pass. `knows` says which words are worth putting together again when signs part them.
pub(super) fn read(text: &str, knows: impl Fn(&str) -> bool) -> Reading {
    let mut reader = Reader { text, ..Reader::default() };
    for (start, character) in text.char_indices() {
        reader.reading.steps = reader.reading.steps.saturating_add(1);
        reader.take(start..start.saturating_add(character.len_utf8()), character);
    }
    reader.close();
    let mut reading = reader.reading;
    reading.words = join_parted(reading.words, text, knows, &mut reading.tricks);
    reading.words = join_spaced(reading.words, text, &mut reading.tricks);
    reading
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

/// Joins the parts of a known word that only signs keep apart: "có🔑digo", "env!ame", "c()digo". Where they are words on
/// their own, as in "gracias🙏saludos" or "y/o", they stay so.
fn join_parted(
    words: Vec<Word>,
    text: &str,
    knows: impl Fn(&str) -> bool,
    tricks: &mut Vec<(Trick, Range<usize>)>,
) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut rest = words.into_iter().peekable();
    while let Some(first) = rest.next() {
        let parts = |next: &Word| {
            read_between(text.get(first.place.end..next.place.start).unwrap_or_default()).is_none()
        };
        if rest.peek().is_none_or(parts) {
            joined.push(first);
            continue;
        }
        let mut run = vec![first];
        let mut whole = run.first().map(|word| word.folded.clone()).unwrap_or_default();
        let mut drawn = true;
        while let Some(next) = rest.peek() {
            let end = run.last().map_or(0, |word| word.place.end);
            let gap = text.get(end..next.place.start).unwrap_or_default();
            let Some(between) = read_between(gap).filter(|_| whole.len() <= LONGEST_PARTED_BYTES)
            else {
                break;
            };
            drawn &= gap.chars().all(is_picture);
            whole.extend([between.as_str(), next.folded.as_str()]);
            run.extend(rest.next());
        }
        let parted = run.len() > 1;
        let long = drawn || whole.len() >= SHORTEST_PARTED_BYTES;
        let known = parted && long && knows(&whole);
        // Where no part means anything, nothing is lost by reading over a picture.
        let nothing = || drawn && run.iter().all(|word| !knows(&word.folded));
        match (run.first(), run.last()) {
            (Some(start), Some(end)) if parted && (known || nothing()) => {
                let place = start.place.start..end.place.end;
                if known {
                    tricks.push((Trick::Marked, place.clone()));
                }
                joined.push(Word { folded: whole, place, pause: start.pause, spaced: false });
            }
            _ => joined.append(&mut run),
        }
    }
    joined
}

/// Longer ones are sentences without blanks.
const LONGEST_PARTED_BYTES: usize = 24;

/// Shorter ones may be words that a sign parts: "y/o".
const SHORTEST_PARTED_BYTES: usize = 5;

/// What the signs between two parts of a word read as: nothing, or the letter that they are drawn for; `None` where they
/// part words.
fn read_between(gap: &str) -> Option<String> {
    if gap.is_empty() {
        return None;
    }
    let mut read = String::new();
    let mut signs = gap.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '!' | '¡' | '|' => read.push('i'),
            '€' => read.push('e'),
            '(' if signs.next_if_eq(&')').is_some() => read.push('o'),
            '[' if signs.next_if_eq(&']').is_some() => read.push('o'),
            '.' | '-' | '_' | '/' | '+' | '\'' | '·' => {}
            sign if is_picture(sign) || is_invisible(sign) => {}
            _ => return None,
        }
    }
    Some(read)
}

/// Emoji, arrows and the like, with what chooses their shape.
fn is_picture(sign: char) -> bool {
    matches!(sign, '\u{200d}' | '\u{2190}'..='\u{2bff}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
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
    ) || letters::is_drawn(character)
}

/// What a word most likely reads as when digits and signs stand for letters.
pub(super) fn lettered(word: &str) -> String {
    word.chars().map(letter_for).collect()
}

/// The letter that a digit or a sign most likely stands for.
fn letter_for(sign: char) -> char {
    match sign {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        '8' => 'b',
        '9' => 'g',
        other => other,
    }
}

/// What a word reads as when digits and signs stand for letters. Both readings of `1` fall together with `l`.
pub(super) fn undisguised(word: &str) -> String {
    word.chars().map(|sign| if sign == 'l' { 'i' } else { letter_for(sign) }).collect()
}

/// A word whose letters repeat, as in "urgenteee", with each of them once where it stands three times and more; `None`
/// for any other word.
pub(super) fn without_repeats(word: &str) -> Option<String> {
    let single = with_letters(word, |times| if times > 2 { 1 } else { times });
    (single.len() < word.len()).then_some(single)
}

/// A word all of whose letters are doubled, as in "ccooddiiggoo", with half of them; `None` for any other word.
pub(super) fn without_doubling(word: &str) -> Option<String> {
    let single = with_letters(word, |times| if times % 2 == 0 { times / 2 } else { 0 });
    (!word.is_empty() && single.len().saturating_mul(2) == word.len()).then_some(single)
}

/// A word with as many of each letter in a row as `keep` says, given how many stand there.
fn with_letters(word: &str, keep: impl Fn(usize) -> usize) -> String {
    let mut kept = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let mut times = 1_usize;
        while letters.next_if_eq(&letter).is_some() {
            times = times.saturating_add(1);
        }
        kept.extend(std::iter::repeat_n(letter, keep(times)));
    }
    kept
}

/// Whether a word of letters has digits or signs among them.
pub(super) fn may_be_disguised(word: &str) -> bool {
    word.contains(|character: char| character.is_ascii_alphabetic())
        && word.contains(|character: char| character.is_ascii_digit() || "@$".contains(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn knows(word: &str) -> bool {
        ["codigo", "mandame", "enviame", "gracias", "hola"].contains(&word)
    }

    fn words(text: &str) -> Vec<String> {
        read(text, knows).words.into_iter().map(|word| word.folded).collect()
    }

    fn tricks(text: &str) -> Vec<Trick> {
        read(text, knows).tricks.into_iter().map(|(trick, _)| trick).collect()
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
        let pauses: Vec<Pause> = read("Paga $4,500.00, ya. Gracias", knows)
            .words
            .into_iter()
            .map(|word| word.pause)
            .collect();
        use Pause::{Clause, None, Sentence};
        assert_eq!(pauses, [None, None, Clause, Clause, Clause, Sentence]);
    }

    #[test]
    fn a_turned_direction_is_told() {
        assert_eq!(tricks("mira \u{202e}gpj.kpa"), [Trick::Direction]);
    }

    #[test]
    fn signs_and_pictures_inside_a_known_word_are_read_over_and_told() {
        assert_eq!(words("mánda👉me el có🔑digo"), ["mandame", "el", "codigo"]);
        assert_eq!(words("env!ame el c()d!go, man-dame"), ["enviame", "el", "codigo", "mandame"]);
        assert_eq!(tricks("có🔑digo"), [Trick::Marked]);
        for apart in ["gracias🙏saludos", "hola!como", "y/o", "si.no"] {
            assert_eq!(words(apart).len(), 2, "{apart}");
            assert!(tricks(apart).is_empty(), "{apart}");
        }
    }

    #[test]
    fn letters_written_twice_or_more_are_read_once() {
        assert_eq!(without_repeats("urgenteee").as_deref(), Some("urgente"));
        assert_eq!(without_repeats("llego"), None);
        assert_eq!(without_doubling("mmaannddaammee").as_deref(), Some("mandame"));
        assert_eq!(without_doubling("lllleeggoo").as_deref(), Some("llego"));
        assert_eq!((without_doubling("llego"), without_doubling("")), (None, None));
    }

    #[test]
    fn ornaments_read_as_letters() {
        assert_eq!(words("ᴍᴀɴᴅᴀᴍᴇ 🅲🅾🅳🅸🅶🅾"), ["mandame", "codigo"]);
        assert_eq!(tricks("ᴍᴀɴᴅᴀᴍᴇ"), [Trick::Styled]);
        assert_eq!(words("𝐩𝐫𝐞𝐦𝐢𝐨 ｐａｇｏ"), ["premio", "pago"]);
        assert_eq!(tricks("𝐩𝐫𝐞𝐦𝐢𝐨"), [Trick::Styled]);
    }

    #[test]
    fn a_word_knows_its_place_in_the_original() {
        let text = "¡Envía el có\u{200b}digo!";
        let reading = read(text, knows);
        let place = reading.words[2].place.clone();
        assert_eq!(&text[place], "có\u{200b}digo");
    }
}
