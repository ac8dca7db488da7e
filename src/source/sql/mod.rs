//! What the SQL sources share: settings, quoted identifiers, encoded keys, statements of fixed shapes, the loop that reads
//! a table page by page, and the server around them. No kind of server is known here; each dialect says in its own folder
//! how it speaks.

mod batch;
mod catalogue;
mod key;
mod names;
mod object;
mod pool;
mod quote;
mod read;
mod sample;
mod select;
mod server;
mod settings;
mod trouble;

pub use settings::{ConnectionUrl, Settings};

pub(super) use batch::{Cell, MAX_CELL, Packer, as_text, cut_cells};
pub(super) use catalogue::{Catalogue, GRANT, tell};
pub(super) use key::encode;
pub(super) use names::{Patterns, TableName};
pub(super) use object::{look_up, sample_table};
pub(super) use pool::{Connector, Pool, within};
pub(super) use quote::quote;
pub(super) use read::{Session, Span};
pub(super) use select::{Dialect, KeyPart, Statement, Table, ends_of};
pub(super) use server::{Served, Server, Survey};
pub(super) use trouble::Trouble;
