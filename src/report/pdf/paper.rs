//! Pages that are being filled from above: text, rules and areas, each marked with the element that it belongs to, so that a
//! screen reader can follow; what only adorns is marked as such.

use pdf_writer::types::{ArtifactType, StructRole, TextRenderingMode};
use pdf_writer::{Content, Name, Str, TextStr};
use subsetter::GlyphRemapper;

use super::font::Glyph;
use super::type_case::{Run, TypeCase};

/// A4, in points.
pub const SIZE: (f32, f32) = (595.28, 841.89);
/// The margin left and right.
pub const MARGIN: f32 = 46.0;
/// The width between the margins.
pub const WIDTH: f32 = SIZE.0 - 2.0 * MARGIN;
/// Where text begins, from below.
const TOP: f32 = SIZE.1 - 50.0;
/// Where it ends, from below.
const BOTTOM: f32 = 54.0;

/// Red, green and blue, 0..1.
pub type Colour = [f32; 3];

/// How a text is set.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Style {
    /// Its size in points.
    pub size: f32,
    /// Whether it is bold.
    pub is_bold: bool,
    /// Its colour.
    pub colour: Colour,
}

impl Style {
    /// From one base line to the next.
    pub fn leading(&self) -> f32 {
        self.size * 1.36
    }
}

/// An element of the document's structure.
pub struct Element {
    /// What it is.
    pub role: StructRole,
    /// What it belongs to; none of the document itself.
    pub parent: Option<usize>,
    /// What it holds, in reading order.
    pub kids: Vec<Kid>,
    /// What a reader says instead of it; may be empty.
    pub alt: String,
}

/// What an element holds.
#[derive(Clone, Copy)]
pub enum Kid {
    /// Another element.
    Element(usize),
    /// The marked text with this number, on this page.
    Mark(usize, i32),
}

/// One page.
pub struct Leaf {
    /// What is drawn.
    pub content: Content,
    /// The elements of its marks, by their numbers.
    pub marks: Vec<usize>,
}

/// The pages.
pub struct Paper<'a> {
    /// The letters.
    pub case: TypeCase<'a>,
    /// The pages.
    pub leaves: Vec<Leaf>,
    /// The structure, the document first.
    pub elements: Vec<Element>,
    /// Bookmarks: text, page, and height on it.
    pub bookmarks: Vec<(String, usize, f32)>,
    /// The glyphs of the named font that are used.
    pub glyphs: GlyphRemapper,
    /// Their widths, by their new numbers.
    pub widths: Vec<f32>,
    open: Vec<usize>,
    /// The height at which the next thing is set, from below.
    pub y: f32,
}

impl<'a> Paper<'a> {
    /// An empty page.
    pub fn new(case: TypeCase<'a>) -> Self {
        let document = Element { role: StructRole::Document, parent: None, kids: Vec::new(), alt: String::new() };
        let mut paper = Self {
            case,
            leaves: Vec::new(),
            elements: vec![document],
            bookmarks: Vec::new(),
            glyphs: GlyphRemapper::new(),
            widths: vec![0.0],
            open: vec![0],
            y: TOP,
        };
        paper.turn();
        paper
    }

    /// Begins a new page.
    pub fn turn(&mut self) {
        self.leaves.push(Leaf { content: Content::new(), marks: Vec::new() });
        self.y = TOP;
    }

    /// The height that is left on this page.
    pub fn room(&self) -> f32 {
        self.y - BOTTOM
    }

    /// The height of an empty page.
    pub fn full() -> f32 {
        TOP - BOTTOM
    }

    /// Begins a new page unless this much is left, or the page is empty.
    pub fn need(&mut self, height: f32) {
        if self.room() < height && self.y < TOP {
            self.turn();
        }
    }

    /// Leaves some room, but none at the top of a page.
    pub fn skip(&mut self, height: f32) {
        if self.y < TOP {
            self.y -= height;
        }
    }

    /// Draws what belongs to a new element.
    pub fn within<T>(&mut self, role: StructRole, alt: &str, draw: impl FnOnce(&mut Self) -> T) -> T {
        let (id, parent) = (self.elements.len(), self.open.last().copied());
        self.elements.push(Element { role, parent, kids: Vec::new(), alt: alt.to_owned() });
        if let Some(parent) = parent.and_then(|parent| self.elements.get_mut(parent)) {
            parent.kids.push(Kid::Element(id));
        }
        self.open.push(id);
        let drawn = draw(self);
        self.open.pop();
        drawn
    }

    /// A bookmark to where the next thing is set.
    pub fn bookmark(&mut self, text: &str) {
        self.bookmarks.push((text.to_owned(), self.leaves.len() - 1, self.y));
    }

    /// A text between the margins, in lines, over pages if need be.
    pub fn paragraph(&mut self, text: &str, style: Style, role: StructRole) {
        self.column(text, style, role, (MARGIN, WIDTH));
    }

    /// A text in a column: its left edge and its width.
    pub fn column(&mut self, text: &str, style: Style, role: StructRole, (x, width): (f32, f32)) {
        let lines = self.case.lines(text, style.is_bold, width * 1000.0 / style.size);
        self.within(role, "", |paper| {
            for line in lines {
                paper.need(style.leading());
                paper.y -= style.leading();
                paper.text((x, paper.y + 0.3 * style.size), &line, style);
            }
        });
    }

