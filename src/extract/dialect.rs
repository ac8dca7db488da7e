//! Whether text is a table, and how it is written: its delimiter, its quotes, its heading row.
//!
//! Prose, code and logs have delimiters too. A table has the same number of them on every line, and few habits of prose:
//! no blank behind each comma, no indentation, no line that ends in a semicolon.

use csv_core::{ReadRecordResult, ReaderBuilder};

use super::encoding::Encoding;
use super::head::Head;

/// Rows of the head that are looked at.
const SAMPLE_ROWS: usize = 100;

/// Delimiters, the one that rarely stands in a cell first.
const DELIMITERS: [u8; 4] = [b'\t', b';', b'|', b','];

/// Words of headings, lower case, of the languages in which exports are common.
const HEADING_WORDS: &[&str] = &[
    "account",
    "address",
    "age",
    "amount",
    "birth",
    "birthday",
    "card",
    "category",
    "city",
    "code",
    "comment",
    "company",
    "contact",
    "country",
    "created",
    "currency",
    "customer",
    "date",
    "department",
    "description",
    "dob",
    "email",
    "fax",
    "first",
    "gender",
    "iban",
    "id",
    "ip",
    "key",
    "last",
    "lat",
    "latitude",
    "login",
    "lon",
    "longitude",
    "mail",
    "mobile",
    "name",
    "no",
    "note",
    "number",
    "organisation",
    "organization",
    "password",
    "phone",
    "postal",
    "postcode",
    "price",
    "role",
    "sex",
    "ssn",
    "state",
    "status",
    "street",
    "surname",
    "tel",
    "telephone",
    "time",
    "timestamp",
    "title",
    "total",
    "town",
    "type",
    "updated",
    "url",
    "user",
    "username",
    "value",
    "website",
    "zip",
    "anrede",
    "betrag",
    "datum",
    "geburtsdatum",
    "kunde",
    "land",
    "nachname",
    "ort",
    "plz",
    "strasse",
    "straße",
    "telefon",
    "vorname",
    "adresse",
    "courriel",
    "nom",
    "pays",
    "prenom",
    "prénom",
    "téléphone",
    "ville",
    "apellido",
    "apellidos",
    "ciudad",
    "correo",
    "dirección",
    "fecha",
    "nombre",
    "país",
    "teléfono",
    "cognome",
    "indirizzo",
    "nome",
    "achternaam",
    "naam",
    "voornaam",
    "ad",
    "adres",
    "adı",
    "soyad",
    "soyadı",
    "नाम",
    "ईमेल",
    "पता",
    "फ़ोन",
    "姓名",
    "电话",
    "邮箱",
    "地址",
];

/// How a table is written.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Dialect {
    /// Between cells.
    pub delimiter: u8,
    /// Around cells.
    pub quote: u8,
    /// Cells of most rows.
    pub n_columns: usize,
    /// The names in the first row, if it is a heading.
    pub heading: Option<Vec<String>>,
    /// Bytes of a first line `sep=;`, by which spreadsheets are told the delimiter.
    pub n_preamble: usize,
    /// A cell of the head holds a line end.
    pub has_line_ends: bool,
}

