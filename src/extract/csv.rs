//! Tables as text: comma-separated values and their relatives. One row is one record; each cell is a passage of its
//! column, the empty ones too, since a bound column that is empty says that something has not happened.
//!
//! A table whose head has no line end inside a cell may be cut. A part begins at the first line at or after its border
//! that parses as a row of the right number of cells, and ends where the next part begins by the same rule: so whatever
//! stands in the cells, nothing between two parts is left out or read twice.

use std::io::SeekFrom;

use super::body::{Body, Source};
use super::dialect::{self, Dialect};
use super::head::Head;
use super::rows::Rows;
use super::tap::fill;
use super::{Ended, Format, ReadSeek, Sink};

/// How far behind a border a row is looked for.
const SYNC_BYTES: usize = 256 << 10;

/// Tables as text.
pub(super) struct Csv;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn fits(&self, head: &Head<'_>) -> bool {
        !head.text().is_empty() && head.dialect().is_some()
    }

    fn may_be_cut(&self, head: &Head<'_>) -> bool {
        head.has_raw_lines() && head.dialect().is_some_and(|dialect| !dialect.has_line_ends)
    }

    fn is_columnar(&self) -> bool {
        true
    }

    fn read(&self, mut body: Body<'_>, sink: &mut dyn Sink) -> Ended {
        let Some(dialect) = body.head.dialect().cloned() else {
            return super::text::Text.read(body, sink);
        };
        let (mut from, mut to) = (body.head.bom, u64::MAX);
        if let (Some((start, end)), Source::Seek(reader)) = (body.bounds(), &mut body.source) {
            from = row_start(*reader, body.head, &dialect, start);
            to = row_start(*reader, body.head, &dialect, end);
        }
        Rows::open(body, from, dialect).read_until(to, sink)
    }
}

/// Where the first row that starts at `at` or after it starts.
fn row_start(reader: &mut dyn ReadSeek, head: &Head<'_>, dialect: &Dialect, at: u64) -> u64 {
    if at <= head.bom + dialect.n_preamble as u64 {
        return head.bom;
    }
    if reader.seek(SeekFrom::Start(at - 1)).is_err() {
        return u64::MAX;
    }
    let mut block = vec![0; SYNC_BYTES];
    let n = fill(reader, &mut block);
    block.truncate(n);
    let is_end = n < SYNC_BYTES;
    let mut first = None;
    for line_end in memchr::memchr_iter(b'\n', &block) {
        let start = line_end + 1;
        let rest = block.get(start..).unwrap_or_default();
        if rest.is_empty() {
            break;
        }
        let offset = at - 1 + start as u64;
        first.get_or_insert(offset);
        // The last row need not have an end.
        let is_last_row = is_end && memchr::memchr(b'\n', rest).is_none();
        if is_last_row
            || dialect::n_cells(rest.get(..rest.len().min(16 << 10)).unwrap_or_default(), dialect) == Some(dialect.n_columns)
        {
            return offset;
        }
    }
    match first {
        Some(offset) => offset,
        None if is_end => u64::MAX,
        None => line_start_after(reader, at - 1 + n as u64),
    }
}

