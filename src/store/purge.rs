//! The catalogue's own retention: what was last seen before a moment goes, and so do runs and audit rows from before it.

use sqlx::{AssertSqlSafe, Row};

use super::doom;
use super::error::StoreError;
use super::rows;
use super::wave::object_id;
use super::writer;
use super::{Store, begin, codec};
use crate::model::ids::ObjectId;
use crate::model::sighting::StoredObject;

impl Store {
    /// Objects that no run since this moment (RFC 3339, UTC) has met. What is stored of them; none of one that was never read.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn unseen_since(&self, moment: &str) -> Result<Vec<(ObjectId, Option<StoredObject>)>, StoreError> {
        let query = "SELECT o.id, o.stored FROM object o JOIN run r ON r.id = o.met WHERE r.started < ? ORDER BY o.id";
        let found = sqlx::query(query).bind(moment.to_owned()).fetch_all(&mut *self.reader().await?).await?;
        let read = |row: &sqlx::sqlite::SqliteRow| {
            let stored: Option<Vec<u8>> = row.try_get(1)?;
            let stored = stored.map(|blob| codec::unpack_object(&blob)).transpose()?;
            Ok((object_id(row.try_get(0)?)?, stored))
        };
        found.iter().map(read).collect()
    }

    /// Deletes objects with everything about them, and tells the index. How many.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub async fn forget(&self, objects: Vec<ObjectId>) -> Result<u64, StoreError> {
        let mut guard = self.writer().await;
        let (conn, mut counters, kept) = guard.as_mut().ok_or(StoreError::ReadOnly)?.ready().await?;
        let mut tx = begin(conn).await?;
        let doom = format!("{} WHERE o.id = ?", doom::DOOM);
        for id in &objects {
            sqlx::query(AssertSqlSafe(doom.clone())).bind(id.0.to_vec()).execute(&mut *tx).await?;
        }
        doom::remove_doomed(&mut tx, &mut counters).await?;
        let n = objects.len() as u64;
        let delete = "DELETE FROM object WHERE 0 = ? AND id IN";
        rows::update(&mut tx, delete, 0, objects, |query, id: ObjectId| query.bind(id.0.to_vec())).await?;
        counters.save(&mut tx).await?;
        tx.commit().await?;
        *kept = Some(counters);
        if n > 0 {
            writer::truncate_log(conn).await?;
        }
        Ok(n)
    }

    /// Deletes runs that began before this moment, but the last one and those that an object was last met by. How many.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub async fn forget_runs(&self, moment: &str) -> Result<u64, StoreError> {
        let mut guard = self.writer().await;
        let conn = &mut guard.as_mut().ok_or(StoreError::ReadOnly)?.conn;
        let delete =
            "DELETE FROM run WHERE started < ? AND id <> (SELECT MAX(id) FROM run) AND id NOT IN (SELECT met FROM object)";
        Ok(sqlx::query(delete).bind(moment.to_owned()).execute(conn).await?.rows_affected())
    }
}
