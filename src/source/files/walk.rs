//! Going through a tree: one message for each thing that is not a folder, one more for each folder that could not be listed.
//!
//! The tree is walked twice, columnar files first, because holding its list to sort it would cost memory without end. A
//! name is met by exactly one of the two walks, since the name alone decides. Entries are sorted within their folder, so
//! that of two names of one file the same is the first each time; the largest folder is what is held in memory.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::mpsc;
use walkdir::{DirEntry, WalkDir};

use super::filter::Filter;
use super::open::{LONG, folder, refusal};
use super::version::{modified, version};
use super::{Base, Settings};
use crate::model::coverage::{Outcome, Skip};
use crate::model::fault::Fault;
use crate::model::ids::SourceName;
use crate::model::locator::{RawLocator, StepKind};
use crate::model::object::{Object, ObjectKind};
use crate::source::{Discovery, Found};

/// Which half of the names a walk tells of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    Columnar,
    Rest,
}

/// The receiver is gone: nobody wants the rest.
struct Unwanted;

/// One discovery of a tree.
pub(super) struct Walk {
    source: SourceName,
    base: Base,
    filter: Arc<Filter>,
    own_state: Vec<PathBuf>,
    same_file_system: bool,
    found: mpsc::Sender<Found>,
    /// Files of several names that were met under one of them.
    linked: HashSet<(u64, u64)>,
    /// Folders that were told as unreadable.
    lost: HashSet<RawLocator>,
}

impl Walk {
    pub(super) fn new(settings: &Settings, base: &Base, filter: Arc<Filter>, found: mpsc::Sender<Found>) -> Self {
        Self {
            source: settings.name.clone(),
            base: base.clone(),
            filter,
            own_state: settings.own_state.clone(),
            same_file_system: settings.same_file_system,
            found,
            linked: HashSet::new(),
            lost: HashSet::new(),
        }
    }

    /// Tells of everything, waiting where the receiver is slower.
    pub(super) fn run(mut self) -> Discovery {
        // What does not exist (yet) cannot be met either.
        self.own_state = self.own_state.iter().filter_map(|path| path.canonicalize().ok()).collect();
        for pass in [Pass::Columnar, Pass::Rest] {
            let mut folders = vec![PathBuf::new()];
            while let Some(path) = folders.pop() {
                if self.walk(&path, pass, &mut folders).is_break() {
                    return Discovery { is_complete: false };
                }
            }
        }
        Discovery { is_complete: self.lost.is_empty() }
    }

