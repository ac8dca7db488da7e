//! Reading the catalogue, page by page; nothing here holds more than a page.

use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::error::StoreError;
use super::lexicon::Lexicon;
use super::wave::object_id;
use super::{Store, codec, fields, outcome, rows};
use crate::model::coverage::Outcome;
use crate::model::ids::ObjectId;
use crate::model::object::UnitId;
use crate::model::secret::{Sealed, Tag};
use crate::model::sighting::{Histogram, Sighting, StoredField, StoredObject};

/// What is committed of an object, for going on and for skipping what has not changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checkpoint {
    /// What it was read from, as given to [`Store::commit`].
    pub content: String,
    /// The parts committed of that content, in order.
    pub parts: Vec<PartDone>,
    /// Whether every part of it is committed.
    pub is_complete: bool,
}

/// A part that is committed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PartDone {
    /// The part, from 0.
    pub part: u32,
    /// Where the next one starts, if the unit said so.
    pub end: Option<Sealed>,
    /// Whether the object ends with it.
    pub is_last: bool,
    /// The run that committed it.
    pub run: i64,
    /// How it ended; none if the unit did not tell.
    pub outcome: Option<Outcome>,
}

/// An object that was read, as it is stored.
#[derive(Clone, PartialEq, Debug)]
pub struct ObjectRow {
    /// Its identity.
    pub id: ObjectId,
    /// What it is.
    pub stored: StoredObject,
    /// What is stored of it may no longer be so: it was not met, or cannot be read any more.
    pub is_stale: bool,
    /// The run that met it first; none: that was not noted then.
    pub first: Option<i64>,
    /// Its fields; the positions in the sightings that the catalogue gives out point into this list. An empty clear name
    /// stands where a field was retired.
    pub fields: Vec<StoredField>,
}

/// A sighting as it is stored.
#[derive(Clone, PartialEq, Debug)]
pub struct SightingRow {
    /// Its sequence number; never given to another.
    pub seq: u64,
    /// The unit it came with.
    pub unit: UnitId,
    /// The sighting; its fields' positions are those of the object.
    pub sighting: Sighting,
}

/// An object's sightings, unit by unit in the order of their numbers, so that a page is read and nothing else.
pub(super) const OF_OBJECT: &str = "SELECT s.seq, s.body, o.id, u.part FROM object o CROSS JOIN unit u ON u.object = o.ix \
                                    CROSS JOIN sighting s ON s.seq > u.seq AND s.seq <= u.seq + u.n_sightings AND s.seq > ?2 \
                                    WHERE o.id = ?1 AND u.seq + u.n_sightings > ?2 ORDER BY u.seq, s.seq LIMIT ?3";

/// A sighting's unit is the one with the highest number below its own.
pub(super) const OF_UNIT: &str = "SELECT s.seq, s.body, o.id, u.part FROM sighting s \
                       JOIN unit u ON u.seq = (SELECT MAX(seq) FROM unit WHERE seq <= s.seq) \
                       JOIN object o ON o.ix = u.object WHERE s.seq";

