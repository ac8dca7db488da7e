//! A TrueType font that the reader of a report names, for letters that Helvetica lacks: Devanagari, Greek, Cyrillic. Letters
//! are joined and put in order as the font says, and only those that are used go into the file.

use std::fmt;

use harfrust::{Buffer, Direction, ShapeOptions, ShaperFont, shape};
use subsetter::GlyphRemapper;

/// A font that can be put into a PDF.
pub struct Font {
    data: Vec<u8>,
    font: harfrust::Font,
}

/// Why a file is no such font.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoFont {
    /// It is something else, or damaged.
    #[error("not a TrueType font, or damaged; a font with outlines of another kind cannot be embedded")]
    NoTrueType,
    /// Its maker does not allow it (OpenType, table OS/2, fsType: restricted licence embedding).
    #[error("the font says that it may not be embedded")]
    Forbidden,
}

/// One letter, or part of one, as the font draws it. Lengths are thousandths of the size.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Glyph {
    /// Its number in the font.
    pub id: u16,
    /// How far the next one stands.
    pub advance: f32,
    /// How far it is moved to the right and upwards.
    pub offset: (f32, f32),
}

/// What a PDF says of a font, in thousandths of the size.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Metrics {
    /// The box that all letters fit in: left, bottom, right, top.
    pub bbox: [f32; 4],
    /// The height above the base line.
    pub ascent: f32,
    /// The depth below it; negative.
    pub descent: f32,
}

impl Font {
    /// Reads a font file.
    ///
    /// # Errors
    /// It has no TrueType outlines, is damaged, or may not be embedded.
    pub fn parse(data: Vec<u8>) -> Result<Self, NoFont> {
        if !data.starts_with(&[0, 1, 0, 0]) && !data.starts_with(b"true") {
            return Err(NoFont::NoTrueType);
        }
        // Only bit 1 alone forbids (OpenType 1.9, OS/2).
        if number(&data, *b"OS/2", 8).is_some_and(|kind| kind & 0x000f == 0x0002) {
            return Err(NoFont::Forbidden);
        }
        let font = harfrust::Font::new(data.clone(), 0).ok_or(NoFont::NoTrueType)?;
        let is_whole = font.units_per_em() > 0 && subsetter::subset(&data, 0, &GlyphRemapper::new()).is_ok();
        is_whole.then_some(Self { data, font }).ok_or(NoFont::NoTrueType)
    }

    /// Whether it has a letter. Scripts that run from right to left are not set, since lines are laid out from the left.
    pub fn has(&self, c: char) -> bool {
        !is_from_the_right(c) && self.font.charmap().map_unicode(c).is_some_and(|glyph| glyph.to_u32() != 0)
    }

    /// A text of letters that it has, as it draws them; none if it fails at it.
    pub fn shape(&self, text: &str) -> Option<Vec<Glyph>> {
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        shape(&ShaperFont::new(&self.font), &mut buffer, ShapeOptions::new()).ok()?;
        let pairs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
        pairs
            .map(|(info, position)| {
                Some(Glyph {
                    id: u16::try_from(info.glyph_id).ok()?,
                    advance: self.scaled(position.x_advance),
                    offset: (self.scaled(position.x_offset), self.scaled(position.y_offset)),
                })
            })
            .collect()
    }

    /// The file with these glyphs only, numbered anew.
    pub fn subset(&self, glyphs: &GlyphRemapper) -> Option<Vec<u8>> {
        subsetter::subset(&self.data, 0, glyphs).ok()
    }

    /// What a PDF says of it.
    pub fn metrics(&self) -> Metrics {
        let read = |table: [u8; 4], at: usize| self.scaled(number(&self.data, table, at).map_or(0, |n| i32::from(n as i16)));
        Metrics { bbox: [36, 38, 40, 42].map(|at| read(*b"head", at)), ascent: read(*b"hhea", 4), descent: read(*b"hhea", 6) }
    }

    fn scaled(&self, units: i32) -> f32 {
        units as f32 * 1000.0 / f32::from(self.font.units_per_em().max(1))
    }
}

impl fmt::Debug for Font {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Font").field("n_bytes", &self.data.len()).finish_non_exhaustive()
    }
}

/// A number of two bytes in a table of a font file; none if there is no such table.
fn number(data: &[u8], table: [u8; 4], at: usize) -> Option<u16> {
    let two = |at: usize| Some(u16::from_be_bytes(data.get(at..at + 2)?.try_into().ok()?));
    let n_tables = usize::from(two(4)?);
    let entries = data.get(12..)?.chunks_exact(16).take(n_tables);
    let entry = entries.into_iter().find(|entry| entry.starts_with(&table))?;
    let offset = u32::from_be_bytes(entry.get(8..12)?.try_into().ok()?);
    two(usize::try_from(offset).ok()?.checked_add(at)?)
}

/// Hebrew, Arabic, Syriac, Thaana, N'Ko and what follows them, and their forms (Unicode 16, blocks).
fn is_from_the_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
