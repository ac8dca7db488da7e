//! A text's bytes by kind, a bit for each, 64 to a block, and its words: whoever looks for something visits only the places
//! that can be it.
//!
//! The comparisons are of 16 bytes at once (SSE2 or NEON where the machine has them, plain code elsewhere; `wide` chooses),
//! and give the same bits on every machine.

use wide::u8x16;

/// Kinds of bytes of a word.
pub(super) const DIGIT: u8 = 1;
pub(super) const UPPER: u8 = 2;
/// Small letters, and the underscore.
pub(super) const LOWER: u8 = 4;
pub(super) const N_KINDS: usize = 8;
/// Beside its kinds: the word has an underscore.
const UNDERSCORE: u8 = 8;

/// The kind of each byte; 0: it belongs to no word.
static KINDS: [u8; 256] = kinds();

const fn kinds() -> [u8; 256] {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'0'..=b'9' => DIGIT,
            b'A'..=b'Z' => UPPER,
            b'a'..=b'z' | b'_' => LOWER,
            _ => 0,
        };
        byte += 1;
    }
    kinds
}

/// The kind of a byte; 0: it belongs to no word.
#[inline]
pub(super) fn kind(byte: u8) -> u8 {
    KINDS[usize::from(byte)]
}

/// 64 bytes of a text, the first in the lowest bit.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Block {
    /// ASCII letters, digits and the underscore.
    pub word: u64,
    pub digit: u64,
    pub upper: u64,
    pub at: u64,
    /// Bytes beyond ASCII.
    pub high: u64,
    /// The underscore.
    pub underscore: u64,
    /// What people write between the digits of a phone number: spaces, hyphens, full stops, slashes, parentheses.
    pub joint: u64,
    /// What else a phone number begins with: `+` or `(`.
    pub dial: u64,
    /// The signs that were asked for.
    pub asked: u64,
}

/// A word of a text: a longest run of ASCII letters, digits and underscores; or a sign that was asked for, with no word
/// directly before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Word {
    pub start: u32,
    /// In bytes; longer ones count as this long.
    pub len: u16,
    /// Which kinds of bytes it is made of, and whether it has an underscore; 0: it is a sign.
    marks: u8,
}

impl Word {
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Which kinds of bytes it is made of; 0: it is a sign.
    pub fn kinds(self) -> u8 {
        self.marks & (N_KINDS as u8 - 1)
    }

    pub fn has_underscore(self) -> bool {
        self.marks & UNDERSCORE != 0
    }

    /// One past its last byte.
    pub fn end(self) -> usize {
        self.start as usize + usize::from(self.len)
    }
}

/// A text of at most 4 GiB by kinds of bytes.
pub(super) struct Grid {
    blocks: Vec<Block>,
    words: Vec<Word>,
    /// All blocks as one: which kinds the text has at all; of words, those that are no numbers.
    any: Block,
}

impl Grid {
    /// The grid of a text; `asked` are a few ASCII signs, and then bytes beyond ASCII, whose places are wanted too.
    pub fn of(bytes: &[u8], asked: &[u8]) -> Self {
        let mut blocks = Vec::with_capacity(bytes.len() / 64 + 2);
        let mut any = Block::default();
        let (whole, rest) = bytes.as_chunks::<64>();
        for chunk in whole {
            blocks.push(block(chunk, 4, asked));
        }
        if !rest.is_empty() {
            let mut last = [0; 64];
            last.iter_mut().zip(rest).for_each(|(into, from)| *into = *from);
            blocks.push(block(&last, rest.len().div_ceil(16), asked));
        }
        for block in &blocks {
            any.word |= block.word & !block.digit;
            any.digit |= block.digit;
            any.upper |= block.upper;
            any.at |= block.at;
            any.high |= block.high;
        }
        // A look beyond the end sees nothing.
        blocks.push(Block::default());
        let mut grid = Self { words: Vec::with_capacity(bytes.len() / 6 + 1), blocks, any };
        grid.list_words();
        grid
    }

