//! Zip archives, and archives inside them, under one budget. An entry that is broken costs that entry only.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;

use zip::CompressionMethod;
use zip::read::{Config, ZipFileEntry, ZipReadOptions};
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;

use super::body::{Body, Nest, Source};
use super::head::Head;
use super::tap::fill;
use super::{Ended, Format, ReadSeek, Sink, Stop, extract_member, kind};
use crate::model::coverage::{Limit, Outcome};
use crate::model::fault::Cause;

/// Zip archives that are no documents of an office program.
pub(super) struct Zip;

impl Format for Zip {
    fn name(&self) -> &'static str {
        "zip"
    }

    fn fits(&self, head: &Head<'_>) -> bool {
        head.bytes.starts_with(b"PK\x03\x04") || head.bytes.starts_with(b"PK\x05\x06")
    }

    fn read(&self, body: Body<'_>, sink: &mut dyn Sink) -> Ended {
        let nest = body.nest.deeper();
        match body.source {
            Source::Seek(bytes) => read_archive(bytes, &nest, sink),
            Source::Stream(rest) => {
                // The directory is at the end: an archive in an archive is held, within what all of them may hold.
                let most = nest.meter.spool_left();
                let size = body.size.unwrap_or(0).min(most);
                let mut held = Vec::with_capacity(usize::try_from(size).unwrap_or(0).min(1 << 20));
                spool(&mut body.head.bytes.chain(rest), most, &mut held);
                let n = held.len() as u64;
                if n > most {
                    return Ended::because(Outcome::Partial(Limit::Bytes), "an archive in an archive is too large to be held");
                }
                nest.meter.spool(n);
                let ended = read_archive(&mut Cursor::new(&held), &nest, sink);
                nest.meter.unspool(n);
                ended
            }
        }
    }
}

/// Reads up to one byte more than `most`.
fn spool(reader: &mut dyn Read, most: u64, held: &mut Vec<u8>) {
    let mut block = vec![0; 64 << 10];
    while held.len() as u64 <= most {
        let n = fill(reader, &mut block);
        held.extend_from_slice(block.get(..n).unwrap_or_default());
        if n < block.len() {
            return;
        }
    }
}

fn read_archive(bytes: &mut dyn ReadSeek, nest: &Nest<'_>, sink: &mut dyn Sink) -> Ended {
    let mut archive = match ZipIterable::try_new(bytes, Config::default()) {
        Ok(archive) => archive,
        Err(error) => return directory_failed(&error),
    };
    let overlaps = match survey(&mut archive, nest.budget.members) {
        Ok(Survey::Archive(overlaps)) => overlaps,
        Ok(Survey::Document) => return Ended::because(Outcome::Unsupported, kind::OFFICE),
        Err(error) => return directory_failed(&error),
    };
    let files = match archive.files() {
        Ok(files) => files,
        Err(error) => return directory_failed(&error),
    };
    let mut is_whole = true;
    while let Some(entry) = files.next() {
        let Ok(entry) = entry else {
            is_whole = false;
            break;
        };
        if entry.name_raw().ends_with(b"/") || entry.name_raw().ends_with(b"\\") {
            continue;
        }
        if let Err(limit) = nest.meter.take_member() {
            return Ended::because(Outcome::Partial(limit), "more members than the budget allows");
        }
        if let Some(limit) = nest.meter.cut() {
            return Ended::because(Outcome::Partial(limit), "the budget for decoded bytes is spent");
        }
        if read_entry(entry, files.reader_mut(), &overlaps, nest, sink).is_break() {
            return Ended::stopped();
        }
    }
    match nest.meter.cut() {
        Some(limit) => Ended::because(Outcome::Partial(limit), "the budget for decoded bytes is spent"),
        None if !is_whole => Ended::because(Outcome::Partial(Limit::Damaged), "the archive's directory is damaged"),
        None => Ended::complete(),
    }
}

