//! The one writer: takes results in the order in which they come and commits as many at a time as have gathered.

use tokio::sync::mpsc;

use super::crew::Message;
use crate::model::ids::{ObjectId, SourceName};
use crate::model::sighting::{Coverage, UnitResult};
use crate::store::{Store, StoreError};
use tokio::sync::oneshot;

/// Sightings after which a transaction is closed, so that a crash costs little and a reader waits little.
const FULL: usize = 20_000;
/// Messages that are taken into one transaction at most: small files come by the thousand.
const MOST: usize = 512;

/// Commits until every sender is gone. Ends at the first failure of the store, and with it the run.
///
/// # Errors
/// The store failed.
pub async fn write(store: &Store, run: i64, mut results: mpsc::Receiver<Message>) -> Result<(), StoreError> {
    let mut batch = Batch::default();
    while let Some(message) = results.recv().await {
        batch.add(message);
        while !batch.is_full() {
            let Ok(message) = results.try_recv() else { break };
            batch.add(message);
        }
        batch.commit(store, run).await?;
    }
    Ok(())
}

#[derive(Default)]
struct Batch {
    units: Vec<(String, UnitResult)>,
    covered: Vec<(SourceName, ObjectId, Coverage)>,
    unchanged: Vec<ObjectId>,
    /// Who waits until everything before is committed.
    waiting: Vec<oneshot::Sender<()>>,
    n_sightings: usize,
}

impl Batch {
    fn add(&mut self, message: Message) {
        match message {
            Message::Unit(content, result) => {
                self.n_sightings += result.sightings.len();
                self.units.push((content, *result));
            }
            Message::Cover(source, id, coverage) => self.covered.push((source, id, *coverage)),
            Message::Unchanged(id) => self.unchanged.push(id),
            Message::Settle(done) => self.waiting.push(done),
        }
    }

    fn is_full(&self) -> bool {
        self.n_sightings >= FULL || self.units.len() + self.covered.len() + self.unchanged.len() >= MOST
    }

    async fn commit(&mut self, store: &Store, run: i64) -> Result<(), StoreError> {
        if !self.units.is_empty() {
            store.commit(run, &self.units).await?;
        }
        let mut covered = std::mem::take(&mut self.covered).into_iter().peekable();
        while let Some((source, id, coverage)) = covered.next() {
            let mut rows = vec![(id, coverage)];
            while let Some((_, id, coverage)) = covered.next_if(|(next, ..)| *next == source) {
                rows.push((id, coverage));
            }
            store.cover(run, &source, &rows).await?;
        }
        if !self.unchanged.is_empty() {
            store.meet(run, &self.unchanged).await?;
        }
        for done in std::mem::take(&mut self.waiting) {
            // Whoever asked may have been stopped meanwhile.
            let _ = done.send(());
        }
        *self = Self::default();
        Ok(())
    }
}