/// Where the first line starts that starts after `at`; the reader stands there.
fn line_start_after(reader: &mut dyn ReadSeek, mut at: u64) -> u64 {
    let mut block = vec![0; SYNC_BYTES];
    loop {
        let n = fill(reader, &mut block);
        if let Some(i) = memchr::memchr(b'\n', block.get(..n).unwrap_or_default()) {
            return at + i as u64 + 1;
        }
        at += n as u64;
        if n < block.len() {
            return u64::MAX;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{read, read_with, small_budget};
    use crate::model::object::Stretch;

    fn check(name: &str, bytes: &[u8], expected: &[(&str, &[&str])]) {
        let (gathered, ended) = read(name, bytes);
        assert_eq!(ended.outcome.to_string(), "complete");
        let found: Vec<(&str, Vec<String>)> = gathered.records.iter().map(|r| (r.at.as_str(), r.cells())).collect();
        assert_eq!(
            found.iter().map(|(at, cells)| (*at, cells.iter().map(String::as_str).collect())).collect::<Vec<_>>(),
            expected.iter().map(|(at, cells)| (*at, cells.to_vec())).collect::<Vec<_>>()
        );
    }

    #[test]
    fn rows_come_with_the_names_of_their_columns() {
        check(
            "a.csv",
            b"\xef\xbb\xbfid,name,closed_at\r\n1,\"Ada \"\"A\"\" L\",\r\n\r\n2,Bo,2024-03-02,extra\r\n3\r\n",
            &[
                ("22", &["id=1", "name=Ada \"A\" L", "closed_at="]),
                ("42", &["id=2", "name=Bo", "closed_at=2024-03-02", "column_4=extra"]),
                ("65", &["id=3"]),
            ],
        );
        check("a.tsv", b"1\tAda\n2\tBo", &[("0", &["column_1=1", "column_2=Ada"]), ("6", &["column_1=2", "column_2=Bo"])]);
        check(
            "a.csv",
            b"name;ort\nM\xfcller;K\xf6ln\nJ\xe4ger;Ulm\n",
            &[("9", &["name=Müller", "ort=Köln"]), ("21", &["name=Jäger", "ort=Ulm"])],
        );
        check("a.csv", b"id,note\n1,\"two\nlines\"\n", &[("8", &["id=1", "note=two\nlines"])]);
    }

    #[test]
    fn a_line_that_tells_the_delimiter_is_no_row() {
        check("a.csv", b"sep=;\r\nid;name\r\n1;a,b\r\n", &[("16", &["id=1", "name=a,b"])]);
        let text = b"sep=;\nid;name\n1;Ada\n2;Bo\n";
        let whole = read("a.csv", text).0.records;
        let part = |start, end| read_with("a.csv", text, &Stretch::Bytes { start, end }, &small_budget()).0.records;
        for border in 1..text.len() as u64 {
            assert_eq!([part(0, border), part(border, text.len() as u64)].concat(), whole, "{border}");
        }
    }

    #[test]
    fn a_table_in_utf_16_is_read() {
        let bytes: Vec<u8> = "\u{feff}id\tname\r\n1\tप्रिया\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check("a.csv", &bytes, &[("9", &["id=1", "name=प्रिया"])]);
    }

    #[test]
    fn a_row_that_is_too_long_comes_in_several_records_of_one_address() {
        let long = "word ".repeat(3_000);
        let text = format!("id,note,end\n1,{long},last\n2,b,c\n");
        let (gathered, _) = read_with("a.csv", text.as_bytes(), &Stretch::Whole, &small_budget());
        let of_row: Vec<_> = gathered.records.iter().filter(|record| record.at == "12").collect();
        assert!(of_row.len() > 2);
        let own = |field: &str| -> String {
            let passages = of_row.iter().flat_map(|record| &record.passages).filter(|(name, ..)| name == field);
            passages.map(|(_, text, (from, to))| text[*from..*to].to_owned()).collect()
        };
        assert_eq!((own("id"), own("note"), own("end")), ("1".to_owned(), long, "last".to_owned()));
        assert_eq!(
            gathered.records.last().map(|record| record.cells()),
            Some(vec!["id=2".into(), "note=b".into(), "end=c".into()])
        );
    }

    #[test]
    fn a_row_of_very_many_cells_keeps_them_all() {
        let text = format!("a;{}\nb;c\n", "x;".repeat(40_000));
        let (gathered, _) = read("a.csv", text.as_bytes());
        let n: usize = gathered.records.iter().filter(|record| record.at == "0").map(|record| record.passages.len()).sum();
        assert_eq!(n, 40_002);
    }
}
