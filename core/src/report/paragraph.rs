//! From spans of text to lines of glyphs.

use super::fonts::{Face, Fonts, Glyph};
use super::printable::{Part, parts};
use std::collections::BTreeMap;

/// A colour of the report, red, green and blue.
pub(super) type Color = (u8, u8, u8);

/// Running text.
pub(super) const INK: Color = (0x17, 0x20, 0x1d);
/// Second lines, column heads, signs written by number.
pub(super) const FAINT_INK: Color = (0x51, 0x60, 0x5b);
/// Headings and the line under the title.
pub(super) const PRIMARY: Color = (0x0b, 0x5d, 0x4e);
/// Corrections.
pub(super) const AMBER: Color = (0x8a, 0x4b, 0x00);
/// Hairlines.
pub(super) const HAIRLINE: Color = (0xde, 0xe2, 0xdd);

/// How a span looks. Sizes in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub(super) face: Face,
    pub(super) size: f32,
    pub(super) color: Color,
    /// From one line to the next.
    pub(super) leading: f32,
}

/// Title of the report.
pub(super) const TITLE: Style = Style { face: Face::Medium, size: 19.0, color: INK, leading: 22.5 };
/// Heading of a section.
pub(super) const HEADING: Style =
    Style { face: Face::Medium, size: 11.5, color: PRIMARY, leading: 16.0 };
/// Running text.
pub(super) const BODY: Style = Style { face: Face::Regular, size: 10.2, color: INK, leading: 14.4 };
/// What stands out in running text.
pub(super) const STRONG: Style = Style { face: Face::Medium, ..BODY };
/// Corrections in running text.
pub(super) const CORRECTION: Style = Style { color: AMBER, ..BODY };
/// Numbers of entries.
pub(super) const FAINT: Style = Style { color: FAINT_INK, ..BODY };
/// Column heads and second lines.
pub(super) const SMALL: Style =
    Style { face: Face::Regular, size: 8.8, color: FAINT_INK, leading: 12.4 };
/// What somebody copies, in running text.
pub(super) const MONO: Style = Style { face: Face::Mono, size: 8.8, color: INK, leading: 14.4 };
/// Hashes.
pub(super) const SMALL_MONO: Style =
    Style { face: Face::Mono, size: 7.0, color: INK, leading: 10.2 };
/// The head code.
pub(super) const CODE: Style = Style { face: Face::Mono, size: 15.0, color: INK, leading: 20.0 };
/// The line at the foot of every page.
pub(super) const FOOT: Style =
    Style { face: Face::Regular, size: 7.6, color: FAINT_INK, leading: 10.4 };

/// Text in one style.
#[derive(Debug, Clone)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) style: Style,
}

/// `text` in `style`.
pub(super) fn span(text: impl Into<String>, style: Style) -> Span {
    Span { text: text.into(), style }
}

/// Glyphs of one style on one line. Offsets in bytes of `text` need not be kept: each character has one glyph.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// From the line's left edge, in points.
    pub(super) x: f32,
    pub(super) style: Style,
    pub(super) text: String,
    pub(super) glyphs: Vec<Glyph>,
}

/// One line.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) runs: Vec<Run>,
    /// Height of the line in points.
    pub(super) leading: f32,
    /// Width without trailing spaces, in points.
    pub(super) width: f32,
}

/// One character on its way into a line.
struct Atom {
    character: char,
    glyph: Glyph,
    style: Style,
    advance: f32,
}

/// Measures and breaks text.
pub(super) struct Typesetter {
    fonts: Fonts,
    names: BTreeMap<String, String>,
}

impl Typesetter {
    /// `names` are those of [`super::words::Words::signs`].
    pub(super) fn new(names: BTreeMap<String, String>) -> Self {
        Self { fonts: Fonts::new(), names }
    }

    pub(super) fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// Whether `text` holds a sign that is written by its number.
    pub(super) fn escapes(&self, text: &str) -> Option<String> {
        self.parts(text, Face::Regular).into_iter().find_map(|part| match part {
            Part::Escape(escape) => Some(escape),
            Part::Plain(_) | Part::Break => None,
        })
    }

    fn parts(&self, text: &str, face: Face) -> Vec<Part> {
        parts(text, |character| self.face_for(face, character).is_some(), &self.names)
    }

    /// The face that draws `character`: the wanted one, or running text where the monospaced font has a gap.
    fn face_for(&self, wanted: Face, character: char) -> Option<Face> {
        [wanted, Face::Regular]
            .into_iter()
            .find(|face| self.fonts.glyph(*face, character).is_some())
    }

