//! The folder that the demo writes: one of its own in the place for temporary files, or the one that was asked for.

use std::fs::DirBuilder;
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// How often a name that is taken is met by another.
const TRIES: usize = 16;

/// Makes the folder, readable by its owner alone. One that was asked for may be there already if nothing lies in it.
///
/// # Errors
/// It cannot be made, or something lies in it.
pub(super) fn make(asked: Option<&Path>) -> anyhow::Result<PathBuf> {
    match asked {
        Some(asked) => taken(asked),
        None => temporary(),
    }
}

fn taken(asked: &Path) -> anyhow::Result<PathBuf> {
    let place = || asked.display().to_string();
    create(asked, true).with_context(place)?;
    let is_empty = std::fs::read_dir(asked).with_context(place)?.next().is_none();
    anyhow::ensure!(is_empty, "{}: something lies there already; name a new or an empty folder", place());
    std::fs::canonicalize(asked).with_context(place)
}

#[allow(clippy::disallowed_methods, reason = "the demo is asked to write into a temporary folder, which stays for its reader")]
fn temporary() -> anyhow::Result<PathBuf> {
    let parent = std::env::temp_dir();
    for _ in 0..TRIES {
        let mut random = [0; 5];
        getrandom::fill(&mut random).map_err(|_| anyhow::anyhow!("the operating system has no random numbers"))?;
        let mark: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let folder = parent.join(format!("gleaner-demo-{mark}"));
        match create(&folder, false) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            made => return made.map(|()| folder.clone()).with_context(|| format!("{}: cannot create", folder.display())),
        }
    }
    anyhow::bail!("{}: cannot make a folder of its own", parent.display())
}

fn create(folder: &Path, with_parents: bool) -> std::io::Result<()> {
    DirBuilder::new().mode(0o700).recursive(with_parents).create(folder)
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
