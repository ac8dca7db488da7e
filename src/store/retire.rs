//! Objects without units: covered, met unchanged, gone stale, retired.

use std::collections::HashMap;

use fail::fail_point;
use sqlx::{AssertSqlSafe, Row, SqliteConnection};

use super::doom;
use super::error::StoreError;
use super::rows;
use super::wave::{self, object_id};
use super::write::uncover;
use super::writer::{self, Counters};
use super::{Store, begin, outcome};
use crate::model::ids::{ObjectId, SourceName};
use crate::model::sighting::Coverage;

/// What is known of an object that is covered.
struct Known {
    ix: i64,
    /// It has units: it could be read once.
    has_units: bool,
    /// Some of them are of this run.
    is_read: bool,
}

impl Store {
    /// Coverage of objects as a whole: skipped, denied, failed, changed while they were read. It replaces what was told of
    /// them so before.
    ///
    /// Where units of this run are committed for the object, it adds to what they tell. Where older ones are, the
    /// object can no longer be read: its sightings stay, it is marked stale, and this is its coverage until it is read again.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub async fn cover(&self, run: i64, source: &SourceName, told: &[(ObjectId, Coverage)]) -> Result<(), StoreError> {
        let mut guard = self.writer().await;
        let (conn, mut counters, kept) = guard.as_mut().ok_or(StoreError::ReadOnly)?.ready().await?;
        let source = i64::from(counters.lexicon.word_id(source.as_str()));
        let mut tx = begin(conn).await?;
        counters.save(&mut tx).await?;
        let mut by_object: HashMap<ObjectId, Vec<&Coverage>> = HashMap::new();
        for (id, coverage) in told {
            by_object.entry(*id).or_default().push(coverage);
        }
        write_cover(&mut tx, &mut counters, run, source, by_object).await?;
        counters.save(&mut tx).await?;
        fail_point!("store::before-cover");
        tx.commit().await?;
        *kept = Some(counters);
        Ok(())
    }

    /// Notes that the run met these objects and found them unchanged: what is stored of them stands, and is not stale.
    /// Objects that are not known are passed over.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub async fn meet(&self, run: i64, objects: &[ObjectId]) -> Result<(), StoreError> {
        let mut guard = self.writer().await;
        let (conn, counters, kept) = guard.as_mut().ok_or(StoreError::ReadOnly)?.ready().await?;
        let mut tx = begin(conn).await?;
        // What was told while the object could not be read no longer stands.
        let unreadable = "SELECT ix FROM object WHERE cover_replaces AND gen > 0 AND id IN";
        let unreadable = rows::select(&mut tx, unreadable, objects.to_vec(), |query, id| query.bind(id.0.to_vec())).await?;
        let unreadable: Vec<i64> = unreadable.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
        uncover(&mut tx, unreadable).await?;
        let meet = "UPDATE object SET met = ?, is_stale = 0 WHERE id IN";
        rows::update(&mut tx, meet, run, objects.to_vec(), |query, id| query.bind(id.0.to_vec())).await?;
        tx.commit().await?;
        *kept = Some(counters);
        Ok(())
    }

    /// Ends a source's discovery: what the run did not meet (by [`Store::commit`], [`Store::cover`], [`Store::meet`]) is
    /// deleted with everything about it if the discovery was complete, and marked stale if it was not. How many objects.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub async fn retire(&self, run: i64, source: &SourceName, discovery_complete: bool) -> Result<u64, StoreError> {
        let mut guard = self.writer().await;
        let (conn, mut counters, kept) = guard.as_mut().ok_or(StoreError::ReadOnly)?.ready().await?;
        let Some(source) = counters.lexicon.known_word(source.as_str()) else {
            *kept = Some(counters);
            return Ok(0);
        };
        let mut tx = begin(conn).await?;
        let n = if discovery_complete {
            delete_unmet(&mut tx, &mut counters, run, source).await?
        } else {
            let mark = "UPDATE object SET is_stale = 1 WHERE source = ? AND met <> ?";
            sqlx::query(mark).bind(i64::from(source)).bind(run).execute(&mut *tx).await?.rows_affected()
        };
        counters.save(&mut tx).await?;
        fail_point!("store::before-retire");
        tx.commit().await?;
        *kept = Some(counters);
        if discovery_complete && n > 0 {
            writer::truncate_log(conn).await?;
        }
        Ok(n)
    }
}

