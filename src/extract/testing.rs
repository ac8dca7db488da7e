//! For tests of formats: a sink that keeps everything and holds each passage against the contract.

use std::io::Cursor;
use std::ops::{ControlFlow, Range};

use super::access::Field;
use super::{Budget, Ended, Input, Sink, Stop};
use crate::model::object::Stretch;
use crate::model::passage::{Fields, Record, RecordKind};
use crate::model::time::Day;

/// A record as a test looks at it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Seen {
    pub members: Vec<Vec<u8>>,
    pub kind: RecordKind,
    pub at: String,
    pub day: Option<Day>,
    /// Field, text, what of it is owned.
    pub passages: Vec<(String, String, (usize, usize))>,
}

impl Seen {
    /// `field=text` of each passage.
    pub fn cells(&self) -> Vec<String> {
        self.passages.iter().map(|(field, text, _)| format!("{field}={text}")).collect()
    }
}

/// Keeps everything.
#[derive(Default)]
pub(super) struct Gathered {
    pub fields: Fields,
    pub records: Vec<Seen>,
    pub members: Vec<(Vec<u8>, String)>,
    pub n_bytes: u64,
    /// Breaks off after so many records.
    pub most: Option<usize>,
    /// Counts and checks only.
    pub keeps_nothing: bool,
    pub n_passages: usize,
    pub largest_record: usize,
    pub open: Vec<Vec<u8>>,
}

impl Sink for Gathered {
    fn fields(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn record(&mut self, record: Record, n_bytes: u64) -> ControlFlow<Stop> {
        self.n_bytes += n_bytes;
        assert!(!record.passages.is_empty());
        let mut passages = Vec::new();
        for passage in &record.passages {
            let (text, Range { start, end }) = (&passage.text.0, passage.owned.clone());
            assert!(start <= end && text.get(start..end).is_some(), "owned {start}..{end} of {}", text.len());
            let field = passage.field.map_or("", |ix| self.fields.name(ix)).to_owned();
            passages.push((field, text.clone(), (start, end)));
        }
        self.n_passages += passages.len();
        self.largest_record = self.largest_record.max(passages.iter().map(|(_, text, _)| text.len()).sum());
        if !self.keeps_nothing {
            let at = String::from_utf8(record.at.1).unwrap();
            self.records.push(Seen { members: self.open.clone(), kind: record.kind, at, day: record.day, passages });
        }
        if self.most.is_some_and(|most| self.records.len() >= most) {
            ControlFlow::Break(Stop)
        } else {
            ControlFlow::Continue(())
        }
    }

    fn member(&mut self, name: &[u8]) -> ControlFlow<Stop> {
        self.open.push(name.to_vec());
        ControlFlow::Continue(())
    }

    fn member_ended(&mut self, ended: Ended) {
        let name = self.open.join(&b'!');
        assert!(self.open.pop().is_some());
        self.members.push((name, ended.outcome.to_string()));
    }
}

/// Holds the fields of a line, if it has any, against their names (empty for none) and values.
pub(super) fn check_fields(fields: Option<Vec<Field<'_>>>, expected: &[(&str, &str)]) {
    let fields = fields.unwrap_or_default();
    let found: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_deref().unwrap_or(""), &**value)).collect();
    assert_eq!(found, expected);
}

/// Reads all of it.
pub(super) fn read(name: &str, bytes: &[u8]) -> (Gathered, Ended) {
    read_with(name, bytes, &Stretch::Whole, &Budget::default())
}

/// Reads a stretch of it.
pub(super) fn read_with(name: &str, bytes: &[u8], stretch: &Stretch, budget: &Budget) -> (Gathered, Ended) {
    let mut gathered = Gathered::default();
    let ended = read_into(name, bytes, stretch, budget, &mut gathered);
    (gathered, ended)
}

/// Reads a stretch of it into this sink.
pub(super) fn read_into(name: &str, bytes: &[u8], stretch: &Stretch, budget: &Budget, gathered: &mut Gathered) -> Ended {
    let mut cursor = Cursor::new(bytes);
    let modified = Some(Day::from_date(jiff::civil::date(2024, 3, 10)));
    let input = Input { name: name.as_bytes(), size: Some(bytes.len() as u64), bytes: &mut cursor, stretch, modified };
    let ended = super::extract(input, budget, gathered);
    assert!(gathered.open.is_empty());
    ended
}

/// Small windows, so that small inputs meet every border.
pub(super) fn small_budget() -> Budget {
    Budget { window_bytes: 256, overlap_bytes: 24, record_bytes: 4096, ..Budget::default() }
}

/// As gzip.
pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// As a zip archive of these entries; a name that ends in `/` is a folder.
pub(super) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        if let Some(folder) = name.strip_suffix('/') {
            writer.add_directory(folder, options).unwrap();
        } else {
            writer.start_file(*name, options).unwrap();
            writer.write_all(bytes).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}
