//! Values beside the name of what they are, as configuration, code, logs and dumps write them: `NAME=value`, `"name": "value"`,
//! `<name>value</name>`, `:name => 'value'`, `define('NAME', 'value')`, `['name'] = 'value'`, `key="NAME" value="value"`,
//! `--name value`. Which names count is said by whoever asks.

use std::ops::Range;

use super::inserted;
use crate::detect::grid::{Grid, Word};

/// A value may be as long as this, in bytes.
const MAX_VALUE: usize = 512;
/// Blanks between a name, its sign and its value.
const MAX_BLANKS: usize = 8;

/// The names whose values are asked for.
pub(super) struct Names {
    /// How they end, in small ASCII letters: what is compared first.
    pub endings: &'static [&'static str],
    /// Whether a name that ends so is one of them.
    pub is_one: fn(&str) -> bool,
}

/// Adds the values that stand beside names that are asked for.
pub(super) fn each(text: &str, grid: &Grid, names: &Names, spans: &mut Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    let letter = |byte: u8| 1_u32 << (byte.to_ascii_lowercase().wrapping_sub(b'a') & 31);
    let lasts = names.endings.iter().filter_map(|ending| ending.bytes().next_back()).fold(0, |all, last| all | letter(last));
    for word in grid.words().iter().filter(|word| word.kinds() != 0 && word.len >= 3) {
        let Some(own) = bytes.get(word.start()..word.end()) else { continue };
        // A number behind a name only counts it: `API_KEY_2`.
        let n_counting = own.iter().rev().take_while(|byte| byte.is_ascii_digit() || **byte == b'_').count();
        let own = own.get(..own.len() - n_counting).unwrap_or_default();
        let Some(last) = own.last().filter(|last| letter(**last) & lasts != 0) else { continue };
        let ends_so = |ending: &&&str| {
            ending.as_bytes().last() == Some(&last.to_ascii_lowercase())
                && own
                    .len()
                    .checked_sub(ending.len())
                    .and_then(|at| own.get(at..))
                    .is_some_and(|end| end.eq_ignore_ascii_case(ending.as_bytes()))
        };
        if names.endings.iter().find(ends_so).is_none() {
            continue;
        }
        let is_one = |name: &str| (names.is_one)(name);
        if text.get(name_of(bytes, *word)..word.end() - n_counting).is_some_and(is_one) {
            spans.extend(value_beside(text, *word));
        }
    }
}

/// Where the name begins that ends with a word: `x-api-key`, `spring.datasource.token`, and two words of an English name.
fn name_of(bytes: &[u8], word: Word) -> usize {
    let mut start = word.start();
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    for _ in 0..2 {
        let joined = start.checked_sub(2).and_then(|at| Some((bytes.get(at)?, bytes.get(at + 1)?)));
        if !joined.is_some_and(|(before, joint)| is_word(before) && matches!(joint, b'-' | b'.' | b' ')) {
            break;
        }
        start -= 2;
        while start > 0 && bytes.get(start - 1).is_some_and(is_word) {
            start -= 1;
        }
    }
    start
}

/// The value that stands beside a name.
fn value_beside(text: &str, word: Word) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let before = word.start().checked_sub(1).and_then(|at| bytes.get(at)).copied();
    let mut at = word.end();
    let quote = bytes.get(at).copied().filter(|byte| is_quote(*byte));
    at += usize::from(quote.is_some());
    if bytes.get(at) == Some(&b']') {
        at += 1;
    }
    let rest = text.get(at..)?;
    let blanks = blanks(rest);
    let signed = rest.get(blanks..)?;
    let sign = ["=>", ":=", "=", ":", "："].into_iter().find(|sign| signed.starts_with(sign));
    let is_flag = before == Some(b'-') && text.get(..word.start()).is_some_and(|head| head.ends_with("--"));
    match sign {
        Some(sign) => value_at(text, at + blanks + sign.len()),
        None if rest.starts_with('>') => element(text, at + 1),
        // `define('NAME', 'value')`.
        None if quote.is_some() && signed.starts_with(',') => {
            named(text, at).or_else(|| call(text, word, at + blanks + 1)).or_else(|| inserted::value(text, word))
        }
        None if quote.is_some() || rest.starts_with('\n') => named(text, at),
        None if is_flag || is_joined_flag(text, word) => (blanks > 0).then(|| value_at(text, at))?,
        None if signed.starts_with([',', ')']) => inserted::value(text, word),
        None => None,
    }
}

