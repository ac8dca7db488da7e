//! Opening what lies at an address, and nothing else: no link on the way, no pipe that would hang, no way out of the root.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;

use rustix::fs::{Advice, Mode, OFlags, ResolveFlags};
use rustix::io::Errno;

use super::version::{is_same_file, version as version_of};
use crate::model::coverage::Outcome;
use crate::model::fault::{Cause, Fault};
use crate::model::locator::{RawLocator, StepKind};

/// The most bytes of a path that are handed to the system at once; `PATH_MAX` is 4096.
pub(super) const LONG: usize = 3_000;

/// Opens the file at `at` for reading, if it is still the one that `version` was taken from.
pub(super) fn file(base: &OwnedFd, at: &RawLocator, version: &str) -> Result<File, Fault> {
    let names = names(at).ok_or_else(|| Fault::new(at.clone(), Outcome::Failed, "the address is no path below the root"))?;
    // Without O_NONBLOCK, opening a pipe that took the file's place would wait for a writer for ever.
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOFOLLOW;
    // Not to touch the access time is for the owner and root only.
    let fd = match below(base.as_fd(), &names, flags | OFlags::NOATIME) {
        Err(Errno::PERM) => below(base.as_fd(), &names, flags),
        result => result,
    };
    let file = File::from(fd.map_err(|errno| refusal(at.clone(), errno.into()))?);
    let metadata = file.metadata().map_err(|error| refusal(at.clone(), error))?;
    if !metadata.is_file() {
        return Err(changed(at.clone(), "is no longer a plain file"));
    }
    if !is_same_file(version, &metadata) {
        return Err(changed(at.clone(), "another file took its place since it was discovered"));
    }
    // Only a hint to read ahead; some file systems refuse it, and nothing is lost.
    let _ = rustix::fs::fadvise(&file, 0, None, Advice::Sequential);
    Ok(file)
}

/// The version of what lies at `at` now; none if nothing can be seen there.
pub(super) fn version(base: &OwnedFd, at: &RawLocator) -> Option<String> {
    let fd = below(base.as_fd(), &names(at)?, OFlags::PATH | OFlags::CLOEXEC | OFlags::NOFOLLOW).ok()?;
    File::from(fd).metadata().ok().map(|metadata| version_of(&metadata))
}

/// Opens a folder so that its path as the system sees it is short again.
pub(super) fn folder(base: &OwnedFd, path: &[u8]) -> io::Result<OwnedFd> {
    let names: Vec<&[u8]> = path.split(|byte| *byte == b'/').collect();
    Ok(below(base.as_fd(), &names, OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC | OFlags::NOFOLLOW)?)
}

/// What a refusal by the system means for the object at `place`.
pub(super) fn refusal(place: RawLocator, error: io::Error) -> Fault {
    match Errno::from_io_error(&error) {
        Some(Errno::ACCESS | Errno::PERM) => Fault::new(place, Outcome::Denied, Cause::io("may not be read", &error))
            .with_hint("grant the scanning user read access"),
        Some(Errno::NOENT | Errno::STALE) => changed(place, "gone since it was discovered"),
        Some(Errno::LOOP | Errno::NOTDIR | Errno::NXIO | Errno::NODEV) => changed(place, "is no longer a plain file"),
        _ => Fault::new(place, Outcome::Failed, Cause::io("cannot be opened", &error)),
    }
}

fn changed(place: RawLocator, cause: &'static str) -> Fault {
    Fault::new(place, Outcome::ChangedDuringRead, cause)
}

/// The address as names to go through one by one; none if one of them could lead elsewhere.
fn names(at: &RawLocator) -> Option<Vec<&[u8]>> {
    let is_name = |name: &[u8]| !matches!(name, b"" | b"." | b"..") && !name.contains(&b'/') && !name.contains(&0);
    let steps = at.0.iter().map(|(kind, name)| (*kind == StepKind::Path && is_name(name)).then_some(name.as_slice()));
    steps.collect::<Option<Vec<_>>>().filter(|names| !names.is_empty())
}

