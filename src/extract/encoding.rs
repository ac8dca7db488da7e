//! Which encoding a text is in, and its way to UTF-8.
//!
//! A byte order mark decides; else valid UTF-8; else zero bytes that stand as in UTF-16; else what chardetng, the
//! detector of Firefox, makes of it.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How text is encoded, as far as it matters for reading it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// UTF-8 or ASCII, perhaps with a few bytes that are not.
    Utf8,
    /// One byte is one character, and ASCII is itself.
    Single(&'static encoding_rs::Encoding),
    /// Characters of several bytes (UTF-16, Shift_JIS …): decoded as a stream.
    Wide(&'static encoding_rs::Encoding),
    /// UTF-32: recognised by its mark.
    Utf32,
    /// No text.
    Binary,
}

impl Encoding {
    /// The decoder's name for it.
    pub fn rs(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Single(encoding) | Self::Wide(encoding) => encoding,
            Self::Utf8 | Self::Utf32 | Self::Binary => UTF_8,
        }
    }

    /// Decodes a piece that begins and ends at borders of characters. A byte that is not UTF-8 inside UTF-8 is taken
    /// for Windows-1252: logs mix the two, and so nothing is lost.
    pub fn decode(self, bytes: &[u8]) -> String {
        if let Self::Single(encoding) = self {
            return encoding.decode_without_bom_handling(bytes).0.into_owned();
        }
        if let Ok(text) = std::str::from_utf8(bytes) {
            return text.to_owned();
        }
        let mut text = String::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        }
        text
    }
}

/// The encoding of bytes with this head, and the length of their byte order mark.
pub(super) fn detect(head: &[u8], is_whole: bool) -> (Encoding, usize) {
    if head.starts_with(&[0xff, 0xfe, 0, 0]) || head.starts_with(&[0, 0, 0xfe, 0xff]) {
        return (Encoding::Utf32, 4);
    }
    if let Some((encoding, bom)) = encoding_rs::Encoding::for_bom(head) {
        return (if encoding == UTF_8 { Encoding::Utf8 } else { Encoding::Wide(encoding) }, bom);
    }
    if let Some(encoding) = utf_16_without_mark(head) {
        return (Encoding::Wide(encoding), 0);
    }
    let (n_nul, n_control) = unprintable(head);
    let per_mille = |n: usize| n.saturating_mul(1_000) / head.len().max(1);
    if per_mille(n_nul) > 2 || per_mille(n_control) > 50 {
        return (Encoding::Binary, 0);
    }
    if is_mostly_utf_8(head, is_whole) {
        return (Encoding::Utf8, 0);
    }
    if n_nul > 0 || per_mille(n_control) > 5 {
        return (Encoding::Binary, 0);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(head, is_whole);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    if encoding.is_single_byte() { (Encoding::Single(encoding), 0) } else { (Encoding::Wide(encoding), 0) }
}

/// How many NULs and how many other control characters that no text has; terminals' escapes are text.
fn unprintable(head: &[u8]) -> (usize, usize) {
    let mut counts = (0, 0);
    for byte in head {
        match byte {
            0 => counts.0 += 1,
            7..=13 | 0x1b | 0x20..=0x7e | 0x80.. => {}
            _ => counts.1 += 1,
        }
    }
    counts
}

/// Whether it is UTF-8, or more of it is than is not.
fn is_mostly_utf_8(head: &[u8], is_whole: bool) -> bool {
    let error = match std::str::from_utf8(head) {
        Ok(_) => return true,
        Err(error) => error,
    };
    if error.error_len().is_none() && !is_whole {
        return true;
    }
    let (mut n_wide, mut n_invalid) = (0usize, 0usize);
    for chunk in head.utf8_chunks() {
        n_wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_invalid += chunk.invalid().len();
    }
    n_wide > n_invalid
}

/// UTF-16 without its mark: decodes without error or control character one way, with blanks or line ends in it.
fn utf_16_without_mark(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    if head.len() < 4 || !head.contains(&0) {
        return None;
    }
    let sample = head.get(..head.len().min(4096) & !1)?;
    let (little, big) = (rate_utf_16(sample, u16::from_le_bytes), rate_utf_16(sample, u16::from_be_bytes));
    match (little, big) {
        (0, 0) => None,
        (little, big) if little >= big => Some(UTF_16LE),
        _ => Some(UTF_16BE),
    }
}

/// How many characters of UTF-16 in this order are ASCII; 0 if it cannot be UTF-16 text.
fn rate_utf_16(sample: &[u8], unit: fn([u8; 2]) -> u16) -> usize {
    let mut pairs = Vec::with_capacity(sample.len() / 2);
    for pair in sample.chunks_exact(2) {
        pairs.push(unit([pair[0], pair[1]]));
    }
    // The sample may end between two halves of a character.
    if pairs.last().is_some_and(|last| (0xd800..0xdc00).contains(last)) {
        pairs.pop();
    }
    let mut n_ascii = 0;
    for c in char::decode_utf16(pairs.iter().copied()) {
        match c {
            Ok('\t' | '\n' | '\r' | ' '..='~') => n_ascii += 1,
            Ok(c) if c.is_control() || matches!(c, '\u{fff0}'..='\u{ffff}' | '\u{e000}'..='\u{f8ff}') => return 0,
            Ok(_) => {}
            Err(_) => return 0,
        }
    }
    if n_ascii * 20 >= pairs.len() { n_ascii } else { 0 }
}

/// A stream of any encoding, read as UTF-8; what is malformed becomes U+FFFD.
pub struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_at: usize,
    raw_len: usize,
    text: Vec<u8>,
    text_at: usize,
    text_len: usize,
    is_at_end: bool,
    is_done: bool,
}

