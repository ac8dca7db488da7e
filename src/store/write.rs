//! Committing units: everything of them in one transaction.

use fail::fail_point;
use sqlx::SqliteConnection;

use super::doom::{self, NameCounts};
use super::error::StoreError;
use super::rows;
use super::wave::{self, Object, Unit, Wave};
use super::writer::Counters;
use super::{Store, begin, codec, fields, outcome};
use crate::model::sighting::UnitResult;

impl Store {
    /// Commits units, in order, all or none; each with the text that says what it was read from (content version,
    /// detectors, bindings, known names).
    ///
    /// Whatever was committed for a unit before is replaced. When an object's last unit comes, its parts behind that one
    /// and those read from another content go. The answer is the highest sequence number; when it is given, everything
    /// is on the disk.
    ///
    /// # Errors
    /// The disk is full or fails, or the catalogue is damaged; nothing of these units is committed then.
    pub async fn commit(&self, run: i64, units: &[(String, UnitResult)]) -> Result<u64, StoreError> {
        let mut guard = self.writer().await;
        let (conn, mut counters, kept) = guard.as_mut().ok_or(StoreError::ReadOnly)?.ready().await?;
        let mut tx = begin(conn).await?;
        for piece in wave::split(units) {
            let mut wave = Wave::load(&mut tx, &mut counters, run, piece).await?;
            write(&mut tx, &mut counters, run, &mut wave).await?;
        }
        counters.save(&mut tx).await?;
        fail_point!("store::before-commit");
        tx.commit().await?;
        fail_point!("store::after-commit");
        Ok(kept.insert(counters).sequence as u64)
    }
}

async fn write(conn: &mut SqliteConnection, counters: &mut Counters, run: i64, wave: &mut Wave<'_>) -> Result<(), StoreError> {
    let replaced: Vec<i64> = wave.units.iter().filter(|unit| !unit.is_new).map(|unit| unit.ix).collect();
    if !replaced.is_empty() {
        let doom = format!("{} WHERE ? AND u.ix IN", doom::DOOM);
        rows::update(conn, &doom, 1, replaced, |query, ix| query.bind(ix)).await?;
        doom::empty_doomed(conn).await?;
        doom::clear(conn).await?;
    }
    let has_old_cover: Vec<i64> = wave.objects.values().filter(|object| object.has_old_cover).map(|object| object.ix).collect();
    uncover(conn, has_old_cover).await?;
    let sources: Vec<u32> =
        wave.objects.values().map(|object| counters.lexicon.word_id(object.stored.source.as_str())).collect();
    // Words first: rows below refer to them.
    let mut names = NameCounts::new();
    let packed = pack(wave, counters, &mut names)?;
    counters.lexicon.save(conn).await?;
    write_objects(conn, run, sources.into_iter().zip(wave.objects.values()).collect()).await?;
    write_sightings(conn, packed).await?;
    write_units(conn, run, &wave.units).await?;
    write_histograms(conn, counters, &wave.units).await?;
    write_members(conn, &wave.units).await?;
    doom::count_names(conn, names).await?;
    let ended: Vec<i64> =
        wave.objects.values().filter(|object| object.has_ended && !object.is_new).map(|object| object.ix).collect();
    let objects: Vec<i64> = wave.objects.values().map(|object| object.ix).collect();
    let changed = wave.objects.values_mut().flat_map(|object| std::mem::take(&mut object.fields).changed(object.ix));
    fields::save(conn, changed.collect()).await?;
    end(conn, counters, ended).await?;
    complete(conn, objects).await
}

/// All sightings of the wave, packed, with their numbers.
fn pack(wave: &mut Wave<'_>, counters: &mut Counters, names: &mut NameCounts) -> Result<Vec<(i64, Vec<u8>)>, StoreError> {
    let mut packed = Vec::with_capacity(wave.units.iter().map(|unit| unit.result.sightings.len()).sum());
    for unit in &mut wave.units {
        for i in 0..unit.result.sightings.len() {
            packed.push((unit.seq + 1 + i as i64, unit.pack(i, counters, names)?));
        }
    }
    Ok(packed)
}