fn read_entry(
    entry: ZipFileEntry<'static>,
    bytes: &mut &mut dyn ReadSeek,
    overlaps: &Overlaps,
    nest: &Nest<'_>,
    sink: &mut dyn Sink,
) -> ControlFlow<Stop> {
    let name = entry.name_raw().to_vec();
    sink.member(&name)?;
    let refused = if overlaps.holds(entry.header_start(), entry.central_header_start()) {
        Some(Ended::because(Outcome::Partial(Limit::Ratio), "lies over other entries of the archive"))
    } else if entry.encrypted() {
        Some(Ended::because(Outcome::Encrypted, "the entry is encrypted"))
    } else if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
        Some(Ended::because(Outcome::Unsupported, "compressed by a method that is not read yet"))
    } else {
        None
    };
    if let Some(ended) = refused {
        sink.member_ended(ended);
        return ControlFlow::Continue(());
    }
    let size = entry.size();
    let ended = match entry.with_reader(bytes, ZipReadOptions::new()) {
        Ok(mut file) => {
            let last = name.rsplit(|b| matches!(b, b'/' | b'\\')).next().unwrap_or_default();
            extract_member(last, Some(size), &mut file, nest, sink)
        }
        Err(error) => entry_failed(&error),
    };
    let is_stopped = ended.outcome == Outcome::Partial(Limit::Stopped);
    sink.member_ended(ended);
    if is_stopped { ControlFlow::Break(Stop) } else { ControlFlow::Continue(()) }
}

/// What a first look at the directory says.
enum Survey {
    /// A document of an office program, which is a zip archive too.
    Document,
    /// An archive, and its entries that must not be read.
    Archive(Overlaps),
}

/// Entries of which bytes belong to other entries too. Archives that decode to more than any budget are built so.
struct Overlaps {
    /// Start of the entry, and for those that share all their bytes, the place in the directory of the one that is read.
    refused: BTreeMap<u64, Option<u64>>,
}

impl Overlaps {
    fn holds(&self, header_start: u64, central_header_start: u64) -> bool {
        match self.refused.get(&header_start) {
            None => false,
            Some(None) => true,
            Some(Some(first)) => *first != central_header_start,
        }
    }
}

fn survey<R: Read + std::io::Seek>(archive: &mut ZipIterable<R>, max: u64) -> Result<Survey, ZipError> {
    let mut extents: Vec<(u64, u64, u64)> = Vec::new();
    for (entry, _) in archive.files()?.zip(0..max) {
        // What is behind a broken entry is not reached when the archive is read either.
        let Ok(entry) = entry else { break };
        if entry.name_raw() == b"[Content_Types].xml" {
            return Ok(Survey::Document);
        }
        let n = entry.compressed_size().saturating_add(30).saturating_add(entry.name_raw().len() as u64);
        extents.push((entry.header_start(), entry.header_start().saturating_add(n), entry.central_header_start()));
    }
    extents.sort_unstable();
    let mut refused = BTreeMap::new();
    let mut last: Option<(u64, u64, u64)> = None;
    for extent in extents {
        match last {
            Some((start, end, first)) if start == extent.0 && end == extent.1 => {
                refused.entry(start).or_insert(Some(first));
                continue;
            }
            Some((start, end, _)) if extent.0 < end => {
                refused.insert(start, None);
                refused.insert(extent.0, None);
            }
            _ => {}
        }
        if last.is_none_or(|(_, end, _)| extent.1 > end) {
            last = Some(extent);
        }
    }
    Ok(Survey::Archive(Overlaps { refused }))
}

fn directory_failed(error: &ZipError) -> Ended {
    match error {
        ZipError::Io(error) => Ended::because(Outcome::Failed, Cause::io("cannot read the archive's directory", error)),
        ZipError::UnsupportedArchive(_) => Ended::because(Outcome::Unsupported, "a kind of zip archive that is not read"),
        _ => Ended::because(Outcome::Failed, "the archive has no sound directory"),
    }
}

