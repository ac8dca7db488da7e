//! The shadow text: what detectors match against, with the digits of all scripts as ASCII digits and typographic spaces,
//! hyphens and full-width forms as plain ones, and the way back to the original's bytes. Plain ASCII is borrowed.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use super::char_set::CharSet;

/// The zero of each script's decimal digits (Unicode 16, general category Nd).
const ZEROES: [u32; 38] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50, 0x0ED0,
    0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0,
    0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x11066,
];

/// A text as detectors see it.
pub(super) struct Shadow<'a> {
    pub text: Cow<'a, str>,
    /// Behind each character that is seen otherwise: where that is in `text`, and in the original.
    moved: Vec<(u32, u32)>,
}

impl<'a> Shadow<'a> {
    /// The shadow of at most 4 GiB of text.
    pub fn of(original: &'a str) -> Self {
        let mut shadow = Self { text: Cow::Borrowed(original), moved: Vec::new() };
        if original.is_ascii() {
            return shadow;
        }
        let mut text = String::new();
        let mut copied = 0;
        for (at, c) in otherwise(original) {
            text.push_str(original.get(copied..at).unwrap_or(""));
            text.extend(match plain(c) {
                Plain::Same => Some(c),
                Plain::As(ascii) => Some(ascii),
                Plain::Nothing => None,
            });
            copied = at + c.len_utf8();
            shadow.moved.push((text.len() as u32, copied as u32));
        }
        if copied > 0 {
            text.push_str(original.get(copied..).unwrap_or(""));
            shadow.text = Cow::Owned(text);
        }
        shadow
    }

    /// The bytes of the original under a stretch of the shadow.
    pub fn original(&self, span: Range<usize>) -> Range<usize> {
        if self.moved.is_empty() {
            return span;
        }
        self.place(span.start)..self.place(span.end)
    }

    fn place(&self, at: usize) -> usize {
        let n = self.moved.partition_point(|(own, _)| *own as usize <= at);
        match n.checked_sub(1).and_then(|ix| self.moved.get(ix)) {
            Some((own, original)) => *original as usize + (at - *own as usize),
            None => at,
        }
    }
}

/// The characters of a text that detectors see otherwise, and where they stand.
fn otherwise(text: &str) -> impl Iterator<Item = (usize, char)> {
    static SEEN_OTHERWISE: LazyLock<CharSet> = LazyLock::new(|| CharSet::new(|c| plain(c) != Plain::Same));
    let set = &*SEEN_OTHERWISE;
    text.char_indices().filter(|(_, c)| !c.is_ascii() && set.has(*c))
}

#[derive(PartialEq, Eq)]
enum Plain {
    Same,
    As(char),
    Nothing,
}

fn plain(c: char) -> Plain {
    if c.is_ascii() {
        return Plain::Same;
    }
    match c {
        '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' => return Plain::Nothing,
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{3000}' => return Plain::As(' '),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => return Plain::As('-'),
        _ => {}
    }
    let code = u32::from(c);
    if (0xFF01..=0xFF5E).contains(&code) {
        return char::from_u32(code - 0xFEE0).map_or(Plain::Same, Plain::As);
    }
    if (0x1D7CE..=0x1D7FF).contains(&code) {
        return char::from_digit((code - 0x1D7CE) % 10, 10).map_or(Plain::Same, Plain::As);
    }
    let below = ZEROES.partition_point(|zero| *zero <= code);
    match below.checked_sub(1).and_then(|ix| ZEROES.get(ix)) {
        Some(zero) if code - zero < 10 => char::from_digit(code - zero, 10).map_or(Plain::Same, Plain::As),
        _ => Plain::Same,
    }
}

/// The same text with the digits of all scripts as ASCII digits.
pub(super) fn to_ascii_digits(text: &str) -> Cow<'_, str> {
    Shadow::of(text).text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_all_scripts_are_digits_and_lead_back() {
        for (text, expected) in [
            ("plain 12", "plain 12"),
            ("आधार २३४१", "आधार 2341"),
            ("٠١٢٣", "0123"),
            ("１２－３", "12-3"),
            ("4111\u{A0}1111", "4111 1111"),
            ("a\u{200B}b", "ab"),
            ("zoë", "zoë"),
        ] {
            let shadow = Shadow::of(text);
            assert_eq!(shadow.text, expected);
            assert_eq!(shadow.original(0..shadow.text.len()), 0..text.len());
        }
        let shadow = Shadow::of("क १२ ख");
        let at = shadow.text.find("12").unwrap();
        assert_eq!("क १२ ख".get(shadow.original(at..at + 2)), Some("१२"));
    }

    #[test]
    fn zeroes_are_sorted() {
        assert!(ZEROES.is_sorted());
    }
}
