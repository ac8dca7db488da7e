//! What the SQL sources share: settings, quoted identifiers, encoded keys, statements of fixed shapes, and the loop that
//! reads a table page by page. Nothing here knows a server; each dialect says in its own folder how it speaks.

mod batch;
mod key;
mod names;
mod object;
mod pool;
mod quote;
mod read;
mod sample;
mod select;
mod settings;
mod trouble;

pub use settings::{ConnectionUrl, Settings};

pub(super) use batch::{Cell, MAX_CELL};
pub(super) use names::{Patterns, TableName};
pub(super) use object::{open_table, sample_table};
pub(super) use pool::{Connector, Pool};
pub(super) use quote::quote;
pub(super) use read::{Catalogue, Session, Span};
pub(super) use select::{Dialect, KeyPart, Table};
pub(super) use trouble::Trouble;
