//! What a file is that is not read, told by the bytes it begins with.
//!
//! Office documents are zip archives and mail is text: they are told before anything takes them for that, since read so
//! they would seem to be read although most of what they say is not.

use file_format::{FileFormat, Kind};

use super::Ended;
use super::encoding::Encoding;
use super::head::Head;
use crate::model::coverage::{Outcome, Skip};
use crate::model::fault::Cause;

/// Documents of office programs, whichever.
pub(super) const OFFICE: &str = "an office document: not read yet";

/// Beginnings of files that are not read yet, even if they look like text.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF: not read yet"),
    (b"{\\rtf", "RTF: not read yet"),
    (b"%!PS", "PostScript: not read yet"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older office document or an Outlook message: not read yet"),
    (b"!<arch>\n", "an ar archive or Debian package: not read yet"),
    (b"!BDN", "an Outlook mailbox: not read yet"),
];

/// Beginnings of binary files that are not read yet.
const BINARY_MAGIC: &[(&[u8], &str)] = &[
    (b"SQLite format 3\0", "an SQLite database among files: not read yet"),
    (b"PAR1", "Parquet: not read yet"),
    (b"Obj\x01", "Avro: not read yet"),
    (b"ORC", "ORC: not read yet"),
    (b"BZh", "bzip2: not read yet"),
    (b"\xfd7zXZ\0", "xz: not read yet"),
    (b"\x28\xb5\x2f\xfd", "zstd: not read yet"),
    (b"\x04\x22\x4d\x18", "lz4: not read yet"),
    (b"\x1f\x9d", "compress: not read yet"),
    (b"7z\xbc\xaf\x27\x1c", "7z: not read yet"),
    (b"Rar!\x1a\x07", "rar: not read yet"),
    (b"LPKSHHRH", "a systemd journal: not read yet"),
    (b"\xde\x12\x04\x95", "a catalogue of translations: not read yet"),
    (b"\x95\x04\x12\xde", "a catalogue of translations: not read yet"),
    (b"07070", "a cpio archive: not read yet"),
    (b"PGDMP", "a PostgreSQL dump in its own format: not read yet"),
];

/// Header fields that every mail that was sent has some of.
const MAIL_HEADERS: [&[u8]; 8] = [
    b"received:",
    b"message-id:",
    b"return-path:",
    b"mime-version:",
    b"delivered-to:",
    b"dkim-signature:",
    b"x-mailer:",
    b"in-reply-to:",
];

