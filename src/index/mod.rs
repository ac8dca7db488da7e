//! Floor 2: which sightings have which tags, as a tantivy index. A rebuildable derivative of the catalogue: it follows the
//! catalogue's changes, says how far, and is thrown away at the slightest doubt.

mod error;
mod folder;
mod follow;
mod search;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use tantivy::IndexWriter;
use tokio::sync::Mutex;

pub use error::IndexError;

use folder::Folder;

/// An open index. Clones share it.
#[derive(Clone)]
pub struct Index {
    inner: Arc<Inner>,
}

struct Inner {
    dir: PathBuf,
    is_read_only: bool,
    /// None: there is none that could be read, so everything is looked up in the catalogue.
    folder: RwLock<Option<Folder>>,
    /// Kept from one catching up to the next; none before the first and after a failure.
    writer: Mutex<Option<IndexWriter>>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Index({})", self.inner.dir.display())
    }
}

impl Index {
    /// Opens the index in `dir`; makes an empty one if there is none, or if what is there is damaged or of another
    /// version. [`Index::catch_up`] then fills it. The caller has the state directory for itself (`Store::open`). Reads every file once, so it takes time on a large index.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn open(dir: &Path) -> Result<Self, IndexError> {
        let folder = match Folder::open(dir) {
            Ok(folder) => folder,
            Err(_) => Folder::create(dir)?,
        };
        Ok(Self::new(dir, false, Some(folder)))
    }

    /// Opens the index for [`Index::search`] and [`Index::search_complete`] while another process may write it. One that
    /// is missing or damaged is left alone, and counts as empty.
    pub fn open_read_only(dir: &Path) -> Self {
        Self::new(dir, true, Folder::open(dir).ok())
    }

    fn new(dir: &Path, is_read_only: bool, folder: Option<Folder>) -> Self {
        let inner = Inner { dir: dir.to_owned(), is_read_only, folder: RwLock::new(folder), writer: Mutex::new(None) };
        Self { inner: Arc::new(inner) }
    }

    /// Up to which sequence number it follows the catalogue; 0: it is empty.
    pub fn sequence(&self) -> u64 {
        let position = self.folder().and_then(|folder| folder.position().ok().flatten());
        position.map_or(0, |position| position.seq)
    }

    fn folder(&self) -> Option<Folder> {
        self.inner.folder.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set_folder(&self, folder: Folder) {
        *self.inner.folder.write().unwrap_or_else(PoisonError::into_inner) = Some(folder);
    }
}
