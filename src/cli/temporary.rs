//! Folders in the place for temporary files.

use std::fs::DirBuilder;
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;

use anyhow::Context;

/// How often a name that is taken is met by another.
const TRIES: usize = 16;

/// Makes a new folder whose name begins with `prefix`, readable by its owner alone. Whoever asked removes it.
///
/// # Errors
/// It cannot be made.
#[allow(clippy::disallowed_methods, reason = "for verbs that are asked to write into a temporary folder")]
pub fn folder(prefix: &str) -> anyhow::Result<PathBuf> {
    let parent = std::env::temp_dir();
    for _ in 0..TRIES {
        let mut random = [0; 5];
        getrandom::fill(&mut random).map_err(|_| anyhow::anyhow!("the operating system has no random numbers"))?;
        let mark: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let folder = parent.join(format!("{prefix}-{mark}"));
        match DirBuilder::new().mode(0o700).create(&folder) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            made => return made.map(|()| folder.clone()).with_context(|| format!("{}: cannot create", folder.display())),
        }
    }
    anyhow::bail!("{}: cannot make a folder of its own", parent.display())
}