impl<R: Read> Decoded<R> {
    /// Decodes from here on; a byte order mark has been passed already.
    pub fn new(inner: R, encoding: &'static encoding_rs::Encoding) -> Self {
        let decoder = encoding.new_decoder_without_bom_handling();
        Self {
            inner,
            decoder,
            raw: vec![0; 16 << 10],
            raw_at: 0,
            raw_len: 0,
            text: vec![0; 64 << 10],
            text_at: 0,
            text_len: 0,
            is_at_end: false,
            is_done: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        if self.raw_at == self.raw_len && !self.is_at_end {
            self.raw_len = self.inner.read(&mut self.raw)?.min(self.raw.len());
            self.raw_at = 0;
            self.is_at_end = self.raw_len == 0;
        }
        let raw = self.raw.get(self.raw_at..self.raw_len).unwrap_or_default();
        let (result, n_in, n_out, _) = self.decoder.decode_to_utf8(raw, &mut self.text, self.is_at_end);
        self.raw_at += n_in;
        (self.text_at, self.text_len) = (0, n_out);
        self.is_done = self.is_at_end && result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        while self.text_at == self.text_len && !self.is_done {
            self.refill()?;
        }
        let ready = self.text.get(self.text_at..self.text_len).unwrap_or_default();
        let n = ready.len().min(buf.len());
        buf[..n].copy_from_slice(&ready[..n]);
        self.text_at += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn check(bytes: &[u8], expected: &str) {
        let (encoding, bom) = detect(bytes, true);
        let name = match encoding {
            Encoding::Binary => "binary",
            Encoding::Utf32 => "UTF-32",
            other => other.rs().name(),
        };
        assert_eq!(name, expected, "{bytes:02x?}");
        if encoding != Encoding::Binary {
            assert!(std::io::read_to_string(Decoded::new(&bytes[bom..], encoding.rs())).is_ok());
        }
    }

    #[test]
    fn encodings_are_told_from_the_bytes() {
        let german = "Die Prüfung läuft über Größe und Güte für alle müden Bäcker.\n";
        let hindi = "नमस्ते दुनिया, यह एक परीक्षण है।\nदूसरी पंक्ति\n";
        let latin: Vec<u8> = german.chars().map(|c| c as u32 as u8).collect();
        check(b"plain", "UTF-8");
        check(german.as_bytes(), "UTF-8");
        check(b"\xef\xbb\xbfmarked", "UTF-8");
        check(&latin, "windows-1252");
        check(&utf_16(german, u16::to_le_bytes), "UTF-16LE");
        check(&utf_16(german, u16::to_be_bytes), "UTF-16BE");
        check(&utf_16(hindi, u16::to_le_bytes), "UTF-16LE");
        check(&utf_16(hindi, u16::to_be_bytes), "UTF-16BE");
        check(&[&[0xff, 0xfe][..], &utf_16("ab", u16::to_le_bytes)].concat(), "UTF-16LE");
        check(&encoding_rs::SHIFT_JIS.encode("これは日本語のテキストです。漢字とかなが混ざります。").0, "Shift_JIS");
        check(&encoding_rs::WINDOWS_1251.encode("Это обычный русский текст, в котором есть слова.").0, "windows-1251");
        check(&[0, 1, 2, 3, 0, 0, 0, 9, 0xff, 0xfe, 0], "binary");
        check(&[0xff, 0xfe, 0, 0, b'a', 0, 0, 0], "UTF-32");
    }

    #[test]
    fn a_stray_byte_in_utf_8_is_read_as_windows_1252() {
        let mixed = [german_utf8().as_slice(), b" M\xfcller"].concat();
        assert_eq!(detect(&mixed, true).0, Encoding::Utf8);
        assert!(Encoding::Utf8.decode(&mixed).ends_with(" Müller"));
    }

    fn german_utf8() -> Vec<u8> {
        "Größe und Güte".as_bytes().to_vec()
    }
}