    fn list_words(&mut self) {
        let mut before = 0;
        for (ix, pair) in self.blocks.windows(2).enumerate() {
            let [block, next] = pair else { continue };
            let is_after_word = (block.word << 1) | before;
            before = block.word >> 63;
            let base = (ix * 64) as u32;
            for at in Bits((block.word | block.asked) & !is_after_word) {
                if block.word & 1 << at == 0 {
                    self.words.push(Word { start: base + at as u32, len: 1, marks: 0 });
                    continue;
                }
                let from = |here: u64, next: u64| (here >> at) | (next << 1 << (63 - at));
                let word = from(block.word, next.word);
                let len = (!word).trailing_zeros();
                if len == 64 {
                    self.words.push(long_word(&self.blocks, ix * 64 + at));
                    continue;
                }
                let run = (1 << len) - 1;
                let (digit, upper) = (from(block.digit, next.digit) & run, from(block.upper, next.upper) & run);
                let underscore = from(block.underscore, next.underscore) & run;
                let marks = (u8::from(digit != 0) * DIGIT)
                    | (u8::from(upper != 0) * UPPER)
                    | (u8::from((digit | upper) != run) * LOWER)
                    | (u8::from(underscore != 0) * UNDERSCORE);
                self.words.push(Word { start: base + at as u32, len: len as u16, marks });
            }
        }
    }

    /// The words of the text and the signs that were asked for, in order.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The blocks, and an empty one.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    pub fn has_digit(&self) -> bool {
        self.any.digit != 0
    }

    pub fn has_at(&self) -> bool {
        self.any.at != 0
    }

    /// Whether the text has a letter of any script.
    pub fn has_letter(&self) -> bool {
        self.any.word | self.any.high != 0
    }

    /// Whether the text has anything beyond ASCII.
    pub fn has_high(&self) -> bool {
        self.any.high != 0
    }

    /// Whether the text has a capital letter, or one of a script beyond ASCII.
    pub fn has_name_letter(&self) -> bool {
        self.any.upper | self.any.high != 0
    }

    /// The 64 places from one on.
    #[inline]
    pub fn from(&self, at: usize) -> Block {
        let (block, shift) = (at / 64, at % 64);
        let (Some(here), Some(next)) = (self.blocks.get(block), self.blocks.get(block + 1)) else { return Block::default() };
        let join = |mask: fn(&Block) -> u64| (mask(here) >> shift) | (mask(next) << 1 << (63 - shift));
        Block {
            word: join(|block| block.word),
            digit: join(|block| block.digit),
            upper: join(|block| block.upper),
            at: join(|block| block.at),
            high: join(|block| block.high),
            underscore: join(|block| block.underscore),
            joint: join(|block| block.joint),
            dial: join(|block| block.dial),
            asked: join(|block| block.asked),
        }
    }
}

/// A word of at least 64 bytes.
fn long_word(blocks: &[Block], start: usize) -> Word {
    let mut marks = 0;
    let mut len = 0;
    while let Some(block) = blocks.get((start + len) / 64) {
        let bit = 1 << ((start + len) % 64);
        if block.word & bit == 0 || len == usize::from(u16::MAX) {
            break;
        }
        marks |= if block.digit & bit != 0 { DIGIT } else { 0 };
        marks |= if block.upper & bit != 0 { UPPER } else { 0 };
        marks |= if (block.digit | block.upper) & bit == 0 { LOWER } else { 0 };
        marks |= if block.underscore & bit != 0 { UNDERSCORE } else { 0 };
        len += 1;
    }
    Word { start: start as u32, len: len as u16, marks }
}

