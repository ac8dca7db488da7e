//! Lines of any length out of blocks of bytes: a short line is a slice of the block, a long one comes in pieces that
//! reach over their borders.

use std::io::Read;
use std::ops::Range;

use super::body::Source;
use super::encoding::Encoding;
use super::head::Head;
use super::tap::fill;
use super::{Budget, cut};

/// Bytes that are read at a time.
const BLOCK: usize = 128 << 10;

/// Reads lines one after the other.
pub(super) struct Lines<'a> {
    reader: Box<dyn Read + 'a>,
    encoding: Encoding,
    buf: Vec<u8>,
    at: usize,
    len: usize,
    /// Offset of `buf[at]` in the file, or in the text where the file had to be decoded as a stream.
    offset: u64,
    reported: u64,
    is_at_end: bool,
    /// Bytes from `at` on that were owned by the piece before; 0 at the start of a line.
    context: usize,
    line_at: u64,
    reach: usize,
}

/// A line without its end, or a piece of a long one.
pub(super) struct Piece<'b> {
    /// Offset of the line's first byte.
    pub line_at: u64,
    /// Offset of the first byte that this piece owns.
    pub at: u64,
    /// The bytes, with what reaches over the borders.
    pub bytes: &'b [u8],
    /// The part of `bytes` that belongs to this piece.
    pub owned: Range<usize>,
    /// It is the line's first piece.
    pub is_first: bool,
    /// It is the line's last piece.
    pub is_last: bool,
}

impl Piece<'_> {
    /// It is a whole line.
    pub fn is_line(&self) -> bool {
        self.is_first && self.is_last
    }
}

impl<'a> Lines<'a> {
    /// The lines that start at `from` or after it.
    pub fn open(source: Source<'a>, head: &'a Head<'a>, from: u64, budget: &Budget) -> Self {
        let raw_from = if from > head.bom { from - 1 } else { head.bom };
        let offset = if head.has_raw_lines() { raw_from } else { 0 };
        let encoding = if head.has_raw_lines() { head.encoding } else { Encoding::Utf8 };
        let mut lines = Self {
            reader: source.text(head, raw_from),
            encoding,
            buf: Vec::new(),
            at: 0,
            len: 0,
            offset,
            reported: offset,
            is_at_end: false,
            context: 0,
            line_at: 0,
            reach: budget.overlap_bytes,
        };
        if from > head.bom {
            lines.skip_line();
            lines.reported = lines.offset;
        }
        lines
    }

    /// The next line, or piece of a line of more than `max` bytes.
    pub fn next(&mut self, max: usize) -> Option<Piece<'_>> {
        let max = max.max(64);
        let end = self.find_end(max);
        let from = self.at;
        let is_first = self.context == 0;
        if is_first {
            self.line_at = self.offset;
        }
        let own_from = self.context;
        let at = self.offset + own_from as u64;
        let Some(end) = end else {
            let reach = self.reach.min(max / 8);
            let to = boundary(&self.buf, from + max, self.encoding);
            let own_to = boundary(&self.buf, to - reach, self.encoding);
            let next = boundary(&self.buf, own_to - reach, self.encoding);
            self.pass(next - from);
            self.context = own_to - next;
            let bytes = self.buf.get(from..to).unwrap_or_default();
            return Some(Piece { line_at: self.line_at, at, bytes, owned: own_from..own_to - from, is_first, is_last: false });
        };
        if end == self.len && end == from && own_from == 0 {
            return None;
        }
        self.context = 0;
        self.pass((end + 1).min(self.len) - from);
        let bytes = self.buf.get(from..end).unwrap_or_default();
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        let owned = own_from.min(bytes.len())..bytes.len();
        Some(Piece { line_at: self.line_at, at, bytes, owned, is_first, is_last: true })
    }

    /// Where the next line starts.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Bytes that were passed since this was last asked.
    pub fn passed(&mut self) -> u64 {
        let n = self.offset.saturating_sub(self.reported);
        self.reported = self.offset.max(self.reported);
        n
    }

    /// How the pieces are to be decoded.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Whether the next line is longer than `max` bytes.
    pub fn is_long(&mut self, max: usize) -> bool {
        self.find_end(max).is_none()
    }

    /// Passes over the rest of the line.
    pub fn skip_line(&mut self) {
        self.context = 0;
        let mut rest = Rest(self);
        let mut sink = [0; 4096];
        while rest.pull(&mut sink) > 0 {}
        if self.at < self.len {
            self.pass(1);
        }
    }

    /// The rest of the line as bytes; [`Self::skip_line`] goes on behind it.
    pub fn rest(&mut self) -> Rest<'_, 'a> {
        Rest(self)
    }

    /// Index in `buf` of the end of the line if it lies within `max` bytes.
    fn find_end(&mut self, max: usize) -> Option<usize> {
        let mut looked = 0;
        loop {
            let ahead = self.buf.get(self.at + looked..self.len.min(self.at + max + 1)).unwrap_or_default();
            if let Some(i) = memchr::memchr(b'\n', ahead) {
                return Some(self.at + looked + i);
            }
            looked += ahead.len();
            if looked > max {
                return None;
            }
            if self.is_at_end {
                return Some(self.len);
            }
            self.more();
        }
    }

    /// Reads another block behind what is held.
    fn more(&mut self) {
        self.buf.copy_within(self.at..self.len, 0);
        (self.at, self.len) = (0, self.len - self.at);
        if self.buf.len() < self.len + BLOCK {
            self.buf.resize(self.len + BLOCK, 0);
        }
        let room = self.buf.get_mut(self.len..).unwrap_or_default();
        let n = fill(&mut self.reader, room);
        self.is_at_end = n < room.len();
        self.len += n;
    }

    fn pass(&mut self, n: usize) {
        self.at += n;
        self.offset += n as u64;
    }
}

