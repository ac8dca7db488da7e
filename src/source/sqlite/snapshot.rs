//! A database file that holds still while it is read: the file itself where no log lies beside it, else a private copy of
//! file and log. Opening the file the usual way would create or change files beside it.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::model::fault::Cause;
use crate::source::sql::Trouble;

/// A write-ahead log and a rollback journal, as they are called beside `file`.
const LOGS: [&str; 2] = ["-wal", "-journal"];
/// How often a copy is tried while somebody writes.
const MAX_TRIES: usize = 3;
/// The header of a write-ahead log: its salts change whenever the log begins anew.
const WAL_HEADER: u64 = 32;

/// What tells one state of a file from another.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Stamp {
    inode: u64,
    size: u64,
    modified: (i64, i64),
}

impl Stamp {
    /// A file that is not there is as one that is empty.
    fn of(path: &Path) -> io::Result<Self> {
        match fs::metadata(path) {
            Ok(about) => Ok(Self { inode: about.ino(), size: about.size(), modified: (about.mtime(), about.mtime_nsec()) }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }
}

/// The file and its logs at one moment.
#[derive(Clone, PartialEq, Eq, Debug)]
struct State {
    main: Stamp,
    logs: [Stamp; 2],
}

impl State {
    fn of(path: &Path) -> io::Result<Self> {
        Ok(Self { main: Stamp::of(path)?, logs: [Stamp::of(&beside(path, LOGS[0]))?, Stamp::of(&beside(path, LOGS[1]))?] })
    }

    fn has_log(&self) -> bool {
        self.logs.iter().any(|log| log.size > 0)
    }

    fn n_bytes(&self) -> u64 {
        self.logs.iter().fold(self.main.size, |sum, log| sum.saturating_add(log.size))
    }

    /// An empty log is as none.
    fn is_same(&self, other: &Self) -> bool {
        let logs = self.logs.iter().zip(&other.logs);
        self.main == other.main && logs.fold(true, |is, (a, b)| is && (a == b || a.size == 0 && b.size == 0))
    }
}

enum Way {
    /// Read where it lies.
    InPlace,
    /// Read from a private copy.
    Copied(PathBuf),
    /// Read where it lies, without its log.
    WithoutLog,
}

/// See the module.
pub(super) struct Snapshot {
    path: PathBuf,
    state: State,
    way: Way,
}

impl Snapshot {
    /// Looks at the file and copies it if it must be.
    ///
    /// # Errors
    /// It cannot be read, or is no regular file. That a copy cannot be made is none.
    pub(super) fn take(path: &Path, scratch: &Path, budget: u64) -> Result<Self, Trouble> {
        let broken = |error: io::Error| Trouble::failed(Cause::io("cannot open", &error));
        let path = fs::canonicalize(path).map_err(broken)?;
        if path.to_str().is_none() {
            return Err(Trouble::failed("the file's path is not valid utf-8").with_hint("a link to it with a plain name"));
        }
        if !fs::metadata(&path).map_err(broken)?.is_file() {
            return Err(Trouble::failed("not a regular file"));
        }
        File::open(&path).map_err(broken)?;
        sweep(scratch);
        for _ in 0..MAX_TRIES {
            let state = State::of(&path).map_err(broken)?;
            if !state.has_log() {
                return Ok(Self { path, state, way: Way::InPlace });
            }
            if state.n_bytes() > budget {
                break;
            }
            match copy(&path, &state, scratch) {
                Ok(Some(folder)) => return Ok(Self { path, state, way: Way::Copied(folder) }),
                Ok(None) => {}
                // A full or forbidden scratch folder: what lies in the file itself can still be read.
                Err(_) => break,
            }
        }
        let state = State::of(&path).map_err(broken)?;
        let way = if state.has_log() { Way::WithoutLog } else { Way::InPlace };
        Ok(Self { path, state, way })
    }

    /// The file to open, and whether it is a copy of our own.
    pub(super) fn file(&self) -> (PathBuf, bool) {
        match &self.way {
            Way::Copied(folder) => (folder.join(COPY), true),
            Way::InPlace | Way::WithoutLog => (self.path.clone(), false),
        }
    }

    /// Whether what only the log holds is missed.
    pub(super) fn lacks_log(&self) -> bool {
        matches!(self.way, Way::WithoutLog)
    }

    /// Changes when the file or its log does.
    pub(super) fn version(&self) -> String {
        let stamps = [&self.state.main, &self.state.logs[0], &self.state.logs[1]];
        let texts = stamps.map(|stamp| match stamp.size {
            0 => String::new(),
            size => format!("{}.{size}.{}.{}", stamp.inode, stamp.modified.0, stamp.modified.1),
        });
        texts.join(":")
    }

    /// Whether what was read is what was looked at.
    pub(super) fn still_holds(&self) -> bool {
        matches!(self.way, Way::Copied(_)) || State::of(&self.path).is_ok_and(|now| now.is_same(&self.state))
    }
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        if let Way::Copied(folder) = &self.way {
            // What stays is swept by the next scan.
            let _ = fs::remove_dir_all(folder);
        }
    }
}

const COPY: &str = "copy.db";
const FOLDER: &str = "sqlite-copy-";

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Copies file and logs into a folder of their own; none if somebody wrote in between such that they do not fit together.
fn copy(path: &Path, before: &State, scratch: &Path) -> io::Result<Option<PathBuf>> {
    static N_COPIES: AtomicU64 = AtomicU64::new(0);
    DirBuilder::new().recursive(true).mode(0o700).create(scratch)?;
    let number = N_COPIES.fetch_add(1, Ordering::Relaxed);
    let folder = scratch.join(format!("{FOLDER}{}-{number}", std::process::id()));
    DirBuilder::new().mode(0o700).create(&folder)?;
    let copied = copy_into(path, before, &folder);
    if !matches!(copied, Ok(true)) {
        let _ = fs::remove_dir_all(&folder);
    }
    copied.map(|fits| fits.then_some(folder))
}

fn copy_into(path: &Path, before: &State, folder: &Path) -> io::Result<bool> {
    let header = wal_header(path);
    copy_file(path, &folder.join(COPY), before.main.size)?;
    for (suffix, log) in LOGS.iter().zip(&before.logs) {
        if log.size > 0 {
            copy_file(&beside(path, suffix), &beside(&folder.join(COPY), suffix), log.size)?;
        }
    }
    let after = State::of(path)?;
    // Frames appended to a write-ahead log since do not disturb those before them; a log that began anew does.
    let [wal, journal] = &after.logs;
    let wal_fits = wal.inode == before.logs[0].inode && wal.size >= before.logs[0].size && wal_header(path) == header;
    let wal_fits = wal_fits || (wal.size == 0 && before.logs[0].size == 0);
    let journal_fits = *journal == before.logs[1] || (journal.size == 0 && before.logs[1].size == 0);
    Ok(after.main == before.main && wal_fits && journal_fits)
}

fn wal_header(path: &Path) -> Vec<u8> {
    let mut header = Vec::new();
    if let Ok(file) = File::open(beside(path, LOGS[0])) {
        let _ = io::copy(&mut file.take(WAL_HEADER), &mut header);
    }
    header
}

fn copy_file(from: &Path, to: &Path, size: u64) -> io::Result<()> {
    let mut target = OpenOptions::new().write(true).create_new(true).mode(0o600).open(to)?;
    io::copy(&mut File::open(from)?.take(size), &mut target).map(drop)
}

/// Removes copies that a killed process left.
fn sweep(scratch: &Path) {
    let Ok(entries) = fs::read_dir(scratch) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(owner) = name.to_str().and_then(|name| name.strip_prefix(FOLDER)?.split('-').next()) else { continue };
        if owner.parse::<u32>().is_ok() && !Path::new("/proc").join(owner).exists() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
