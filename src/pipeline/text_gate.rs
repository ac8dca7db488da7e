//! The gate before free text: it opens once every source has read its columnar things and the names in them are frozen.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::{Semaphore, watch};

use super::ScanError;
use super::known::Known;
use super::reading::StopFlag;
use crate::model::secret::Tag;
use crate::store::{Store, StoreError};

/// Name tags that are read from the catalogue at a time.
const PAGE: usize = 50_000;

/// The gate, shared by all sources of a run.
#[derive(Clone)]
pub struct TextGate {
    /// Each source adds a permit when it arrives or has no text.
    arrived: Arc<Semaphore>,
    n_sources: usize,
    opened: watch::Sender<Option<Arc<Known>>>,
}

/// One source's place at the gate.
pub struct Waiter {
    arrived: Arc<Semaphore>,
    opened: watch::Receiver<Option<Arc<Known>>>,
    has_arrived: bool,
}

impl TextGate {
    /// A gate for this many sources.
    pub fn new(n_sources: usize) -> Self {
        Self { arrived: Arc::new(Semaphore::new(0)), n_sources, opened: watch::channel(None).0 }
    }

    /// A source's place.
    pub fn waiter(&self) -> Waiter {
        Waiter { arrived: self.arrived.clone(), opened: self.opened.subscribe(), has_arrived: false }
    }

    /// Waits for all sources, freezes the names, opens. An interrupted run that is taken up again gets the names that it
    /// had frozen, so that it finds what it would have found. Of a run that is stopped before, nothing is frozen: its tables may
    /// not all have been read.
    ///
    /// # Errors
    /// The store or the file failed. The gate opens all the same, so that nobody waits for ever.
    pub async fn open(self, store: Store, run: i64, file: PathBuf, stop: StopFlag) -> Result<(), ScanError> {
        let Ok(_all) = self.arrived.acquire_many(self.n_sources as u32).await else { return Ok(()) };
        let frozen = if stop.is_set() { Ok(Known::default()) } else { freeze(&store, run, &file).await };
        let (known, outcome) = match frozen {
            Ok(known) => (known, Ok(())),
            Err(error) => (Known::default(), Err(error)),
        };
        tracing::debug!(n_names = known.len(), "names frozen");
        self.opened.send_replace(Some(Arc::new(known)));
        outcome
    }
}

async fn freeze(store: &Store, run: i64, file: &Path) -> Result<Known, ScanError> {
    if let Some(known) = Known::of_run(file, run) {
        return Ok(known);
    }
    let known = Known::new(run, name_tags(store).await?);
    known.keep(file).map_err(ScanError::KnownNames)?;
    Ok(known)
}

async fn name_tags(store: &Store) -> Result<Vec<Tag>, StoreError> {
    let mut tags = Vec::new();
    let mut after = None;
    loop {
        let page = store.name_tags(after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(tags) };
        after = Some(*last);
        tags.extend(page);
    }
}

impl Waiter {
    /// Whether the source has not yet passed.
    pub fn is_closed(&self) -> bool {
        self.opened.borrow().is_none()
    }

    /// The frozen names; none before the gate is open.
    pub fn known(&self) -> Option<Arc<Known>> {
        self.opened.borrow().clone()
    }

    /// Arrives and waits until the gate is open.
    pub async fn pass(&mut self) {
        self.arrive();
        // The sender is gone only when the run failed; then there is nothing to wait for.
        let _ = self.opened.wait_for(Option::is_some).await;
    }

    /// Leaves without waiting: the source has no free text, or failed.
    pub fn leave(&mut self) {
        self.arrive();
    }

    fn arrive(&mut self) {
        if !self.has_arrived {
            self.has_arrived = true;
            self.arrived.add_permits(1);
        }
    }
}

impl Drop for Waiter {
    fn drop(&mut self) {
        self.arrive();
    }
}