    /// Walks one folder. Folders below whose path grows too long for the system go to `later`.
    fn walk(&mut self, from: &Path, pass: Pass, later: &mut Vec<PathBuf>) -> ControlFlow<Unwanted> {
        let (start, _held) = match self.start(from) {
            Ok(start) => start,
            Err(error) => return self.lose(from, error),
        };
        let mut walk = WalkDir::new(&start).sort_by_file_name().max_open(16).into_iter();
        let mut current = from.to_owned();
        loop {
            if self.found.is_closed() {
                return ControlFlow::Break(Unwanted);
            }
            let Some(entry) = walk.next() else { return ControlFlow::Continue(()) };
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    // Without a path it happened while the folder that was met last was being listed.
                    let place = error.path().map_or_else(|| current.clone(), |path| below(from, &start, path));
                    self.lose(&place, io_error(error))?;
                    continue;
                }
            };
            let path = below(from, &start, entry.path());
            if !is_folder(&entry) {
                self.meet(&path, &entry, pass)?;
                continue;
            }
            current.clone_from(&path);
            if entry.depth() == 0 {
                continue;
            }
            if self.is_elsewhere(&entry) {
                self.leave_out(&path, pass)?;
                walk.skip_current_dir();
            } else if entry.path().as_os_str().len() > LONG {
                later.push(path);
                walk.skip_current_dir();
            }
        }
    }

    /// Where to begin a walk, and what must be held open meanwhile.
    fn start(&self, from: &Path) -> std::io::Result<(PathBuf, Option<OwnedFd>)> {
        if let (Some(name), true) = (&self.base.only, from.as_os_str().is_empty()) {
            return Ok((self.base.folder.join(name), None));
        }
        if from.as_os_str().is_empty() {
            return Ok((self.base.folder.clone(), None));
        }
        let fd = folder(&self.base.fd, from.as_os_str().as_bytes())?;
        Ok((PathBuf::from(format!("/proc/self/fd/{}", fd.as_raw_fd())), Some(fd)))
    }

    /// Tells of a thing that is not a folder.
    fn meet(&mut self, path: &Path, entry: &DirEntry, pass: Pass) -> ControlFlow<Unwanted> {
        let name = self.base.only.as_deref().unwrap_or(entry.file_name());
        if is_columnar(name.as_bytes()) != (pass == Pass::Columnar) {
            return ControlFlow::Continue(());
        }
        let path = if path.as_os_str().is_empty() { Path::new(name) } else { path };
        let at = locator(path);
        if let Some(skip) = self.reason_to_skip(path, entry) {
            return self.tell(Found::Fault(Fault::new(at, Outcome::Skipped(skip), reason(skip))));
        }
        let metadata = match entry.metadata() {
            Ok(metadata) if metadata.is_file() => metadata,
            Ok(_) => return self.tell(Found::Fault(Fault::new(at, Outcome::ChangedDuringRead, "is no longer a plain file"))),
            Err(error) => return self.tell(Found::Fault(refusal(at, io_error(error)))),
        };
        if metadata.nlink() > 1 && !self.linked.insert((metadata.dev(), metadata.ino())) {
            return self.tell(Found::Fault(Fault::new(at, Outcome::Skipped(Skip::HardLink), reason(Skip::HardLink))));
        }
        self.tell(Found::Object(Box::new(Object {
            source: self.source.clone(),
            at,
            kind: ObjectKind::File,
            size: Some(metadata.size()),
            n_rows: None,
            version: version(&metadata),
            modified: modified(&metadata),
            columns: Vec::new(),
        })))
    }

    fn reason_to_skip(&self, path: &Path, entry: &DirEntry) -> Option<Skip> {
        let kind = entry.file_type();
        if !self.own_state.is_empty() && self.is_own_state(path) {
            Some(Skip::OwnState)
        } else if kind.is_symlink() {
            Some(Skip::Symlink)
        } else if !kind.is_file() {
            Some(Skip::Special)
        } else {
            (!self.filter.takes(path)).then_some(Skip::Excluded)
        }
    }

    fn is_own_state(&self, path: &Path) -> bool {
        let path = self.base.folder.join(path);
        self.own_state.iter().any(|own| path.starts_with(own))
    }

    /// Tells, once, that what a folder holds is not known.
    fn lose(&mut self, path: &Path, error: std::io::Error) -> ControlFlow<Unwanted> {
        let mut fault = refusal(locator(path), error);
        fault.cause.0.insert_str(0, "the folder cannot be listed, its content is unknown: ");
        if self.lost.insert(fault.place.clone()) { self.tell(Found::Fault(fault)) } else { ControlFlow::Continue(()) }
    }

    fn is_elsewhere(&self, entry: &DirEntry) -> bool {
        let device = |metadata: Option<std::fs::Metadata>| metadata.map(|metadata| metadata.dev());
        self.same_file_system && device(entry.metadata().ok()) != device(self.base.folder.metadata().ok())
    }

    fn leave_out(&self, path: &Path, pass: Pass) -> ControlFlow<Unwanted> {
        if pass == Pass::Columnar {
            return ControlFlow::Continue(());
        }
        let cause = "the folder lies on another file system and was left out as configured";
        self.tell(Found::Fault(Fault::new(locator(path), Outcome::Skipped(Skip::Excluded), cause)))
    }

    fn tell(&self, found: Found) -> ControlFlow<Unwanted> {
        match self.found.blocking_send(found) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(Unwanted),
        }
    }
}

/// The system's own error: the walker's wrapping of it would lose its number, and with it what it means.
fn io_error(error: walkdir::Error) -> std::io::Error {
    let kind = error.io_error().map_or(std::io::ErrorKind::Other, std::io::Error::kind);
    error.into_io_error().unwrap_or_else(|| kind.into())
}

/// The start of a walk may be a link of the system's own to a folder that is held open.
fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_dir() || (entry.depth() == 0 && entry.path_is_symlink())
}

/// The path below the root of what a walk that started at `start`, `from` below the root, met at `path`.
fn below(from: &Path, start: &Path, path: &Path) -> PathBuf {
    match path.strip_prefix(start) {
        Ok(rest) if rest.as_os_str().is_empty() => from.to_owned(),
        Ok(rest) => from.join(rest),
        Err(_) => from.to_owned(),
    }
}

/// The exact bytes of each name.
fn locator(path: &Path) -> RawLocator {
    let names = path.as_os_str().as_bytes().split(|byte| *byte == b'/').filter(|name| !name.is_empty());
    RawLocator(names.map(|name| (StepKind::Path, name.to_vec())).collect())
}

fn reason(skip: Skip) -> &'static str {
    match skip {
        Skip::Symlink => "a symbolic link; what it leads to is read where it lies, if that is below the root",
        Skip::HardLink => "a further name of a file that is read under its first",
        Skip::Special => "a pipe, socket or device",
        Skip::OwnState => "this program's own state",
        _ => "left out by the configuration",
    }
}

/// Whether a name promises rows under headings, which are read before running text.
pub fn is_columnar(name: &[u8]) -> bool {
    let name = name.to_ascii_lowercase();
    let bare = [&b".gz"[..], b".zip"].iter().find_map(|packed| name.strip_suffix(*packed)).unwrap_or(&name);
    [&b".csv"[..], b".tsv", b".json", b".jsonl", b".ndjson"].iter().any(|ending| bare.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_is_columnar() {
        for (name, expected) in
            [("a.csv", true), ("A.CSV.GZ", true), ("a.ndjson.zip", true), ("a.csv.txt", false), ("csv", false), ("a.gz", false)]
        {
            assert_eq!(is_columnar(name.as_bytes()), expected, "{name}");
        }
    }
}