async fn write_objects(conn: &mut SqliteConnection, run: i64, objects: Vec<(u32, &Object<'_>)>) -> Result<(), StoreError> {
    let mut packed = Vec::with_capacity(objects.len());
    for (source, object) in objects {
        let stored = postcard::to_stdvec(object.stored)?;
        packed.push((object.ix, object.stored.id, source, stored, object.content.clone(), object.generation, object.last_part));
    }
    let head = "INSERT INTO object (ix, id, source, met, first, is_stale, stored, content, gen, last_part)";
    let tail = "ON CONFLICT (ix) DO UPDATE SET source = excluded.source, met = excluded.met, is_stale = 0, \
                stored = excluded.stored, content = excluded.content, gen = excluded.gen, \
                last_part = excluded.last_part, cover_replaces = 0";
    rows::insert(conn, head, 10, tail, packed, |query, (ix, id, source, stored, content, generation, last_part)| {
        let query = query.bind(ix).bind(id.0.to_vec()).bind(i64::from(source)).bind(run).bind(run).bind(0);
        query.bind(stored).bind(content).bind(generation).bind(last_part)
    })
    .await
}

async fn write_sightings(conn: &mut SqliteConnection, packed: Vec<(i64, Vec<u8>)>) -> Result<(), StoreError> {
    let head = "INSERT INTO sighting (seq, body)";
    rows::insert(conn, head, 2, "", packed, |query, (seq, body)| query.bind(seq).bind(body)).await
}

async fn write_units(conn: &mut SqliteConnection, run: i64, units: &[Unit<'_>]) -> Result<(), StoreError> {
    let mut told = Vec::with_capacity(units.len());
    for unit in units {
        told.push((unit, unit.own_coverage()?));
    }
    let head = "INSERT INTO unit (ix, object, part, gen, seq, n_sightings, n_names, ends_at, is_last, run, \
                outcome, n_bytes, n_records, note)";
    let tail = "ON CONFLICT (ix) DO UPDATE SET gen = excluded.gen, seq = excluded.seq, \
                n_sightings = excluded.n_sightings, n_names = excluded.n_names, ends_at = excluded.ends_at, \
                is_last = excluded.is_last, run = excluded.run, outcome = excluded.outcome, \
                n_bytes = excluded.n_bytes, n_records = excluded.n_records, note = excluded.note";
    rows::insert(conn, head, 14, tail, told, |query, (unit, (outcome, n_bytes, n_records, note))| {
        let n_sightings = unit.result.sightings.len() as i64;
        let ends_at = unit.result.end.as_ref().map(|end| end.0.clone());
        let query = query.bind(unit.ix).bind(unit.object).bind(unit.result.id.part).bind(unit.generation).bind(unit.seq);
        let query = query.bind(n_sightings).bind(unit.n_names).bind(ends_at).bind(unit.result.is_last).bind(run);
        query.bind(outcome).bind(n_bytes).bind(n_records).bind(note)
    })
    .await
}

async fn write_histograms(conn: &mut SqliteConnection, counters: &mut Counters, units: &[Unit<'_>]) -> Result<(), StoreError> {
    let mut packed = Vec::new();
    for unit in units {
        for (n, histogram) in unit.result.histograms.iter().enumerate() {
            packed.push((unit.ix, n as i64, codec::pack_histogram(histogram, &mut counters.lexicon)?));
        }
    }
    let head = "INSERT INTO histogram (unit, n, body)";
    rows::insert(conn, head, 3, "", packed, |query, (unit, n, body)| query.bind(unit).bind(n).bind(body)).await
}

async fn write_members(conn: &mut SqliteConnection, units: &[Unit<'_>]) -> Result<(), StoreError> {
    let mut packed = Vec::new();
    for unit in units {
        for member in unit.result.coverage.iter().filter(|coverage| coverage.is_member) {
            packed.push((unit.object, unit.ix, outcome::code(member.outcome)?, postcard::to_stdvec(member)?));
        }
    }
    let head = "INSERT INTO member (object, unit, outcome, body)";
    rows::insert(conn, head, 4, "", packed, |query, (object, unit, outcome, body)| {
        query.bind(object).bind(unit).bind(outcome).bind(body)
    })
    .await
}

/// Forgets coverage that was told of objects as a whole.
pub(super) async fn uncover(conn: &mut SqliteConnection, objects: Vec<i64>) -> Result<(), StoreError> {
    let told = "UPDATE object SET cover = NULL, cover_outcome = NULL, cover_run = NULL, cover_replaces = ? WHERE ix IN";
    rows::update(conn, told, 0, objects.clone(), |query, ix| query.bind(ix)).await?;
    let members = "DELETE FROM member WHERE ? = 0 AND unit IS NULL AND object IN";
    rows::update(conn, members, 0, objects, |query, ix| query.bind(ix)).await?;
    Ok(())
}

/// Removes what ended objects still hold of parts behind their end and of other contents.
async fn end(conn: &mut SqliteConnection, counters: &mut Counters, objects: Vec<i64>) -> Result<(), StoreError> {
    let doom = format!("{} WHERE (u.gen <> o.gen OR u.part > o.last_part) AND ? AND o.ix IN", doom::DOOM);
    if rows::update(conn, &doom, 1, objects.clone(), |query, ix| query.bind(ix)).await? > 0 {
        doom::remove_doomed(conn, counters).await?;
    }
    let unnamed = "DELETE FROM field WHERE ? AND gen <> (SELECT o.gen FROM object o WHERE o.ix = field.object) AND object IN";
    rows::update(conn, unnamed, 1, objects, |query, ix| query.bind(ix)).await?;
    Ok(())
}

/// Notes of which objects every part is committed.
async fn complete(conn: &mut SqliteConnection, objects: Vec<i64>) -> Result<(), StoreError> {
    let update = "UPDATE object SET is_complete = (last_part IS NOT NULL AND (SELECT COUNT(*) + ? FROM unit u \
                  WHERE u.object = object.ix AND u.gen = object.gen AND u.part <= object.last_part) = last_part + 1) \
                  WHERE ix IN";
    rows::update(conn, update, 0, objects, |query, ix| query.bind(ix)).await?;
    Ok(())
}
