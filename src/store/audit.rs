//! Who asked for what: an append-only chain of hashes. Its head is sealed with the root key, so that whoever edits the
//! file without the key cannot cut off its end unseen either.

use futures_util::TryStreamExt;
use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteRow;
use sqlx::{Connection, Row, SqliteConnection};

use super::error::StoreError;
use super::{Store, begin};
use crate::model::ids::DataClass;
use crate::model::secret::Sealed;
use crate::seal::Keys;

/// Somebody asks for something about a person. Never holds a value.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AuditEntry {
    /// When: RFC 3339, UTC.
    pub at: String,
    /// The operating system's user, or the token's name.
    pub who: String,
    /// What is done: `subject`, `reveal`, `explain`.
    pub action: String,
    /// The case that the asker names.
    pub case: String,
    /// The data classes asked by.
    pub classes: Vec<DataClass>,
}

/// An entry with its number.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AuditRow {
    /// From 1, without gaps.
    pub seq: u64,
    /// What was noted.
    #[serde(flatten)]
    pub entry: AuditEntry,
}

type Hash = [u8; 32];

const COLUMNS: &str = "SELECT seq, at, who, action, reason, classes, hash FROM audit ORDER BY seq";

impl Store {
    /// Adds a row. It is on the disk when this returns. Also works on a catalogue that was opened for reading only, while
    /// another process writes: a question that cannot be noted must not be answered.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub async fn audit(&self, entry: &AuditEntry) -> Result<(), StoreError> {
        let mut guard = self.writer().await;
        if let Some(writer) = guard.as_mut() {
            return append(&mut writer.conn, &self.inner.keys, entry).await;
        }
        drop(guard);
        let mut conn = self.aside().await?;
        append(&mut conn, &self.inner.keys, entry).await?;
        Ok(conn.close().await?)
    }

    /// The last rows, the latest first.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn audit_rows(&self, limit: usize) -> Result<Vec<AuditRow>, StoreError> {
        let query = sqlx::AssertSqlSafe(format!("{COLUMNS} DESC LIMIT ?"));
        let found = sqlx::query(query).bind(limit as i64).fetch_all(&mut *self.reader().await?).await?;
        found.iter().map(|row| Ok(read(row)?.0)).collect()
    }

    /// Goes through all rows: the first that was changed, deleted or added by another hand (the one after the last if the
    /// end was cut off); none if the audit is what was written.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn verify_audit(&self) -> Result<Option<u64>, StoreError> {
        let mut reader = self.reader().await?;
        // One view of both, also while rows are added.
        let mut tx = reader.begin().await?;
        let head = head(&mut tx).await?;
        let Some((mut n_rows, mut before)) = base(&mut tx, &self.inner.keys).await? else { return Ok(Some(1)) };
        {
            let mut found = sqlx::query(COLUMNS).fetch(&mut *tx);
            while let Some(row) = found.try_next().await? {
                let Ok((row, hash)) = read(&row) else { return Ok(Some(n_rows + 1)) };
                if row.seq != n_rows + 1 || chained(&before, &row)? != hash {
                    return Ok(Some(n_rows + 1));
                }
                (n_rows, before) = (row.seq, hash);
            }
        }
        let expected = head.map(|head| self.inner.keys.unseal(&Sealed(head)));
        let is_sound = match expected {
            None => n_rows == 0,
            Some(Ok(head)) => head.as_slice() == head_bytes(n_rows, &before),
            Some(Err(_)) => false,
        };
        Ok((!is_sound).then_some(n_rows + 1))
    }

    /// Deletes the rows from the beginning that are older than this moment (RFC 3339, UTC); what is left can be verified as
    /// before. How many; none of an audit that another hand has changed, since that would hide it.
    ///
    /// # Errors
    /// As for [`Store::commit`].
    pub async fn forget_audit(&self, moment: &str) -> Result<Option<u64>, StoreError> {
        if self.verify_audit().await?.is_some() {
            return Ok(None);
        }
        let mut guard = self.writer().await;
        let conn = &mut guard.as_mut().ok_or(StoreError::ReadOnly)?.conn;
        let mut tx = begin(conn).await?;
        // Up to the first row that is young enough, whatever clocks said after it.
        let last = "SELECT seq, hash FROM audit WHERE seq < COALESCE((SELECT MIN(seq) FROM audit WHERE at >= ?), 1 << 62) \
                    ORDER BY seq DESC LIMIT 1";
        let Some(row) = sqlx::query(last).bind(moment.to_owned()).fetch_optional(&mut *tx).await? else { return Ok(Some(0)) };
        let (seq, hash): (i64, Hash) = (row.try_get(0)?, hash(row.try_get(1)?)?);
        let base = self.inner.keys.seal(&head_bytes(seq.cast_unsigned(), &hash)).0;
        let update = "UPDATE meta SET audit_upto = ?, audit_base = ?";
        sqlx::query(update).bind(seq).bind(base).execute(&mut *tx).await?;
        let gone = sqlx::query("DELETE FROM audit WHERE seq <= ?").bind(seq).execute(&mut *tx).await?.rows_affected();
        tx.commit().await?;
        Ok(Some(gone))
    }
}

