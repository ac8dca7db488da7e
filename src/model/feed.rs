//! What the catalogue tells the index: which units changed, and the tags of their sightings. Two adapters share this
//! contract, and neither may know the other.

use std::future::Future;

use super::secret::Tag;

/// A point in a catalogue's history.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// Random; changes whenever the catalogue is opened for writing. After a backup was restored, the same sequence
    /// number can stand for something else, and only the mark tells.
    pub mark: [u8; 16],
    /// Everything up to this sequence number is included.
    pub seq: u64,
}

/// A unit that was committed, replaced or retired.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Change {
    /// The change's own sequence number; the unit's sightings follow it.
    pub seq: u64,
    /// The unit's number in the catalogue; never given twice.
    pub unit: u64,
    /// The last sequence number of the unit's sightings (`seq` if it has none); none: the unit is gone.
    pub upto: Option<u64>,
}

/// What the index needs to know of a sighting.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tagged {
    /// The sighting.
    pub seq: u64,
    /// All tags of all its findings, in their order; may repeat.
    pub tags: Vec<Tag>,
}

/// A catalogue, as far as an index follows it.
///
/// # Contract
/// * Sequence numbers only grow and are never used again: a unit that is committed anew moves behind everything else.
/// * What is answered is committed, and stays so.
pub trait Feed: Sync {
    /// What may go wrong in reading the catalogue.
    type Error: std::error::Error + Send + Sync + 'static;

    /// Where the catalogue stands now.
    fn position(&self) -> impl Future<Output = Result<Position, Self::Error>> + Send;

    /// Whether the catalogue's history went through this point.
    fn has_passed(&self, position: Position) -> impl Future<Output = Result<bool, Self::Error>> + Send;

    /// The changes after `seq` in order, at most `limit`. A unit that changed twice is told of once, where it changed last.
    fn changes(&self, seq: u64, limit: usize) -> impl Future<Output = Result<Vec<Change>, Self::Error>> + Send;

    /// The sightings after `seq` up to `upto` (inclusive) in order, at most `limit`.
    fn tagged(&self, seq: u64, upto: u64, limit: usize) -> impl Future<Output = Result<Vec<Tagged>, Self::Error>> + Send;

    /// Those of the sightings that still exist, in order.
    fn living(&self, seqs: &[u64]) -> impl Future<Output = Result<Vec<u64>, Self::Error>> + Send;
}
