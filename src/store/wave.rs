//! Units that are committed side by side: the objects they belong to, what was committed for them before, and the rows
//! that will stand for them.

use std::collections::{HashMap, HashSet};

use sqlx::{Row, SqliteConnection};

use super::codec;
use super::doom::NameCounts;
use super::error::StoreError;
use super::fields::{self, Fields};
use super::outcome;
use super::rows;
use super::writer::Counters;
use crate::model::ids::ObjectId;
use crate::model::sighting::{Coverage, StoredObject, UnitResult};

/// An object during a commit.
pub(super) struct Object<'a> {
    pub ix: i64,
    pub is_new: bool,
    /// Its last unit is among those committed: older parts go.
    pub has_ended: bool,
    /// Coverage of an earlier run stands for it until now.
    pub has_old_cover: bool,
    pub stored: &'a StoredObject,
    pub content: String,
    pub generation: i64,
    pub last_part: Option<u32>,
    pub fields: Fields,
}

/// A unit during a commit.
pub(super) struct Unit<'a> {
    pub ix: i64,
    pub is_new: bool,
    pub object: i64,
    pub generation: i64,
    pub seq: i64,
    pub n_names: i64,
    /// The object's field for each of the unit's.
    pub places: Vec<u16>,
    pub result: &'a UnitResult,
}

/// What a unit tells of its object's coverage: outcome, bytes, records, blob of (cause, hint).
pub(super) type Own = (Option<i64>, i64, i64, Option<Vec<u8>>);

/// Units no two of which are the same, with their objects.
pub(super) struct Wave<'a> {
    pub objects: HashMap<ObjectId, Object<'a>>,
    pub units: Vec<Unit<'a>>,
}

/// The longest pieces of `units`, in order, in which no unit comes twice.
pub(super) fn split(mut units: &[(String, UnitResult)]) -> Vec<&[(String, UnitResult)]> {
    let mut pieces = Vec::new();
    while !units.is_empty() {
        let mut seen = HashSet::new();
        let n = units.iter().take_while(|(_, unit)| seen.insert(unit.id)).count();
        let (piece, rest) = units.split_at(n);
        pieces.push(piece);
        units = rest;
    }
    pieces
}

impl<'a> Wave<'a> {
    /// Finds what is known of the units and their objects, and gives numbers to what is new.
    pub(super) async fn load(
        conn: &mut SqliteConnection,
        counters: &mut Counters,
        run: i64,
        units: &'a [(String, UnitResult)],
    ) -> Result<Self, StoreError> {
        let mut wave = Self { objects: HashMap::new(), units: Vec::with_capacity(units.len()) };
        wave.load_objects(conn, run, units).await?;
        for (content, result) in units {
            wave.add(counters, content, result)?;
        }
        wave.load_units(conn).await?;
        for unit in &mut wave.units {
            if unit.is_new {
                unit.ix = counters.next_unit;
                counters.next_unit += 1;
            }
            unit.seq = counters.next_seq();
            counters.sequence += unit.result.sightings.len() as i64;
        }
        Ok(wave)
    }

    async fn load_objects(
        &mut self,
        conn: &mut SqliteConnection,
        run: i64,
        units: &'a [(String, UnitResult)],
    ) -> Result<(), StoreError> {
        let stored: HashMap<_, _> = units.iter().map(|(_, unit)| (unit.id.object, &unit.object)).collect();
        let head = "SELECT id, ix, content, gen, last_part, COALESCE(cover_run, ?1) <> ?1 FROM object WHERE id IN";
        let head = head.replace("?1", &run.to_string());
        let ids: Vec<_> = stored.keys().copied().collect();
        for row in rows::select(conn, &head, ids, |query, id: ObjectId| query.bind(id.0.to_vec())).await? {
            let id = object_id(row.try_get(0)?)?;
            let Some(stored) = stored.get(&id).copied() else { continue };
            let object = Object {
                ix: row.try_get(1)?,
                is_new: false,
                has_ended: false,
                has_old_cover: row.try_get(5)?,
                stored,
                content: row.try_get(2)?,
                generation: row.try_get(3)?,
                last_part: row.try_get(4)?,
                fields: Fields::default(),
            };
            self.objects.insert(id, object);
        }
        let mut fields = fields::load(conn, self.objects.values().map(|object| object.ix).collect()).await?;
        for object in self.objects.values_mut() {
            object.fields = fields.remove(&object.ix).unwrap_or_default();
        }
        Ok(())
    }

