//! What a matcher sees: a stretch of shadow text, what kinds of characters stand in it, and the setting of the source.

use crate::model::time::Day;

/// Who is known by name already.
pub trait KnownNames: Sync {
    /// Whether somebody has this name: its tokens in alphabetical order, as `TermKind::Sorted` tags them.
    fn is_known(&self, sorted_name: &str) -> bool;
}

/// The setting.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    /// ISO 3166 code of where the source is.
    pub region: Option<&'a str>,
    pub today: Day,
    pub known: Option<&'a dyn KnownNames>,
    /// Also candidates that nothing speaks for are wanted.
    pub is_thorough: bool,
}

/// What stands around a text that may speak for weak candidates.
#[derive(Clone, Copy)]
pub(super) enum Around<'a> {
    /// All candidates are wanted, even those that nothing speaks for.
    Anything,
    /// Words of the field's name, and the detectors that its column speaks for.
    Field(&'a [u32], &'a [(usize, f32)]),
}

/// A stretch of text and its setting.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub text: &'a str,
    pub traits: Traits,
    pub setting: Setting<'a>,
}

impl<'a> Scene<'a> {
    /// A scene of a text.
    pub fn new(text: &'a str, setting: Setting<'a>) -> Self {
        Self { text, traits: Traits::of(text), setting }
    }

    /// The character before a place.
    pub fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// The character at a place.
    pub fn after(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }
}

/// Kinds of characters that a text holds; most matchers need some of them and cost nothing where they are missing.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Traits(u8);

impl Traits {
    pub const DIGIT: u8 = 1;
    pub const UPPER: u8 = 2;
    pub const AT: u8 = 4;
    pub const COLON: u8 = 8;
    pub const EQUALS: u8 = 16;
    pub const SLASH: u8 = 32;
    pub const OTHER_SCRIPT: u8 = 64;
    pub const STAR: u8 = 128;

    fn of(text: &str) -> Self {
        const TABLE: [u8; 256] = table();
        // Four at a time keeps the table's loads independent of each other.
        let mut seen = [0_u8; 4];
        let mut chunks = text.as_bytes().chunks_exact(4);
        for chunk in &mut chunks {
            for (seen, byte) in seen.iter_mut().zip(chunk) {
                *seen |= TABLE[usize::from(*byte)];
            }
        }
        for byte in chunks.remainder() {
            seen[0] |= TABLE[usize::from(*byte)];
        }
        Self(seen[0] | seen[1] | seen[2] | seen[3])
    }

    /// Whether any of these kinds occurs.
    pub fn any(self, kinds: u8) -> bool {
        self.0 & kinds != 0
    }
}

const fn table() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'0'..=b'9' => Traits::DIGIT,
            b'A'..=b'Z' => Traits::UPPER,
            b'@' => Traits::AT,
            b':' => Traits::COLON,
            b'=' => Traits::EQUALS,
            b'/' => Traits::SLASH,
            b'*' => Traits::STAR,
            0x80.. => Traits::OTHER_SCRIPT,
            _ => 0,
        };
        byte += 1;
    }
    table
}
