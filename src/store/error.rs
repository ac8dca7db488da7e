//! What can go wrong with the catalogue. All of it is fatal for the program; none of it names a value.

use std::path::PathBuf;

use crate::model::fault::Cause;

/// The catalogue cannot be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process has it open for writing.
    #[error("{}: in use by {}", .dir.display(), process(*.pid))]
    Locked {
        /// The state directory.
        dir: PathBuf,
        /// The process, if it said which it is.
        pid: Option<u32>,
    },
    /// It was made with another root key: every answer would be wrong.
    #[error("{}: made with key {theirs}, opened with key {ours}", .dir.display())]
    ForeignKey {
        /// The state directory.
        dir: PathBuf,
        /// The id of the key at hand.
        ours: String,
        /// The id of the key it was made with.
        theirs: String,
    },
    /// Nothing was ever scanned into this directory.
    #[error("{}: no catalogue there", .dir.display())]
    NothingThere {
        /// The state directory.
        dir: PathBuf,
    },
    /// It was written by a later version of Gleaner.
    #[error("catalogue: written by a later version (schema {found}, known up to {known})")]
    Newer {
        /// Its schema version.
        found: i64,
        /// The latest that this version knows.
        known: i64,
    },
    /// What it holds is not what was written.
    #[error("catalogue: damaged: {0}")]
    Damaged(&'static str),
    /// It was opened for reading only, or closed.
    #[error("catalogue: not open for writing")]
    ReadOnly,
    /// The operating system refused.
    #[error("state directory: {}", .0.0)]
    Io(Cause),
    /// SQLite refused.
    #[error("catalogue: {}", .0.0)]
    Database(Cause),
}

fn process(pid: Option<u32>) -> String {
    pid.map_or_else(|| "another process".to_owned(), |pid| format!("process {pid}"))
}

impl StoreError {
    /// An I/O error without the path that the operating system was given.
    pub(super) fn io(what: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        move |error| Self::Io(Cause::io(what, &error))
    }
}

impl From<sqlx::Error> for StoreError {
    /// Keeps the code only: a message may quote what it was given.
    fn from(error: sqlx::Error) -> Self {
        let cause = match &error {
            sqlx::Error::Database(database) => {
                let code = database.code().unwrap_or_default().parse::<u32>().unwrap_or_default();
                Cause::coded(meaning(code), format_args!("SQLite code {code}"))
            }
            sqlx::Error::Io(error) => Cause::io("cannot read or write", error),
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) | sqlx::Error::ColumnNotFound(_) => {
                Cause::from("a column holds what it should not")
            }
            sqlx::Error::RowNotFound => Cause::from("a row is missing"),
            sqlx::Error::PoolClosed => Cause::from("closed"),
            sqlx::Error::PoolTimedOut => Cause::from("too many readers at once"),
            _ => Cause::from("the connection was lost"),
        };
        Self::Database(cause)
    }
}

/// In words, for SQLite's primary result codes (<https://www.sqlite.org/rescode.html>).
fn meaning(code: u32) -> &'static str {
    match code & 0xff {
        5 | 6 => "busy for too long",
        8 => "read-only file or file system",
        10 => "input/output error",
        11 => "damaged file",
        13 => "disk full",
        14 => "cannot open the file",
        19 => "a constraint does not hold",
        23 => "no permission",
        26 => "not a catalogue",
        _ => "refused",
    }
}

impl From<postcard::Error> for StoreError {
    fn from(_: postcard::Error) -> Self {
        Self::Damaged("a packed value cannot be read")
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(_: serde_json::Error) -> Self {
        Self::Damaged("a JSON value cannot be read")
    }
}