/// How the table with this head is written; none if it is no table.
pub(super) fn sniff(head: &Head<'_>) -> Option<Dialect> {
    if !head.is_text() {
        return None;
    }
    let is_named = head.is_named(&[".csv", ".tsv", ".psv", ".tab"]);
    let lines = head.complete_lines();
    let sample = if lines.is_empty() { head.text() } else { lines };
    let (told, n_preamble) = told_delimiter(sample);
    let sample = sample.get(n_preamble..).unwrap_or_default();
    let encoding = if head.has_raw_lines() { head.encoding } else { Encoding::Utf8 };

    let mut best: Option<(f64, u8, Shape)> = None;
    for delimiter in DELIMITERS.into_iter().filter(|delimiter| told.is_none_or(|told| told == *delimiter)) {
        let shape = Shape::of(&rows(sample, delimiter, b'"', SAMPLE_ROWS));
        let is_table = if is_named || told.is_some() {
            shape.n_columns > 1
        } else {
            shape.is_table() && looks_tabular(sample, delimiter, &shape)
        };
        if is_table && best.as_ref().is_none_or(|(share, _, _)| shape.share() > *share) {
            best = Some((shape.share(), delimiter, shape));
        }
    }
    let (delimiter, shape) = match best {
        Some((_, delimiter, shape)) => (delimiter, shape),
        None if is_named => (b',', Shape::of(&rows(sample, b',', b'"', SAMPLE_ROWS))),
        None => return None,
    };
    let quote = quote(sample, delimiter);
    let sample_rows = rows(sample, delimiter, quote, SAMPLE_ROWS);
    let texts: Vec<Vec<String>> =
        sample_rows.iter().map(|row| row.iter().map(|cell| encoding.decode(cell).trim().to_owned()).collect()).collect();
    Some(Dialect {
        delimiter,
        quote,
        n_columns: shape.n_columns.max(1),
        heading: has_heading(&texts).then(|| texts.first().cloned().unwrap_or_default()),
        n_preamble,
        has_line_ends: rows(sample, delimiter, quote, usize::MAX).iter().flatten().any(|cell| cell.contains(&b'\n')),
    })
}

/// The delimiter of a first line `sep=;`, and the line's length with its end.
fn told_delimiter(sample: &[u8]) -> (Option<u8>, usize) {
    let Some([delimiter, end, ..]) = sample.strip_prefix(b"sep=") else {
        return (None, 0);
    };
    match end {
        b'\n' => (Some(*delimiter), 6),
        b'\r' if sample.get(6) == Some(&b'\n') => (Some(*delimiter), 7),
        _ => (None, 0),
    }
}

/// Whether stamped lines are rows under a heading rather than a log.
pub(super) fn is_table_of_times(head: &Head<'_>) -> bool {
    head.dialect().is_some_and(|dialect| dialect.heading.is_some() && dialect.n_columns > 2)
}

/// How many rows have how many cells.
struct Shape {
    n_rows: usize,
    n_columns: usize,
    n_alike: usize,
    ends_empty: bool,
}

impl Shape {
    fn of(rows: &[Vec<Vec<u8>>]) -> Self {
        let mut counts = std::collections::BTreeMap::<usize, usize>::new();
        for row in rows {
            *counts.entry(row.len()).or_default() += 1;
        }
        let (n_columns, n_alike) = counts.into_iter().max_by_key(|(columns, n)| (*n, *columns)).unwrap_or_default();
        let ends_empty = rows.iter().all(|row| row.last().is_none_or(|cell| cell.trim_ascii().is_empty()));
        Self { n_rows: rows.len(), n_columns, n_alike, ends_empty }
    }

    fn share(&self) -> f64 {
        self.n_alike as f64 / self.n_rows.max(1) as f64
    }

    /// Without a name that says so: three rows, nearly all alike; five rows, all alike, of two columns.
    fn is_table(&self) -> bool {
        match self.n_columns {
            0 | 1 => false,
            2 => self.n_rows >= 5 && self.n_alike == self.n_rows && !self.ends_empty,
            _ => self.n_rows >= 3 && self.n_alike * 20 >= self.n_rows * 19,
        }
    }
}

/// Whether the lines have none of the habits of prose and code.
fn looks_tabular(sample: &[u8], delimiter: u8, shape: &Shape) -> bool {
    let (mut n_lines, mut n_odd, mut n_delimiters, mut n_spaced, mut n_ended) = (0usize, 0, 0usize, 0, 0);
    for line in sample.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end).filter(|line| !line.is_empty()).take(SAMPLE_ROWS) {
        n_lines += 1;
        let first = line.first().copied().unwrap_or_default();
        n_odd += usize::from(matches!(first, b' ' | b'\t' | b'#' | b'|' | b'/' | b'*' | b'<' | b'{' | b'}' | b'[' | b'('));
        n_ended += usize::from(line.last() == Some(&b';') || line.last() == Some(&b'{'));
        for at in memchr::memchr_iter(delimiter, line) {
            n_delimiters += 1;
            n_spaced += usize::from(line.get(at + 1) == Some(&b' '));
        }
    }
    let is_spaced = delimiter == b',' && n_spaced * 2 > n_delimiters;
    n_odd * 5 <= n_lines && !is_spaced && (n_ended * 2 <= n_lines || (delimiter == b';' && shape.n_columns > 4))
}

