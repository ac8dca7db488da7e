//! Words of running text and of names of fields, folded so that case, accents and spelling conventions do not matter, and
//! numbered once, so that looking for a phrase near a candidate compares integers.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::char_set::CharSet;
use super::grid::Grid;

/// The words that detectors ask for, numbered.
pub(super) struct Vocabulary {
    /// By the hash of the folded word.
    numbers: HashMap<u64, u32, BuildHasherDefault<AsItIs>>,
    /// A bit for each hash of a word, by its last sixteen: nearly all words of a text are refused here.
    seen: Vec<u64>,
    /// For each first byte of a folded word, a bit for each length.
    lens: Vec<u32>,
    /// Words of column names, which no phrase is made of.
    others: HashSet<String>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self { numbers: HashMap::default(), seen: vec![0; 1 << 10], lens: vec![0; 256], others: HashSet::new() }
    }
}

/// Keys are hashes already.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash << 8 | u64::from(*byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// The hash of a folded word, eight bytes at a time. Whoever makes a word collide with one of ours only makes a number near
/// it look likelier.
#[derive(Clone, Copy)]
struct WordHash(u64);

impl WordHash {
    const START: Self = Self(0xCBF2_9CE4_8422_2325);

    fn add(self, eight: u64) -> Self {
        let mixed = (self.0 ^ eight).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Self(mixed ^ mixed >> 32)
    }

    /// Of a word that is folded already.
    fn of(word: &str) -> Self {
        word.as_bytes().chunks(8).fold(Self::START, |hash, chunk| hash.add(eight(chunk, chunk.len())))
    }

    /// Of ASCII letters and digits in whatever case: a small letter or a digit has this bit, a capital lacks it.
    fn of_ascii(bytes: &[u8], word: Range<usize>) -> Self {
        let mut hash = Self::START;
        let mut rest = bytes.get(word.start..).unwrap_or_default();
        let mut len = word.len();
        while len > 0 {
            let n = len.min(8);
            hash = hash.add(eight(rest, n) | (0x2020_2020_2020_2020 >> (64 - 8 * n)));
            rest = rest.get(n..).unwrap_or_default();
            len -= n;
        }
        hash
    }
}

/// The first `n` bytes, at most eight, as one number.
fn eight(bytes: &[u8], n: usize) -> u64 {
    match bytes.first_chunk::<8>() {
        Some(whole) => u64::from_le_bytes(*whole) & u64::MAX >> (64 - 8 * n),
        None => bytes.iter().take(n).rev().fold(0, |number, byte| number << 8 | u64::from(*byte)),
    }
}

/// A word that no detector asks for.
pub(super) const UNKNOWN: u32 = u32::MAX;

/// A word of a text that a detector asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Known {
    pub start: usize,
    pub end: usize,
    pub number: u32,
    /// How many words stand before it.
    pub ordinal: usize,
}

impl Vocabulary {
    fn slot(hash: WordHash) -> (usize, u64) {
        ((hash.0 as usize >> 6) & 0x3FF, 1 << (hash.0 & 63))
    }

    fn number(&mut self, word: &str) -> u32 {
        let (next, hash) = (self.numbers.len() as u32, WordHash::of(word));
        let (slot, bit) = Self::slot(hash);
        if let Some(bits) = self.seen.get_mut(slot) {
            *bits |= bit;
        }
        if let Some(lens) = word.bytes().next().and_then(|first| self.lens.get_mut(usize::from(first))) {
            *lens |= 1 << word.len().min(31);
        }
        *self.numbers.entry(hash.0).or_insert(next)
    }

    fn get(&self, hash: WordHash) -> Option<u32> {
        let (slot, bit) = Self::slot(hash);
        self.seen.get(slot).filter(|bits| **bits & bit != 0)?;
        self.numbers.get(&hash.0).copied()
    }

    /// A phrase's words by number.
    pub fn phrase(&mut self, phrase: &str) -> Vec<u32> {
        words(phrase).iter().map(|word| self.number(word)).collect()
    }

    /// Takes note of a word of a column's name.
    pub fn note(&mut self, word: String) {
        self.others.insert(word);
    }

