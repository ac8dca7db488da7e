//! Many rows in one statement: handing a statement to SQLite's thread costs 50 µs, a row less than one.

use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{AssertSqlSafe, Sqlite, SqliteConnection};

use super::error::StoreError;

/// The most bound values of one statement. SQLite's own limit is 32 766; beyond about a thousand nothing is gained.
const MAX_BINDS: usize = 1200;

/// A statement to which values are bound.
pub(super) type Bound<'q> = Query<'q, Sqlite, SqliteArguments>;

/// How many rows of `n_columns` go into one statement.
pub(super) fn per_statement(n_columns: usize) -> usize {
    (MAX_BINDS / n_columns.max(1)).max(1)
}

/// `head VALUES (?, …), … tail` for all rows, in as many statements as it takes.
pub(super) async fn insert<T>(
    conn: &mut SqliteConnection,
    head: &'static str,
    n_columns: usize,
    tail: &'static str,
    rows: Vec<T>,
    bind: impl Fn(Bound<'static>, T) -> Bound<'static>,
) -> Result<(), StoreError> {
    let n_full = per_statement(n_columns);
    let mut rows = rows.into_iter();
    while rows.len() > 0 {
        let n = n_full.min(rows.len());
        let sql = format!("{head} VALUES {} {tail}", groups(n, n_columns));
        // Only the full statement comes again; keeping every remainder would push it out of the cache.
        let query = sqlx::query(AssertSqlSafe(sql)).persistent(n == n_full);
        rows.by_ref().take(n).fold(query, &bind).execute(&mut *conn).await?;
    }
    Ok(())
}

/// The rows of `head (?, ?, …)` for lists of any length, asked for piece by piece.
pub(super) async fn select<T>(
    conn: &mut SqliteConnection,
    head: &str,
    keys: Vec<T>,
    bind: impl Fn(Bound<'static>, T) -> Bound<'static>,
) -> Result<Vec<SqliteRow>, StoreError> {
    let mut found = Vec::new();
    let mut keys = keys.into_iter();
    while keys.len() > 0 {
        let (sql, n, is_kept) = piece(head, keys.len());
        let query = sqlx::query(AssertSqlSafe(sql)).persistent(is_kept);
        found.extend(keys.by_ref().take(n).fold(query, &bind).fetch_all(&mut *conn).await?);
    }
    Ok(found)
}

/// The rows of `head (VALUES (?, ?), …)` for pairs.
pub(super) async fn select_pairs(
    conn: &mut SqliteConnection,
    head: &'static str,
    pairs: Vec<(i64, u32)>,
) -> Result<Vec<SqliteRow>, StoreError> {
    let mut found = Vec::new();
    for pairs in pairs.chunks(per_statement(2)) {
        let sql = format!("{head} (VALUES {})", groups(pairs.len(), 2));
        let query = sqlx::query(AssertSqlSafe(sql)).persistent(pairs.len() == per_statement(2));
        let query = pairs.iter().fold(query, |query, (a, b)| query.bind(*a).bind(*b));
        found.extend(query.fetch_all(&mut *conn).await?);
    }
    Ok(found)
}

/// `head (?, ?, …)` for lists of any length, run piece by piece; `first` is bound to a place in `head` that comes before
/// the list. How many rows it touched.
pub(super) async fn update<T>(
    conn: &mut SqliteConnection,
    head: &str,
    first: i64,
    keys: Vec<T>,
    bind: impl Fn(Bound<'static>, T) -> Bound<'static>,
) -> Result<u64, StoreError> {
    let mut n_touched = 0;
    let mut keys = keys.into_iter();
    while keys.len() > 0 {
        let (sql, n, is_kept) = piece(head, keys.len());
        let query = sqlx::query(AssertSqlSafe(sql)).persistent(is_kept).bind(first);
        n_touched += keys.by_ref().take(n).fold(query, &bind).execute(&mut *conn).await?.rows_affected();
    }
    Ok(n_touched)
}

/// The statement for the next keys, how many they are, and whether it will come again.
fn piece(head: &str, n_keys: usize) -> (String, usize, bool) {
    let n_full = per_statement(1);
    let n = n_full.min(n_keys);
    (format!("{head} {}", groups(1, n)), n, n == n_full || n == 1)
}

/// `(?, ?), (?, ?), …`
fn groups(n_rows: usize, n_columns: usize) -> String {
    let row = format!("({})", vec!["?"; n_columns].join(", "));
    vec![row.as_str(); n_rows].join(", ")
}
