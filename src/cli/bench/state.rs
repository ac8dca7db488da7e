//! The state directory of a measured scan: there as long as it is needed.

use std::path::{Path, PathBuf};

use crate::cli::temporary;

/// A folder that is removed with everything in it when this is dropped.
pub struct State(PathBuf);

impl State {
    /// Makes it in the place for temporary files.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn new() -> anyhow::Result<Self> {
        temporary::folder("gleaner-bench").map(Self)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// How many bytes the files in it have.
    ///
    /// # Errors
    /// It cannot be listed.
    pub fn n_bytes(&self) -> std::io::Result<u64> {
        let mut n_bytes = 0;
        for entry in walkdir::WalkDir::new(&self.0) {
            let about = entry?.metadata()?;
            n_bytes += if about.is_file() { about.len() } else { 0 };
        }
        Ok(n_bytes)
    }
}

impl Drop for State {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!("{}: cannot be removed: {}", self.0.display(), error.kind());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_gone_when_it_is_not_needed_any_more() {
        let state = State::new().unwrap();
        let path = state.path().to_owned();
        std::fs::create_dir(path.join("index")).unwrap();
        std::fs::write(path.join("index/file"), "1234567").unwrap();
        assert_eq!(state.n_bytes().unwrap(), 7);
        drop(state);
        assert!(!path.exists());
    }
}
