//! Values of a row that a statement inserts: `INSERT INTO t (a, b) VALUES (1, 'x')`.

use std::ops::Range;

use crate::detect::grid::Word;

/// How long the list of a statement's columns may be, in bytes, and how long its values.
const MAX_COLUMNS: usize = 2 << 10;
const MAX_VALUES: usize = 8 << 10;

/// The value in quotes of a column of an `INSERT` statement, by the place of its name in the list: of the first row.
pub(super) fn value(text: &str, column: Word) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let head = bytes.get(column.start().saturating_sub(MAX_COLUMNS)..column.start())?;
    let n_back = head.iter().rev().position(|byte| matches!(byte, b'(' | b')' | b';'))?;
    let (before, listed) = head.split_at_checked(head.len() - n_back)?;
    let statement = before.strip_suffix(b"(")?.trim_ascii_end();
    let statement = statement.get(statement.len().saturating_sub(160)..)?.to_ascii_lowercase();
    memchr::memmem::find(&statement, b"insert into")?;
    let place = listed.iter().filter(|byte| **byte == b',').count();
    let rest = text.get(column.end()..)?;
    let close = rest.bytes().take(MAX_COLUMNS).position(|byte| byte == b')')?;
    let after = rest.get(close + 1..)?.trim_start();
    let row = after.get(..6).filter(|word| word.eq_ignore_ascii_case("values")).and_then(|_| after.get(6..))?;
    let row = row.trim_start().strip_prefix('(')?;
    let within = nth(row, place)?;
    let start = text.len() - row.len();
    Some(start + within.start..start + within.end)
}

/// The n-th of values separated by commas, without its quotes.
fn nth(row: &str, place: usize) -> Option<Range<usize>> {
    let (mut ix, mut opened) = (0, None);
    for (at, byte) in row.bytes().enumerate().take(MAX_VALUES) {
        match (opened, byte) {
            (None, b'\'') => opened = Some(at + 1),
            (Some(start), b'\'') if ix == place => return (at > start).then_some(start..at),
            (Some(_), b'\'') => opened = None,
            (None, b',') => ix += 1,
            (None, b')' | b';') => return None,
            _ => {}
        }
        if ix > place {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::grid::Grid;

    #[test]
    fn a_value_has_the_place_of_its_column() {
        for (text, expected) in [
            ("INSERT INTO users (name, pw) VALUES ('jane', 'x9');", Some("x9")),
            ("insert into `u` (`pw`,`n`) values ('x9','jane'),('y','z')", Some("x9")),
            ("INSERT INTO u (n, pw) VALUES ('a,b', 'x9')", Some("x9")),
            ("INSERT INTO u (n, pw) VALUES ('a', NULL)", None),
            ("f(n, pw) VALUES ('a', 'b')", None),
            ("INSERT INTO u (n, pw) SELECT 'a', 'b'", None),
        ] {
            let grid = Grid::of(text.as_bytes(), &[]);
            let at = text.find("pw").unwrap();
            let word = grid.words().iter().find(|word| word.start() == at).unwrap();
            assert_eq!(value(text, *word).map(|span| &text[span]), expected, "{text}");
        }
    }
}
