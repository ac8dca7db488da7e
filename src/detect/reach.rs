//! How far the words around a value reach: counted as one reads, not in bytes.

use std::ops::Range;

/// What the first byte of a character counts; its other bytes count nothing. Ideographs, kana and hangul say as much as two letters.
fn weight(byte: u8) -> usize {
    match byte {
        0x80..=0xBF => 0,
        0xE3..=0xED => 2,
        _ => 1,
    }
}

/// The place so many characters before another: in bytes, never inside a character if the other is not.
pub(super) fn back(text: &str, at: usize, n_chars: usize) -> usize {
    let bytes = text.as_bytes();
    let at = at.min(bytes.len());
    let near = at.saturating_sub(n_chars);
    if bytes.get(near..at).is_some_and(<[u8]>::is_ascii) {
        return near;
    }
    let (mut place, mut counted) = (at, 0);
    while counted < n_chars
        && let Some(before) = place.checked_sub(1)
    {
        place = before;
        counted += bytes.get(before).map_or(0, |byte| weight(*byte));
    }
    place
}

/// The place so many characters behind another.
pub(super) fn on(text: &str, at: usize, n_chars: usize) -> usize {
    let bytes = text.as_bytes();
    let far = at.saturating_add(n_chars).min(bytes.len());
    if bytes.get(at..far).is_none_or(<[u8]>::is_ascii) {
        return far;
    }
    let (mut place, mut counted) = (at, 0);
    while let Some(byte) = bytes.get(place) {
        counted += weight(*byte);
        if counted > n_chars {
            break;
        }
        place += 1;
    }
    place
}

/// Whether a line or a sentence ends between a phrase and a value behind it, with other words between.
pub(super) fn is_cut_before(text: &str, between: Range<usize>) -> bool {
    let Some(between) = text.get(between) else { return false };
    let rest = last_stop(between).and_then(|stop| between.get(stop..));
    rest.is_some_and(|rest| rest.contains(char::is_alphanumeric))
}

/// Whether a line or a sentence ends between a value and a phrase behind it.
pub(super) fn is_cut_behind(text: &str, between: Range<usize>) -> bool {
    text.get(between).and_then(last_stop).is_some()
}

/// Whether a word and the phrase behind it are parts of one longer word.
pub(super) fn is_compound(text: &str, between: Range<usize>) -> bool {
    let is_word = text.get(..between.start).is_some_and(|before| before.ends_with(char::is_alphabetic));
    is_word && matches!(text.get(between), Some(" " | "-"))
}

/// Where the last sentence or line of a text begins, if one ends in it.
fn last_stop(text: &str) -> Option<usize> {
    let mut stops = text.char_indices().rev().filter(|(at, c)| match c {
        '\n' | '。' | '।' | '！' | '？' => true,
        '.' | '!' | '?' | ';' => text.get(at + 1..).is_some_and(|rest| rest.starts_with(char::is_whitespace)),
        _ => false,
    });
    stops.next().map(|(at, c)| at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_not_bytes() {
        for (text, n_chars, expected) in
            [("abcdef", 4, 4), ("abc", 4, 3), ("नमस्ते", 3, 9), ("我的身份证号", 4, 6), ("aé我b", 4, 6), ("", 4, 0)]
        {
            assert_eq!(on(text, 0, n_chars), expected, "{text}");
            let from_end = text.len() - back(text, text.len(), n_chars);
            assert!(text.get(text.len() - from_end..).is_some(), "{text}");
            assert!(n_chars > text.len() || from_end >= n_chars.min(text.len()), "{text}");
        }
        assert_eq!(back("नमस्ते", 18, 3), 9);
        assert_eq!(back("xनमस्ते", 19, 100), 0);
    }

    #[test]
    fn a_sentence_ends_what_was_said_before() {
        for (between, before, behind) in [
            (" ", false, false),
            (" no. ", false, true),
            (". My number ", true, true),
            (":\n", false, true),
            ("\nSSN: ", true, true),
            (" 3.5 ", false, false),
            ("। मेरा ", true, true),
        ] {
            assert_eq!(is_cut_before(between, 0..between.len()), before, "{between:?}");
            assert_eq!(is_cut_behind(between, 0..between.len()), behind, "{between:?}");
        }
    }
}
