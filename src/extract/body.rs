//! What a format reads from: the head that was looked at, the bytes, the stretch of them that is asked for, and how
//! deep in containers it all lies.

use std::io::{Read, SeekFrom};

use super::encoding::{Decoded, Encoding};
use super::head::Head;
use super::tap::Meter;
use super::{Budget, ReadSeek};
use crate::model::object::Stretch;
use crate::model::time::Day;

/// One file or member, opened.
pub struct Body<'a> {
    /// Its first bytes, with what they tell.
    pub head: &'a Head<'a>,
    /// Its bytes.
    pub source: Source<'a>,
    /// The stretch that is asked for; `Whole` where it may not be cut.
    pub stretch: &'a Stretch,
    /// Its size in bytes, if known.
    pub size: Option<u64>,
    /// Where it lies.
    pub nest: Nest<'a>,
}

/// Where a file or member lies: inside how many containers, on whose budget.
#[derive(Clone)]
pub struct Nest<'a> {
    /// The limits.
    pub budget: &'a Budget,
    /// What was decoded so far.
    pub meter: &'a Meter,
    /// Containers around it.
    pub depth: u32,
    /// When the file was last modified.
    pub modified: Option<Day>,
}

impl Nest<'_> {
    /// One container further in.
    pub fn deeper(&self) -> Self {
        Self { depth: self.depth.saturating_add(1), ..self.clone() }
    }
}

/// Bytes that can be read from any place, or once from the front; then the head has been taken already.
pub enum Source<'a> {
    /// From any place.
    Seek(&'a mut dyn ReadSeek),
    /// What follows the head.
    Stream(&'a mut dyn Read),
}

impl<'a> Body<'a> {
    /// The stretch's bounds; none if all is asked for.
    pub fn bounds(&self) -> Option<(u64, u64)> {
        match self.stretch {
            Stretch::Bytes { start, end } => Some((*start, *end)),
            Stretch::Whole | Stretch::Keys { .. } => None,
        }
    }

    /// The raw bytes from the beginning.
    pub fn bytes(self) -> Box<dyn Read + 'a> {
        self.source.from(self.head, 0)
    }

    /// All of it as UTF-8, what is not valid replaced.
    pub fn utf8(self) -> Box<dyn Read + 'a> {
        let (encoding, bom) = (self.head.encoding.rs(), self.head.bom);
        Box::new(Decoded::new(self.source.from(self.head, bom), encoding))
    }
}

impl<'a> Source<'a> {
    /// The bytes from this offset on. A stream only has those from within its head on.
    pub fn from(self, head: &'a Head<'a>, offset: u64) -> Box<dyn Read + 'a> {
        match self {
            Self::Seek(reader) => match reader.seek(SeekFrom::Start(offset)) {
                Ok(_) => Box::new(reader),
                Err(_) => Box::new(std::io::empty()),
            },
            Self::Stream(reader) => {
                let at = usize::try_from(offset).unwrap_or(usize::MAX);
                Box::new(head.bytes.get(at..).unwrap_or_default().chain(reader))
            }
        }
    }

    /// Text of a line format: the bytes as they are where lines and characters can be told in them, else as UTF-8.
    pub fn text(self, head: &'a Head<'a>, offset: u64) -> Box<dyn Read + 'a> {
        match head.encoding {
            Encoding::Utf8 | Encoding::Single(_) => self.from(head, offset.max(head.bom)),
            _ => Box::new(Decoded::new(self.from(head, head.bom), head.encoding.rs())),
        }
    }
}
