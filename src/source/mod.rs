//! Floor 2: where data lie. A source is opened for reading and has no method that could write; a new kind is one file
//! and one line in [`SOURCES`].

pub mod files;
pub mod mysql;
pub mod postgres;
mod sql;
pub mod sqlite;
pub mod unreachable;

use std::io::{Read, Seek};

use futures_util::future::BoxFuture;
use tokio::sync::mpsc;

use crate::model::fault::{Cause, Fault};
use crate::model::object::{Object, Stretch};
use crate::model::passage::RowBatch;

/// Bytes that can be read from any place.
pub trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

/// What discovery tells of: one message for each thing that a person counts.
#[derive(Debug)]
pub enum Found {
    /// It can be read.
    Object(Box<Object>),
    /// It cannot, or will not be, for this reason. Its coverage is this and nothing else.
    Fault(Fault),
}

/// How a discovery ended. Objects that it did not meet are retired only below a parent that was listed to its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Discovery {
    /// Everything below the source was listed.
    pub is_complete: bool,
}

/// What an opened object gives.
pub enum Content {
    /// A file's bytes from the beginning, whatever stretch was asked for; the format seeks.
    Bytes(Box<dyn ReadSeek>),
    /// A table's rows in key order. Dropping the receiver stops the reading and cancels the statement on the server.
    /// The sender sends at most one error, last.
    Rows(mpsc::Receiver<Result<RowBatch, Fault>>),
}

/// What `scan --plan` prints of one source: read from its catalogue alone.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, schemars::JsonSchema)]
pub struct Plan {
    /// What the operator should know before reading: the role can write, the server is a primary.
    pub warnings: Vec<String>,
}

/// A source that could not be read at all: the program ends with exit code 3.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{place}: {cause}", cause = .cause.0)]
pub struct SourceError {
    /// The source as configured, without user, password or parameters.
    pub place: String,
    /// What went wrong, in our words.
    pub cause: Cause,
    /// What the operator can do.
    pub hint: Option<Cause>,
}

/// A place to read, opened read-only.
///
/// # Contract
/// * Nothing is ever written, created, locked for others or executed (no views, no functions).
/// * Faults carry this program's own words and codes, never a server's message and never a value.
/// * `discover` streams: it holds neither the list of files nor of tables whole.
/// * `open` of the same object and stretch gives the same records as long as the content is the same.
/// * One broken object is a [`Fault`]; [`SourceError`] means that the source as a whole cannot be reached.
pub trait Source: Send + Sync {
    /// Sends everything that lies in the source, tables and other columnar things first. The receiver's end stops it.
    fn discover(&self, found: mpsc::Sender<Found>) -> BoxFuture<'_, Result<Discovery, SourceError>>;

    /// What the operator should know before a scan, from the catalogue alone.
    fn plan(&self) -> BoxFuture<'_, Result<Plan, SourceError>>;

    /// Opens an object. `stretch` is [`Stretch::Keys`] or `Whole` for a table; a file ignores it.
    fn open<'a>(&'a self, object: &'a Object, stretch: &'a Stretch) -> BoxFuture<'a, Result<Content, Fault>>;

    /// A sample of a table for judging its columns, fixed by content: rows from its start, middle and end, at most
    /// `n_rows` in all. None for a file.
    fn sample<'a>(&'a self, object: &'a Object, n_rows: usize) -> BoxFuture<'a, Result<Option<RowBatch>, Fault>>;

    /// Whether the object is still what it was when `object` was discovered; called after it was read.
    fn is_unchanged<'a>(&'a self, object: &'a Object) -> BoxFuture<'a, bool>;

    /// How many objects may be read at once: 1 for a server by default.
    fn n_connections(&self) -> usize;
}
