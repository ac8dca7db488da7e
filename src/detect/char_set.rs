//! A property of characters, remembered: a bit for each of the first plane, asked anew for the few others.

pub(super) struct CharSet {
    bits: Vec<u64>,
    has: fn(char) -> bool,
}

impl CharSet {
    /// The characters that have a property.
    pub fn new(has: fn(char) -> bool) -> Self {
        let word = |at: u32| {
            let chars = (0..64).filter(|bit| char::from_u32(at * 64 + bit).is_some_and(has));
            chars.fold(0, |word: u64, bit| word | 1 << bit)
        };
        Self { bits: (0..0x1_0000 / 64).map(word).collect(), has }
    }

    /// Whether a character has it.
    pub fn has(&self, c: char) -> bool {
        let code = u32::from(c) as usize;
        self.bits.get(code / 64).map_or_else(|| (self.has)(c), |word| word & 1 << (code % 64) != 0)
    }
}
