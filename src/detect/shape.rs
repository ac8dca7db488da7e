//! What a column's values look like, whatever they mean: told from a sample and the declared type.

use std::collections::BTreeSet;

use super::form;
use super::matcher::dob;
use crate::model::finding::ColumnShape;

/// Pairs of words for yes and no.
const FLAGS: [[&str; 2]; 10] = [
    ["true", "false"],
    ["yes", "no"],
    ["0", "1"],
    ["t", "f"],
    ["y", "n"],
    ["ja", "nein"],
    ["oui", "non"],
    ["on", "off"],
    ["si", "no"],
    ["enabled", "disabled"],
];

/// The shape of a sample without blanks and placeholders.
pub(super) fn of(values: &[&str], declared: &str) -> ColumnShape {
    let declared = declared.to_ascii_lowercase();
    if declared.starts_with("bool") || declared == "bit" || declared == "bit(1)" || declared == "tinyint(1)" {
        return ColumnShape::Boolean;
    }
    let is_temporal = ["date", "time", "datetime", "timestamp"].iter().any(|kind| declared.starts_with(kind));
    if is_temporal && values.iter().all(|value| is_date(value)) {
        return ColumnShape::Date;
    }
    if values.is_empty() {
        return ColumnShape::Empty;
    }
    let distinct: BTreeSet<String> = values.iter().map(|value| value.to_lowercase()).collect();
    if FLAGS.iter().any(|pair| distinct.iter().all(|value| pair.contains(&value.as_str())))
        && (distinct.len() == 2 || values.len() > 2 || is_flag(&distinct))
    {
        return ColumnShape::Boolean;
    }
    let all = |is: fn(&str) -> bool| values.iter().all(|value| is(value));
    if all(is_date) {
        return ColumnShape::Date;
    }
    if all(is_number) {
        return ColumnShape::Number;
    }
    let n_opaque = values.iter().filter(|value| is_opaque(value)).count();
    if n_opaque * 10 >= values.len() * 9 {
        return ColumnShape::Opaque;
    }
    if values.len() >= 10 && distinct.len() * 4 <= values.len() && distinct.len() <= 24 {
        ColumnShape::Enumeration
    } else {
        ColumnShape::Text
    }
}

fn is_flag(distinct: &BTreeSet<String>) -> bool {
    distinct.iter().all(|value| value == "true" || value == "false")
}

/// A date with its year, or a date and time. Eight bare digits are a number first.
fn is_date(value: &str) -> bool {
    value.len() >= 6
        && value.contains(['-', '/', '.', ' '])
        && value.starts_with(|c: char| c.is_ascii_digit())
        && dob::read(value, None).is_some()
}

fn is_number(value: &str) -> bool {
    value.parse::<f64>().is_ok_and(f64::is_finite)
}

/// Whether all values are years of our time.
pub(super) fn are_years(values: &[&str]) -> bool {
    !values.is_empty()
        && values.iter().all(|value| value.len() == 4 && value.parse::<u16>().is_ok_and(|year| (1900..=2100).contains(&year)))
}

fn is_opaque(value: &str) -> bool {
    let n_digits = value.bytes().filter(u8::is_ascii_digit).count();
    let n_letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    let is_token = value.len() >= 16
        && n_digits >= 3
        && n_letters >= 3
        && value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'=' | b'+' | b'/'));
    form::veiled(value).is_some() || is_token
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_told_from_values() {
        for (values, declared, expected) in [
            (vec!["true", "false", "true"], "", ColumnShape::Boolean),
            (vec!["0", "1", "1"], "", ColumnShape::Boolean),
            (vec![], "boolean", ColumnShape::Boolean),
            (vec!["m", "f", "m"], "", ColumnShape::Text),
            (vec!["1990-01-02", "2001-03-04 10:00:00"], "", ColumnShape::Date),
            (vec![], "timestamp", ColumnShape::Date),
            (vec!["12", "13.5", "-4"], "", ColumnShape::Number),
            (vec!["5f4dcc3b5aa765d61d8327deb882cf99"], "", ColumnShape::Opaque),
            (vec!["a", "b", "a", "b", "a", "b", "a", "b", "a", "b"], "", ColumnShape::Enumeration),
            (vec![], "text", ColumnShape::Empty),
            (vec!["hello there"], "", ColumnShape::Text),
        ] {
            assert_eq!(of(&values, declared), expected, "{values:?} {declared}");
        }
    }
}
