//! SQLite's values: as cells, and as parts of a key that bind again as what they were.

use std::borrow::Cow;

use rusqlite::types::{Value, ValueRef};

use crate::source::sql::Cell;

/// What stands in a cell. Whole numbers and fractions are written as short as reads back the same.
pub(super) fn cell(value: ValueRef<'_>) -> Cell<'_> {
    let owned = |text: String| Cell::Text(Cow::Owned(text.into_bytes()));
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => owned(number.to_string()),
        ValueRef::Real(number) => owned(number.to_string()),
        ValueRef::Text(text) => Cell::Text(Cow::Borrowed(text)),
        ValueRef::Blob(bytes) => Cell::Bytes(Cow::Borrowed(bytes)),
    }
}

/// A part of a key as text with its type before it: SQLite orders numbers, texts and bytes of one column one after the
/// other. None for a text that is not UTF-8.
pub(super) fn tagged(value: ValueRef<'_>) -> Option<String> {
    Some(match value {
        ValueRef::Null => "n".to_owned(),
        ValueRef::Integer(number) => format!("i{number}"),
        ValueRef::Real(number) => format!("r{:016x}", number.to_bits()),
        ValueRef::Text(text) => format!("t{}", std::str::from_utf8(text).ok()?),
        ValueRef::Blob(bytes) => bytes.iter().fold("x".to_owned(), |text, byte| format!("{text}{byte:02x}")),
    })
}

/// What [`tagged`] was made of. What is no tagged text is NULL, which no row lies behind.
pub(super) fn from_tagged(text: &str) -> Value {
    let Some(rest) = text.get(1..) else { return Value::Null };
    match text.as_bytes().first() {
        Some(b'i') => rest.parse().map_or(Value::Null, Value::Integer),
        Some(b'r') => u64::from_str_radix(rest, 16).map_or(Value::Null, |bits| Value::Real(f64::from_bits(bits))),
        Some(b't') => Value::Text(rest.to_owned()),
        Some(b'x') => bytes_of(rest).map_or(Value::Null, Value::Blob),
        _ => Value::Null,
    }
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_key_comes_back_with_its_type() {
        for (text, expected) in [
            ("i-7", Value::Integer(-7)),
            ("r3ff8000000000000", Value::Real(1.5)),
            ("tété", Value::Text("été".into())),
            ("t", Value::Text(String::new())),
            ("x00ff", Value::Blob(vec![0, 255])),
            ("n", Value::Null),
        ] {
            assert_eq!(from_tagged(text), expected);
            assert_eq!(tagged(ValueRef::from(&expected)).as_deref(), Some(text));
        }
        for text in ["xzz", "été", ""] {
            assert_eq!(from_tagged(text), Value::Null);
        }
        assert_eq!(tagged(ValueRef::Text(b"caf\xe9")), None);
    }
}
