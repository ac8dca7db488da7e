//! A short list that somebody hands over, decoded and cut into cells in memory. Apart from the formats because a list is a
//! table whatever it looks like, a row is told by the line it stands on, and nothing of it is kept.

use csv_core::{ReadRecordResult, ReaderBuilder};
use zeroize::Zeroizing;

use super::HEAD_BYTES;
use super::dialect::{self, Dialect};
use super::encoding::{self, Encoding};
use super::head::Head;

/// One row of a list.
pub struct ListRow {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Its cells, trimmed.
    pub cells: Vec<Zeroizing<String>>,
}

/// A list in memory.
pub struct List {
    /// The names of its columns; empty: it has no heading.
    pub heading: Vec<String>,
    /// Its rows below the heading; blank lines are none.
    pub rows: Vec<ListRow>,
}

/// Cuts a list into rows: any delimiter and encoding that tables are read in, or one entry a line. None: it is no text.
pub fn list(bytes: &[u8]) -> Option<List> {
    let head = bytes.get(..bytes.len().min(HEAD_BYTES)).unwrap_or_default();
    let (encoding, bom) = encoding::detect(head, head.len() == bytes.len());
    let body = bytes.get(bom..).unwrap_or_default();
    let text = Zeroizing::new(match encoding {
        Encoding::Binary | Encoding::Utf32 => return None,
        Encoding::Wide(wide) => wide.decode_without_bom_handling(body).0.into_owned(),
        Encoding::Utf8 | Encoding::Single(_) => encoding.decode(body),
    });
    let mut end = text.len().min(HEAD_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let dialect = dialect::sniff(&Head::new(b"list.csv", text.as_bytes().get(..end)?))?;
    let mut rows = rows(text.as_bytes(), &dialect);
    let is_heading = rows.first().is_some_and(|row| {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.as_str()).collect();
        dialect::names_columns(&cells)
    });
    let heading = if is_heading { rows.remove(0).cells.iter().map(|cell| cell.to_string()).collect() } else { Vec::new() };
    Some(List { heading, rows })
}

fn rows(text: &[u8], dialect: &Dialect) -> Vec<ListRow> {
    let (mut cells, mut ends) = (Zeroizing::new(vec![0; text.len() + 1]), vec![0; text.len() + 1]);
    let mut reader = ReaderBuilder::new().delimiter(dialect.delimiter).quote(dialect.quote).build();
    let (mut at, mut line) = (dialect.n_preamble, 1 + n_lines(text, 0..dialect.n_preamble));
    let mut rows = Vec::new();
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let start = at + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        line += n_lines(text, at..start);
        let (mut n_in, mut n_out, mut n_cells) = (start, 0, 0);
        let result = loop {
            let (result, read, written, ended) = reader.read_record(
                text.get(n_in..).unwrap_or_default(),
                cells.get_mut(n_out..).unwrap_or_default(),
                ends.get_mut(n_cells..).unwrap_or_default(),
            );
            (n_in, n_out, n_cells) = (n_in + read, n_out + written, n_cells + ended);
            // The end of the text is told by asking once more with nothing.
            if result != ReadRecordResult::InputEmpty {
                break result;
            }
        };
        if result != ReadRecordResult::Record {
            return rows;
        }
        let mut from = 0;
        let cell = |end: &usize| {
            let text = String::from_utf8_lossy(cells.get(from..*end).unwrap_or_default()).trim().to_owned();
            from = *end;
            Zeroizing::new(text)
        };
        rows.push(ListRow { line, cells: ends.iter().take(n_cells).map(cell).collect() });
        line += n_lines(text, start..n_in);
        at = n_in;
    }
}

/// How many lines end in this part of a text: at `\n`, `\r\n`, or a `\r` alone, as csv-core ends rows.
fn n_lines(text: &[u8], part: std::ops::Range<usize>) -> u64 {
    let is_end = |at: &usize| match text.get(*at) {
        Some(b'\n') => true,
        Some(b'\r') => text.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    part.filter(is_end).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], heading: &[&str], expected: &[(u64, &[&str])]) {
        let list = list(bytes).unwrap();
        assert_eq!(list.heading, heading, "{bytes:?}");
        let found: Vec<(u64, Vec<&str>)> =
            list.rows.iter().map(|row| (row.line, row.cells.iter().map(|cell| cell.as_str()).collect())).collect();
        let expected: Vec<(u64, Vec<&str>)> = expected.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
        assert_eq!(found, expected, "{bytes:?}");
    }

    #[test]
    fn rows_are_told_by_the_lines_they_begin_on() {
        check(b"a@b.example\nc@d.example\n", &[], &[(1, &["a@b.example"]), (2, &["c@d.example"])]);
        check(b"email\r\na@b.example\r\n\r\n\r\nc@d.example", &["email"], &[(2, &["a@b.example"]), (5, &["c@d.example"])]);
        check(b"Ada Lovel\nBo Dahl\n", &[], &[(1, &["Ada Lovel"]), (2, &["Bo Dahl"])]);
        check(
            b"name;email\n\"Lovel\nAda\";a@b.example\nBo;x@y.example\n",
            &["name", "email"],
            &[(2, &["Lovel\nAda", "a@b.example"]), (4, &["Bo", "x@y.example"])],
        );
        check(b"sep=;\nname;note\nAda Lovel;x\n", &["name", "note"], &[(3, &["Ada Lovel", "x"])]);
        check(b"\xff\xfea\0@\0b\0.\0c\0o\0\n\0", &[], &[(1, &["a@b.co"])]);
        check(b"Z\xfcrich Anna\nBo Dahl\n", &[], &[(1, &["Z\u{fc}rich Anna"]), (2, &["Bo Dahl"])]);
        check(b"", &[], &[]);
        check(b"one\rtwo\r", &[], &[(1, &["one"]), (2, &["two"])]);
    }

    #[test]
    fn the_first_person_is_never_taken_for_a_heading() {
        // Of names above addresses nothing but their words tells whether the first line is a heading.
        check(
            b"Ada Lovel\na@b.example\nc@d.example\n",
            &[],
            &[(1, &["Ada Lovel"]), (2, &["a@b.example"]), (3, &["c@d.example"])],
        );
    }

    #[test]
    fn what_is_no_text_is_no_list() {
        assert!(list(b"PK\x03\x04\0\0\0\0\0\0\x01\x02\0\0\0").is_none());
    }
}
