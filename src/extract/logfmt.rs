//! Lines of `key=value` pairs.

use std::borrow::Cow;

use super::access::Field;
use super::{stamp, value};
use crate::model::time::Day;

/// Keys under which such a line states its time.
const TIME_KEYS: [&str; 6] = ["time", "ts", "timestamp", "t", "date", "at"];

/// A pair and where it stands.
struct Pair<'t> {
    start: usize,
    end: usize,
    key: &'t str,
    value: Cow<'t, str>,
}

/// The pairs of a line that consists mostly of pairs, and what stands between them; none for any other line.
pub(super) fn fields(line: &str) -> Option<Vec<Field<'_>>> {
    let pairs = pairs(line);
    let n_in_pairs: usize = pairs.iter().map(|pair| pair.end - pair.start).sum();
    if pairs.len() < 2 || n_in_pairs * 2 < line.len() {
        return None;
    }
    let mut fields = Vec::with_capacity(pairs.len() + 2);
    let mut at = 0;
    let between = |from: usize, to: usize, fields: &mut Vec<Field<'_>>| {
        let text = line.get(from..to).unwrap_or_default().trim();
        if !text.is_empty() {
            fields.push((None, Cow::Owned(text.to_owned())));
        }
    };
    for pair in pairs {
        between(at, pair.start, &mut fields);
        at = pair.end;
        fields.push((Some(Cow::Owned(pair.key.to_owned())), Cow::Owned(pair.value.into_owned())));
    }
    between(at, line.len(), &mut fields);
    Some(fields)
}

/// The day under a key for times.
pub(super) fn day(line: &[u8]) -> Option<Day> {
    let line = std::str::from_utf8(line.get(..line.len().min(1024))?).ok()?;
    pairs(line).iter().filter(|pair| TIME_KEYS.contains(&pair.key)).find_map(|pair| stamp::of_value(&pair.value))
}

fn pairs(line: &str) -> Vec<Pair<'_>> {
    let bytes = line.as_bytes();
    let mut pairs = Vec::new();
    let mut from = 0;
    while let Some(eq) = bytes.get(from..).and_then(|rest| memchr::memchr(b'=', rest)).map(|i| from + i) {
        let key_len = bytes[from..eq].iter().rev().take_while(|b| is_key(**b)).count();
        let start = eq - key_len;
        let key = line.get(start..eq).unwrap_or_default();
        let is_pair = value::is_plain(key) && (start == 0 || bytes[start - 1].is_ascii_whitespace());
        if !is_pair {
            from = eq + 1;
            continue;
        }
        let (value, end) = quoted_or_word(line, eq + 1);
        pairs.push(Pair { start, end, key, value });
        from = end;
    }
    pairs
}

fn is_key(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-')
}

/// The value that starts at `from`, in quotes or up to a blank, and where it ends.
fn quoted_or_word(line: &str, from: usize) -> (Cow<'_, str>, usize) {
    let rest = line.get(from..).unwrap_or_default();
    let Some(inner) = rest.strip_prefix('"') else {
        let n = rest.find(char::is_whitespace).unwrap_or(rest.len());
        return (rest.get(..n).unwrap_or_default().into(), from + n);
    };
    let mut value = String::new();
    let mut is_hidden = false;
    for (i, c) in inner.char_indices() {
        match c {
            'n' if is_hidden => value.push('\n'),
            't' if is_hidden => value.push('\t'),
            _ if is_hidden => value.push(c),
            '\\' => {
                is_hidden = true;
                continue;
            }
            '"' => return (value.into(), from + 1 + i + 1),
            _ => value.push(c),
        }
        is_hidden = false;
    }
    (value.into(), line.len())
}

#[cfg(test)]
mod tests {
    use super::super::testing::check_fields;
    use super::*;

    fn check(line: &str, expected: &[(&str, &str)]) {
        check_fields(fields(line), expected);
    }

    #[test]
    fn lines_of_pairs_fall_into_fields() {
        check(
            r#"ts=2024-03-02T10:11:12Z msg="said \"hi\" to a=b" user=ada done"#,
            &[("ts", "2024-03-02T10:11:12Z"), ("msg", "said \"hi\" to a=b"), ("user", "ada"), ("", "done")],
        );
        check(
            "2024-03-02 10:11:12 a=1 bcdefghijklm=2 c=\"open",
            &[("", "2024-03-02 10:11:12"), ("a", "1"), ("bcdefghijklm", "2"), ("c", "open")],
        );
        check("only one=pair and much text around it", &[]);
        check("=== x", &[]);
    }

    #[test]
    fn a_key_states_the_day() {
        assert_eq!(day(b"level=info ts=1709374272.5 msg=x").map(|day| day.to_string()).as_deref(), Some("2024-03-02"));
        assert_eq!(day(b"level=info msg=x"), None);
    }
}
