//! The exact address of an object or record: raw inside the scan, sealed where it speaks once it is stored.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::secret::{Masked, Sealed};

/// What a step of an address is a name of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// A folder or file below a tree's root.
    Path,
    /// An entry inside an archive or a compressed file.
    Member,
    /// A schema or database on a server.
    Schema,
    /// A table or materialised view.
    Table,
    /// A row's primary key, encoded by its source so that the row can be found again.
    Key,
    /// The number of a line or record, from 1, in decimal.
    Line,
    /// A byte offset into the decoded text, in decimal.
    Offset,
    /// A JSON path to the record.
    Json,
}

/// An address as it is inside the scan. Steps are bytes: a file's name need not be text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct RawLocator(pub Vec<(StepKind, Vec<u8>)>);

impl RawLocator {
    /// This address with one more step.
    pub fn with(&self, kind: StepKind, name: impl Into<Vec<u8>>) -> Self {
        let mut steps = self.0.clone();
        steps.push((kind, name.into()));
        Self(steps)
    }

    /// The address as the configuration's patterns see it: `schema.table`, or the path below the root.
    pub fn address(&self) -> String {
        let mut text = String::new();
        for (i, (kind, name)) in self.0.iter().enumerate() {
            match kind {
                _ if i == 0 => {}
                StepKind::Table => text.push('.'),
                _ => text.push('/'),
            }
            text.push_str(&escaped(name));
        }
        text
    }

    /// All steps in one unambiguous byte string; what an object's identity is hashed from.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (kind, name) in &self.0 {
            bytes.push(*kind as u8);
            bytes.extend_from_slice(&(name.len() as u64).to_le_bytes());
            bytes.extend_from_slice(name);
        }
        bytes
    }
}

impl fmt::Debug for RawLocator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawLocator({} steps)", self.0.len())
    }
}

/// A name as it may be stored and shown.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Name {
    /// Nothing personal in it.
    Clear(Vec<u8>),
    /// Something was detected in it: encrypted for the scan and an authorised reveal, masked for everybody else.
    Sealed {
        /// The exact bytes.
        sealed: Sealed,
        /// What is shown.
        mask: Masked,
    },
}

impl fmt::Display for Name {
    /// Bytes that are not text, and control characters, are shown escaped.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clear(bytes) => f.pad(&escaped(bytes)),
            Self::Sealed { mask, .. } => fmt::Display::fmt(mask, f),
        }
    }
}

/// A row's key as people read it: its parts, each stored as its length, a colon, its text and a comma, joined by commas.
pub fn shown_key(bytes: &[u8]) -> String {
    let mut parts = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let Some((part, after)) = key_part(rest) else { return escaped(bytes) };
        parts.push(escaped(part));
        rest = after;
    }
    parts.join(",")
}

fn key_part(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = bytes.iter().position(|byte| *byte == b':')?;
    let length: usize = std::str::from_utf8(bytes.get(..colon)?).ok()?.parse().ok()?;
    let after = bytes.get(colon + 1..)?;
    Some((after.get(..length)?, after.get(length..)?.strip_prefix(b",")?))
}

/// Text of `bytes` in which nothing can break a line, a terminal or a reading direction.
pub fn escaped(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            let turns_direction = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            if c.is_control() || turns_direction {
                text.extend(c.escape_unicode());
            } else {
                text.push(c);
            }
        }
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02x}"));
        }
    }
    text
}

/// An address as it is stored: each step clear or sealed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Locator(pub Vec<(StepKind, Name)>);

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (kind, name)) in self.0.iter().enumerate() {
            let before = match kind {
                StepKind::Path | StepKind::Schema => {
                    if i == 0 {
                        ""
                    } else {
                        "/"
                    }
                }
                StepKind::Table => {
                    if i == 0 {
                        ""
                    } else {
                        "."
                    }
                }
                StepKind::Member => "!",
                StepKind::Key => "#",
                StepKind::Line => ":",
                StepKind::Offset => "@",
                StepKind::Json => "$",
            };
            match name {
                Name::Clear(bytes) if *kind == StepKind::Key => write!(f, "{before}{}", shown_key(bytes))?,
                _ => write!(f, "{before}{name}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_not_text_or_would_break_a_terminal_are_shown_escaped() {
        for (bytes, expected) in [
            (&b"plain.txt"[..], "plain.txt"),
            (b"a\nb", "a\\u{a}b"),
            (b"\xffx", "\\xffx"),
            ("\u{202e}gpj.exe".as_bytes(), "\\u{202e}gpj.exe"),
        ] {
            assert_eq!(escaped(bytes), expected);
        }
    }

    #[test]
    fn keys_are_shown_by_their_parts() {
        for (bytes, expected) in
            [(&b"2:17,"[..], "17"), (b"1:a,3:b,c,", "a,b,c"), (b"17", "17"), (b"9:a,", "9:a,"), (b"1:\n,", "\\u{a}")]
        {
            let at = Locator(vec![(StepKind::Key, Name::Clear(bytes.to_vec()))]);
            assert_eq!(at.to_string(), format!("#{expected}"));
        }
    }

    #[test]
    fn two_addresses_never_share_their_bytes() {
        let a = RawLocator::default().with(StepKind::Path, "ab").with(StepKind::Path, "c");
        let b = RawLocator::default().with(StepKind::Path, "a").with(StepKind::Path, "bc");
        assert_ne!(a.to_bytes(), b.to_bytes());
    }
}