    /// A line of text on its base line; part of the element that is open.
    pub fn text(&mut self, at: (f32, f32), text: &str, style: Style) {
        self.turned([1.0, 0.0, 0.0, 1.0, at.0, at.1], text, style);
    }

    /// A line of text under a matrix.
    pub fn turned(&mut self, matrix: [f32; 6], text: &str, style: Style) {
        self.marked(|paper| paper.set(matrix, text, style));
    }

    /// Draws what belongs to the element that is open.
    pub fn marked(&mut self, draw: impl FnOnce(&mut Self)) {
        let (page, element) = (self.leaves.len() - 1, self.open.last().copied().unwrap_or(0));
        let Some(leaf) = self.leaves.last_mut() else { return };
        let mark = i32::try_from(leaf.marks.len()).unwrap_or(i32::MAX);
        leaf.marks.push(element);
        leaf.content.begin_marked_content_with_properties(Name(b"P")).properties().identify(mark);
        if let Some(element) = self.elements.get_mut(element) {
            element.kids.push(Kid::Mark(page, mark));
        }
        draw(self);
        self.content(|content| _ = content.end_marked_content());
    }

    /// Draws what only adorns.
    pub fn adorn(&mut self, draw: impl FnOnce(&mut Self)) {
        self.content(|content| {
            let mut mark = content.begin_marked_content_with_properties(Name(b"Artifact"));
            mark.properties().artifact().kind(ArtifactType::Layout);
        });
        draw(self);
        self.content(|content| _ = content.end_marked_content());
    }

    /// An area of one colour; belongs to whatever is being drawn.
    pub fn area(&mut self, (x, y): (f32, f32), (w, h): (f32, f32), colour: Colour) {
        let [r, g, b] = colour;
        self.content(|content| _ = content.set_fill_rgb(r, g, b).rect(x, y, w, h).fill_nonzero());
    }

    /// Sets a line of text, which belongs to whatever is being drawn.
    pub fn set(&mut self, matrix: [f32; 6], text: &str, style: Style) {
        let runs = self.case.runs(text, style.is_bold);
        let [r, g, b] = style.colour;
        self.content(|content| _ = content.begin_text().set_fill_rgb(r, g, b).set_text_matrix(matrix));
        for (run, _) in runs {
            match run {
                Run::Latin(codes) => {
                    let name = if style.is_bold { Name(b"B") } else { Name(b"R") };
                    self.content(|content| _ = content.set_font(name, style.size).show(Str(&codes)));
                }
                Run::Shaped(glyphs, text) => self.shaped(&glyphs, &text, style),
            }
        }
        self.content(|content| _ = content.end_text());
    }

    fn shaped(&mut self, glyphs: &[Glyph], text: &str, style: Style) {
        let numbered: Vec<(u16, Glyph)> = glyphs.iter().map(|glyph| (self.glyphs.remap(glyph.id), *glyph)).collect();
        for (id, glyph) in &numbered {
            let id = usize::from(*id);
            self.widths.resize(self.widths.len().max(id + 1), 0.0);
            // A mark that a letter moves has another advance here than by itself; the first one stays, the rest is adjusted.
            if let Some(width) = self.widths.get_mut(id).filter(|width| **width == 0.0) {
                *width = glyph.advance;
            }
        }
        let widths: Vec<f32> =
            numbered.iter().map(|(id, _)| self.widths.get(usize::from(*id)).copied().unwrap_or(0.0)).collect();
        self.content(|content| {
            let mut mark = content.begin_marked_content_with_properties(Name(b"Span"));
            mark.properties().actual_text(TextStr(text));
            drop(mark);
            content.set_font(Name(b"N"), style.size);
            if style.is_bold {
                let [r, g, b] = style.colour;
                content.set_stroke_rgb(r, g, b).set_line_width(style.size * 0.028);
                content.set_text_rendering_mode(TextRenderingMode::FillStroke);
            }
            for ((id, glyph), width) in numbered.iter().zip(widths) {
                let (dx, dy) = glyph.offset;
                if dy != 0.0 {
                    content.set_rise(dy * style.size / 1000.0);
                }
                let bytes = id.to_be_bytes();
                let mut show = content.show_positioned();
                let mut items = show.items();
                // Numbers move to the left.
                if dx != 0.0 {
                    items.adjust(-dx);
                }
                items.show(Str(&bytes));
                let rest = width - glyph.advance + dx;
                if rest != 0.0 {
                    items.adjust(rest);
                }
                drop(items);
                drop(show);
                if dy != 0.0 {
                    content.set_rise(0.0);
                }
            }
            if style.is_bold {
                content.set_text_rendering_mode(TextRenderingMode::Fill);
            }
            content.end_marked_content();
        });
    }

    fn content(&mut self, draw: impl FnOnce(&mut Content)) {
        if let Some(leaf) = self.leaves.last_mut() {
            draw(&mut leaf.content);
        }
    }
}
