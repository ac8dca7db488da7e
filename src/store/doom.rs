//! Deleting what units hold: sightings, histograms, members, and the count of names that they hold up.
//!
//! Which units is said through the temporary table `doomed`, so that one statement does it for any number of them.

use std::collections::BTreeMap;

use sqlx::{Row, SqliteConnection};

use super::codec;
use super::error::StoreError;
use super::rows;
use super::writer::Counters;
use crate::model::secret::Tag;

/// How many sightings are looked at in one go.
const PAGE: i64 = 4096;

/// How many findings hold a full name: added or taken away, by tag and number of the realm.
pub(super) type NameCounts = BTreeMap<(Tag, u32), i64>;

/// Dooms units: `which` is the end of a statement over `unit u JOIN object o`.
pub(super) const DOOM: &str = "INSERT OR IGNORE INTO doomed \
     SELECT u.ix, u.object, u.seq + 1, u.seq + u.n_sightings, u.n_names FROM unit u JOIN object o ON o.ix = u.object";

/// Deletes everything that the doomed units hold; the units themselves stay.
pub(super) async fn empty_doomed(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    let names = names_of_doomed(conn).await?;
    count_names(conn, names).await?;
    for statement in [
        "DELETE FROM sighting WHERE seq IN \
         (SELECT s.seq FROM doomed d CROSS JOIN sighting s ON s.seq BETWEEN d.first AND d.last)",
        "DELETE FROM histogram WHERE unit IN (SELECT unit FROM doomed)",
        "DELETE FROM member WHERE (object, unit) IN (SELECT object, unit FROM doomed)",
    ] {
        sqlx::query(statement).execute(&mut *conn).await?;
    }
    Ok(())
}

/// Deletes the doomed units with everything they hold, and tells the index.
pub(super) async fn remove_doomed(conn: &mut SqliteConnection, counters: &mut Counters) -> Result<(), StoreError> {
    empty_doomed(conn).await?;
    let told = "INSERT INTO gone (seq, unit) SELECT ? + ROW_NUMBER() OVER (ORDER BY unit), unit FROM doomed";
    let told = sqlx::query(told).bind(counters.sequence).execute(&mut *conn).await?;
    counters.sequence += told.rows_affected() as i64;
    sqlx::query("DELETE FROM unit WHERE ix IN (SELECT unit FROM doomed)").execute(&mut *conn).await?;
    clear(conn).await
}

/// Makes room for the next doomed.
pub(super) async fn clear(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM doomed").execute(conn).await?;
    Ok(())
}

async fn names_of_doomed(conn: &mut SqliteConnection) -> Result<NameCounts, StoreError> {
    let mut names = NameCounts::new();
    let ranges = "SELECT first, last FROM doomed WHERE n_names > 0 ORDER BY first";
    for range in sqlx::query(ranges).fetch_all(&mut *conn).await? {
        let (mut first, last): (i64, i64) = (range.try_get(0)?, range.try_get(1)?);
        while first <= last {
            let upto = last.min(first + PAGE - 1);
            let page = "SELECT body FROM sighting WHERE seq BETWEEN ? AND ?";
            for row in sqlx::query(page).bind(first).bind(upto).fetch_all(&mut *conn).await? {
                let (realm, tags) = codec::name_tags(row.try_get(0)?)?;
                for tag in tags {
                    *names.entry((tag, realm)).or_default() -= 1;
                }
            }
            first = upto + 1;
        }
        if names.len() as i64 > 16 * PAGE {
            count_names(conn, std::mem::take(&mut names)).await?;
        }
    }
    Ok(names)
}

/// Adds to and takes from the names' counts; names that nobody holds any more go.
pub(super) async fn count_names(conn: &mut SqliteConnection, names: NameCounts) -> Result<(), StoreError> {
    let changes: Vec<_> = names.into_iter().filter(|(_, n)| *n != 0).collect();
    let gone: Vec<_> = changes.iter().filter(|(_, n)| *n < 0).map(|((tag, _), _)| *tag).collect();
    let (head, tail) = ("INSERT INTO name (tag, realm, n)", "ON CONFLICT DO UPDATE SET n = n + excluded.n");
    rows::insert(conn, head, 3, tail, changes, |query, ((tag, realm), n)| {
        query.bind(tag.0.to_vec()).bind(i64::from(realm)).bind(n)
    })
    .await?;
    let delete = "DELETE FROM name WHERE n <= ? AND tag IN";
    rows::update(conn, delete, 0, gone, |query, tag: Tag| query.bind(tag.0.to_vec())).await?;
    Ok(())
}