impl Store {
    /// What is committed of an object; none if it was never read.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn checkpoint(&self, object: ObjectId) -> Result<Option<Checkpoint>, StoreError> {
        let mut conn = self.reader().await?;
        let query = "SELECT o.content, o.is_complete, u.part, u.ends_at, u.is_last, u.run, u.outcome FROM object o \
                     LEFT JOIN unit u ON u.object = o.ix AND u.gen = o.gen WHERE o.id = ? AND o.gen > 0 ORDER BY u.part";
        let found = sqlx::query(query).bind(object.0.to_vec()).fetch_all(&mut *conn).await?;
        let Some(first) = found.first() else { return Ok(None) };
        let mut checkpoint = Checkpoint { content: first.try_get(0)?, parts: Vec::new(), is_complete: first.try_get(1)? };
        for row in &found {
            let Some(part) = row.try_get::<Option<u32>, _>(2)? else { continue };
            let end = row.try_get::<Option<Vec<u8>>, _>(3)?.map(Sealed);
            let outcome = row.try_get::<Option<i64>, _>(6)?.map(outcome::outcome).transpose()?;
            checkpoint.parts.push(PartDone { part, end, is_last: row.try_get(4)?, run: row.try_get(5)?, outcome });
        }
        Ok(Some(checkpoint))
    }

    /// The objects that were read, by their ids; those after `after`, at most `limit`.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn objects(&self, after: Option<ObjectId>, limit: usize) -> Result<Vec<ObjectRow>, StoreError> {
        let mut conn = self.reader().await?;
        let query =
            "SELECT ix, id, stored, is_stale, first FROM object WHERE id > ? AND stored IS NOT NULL ORDER BY id LIMIT ?";
        let after = after.map_or_else(Vec::new, |id| id.0.to_vec());
        let found = sqlx::query(query).bind(after).bind(limit as i64).fetch_all(&mut *conn).await?;
        let mut page = Vec::with_capacity(found.len());
        for row in &found {
            page.push(object(&mut conn, row).await?);
        }
        Ok(page)
    }

    /// One object; none if it was never read.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn object(&self, id: ObjectId) -> Result<Option<ObjectRow>, StoreError> {
        let mut conn = self.reader().await?;
        let query = "SELECT ix, id, stored, is_stale, first FROM object WHERE id = ? AND stored IS NOT NULL";
        let found = sqlx::query(query).bind(id.0.to_vec()).fetch_optional(&mut *conn).await?;
        match found {
            Some(row) => Ok(Some(object(&mut conn, &row).await?)),
            None => Ok(None),
        }
    }

    /// These objects, by their ids; those that were never read are left out.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn objects_by_id(&self, ids: &[ObjectId]) -> Result<Vec<ObjectRow>, StoreError> {
        let mut conn = self.reader().await?;
        let query = "SELECT ix, id, stored, is_stale, first FROM object WHERE stored IS NOT NULL AND id IN";
        let found = rows::select(&mut conn, query, ids.to_vec(), |query, id| query.bind(id.0.to_vec())).await?;
        let mut objects = Vec::with_capacity(found.len());
        for row in &found {
            objects.push(object(&mut conn, row).await?);
        }
        objects.sort_unstable_by_key(|object| object.id);
        Ok(objects)
    }

    /// The units committed of an object, in order.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn units(&self, object: ObjectId) -> Result<Vec<UnitId>, StoreError> {
        let mut conn = self.reader().await?;
        let query = "SELECT u.part FROM unit u JOIN object o ON o.ix = u.object WHERE o.id = ? ORDER BY u.part";
        let parts: Vec<u32> = sqlx::query_scalar(query).bind(object.0.to_vec()).fetch_all(&mut *conn).await?;
        Ok(parts.into_iter().map(|part| UnitId { object, part }).collect())
    }

    /// An object's sightings after `after_seq`, at most `limit`, by sequence number.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn sightings_of(&self, object: ObjectId, after_seq: u64, limit: usize) -> Result<Vec<SightingRow>, StoreError> {
        let mut conn = self.reader().await?;
        let query = sqlx::query(OF_OBJECT).bind(object.0.to_vec()).bind(after_seq as i64).bind(limit as i64);
        let found = query.fetch_all(&mut *conn).await?;
        sightings(&found, &*self.lexicon(&mut conn).await?)
    }

    /// These sightings, by sequence number; those that were replaced or retired are left out.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn sightings_by_seq(&self, seqs: &[u64]) -> Result<Vec<SightingRow>, StoreError> {
        let mut conn = self.reader().await?;
        let mut seqs: Vec<i64> = seqs.iter().map(|seq| seq.cast_signed()).collect();
        seqs.sort_unstable();
        let found = rows::select(&mut conn, &format!("{OF_UNIT} IN"), seqs, |query, seq| query.bind(seq)).await?;
        let mut page = sightings(&found, &*self.lexicon(&mut conn).await?)?;
        page.sort_unstable_by_key(|row| row.seq);
        Ok(page)
    }

    /// All sightings after `seq`, at most `limit`, by sequence number.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn sightings_after(&self, seq: u64, limit: usize) -> Result<Vec<SightingRow>, StoreError> {
        let mut conn = self.reader().await?;
        let query = sqlx::AssertSqlSafe(format!("{OF_UNIT} > ? ORDER BY s.seq LIMIT ?"));
        let found = sqlx::query(query).bind(seq.cast_signed()).bind(limit as i64).fetch_all(&mut *conn).await?;
        sightings(&found, &*self.lexicon(&mut conn).await?)
    }

    /// An object's histograms, unit by unit.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn histograms_of(&self, object: ObjectId) -> Result<Vec<Histogram>, StoreError> {
        let mut conn = self.reader().await?;
        let query = "SELECT h.body FROM histogram h JOIN unit u ON u.ix = h.unit JOIN object o ON o.ix = u.object \
                     WHERE o.id = ? ORDER BY u.part, h.n";
        let found = sqlx::query(query).bind(object.0.to_vec()).fetch_all(&mut *conn).await?;
        let lexicon = self.lexicon(&mut conn).await?;
        found.iter().map(|row| codec::unpack_histogram(row.try_get(0)?, &lexicon)).collect()
    }

    /// The tags (of kind `Sorted`) of all names of all realms that stand in fields of their own, each once, by tag; those
    /// after `after`.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn name_tags(&self, after: Option<Tag>, limit: usize) -> Result<Vec<Tag>, StoreError> {
        let mut conn = self.reader().await?;
        let query = "SELECT DISTINCT tag FROM name WHERE tag > ? ORDER BY tag LIMIT ?";
        let after = after.map_or_else(Vec::new, |tag| tag.0.to_vec());
        let found: Vec<Vec<u8>> = sqlx::query_scalar(query).bind(after).bind(limit as i64).fetch_all(&mut *conn).await?;
        let tag = |bytes: Vec<u8>| Ok(Tag(bytes.try_into().map_err(|_| StoreError::Damaged("a tag is cut off"))?));
        found.into_iter().map(tag).collect()
    }
}

async fn object(conn: &mut SqliteConnection, row: &SqliteRow) -> Result<ObjectRow, StoreError> {
    let query = "SELECT ix, body FROM field WHERE object = ? ORDER BY ix";
    let ix: i64 = row.try_get(0)?;
    let mut found = Vec::new();
    for field in sqlx::query(query).bind(ix).fetch_all(conn).await? {
        found.push((field.try_get(0)?, postcard::from_bytes(field.try_get(1)?)?));
    }
    let stored = codec::unpack_object(row.try_get(2)?)?;
    let (id, is_stale, first) = (object_id(row.try_get(1)?)?, row.try_get(3)?, row.try_get(4)?);
    Ok(ObjectRow { id, stored, is_stale, first, fields: fields::dense(found) })
}

fn sightings(found: &[SqliteRow], lexicon: &Lexicon) -> Result<Vec<SightingRow>, StoreError> {
    let sighting = |row: &SqliteRow| {
        let unit = UnitId { object: object_id(row.try_get(2)?)?, part: row.try_get(3)? };
        let seq: i64 = row.try_get(0)?;
        Ok(SightingRow { seq: seq as u64, unit, sighting: codec::unpack(row.try_get(1)?, lexicon)? })
    };
    found.iter().map(sighting).collect()
}