    fn add(&mut self, counters: &mut Counters, content: &str, result: &'a UnitResult) -> Result<(), StoreError> {
        let object = self.objects.entry(result.id.object).or_insert_with(|| {
            counters.next_object += 1;
            Object::new(counters.next_object - 1, &result.object)
        });
        object.stored = &result.object;
        if object.generation == 0 || object.content != content {
            object.generation += 1;
            object.last_part = None;
            object.has_ended = false;
            content.clone_into(&mut object.content);
        }
        let part = result.id.part;
        if result.is_last {
            object.last_part = Some(part);
            object.has_ended = true;
        } else if object.last_part.is_some_and(|last| part >= last) {
            object.last_part = None;
            object.has_ended = false;
        }
        self.units.push(Unit {
            ix: 0,
            is_new: true,
            object: object.ix,
            generation: object.generation,
            seq: 0,
            n_names: 0,
            places: object.fields.place(&result.fields, object.generation)?,
            result,
        });
        Ok(())
    }

    /// Finds the numbers of units that were committed before.
    async fn load_units(&mut self, conn: &mut SqliteConnection) -> Result<(), StoreError> {
        let old: HashSet<i64> = self.objects.values().filter(|object| !object.is_new).map(|object| object.ix).collect();
        let keys: HashMap<_, _> =
            self.units.iter().enumerate().map(|(i, unit)| ((unit.object, unit.result.id.part), i)).collect();
        let wanted: Vec<_> = keys.keys().copied().filter(|(object, _)| old.contains(object)).collect();
        let head = "SELECT object, part, ix FROM unit WHERE (object, part) IN";
        for row in rows::select_pairs(conn, head, wanted).await? {
            let key: (i64, u32) = (row.try_get(0)?, row.try_get(1)?);
            if let Some(unit) = keys.get(&key).and_then(|i| self.units.get_mut(*i)) {
                unit.ix = row.try_get(2)?;
                unit.is_new = false;
            }
        }
        Ok(())
    }
}

impl<'a> Object<'a> {
    fn new(ix: i64, stored: &'a StoredObject) -> Self {
        Self {
            ix,
            is_new: true,
            has_ended: false,
            has_old_cover: false,
            stored,
            content: String::new(),
            generation: 0,
            last_part: None,
            fields: Fields::default(),
        }
    }
}

impl Unit<'_> {
    /// One of the unit's sightings, packed; its names are counted.
    pub(super) fn pack(&mut self, i: usize, counters: &mut Counters, names: &mut NameCounts) -> Result<Vec<u8>, StoreError> {
        let sighting = self.result.sightings.get(i).ok_or(StoreError::Damaged("a sighting is missing"))?;
        let body = codec::pack(sighting, &self.places, &mut counters.lexicon)?;
        let (realm, tags) = codec::name_tags(&body)?;
        self.n_names += tags.len() as i64;
        for tag in tags {
            *names.entry((tag, realm)).or_default() += 1;
        }
        Ok(body)
    }

    /// What the unit tells of its object.
    pub(super) fn own_coverage(&self) -> Result<Own, StoreError> {
        let told = self.result.coverage.iter().filter(|coverage| !coverage.is_member).cloned().reduce(merge);
        let Some(told) = told else { return Ok((None, 0, 0, None)) };
        let note = (told.cause.is_some() || told.hint.is_some()).then_some((&told.cause, &told.hint));
        let note = note.map(|note| postcard::to_stdvec(&note)).transpose()?;
        Ok((Some(outcome::code(told.outcome)?), clamped(told.n_bytes), clamped(told.n_records), note))
    }
}

/// Two tellings of one object as one: the worse outcome with its cause, the sums.
pub(super) fn merge(a: Coverage, b: Coverage) -> Coverage {
    let (n_bytes, n_records) = (a.n_bytes.saturating_add(b.n_bytes), a.n_records.saturating_add(b.n_records));
    let worse = if a.outcome.worse(b.outcome) == a.outcome { a } else { b };
    Coverage { n_bytes, n_records, ..worse }
}

/// A count as SQLite holds it. Sums of a million such counts still fit.
pub(super) fn clamped(n: u64) -> i64 {
    n.min(1 << 43).cast_signed()
}

/// An object's id as it was stored.
pub(super) fn object_id(bytes: Vec<u8>) -> Result<ObjectId, StoreError> {
    Ok(ObjectId(bytes.try_into().map_err(|_| StoreError::Damaged("an object's id is cut off"))?))
}
