//! A tree of files, or one file. Links are never followed below the root, nothing is opened that is not a plain file,
//! and names stay the bytes that they are.

mod filter;
mod open;
#[cfg(test)]
mod tests;
mod version;
mod walk;
mod watch;

use std::ffi::OsString;
use std::fs::File;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures_util::future::BoxFuture;
use rustix::fs::{Mode, OFlags};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use self::filter::Filter;
use self::walk::Walk;
pub use self::walk::is_columnar as is_columnar_name;
pub use self::watch::{Watching, watch};
use super::{Content, Discovery, Found, Plan, Source, SourceError};
use crate::model::coverage::Outcome;
use crate::model::fault::{Cause, Fault};
use crate::model::ids::SourceName;
use crate::model::locator::escaped;
use crate::model::object::{Object, Stretch};
use crate::model::passage::RowBatch;

/// Where a tree lies and what of it is read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// The source's name.
    pub name: SourceName,
    /// The tree, or one file. If it is itself a symbolic link, that one link is followed: the operator named it.
    pub root: PathBuf,
    /// If there are any, only what matches one of them is read; the rest is `skipped(excluded)`.
    ///
    /// A pattern is a glob over the path below the root, where `*` stays within one folder and `**` does not. A pattern
    /// without `/` is looked for at every depth; one that matches a folder stands for all below it.
    pub include: Vec<String>,
    /// What matches one of these is not read; stronger than `include`.
    pub exclude: Vec<String>,
    /// Folders and files of this program's own: `skipped(own-state)`.
    pub own_state: Vec<PathBuf>,
    /// Whether folders on another file system than the root's are left out, each with a fault.
    pub same_file_system: bool,
}

/// How many files are read at once unless told otherwise.
const PARALLEL_READS: usize = 4;

/// A tree of files, opened for reading.
pub struct Files {
    settings: Settings,
    base: Base,
    filter: Arc<Filter>,
    parallel_reads: usize,
}

/// The folder that all addresses start from, held open so that it stays the same one.
#[derive(Clone)]
struct Base {
    folder: PathBuf,
    fd: Arc<OwnedFd>,
    /// The one file of the source, if its root is a file.
    only: Option<OsString>,
}

impl Files {
    /// Opens the root. Nothing below it is looked at yet.
    ///
    /// # Errors
    /// The root is not there or may not be entered, or a pattern cannot be understood.
    pub fn new(settings: Settings) -> Result<Self, SourceError> {
        let filter = Filter::new(&settings.include, &settings.exclude)
            .map_err(|cause| refused(&settings.root, cause, "correct the pattern under `include` or `exclude`"))?;
        let base = Base::new(&settings.root).map_err(|error| {
            refused(&settings.root, Cause::io("cannot open", &error), "check the path and the permission to enter it")
        })?;
        Ok(Self { settings, base, filter: Arc::new(filter), parallel_reads: PARALLEL_READS })
    }

    /// The same with another number of files that are read at once; at least one.
    pub fn with_parallel_reads(mut self, n: usize) -> Self {
        self.parallel_reads = n.max(1);
        self
    }
}

impl Base {
    fn new(root: &Path) -> std::io::Result<Self> {
        let root = root.canonicalize()?;
        let (folder, only) = match (root.is_dir(), root.parent(), root.file_name()) {
            (false, Some(parent), Some(name)) => (parent.to_owned(), Some(name.to_owned())),
            _ => (root, None),
        };
        let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let fd = rustix::fs::open(&folder, flags, Mode::empty())?;
        Ok(Self { folder, fd: Arc::new(fd), only })
    }
}

impl Source for Files {
    fn discover(&self, found: mpsc::Sender<Found>) -> BoxFuture<'_, Result<Discovery, SourceError>> {
        let walk = Walk::new(&self.settings, &self.base, self.filter.clone(), found);
        Box::pin(async move {
            spawn_blocking(move || walk.run())
                .await
                .map_err(|_| refused(&self.settings.root, "the walk was cut off".into(), "report this as a bug"))
        })
    }

    fn plan(&self) -> BoxFuture<'_, Result<Plan, SourceError>> {
        let (settings, base) = (self.settings.clone(), self.base.clone());
        Box::pin(async move {
            spawn_blocking(move || Plan { warnings: warnings(&settings, &base) })
                .await
                .map_err(|_| refused(&self.settings.root, "the look at it was cut off".into(), "report this as a bug"))
        })
    }

    fn open<'a>(&'a self, object: &'a Object, _: &'a Stretch) -> BoxFuture<'a, Result<Content, Fault>> {
        let (base, at, version) = (self.base.fd.clone(), object.at.clone(), object.version.clone());
        Box::pin(async move {
            let file: Result<File, Fault> = spawn_blocking(move || open::file(&base, &at, &version))
                .await
                .unwrap_or_else(|_| Err(Fault::new(object.at.clone(), Outcome::Failed, "the opening was cut off")));
            Ok(Content::Bytes(Box::new(file?)))
        })
    }

    fn sample<'a>(&'a self, _: &'a Object, _: usize) -> BoxFuture<'a, Result<Option<RowBatch>, Fault>> {
        Box::pin(std::future::ready(Ok(None)))
    }

    fn is_unchanged<'a>(&'a self, object: &'a Object) -> BoxFuture<'a, bool> {
        let (base, at, version) = (self.base.fd.clone(), object.at.clone(), object.version.clone());
        Box::pin(async move { spawn_blocking(move || open::version(&base, &at) == Some(version)).await.unwrap_or(false) })
    }

    fn n_connections(&self) -> usize {
        self.parallel_reads
    }
}

/// What the operator should know of the place before everything in it is read.
fn warnings(settings: &Settings, base: &Base) -> Vec<String> {
    let mut warnings = Vec::new();
    if base.folder == Path::new("/") && base.only.is_none() && !settings.same_file_system {
        warnings.push("the root is `/`: pseudo file systems such as /proc and mounted shares would be read too".to_owned());
    }
    if let Some(kind) = rustix::fs::fstatfs(&*base.fd).ok().and_then(|stat| network_kind(stat.f_type as u64)) {
        warnings.push(format!("the root lies on a network file system ({kind}): reading it loads that server"));
    }
    warnings
}

/// The name of a network file system. Magic numbers from `statfs(2)`.
fn network_kind(magic: u64) -> Option<&'static str> {
    match magic & 0xffff_ffff {
        0x6969 => Some("NFS"),
        0xff53_4d42 | 0xfe53_4d42 | 0x517b => Some("SMB"),
        0x00c3_6400 => Some("Ceph"),
        0x6573_5546 => Some("FUSE, perhaps remote"),
        0x0102_1997 => Some("9P"),
        _ => None,
    }
}

fn refused(root: &Path, cause: Cause, hint: &'static str) -> SourceError {
    SourceError { place: escaped(root.as_os_str().as_bytes()), cause, hint: Some(hint.into()) }
}
