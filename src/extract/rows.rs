//! Rows of a table as text, one record each; a row that is too long to be held comes in several records.

use std::io::Read;
use std::ops::{ControlFlow, Range};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::body::Body;
use super::dialect::Dialect;
use super::encoding::Encoding;
use super::tap::fill;
use super::{Budget, Ended, Sink, Stop, cut, lines};
use crate::model::locator::StepKind;
use crate::model::passage::{FieldIx, Passage, Record, RecordKind};

/// Bytes that are read at a time.
const BLOCK: usize = 128 << 10;

/// Cells that are held at a time.
const MAX_CELLS: usize = 16 << 10;

/// Reads rows one after the other.
pub(super) struct Rows<'a> {
    reader: Box<dyn Read + 'a>,
    core: Reader,
    dialect: Dialect,
    encoding: Encoding,
    budget: &'a Budget,
    block: Vec<u8>,
    at: usize,
    len: usize,
    /// Offset of `block[at]`.
    offset: u64,
    reported: u64,
    is_at_end: bool,
    /// Where a heading would stand.
    first: u64,
    fields: Vec<Option<FieldIx>>,
    row: Row,
}

/// What is held of a row: its cells' text one after the other, and where each ends.
#[derive(Default)]
struct Row {
    text: Vec<u8>,
    n_text: usize,
    ends: Vec<usize>,
    n_cells: usize,
    /// Bytes and cells of the row that were given away already.
    passed_text: usize,
    passed_cells: usize,
    /// Bytes at the front of `text` that were owned by the record before.
    context: usize,
}

impl<'a> Rows<'a> {
    /// The rows from this offset on, which is the start of one.
    pub fn open(body: Body<'a>, from: u64, dialect: Dialect) -> Self {
        let (head, budget) = (body.head, body.nest.budget);
        let is_raw = head.has_raw_lines();
        let from = if is_raw { from } else { 0 };
        Self {
            core: ReaderBuilder::new().delimiter(dialect.delimiter).quote(dialect.quote).build(),
            reader: body.source.text(head, from),
            dialect,
            encoding: if is_raw { head.encoding } else { Encoding::Utf8 },
            budget,
            block: vec![0; BLOCK],
            at: 0,
            len: 0,
            offset: from,
            reported: from,
            is_at_end: false,
            first: if is_raw { head.bom } else { 0 },
            fields: Vec::new(),
            row: Row { text: vec![0; 4096], ends: vec![0; 64], ..Row::default() },
        }
    }

    /// Gives each row that starts before `to` to the sink.
    pub fn read_until(mut self, to: u64, sink: &mut dyn Sink) -> Ended {
        if self.offset == self.first {
            self.skip_preamble();
        }
        let mut is_heading = self.dialect.heading.is_some() && self.offset == self.first + self.dialect.n_preamble as u64;
        while self.skip_line_ends() && self.offset < to {
            let ControlFlow::Continue(()) = self.read_row(is_heading, sink) else {
                return Ended::stopped();
            };
            is_heading = false;
        }
        Ended::complete()
    }

    /// Passes a first line that tells the delimiter.
    fn skip_preamble(&mut self) {
        if self.dialect.n_preamble > 0 && self.refill() {
            self.at = self.dialect.n_preamble.min(self.len);
            self.offset += self.at as u64;
        }
    }

    /// Passes blank lines; false at the end.
    fn skip_line_ends(&mut self) -> bool {
        loop {
            let ahead = self.block.get(self.at..self.len).unwrap_or_default();
            let n = ahead.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            let is_found = n < ahead.len();
            self.at += n;
            self.offset += n as u64;
            if is_found {
                return true;
            }
            if !self.refill() {
                return false;
            }
        }
    }

    /// Reads a block; false at the end.
    fn refill(&mut self) -> bool {
        if self.is_at_end {
            return false;
        }
        self.len = fill(&mut self.reader, &mut self.block);
        self.at = 0;
        self.is_at_end = self.len < self.block.len();
        self.len > 0
    }

