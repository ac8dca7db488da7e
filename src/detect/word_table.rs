//! What is known of words, by the hash of each: one look-up a word, and nearly all others are refused by a single bit.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// A bit for each hash of a word, by its last sixteen.
const N_SEEN: usize = 1 << 16;

/// Words with something that is known of each.
pub(super) struct WordTable<T> {
    of: HashMap<u64, T, BuildHasherDefault<AsItIs>>,
    seen: Vec<u64>,
}

impl<T> Default for WordTable<T> {
    fn default() -> Self {
        Self { of: HashMap::default(), seen: vec![0; N_SEEN / 64] }
    }
}

impl<T: Copy> WordTable<T> {
    fn slot(hash: WordHash) -> (usize, u64) {
        ((hash.0 as usize >> 6) % (N_SEEN / 64), 1 << (hash.0 & 63))
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.of.len()
    }

    /// What is known of a word, or what is from now on.
    pub fn entry(&mut self, hash: WordHash, new: T) -> &mut T {
        let (slot, bit) = Self::slot(hash);
        if let Some(bits) = self.seen.get_mut(slot) {
            *bits |= bit;
        }
        self.of.entry(hash.0).or_insert(new)
    }

    /// What is known of a word.
    #[inline]
    pub fn get(&self, hash: WordHash) -> Option<T> {
        let (slot, bit) = Self::slot(hash);
        self.seen.get(slot).filter(|bits| **bits & bit != 0)?;
        self.of.get(&hash.0).copied()
    }
}

impl WordTable<()> {
    /// A set of words, folded already.
    pub fn of(words: &[&str]) -> Self {
        let mut table = Self::default();
        words.iter().for_each(|word| *table.entry(WordHash::of(word), ()) = ());
        table
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
pub(super) struct WordHash(u64);

impl WordHash {
    const START: Self = Self(0xCBF2_9CE4_8422_2325);

    fn add(self, eight: u64) -> Self {
        let mixed = (self.0 ^ eight).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Self(mixed ^ mixed >> 32)
    }

    /// Of a word that is folded already.
    pub fn of(word: &str) -> Self {
        word.as_bytes().chunks(8).fold(Self::START, |hash, chunk| hash.add(eight(chunk, chunk.len())))
    }

    /// Of ASCII letters, digits and hyphens in whatever case: a capital lacks a bit that all the others have.
    pub fn of_ascii(bytes: &[u8], word: Range<usize>) -> Self {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_words_are_one_in_whatever_case() {
        for word in ["a", "birth", "exactly8", "longer-than-eight", "x1"] {
            let text = format!("({})", word.to_ascii_uppercase());
            assert_eq!(WordHash::of(word).0, WordHash::of_ascii(text.as_bytes(), 1..text.len() - 1).0, "{word}");
        }
    }
}
