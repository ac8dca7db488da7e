//! Runs: when, with what, and how they ended.

use sqlx::Row;

use super::Store;
use super::error::StoreError;
use crate::model::run::{Run, Summary};

/// A run that begins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewRun {
    /// When it began: RFC 3339, UTC.
    pub started: String,
    /// The hash of all detectors used.
    pub detectors: String,
    /// The sources it is for.
    pub sources: Vec<String>,
}

impl Store {
    /// Notes that a run begins; its number.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub async fn begin_run(&self, run: &NewRun) -> Result<i64, StoreError> {
        let mut guard = self.writer().await;
        let conn = &mut guard.as_mut().ok_or(StoreError::ReadOnly)?.conn;
        let insert = "INSERT INTO run (started, detectors, sources) VALUES (?, ?, ?)";
        let query = sqlx::query(insert).bind(run.started.clone()).bind(run.detectors.clone());
        Ok(query.bind(serde_json::to_string(&run.sources)?).execute(conn).await?.last_insert_rowid())
    }

    /// Notes how a run ended.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub async fn finish_run(&self, id: i64, finished: &str, was_stopped: bool, summary: &Summary) -> Result<(), StoreError> {
        let mut guard = self.writer().await;
        let conn = &mut guard.as_mut().ok_or(StoreError::ReadOnly)?.conn;
        let update = "UPDATE run SET finished = ?, was_stopped = ?, summary = ? WHERE id = ?";
        let query = sqlx::query(update).bind(finished.to_owned()).bind(was_stopped);
        query.bind(serde_json::to_string(summary)?).bind(id).execute(conn).await?;
        Ok(())
    }

    /// The last runs, the latest first.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn runs(&self, limit: usize) -> Result<Vec<Run>, StoreError> {
        let query = "SELECT id, started, finished, was_stopped, detectors, sources FROM run ORDER BY id DESC LIMIT ?";
        let mut runs = Vec::new();
        for row in sqlx::query(query).bind(limit as i64).fetch_all(&mut *self.reader().await?).await? {
            runs.push(Run {
                id: row.try_get(0)?,
                started: row.try_get(1)?,
                finished: row.try_get(2)?,
                was_stopped: row.try_get(3)?,
                detectors: row.try_get(4)?,
                sources: serde_json::from_str(row.try_get(5)?)?,
            });
        }
        Ok(runs)
    }

    /// What a run did; none while it runs, or if it was killed.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn summary(&self, run: i64) -> Result<Option<Summary>, StoreError> {
        let query = "SELECT summary FROM run WHERE id = ?";
        let found: Option<Option<String>> =
            sqlx::query_scalar(query).bind(run).fetch_optional(&mut *self.reader().await?).await?;
        Ok(found.flatten().map(|text| serde_json::from_str(&text)).transpose()?)
    }
}