/// How a file ends that is not read, and why; none if a format may read it.
pub(super) fn unread(head: &Head<'_>) -> Option<Ended> {
    let starts =
        |table: &[(&[u8], &'static str)]| table.iter().find(|(magic, _)| head.bytes.starts_with(magic)).map(|(_, what)| *what);
    let unsupported = |what: &'static str| Some(Ended::because(Outcome::Unsupported, what));
    if let Some(what) = starts(MAGIC) {
        return unsupported(what);
    }
    if head.bytes.starts_with(b"PK\x03\x04") {
        return if is_office(head.bytes) { unsupported(OFFICE) } else { None };
    }
    if head.bytes.starts_with(b"PK\x05\x06") || head.bytes.starts_with(&[0x1f, 0x8b, 8]) || head.bytes.is_empty() {
        return None;
    }
    if head.bytes.get(257..262) == Some(b"ustar") {
        return unsupported("tar: not read yet");
    }
    match head.encoding {
        Encoding::Utf32 => return unsupported("text in UTF-32: not read yet"),
        Encoding::Binary => {}
        _ => return if is_mail(head) { unsupported("mail: not read yet") } else { None },
    }
    if let Some(what) = starts(BINARY_MAGIC) {
        return unsupported(what);
    }
    Some(binary(head))
}

/// What the signature says of bytes that are no text.
fn binary(head: &Head<'_>) -> Ended {
    let without_text = |what: &'static str| Ended::because(Outcome::Skipped(Skip::NoText), what);
    if head.is_named(&[".pyc", ".pyo"]) && head.bytes.get(2..4) == Some(b"\r\n") {
        return without_text("a compiled cache: no text");
    }
    let format = FileFormat::from_bytes(head.bytes);
    match format.kind() {
        Kind::Image => without_text("a picture: no text"),
        Kind::Audio | Kind::Playlist => without_text("sound: no text"),
        Kind::Video => without_text("video: no text"),
        // Four bytes alone are no proof: a font's directory names its tables.
        Kind::Font
            if !head.bytes.starts_with(&[0, 1, 0, 0])
                || head.bytes.get(12..16).is_some_and(|tag| tag.is_ascii() && tag[0] > b' ') =>
        {
            without_text("a font: no text")
        }
        Kind::Font => Ended::because(Outcome::Unsupported, "binary of unknown kind"),
        Kind::Executable | Kind::Rom => without_text("a program: no text"),
        Kind::Model => without_text("a model: no text"),
        _ if format == FileFormat::ArbitraryBinaryData => Ended::because(Outcome::Unsupported, "binary of unknown kind"),
        _ => Ended::because(Outcome::Unsupported, Cause::coded("not read yet", format.name())),
    }
}

/// Whether the entries at the beginning of a zip archive are those of an office document.
fn is_office(head: &[u8]) -> bool {
    let first = head.get(30..38) == Some(b"mimetype");
    let named = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    (first && (named(b"mimetypeapplication/vnd.oasis") || named(b"mimetypeapplication/epub"))) || named(b"[Content_Types].xml")
}

/// Whether text is a mail as it was sent, or a mailbox of such.
fn is_mail(head: &Head<'_>) -> bool {
    let text = head.text();
    let (mut n_sent, mut has_from) = (0, false);
    let mut lines = text.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end).peekable();
    let is_box = lines.peek().is_some_and(|line| line.starts_with(b"From ") && memchr::memchr2(b'@', b':', line).is_some());
    if is_box {
        lines.next();
    }
    for line in lines.take(200) {
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(colon) = memchr::memchr(b':', line.get(..line.len().min(80)).unwrap_or_default()) else {
            return false;
        };
        let name = line.get(..=colon).unwrap_or_default().to_ascii_lowercase();
        if name.iter().any(u8::is_ascii_whitespace) {
            return false;
        }
        n_sent += usize::from(MAIL_HEADERS.contains(&name.as_slice()));
        has_from |= name == b"from:";
    }
    has_from && (n_sent > 1 || is_box || (n_sent > 0 && head.is_named(&[".eml"])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, bytes: &[u8], expected: &str) {
        let head = Head::new(name.as_bytes(), bytes);
        let found = unread(&head).map_or_else(|| "read".to_owned(), |ended| ended.outcome.to_string());
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn what_is_not_read_is_told() {
        check("a", b"", "read");
        check("a.txt", b"plain text", "read");
        check("a.pdf", b"%PDF-1.7\n...", "unsupported");
        check("a.db", b"SQLite format 3\0\x10\0\x01\x01", "unsupported");
        check("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0", "skipped(no-text)");
        check("a.so", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0", "skipped(no-text)");
        check("a.bin", &[0, 1, 2, 3, 4, 5, 0xff, 0xfe, 0, 0, 9, 0], "unsupported");
        check(
            "a.docx",
            b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x13\0\0\0[Content_Types].xml",
            "unsupported",
        );
        check("a.zip", b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x05\0\0\0a.txt", "read");
        check("a.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><text>Ada</text></svg>", "read");
        check("run", b"#!/bin/sh\necho hello\n", "read");
        check("a.eml", b"Received: by x\nFrom: ada@example.org\nSubject: hi\n\nbody\n", "unsupported");
        check(
            "mbox",
            b"From ada@example.org Sat Mar  2 10:11:12 2024\nFrom: ada@example.org\nSubject: x\n\nbody\n",
            "unsupported",
        );
        check("notes", b"From: me\nTo: you\n\nA note, not a mail.\n", "read");
    }
}
