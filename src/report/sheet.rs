//! A table of a report before it has a format: columns, rows, and what its numbers are.

use super::text::{grouped, safe};
use super::tongue::Tongue;

/// How a sheet is to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tone {
    /// As it is.
    #[default]
    Plain,
    /// Rules that are broken.
    Violation,
    /// Something to look into; never to be taken for a violation.
    Lead,
}

/// One column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// Whether it holds numbers, which are aligned to the right.
    pub is_number: bool,
    /// Whether its cells begin with a name out of a source or a policy, which no language changes.
    pub is_name: bool,
}

/// One cell. Its text is safe to show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A name out of a source, or a key: set in type of equal widths.
    Code(String),
    /// A count.
    Number(u64),
    /// A text with lines of less weight below it.
    Stack(String, Vec<String>),
}

impl Cell {
    /// A text, made safe.
    pub fn text(text: impl AsRef<str>) -> Self {
        Self::Text(safe(text.as_ref()))
    }

    /// A name, made safe.
    pub fn code(text: impl AsRef<str>) -> Self {
        Self::Code(safe(text.as_ref()))
    }

    /// A text with further lines, made safe; empty lines fall out.
    pub fn stack(text: impl AsRef<str>, below: impl IntoIterator<Item = String>) -> Self {
        let below = below.into_iter().filter(|line| !line.is_empty()).map(|line| safe(&line)).collect();
        Self::Stack(safe(text.as_ref()), below)
    }
}

impl Cell {
    /// Its text, or its first line.
    pub fn main(&self) -> String {
        match self {
            Self::Text(text) | Self::Code(text) | Self::Stack(text, _) => text.clone(),
            Self::Number(number) => grouped(*number),
        }
    }

    /// The lines of less weight below it.
    pub fn below(&self) -> &[String] {
        match self {
            Self::Stack(_, below) => below,
            _ => &[],
        }
    }

    /// Whether it is set in type of equal widths.
    pub fn is_code(&self) -> bool {
        matches!(self, Self::Code(_))
    }
}

/// A table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sheet {
    /// What it shows.
    pub title: String,
    /// A sentence that a reader of the table needs; may be empty.
    pub note: String,
    /// How it is to be read.
    pub tone: Tone,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// An empty table. A column whose heading begins with `#` holds numbers, one that begins with `@` names.
    pub fn new(title: impl Into<String>, columns: &[&str]) -> Self {
        let column = |name: &&str| Column {
            name: name.trim_start_matches(['#', '@']).to_owned(),
            is_number: name.starts_with('#'),
            is_name: name.starts_with('@'),
        };
        Self { title: title.into(), columns: columns.iter().map(column).collect(), ..Self::default() }
    }

    /// The same with a note.
    pub fn noted(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// The same in another tone.
    pub fn toned(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
    /// Everything that it says, but numbers.
    pub fn texts(&self) -> impl Iterator<Item = &String> {
        let cells = self.rows.iter().flatten().flat_map(|cell| {
            let main = match cell {
                Cell::Text(text) | Cell::Code(text) | Cell::Stack(text, _) => Some(text),
                Cell::Number(_) => None,
            };
            main.into_iter().chain(cell.below())
        });
        [&self.title, &self.note].into_iter().chain(self.columns.iter().map(|column| &column.name)).chain(cells)
    }

    /// The same in a language.
    pub fn tell(&mut self, tongue: &Tongue) {
        let say = |text: &mut String| *text = tongue.say(text);
        [&mut self.title, &mut self.note].into_iter().for_each(say);
        self.columns.iter_mut().for_each(|column| say(&mut column.name));
        for row in &mut self.rows {
            for (cell, column) in row.iter_mut().zip(&self.columns) {
                let (main, below) = match cell {
                    Cell::Text(text) => (Some(text), None),
                    Cell::Stack(text, below) => (Some(text), Some(below)),
                    Cell::Code(_) | Cell::Number(_) => (None, None),
                };
                main.filter(|_| !column.is_name).into_iter().for_each(say);
                below.into_iter().flatten().for_each(say);
            }
        }
    }
}
