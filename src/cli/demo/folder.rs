//! The folder that the demo writes: one of its own in the place for temporary files, or the one that was asked for.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::cli::temporary;

/// Makes the folder, readable by its owner alone. One that was asked for may be there already if nothing lies in it.
///
/// # Errors
/// It cannot be made, or something lies in it.
pub(super) fn make(asked: Option<&Path>) -> anyhow::Result<PathBuf> {
    match asked {
        Some(asked) => taken(asked),
        None => temporary::folder("gleaner-demo"),
    }
}

fn taken(asked: &Path) -> anyhow::Result<PathBuf> {
    let place = || asked.display().to_string();
    DirBuilder::new().mode(0o700).recursive(true).create(asked).with_context(place)?;
    let is_empty = std::fs::read_dir(asked).with_context(place)?.next().is_none();
    anyhow::ensure!(is_empty, "{}: something lies there already; name a new or an empty folder", place());
    std::fs::canonicalize(asked).with_context(place)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn what_lies_in_a_folder_already_is_left_alone() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("new/company");
        make(Some(&folder)).unwrap();
        assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
        make(Some(&folder)).unwrap();
        std::fs::write(folder.join("something"), "").unwrap();
        assert!(make(Some(&folder)).is_err());
    }
}
