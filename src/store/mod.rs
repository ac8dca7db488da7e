//! Floor 2: the catalogue, one SQLite file: one writer, many readers. It is the truth; everything else that is kept can
//! be made from it again.
//!
//! A unit's sightings, histograms, coverage and checkpoint are replaced in one transaction (`write`), so a kill at any
//! moment loses nothing and doubles nothing. Sequence numbers only grow; the index follows them (`feed`).

mod audit;
mod codec;
mod coverage;
mod decision;
mod doom;
mod dump;
mod error;
mod feed;
mod fields;
mod lexicon;
mod open;
mod outcome;
mod purge;
mod read;
mod register;
mod retire;
mod rows;
mod runs;
#[cfg(test)]
mod tests;
mod wave;
mod write;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use sqlx::pool::PoolConnection;
use sqlx::{Connection, Sqlite, SqliteConnection, SqlitePool};
use tokio::sync::{Mutex, MutexGuard};

pub use audit::{AuditEntry, AuditRow};
pub use coverage::{CoverageCursor, CoverageRow, Totals};
pub use error::StoreError;
pub use open::THREADS;
pub use read::{Checkpoint, ObjectRow, PartDone, SightingRow};
pub use register::Register;
pub use runs::NewRun;

use crate::seal::Keys;
use lexicon::Lexicon;
use writer::Writer;

/// An open catalogue. Clones share it.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    dir: PathBuf,
    keys: Keys,
    readers: SqlitePool,
    /// None: opened for reading only, or closed.
    writer: Mutex<Option<Writer>>,
    /// What readers know of the words; a page that holds a newer one reads more of it.
    lexicon: RwLock<Arc<Lexicon>>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Store({})", self.inner.dir.display())
    }
}

impl Store {
    /// Opens the catalogue of a state directory for writing; creates both if they are missing.
    ///
    /// The directory belongs to this process until [`Store::close`], or until the last clone is dropped. After an unclean
    /// stop SQLite's quick check runs first, which takes time on a large catalogue.
    ///
    /// # Errors
    /// [`StoreError::Locked`] at once if another process has it; [`StoreError::ForeignKey`]; [`StoreError::Newer`];
    /// [`StoreError::Damaged`]; or the operating system or SQLite refuse.
    pub async fn open(dir: &Path, keys: &Keys) -> Result<Self, StoreError> {
        open::prepare(dir)?;
        let lock = open::lock(dir)?;
        let mut conn = open::writer(dir).await?;
        let n_applied = open::check(&mut conn, dir, keys).await?;
        open::check_health(&mut conn, n_applied).await?;
        open::migrate(&mut conn, keys, n_applied).await?;
        let writer = Writer::new(conn, lock).await?;
        Ok(Self::new(dir, keys, Some(writer)))
    }

    /// Opens the catalogue for reading, also while another process writes. Takes no lock and changes nothing, but for
    /// [`Store::audit`], and to bring one that an older version wrote up to date.
    ///
    /// # Errors
    /// [`StoreError::NothingThere`]; [`StoreError::ForeignKey`]; [`StoreError::Newer`]; or it cannot be read; and as for
    /// [`Store::open`] if an older version wrote it.
    pub async fn open_read_only(dir: &Path, keys: &Keys) -> Result<Self, StoreError> {
        let nothing = || StoreError::NothingThere { dir: dir.to_owned() };
        if !open::file_in(dir).try_exists().map_err(StoreError::io("cannot look into it"))? {
            return Err(nothing());
        }
        let store = Self::new(dir, keys, None);
        let n_applied = open::check(&mut *store.reader().await?, dir, keys).await?;
        // Step 0 is a file that was created and never written: the process ended in between.
        if n_applied == 0 {
            return Err(nothing());
        }
        if open::is_old(n_applied) {
            // An older version wrote it: opening it for writing applies what is missing.
            Self::open(dir, keys).await?.close().await?;
        }
        Ok(store)
    }

    fn new(dir: &Path, keys: &Keys, writer: Option<Writer>) -> Self {
        Self {
            inner: Arc::new(Inner {
                dir: dir.to_owned(),
                keys: keys.clone(),
                readers: open::readers(dir),
                writer: Mutex::new(writer),
                lexicon: RwLock::default(),
            }),
        }
    }

    /// The highest sequence number that is committed; 0: nothing is.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn sequence(&self) -> Result<u64, StoreError> {
        let sequence: i64 = sqlx::query_scalar("SELECT sequence FROM meta").fetch_one(&mut *self.reader().await?).await?;
        Ok(sequence as u64)
    }

    /// Whether it was opened for writing and is not closed yet.
    pub async fn is_writable(&self) -> bool {
        self.inner.writer.lock().await.is_some()
    }

    /// Closes the catalogue for all clones and lets go of the directory. What is dropped without this is as safe, but
    /// opens with a check next time.
    ///
    /// # Errors
    /// The last of it could not be written; what was committed stays committed.
    pub async fn close(self) -> Result<(), StoreError> {
        self.inner.readers.close().await;
        match self.inner.writer.lock().await.take() {
            Some(writer) => writer.close().await,
            None => Ok(()),
        }
    }

    async fn reader(&self) -> Result<PoolConnection<Sqlite>, StoreError> {
        Ok(self.inner.readers.acquire().await?)
    }

    /// The writer, for one transaction at a time.
    async fn writer(&self) -> MutexGuard<'_, Option<Writer>> {
        self.inner.writer.lock().await
    }

    /// A lexicon that knows every word of what `conn` has read so far.
    async fn lexicon(&self, conn: &mut SqliteConnection) -> Result<Arc<Lexicon>, StoreError> {
        let known = self.inner.lexicon.read().unwrap_or_else(PoisonError::into_inner).clone();
        let mut newer = None;
        if !known.is_current(conn).await? {
            let mut lexicon = Lexicon::clone(&known);
            lexicon.refresh(conn).await?;
            newer = Some(Arc::new(lexicon));
        }
        let Some(newer) = newer else { return Ok(known) };
        *self.inner.lexicon.write().unwrap_or_else(PoisonError::into_inner) = newer.clone();
        Ok(newer)
    }

    /// A short transaction of its own, also while another process writes: for the audit, which no reader may do without.
    async fn aside(&self) -> Result<SqliteConnection, StoreError> {
        open::writer(&self.inner.dir).await
    }
}

/// Begins a transaction that may write from its first statement on.
async fn begin(conn: &mut SqliteConnection) -> Result<sqlx::Transaction<'_, Sqlite>, StoreError> {
    Ok(conn.begin_with("BEGIN IMMEDIATE").await?)
}