fn entry_failed(error: &ZipError) -> Ended {
    match error {
        ZipError::Io(error) => Ended::because(Outcome::Failed, Cause::io("cannot read the entry", error)),
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            Ended::because(Outcome::Unsupported, "an entry of a kind that is not read yet")
        }
        ZipError::InvalidPassword => Ended::because(Outcome::Encrypted, "the entry is encrypted"),
        _ => Ended::because(Outcome::Failed, "the entry is damaged"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{gzip, read, zip};

    fn check(bytes: &[u8], outcome: &str, members: &[(&str, &str)]) {
        let (gathered, ended) = read("a.zip", bytes);
        assert_eq!(ended.outcome.to_string(), outcome, "{:?}", ended.cause);
        let found: Vec<(String, String)> = gathered
            .members
            .iter()
            .map(|(name, outcome)| (String::from_utf8_lossy(name).into_owned(), outcome.clone()))
            .collect();
        assert_eq!(found.iter().map(|(name, outcome)| (name.as_str(), outcome.as_str())).collect::<Vec<_>>(), members);
    }

    #[test]
    fn members_have_outcomes_of_their_own() {
        let inner = zip(&[("deep.txt", b"deep\n")]);
        let tar = gzip(&[&[b'x'; 257][..], b"ustar\x0000", &[0; 300]].concat());
        let archive =
            zip(&[("d/", b""), ("d/a.txt", b"text\n"), ("i.zip", &inner), ("p.pdf", b"%PDF-1.4"), ("t.tgz", &tar), ("e", b"")]);
        let members = [
            ("d/a.txt", "complete"),
            ("i.zip!deep.txt", "complete"),
            ("i.zip", "complete"),
            ("p.pdf", "unsupported"),
            ("t.tgz!t.tar", "unsupported"),
            ("t.tgz", "complete"),
            ("e", "complete"),
        ];
        check(&archive, "complete", &members);
        let (gathered, _) = read("a.zip", &archive);
        assert_eq!(gathered.records[1].members, [b"i.zip".to_vec(), b"deep.txt".to_vec()]);
    }

    #[test]
    fn a_broken_or_encrypted_entry_costs_itself_only() {
        let mut archive = zip(&[("a.txt", b"first text, long enough to be pressed\n"), ("b.txt", b"second\n")]);
        archive[40] ^= 0xff;
        let (gathered, ended) = read("a.zip", &archive);
        assert_eq!(ended.outcome.to_string(), "complete");
        assert!(matches!(gathered.members[0].1.as_str(), "partial(damaged)" | "failed"), "{:?}", gathered.members);
        assert_eq!(gathered.members[1].1, "complete");

        let mut archive = zip(&[("a.txt", b"first\n"), ("b.txt", b"second\n")]);
        let directory = memchr::memmem::find(&archive, b"PK\x01\x02").unwrap();
        archive[directory + 8] |= 1;
        check(&archive, "complete", &[("a.txt", "encrypted"), ("b.txt", "complete")]);
    }

    #[test]
    fn names_are_kept_byte_exact_and_twice() {
        let mut archive = zip(&[("aa.txt", b"one\n"), ("ab.txt", b"two\n")]);
        for at in memchr::memmem::find_iter(&archive.clone(), b"ab.txt") {
            archive[at..at + 2].copy_from_slice(b"a\xff");
        }
        let (gathered, _) = read("a.zip", &archive);
        assert_eq!(gathered.members[1].0, b"a\xff.txt");
        for at in memchr::memmem::find_iter(&archive.clone(), b"a\xff.txt") {
            archive[at + 1] = b'a';
        }
        check(&archive, "complete", &[("aa.txt", "complete"), ("aa.txt", "complete")]);
    }

    #[test]
    fn office_documents_and_broken_archives_say_so() {
        check(&zip(&[("word/x.xml", b"<x/>"), ("[Content_Types].xml", b"<x/>")]), "unsupported", &[]);
        let archive = zip(&[("a.txt", b"text\n")]);
        check(&archive[..archive.len() - 30], "failed", &[]);
    }
}