/// `--api-key` ends with a word that has its hyphens further before.
fn is_joined_flag(text: &str, word: Word) -> bool {
    let head = text.get(..word.start()).unwrap_or("");
    head.ends_with('-') && head.rsplit([' ', '\n', '\t']).next().is_some_and(|flag| flag.starts_with("--"))
}

/// What stands within an element: `>value</`.
fn element(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let len = rest.bytes().take(MAX_VALUE).position(|byte| byte == b'<' || byte.is_ascii_whitespace())?;
    (len > 0 && rest.get(len..)?.starts_with("</")).then(|| at..at + len)
}

/// The second argument of a call whose first is the name: both in quotes.
fn call(text: &str, word: Word, at: usize) -> Option<Range<usize>> {
    let head = text.as_bytes().get(..word.start())?;
    let n_back = head.iter().rev().take(64).position(|byte| is_quote(*byte))?;
    let is_call = head.get(..head.len() - n_back - 1)?.trim_ascii_end().ends_with(b"(");
    let value = at + blanks(text.get(at..)?);
    (is_call && text.as_bytes().get(value).copied().is_some_and(is_quote)).then(|| value_at(text, value))?
}

/// The value of what has the name as its own: `name="API_KEY" value="…"`, `"name": "API_KEY", "value": "…"`.
fn named(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let n_signs =
        rest.bytes().take(40).take_while(|byte| byte.is_ascii_whitespace() || matches!(byte, b',' | b'"' | b'\'')).count();
    let tail = rest.get(n_signs..)?;
    let is_value = tail.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("value"));
    let after = tail.get(5..).filter(|_| is_value && n_signs > 0)?.trim_start_matches(['"', '\'']);
    let sign = after.trim_start_matches(' ').strip_prefix(['=', ':'])?;
    value_at(text, text.len() - sign.len())
}

/// The value that begins at a place, behind blanks: in quotes to the closing one, else to whatever separates.
fn value_at(text: &str, at: usize) -> Option<Range<usize>> {
    let start = at + blanks(text.get(at..)?);
    let rest = text.get(start..)?;
    let end = if let Some(quote) = rest.bytes().next().filter(|byte| is_quote(*byte)) {
        let within = rest.get(1..)?;
        let len = within.bytes().take(MAX_VALUE).position(|byte| byte == quote || byte == b'\n')?;
        return (within.as_bytes().get(len) == Some(&quote) && len > 0).then(|| start + 1..start + 1 + len);
    } else {
        let is_end = |byte: u8| {
            byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`' | b'<' | b'>' | b',' | b';' | b'&' | b')' | b'}')
        };
        rest.bytes().take(MAX_VALUE + 1).position(is_end).unwrap_or(rest.len())
    };
    (end > 0 && end <= MAX_VALUE && rest.is_char_boundary(end)).then(|| start..start + end)
}

fn blanks(text: &str) -> usize {
    text.bytes().take(MAX_BLANKS).take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stands_beside_its_name() {
        for (text, expected) in [
            ("TOKEN=abc", Some("abc")),
            ("export my_token = 'a b'", Some("a b")),
            ("{\"token\": \"abc\"}", Some("abc")),
            ("<token>abc</token>", Some("abc")),
            ("<token>", None),
            (":token => 'abc'", Some("abc")),
            ("define('X_TOKEN', 'abc');", Some("abc")),
            ("['a', 'token', 'abc']", None),
            ("$c['x']['token'] = 'abc';", Some("abc")),
            ("<add key=\"token\" value=\"abc\"/>", Some("abc")),
            ("- name: TOKEN\n  value: abc", Some("abc")),
            ("{\"name\": \"TOKEN\", \"value\": \"abc\"}", Some("abc")),
            ("run --token abc -x", Some("abc")),
            ("run --my-token abc -x", Some("abc")),
            ("the token abc", None),
            ("token_2=abc&x=1", Some("abc")),
            ("token: ", None),
            ("INSERT INTO t (id, token, x) VALUES (1, 'abc', 'd')", Some("abc")),
        ] {
            let mut spans = Vec::new();
            let grid = Grid::of(text.as_bytes(), &[]);
            each(text, &grid, &Names { endings: &["token"], is_one: |_| true }, &mut spans);
            assert_eq!(spans.first().map(|span| &text[span.clone()]), expected, "{text}");
        }
    }
}
