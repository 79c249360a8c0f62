//! The fonts shipped with the report. Licences: `core/fonts/OFL-*.txt`; made by `core/fonts/make.py`.

use crate::shipped::packed;
use krilla::text::{Font, GlyphId};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider, charmap::Charmap, metrics::GlyphMetrics};
use std::sync::LazyLock;

static REGULAR: LazyLock<Vec<u8>> = LazyLock::new(|| packed!("Roboto-Regular.ttf").bytes());
static MEDIUM: LazyLock<Vec<u8>> = LazyLock::new(|| packed!("Roboto-Medium.ttf").bytes());
static MONO: LazyLock<Vec<u8>> = LazyLock::new(|| packed!("RobotoMono-Regular.ttf").bytes());

/// One of the shipped fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// Running text.
    Regular,
    /// Headings and what must stand out.
    Medium,
    /// What somebody copies by hand.
    Mono,
}

/// A glyph and how far it moves on, in parts of the font size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub(super) id: GlyphId,
    pub(super) advance: f32,
}

struct Loaded {
    font: Font,
    characters: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
}

impl Loaded {
    fn new(bytes: &'static [u8]) -> Self {
        let font = FontRef::new(bytes).expect("the shipped fonts are read by a test");
        Self {
            font: Font::new(bytes.into(), 0).expect("the shipped fonts are read by a test"),
            characters: font.charmap(),
            metrics: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
        }
    }
}

/// The shipped fonts, ready to be measured and drawn.
pub(super) struct Fonts {
    regular: Loaded,
    medium: Loaded,
    mono: Loaded,
}

impl Fonts {
    pub(super) fn new() -> Self {
        Self {
            regular: Loaded::new(&REGULAR),
            medium: Loaded::new(&MEDIUM),
            mono: Loaded::new(&MONO),
        }
    }

    fn loaded(&self, face: Face) -> &Loaded {
        match face {
            Face::Regular => &self.regular,
            Face::Medium => &self.medium,
            Face::Mono => &self.mono,
        }
    }

    /// The font as the PDF takes it.
    pub(super) fn font(&self, face: Face) -> Font {
        self.loaded(face).font.clone()
    }

    /// The glyph of `character`; `None` when the font has none.
    pub(super) fn glyph(&self, face: Face, character: char) -> Option<Glyph> {
        let loaded = self.loaded(face);
        let id = loaded.characters.map(character)?;
        let advance = loaded.metrics.advance_width(id)? / loaded.font.units_per_em();
        Some(Glyph { id: GlyphId::new(id.to_u32()), advance })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_has_the_letters_of_spanish_and_of_money() {
        let fonts = Fonts::new();
        for face in [Face::Regular, Face::Medium, Face::Mono] {
            for character in "AZaz09áéíóúüñÁÉÍÓÚÜÑ¿¡«»“”·−–—…•$€@#[]{}".chars()
            {
                assert!(fonts.glyph(face, character).is_some(), "{face:?} lacks {character}");
            }
        }
    }

    #[test]
    fn look_alikes_of_other_alphabets_have_no_glyph() {
        assert!(Fonts::new().glyph(Face::Mono, 'а').is_none(), "this is the Cyrillic letter");
    }

    #[test]
    fn the_fonts_stay_small() {
        assert!(REGULAR.len().saturating_add(MEDIUM.len()).saturating_add(MONO.len()) < 250_000);
    }
}