/// `'` if cells stand between such, else `"`.
fn quote(sample: &[u8], delimiter: u8) -> u8 {
    let rows = rows(sample, delimiter, b'"', SAMPLE_ROWS);
    let is_single = |cell: &[u8]| cell.len() > 1 && cell.first() == Some(&b'\'') && cell.last() == Some(&b'\'');
    let n_single = rows.iter().filter(|row| row.iter().any(|cell| is_single(cell))).count();
    if n_single * 2 > rows.len() { b'\'' } else { b'"' }
}

/// The first rows of a sample.
fn rows(sample: &[u8], delimiter: u8, quote: u8, max: usize) -> Vec<Vec<Vec<u8>>> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).quote(quote).build();
    let (mut text, mut ends) = (vec![0; sample.len() + 1], vec![0; 256]);
    let (mut rows, mut rest, mut n_text, mut n_cells) = (Vec::new(), sample, 0, 0);
    while rows.len() < max {
        let (result, n_in, n_out, n_ends) =
            reader.read_record(rest, text.get_mut(n_text..).unwrap_or_default(), ends.get_mut(n_cells..).unwrap_or_default());
        rest = rest.get(n_in..).unwrap_or_default();
        (n_text, n_cells) = (n_text + n_out, n_cells + n_ends);
        match result {
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::Record => {
                let mut from = 0;
                let cells = ends.iter().take(n_cells).map(|end| {
                    let cell = text.get(from..*end).unwrap_or_default().to_vec();
                    from = *end;
                    cell
                });
                rows.push(cells.collect());
                (n_text, n_cells) = (0, 0);
            }
            ReadRecordResult::OutputEndsFull if ends.len() <= sample.len() => ends.resize(ends.len() * 2, 0),
            ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull | ReadRecordResult::End => break,
        }
    }
    rows
}

/// How many cells the row at the beginning of `text` has, if the row ends in it.
pub(super) fn n_cells(text: &[u8], dialect: &Dialect) -> Option<usize> {
    let mut reader = ReaderBuilder::new().delimiter(dialect.delimiter).quote(dialect.quote).build();
    let (mut scratch, mut ends) = (vec![0; text.len() + 1], vec![0; text.len() + 1]);
    let (result, _, _, n_cells) = reader.read_record(text, &mut scratch, &mut ends);
    (result == ReadRecordResult::Record).then_some(n_cells)
}

/// Whether the first row names the columns: words of its own, each once, unlike what stands below them.
fn has_heading(rows: &[Vec<String>]) -> bool {
    let Some((first, below)) = rows.split_first() else {
        return false;
    };
    let mut seen = std::collections::BTreeSet::new();
    let n_named = first.iter().filter(|cell| !cell.is_empty()).count();
    let are_names = first.iter().filter(|cell| !cell.is_empty()).all(|cell| is_name(cell) && seen.insert(cell.as_str()));
    if !are_names || n_named == 0 || n_named * 2 < first.len() {
        return false;
    }
    if are_common_headings(first) {
        return true;
    }
    (0..first.len()).any(|column| {
        let cells = || below.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty());
        let (n, n_other) = (cells().count(), cells().filter(|cell| !is_name(cell)).count());
        n > 0 && n_other * 4 > n * 3
    })
}

/// Whether a row names columns by its words alone, whatever stands below it.
pub(super) fn names_columns(row: &[&str]) -> bool {
    row.iter().all(|cell| cell.is_empty() || is_name(cell)) && are_common_headings(row)
}