/// Of 64 bytes, of which those behind the first `n_lanes` times 16 are nothing.
#[inline]
fn block(bytes: &[u8; 64], n_lanes: usize, asked: &[u8]) -> Block {
    let mut block = Block::default();
    // They are sorted.
    let (plain, beyond) = asked.split_at(asked.partition_point(u8::is_ascii));
    let (lanes, _) = bytes.as_chunks::<16>();
    for (ix, lane) in lanes.iter().enumerate().take(n_lanes) {
        let (lane, shift) = (u8x16::new(*lane), ix * 16);
        let bits = |mask: u8x16| u64::from(mask.to_bitmask()) << shift;
        let within = |first: u8, last: u8| (lane - u8x16::splat(first)).simd_le(u8x16::splat(last - first));
        let (digit, upper) = (within(b'0', b'9'), within(b'A', b'Z'));
        let is = |byte: u8| lane.simd_eq(u8x16::splat(byte));
        let underscore = is(b'_');
        let lower = within(b'a', b'z') | underscore;
        block.underscore |= bits(underscore);
        block.digit |= bits(digit);
        block.upper |= bits(upper);
        block.word |= bits(digit | upper | lower);
        block.at |= bits(is(b'@'));
        block.joint |= bits(is(b' ') | within(b'-', b'/') | within(b'(', b')'));
        block.dial |= bits(is(b'+') | is(b'('));
        // The highest bit of each byte is what a mask is read from.
        block.high |= bits(lane);
        let no_sign = u8x16::splat(0);
        let signs = plain.iter().fold(no_sign, |signs, sign| signs | is(*sign));
        let beyond = if lane.to_bitmask() == 0 { &[] } else { beyond };
        block.asked |= bits(beyond.iter().fold(signs, |signs, sign| signs | is(*sign)));
    }
    block
}

/// The places of set bits, from the lowest on.
pub(super) struct Bits(pub u64);

impl Iterator for Bits {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        if self.0 == 0 {
            return None;
        }
        let at = self.0.trailing_zeros() as usize;
        self.0 &= self.0 - 1;
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the grid says, asked byte by byte.
    fn plainly(bytes: &[u8], asked: &[u8]) -> Vec<Block> {
        let mut blocks = vec![Block::default(); bytes.len().div_ceil(64) + 1];
        for (ix, byte) in bytes.iter().enumerate() {
            let (block, bit) = (&mut blocks[ix / 64], 1_u64 << (ix % 64));
            let mut set = |mask: fn(&mut Block) -> &mut u64, holds: bool| *mask(block) |= if holds { bit } else { 0 };
            set(|block| &mut block.word, byte.is_ascii_alphanumeric() || *byte == b'_');
            set(|block| &mut block.digit, byte.is_ascii_digit());
            set(|block| &mut block.upper, byte.is_ascii_uppercase());
            set(|block| &mut block.at, *byte == b'@');
            set(|block| &mut block.high, !byte.is_ascii());
            set(|block| &mut block.underscore, *byte == b'_');
            set(|block| &mut block.joint, b" -./()".contains(byte));
            set(|block| &mut block.dial, b"+(".contains(byte));
            set(|block| &mut block.asked, asked.contains(byte));
        }
        blocks
    }

    proptest::proptest! {
        #[test]
        fn bits_are_those_of_each_byte(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300)) {
            let grid = Grid::of(&bytes, b"+-\xC3");
            proptest::prop_assert_eq!(grid.blocks(), plainly(&bytes, b"+-\xC3"));
        }

        #[test]
        fn words_are_the_longest_runs(text in "([ -]{0,70}[a-zA-Z0-9_]{1,200}[ é]?[a-z]{0,3}){0,4}[+é -]{0,3}") {
            let bytes = text.as_bytes();
            let (mut words, mut at) = (Vec::new(), 0);
            for run in bytes.chunk_by(|a, b| (kind(*a) == 0) == (kind(*b) == 0)) {
                if kind(run[0]) != 0 {
                    let kinds = run.iter().fold(0, |kinds, byte| kinds | kind(*byte));
                    let marks = kinds | if run.contains(&b'_') { UNDERSCORE } else { 0 };
                    words.push(Word { start: at, len: run.len() as u16, marks });
                } else {
                    let is_after_word = at > 0;
                    let signs = run.iter().enumerate().filter(|(ix, byte)| **byte == b'+' && (*ix > 0 || !is_after_word));
                    words.extend(signs.map(|(ix, _)| Word { start: at + ix as u32, len: 1, marks: 0 }));
                }
                at += run.len() as u32;
            }
            let grid = Grid::of(bytes, b"+");
            proptest::prop_assert_eq!(grid.words(), words);
        }
    }
}
