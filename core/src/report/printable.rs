//! Text as the shipped fonts can draw it: nothing is dropped. A sign without a glyph, and a sign that cannot be seen,
//! is written by its Unicode number in brackets, with its name when the words of the report know it.

use std::collections::BTreeMap;

/// A stretch of text after the fonts have been asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// To be drawn as it stands.
    Plain(String),
    /// Signs written by number, such as `[U+1F600 cara sonriente]`.
    Escape(String),
    /// A line ends here.
    Break,
}

/// Cuts `text` into what can be drawn, what is written by number, and line ends. `drawable` says whether the font has
/// the character; `names` gives names by number in capital hexadecimal digits.
pub(super) fn parts(
    text: &str,
    drawable: impl Fn(char) -> bool,
    names: &BTreeMap<String, String>,
) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut escaped: Vec<String> = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let written = match character {
            '\r' => {
                if characters.peek() == Some(&'\n') {
                    characters.next();
                }
                None
            }
            '\n' | '\u{2028}' | '\u{2029}' => None,
            '\t' => Some("    ".to_owned()),
            // Spaces of other widths carry no meaning of their own; message exports are full of them.
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
                Some(" ".to_owned())
            }
            _ => {
                let composed = characters.peek().and_then(|mark| compose(character, *mark));
                let sign = composed.filter(|sign| drawable(*sign));
                if sign.is_some() {
                    characters.next();
                }
                let sign = sign.unwrap_or(character);
                if drawable(sign) && !invisible(sign) {
                    Some(sign.to_string())
                } else {
                    flush_plain(&mut plain, &mut parts);
                    escaped.push(number(sign, names));
                    continue;
                }
            }
        };
        flush_escaped(&mut escaped, &mut parts);
        match written {
            Some(written) => plain.push_str(&written),
            None => {
                flush_plain(&mut plain, &mut parts);
                parts.push(Part::Break);
            }
        }
    }
    flush_plain(&mut plain, &mut parts);
    flush_escaped(&mut escaped, &mut parts);
    parts
}

fn flush_plain(plain: &mut String, parts: &mut Vec<Part>) {
    if !plain.is_empty() {
        parts.push(Part::Plain(std::mem::take(plain)));
    }
}

fn flush_escaped(escaped: &mut Vec<String>, parts: &mut Vec<Part>) {
    if !escaped.is_empty() {
        parts.push(Part::Escape(format!("[{}]", escaped.join(", "))));
        escaped.clear();
    }
}

/// `U+1F600`, and the name when it is known.
fn number(sign: char, names: &BTreeMap<String, String>) -> String {
    let code = format!("{:04X}", u32::from(sign));
    match names.get(&code) {
        Some(name) => format!("U+{code} {name}"),
        None => format!("U+{code}"),
    }
}

/// Controls, zero-width signs and marks of writing direction, which a reader would not see or would be led astray by.
fn invisible(sign: char) -> bool {
    sign.is_control()
        || matches!(sign,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// The single character for a Latin letter followed by a combining mark, as some phones write accents; `None` when
/// Unicode has none among those of Spanish and its neighbours.
fn compose(letter: char, mark: char) -> Option<char> {
    let (letters, composed) = match mark {
        '\u{300}' => ("AEIOUaeiou", "ÀÈÌÒÙàèìòù"),
        '\u{301}' => ("AEIOUYaeiouyCcNnSsZzLlRr", "ÁÉÍÓÚÝáéíóúýĆćŃńŚśŹźĹĺŔŕ"),
        '\u{302}' => ("AEIOUaeiou", "ÂÊÎÔÛâêîôû"),
        '\u{303}' => ("AENOaenoIiUu", "ÃẼÑÕãẽñõĨĩŨũ"),
        '\u{304}' => ("AEIOUaeiou", "ĀĒĪŌŪāēīōū"),
        '\u{308}' => ("AEIOUaeiouy", "ÄËÏÖÜäëïöüÿ"),
        '\u{30a}' => ("Aa", "Åå"),
        '\u{30c}' => ("CcSsZzRrEe", "ČčŠšŽžŘřĚě"),
        '\u{327}' => ("CcSs", "ÇçŞş"),
        _ => return None,
    };
    letters.chars().zip(composed.chars()).find(|(from, _)| *from == letter).map(|(_, to)| to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let names = BTreeMap::from([("1F600".to_owned(), "cara sonriente".to_owned())]);
        parts(text, |sign| (' '..'\u{180}').contains(&sign), &names)
            .into_iter()
            .map(|part| match part {
                Part::Plain(text) | Part::Escape(text) => text,
                Part::Break => "|".to_owned(),
            })
            .collect()
    }

    #[test]
    fn a_sign_without_a_glyph_is_written_by_its_number_and_name() {
        assert_eq!(shown("hola 😀"), "hola [U+1F600 cara sonriente]");
        assert_eq!(shown("👩"), "[U+1F469]");
    }

    #[test]
    fn neighbouring_signs_share_one_bracket() {
        assert_eq!(shown("سل"), "[U+0633, U+0644]");
    }

    #[test]
    fn marks_of_direction_and_zero_width_signs_are_written_out() {
        assert_eq!(shown("a\u{202e}b\u{200b}c"), "a[U+202E]b[U+200B]c");
        assert_eq!(shown("\u{0}"), "[U+0000]");
        assert_eq!(shown("gu\u{ad}ion"), "gu[U+00AD]ion");
    }

    #[test]
    fn decomposed_accents_become_the_letter_people_know() {
        assert_eq!(shown("mama\u{301} nin\u{303}o"), "mamá niño");
        assert_eq!(shown("q\u{301}"), "q[U+0301]");
    }

    #[test]
    fn every_kind_of_line_end_ends_one_line() {
        assert_eq!(shown("a\r\nb\rc\nd\u{2028}e"), "a|b|c|d|e");
    }
}