async fn append(conn: &mut SqliteConnection, keys: &Keys, entry: &AuditEntry) -> Result<(), StoreError> {
    let mut tx = begin(conn).await?;
    let last = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1";
    let (seq, before) = match sqlx::query(last).fetch_optional(&mut *tx).await? {
        Some(row) => (row.try_get::<i64, _>(0)? as u64 + 1, hash(row.try_get(1)?)?),
        None => {
            let base = base(&mut tx, keys).await?;
            base.map(|(seq, hash)| (seq + 1, hash)).ok_or(StoreError::Damaged("the audit was changed by another hand"))?
        }
    };
    // Going on from an end that was cut off would seal the cut.
    let expected = head(&mut tx).await?.map(|head| keys.unseal(&Sealed(head)));
    let is_sound = match expected {
        None => seq == 1,
        Some(head) => head.is_ok_and(|head| head.as_slice() == head_bytes(seq - 1, &before)),
    };
    if !is_sound {
        return Err(StoreError::Damaged("the audit was changed by another hand"));
    }
    let row = AuditRow { seq, entry: entry.clone() };
    let hash = chained(&before, &row)?;
    let insert = "INSERT INTO audit (seq, at, who, action, reason, classes, hash) VALUES (?, ?, ?, ?, ?, ?, ?)";
    let query = sqlx::query(insert).bind(seq.cast_signed()).bind(row.entry.at).bind(row.entry.who);
    let query = query.bind(row.entry.action).bind(row.entry.case).bind(serde_json::to_string(&row.entry.classes)?);
    query.bind(hash.to_vec()).execute(&mut *tx).await?;
    let update = "UPDATE meta SET audit_head = ?";
    sqlx::query(update).bind(keys.seal(&head_bytes(seq, &hash)).0).execute(&mut *tx).await?;
    Ok(tx.commit().await?)
}

async fn head(conn: &mut SqliteConnection) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(sqlx::query_scalar("SELECT audit_head FROM meta").fetch_one(conn).await?)
}

/// Number and hash of the row before the first one: that of the last row whose period is over; none if it is no such thing.
async fn base(conn: &mut SqliteConnection, keys: &Keys) -> Result<Option<(u64, Hash)>, StoreError> {
    let sealed: Option<Vec<u8>> = sqlx::query_scalar("SELECT audit_base FROM meta").fetch_one(conn).await?;
    let Some(sealed) = sealed else { return Ok(Some((0, [0; 32]))) };
    let opened = keys.unseal(&Sealed(sealed)).ok();
    Ok(opened.and_then(|bytes| {
        let (seq, hash) = bytes.as_slice().split_first_chunk::<8>()?;
        Some((u64::from_le_bytes(*seq), hash.try_into().ok()?))
    }))
}

/// Number and hash of the last row.
fn head_bytes(seq: u64, hash: &Hash) -> Vec<u8> {
    [&seq.to_le_bytes()[..], hash].concat()
}

fn chained(before: &Hash, row: &AuditRow) -> Result<Hash, StoreError> {
    let mut hasher = blake3::Hasher::new_derive_key("gleaner 2026-11 audit row");
    hasher.update(before);
    // Postcard writes the length of each text before it, so no two rows share their bytes.
    hasher.update(&postcard::to_stdvec(&(row.seq, &row.entry))?);
    Ok(*hasher.finalize().as_bytes())
}

fn read(row: &SqliteRow) -> Result<(AuditRow, Hash), StoreError> {
    let entry = AuditEntry {
        at: row.try_get(1)?,
        who: row.try_get(2)?,
        action: row.try_get(3)?,
        case: row.try_get(4)?,
        classes: serde_json::from_str(row.try_get(5)?)?,
    };
    Ok((AuditRow { seq: row.try_get::<i64, _>(0)? as u64, entry }, hash(row.try_get(6)?)?))
}

fn hash(bytes: Vec<u8>) -> Result<Hash, StoreError> {
    bytes.try_into().map_err(|_| StoreError::Damaged("a hash is cut off"))
}
