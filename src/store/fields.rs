//! The names of an object's fields. Each unit numbers the fields as it met them, so the same JSON key may have another
//! number in the next unit; the object has one numbering for all.

use std::collections::{BTreeMap, HashMap};

use sqlx::{Row, SqliteConnection};

use super::error::StoreError;
use super::rows;
use crate::model::locator::Name;
use crate::model::sighting::StoredField;

/// The fields of one object during a commit.
#[derive(Default)]
pub(super) struct Fields {
    /// The same name may stand twice in a CSV's heading: told apart by how often it came before.
    by_name: HashMap<(Name, usize), u16>,
    by_ix: BTreeMap<u16, Field>,
    free_from: u16,
}

struct Field {
    generation: i64,
    body: Vec<u8>,
    is_changed: bool,
}

/// A row to write: object, position, generation, blob.
pub(super) type FieldRow = (i64, u16, i64, Vec<u8>);

impl Fields {
    /// The position in the object of each of a unit's fields. Beyond 65 535 names in one object the
    /// findings go without.
    pub(super) fn place(&mut self, fields: &[StoredField], generation: i64) -> Result<Vec<u16>, StoreError> {
        let mut seen: HashMap<&Name, usize> = HashMap::new();
        let mut places = Vec::with_capacity(fields.len());
        for field in fields {
            let n_before = seen.entry(&field.name).or_default();
            let key = (field.name.clone(), *n_before);
            *n_before += 1;
            let Some(ix) = self.by_name.get(&key).copied().or_else(|| self.free()) else { break };
            self.by_name.insert(key, ix);
            let body = postcard::to_stdvec(&nameless(field))?;
            // A unit that did not profile the field knows no better than one that did.
            let is_known = |old: &Field| old.generation == generation && (field.verdict.is_none() || old.body == body);
            if !self.by_ix.get(&ix).is_some_and(is_known) {
                self.by_ix.insert(ix, Field { generation, body, is_changed: true });
            }
            places.push(ix);
        }
        Ok(places)
    }

    /// The lowest position that no field has.
    fn free(&mut self) -> Option<u16> {
        // Within one commit places are only taken, so the search never has to look back.
        while self.by_ix.contains_key(&self.free_from) {
            self.free_from = self.free_from.checked_add(1)?;
        }
        Some(self.free_from)
    }

    /// What has to be written.
    pub(super) fn changed(self, object: i64) -> impl Iterator<Item = FieldRow> {
        let changed = self.by_ix.into_iter().filter(|(_, field)| field.is_changed);
        changed.map(move |(ix, field)| (object, ix, field.generation, field.body))
    }

    fn load(&mut self, ix: u16, generation: i64, body: Vec<u8>) -> Result<(), StoreError> {
        let field: StoredField = postcard::from_bytes(&body)?;
        let mut n_before = 0;
        while self.by_name.contains_key(&(field.name.clone(), n_before)) {
            n_before += 1;
        }
        self.by_name.insert((field.name, n_before), ix);
        self.by_ix.insert(ix, Field { generation, body, is_changed: false });
        Ok(())
    }
}

/// The field without the raw name that a column verdict carries inside the scan: the sealed name is beside it.
fn nameless(field: &StoredField) -> StoredField {
    let mut field = field.clone();
    if let Some(verdict) = &mut field.verdict {
        verdict.name.clear();
    }
    field
}

/// The fields of some objects.
pub(super) async fn load(conn: &mut SqliteConnection, objects: Vec<i64>) -> Result<HashMap<i64, Fields>, StoreError> {
    let mut found: HashMap<i64, Fields> = HashMap::new();
    let head = "SELECT object, ix, gen, body FROM field WHERE object IN";
    for row in rows::select(conn, head, objects, |query, ix| query.bind(ix)).await? {
        found.entry(row.try_get(0)?).or_default().load(row.try_get(1)?, row.try_get(2)?, row.try_get(3)?)?;
    }
    Ok(found)
}

/// Writes what [`Fields::changed`] gave.
pub(super) async fn save(conn: &mut SqliteConnection, changed: Vec<FieldRow>) -> Result<(), StoreError> {
    let head = "INSERT INTO field (object, ix, gen, body)";
    let tail = "ON CONFLICT DO UPDATE SET gen = excluded.gen, body = excluded.body";
    rows::insert(conn, head, 4, tail, changed, |query, (object, ix, generation, body)| {
        query.bind(object).bind(i64::from(ix)).bind(generation).bind(body)
    })
    .await
}

/// The fields in dense order; an unnamed one stands where none is.
pub(super) fn dense(rows: Vec<(u16, StoredField)>) -> Vec<StoredField> {
    let mut fields = Vec::new();
    for (ix, field) in rows {
        let nobody = StoredField { name: Name::Clear(Vec::new()), verdict: None };
        fields.resize(usize::from(ix), nobody);
        fields.push(field);
    }
    fields
}
