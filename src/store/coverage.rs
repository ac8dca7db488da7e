//! How far everything was looked at: one line for each object, made of what its units and the discovery told, and one
//! for each member of a container.

use std::collections::{BTreeMap, HashMap};

use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::error::StoreError;
use super::lexicon::Lexicon;
use super::wave::{merge, object_id};
use super::{Store, codec, outcome};
use crate::model::coverage::{Limit, Outcome};
use crate::model::fault::Cause;
use crate::model::ids::{ObjectId, SourceName};
use crate::model::sighting::Coverage;

/// Where a row of coverage stands: all objects come first, then all members.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CoverageCursor {
    /// An object.
    Object(i64),
    /// A member.
    Member(i64),
}

/// An object or member, and how it ended.
#[derive(Clone, PartialEq, Debug)]
pub struct CoverageRow {
    /// Where the row stands: what the next page begins after.
    pub cursor: CoverageCursor,
    /// The object, also of a member.
    pub object: ObjectId,
    /// Where it was found.
    pub source: SourceName,
    /// How it ended.
    pub coverage: Coverage,
    /// What is stored of the object may no longer be so: it was not met, or cannot be read any more.
    pub is_stale: bool,
}

/// How many ended how.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Totals {
    /// Objects by outcome word.
    pub objects: BTreeMap<String, u64>,
    /// Members by outcome word.
    pub members: BTreeMap<String, u64>,
}

/// What the units of an object told together.
struct Told {
    outcome: Option<Outcome>,
    note: Option<Vec<u8>>,
    n_bytes: i64,
    n_records: i64,
}

const NOT_TOLD: &str = "no unit told how far it got";
const NOT_ENDED: &str = "not read to its end yet";

impl Store {
    /// The coverage after a row (none: from the beginning), at most `limit` rows; empty after the last.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn coverage(&self, after: Option<CoverageCursor>, limit: usize) -> Result<Vec<CoverageRow>, StoreError> {
        let mut conn = self.reader().await?;
        let (objects_after, members_after) = match after {
            None => (Some(0), 0),
            Some(CoverageCursor::Object(ix)) => (Some(ix), 0),
            Some(CoverageCursor::Member(row)) => (None, row),
        };
        if let Some(after) = objects_after {
            let page = self.coverage_of_objects(&mut conn, after, limit).await?;
            if !page.is_empty() {
                return Ok(page);
            }
        }
        self.coverage_of_members(&mut conn, members_after, limit).await
    }

    async fn coverage_of_objects(
        &self,
        conn: &mut SqliteConnection,
        after: i64,
        limit: usize,
    ) -> Result<Vec<CoverageRow>, StoreError> {
        let found = sqlx::query(OBJECTS).bind(after).bind(limit as i64).fetch_all(&mut *conn).await?;
        let Some(last) = found.last() else { return Ok(Vec::new()) };
        let mut told = told_by_units(conn, after, last.try_get("ix")?).await?;
        let lexicon = self.lexicon(conn).await?;
        let mut page = Vec::with_capacity(found.len());
        for row in &found {
            let Some(coverage) = of_object(row, &mut told)? else { continue };
            page.push(coverage_row(row, &lexicon, CoverageCursor::Object(row.try_get("ix")?), coverage)?);
        }
        Ok(page)
    }

    async fn coverage_of_members(
        &self,
        conn: &mut SqliteConnection,
        after: i64,
        limit: usize,
    ) -> Result<Vec<CoverageRow>, StoreError> {
        let found = sqlx::query(MEMBERS).bind(after).bind(limit as i64).fetch_all(&mut *conn).await?;
        let lexicon = self.lexicon(conn).await?;
        let mut page = Vec::with_capacity(found.len());
        for row in &found {
            page.push(coverage_row(row, &lexicon, CoverageCursor::Member(row.try_get("row")?), blob(row, "body")?)?);
        }
        Ok(page)
    }

    /// How many objects and members ended how. Every object that was ever told of, and is not retired, is counted once.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn totals(&self) -> Result<Totals, StoreError> {
        let mut conn = self.reader().await?;
        let mut totals = Totals::default();
        let stopped = outcome::code(Outcome::Partial(Limit::Stopped))?;
        let objects = sqlx::query(TOTALS).bind(stopped).bind(outcome::code(Outcome::Failed)?).fetch_all(&mut *conn).await?;
        let members = "SELECT outcome, COUNT(*) FROM member GROUP BY outcome";
        let members = sqlx::query(members).fetch_all(&mut *conn).await?;
        for (rows, counts) in [(objects, &mut totals.objects), (members, &mut totals.members)] {
            for row in rows {
                let n: i64 = row.try_get(1)?;
                *counts.entry(outcome::outcome(row.try_get(0)?)?.word().to_owned()).or_default() += n as u64;
            }
        }
        Ok(totals)
    }
}

