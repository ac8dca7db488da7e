//! What the index follows.

use sqlx::Row;

use super::error::StoreError;
use super::{Store, codec, rows};
use crate::model::feed::{Change, Feed, Position, Tagged};

/// What changed, in order.
pub(super) const CHANGES: &str = "SELECT seq, ix, seq + n_sightings FROM unit WHERE seq > ?1 \
                                  UNION ALL SELECT seq, unit, NULL FROM gone WHERE seq > ?1 ORDER BY seq LIMIT ?2";

impl Feed for Store {
    type Error = StoreError;

    async fn position(&self) -> Result<Position, StoreError> {
        let query = "SELECT o.mark, m.sequence FROM opening o, meta m ORDER BY o.id DESC LIMIT 1";
        let row = sqlx::query(query).fetch_one(&mut *self.reader().await?).await?;
        let mark: Vec<u8> = row.try_get(0)?;
        let mark = mark.try_into().map_err(|_| StoreError::Damaged("a mark is cut off"))?;
        Ok(Position { mark, seq: row.try_get::<i64, _>(1)? as u64 })
    }

    /// The mark's opening is known, and the number was given before the next one.
    async fn has_passed(&self, position: Position) -> Result<bool, StoreError> {
        let query = "SELECT EXISTS (SELECT 1 FROM opening o WHERE o.mark = ?1 AND ?2 <= \
                     COALESCE((SELECT MIN(n.seq) FROM opening n WHERE n.id > o.id), (SELECT sequence FROM meta)))";
        let query = sqlx::query_scalar(query).bind(position.mark.to_vec()).bind(position.seq.cast_signed());
        Ok(query.fetch_one(&mut *self.reader().await?).await?)
    }

    async fn changes(&self, seq: u64, limit: usize) -> Result<Vec<Change>, StoreError> {
        let query = sqlx::query(CHANGES).bind(seq.cast_signed()).bind(limit as i64);
        let mut changes = Vec::new();
        for row in query.fetch_all(&mut *self.reader().await?).await? {
            let (seq, unit, upto): (i64, i64, Option<i64>) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
            changes.push(Change { seq: seq as u64, unit: unit as u64, upto: upto.map(|seq| seq as u64) });
        }
        Ok(changes)
    }

    async fn tagged(&self, seq: u64, upto: u64, limit: usize) -> Result<Vec<Tagged>, StoreError> {
        let query = "SELECT seq, body FROM sighting WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?";
        let upto = i64::try_from(upto).unwrap_or(i64::MAX);
        let query = sqlx::query(query).bind(seq.cast_signed()).bind(upto).bind(limit as i64);
        let mut tagged = Vec::new();
        for row in query.fetch_all(&mut *self.reader().await?).await? {
            tagged.push(Tagged { seq: row.try_get::<i64, _>(0)? as u64, tags: codec::tags(row.try_get(1)?)? });
        }
        Ok(tagged)
    }

    async fn living(&self, seqs: &[u64]) -> Result<Vec<u64>, StoreError> {
        let seqs: Vec<i64> = seqs.iter().map(|seq| seq.cast_signed()).collect();
        let mut conn = self.reader().await?;
        let found =
            rows::select(&mut conn, "SELECT seq FROM sighting WHERE seq IN", seqs, |query, seq| query.bind(seq)).await?;
        let mut living = Vec::with_capacity(found.len());
        for row in &found {
            living.push(row.try_get::<i64, _>(0)? as u64);
        }
        living.sort_unstable();
        Ok(living)
    }
}
