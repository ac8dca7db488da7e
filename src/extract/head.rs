//! A file's first bytes, with the encoding of its text told once for all formats that ask.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::HEAD_BYTES;
use super::dialect::{self, Dialect};
use super::encoding::{self, Encoding};

/// The first bytes of a file or member.
pub struct Head<'a> {
    /// Its name: the last segment of a path.
    pub name: &'a [u8],
    /// The bytes.
    pub bytes: &'a [u8],
    /// They are all there are.
    pub is_whole: bool,
    /// What the text is encoded in.
    pub encoding: Encoding,
    /// Bytes of a byte order mark in front.
    pub bom: u64,
    text: Cow<'a, [u8]>,
    dialect: OnceCell<Option<Dialect>>,
}

impl<'a> Head<'a> {
    /// Looks at the first [`HEAD_BYTES`]; fewer bytes are taken for the whole.
    pub fn new(name: &'a [u8], bytes: &'a [u8]) -> Self {
        let is_whole = bytes.len() < HEAD_BYTES;
        let bytes = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
        let (encoding, bom) = encoding::detect(bytes, is_whole);
        let body = bytes.get(bom..).unwrap_or_default();
        let text = match encoding {
            Encoding::Utf8 | Encoding::Single(_) | Encoding::Binary | Encoding::Utf32 => Cow::Borrowed(body),
            Encoding::Wide(encoding) => Cow::Owned(encoding.decode_without_bom_handling(body).0.into_owned().into_bytes()),
        };
        Self { name, bytes, is_whole, encoding, bom: bom as u64, text, dialect: OnceCell::new() }
    }

    /// Whether it is text in an encoding that is read.
    pub fn is_text(&self) -> bool {
        !matches!(self.encoding, Encoding::Binary | Encoding::Utf32)
    }

    /// Whether lines can be told in the raw bytes, so that a file may be cut at any of them.
    pub fn has_raw_lines(&self) -> bool {
        matches!(self.encoding, Encoding::Utf8 | Encoding::Single(_))
    }

    /// The text behind a byte order mark: ASCII where it is ASCII, whatever the encoding.
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// The text up to the end of its last complete line.
    pub fn complete_lines(&self) -> &[u8] {
        let text = self.text();
        if self.is_whole {
            return text;
        }
        memchr::memrchr(b'\n', text).and_then(|at| text.get(..=at)).unwrap_or_default()
    }

    /// Its complete lines that are not blank, without their ends.
    pub fn lines(&self) -> impl Iterator<Item = &[u8]> {
        self.complete_lines().split(|byte| *byte == b'\n').map(|line| line.trim_ascii_end()).filter(|line| !line.is_empty())
    }

    /// How it is written if it is a table; looked at once, since several formats ask.
    pub(super) fn dialect(&self) -> Option<&Dialect> {
        self.dialect.get_or_init(|| dialect::sniff(self)).as_ref()
    }

    /// Whether the name ends so, in any case: `.csv`.
    pub fn is_named(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| {
            let start = self.name.len().checked_sub(ending.len());
            start.and_then(|start| self.name.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(ending.as_bytes()))
        })
    }
}
