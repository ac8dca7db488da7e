//! What becomes of a value: raw for as long as it is looked at, then a tag and a mask. Nothing here prints a raw value.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A value as it stood in the source. It is dropped, and its bytes wiped, when the scan of its record ends.
#[derive(Clone, PartialEq, Eq)]
pub struct Raw(zeroize::Zeroizing<String>);

impl Raw {
    /// Takes a value into custody.
    pub fn new(text: impl Into<String>) -> Self {
        Self(zeroize::Zeroizing::new(text.into()))
    }

    /// The value itself; whoever calls this must not let it out of the scan.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Raw(…)")
    }
}

/// A keyed hash of a normalised value, 128 bits: enough that two of 10⁹ values meet by chance once in 10²¹.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Tag(pub [u8; 16]);

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tag({:02x}{:02x}…)", self.0[0], self.0[1])
    }
}

/// What a term of a value is good for when somebody asks for it. A name has several.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TermKind {
    /// The whole normalised value.
    Whole,
    /// A name's tokens in alphabetical order: `sharma, priya` meets `priya sharma`.
    Sorted,
    /// One token of a name.
    Token,
    /// The phonetic codes of a name's tokens in alphabetical order.
    Sound,
}

/// One normalised form of a value, before it is tagged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    /// What the form is good for.
    pub kind: TermKind,
    /// The form itself.
    pub text: Raw,
}

/// A text that may leave the scan: mask characters and at most a hint of the value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Masked(pub String);

impl fmt::Display for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Bytes under authenticated encryption with a key derived from the root key.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Sealed(pub Vec<u8>);

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}
