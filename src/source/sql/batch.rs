//! Rows on their way out: cells cut to their limit, packed into batches, sent with back-pressure.

use std::borrow::Cow;

use tokio::sync::mpsc;

use crate::model::coverage::{Limit, Outcome};
use crate::model::fault::Fault;
use crate::model::locator::RawLocator;
use crate::model::passage::RowBatch;

/// The most bytes of one cell that are looked at.
pub(in crate::source) const MAX_CELL: usize = 1 << 20;
/// The most rows of a batch.
const MAX_ROWS: usize = 1_000;
/// The text after which a batch is sent; one row may go beyond it.
const MAX_BYTES: usize = 4 << 20;

/// What stands in a cell, as the server sent it.
pub(in crate::source) enum Cell<'r> {
    /// No value.
    Null,
    /// Text, in UTF-8 unless the server did not care.
    Text(Cow<'r, [u8]>),
    /// Bytes of a binary column: text only if they happen to be.
    Bytes(Cow<'r, [u8]>),
}

/// Collects rows into batches.
pub(in crate::source) struct Packer {
    n_columns: usize,
    batch: RowBatch,
    /// Whether a cell was longer than [`MAX_CELL`].
    pub has_cut: bool,
}

impl Packer {
    pub(in crate::source) fn new(n_columns: usize) -> Self {
        Self { n_columns, batch: RowBatch::new(n_columns), has_cut: false }
    }

    /// Takes a row; gives the batch that is full with it, or was before it.
    pub(in crate::source) fn push(&mut self, key: Option<Vec<u8>>, cells: &[Option<Cow<'_, str>>]) -> Option<RowBatch> {
        let n_bytes: usize = cells.iter().flatten().map(|cell| cell.len()).sum();
        let is_too_much = self.batch.n_bytes().saturating_add(n_bytes) > MAX_BYTES;
        let before = if is_too_much { self.rest() } else { None };
        self.batch.push(key, cells.iter().map(Option::as_deref));
        if self.batch.n_rows() >= MAX_ROWS { self.rest() } else { before }
    }

    /// What was collected since; none if nothing was.
    pub(in crate::source) fn rest(&mut self) -> Option<RowBatch> {
        let is_empty = self.batch.n_rows() == 0;
        (!is_empty).then(|| std::mem::replace(&mut self.batch, RowBatch::new(self.n_columns)))
    }
}

/// Collects rows and sends them.
pub(in crate::source) struct Sink {
    to: mpsc::Sender<Result<RowBatch, Fault>>,
    /// What is not sent yet.
    pub packer: Packer,
}

impl Sink {
    pub(super) fn new(to: mpsc::Sender<Result<RowBatch, Fault>>, n_columns: usize) -> Self {
        Self { to, packer: Packer::new(n_columns) }
    }

    /// Takes a row and, when the batch is full, waits until it is wanted.
    ///
    /// # Errors
    /// Nobody wants rows any more.
    pub(super) async fn push(&mut self, key: Option<Vec<u8>>, cells: &[Option<Cow<'_, str>>]) -> Result<(), Stopped> {
        let full = self.packer.push(key, cells);
        self.send(full).await
    }

    /// Sends what was collected.
    ///
    /// # Errors
    /// Nobody wants rows any more.
    pub(super) async fn flush(&mut self) -> Result<(), Stopped> {
        let rest = self.packer.rest();
        self.send(rest).await
    }

    async fn send(&self, batch: Option<RowBatch>) -> Result<(), Stopped> {
        match batch {
            Some(batch) => self.to.send(Ok(batch)).await.map_err(|_| Stopped),
            None => Ok(()),
        }
    }

    /// Sends the one fault that may come last.
    pub(super) async fn fail(&mut self, fault: Fault) {
        // The receiver's end is as good as its having read it.
        let _ = self.to.send(Err(fault)).await;
    }
}

/// What a table ends with of which a cell was longer than is looked at.
pub(in crate::source) fn cut_cells(place: RawLocator) -> Fault {
    Fault::new(place, Outcome::Partial(Limit::Record), "cells longer than 1 MiB were read up to there")
}

/// The receiver is gone.
#[derive(Debug)]
pub(super) struct Stopped;

/// A cell as text of at most [`MAX_CELL`] bytes, and whether there was more of it. Text that is not UTF-8 is read as
/// Windows-1252, in which every byte is a character: what a legacy database most likely meant.
pub(in crate::source) fn as_text(cell: Cell<'_>) -> (Option<Cow<'_, str>>, bool) {
    let (bytes, is_text) = match cell {
        Cell::Null => return (None, false),
        Cell::Text(bytes) => (bytes, true),
        Cell::Bytes(bytes) => (bytes, false),
    };
    let is_cut = bytes.len() > MAX_CELL;
    // Nothing but zero bytes stands for a cell that was too long to be loaded; as a value it would tell nothing either.
    if is_cut && bytes.iter().all(|byte| *byte == 0) {
        return (None, true);
    }
    let bytes = if is_cut { Cow::Owned(cut(&bytes).to_vec()) } else { bytes };
    let text = match bytes {
        Cow::Borrowed(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Some(Cow::Borrowed(text)),
            Err(_) => is_text.then(|| encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0),
        },
        Cow::Owned(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Some(Cow::Owned(text)),
            Err(error) => {
                is_text.then(|| encoding_rs::WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned().into())
            }
        },
    };
    (text, is_cut)
}

/// The first [`MAX_CELL`] bytes, without a character that the limit cut in two.
fn cut(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.get(..MAX_CELL).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => bytes.get(..error.valid_up_to()).unwrap_or(bytes),
        _ => bytes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_become_text_where_they_are_text() {
        let check = |cell: Cell<'_>, expected: Option<&str>| assert_eq!(as_text(cell).0.as_deref(), expected);
        check(Cell::Null, None);
        check(Cell::Text(Cow::Borrowed("é".as_bytes())), Some("é"));
        check(Cell::Text(Cow::Borrowed(b"caf\xe9")), Some("café"));
        check(Cell::Bytes(Cow::Borrowed(b"plain")), Some("plain"));
        check(Cell::Bytes(Cow::Borrowed(b"\xff\xd8\xff")), None);
        check(Cell::Text(Cow::Borrowed(b"")), Some(""));
    }

    #[test]
    fn a_long_cell_is_cut_between_two_characters() {
        let long = format!("{}é and more", "x".repeat(MAX_CELL - 1));
        let (text, is_cut) = as_text(Cell::Text(Cow::Owned(long.into_bytes())));
        assert_eq!((text.map(|text| text.len()), is_cut), (Some(MAX_CELL - 1), true));
        let full = "x".repeat(MAX_CELL);
        assert!(!as_text(Cell::Text(Cow::Borrowed(full.as_bytes()))).1);
    }

    #[tokio::test]
    async fn a_batch_holds_neither_too_many_rows_nor_too_much_text() {
        let (to, mut from) = mpsc::channel(64);
        let mut sink = Sink::new(to, 1);
        for _ in 0..1_500 {
            sink.push(None, &[Some("a".into())]).await.unwrap();
        }
        for _ in 0..9 {
            sink.push(None, &[Some("b".repeat(MAX_CELL).into())]).await.unwrap();
        }
        sink.flush().await.unwrap();
        drop(sink);
        let mut n_rows = 0;
        while let Some(batch) = from.recv().await {
            let batch = batch.unwrap();
            assert!(batch.n_rows() <= MAX_ROWS && batch.n_bytes() <= MAX_BYTES, "{batch:?}");
            n_rows += batch.n_rows();
        }
        assert_eq!(n_rows, 1_509);
    }
}
