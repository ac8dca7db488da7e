//! A policy's text in its file format → blocks: headings, paragraphs, list items, table rows, each with its line.

mod html;
mod markdown;
mod plain;

pub use plain::numbered;

use super::language::Language;

/// How a file's text is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
}

impl Format {
    /// By a file's ending: `txt`, `text`, `md`, `markdown`, `html`, `htm`.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Plain),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            _ => None,
        }
    }
}

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A heading and its level, 1 the highest.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// A row of a table, its cells divided by ` | `.
    Row,
    /// A menu, banner or footer that is marked as such; its text is not kept.
    Furniture,
}

/// A piece of the text that stands by itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its text on one line.
    pub text: String,
    /// The line of the file on which it begins, from 1.
    pub line: usize,
    /// Where in `text`, in bytes, the further lines of the file begin that were joined, and their numbers.
    pub joined: Vec<(usize, usize)>,
}

impl Block {
    fn new(kind: Kind, text: impl Into<String>, line: usize) -> Self {
        Self { kind, text: text.into(), line, joined: Vec::new() }
    }

    /// Goes on with a further line of the file.
    fn join(&mut self, text: &str, line: usize) {
        self.text.push(' ');
        self.joined.push((self.text.len(), line));
        self.text.push_str(text);
    }

    /// The line of the file on which a place in `text` lies.
    pub fn line_at(&self, at: usize) -> usize {
        let n_before = self.joined.partition_point(|(start, _)| *start <= at);
        n_before.checked_sub(1).and_then(|ix| self.joined.get(ix)).map_or(self.line, |(_, line)| *line)
    }
}

/// The blocks of a text in their order.
pub fn blocks(format: Format, text: &str, language: &Language) -> Vec<Block> {
    let blocks = match format {
        Format::Plain => plain::blocks(text, language),
        Format::Markdown => markdown::blocks(text, language),
        Format::Html => html::blocks(text),
    };
    mended(blocks)
}

/// Joins a paragraph that a page's end has cut in two.
fn mended(blocks: Vec<Block>) -> Vec<Block> {
    let mut whole: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match whole.last_mut() {
            Some(last)
                if last.kind == Kind::Paragraph
                    && block.kind == Kind::Paragraph
                    && !last.text.ends_with(['.', '!', '?', ':', ';', '।', '"', '”', ')'])
                    && block.text.starts_with(char::is_lowercase) =>
            {
                let shift = last.text.len() + 1;
                last.join(&block.text, block.line);
                last.joined.extend(block.joined.iter().map(|(at, line)| (shift + at, *line)));
            }
            _ => whole.push(block),
        }
    }
    whole
}

/// The text with every run of white space as one space.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
