//! How people write numbers: the digits among spaces, brackets and dashes, without words before and extensions behind.

use std::sync::LazyLock;

use regex::Regex;

use super::run::Run;
use crate::detect::digits;

/// Fewer digits are no number.
const MIN_DIGITS: usize = 3;
/// Letters are keys of the dial if there are as many.
const MIN_KEYS: usize = 3;
/// The key of each letter.
const KEYS: &[u8; 26] = b"22233344455566677778889999";

/// What each byte is: a digit's value, something among digits, or something else.
static KINDS: [u8; 256] = kinds();
const SEPARATOR: u8 = 10;
const OTHER: u8 = 11;

const fn kinds() -> [u8; 256] {
    let mut kinds = [OTHER; 256];
    let mut byte = 0;
    while byte < kinds.len() {
        kinds[byte] = match byte as u8 {
            digit @ b'0'..=b'9' => digit - b'0',
            b' ' | b'-' | b'.' | b'(' | b')' | b'/' => SEPARATOR,
            _ => OTHER,
        };
        byte += 1;
    }
    kinds
}

/// The extension at a number's end. Long ones need a clear word before them.
static EXTENSION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    const WORD: &str = r"(?:e?xt(?:ensi(?:o\u{301}?|ó))?n?|anexo|доб)";
    const BEHIND: &str = r"[:.]?[ \t,-]*";
    let ways = [
        r";ext=[0-9]{1,20}".to_owned(),
        format!(r"[ \t,]*{WORD}{BEHIND}[0-9]{{1,20}}#?"),
        format!(r"[ \t,]*(?:[x#~]|int){BEHIND}[0-9]{{1,9}}#?"),
        r"[- ]+[0-9]{1,6}#".to_owned(),
        format!(r"[ \t]*(?:,,|;){BEHIND}[0-9]{{1,15}}#?"),
        format!(r"[ \t]*,+{BEHIND}[0-9]{{1,9}}#?"),
    ];
    Regex::new(&format!("(?i)(?:{})$", ways.join("|"))).ok()
});

/// A number as it is written.
pub(super) struct Written {
    pub digits: Run,
    pub has_plus: bool,
}

/// The number in a text.
pub(super) fn read(text: &str) -> Option<Written> {
    let bytes = text.as_bytes();
    let start = bytes.iter().position(|byte| byte.is_ascii_digit() || *byte == b'+' || !byte.is_ascii())?;
    let has_plus = bytes.get(start) == Some(&b'+');
    let mut digits = Run::new();
    for byte in bytes.get(start + usize::from(has_plus)..)? {
        let kind = KINDS.get(usize::from(*byte)).copied().unwrap_or(OTHER);
        if kind == OTHER {
            return spelled(text);
        }
        digits.push_if(kind, kind < SEPARATOR)?;
    }
    (digits.as_slice().len() >= MIN_DIGITS).then_some(Written { digits, has_plus })
}

/// The number in a text with letters and other characters.
fn spelled(text: &str) -> Option<Written> {
    let text = digits::to_ascii_digits(text);
    let text = text.get(text.find(|c: char| c.is_ascii_digit() || c == '+')?..)?;
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '#');
    let text = before_second(text);
    let text = without_extension(text.split_once(";isub=").map_or(text, |(text, _)| text));
    if !is_number(text) {
        return None;
    }
    let has_keys = text.bytes().filter(u8::is_ascii_alphabetic).count() >= MIN_KEYS;
    let mut digits = Run::new();
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => digits.push(byte - b'0')?,
            _ if has_keys && byte.is_ascii_alphabetic() => {
                let key = KEYS.get(usize::from(byte.to_ascii_uppercase() - b'A'))?;
                digits.push(key - b'0')?;
            }
            _ => {}
        }
    }
    Some(Written { digits, has_plus: text.starts_with('+') })
}

/// `530 583-6985 x302/x2303`: the first of two numbers.
fn before_second(text: &str) -> &str {
    let is_second = |at: &usize| text.get(at + 1..).is_some_and(|rest| rest.trim_start_matches(' ').starts_with('x'));
    let at = text.rmatch_indices(['/', '\\']).map(|(at, _)| at).find(is_second);
    at.and_then(|at| text.get(..at)).unwrap_or(text)
}

fn without_extension(text: &str) -> &str {
    if !text.ends_with(|c: char| c.is_ascii_digit() || c == '#') {
        return text;
    }
    let found = EXTENSION.as_ref().and_then(|extension| extension.find(text));
    found.and_then(|found| text.get(..found.start())).filter(|before| is_number(before)).unwrap_or(text)
}

/// Three digits with nothing but separators among them; letters may follow.
fn is_number(text: &str) -> bool {
    let mut n_digits = 0;
    for c in text.trim_start_matches('+').chars() {
        match c {
            '0'..='9' => n_digits += 1,
            ' ' | '-' | '.' | '(' | ')' | '/' | '[' | ']' | '~' | '*' | 'x' | 'X' => {}
            _ if c.is_ascii_alphabetic() && n_digits >= MIN_DIGITS => {}
            _ => return false,
        }
    }
    n_digits >= MIN_DIGITS
}
