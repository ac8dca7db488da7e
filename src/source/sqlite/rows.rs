//! A table's rows, read in one statement by a thread that may wait. The driver that asks for the catalogue hands over each
//! row by itself from thread to thread, which costs more than reading it; nobody else waits for a file, so there is nothing
//! to be gentle to.

use std::path::PathBuf;

use rusqlite::{Connection, OpenFlags, params_from_iter};
use tokio::sync::mpsc;

use super::session::{STEPS, of_code};
use super::value::{cell, from_tagged, tagged};
use crate::model::fault::Fault;
use crate::model::locator::RawLocator;
use crate::model::meter::{Meter, Stage};
use crate::model::object::Stretch;
use crate::model::passage::RowBatch;
use crate::source::sql::{Packer, Statement, Table, Trouble, as_text, cut_cells, encode, ends_of};

/// Batches between the file and the pipeline.
const N_BATCHES: usize = 2;
/// What keeps a connection reading only, whatever the file's schema says.
const START: &str = "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0";

/// What is read and how.
pub(super) struct Reading {
    /// The file.
    pub file: PathBuf,
    /// Whether it is a copy of our own, into which its log is yet to be brought.
    pub is_copy: bool,
    /// The table.
    pub table: Table,
    /// Where it lies.
    pub place: RawLocator,
    /// How it ends although all that could be read was read.
    pub ends: Option<Fault>,
    /// What reading costs.
    pub meter: Meter,
}

type Sender = mpsc::Sender<Result<RowBatch, Fault>>;

/// Starts sending the rows of `stretch` until its end, an error, or the receiver's end.
///
/// # Errors
/// The stretch is none of this table.
pub(super) fn open(reading: Reading, stretch: &Stretch) -> Result<mpsc::Receiver<Result<RowBatch, Fault>>, Trouble> {
    let (after, upto) = ends_of(&reading.table, stretch)?;
    let (to, from) = mpsc::channel(N_BATCHES);
    if !reading.table.columns.is_empty() {
        let statement = reading.table.range(after.as_deref(), upto.as_deref());
        tokio::task::spawn_blocking(move || reading.meter.clone().time(Stage::Read, || send(reading, &statement, &to)));
    }
    Ok(from)
}

fn send(reading: Reading, statement: &Statement, to: &Sender) {
    let mut packer = Packer::new(reading.table.columns.len());
    let ended = match read(&reading, statement, &mut packer, to) {
        Ok(()) => reading.ends.or_else(|| packer.has_cut.then(|| cut_cells(reading.place))),
        Err(trouble) => Some(trouble.fault(reading.place)),
    };
    for last in packer.rest().map(Ok).into_iter().chain(ended.map(Err)) {
        // The receiver's end is as good as its having read it.
        let _ = to.blocking_send(last);
    }
}

fn read(reading: &Reading, statement: &Statement, packer: &mut Packer, to: &Sender) -> Result<(), Trouble> {
    let connection = reading.connect(to.clone()).map_err(|error| trouble(&error))?;
    let mut prepared = connection.prepare(&statement.sql).map_err(|error| trouble(&error))?;
    let binds = statement.binds.iter().map(|text| from_tagged(text));
    let mut rows = prepared.query(params_from_iter(binds)).map_err(|error| trouble(&error))?;
    let (n_cells, n_keys) = (reading.table.cells.len(), reading.table.keys.len());
    while let Some(row) = rows.next().map_err(|error| trouble(&error))? {
        let value = |i: usize| row.get_ref(i).map_err(|error| trouble(&error));
        let mut cells = Vec::with_capacity(n_cells);
        for i in 0..n_cells {
            let (text, is_cut) = as_text(cell(value(i)?));
            packer.has_cut |= is_cut;
            cells.push(text);
        }
        let mut parts = Vec::with_capacity(n_keys);
        for i in n_cells..n_cells + n_keys {
            parts.push(tagged(value(i)?).ok_or_else(Trouble::undecoded)?);
        }
        let key = (n_keys > 0).then(|| encode(parts.iter().map(String::as_str)));
        let full = packer.push(key, &cells);
        if full.is_some_and(|batch| to.blocking_send(Ok(batch)).is_err()) {
            return Ok(());
        }
    }
    Ok(())
}

impl Reading {
    /// A connection that gives up when nobody listens any more. A copy is opened for writing because SQLite must bring its
    /// log in; nothing else can be written even there.
    fn connect(&self, to: Sender) -> rusqlite::Result<Connection> {
        let access = if self.is_copy { OpenFlags::SQLITE_OPEN_READ_WRITE } else { OpenFlags::SQLITE_OPEN_READ_ONLY };
        let flags = access | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(self.address(), flags)?;
        connection.progress_handler(STEPS, Some(move || to.is_closed()))?;
        connection.execute_batch(START)?;
        Ok(connection)
    }

    /// The file as a URI: <https://www.sqlite.org/uri.html>.
    fn address(&self) -> String {
        let escaped = |byte: &u8| match byte {
            b'/' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(*byte).to_string(),
            _ => format!("%{byte:02X}"),
        };
        let path: String = self.file.as_os_str().as_encoded_bytes().iter().map(escaped).collect();
        let immutable = if self.is_copy { "" } else { "?immutable=1" };
        format!("file:{path}{immutable}")
    }
}

fn trouble(error: &rusqlite::Error) -> Trouble {
    match error {
        rusqlite::Error::SqliteFailure(error, _) => of_code(error.extended_code),
        _ => Trouble::undecoded(),
    }
}