    /// Whether a detector asks for this word, or a column is called so.
    pub fn knows(&self, word: &str) -> bool {
        words(word).first().is_some_and(|word| self.get(WordHash::of(word)).is_some() || self.others.contains(word))
    }

    /// A text's words by number.
    pub fn look_up(&self, text: &str) -> Vec<u32> {
        words(text).iter().map(|word| self.get(WordHash::of(word)).unwrap_or(UNKNOWN)).collect()
    }

    /// Adds the words that detectors ask for, in order, of those that begin in a stretch of a text; it begins where no word
    /// is cut. `ordinal` is the number of its first word. Returns where the last word ends, and the number of the next.
    pub fn known_in(
        &self,
        (text, grid): (&str, &Grid),
        stretch: Range<usize>,
        ordinal: usize,
        all: &mut Vec<Known>,
    ) -> (usize, usize) {
        let mut reader = Reader { vocabulary: self, text, folded: String::new(), ordinal, all };
        if grid.has_high() {
            return (reader.read_mixed(grid, stretch), reader.ordinal);
        }
        let from = grid.words().partition_point(|word| word.start() < stretch.start);
        for word in grid.words().get(from..).unwrap_or_default().iter().take_while(|word| word.start() < stretch.end) {
            if word.has_underscore() {
                reader.read_mixed(grid, word.start()..word.end());
            } else if word.kinds() != 0 {
                reader.read_ascii(word.start()..word.end());
            }
        }
        (stretch.end, reader.ordinal)
    }

    fn get_ascii(&self, bytes: &[u8], word: Range<usize>) -> Option<u32> {
        let lens = self.lens.get(usize::from(bytes.get(word.start)? | 0x20))?;
        if lens & 1 << word.len().min(31) == 0 {
            return None;
        }
        self.get(WordHash::of_ascii(bytes, word))
    }
}

/// Reads the words of a text that detectors ask for.
struct Reader<'a> {
    vocabulary: &'a Vocabulary,
    text: &'a str,
    folded: String,
    ordinal: usize,
    all: &'a mut Vec<Known>,
}

impl Reader<'_> {
    fn read_ascii(&mut self, word: Range<usize>) {
        let number = self.vocabulary.get_ascii(self.text.as_bytes(), word.clone());
        self.take(word, number);
    }

    fn take(&mut self, word: Range<usize>, number: Option<u32>) {
        if let Some(number) = number {
            self.all.push(Known { start: word.start, end: word.end, number, ordinal: self.ordinal });
        }
        self.ordinal += 1;
    }

    /// Reads words of all scripts; returns where the last one ends.
    fn read_mixed(&mut self, grid: &Grid, stretch: Range<usize>) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = stretch.start;
        while at < stretch.end {
            let block = grid.from(at);
            let ascii = block.word & !block.underscore;
            let gap = (ascii | block.high).trailing_zeros() as usize;
            let start = at + gap;
            if gap == 64 || start >= stretch.end {
                at = start;
                continue;
            }
            let mut end = start + (!(ascii >> gap)).trailing_zeros() as usize;
            if end >= at + 64 {
                let rest = bytes.get(start..).unwrap_or_default();
                end = start + rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            }
            // Letters of other scripts go on with a word, but not with a number.
            let goes_on = bytes.get(end).is_some_and(|byte| !byte.is_ascii())
                && (end == start || bytes.get(end - 1).is_some_and(|byte| !byte.is_ascii_digit()));
            at = end;
            if !goes_on {
                self.read_ascii(start..end);
                continue;
            }
            at = fold_word(self.text, start, &mut self.folded);
            if !self.folded.is_empty() {
                let number = self.vocabulary.get(WordHash::of(&self.folded));
                self.take(start..at, number);
            }
        }
        at
    }
}

/// The folded form of the word that begins at a place, and where it ends; empty where no word begins.
fn fold_word(text: &str, start: usize, word: &mut String) -> usize {
    word.clear();
    let mut is_after_letter = false;
    for (ix, c) in text.get(start..).unwrap_or("").char_indices() {
        if word.is_empty() && (is_ideograph(c) || !is_word_char(c)) {
            if is_ideograph(c) {
                word.push(c);
            }
            return start + ix + c.len_utf8();
        }
        if is_ideograph(c) || !is_word_char(c) || (is_after_letter && c.is_ascii_digit()) {
            return start + ix;
        }
        is_after_letter = !c.is_ascii();
        fold_quickly(c, word);
    }
    text.len()
}

