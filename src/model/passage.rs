//! A record as a format or a source delivers it: pieces of text, each with its way back.

use std::ops::Range;
use std::sync::Arc;

use super::locator::StepKind;
use super::time::Day;

/// What binds the pieces of a record together; it decides what their being together proves.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordKind {
    /// A row told by a key of its own.
    KeyedRow,
    /// A row without a key (CSV, keyless table).
    Row,
    /// A JSON object.
    Json,
    /// One line of a log.
    LogLine,
    /// A stretch of free text: being together in it proves nothing about identity.
    Text,
    /// The object's own name: path segments, member, table and column names.
    Name,
}

/// One piece of text of a record.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The text, decoded. Its `Debug` form must never be printed.
    pub text: PassageText,
    /// Which of the object's fields it stands in: a column, a CSV heading, a JSON path. None for running text.
    pub field: Option<FieldIx>,
    /// The part of `text` (bytes) in which findings of this passage may start; what lies outside belongs to a neighbouring window.
    pub owned: Range<usize>,
}

impl Passage {
    /// A passage that owns all of its text.
    pub fn new(text: impl Into<String>, field: Option<FieldIx>) -> Self {
        let text = text.into();
        Self { owned: 0..text.len(), text: PassageText(text), field }
    }
}

/// Text of a source; prints nothing of itself.
#[derive(Clone, Default)]
pub struct PassageText(pub String);

impl std::fmt::Debug for PassageText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PassageText({} bytes)", self.0.len())
    }
}

/// The position of a field in its object's list of fields ([`Fields`]).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub struct FieldIx(pub u16);

/// The fields of one object in the order in which they were met. Names are raw here: a JSON key may itself be personal.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    names: Vec<Arc<str>>,
    index: std::collections::HashMap<Arc<str>, u16>,
}

impl Fields {
    /// The most fields that one object may have; further ones go without a name.
    pub const MAX: usize = 4096;

    /// The field of this name, new or known; none once there are [`Fields::MAX`].
    pub fn intern(&mut self, name: &str) -> Option<FieldIx> {
        if let Some(ix) = self.index.get(name) {
            return Some(FieldIx(*ix));
        }
        if self.names.len() >= Self::MAX {
            return None;
        }
        let ix = self.names.len() as u16;
        let name: Arc<str> = name.into();
        self.names.push(name.clone());
        self.index.insert(name, ix);
        Some(FieldIx(ix))
    }

    /// The field's name.
    pub fn name(&self, ix: FieldIx) -> &str {
        self.names.get(usize::from(ix.0)).map_or("", |name| name)
    }

    /// The field of this name, if it was met.
    pub fn find(&self, name: &str) -> Option<FieldIx> {
        self.index.get(name).map(|ix| FieldIx(*ix))
    }

    /// All names in order.
    pub fn names(&self) -> &[Arc<str>] {
        &self.names
    }
}

/// The pieces of one record, with its address inside the object.
#[derive(Clone, Debug)]
pub struct Record {
    /// What binds the pieces together.
    pub kind: RecordKind,
    /// The record's address below its object: a key, a line, an offset, a JSON path.
    pub at: (StepKind, Vec<u8>),
    /// The pieces.
    pub passages: Vec<Passage>,
    /// The day that a log line or event states of itself.
    pub day: Option<Day>,
}

/// A column of a table as its catalogue declares it.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its declared type, lower case, as the server spells it (`character varying`, `int`, `timestamp`); empty if none is declared.
    pub declared: String,
    /// Whether it is part of the primary key.
    pub is_key: bool,
}

/// Rows of a table as text, packed: one buffer for all cells.
#[derive(Clone, Default)]
pub struct RowBatch {
    n_columns: usize,
    text: String,
    /// End of each cell in `text`, row by row; `u32::MAX` for NULL.
    ends: Vec<u32>,
    starts: Vec<u32>,
    /// Each row's encoded primary key; empty for a table without one.
    keys: Vec<Vec<u8>>,
}

impl std::fmt::Debug for RowBatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RowBatch({} rows × {} columns)", self.n_rows(), self.n_columns)
    }
}

impl RowBatch {
    /// An empty batch of rows with this many cells each.
    pub fn new(n_columns: usize) -> Self {
        Self { n_columns, ..Self::default() }
    }

    /// Appends a row: its cells in column order, NULL as none, and its key if the table has one.
    /// A missing cell is NULL, a superfluous one is dropped. A batch holds at most 4 GiB of text.
    pub fn push<'a>(&mut self, key: Option<Vec<u8>>, cells: impl IntoIterator<Item = Option<&'a str>>) {
        let mut cells = cells.into_iter();
        for _ in 0..self.n_columns {
            let start = self.text.len() as u32;
            self.starts.push(start);
            match cells.next().flatten() {
                Some(cell) => {
                    self.text.push_str(cell);
                    self.ends.push(self.text.len() as u32);
                }
                None => self.ends.push(u32::MAX),
            }
        }
        self.keys.extend(key);
    }

    /// How many rows it holds.
    pub fn n_rows(&self) -> usize {
        self.ends.len().checked_div(self.n_columns).unwrap_or(0)
    }

    /// How many bytes of text it holds.
    pub fn n_bytes(&self) -> usize {
        self.text.len()
    }

    /// A cell's text; none for NULL or outside the batch.
    pub fn cell(&self, row: usize, column: usize) -> Option<&str> {
        let at = row * self.n_columns + column;
        let end = *self.ends.get(at)?;
        (end != u32::MAX).then(|| self.text.get(self.starts[at] as usize..end as usize))?
    }

    /// A row's encoded primary key.
    pub fn key(&self, row: usize) -> Option<&[u8]> {
        self.keys.get(row).map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_keeps_nulls_and_empty_cells_apart() {
        let mut batch = RowBatch::new(3);
        batch.push(Some(vec![1]), [Some("a"), None, Some("")]);
        batch.push(Some(vec![2]), [Some("b")]);
        assert_eq!((batch.n_rows(), batch.cell(0, 0), batch.cell(0, 1), batch.cell(0, 2)), (2, Some("a"), None, Some("")));
        assert_eq!((batch.cell(1, 0), batch.cell(1, 1), batch.key(1)), (Some("b"), None, Some(&[2][..])));
    }

    #[test]
    fn fields_keep_their_place() {
        let mut fields = Fields::default();
        assert_eq!(fields.intern("a"), Some(FieldIx(0)));
        assert_eq!(fields.intern("b"), Some(FieldIx(1)));
        assert_eq!(fields.intern("a"), Some(FieldIx(0)));
        assert_eq!(fields.name(FieldIx(1)), "b");
    }
}