/// Whether half of the cells that are not empty are words that are common in headings, or joined by underscores.
fn are_common_headings<T: AsRef<str>>(row: &[T]) -> bool {
    let named = || row.iter().map(AsRef::as_ref).filter(|cell: &&str| !cell.is_empty());
    let (n_named, n_known) = (named().count(), named().filter(|cell| is_known(cell)).count());
    let n_identifiers = named().filter(|cell| cell.contains('_')).count();
    n_named > 0 && (n_known * 2 >= n_named || n_identifiers * 2 >= n_named)
}

/// Could stand in a heading: letters, few digits, no address, no date.
fn is_name(cell: &str) -> bool {
    let n_digits = cell.chars().filter(char::is_ascii_digit).count();
    let starts_well = cell.chars().next().is_some_and(|c| c.is_alphabetic() || matches!(c, '_' | '#' | '$' | '(' | '@'));
    starts_well && cell.len() <= 80 && n_digits <= 3 && !cell.trim_start_matches('@').contains('@') && !cell.contains("://")
}

/// A word of it is a common heading.
fn is_known(cell: &str) -> bool {
    let cell = cell.to_lowercase();
    let is_word = |c: char| c.is_alphabetic() || matches!(c, '\u{900}'..='\u{97f}');
    cell.split(|c| !is_word(c)).any(|word| HEADING_WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sniffed(name: &str, text: &str) -> Option<Dialect> {
        sniff(&Head::new(name.as_bytes(), text.as_bytes()))
    }

    fn check(name: &str, text: &str, expected: Option<(char, usize, bool)>) {
        let found = sniffed(name, text).map(|d| (char::from(d.delimiter), d.n_columns, d.heading.is_some()));
        assert_eq!(found, expected, "{name}: {text}");
    }

    #[test]
    fn tables_are_told_from_text() {
        check("a", "id,name,mail\n1,Ada,ada@example.org\n2,Bo,bo@example.org\n", Some((',', 3, true)));
        check("a", "1;Ada;1,5\n2;Bo;2,5\n3;Cy;3,5\n", Some((';', 3, false)));
        check("a", "Ada\tBerlin\nBo\tBern\nCy\tRome\nDi\tOslo\nEd\tParis\n", Some(('\t', 2, false)));
        check("a.csv", "email\nada@example.org\n", Some((',', 1, true)));
        check("a.csv", "first_name,last_name\n", Some((',', 2, true)));
        check("a.csv", "Ada,Lovel\n", Some((',', 2, false)));
        check("a", "Vorname;Nachname;Ort\nAda;Lovel;Bern\nBo;Dahl;Oslo\n", Some((';', 3, true)));
        check("a", "नाम,पता,ईमेल\nप्रिया,दिल्ली,x@example.org\nराम,पुणे,y@example.org\n", Some((',', 3, true)));
        check("a", "Yes, he said, no.\nWell, I went, too.\nThen, at last, home.\n", None);
        check("a.c", "int a, b;\n\tfoo(a, b);\n\tbar(b, a);\n\treturn;\n", None);
        check("a.js", "let a = 1;\nlet b = 2;\nlet c = 3;\nlet d = 4;\nlet e = 5;\n", None);
        check("a.md", "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n| 5 | 6 |\n", None);
        check("a.sql", &"INSERT INTO t VALUES (1,'a','b','c','d','e');\n".repeat(5), None);
        check("a.sql", &"(1,'a','b','c','d','e'),\n".repeat(5), None);
        check("a", "a;b;c;d;e;\n1;2;3;4;5;\n1;2;3;4;5;\n", Some((';', 6, true)));
        check("a", "one line, no table", None);
    }

    #[test]
    fn quotes_and_line_ends_in_cells_are_seen() {
        let dialect = sniffed("a.csv", "id,note\n1,\"two\nlines\"\n2,b\n").unwrap();
        assert!(dialect.has_line_ends && dialect.quote == b'"');
        let dialect = sniffed("a.csv", "'id','note'\n'1','a,b'\n'2','c'\n").unwrap();
        assert_eq!((dialect.quote, dialect.heading), (b'\'', Some(vec!["id".into(), "note".into()])));
    }
}
