//! Decisions about findings. Few, read whole; added beside a running scan like audit rows.

use sqlx::{Connection, Row, SqliteConnection};

use super::Store;
use super::error::StoreError;
use crate::model::decision::{Decision, KeptDecision, Revocation};

impl Store {
    /// Keeps a decision and says its number. It is on the disk when this returns.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub async fn decide(&self, decision: &Decision) -> Result<u64, StoreError> {
        let body = postcard::to_stdvec(decision)?;
        let mut guard = self.writer().await;
        if let Some(writer) = guard.as_mut() {
            return insert(&mut writer.conn, body).await;
        }
        drop(guard);
        let mut conn = self.aside().await?;
        let id = insert(&mut conn, body).await?;
        conn.close().await?;
        Ok(id)
    }

    /// Ends a decision; false if there is none of this number that is not ended already.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub async fn revoke(&self, id: u64, revocation: &Revocation) -> Result<bool, StoreError> {
        let body = postcard::to_stdvec(revocation)?;
        let mut guard = self.writer().await;
        if let Some(writer) = guard.as_mut() {
            return end(&mut writer.conn, id, body).await;
        }
        drop(guard);
        let mut conn = self.aside().await?;
        let is_ended = end(&mut conn, id, body).await?;
        conn.close().await?;
        Ok(is_ended)
    }

    /// All decisions, ended ones too, in order. A catalogue that was written before there were any has none.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn decisions(&self) -> Result<Vec<KeptDecision>, StoreError> {
        let mut conn = self.reader().await?;
        let there = "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'decision')";
        if !sqlx::query_scalar::<_, bool>(there).fetch_one(&mut *conn).await? {
            return Ok(Vec::new());
        }
        let rows = sqlx::query("SELECT id, body, revoked FROM decision ORDER BY id").fetch_all(&mut *conn).await?;
        let read = |row: &sqlx::sqlite::SqliteRow| {
            let revoked: Option<&[u8]> = row.try_get(2)?;
            Ok(KeptDecision {
                id: row.try_get::<i64, _>(0)?.cast_unsigned(),
                decision: postcard::from_bytes(row.try_get(1)?)?,
                revoked: revoked.map(postcard::from_bytes).transpose()?,
            })
        };
        rows.iter().map(read).collect()
    }
}

async fn insert(conn: &mut SqliteConnection, body: Vec<u8>) -> Result<u64, StoreError> {
    let insert = "INSERT INTO decision (body) VALUES (?) RETURNING id";
    let id: i64 = sqlx::query_scalar(insert).bind(body).fetch_one(conn).await?;
    Ok(id.cast_unsigned())
}

async fn end(conn: &mut SqliteConnection, id: u64, body: Vec<u8>) -> Result<bool, StoreError> {
    let update = "UPDATE decision SET revoked = ? WHERE id = ? AND revoked IS NULL";
    let done = sqlx::query(update).bind(body).bind(id.cast_signed()).execute(conn).await?;
    Ok(done.rows_affected() > 0)
}