/// The folded words of a text.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    each_word(text, &mut String::new(), |word| all.push(word.to_owned()));
    all
}

fn each_word(text: &str, word: &mut String, mut take: impl FnMut(&str)) {
    word.clear();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
            continue;
        }
        let ideograph = is_ideograph(c);
        if (ideograph || !is_word_char(c)) && !word.is_empty() {
            take(word);
            word.clear();
        }
        if ideograph {
            word.push(c);
            take(word);
            word.clear();
        } else if is_word_char(c) {
            fold(c, word);
        }
    }
    if !word.is_empty() {
        take(word);
        word.clear();
    }
}

/// Scripts written without spaces: each character is a word, so that a phrase is found wherever it stands.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x2FFFF)
}

/// Letters, digits and the signs that Indic and other scripts write words with.
pub(super) fn is_word_char(c: char) -> bool {
    static OF_A_WORD: LazyLock<CharSet> =
        LazyLock::new(|| CharSet::new(|c| c.is_alphanumeric() || is_combining_mark(c) || c == '\u{200C}' || c == '\u{200D}'));
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { OF_A_WORD.has(c) }
}

/// Lower case without Latin, Greek and Cyrillic accents.
fn fold(c: char, into: &mut String) {
    if c.is_ascii() {
        into.push(c.to_ascii_lowercase());
    } else {
        fold_apart(c, into);
    }
}

/// The same for the words of long texts, in which most characters stay as they are.
fn fold_quickly(c: char, into: &mut String) {
    static STAYS: LazyLock<CharSet> = LazyLock::new(|| {
        CharSet::new(|c| {
            let mut folded = String::new();
            fold_apart(c, &mut folded);
            folded.chars().eq([c])
        })
    });
    if STAYS.has(c) { into.push(c) } else { fold(c, into) }
}

fn fold_apart(c: char, into: &mut String) {
    for lower in c.to_lowercase() {
        match lower {
            'ı' => into.push('i'),
            'ß' => into.push_str("ss"),
            '\u{200C}' | '\u{200D}' => {}
            _ => decompose_canonical(lower, |part| {
                if !('\u{300}'..='\u{36F}').contains(&part) {
                    into.push(part);
                }
            }),
        }
    }
}

/// The words of a field's name: cut at anything that is no letter, at camel humps and at digits, which are left out.
/// Each comes with the number of the path segment it stands in.
pub(super) fn name_words(name: &str) -> Vec<(u16, String)> {
    let mut all: Vec<(u16, String)> = Vec::new();
    let mut word = String::new();
    let mut segment = 0_u16;
    let mut before = ' ';
    let mut chars = name.chars().take(256).peekable();
    while let Some(c) = chars.next() {
        let next_is_lower = chars.peek().is_some_and(|c| c.is_lowercase());
        let hump =
            c.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit() || (before.is_uppercase() && next_is_lower));
        if (hump || !is_word_char(c) || c.is_numeric()) && !word.is_empty() {
            all.push((segment, std::mem::take(&mut word)));
        }
        if matches!(c, '.' | '/' | '[' | ']') {
            segment = segment.saturating_add(1);
        }
        if is_ideograph(c) {
            let mut one = String::new();
            fold(c, &mut one);
            all.push((segment, one));
        } else if is_word_char(c) && !c.is_numeric() {
            fold(c, &mut word);
        }
        before = c;
    }
    if !word.is_empty() {
        all.push((segment, word));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fall_into_words() {
        for (name, expected) in [
            ("customer_email2", "customer email"),
            ("eMail", "e mail"),
            ("homePhoneNumber", "home phone number"),
            ("HTTPHost", "http host"),
            ("DATE_OF_BIRTH", "date of birth"),
            ("$.items[0].Straße", "items strasse"),
            ("Móvil", "movil"),
            ("身份证号", "身 份 证 号"),
            ("DOĞUM", "dogum"),
            ("नाम", "नाम"),
        ] {
            let words: Vec<String> = name_words(name).into_iter().map(|(_, word)| word).collect();
            assert_eq!(words.join(" "), expected, "{name}");
        }
    }
}