async fn delete_unmet(conn: &mut SqliteConnection, counters: &mut Counters, run: i64, source: u32) -> Result<u64, StoreError> {
    let doom = format!("{} WHERE o.source = ? AND o.met <> ?", doom::DOOM);
    sqlx::query(AssertSqlSafe(doom)).bind(i64::from(source)).bind(run).execute(&mut *conn).await?;
    doom::remove_doomed(conn, counters).await?;
    let delete = "DELETE FROM object WHERE source = ? AND met <> ?";
    Ok(sqlx::query(delete).bind(i64::from(source)).bind(run).execute(conn).await?.rows_affected())
}

async fn write_cover(
    conn: &mut SqliteConnection,
    counters: &mut Counters,
    run: i64,
    source: i64,
    by_object: HashMap<ObjectId, Vec<&Coverage>>,
) -> Result<(), StoreError> {
    let mut known = load(conn, run, by_object.keys().copied().collect()).await?;
    uncover(conn, known.values().map(|known| known.ix).collect()).await?;
    let (mut objects, mut members) = (Vec::new(), Vec::new());
    for (id, told) in by_object {
        let known = known.remove(&id).unwrap_or_else(|| {
            counters.next_object += 1;
            Known { ix: counters.next_object - 1, has_units: false, is_read: false }
        });
        let own = merged(&told);
        let code = own.as_ref().map(|own| outcome::code(own.outcome)).transpose()?;
        let blob = own.as_ref().map(postcard::to_stdvec).transpose()?;
        for member in told.iter().filter(|coverage| coverage.is_member) {
            members.push((known.ix, outcome::code(member.outcome)?, postcard::to_stdvec(member)?));
        }
        objects.push((id, known, code, blob));
    }
    let head = "INSERT INTO object (ix, id, source, met, first, is_stale, cover, cover_outcome, cover_run, cover_replaces)";
    let tail = "ON CONFLICT (ix) DO UPDATE SET source = excluded.source, met = excluded.met, is_stale = excluded.is_stale, \
                cover = excluded.cover, cover_outcome = excluded.cover_outcome, cover_run = excluded.cover_run, \
                cover_replaces = excluded.cover_replaces";
    rows::insert(conn, head, 10, tail, objects, |query, (id, known, code, blob)| {
        let query = query.bind(known.ix).bind(id.0.to_vec()).bind(source).bind(run).bind(run);
        let query = query.bind(known.has_units && !known.is_read && code.is_some()).bind(blob).bind(code).bind(run);
        query.bind(!known.is_read && code.is_some())
    })
    .await?;
    let head = "INSERT INTO member (object, outcome, body)";
    rows::insert(conn, head, 3, "", members, |query, (object, code, body)| query.bind(object).bind(code).bind(body)).await
}

async fn load(conn: &mut SqliteConnection, run: i64, ids: Vec<ObjectId>) -> Result<HashMap<ObjectId, Known>, StoreError> {
    let head = format!(
        "SELECT o.id, o.ix, EXISTS (SELECT 1 FROM unit u WHERE u.object = o.ix), \
         EXISTS (SELECT 1 FROM unit u WHERE u.object = o.ix AND u.run = {run}) FROM object o WHERE o.id IN"
    );
    let mut known = HashMap::new();
    for row in rows::select(conn, &head, ids, |query, id| query.bind(id.0.to_vec())).await? {
        let entry = Known { ix: row.try_get(1)?, has_units: row.try_get(2)?, is_read: row.try_get(3)? };
        known.insert(object_id(row.try_get(0)?)?, entry);
    }
    Ok(known)
}

/// What several tellings say of the object itself: the worst outcome with its cause, the sums.
fn merged(told: &[&Coverage]) -> Option<Coverage> {
    told.iter().filter(|coverage| !coverage.is_member).map(|coverage| Coverage::clone(coverage)).reduce(wave::merge)
}