    /// Breaks `spans` into lines of at most `width` points. There is always at least one line.
    pub(super) fn lines(&self, spans: &[Span], width: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut pending: Vec<Atom> = Vec::new();
        let mut style = spans.first().map_or(BODY, |span| span.style);
        for Span { text, style: wanted } in spans {
            style = *wanted;
            for part in self.parts(text, style.face) {
                match part {
                    Part::Plain(text) => self.push_atoms(&text, style, &mut pending),
                    Part::Escape(text) => {
                        let size = style.size * 0.86;
                        let escape = Style { face: Face::Mono, size, color: FAINT_INK, ..style };
                        self.push_atoms(&text, escape, &mut pending);
                    }
                    Part::Break => {
                        self.break_atoms(std::mem::take(&mut pending), style, width, &mut lines);
                    }
                }
            }
        }
        if !pending.is_empty() || lines.is_empty() {
            self.break_atoms(pending, style, width, &mut lines);
        }
        lines
    }

    fn push_atoms(&self, text: &str, style: Style, atoms: &mut Vec<Atom>) {
        for character in text.chars() {
            let Some(face) = self.face_for(style.face, character) else { continue };
            let Some(glyph) = self.fonts.glyph(face, character) else { continue };
            let style = Style { face, ..style };
            atoms.push(Atom { character, glyph, style, advance: glyph.advance * style.size });
        }
    }

    /// Fills lines greedily: breaks after spaces; a word longer than a line breaks where it must, after a sign such as
    /// `/` when one stands in the second half of the line.
    fn break_atoms(&self, atoms: Vec<Atom>, style: Style, width: f32, lines: &mut Vec<Line>) {
        let mut rest = atoms.as_slice();
        if rest.is_empty() {
            lines.push(Line { leading: style.leading, ..Line::default() });
            return;
        }
        while !rest.is_empty() {
            let (line, following) = rest.split_at(fitting(rest, width));
            lines.push(set(line));
            rest = following;
        }
    }
}

/// How many of `atoms` go on one line; at least one.
fn fitting(atoms: &[Atom], width: f32) -> usize {
    let mut used = 0.0;
    let mut after_space = None;
    let mut after_sign = None;
    for (index, atom) in atoms.iter().enumerate() {
        let next = index.saturating_add(1);
        if atom.character == ' ' {
            // A space may hang over the edge: it shows nothing.
            used += atom.advance;
            after_space = Some(next);
            continue;
        }
        if used + atom.advance > width && index > 0 {
            return after_space.or(after_sign).unwrap_or(index);
        }
        used += atom.advance;
        if used > width / 2.0 && "/-_.,;:?&=)]%".contains(atom.character) {
            after_sign = Some(next);
        }
    }
    atoms.len()
}

fn set(atoms: &[Atom]) -> Line {
    let mut line = Line::default();
    let mut x = 0.0;
    for atom in atoms {
        line.leading = line.leading.max(atom.style.leading);
        match line.runs.last_mut() {
            Some(run) if run.style == atom.style => {
                run.text.push(atom.character);
                run.glyphs.push(atom.glyph);
            }
            _ => line.runs.push(Run {
                x,
                style: atom.style,
                text: atom.character.to_string(),
                glyphs: vec![atom.glyph],
            }),
        }
        x += atom.advance;
        if atom.character != ' ' {
            line.width = x;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::report::words::Words;

    fn texts(text: &str, width: f32) -> Vec<String> {
        Typesetter::new(Words::of(Language::Spanish).signs)
            .lines(&[span(text, BODY)], width)
            .iter()
            .map(|line| line.runs.iter().map(|run| run.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn lines_break_after_spaces_and_keep_every_character() {
        let text = "Una voz de mujer dijo ser de una paquetería y pidió el código.";
        let lines = texts(text, 120.0);
        assert!(lines.len() > 2);
        assert_eq!(lines.concat(), text);
        assert!(lines.iter().rev().skip(1).all(|line| line.ends_with(' ')));
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut_and_no_line_is_too_wide() {
        let word = "a".repeat(4000);
        let typesetter = Typesetter::new(BTreeMap::new());
        let lines = typesetter.lines(&[span(&*word, BODY)], 200.0);
        assert!(lines.len() > 50);
        assert!(lines.iter().all(|line| line.width <= 200.0));
        assert_eq!(texts(&word, 200.0).concat(), word);
    }

    #[test]
    fn an_empty_text_still_takes_a_line() {
        assert_eq!(texts("", 100.0), [""]);
        assert_eq!(texts("a\n\nb", 100.0), ["a", "", "b"]);
    }

    #[test]
    fn a_line_too_narrow_for_a_letter_takes_one_letter() {
        assert_eq!(texts("abc", 0.5), ["a", "b", "c"]);
    }
}