/// Opens names below `base`. Paths longer than the system takes are gone through in stretches.
fn below(base: BorrowedFd<'_>, names: &[&[u8]], flags: OFlags) -> Result<OwnedFd, Errno> {
    let mut rest = names;
    let mut at: Option<OwnedFd> = None;
    loop {
        let mut n_bytes = 0;
        let n = rest
            .iter()
            .take_while(|name| {
                n_bytes += name.len() + 1;
                n_bytes <= LONG
            })
            .count()
            .max(1);
        let (now, later) = rest.split_at_checked(n).unwrap_or((rest, &[]));
        let flags =
            if later.is_empty() { flags } else { OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC | OFlags::NOFOLLOW };
        let next = stretch(at.as_ref().map_or(base, |fd| fd.as_fd()), now, flags)?;
        if later.is_empty() {
            return Ok(next);
        }
        (at, rest) = (Some(next), later);
    }
}

fn stretch(from: BorrowedFd<'_>, names: &[&[u8]], flags: OFlags) -> Result<OwnedFd, Errno> {
    let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
    let path = names.join(&b'/');
    match rustix::fs::openat2(from, OsStr::from_bytes(&path), flags, Mode::empty(), resolve) {
        // The kernel is older than 5.6, or a sandbox that does not know the call forbids it.
        Err(Errno::NOSYS | Errno::PERM) => one_by_one(from, names, flags),
        result => result,
    }
}

/// The same in as many calls as there are names, none of which may be a link.
fn one_by_one(from: BorrowedFd<'_>, names: &[&[u8]], flags: OFlags) -> Result<OwnedFd, Errno> {
    let Some((last, folders)) = names.split_last() else { return Err(Errno::NOENT) };
    let mut at: Option<OwnedFd> = None;
    for name in folders {
        let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC | OFlags::NOFOLLOW;
        at =
            Some(rustix::fs::openat(at.as_ref().map_or(from, |fd| fd.as_fd()), OsStr::from_bytes(name), flags, Mode::empty())?);
    }
    rustix::fs::openat(at.as_ref().map_or(from, |fd| fd.as_fd()), OsStr::from_bytes(last), flags, Mode::empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_becomes_the_outcome_that_tells_what_to_do() {
        for (errno, expected) in [
            (Errno::ACCESS, Outcome::Denied),
            (Errno::PERM, Outcome::Denied),
            (Errno::NOENT, Outcome::ChangedDuringRead),
            (Errno::LOOP, Outcome::ChangedDuringRead),
            (Errno::NOTDIR, Outcome::ChangedDuringRead),
            (Errno::IO, Outcome::Failed),
            (Errno::MFILE, Outcome::Failed),
        ] {
            let place = RawLocator::default().with(StepKind::Path, "a");
            let fault = refusal(place.clone(), errno.into());
            assert_eq!((fault.outcome, fault.place), (expected, place), "{errno:?}");
        }
    }

    #[test]
    fn an_address_never_leads_elsewhere() {
        for (name, expected) in [
            (&b"a"[..], true),
            (b"\xff\n", true),
            (b"..", false),
            (b".", false),
            (b"", false),
            (b"a/b", false),
            (b"a\0", false),
        ] {
            assert_eq!(names(&RawLocator::default().with(StepKind::Path, name)).is_some(), expected, "{name:?}");
        }
        assert!(names(&RawLocator::default()).is_none());
    }

    #[test]
    fn without_openat2_no_link_is_followed_either() {
        let tree = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(tree.path().join("a/b")).unwrap();
        std::fs::write(tree.path().join("a/b/f"), "x").unwrap();
        std::os::unix::fs::symlink("a", tree.path().join("link")).unwrap();
        std::os::unix::fs::symlink("f", tree.path().join("a/b/g")).unwrap();
        let base = rustix::fs::open(tree.path(), OFlags::PATH | OFlags::DIRECTORY, Mode::empty()).unwrap();
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        for (names, expected) in [
            (&[&b"a"[..], b"b", b"f"], true),
            (&[b"link", b"b", b"f"], false),
            (&[b"a", b"b", b"g"], false),
            (&[b"a", b"b", b"none"], false),
        ] {
            assert_eq!(one_by_one(base.as_fd(), names, flags).is_ok(), expected, "{names:?}");
            assert_eq!(stretch(base.as_fd(), names, flags).is_ok(), expected, "{names:?}");
        }
    }
}
