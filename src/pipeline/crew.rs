//! What everybody who reads objects shares: the threads, the way to the writer, the counters.

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use super::bridge::Pool;
use super::progress::Progress;
use super::reading::{Means, Reading, sealed};
use crate::model::fault::Fault;
use crate::model::ids::{ObjectId, SourceName};
use crate::model::sighting::{Coverage, UnitResult};
use crate::store::Store;

/// Results that wait for the writer. Each may hold a unit's sightings, so that few fit.
pub const WAITING_RESULTS: usize = 4;

/// What the writer is told.
pub enum Message {
    /// A unit's result, with the content key under which it counts as read.
    Unit(String, Box<UnitResult>),
    /// Something that is no unit: skipped, denied, failed.
    Cover(SourceName, ObjectId, Box<Coverage>),
    /// An object is what it was when it was committed.
    Unchanged(ObjectId),
    /// Answer once everything sent before is committed.
    Settle(oneshot::Sender<()>),
}

/// Reading cannot go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Lost {
    /// The writer is gone: the store failed, which ends the program.
    #[error("the store takes no more results")]
    Writer,
    /// A computation that belongs to no single object panicked.
    #[error("internal error")]
    Internal,
}

/// What everybody who reads objects shares.
#[derive(Clone)]
pub struct Crew {
    /// What the run is made with.
    pub means: Means,
    /// The threads that compute.
    pub pool: Pool,
    /// The catalogue, for checkpoints.
    pub store: Store,
    /// The run's number.
    pub run: i64,
    /// The counters.
    pub progress: Arc<Progress>,
    /// The way to the writer.
    pub results: mpsc::Sender<Message>,
}

impl Crew {
    /// Whether the run is being stopped.
    pub fn is_stopping(&self) -> bool {
        self.means.stop.is_set()
    }

    /// The way to the writer for a computing thread.
    pub fn out(&self) -> Out {
        Out { results: self.results.clone(), progress: self.progress.clone() }
    }

    /// Hands a unit's result to the writer.
    pub async fn commit(&self, reading: &Reading, result: UnitResult) -> Result<(), Lost> {
        self.progress.unit(&result);
        let message = Message::Unit(reading.content(), Box::new(result));
        self.results.send(message).await.map_err(|_| Lost::Writer)
    }

    /// Notes what could not be read, or will not be.
    pub async fn cover(&self, source: &SourceName, fault: Fault) -> Result<(), Lost> {
        let id = self.means.keys.object_id(source, &fault.place);
        let coverage = Coverage {
            at: sealed(&self.means, &fault.place),
            is_member: false,
            outcome: fault.outcome,
            cause: Some(fault.cause),
            hint: fault.hint,
            n_bytes: 0,
            n_records: 0,
        };
        self.progress.covered();
        self.results.send(Message::Cover(source.clone(), id, Box::new(coverage))).await.map_err(|_| Lost::Writer)
    }

    /// Waits until everything handed over so far is committed.
    pub async fn settle(&self) -> Result<(), Lost> {
        let (done, settled) = oneshot::channel();
        self.results.send(Message::Settle(done)).await.map_err(|_| Lost::Writer)?;
        settled.await.map_err(|_| Lost::Writer)
    }

    /// Notes that an object is what it was.
    pub async fn unchanged(&self, object: ObjectId, n_units: u64) -> Result<(), Lost> {
        self.progress.unchanged(n_units);
        self.results.send(Message::Unchanged(object)).await.map_err(|_| Lost::Writer)
    }
}

/// The way to the writer for a computing thread, which may wait.
pub struct Out {
    results: mpsc::Sender<Message>,
    progress: Arc<Progress>,
}

impl Out {
    /// Hands a unit's result to the writer; waits while it is busy.
    pub fn blocking_send(&self, reading: &Reading, result: UnitResult) -> Result<(), Lost> {
        self.progress.unit(&result);
        let message = Message::Unit(reading.content(), Box::new(result));
        self.results.blocking_send(message).map_err(|_| Lost::Writer)
    }
}
