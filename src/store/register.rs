//! The register of violations: read whole, since reports hold all verdicts anyway; what changed is written in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use fail::fail_point;
use sqlx::{Connection, Row, SqliteConnection};

use super::error::StoreError;
use super::rows;
use super::{Store, begin};
use crate::model::register::Registered;

/// What is kept, by identity.
pub type Register = BTreeMap<String, Registered>;

impl Store {
    /// All violations that were ever registered and not forgotten.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn register(&self) -> Result<Register, StoreError> {
        all(&mut *self.reader().await?).await
    }

    /// The number of the last run that came to its end; 0: none did.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn latest_run(&self) -> Result<i64, StoreError> {
        let query = "SELECT COALESCE(MAX(id), 0) FROM run WHERE finished IS NOT NULL AND was_stopped = 0";
        Ok(sqlx::query_scalar(query).fetch_one(&mut *self.reader().await?).await?)
    }

    /// Changes the register, all or nothing. `change` sees what is kept, and says which of it is to be written; what it takes
    /// out is deleted.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub async fn change_register(
        &self,
        change: impl FnOnce(&mut Register) -> BTreeSet<String> + Send,
    ) -> Result<(), StoreError> {
        let mut guard = self.writer().await;
        let conn = &mut guard.as_mut().ok_or(StoreError::ReadOnly)?.conn;
        let mut tx = begin(conn).await?;
        let mut register = all(&mut tx).await?;
        let before: BTreeSet<String> = register.keys().cloned().collect();
        let mut bodies = Vec::new();
        for id in change(&mut register) {
            if let Some(registered) = register.get(&id) {
                bodies.push((id, serde_json::to_string(registered)?));
            }
        }
        let head = "INSERT INTO violation (id, body)";
        let tail = "ON CONFLICT (id) DO UPDATE SET body = excluded.body";
        rows::insert(&mut tx, head, 2, tail, bodies, |query, (id, body)| query.bind(id).bind(body)).await?;
        let gone: Vec<String> = before.into_iter().filter(|id| !register.contains_key(id)).collect();
        rows::update(&mut tx, "DELETE FROM violation WHERE 0 = ? AND id IN", 0, gone, |query, id| query.bind(id)).await?;
        fail_point!("store::before-register");
        tx.commit().await?;
        Ok(())
    }

    /// Changes one of them, also on a catalogue that was opened for reading only, while another process writes. False if
    /// there is none of this identity.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub async fn amend(&self, id: &str, change: impl FnOnce(&mut Registered) + Send) -> Result<bool, StoreError> {
        let mut guard = self.writer().await;
        if let Some(writer) = guard.as_mut() {
            return amend(&mut writer.conn, id, change).await;
        }
        drop(guard);
        let mut conn = self.aside().await?;
        let is_there = amend(&mut conn, id, change).await?;
        conn.close().await?;
        Ok(is_there)
    }
}

async fn all(conn: &mut SqliteConnection) -> Result<Register, StoreError> {
    let found = sqlx::query("SELECT id, body FROM violation").fetch_all(conn).await?;
    let read = |row: &sqlx::sqlite::SqliteRow| Ok((row.try_get(0)?, serde_json::from_str(row.try_get(1)?)?));
    found.iter().map(read).collect()
}

async fn amend(conn: &mut SqliteConnection, id: &str, change: impl FnOnce(&mut Registered)) -> Result<bool, StoreError> {
    let mut tx = begin(conn).await?;
    let select = "SELECT body FROM violation WHERE id = ?";
    let body: Option<String> = sqlx::query_scalar(select).bind(id.to_owned()).fetch_optional(&mut *tx).await?;
    let Some(body) = body else { return Ok(false) };
    let mut registered: Registered = serde_json::from_str(&body)?;
    change(&mut registered);
    let update = sqlx::query("UPDATE violation SET body = ? WHERE id = ?");
    update.bind(serde_json::to_string(&registered)?).bind(id.to_owned()).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(true)
}
