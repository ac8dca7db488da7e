//! PostgreSQL (12 or later): one database of a server, read in short read-only transactions by a role that can only read.

mod catalogue;
mod session;

pub use super::sql::{ConnectionUrl, Settings};

use super::sql::Server;
use super::{Source, SourceError};
use session::PgConnector;

/// A database as a source; nothing is connected yet.
///
/// # Errors
/// The URL or a pattern cannot be read.
pub fn source(settings: Settings) -> Result<impl Source, SourceError> {
    Server::new(settings, PgConnector::new, PgConnector::place)
}
