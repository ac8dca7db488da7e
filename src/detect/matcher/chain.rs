//! Words in a row that single signs join: groups of numbers and of hexadecimal digits.

use std::ops::Range;

use crate::detect::grid::Word;

/// The words from one on that a sign joins, each with the next: where they end in the list, at least one on.
pub(super) fn joined(bytes: &[u8], words: &[Word], from: usize, sign: u8) -> Range<usize> {
    let pairs = words.get(from..).unwrap_or_default().windows(2);
    let n = pairs.take_while(|pair| is_joined(bytes, pair, sign)).count();
    from..from + n + 1
}

fn is_joined(bytes: &[u8], pair: &[Word], sign: u8) -> bool {
    let [one, next] = pair else { return false };
    next.kinds() != 0 && next.start() == one.end() + 1 && bytes.get(one.end()) == Some(&sign)
}

/// Whether a word is made of hexadecimal digits only.
pub(super) fn is_hex(bytes: &[u8], word: Word) -> bool {
    word.kinds() != 0 && bytes.get(word.start()..word.end()).is_some_and(|own| own.iter().all(u8::is_ascii_hexdigit))
}

/// From the first byte of some words to the last.
pub(super) fn span(words: &[Word], chain: &Range<usize>) -> Option<Range<usize>> {
    Some(words.get(chain.start)?.start()..words.get(chain.end.checked_sub(1)?)?.end())
}
