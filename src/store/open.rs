//! Opening the catalogue: directory, lock, key, schema, health, in this order; nothing is read before the key is right.

use std::fs::{DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::{Read, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row, SqliteConnection};

use super::error::StoreError;
use crate::seal::Keys;

/// The schema's steps; the number of those applied is the file's `user_version`. Only ever append.
const SCHEMA: &[&str] = &[
    include_str!("schema/001.sql"),
    include_str!("schema/002.sql"),
    include_str!("schema/003.sql"),
    include_str!("schema/004.sql"),
];
/// How long a statement waits for another process's transaction.
const PATIENCE: Duration = Duration::from_secs(5);
/// What the names of the catalogue's own threads begin with.
pub const THREADS: &str = "gleaner-store";
/// Readers at once. More wait.
const N_READERS: u32 = 4;

/// The catalogue's file in a state directory.
pub(super) fn file_in(dir: &Path) -> PathBuf {
    dir.join("catalogue.db")
}

/// Creates the directory and the empty file if they are missing; makes both unreadable for others. SQLite gives its log
/// the file's own mode.
pub(super) fn prepare(dir: &Path) -> Result<(), StoreError> {
    DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(StoreError::io("cannot create it"))?;
    std::fs::set_permissions(dir, Permissions::from_mode(0o700)).map_err(StoreError::io("cannot make it private"))?;
    let file = private().open(file_in(dir)).map_err(StoreError::io("cannot create the catalogue"))?;
    file.set_permissions(Permissions::from_mode(0o600)).map_err(StoreError::io("cannot make the catalogue private"))
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600);
    options
}

/// Takes the directory for this process, for as long as the file is open. A lock is gone when its process is, however it
/// ended: a pid left behind means nothing.
pub(super) fn lock(dir: &Path) -> Result<File, StoreError> {
    let mut file = private().open(dir.join("lock")).map_err(StoreError::io("cannot create the lock"))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut text = String::new();
            let read = file.take(32).read_to_string(&mut text);
            return Err(StoreError::Locked { dir: dir.to_owned(), pid: read.ok().and_then(|_| text.trim().parse().ok()) });
        }
        Err(TryLockError::Error(error)) => return Err(StoreError::io("cannot lock it")(error)),
    }
    let written = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| writeln!(file, "{}", std::process::id()));
    written.map_err(StoreError::io("cannot write the lock"))?;
    Ok(file)
}

fn options(dir: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file_in(dir))
        .thread_name(|id| format!("{THREADS}-{id}"))
        .create_if_missing(false)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .pragma("secure_delete", "ON")
        .pragma("trusted_schema", "OFF")
        .pragma("temp_store", "MEMORY")
        .disable_statement_logging()
}

/// A connection that may write.
pub(super) async fn writer(dir: &Path) -> Result<SqliteConnection, StoreError> {
    let options = options(dir).journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
    Ok(options.pragma("cache_size", "-32768").row_buffer_size(1024).connect().await?)
}

/// Connections that cannot write.
pub(super) fn readers(dir: &Path) -> SqlitePool {
    let pool = SqlitePoolOptions::new().max_connections(N_READERS).acquire_timeout(PATIENCE * 6).test_before_acquire(false);
    pool.connect_lazy_with(options(dir).read_only(true).row_buffer_size(1024))
}

/// Compares the key and the schema version of what is there; the number of steps applied.
pub(super) async fn check(conn: &mut SqliteConnection, dir: &Path, keys: &Keys) -> Result<usize, StoreError> {
    let found: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut *conn).await?;
    if found == 0 {
        return Ok(0);
    }
    let row = sqlx::query("SELECT key_id, key_check FROM meta").fetch_one(&mut *conn).await?;
    if row.try_get::<Vec<u8>, _>(1)? != keys.check_value() {
        let (ours, theirs) = (keys.id().to_owned(), row.try_get(0)?);
        return Err(StoreError::ForeignKey { dir: dir.to_owned(), ours, theirs });
    }
    let known = SCHEMA.len();
    usize::try_from(found).ok().filter(|n| *n <= known).ok_or(StoreError::Newer { found, known: known as i64 })
}

/// Whether steps are missing.
pub(super) fn is_old(n_applied: usize) -> bool {
    n_applied < SCHEMA.len()
}

/// Applies the steps that are missing, all or none, and notes that the catalogue is open.
pub(super) async fn migrate(conn: &mut SqliteConnection, keys: &Keys, n_applied: usize) -> Result<(), StoreError> {
    let mut mark = [0; 16];
    getrandom::fill(&mut mark).map_err(|_| StoreError::Damaged("the operating system has no random numbers"))?;
    let mut tx = conn.begin_with("BEGIN IMMEDIATE").await?;
    for (i, step) in SCHEMA.iter().enumerate().skip(n_applied) {
        sqlx::raw_sql(*step).execute(&mut *tx).await?;
        sqlx::raw_sql(AssertSqlSafe(format!("PRAGMA user_version = {}", i + 1))).execute(&mut *tx).await?;
    }
    let new = "INSERT INTO meta (one, key_id, key_check, sequence, next_object, next_unit, is_open) \
               VALUES (1, ?, ?, 0, 1, 1, 0) ON CONFLICT DO NOTHING";
    sqlx::query(new).bind(keys.id().to_owned()).bind(keys.check_value().to_vec()).execute(&mut *tx).await?;
    sqlx::query("UPDATE meta SET is_open = 1").execute(&mut *tx).await?;
    let opening = "INSERT INTO opening (mark, seq) SELECT ?, sequence FROM meta";
    sqlx::query(opening).bind(mark.to_vec()).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(())
}

/// SQLite's own test of the file's structure, if the catalogue was not closed the last time.
pub(super) async fn check_health(conn: &mut SqliteConnection, n_applied: usize) -> Result<(), StoreError> {
    if n_applied == 0 || !sqlx::query_scalar("SELECT is_open FROM meta").fetch_one(&mut *conn).await? {
        return Ok(());
    }
    let answer: String = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(conn).await?;
    if answer == "ok" { Ok(()) } else { Err(StoreError::Damaged("SQLite's quick check fails; restore a backup or scan anew")) }
}
