//! A session with a SQLite file: opened such that it neither writes nor runs what a schema might hide.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use rusqlite::types::{Value, ValueRef};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, ConnectOptions, Row, TypeInfo, ValueRef as _};

use super::snapshot::Snapshot;
use super::value::{cell, from_tagged, tagged};
use crate::model::coverage::{Limit, Outcome};
use crate::model::fault::Cause;
use crate::source::sql::{Cell, Connector, Session, Span, Trouble};

/// Opens sessions with one file.
pub(in crate::source) struct LiteConnector {
    file: PathBuf,
    is_copy: bool,
    version: String,
}

impl LiteConnector {
    pub(super) fn new(snapshot: &Snapshot) -> Self {
        let (file, is_copy) = snapshot.file();
        Self { file, is_copy, version: snapshot.version() }
    }

    /// A copy is opened for writing because SQLite must bring its log in; nothing else can be written even there.
    fn options(&self) -> SqliteConnectOptions {
        SqliteConnectOptions::new()
            .filename(&self.file)
            .read_only(!self.is_copy)
            .immutable(!self.is_copy)
            .pragma("query_only", "ON")
            .pragma("trusted_schema", "OFF")
            .pragma("cell_size_check", "ON")
            .pragma("mmap_size", "0")
            .foreign_keys(false)
            .row_buffer_size(16)
            .disable_statement_logging()
    }
}

/// Virtual machine steps between two looks at whether somebody cancelled.
pub(super) const STEPS: i32 = 10_000;

impl Connector for LiteConnector {
    type Session = LiteSession;

    fn connect(&self) -> BoxFuture<'_, Result<LiteSession, Trouble>> {
        async move {
            let is_cancelled = Arc::new(AtomicBool::new(false));
            let connected = async {
                let mut connection = self.options().connect().await?;
                let watched = is_cancelled.clone();
                let mut handle = connection.lock_handle().await?;
                handle.set_progress_handler(STEPS, move || !watched.load(Ordering::Relaxed));
                drop(handle);
                Ok(connection)
            };
            let connection = connected.await.map_err(|error: sqlx::Error| LiteSession::trouble(&error))?;
            Ok(LiteSession { connection, is_cancelled, version: self.version.clone() })
        }
        .boxed()
    }
}

/// One connection.
pub(in crate::source) struct LiteSession {
    connection: SqliteConnection,
    is_cancelled: Arc<AtomicBool>,
    /// The version of the file, and of every table in it.
    pub(super) version: String,
}

impl Drop for LiteSession {
    fn drop(&mut self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }
}

impl Session for LiteSession {
    type Row = SqliteRow;
    const CURSOR: Option<(&'static str, &'static str)> = None;

    /// Binds tagged texts as what they were: SQLite orders numbers, texts and bytes of one column one after the other.
    fn rows(&mut self, sql: String, binds: Vec<String>) -> BoxStream<'_, sqlx::Result<SqliteRow>> {
        let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(false);
        for text in binds {
            query = match from_tagged(&text) {
                Value::Integer(number) => query.bind(number),
                Value::Real(number) => query.bind(number),
                Value::Text(text) => query.bind(text),
                Value::Blob(bytes) => query.bind(bytes),
                Value::Null => query.bind(None::<i64>),
            };
        }
        query.fetch(&mut self.connection)
    }

    /// Nobody else can write to what is read, so nothing need be held together.
    fn begin(&mut self, _: Span) -> BoxFuture<'_, sqlx::Result<()>> {
        async { Ok(()) }.boxed()
    }

    fn end(&mut self) -> BoxFuture<'_, sqlx::Result<()>> {
        async { Ok(()) }.boxed()
    }

    fn probe(&mut self) -> BoxFuture<'_, sqlx::Result<()>> {
        async { Ok(()) }.boxed()
    }

    fn cancel(&mut self) -> BoxFuture<'_, ()> {
        self.is_cancelled.store(true, Ordering::Relaxed);
        async {}.boxed()
    }

    fn trouble(error: &sqlx::Error) -> Trouble {
        Trouble::of(error, |error| of_code(error.code().and_then(|code| code.parse().ok()).unwrap_or_default()))
    }

    fn cell(row: &SqliteRow, i: usize, _: bool) -> sqlx::Result<Cell<'_>> {
        value(row, i).map(cell)
    }

    fn key_part(row: &SqliteRow, i: usize) -> sqlx::Result<String> {
        tagged(value(row, i)?).ok_or_else(|| sqlx::Error::Decode("a key that is no text".into()))
    }
}

/// What a value is, whatever its column declares. Through the text interface a UTF-16 database gives UTF-8; only bytes that
/// are no text need the other.
fn value(row: &SqliteRow, i: usize) -> sqlx::Result<ValueRef<'_>> {
    let raw = row.try_get_raw(i)?;
    if raw.is_null() {
        return Ok(ValueRef::Null);
    }
    let info = raw.type_info();
    Ok(match info.name() {
        "INTEGER" => ValueRef::Integer(row.try_get_unchecked(i)?),
        "REAL" => ValueRef::Real(row.try_get_unchecked(i)?),
        "BLOB" => ValueRef::Blob(row.try_get_unchecked(i)?),
        _ => match row.try_get_unchecked::<&str, _>(i) {
            Ok(text) => ValueRef::Text(text.as_bytes()),
            Err(_) => ValueRef::Text(row.try_get_unchecked(i)?),
        },
    })
}

/// Codes of <https://www.sqlite.org/rescode.html>; the low byte is the primary one.
pub(super) fn of_code(code: i32) -> Trouble {
    let coded = |text| Cause::coded(text, code);
    match code & 0xff {
        1 => Trouble::failed(coded("the schema cannot be understood")),
        3 | 23 => Trouble::new(Outcome::Denied, "the file may not be read"),
        5 | 6 => Trouble::new(Outcome::Timeout, "locked by somebody else"),
        9 => Trouble::new(Outcome::Partial(Limit::Stopped), "stopped"),
        10 => Trouble::failed(coded("the file cannot be read")),
        11 => Trouble::new(Outcome::Partial(Limit::Damaged), coded("the file is damaged")),
        14 => Trouble::failed(coded("the file cannot be opened")),
        26 => Trouble::failed("not a sqlite database, or encrypted"),
        _ => Trouble::failed(coded("sqlite refused the statement")),
    }
}