const OBJECTS: &str = "SELECT ix, id, source, is_stale, stored, gen, is_complete, cover, cover_replaces FROM object \
                       WHERE ix > ? AND (gen > 0 OR cover IS NOT NULL) ORDER BY ix LIMIT ?";

const MEMBERS: &str = "SELECT m.row, m.body, o.id, o.source, o.is_stale FROM member m JOIN object o ON o.ix = m.object \
                       WHERE m.row > ? ORDER BY m.row LIMIT ?";

/// The same rule as [`of_object`], in SQL.
const TOTALS: &str = "SELECT CASE WHEN cover_replaces THEN cover_outcome \
                      ELSE MAX(COALESCE(told, ?2), COALESCE(cover_outcome, 0), CASE WHEN is_complete THEN 0 ELSE ?1 END) END AS code, \
                      COUNT(*) FROM (SELECT o.cover_replaces, o.cover_outcome, o.is_complete, \
                      (SELECT MAX(u.outcome) FROM unit u WHERE u.object = o.ix) AS told \
                      FROM object o WHERE o.gen > 0 OR o.cover IS NOT NULL) GROUP BY code";

/// What units told, summed for each object of a stretch. SQLite takes the note from the row of the maximum.
async fn told_by_units(conn: &mut SqliteConnection, after: i64, upto: i64) -> Result<HashMap<i64, Told>, StoreError> {
    let sums = "SELECT object, MAX(outcome), note, SUM(n_bytes), SUM(n_records) FROM unit \
                WHERE object > ? AND object <= ? GROUP BY object";
    let mut told = HashMap::new();
    for row in sqlx::query(sums).bind(after).bind(upto).fetch_all(conn).await? {
        let code: Option<i64> = row.try_get(1)?;
        let outcome = code.map(outcome::outcome).transpose()?;
        let entry = Told { outcome, note: row.try_get(2)?, n_bytes: row.try_get(3)?, n_records: row.try_get(4)? };
        told.insert(row.try_get(0)?, entry);
    }
    Ok(told)
}

/// How an object ended; none if it is only the parent of members.
fn of_object(row: &SqliteRow, told: &mut HashMap<i64, Told>) -> Result<Option<Coverage>, StoreError> {
    let cover: Option<Vec<u8>> = row.try_get("cover")?;
    let cover: Option<Coverage> = cover.map(|bytes| postcard::from_bytes(&bytes)).transpose()?;
    if row.try_get("cover_replaces")? || row.try_get::<i64, _>("gen")? == 0 {
        return Ok(cover);
    }
    let stored = codec::unpack_object(row.try_get("stored")?)?;
    let told = told.remove(&row.try_get("ix")?);
    let told = told.unwrap_or(Told { outcome: None, note: None, n_bytes: 0, n_records: 0 });
    let (mut cause, mut hint) = (None, None);
    if let Some(note) = &told.note {
        (cause, hint) = postcard::from_bytes(note)?;
    }
    if told.outcome.is_none() {
        cause = Some(Cause::from(NOT_TOLD));
    }
    let mut coverage = Coverage {
        at: stored.at,
        is_member: false,
        outcome: told.outcome.unwrap_or(Outcome::Failed),
        cause,
        hint,
        n_bytes: told.n_bytes as u64,
        n_records: told.n_records as u64,
    };
    if let Some(cover) = cover {
        coverage = merge(coverage, cover);
    }
    let stopped = Outcome::Partial(Limit::Stopped);
    if !row.try_get("is_complete")? && coverage.outcome.worse(stopped) != coverage.outcome {
        coverage = Coverage { outcome: stopped, cause: Some(Cause::from(NOT_ENDED)), hint: None, ..coverage };
    }
    Ok(Some(coverage))
}

fn coverage_row(
    row: &SqliteRow,
    lexicon: &Lexicon,
    cursor: CoverageCursor,
    coverage: Coverage,
) -> Result<CoverageRow, StoreError> {
    let (object, source) = (object_id(row.try_get("id")?)?, lexicon.word(row.try_get("source")?)?.into());
    Ok(CoverageRow { cursor, object, source, coverage, is_stale: row.try_get("is_stale")? })
}

fn blob<T: serde::de::DeserializeOwned>(row: &SqliteRow, column: &'static str) -> Result<T, StoreError> {
    Ok(postcard::from_bytes(row.try_get(column)?)?)
}