    fn read_row(&mut self, is_heading: bool, sink: &mut dyn Sink) -> ControlFlow<Stop> {
        let start = self.offset;
        loop {
            let input = self.block.get(self.at..self.len).unwrap_or_default();
            let text = self.row.text.get_mut(self.row.n_text..).unwrap_or_default();
            let ends = self.row.ends.get_mut(self.row.n_cells..).unwrap_or_default();
            let (result, n_in, n_out, n_ends) = self.core.read_record(input, text, ends);
            self.at += n_in;
            self.offset += n_in as u64;
            self.row.n_text += n_out;
            self.row.n_cells += n_ends;
            match result {
                // At the end an empty input tells the parser so.
                ReadRecordResult::InputEmpty => {
                    self.refill_or_end();
                }
                ReadRecordResult::OutputFull if self.row.text.len() < self.budget.record_bytes.max(4096) => {
                    let n = self.row.text.len().saturating_mul(2);
                    self.row.text.resize(n, 0);
                }
                ReadRecordResult::OutputEndsFull if self.row.ends.len() < MAX_CELLS => {
                    let n = self.row.ends.len().saturating_mul(2);
                    self.row.ends.resize(n, 0);
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => self.spill(start, is_heading, sink)?,
                ReadRecordResult::Record | ReadRecordResult::End => {
                    let flow = if is_heading { ControlFlow::Continue(()) } else { self.emit(start, self.row.n_text, sink) };
                    self.row.clear();
                    return flow;
                }
            }
        }
    }

    fn refill_or_end(&mut self) {
        if !self.refill() {
            (self.at, self.len) = (0, 0);
        }
    }

    /// Gives away what is held of a row that is too long, but for the end of its open cell.
    fn spill(&mut self, start: u64, is_heading: bool, sink: &mut dyn Sink) -> ControlFlow<Stop> {
        let (cell_at, n_text) = (self.row.start_of(self.row.n_cells), self.row.n_text);
        let reach = lines::reach(self.budget).min(self.row.text.len() / 8);
        // A cell that has just begun moves on whole; a long one is cut, and the next record looks back over the cut.
        let is_cut = n_text - cell_at > reach * 4;
        let own_to = if is_cut { lines::boundary(&self.row.text, n_text - reach, self.encoding) } else { cell_at };
        let keep = if is_cut { lines::boundary(&self.row.text, own_to - reach, self.encoding) } else { cell_at };
        if !is_heading {
            self.emit_cells(start, own_to, n_text, is_cut, sink)?;
        }
        self.row.text.copy_within(keep..n_text, 0);
        self.row.context = own_to - keep;
        self.row.passed_text += keep;
        self.row.passed_cells += self.row.n_cells;
        (self.row.n_text, self.row.n_cells) = (n_text - keep, 0);
        ControlFlow::Continue(())
    }

    fn emit(&mut self, start: u64, n_text: usize, sink: &mut dyn Sink) -> ControlFlow<Stop> {
        self.emit_cells(start, n_text, n_text, false, sink)
    }

    /// One record of the cells that are held; with the open one, of which it owns what lies before `own_to`.
    fn emit_cells(
        &mut self,
        start: u64,
        own_to: usize,
        n_text: usize,
        with_open: bool,
        sink: &mut dyn Sink,
    ) -> ControlFlow<Stop> {
        let n_cells = self.row.n_cells + usize::from(with_open);
        let mut passages = Vec::with_capacity(n_cells);
        for cell in 0..n_cells {
            let from = self.row.start_of(cell);
            let to = if cell < self.row.n_cells { self.row.start_of(cell + 1) } else { n_text };
            let own_from = if cell == 0 { from + self.row.context } else { from };
            let owned = own_from.min(to) - from..own_to.clamp(own_from.min(to), to) - from;
            let field = self.field(self.row.passed_cells + cell, sink);
            self.push_cell(&mut passages, from..to, owned, field);
        }
        let n_bytes = self.offset.saturating_sub(self.reported);
        self.reported = self.offset;
        if passages.is_empty() {
            return ControlFlow::Continue(());
        }
        let at = (StepKind::Offset, start.to_string().into_bytes());
        sink.record(Record { kind: RecordKind::Row, at, passages, day: None }, n_bytes)
    }

    fn push_cell(&self, passages: &mut Vec<Passage>, cell: Range<usize>, owned: Range<usize>, field: Option<FieldIx>) {
        let bytes = self.row.text.get(cell).unwrap_or_default();
        let (text, owned) = lines::decode(bytes, owned, self.encoding);
        cut::push(passages, text, owned, field, self.budget);
    }

    /// The field of a column: named by the heading, else by its number.
    fn field(&mut self, column: usize, sink: &mut dyn Sink) -> Option<FieldIx> {
        while self.fields.len() <= column.min(crate::model::passage::Fields::MAX) {
            let at = self.fields.len();
            let heading = self.dialect.heading.as_ref().and_then(|names| names.get(at)).filter(|name| !name.is_empty());
            let field = match heading {
                Some(name) => sink.fields().intern(name),
                None => sink.fields().intern(&format!("column_{}", at + 1)),
            };
            self.fields.push(field);
        }
        self.fields.get(column).copied().flatten()
    }
}

impl Row {
    /// Where a held cell starts in `text`.
    fn start_of(&self, cell: usize) -> usize {
        let end = cell.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(self.passed_text);
        end.saturating_sub(self.passed_text).min(self.n_text)
    }

    fn clear(&mut self) {
        (self.n_text, self.n_cells, self.passed_text, self.passed_cells, self.context) = (0, 0, 0, 0, 0);
    }
}
