//! Finding words without minding accents and capitals: "maria lopez" finds "María López".

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

/// Small letters without their accents; marks that cannot be seen are dropped, and spaces of any width are one kind.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        match character {
            '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => {}
            '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}' => {}
            'à'..='å' | 'ā' | 'ă' | 'ą' => folded.push('a'),
            'è'..='ë' | 'ē' | 'ě' | 'ę' => folded.push('e'),
            'ì'..='ï' | 'ī' | 'ĩ' => folded.push('i'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => folded.push('o'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => folded.push('u'),
            'ñ' | 'ń' | 'ň' => folded.push('n'),
            'ç' | 'ć' | 'č' => folded.push('c'),
            'ý' | 'ÿ' => folded.push('y'),
            'š' | 'ś' => folded.push('s'),
            'ž' | 'ź' | 'ż' => folded.push('z'),
            space if space.is_whitespace() => folded.push(' '),
            other => folded.push(other),
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
