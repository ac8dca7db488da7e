//! The one connection that writes, and what it remembers between transactions.

use std::fs::File;

use sqlx::{Connection, Row, SqliteConnection};

use super::error::StoreError;
use super::lexicon::Lexicon;

/// Where the counters of `meta` and the lexicon stand.
#[derive(Default)]
pub(super) struct Counters {
    /// The highest sequence number given.
    pub sequence: i64,
    /// The next `object.ix`.
    pub next_object: i64,
    /// The next `unit.ix`.
    pub next_unit: i64,
    pub lexicon: Lexicon,
}

impl Counters {
    /// The next number of a change.
    pub(super) fn next_seq(&mut self) -> i64 {
        self.sequence += 1;
        self.sequence
    }

    pub(super) async fn load(conn: &mut SqliteConnection) -> Result<Self, StoreError> {
        let row = sqlx::query("SELECT sequence, next_object, next_unit FROM meta").fetch_one(&mut *conn).await?;
        let mut counters = Self {
            sequence: row.try_get(0)?,
            next_object: row.try_get(1)?,
            next_unit: row.try_get(2)?,
            lexicon: Lexicon::default(),
        };
        counters.lexicon.refresh(conn).await?;
        Ok(counters)
    }

    /// Part of every transaction that gave numbers.
    pub(super) async fn save(&mut self, conn: &mut SqliteConnection) -> Result<(), StoreError> {
        self.lexicon.save(&mut *conn).await?;
        let update = "UPDATE meta SET sequence = ?, next_object = ?, next_unit = ?";
        sqlx::query(update).bind(self.sequence).bind(self.next_object).bind(self.next_unit).execute(conn).await?;
        Ok(())
    }
}

/// The writing connection. Dropping it lets go of the directory.
pub(super) struct Writer {
    pub conn: SqliteConnection,
    /// None after a transaction that did not end: its numbers were never given.
    pub counters: Option<Counters>,
    lock: File,
}

impl Writer {
    pub(super) async fn new(mut conn: SqliteConnection, lock: File) -> Result<Self, StoreError> {
        let scratch =
            "CREATE TEMP TABLE doomed (unit INTEGER PRIMARY KEY, object INTEGER, first INTEGER, last INTEGER, n_names INTEGER)";
        sqlx::query(scratch).execute(&mut conn).await?;
        Ok(Self { conn, counters: None, lock })
    }

    /// The connection and its counters, which the caller puts back once its transaction has ended well.
    pub(super) async fn ready(&mut self) -> Result<(&mut SqliteConnection, Counters, &mut Option<Counters>), StoreError> {
        let counters = match self.counters.take() {
            Some(counters) => counters,
            None => Counters::load(&mut self.conn).await?,
        };
        Ok((&mut self.conn, counters, &mut self.counters))
    }

    /// Marks the catalogue as cleanly closed, empties the log into it and lets go of the directory.
    pub(super) async fn close(mut self) -> Result<(), StoreError> {
        sqlx::query("UPDATE meta SET is_open = 0").execute(&mut self.conn).await?;
        truncate_log(&mut self.conn).await?;
        self.conn.close().await?;
        drop(self.lock);
        Ok(())
    }
}

/// Moves everything from the log into the file and empties the log: until then it holds what was deleted. Readers may
/// stand in the way; then the next time does it.
pub(super) async fn truncate_log(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_all(conn).await?;
    Ok(())
}
