//! A session with a SQLite file: opened such that it neither writes nor runs what a schema might hide.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, ConnectOptions, Row, TypeInfo, ValueRef};

use super::snapshot::Snapshot;
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
const STEPS: i32 = 10_000;

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
            query = match Value::from_tagged(text) {
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
        let kind = kind(row, i)?;
        let owned = |text: String| Cell::Text(Cow::Owned(text.into_bytes()));
        Ok(match kind {
            Kind::Null => Cell::Null,
            Kind::Integer => owned(row.try_get_unchecked::<i64, _>(i)?.to_string()),
            Kind::Real => owned(row.try_get_unchecked::<f64, _>(i)?.to_string()),
            // Through the text interface a UTF-16 database gives UTF-8; only bytes that are no text need the other.
            Kind::Text => match row.try_get_unchecked::<&str, _>(i) {
                Ok(text) => Cell::Text(Cow::Borrowed(text.as_bytes())),
                Err(_) => Cell::Text(Cow::Borrowed(row.try_get_unchecked::<&[u8], _>(i)?)),
            },
            Kind::Blob => Cell::Bytes(Cow::Borrowed(row.try_get_unchecked::<&[u8], _>(i)?)),
        })
    }

    fn key_part(row: &SqliteRow, i: usize) -> sqlx::Result<String> {
        Ok(match kind(row, i)? {
            Kind::Null => "n".to_owned(),
            Kind::Integer => format!("i{}", row.try_get_unchecked::<i64, _>(i)?),
            Kind::Real => format!("r{:016x}", row.try_get_unchecked::<f64, _>(i)?.to_bits()),
            Kind::Text => format!("t{}", row.try_get_unchecked::<&str, _>(i)?),
            Kind::Blob => {
                let mut text = "x".to_owned();
                for byte in row.try_get_unchecked::<&[u8], _>(i)? {
                    text.push_str(&format!("{byte:02x}"));
                }
                text
            }
        })
    }
}

enum Kind {
    Null,
    Integer,
    Real,
    Text,
    Blob,
}

/// What a value is, whatever its column declares.
fn kind(row: &SqliteRow, i: usize) -> sqlx::Result<Kind> {
    let value = row.try_get_raw(i)?;
    if value.is_null() {
        return Ok(Kind::Null);
    }
    let info = value.type_info();
    Ok(match info.name() {
        "INTEGER" => Kind::Integer,
        "REAL" => Kind::Real,
        "BLOB" => Kind::Blob,
        _ => Kind::Text,
    })
}

/// A part of a key with its type.
#[derive(PartialEq, Debug)]
enum Value {
    Null,
    Integer(i64),
    Real(f64),
    Text(String),
    Blob(Vec<u8>),
}

impl Value {
    /// What is no tagged text is NULL, which no row lies behind.
    fn from_tagged(text: String) -> Self {
        let Some(rest) = text.get(1..) else { return Self::Null };
        match text.as_bytes().first() {
            Some(b'i') => rest.parse().map_or(Self::Null, Self::Integer),
            Some(b'r') => u64::from_str_radix(rest, 16).map_or(Self::Null, |bits| Self::Real(f64::from_bits(bits))),
            Some(b't') => Self::Text(rest.to_owned()),
            Some(b'x') => bytes_of(rest).map_or(Self::Null, Self::Blob),
            _ => Self::Null,
        }
    }
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

/// Codes of <https://www.sqlite.org/rescode.html>; the low byte is the primary one.
fn of_code(code: i32) -> Trouble {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_key_comes_back_with_its_type() {
        for (text, expected) in [
            ("i-7", Value::Integer(-7)),
            ("r3ff8000000000000", Value::Real(1.5)),
            ("tété", Value::Text("été".into())),
            ("t", Value::Text(String::new())),
            ("x00ff", Value::Blob(vec![0, 255])),
            ("xzz", Value::Null),
            ("été", Value::Null),
            ("", Value::Null),
        ] {
            assert_eq!(Value::from_tagged(text.to_owned()), expected);
        }
    }
}
