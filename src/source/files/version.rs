//! What tells one content of a file from the next, as text.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;

use crate::model::time::Day;

/// Device, inode, size and both times: `11:2f:512:1700000000.000000001:1700000000.000000001`. The change time catches what
/// a restored modification time hides.
pub(super) fn version(metadata: &Metadata) -> String {
    format!(
        "{}{}:{}.{:09}:{}.{:09}",
        identity(metadata),
        metadata.size(),
        metadata.mtime(),
        metadata.mtime_nsec(),
        metadata.ctime(),
        metadata.ctime_nsec()
    )
}

/// Whether a version was taken from this very file, whatever was written to it since. An empty version fits every file.
pub(super) fn is_same_file(version: &str, metadata: &Metadata) -> bool {
    version.is_empty() || version.starts_with(&identity(metadata))
}

/// The day of the last modification, UTC.
pub(super) fn modified(metadata: &Metadata) -> Option<Day> {
    i32::try_from(metadata.mtime().div_euclid(86_400)).ok().map(Day)
}

fn identity(metadata: &Metadata) -> String {
    format!("{:x}:{:x}:", metadata.dev(), metadata.ino())
}
