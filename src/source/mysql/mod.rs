//! MySQL (5.7 or later) and MariaDB (10.3 or later): every database of a server that is not the server's own, read in short
//! read-only transactions.

mod catalogue;
mod column;
mod session;

pub use super::sql::{ConnectionUrl, Settings};

use super::sql::Server;
use super::{Source, SourceError};
use session::MyConnector;

/// A server as a source; nothing is connected yet.
///
/// # Errors
/// The URL or a pattern cannot be read.
pub fn source(settings: Settings) -> Result<impl Source, SourceError> {
    Server::new(settings, MyConnector::new, MyConnector::place)
}
