//! Floor 1: bytes → records. A new format is one file and one line in [`FORMATS`].
//!
//! Everything is bounded: a line, row, cell, document or archive of any length passes through in pieces, and what a
//! budget cuts off is said in the outcome.

use std::ops::ControlFlow;

use crate::model::coverage::Outcome;
use crate::model::fault::Cause;
use crate::model::passage::{Fields, Record};

/// How much of an object, and of a container in it, is read at most.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Budget {
    /// Decoded bytes of all members of one container together.
    pub container_bytes: u64,
    /// Decoded bytes per byte of the container, once more than 64 MiB were decoded.
    pub ratio: u64,
    /// Members of one container.
    pub members: u64,
    /// Containers inside containers.
    pub depth: u32,
    /// Bytes of one record (a row, a JSON record) that are held at a time; what is longer is cut into more records or,
    /// where that cannot be, ends as `partial(record)`.
    pub record_bytes: usize,
    /// Bytes of running text in one passage.
    pub window_bytes: usize,
    /// Bytes by which two windows of one long line overlap: the longest thing that a detector can find.
    pub overlap_bytes: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            container_bytes: 64 << 30,
            ratio: 1_000,
            members: 1_000_000,
            depth: 17,
            record_bytes: 4 << 20,
            window_bytes: 16 << 10,
            overlap_bytes: 1 << 10,
        }
    }
}

/// Reading should stop: the run is being stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stop;

/// Who takes what a format finds.
pub trait Sink {
    /// The fields of the object, to intern names in.
    fn fields(&mut self) -> &mut Fields;

    /// Takes one record. `n_bytes` is how many decoded bytes were passed since the record before.
    fn record(&mut self, record: Record, n_bytes: u64) -> ControlFlow<Stop>;

    /// A member of a container begins: what follows, until its end, lies in it. Members nest.
    fn member(&mut self, name: &[u8]) -> ControlFlow<Stop>;

    /// The innermost open member ended so.
    fn member_ended(&mut self, ended: Ended);
}

/// How reading an object or a member ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ended {
    /// How far it was read.
    pub outcome: Outcome,
    /// Why no further.
    pub cause: Option<Cause>,
}

impl Ended {
    /// All of it was read.
    pub fn complete() -> Self {
        Self { outcome: Outcome::Complete, cause: None }
    }

    /// It ended so, because of this.
    pub fn because(outcome: Outcome, cause: impl Into<Cause>) -> Self {
        Self { outcome, cause: Some(cause.into()) }
    }
}
