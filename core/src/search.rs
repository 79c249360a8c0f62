//! Finding words as they are read, whatever their accents, capitals and ornaments: "maria lopez" finds "María López".

use crate::letters::{self, is_invisible};
use unicode_normalization::char::is_combining_mark;

/// Words to look for.
#[derive(Debug, Clone)]
pub(crate) struct Search {
    words: Vec<String>,
}

impl Search {
    /// Looks for every word of `query`, in any order.
    pub(crate) fn new(query: &str) -> Self {
        Self { words: fold(query).split_whitespace().map(str::to_owned).collect() }
    }

    /// Whether there is nothing to look for: then everything is found.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether every word stands somewhere in the texts.
    pub(crate) fn finds(&self, texts: &[&str]) -> bool {
        if self.is_empty() {
            return true;
        }
        let folded: Vec<String> = texts.iter().map(|text| fold(text)).collect();
        self.words.iter().all(|word| folded.iter().any(|text| text.contains(word.as_str())))
    }
}

/// Letters as they are read; signs that cannot be seen are dropped, spaces of any width are one kind.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        if is_invisible(character) || is_combining_mark(character) {
            continue;
        }
        let before = folded.len();
        letters::read_as(character, &mut folded);
        if folded.len() == before {
            folded.push(if character.is_whitespace() { ' ' } else { character });
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_capitals_do_not_matter_on_either_side() {
        for (query, text) in [
            ("maria lopez", "Le dije a María LÓPEZ que no"),
            ("MARÍA", "maria"),
            ("nino", "el niño"),
            ("niño", "EL NINO"),
            ("pinguino", "Pingüino"),
            ("mama", "mama\u{301}"),
            ("hola tu", "tú: ¿hola?"),
            ("codigo", "te mandé el сódi\u{200b}gо"),
            ("pago", "ｐａｇｏ"),
            ("5512345678", "+525512345678"),
            ("", "cualquier cosa"),
            ("  ", ""),
        ] {
            assert!(Search::new(query).finds(&[text]), "{query} in {text}");
        }
    }

    #[test]
    fn every_word_must_stand_somewhere_and_may_stand_in_another_text() {
        let search = Search::new("prima codigo");
        assert!(search.finds(&["Prima", "me pidió el código"]));
        assert!(!search.finds(&["Prima", "me pidió dinero"]));
    }
}