/// What is left of a line, as a reader.
pub(super) struct Rest<'l, 'a>(&'l mut Lines<'a>);

impl Rest<'_, '_> {
    fn pull(&mut self, out: &mut [u8]) -> usize {
        if self.0.at == self.0.len {
            if self.0.is_at_end {
                return 0;
            }
            self.0.more();
        }
        let ready = self.0.buf.get(self.0.at..self.0.len).unwrap_or_default();
        let ready = ready.get(..out.len()).unwrap_or(ready);
        let n = memchr::memchr(b'\n', ready).unwrap_or(ready.len());
        out[..n].copy_from_slice(&ready[..n]);
        self.0.pass(n);
        n
    }
}

impl Read for Rest<'_, '_> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        Ok(self.pull(buf))
    }
}

/// The border of a character at `at` or at most three bytes before it.
pub(super) fn boundary(bytes: &[u8], at: usize, encoding: Encoding) -> usize {
    if encoding != Encoding::Utf8 {
        return at;
    }
    let continues = |i: usize| bytes.get(i).is_some_and(|byte| (0x80..0xc0).contains(byte));
    (0..4).filter_map(|back| at.checked_sub(back)).find(|i| !continues(*i)).unwrap_or(at)
}

/// A piece as text, and the part of the text that is its own.
pub(super) fn decode(bytes: &[u8], owned: Range<usize>, encoding: Encoding) -> (String, Range<usize>) {
    if owned == (0..bytes.len()) {
        let text = encoding.decode(bytes);
        let owned = 0..text.len();
        return (text, owned);
    }
    let mut text = encoding.decode(bytes.get(..owned.start).unwrap_or_default());
    let from = text.len();
    text.push_str(&encoding.decode(bytes.get(owned.clone()).unwrap_or_default()));
    let to = text.len();
    text.push_str(&encoding.decode(bytes.get(owned.end..).unwrap_or_default()));
    (text, from..to)
}

/// How far records of running text look over their borders.
pub(super) fn reach(budget: &Budget) -> usize {
    cut::reach(budget, budget.window_bytes.max(64))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn pieces(text: &[u8], max: usize, from: u64) -> Vec<(u64, u64, String, bool)> {
        let head = Head::new(b"x", text);
        let mut cursor = Cursor::new(text);
        let mut lines = Lines::open(Source::Seek(&mut cursor), &head, from, &Budget { overlap_bytes: 6, ..Budget::default() });
        let mut all = Vec::new();
        while let Some(piece) = lines.next(max) {
            let own = String::from_utf8(piece.bytes[piece.owned.clone()].to_vec()).unwrap();
            all.push((piece.line_at, piece.at, own, piece.is_last));
        }
        all
    }

    #[test]
    fn lines_come_with_their_offsets() {
        let found = pieces(b"a\r\n\nccc\nd", 64, 0);
        let expected = [(0, "a"), (3, ""), (4, "ccc"), (8, "d")];
        assert_eq!(found.iter().map(|p| (p.0, p.2.as_str())).collect::<Vec<_>>(), expected);
        assert_eq!(pieces(b"a\nbb\nc\n", 64, 2).first().map(|p| p.0), Some(2));
        assert_eq!(pieces(b"a\nbb\nc\n", 64, 3).first().map(|p| p.0), Some(5));
        assert_eq!(pieces(b"a\nbb", 64, 3).len(), 0);
        assert_eq!(pieces("\u{feff}a\n".as_bytes(), 64, 0).first().map(|p| p.0), Some(3));
    }

    #[test]
    fn a_long_line_comes_in_pieces_that_own_each_byte_once() {
        let long: String = (0..500).map(|i| format!("é{i}")).collect();
        let text = format!("{long}\nnext\n");
        let found = pieces(text.as_bytes(), 64, 0);
        let of_line: Vec<_> = found.iter().filter(|p| p.0 == 0).collect();
        assert!(of_line.len() > 20);
        assert_eq!(of_line.iter().map(|p| p.2.as_str()).collect::<String>(), long);
        assert!(of_line.windows(2).all(|two| two[0].1 + two[0].2.len() as u64 == two[1].1));
        assert_eq!(found.last().map(|p| (p.2.as_str(), p.3)), Some(("next", true)));
    }
}
