//! A table: its columns judged from a sample, its rows read in key order, cut into units by their number.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::crew::{Crew, Lost};
use super::profile;
use super::reading::Reading;
use super::unit::{Standing, Unit};
use crate::model::coverage::Outcome;
use crate::model::fault::Fault;
use crate::model::locator::StepKind;
use crate::model::meter::Stage;
use crate::model::object::Stretch;
use crate::model::passage::{FieldIx, Fields, Passage, Record, RecordKind, RowBatch};
use crate::source::{Content, Source};

/// What earlier units of the table say: the keys at which they end, in order, and which of them need not be read again.
#[derive(Debug, Default)]
pub struct Earlier {
    /// The end of each part; none for the last.
    pub ends: BTreeMap<u32, Option<Vec<u8>>>,
    /// Parts that an interrupted run has committed with the same content.
    pub done: std::collections::BTreeSet<u32>,
}

/// Reads a table: the key ranges of earlier runs first, so that their units keep their bounds, then what lies behind them.
pub async fn read(crew: &Crew, source: &dyn Source, reading: Arc<Reading>, earlier: &Earlier) -> Result<(), Lost> {
    let sample = match source.sample(&reading.object, profile::SAMPLE_ROWS).await {
        Ok(sample) => sample.unwrap_or_default(),
        Err(fault) => return crew.cover(&reading.object.source, fault).await,
    };
    let judged = {
        let reading = reading.clone();
        crew.pool.compute(move || profile::of_rows(&reading.means.detectors, &reading.object.columns, &sample)).await
    };
    let verdicts = judged.map_err(|_| Lost::Internal)?;
    let reading = Arc::new(Reading { verdicts, ..reading.as_ref().clone() });
    let mut after = None;
    let mut part = 0;
    // The last of the earlier units was open-ended, so it is read as the tail is.
    while let Some(Some(upto)) = earlier.ends.get(&part) {
        let stretch = Stretch::Keys { after: after.take(), upto: Some(upto.clone()) };
        if !earlier.done.contains(&part) {
            let Some(unit) = read_range(crew, source, &reading, &stretch, part, Cuts::None).await? else { return Ok(()) };
            let end = reading.means.keys.seal(upto);
            crew.commit(&reading, unit.finish(Some(end), false, Standing::complete())).await?;
        }
        after = Some(upto.clone());
        part += 1;
    }
    if earlier.done.contains(&part) {
        return Ok(());
    }
    let stretch = if after.is_none() { Stretch::Whole } else { Stretch::Keys { after, upto: None } };
    let Some(unit) = read_range(crew, source, &reading, &stretch, part, Cuts::ByRows).await? else { return Ok(()) };
    let standing = match source.is_unchanged(&reading.object).await {
        true => Standing::complete(),
        false => Standing {
            outcome: Outcome::ChangedDuringRead,
            cause: Some("changed while it was read; rows are told by their key, so none was counted twice".into()),
            hint: None,
        },
    };
    crew.commit(&reading, unit.finish(None, true, standing)).await
}

/// Whether units are cut while a range is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cuts {
    None,
    ByRows,
}

/// Reads a key range and gives its last unit, still open. None if the run is being stopped or the table was lost.
async fn read_range(
    crew: &Crew,
    source: &dyn Source,
    reading: &Arc<Reading>,
    stretch: &Stretch,
    part: u32,
    cuts: Cuts,
) -> Result<Option<Unit>, Lost> {
    let mut rows = match source.open(&reading.object, stretch).await {
        Ok(Content::Rows(rows)) => rows,
        Ok(Content::Bytes(_)) => return Err(Lost::Internal),
        Err(fault) => return crew.cover(&reading.object.source, fault).await.map(|()| None),
    };
    let mut unit = Unit::new(reading, part, Fields::default());
    loop {
        let batch = tokio::select! {
            batch = rows.recv() => batch,
            // Dropping `rows` cancels the statement on the server.
            () = crew.means.stop.wait() => return Ok(None),
        };
        let Some(batch) = batch else { return Ok(Some(unit)) };
        let batch = match batch {
            Ok(batch) => batch,
            Err(fault) => return end_early(crew, reading, unit, fault).await,
        };
        let taken = {
            let reading = reading.clone();
            crew.pool.compute(move || {
                let end = reading.means.meter.time(Stage::Extract, || take(&reading, &mut unit, &batch));
                (unit, end)
            })
        };
        let Ok((taken, end)) = taken.await else {
            let fault = Fault::new(reading.object.at.clone(), Outcome::Failed, "internal error while it was read");
            return crew.cover(&reading.object.source, fault).await.map(|()| None);
        };
        unit = taken;
        if let (Cuts::ByRows, Some(end)) = (cuts, end)
            && unit.n_records() >= reading.means.cut.unit_rows
        {
            let next = unit.next();
            let full = std::mem::replace(&mut unit, next);
            let end = reading.means.keys.seal(&end);
            crew.commit(reading, full.finish(Some(end), false, Standing::complete())).await?;
        }
    }
}

/// What was delivered before a fault stays, with the fault's outcome on the table.
async fn end_early(crew: &Crew, reading: &Arc<Reading>, unit: Unit, fault: Fault) -> Result<Option<Unit>, Lost> {
    if unit.n_records() > 0 {
        let standing = Standing { outcome: fault.outcome, cause: Some(fault.cause), hint: fault.hint };
        crew.commit(reading, unit.finish(None, true, standing)).await?;
        return Ok(None);
    }
    crew.cover(&reading.object.source, fault).await.map(|()| None)
}

/// Takes a batch's rows and gives the key of the last one.
fn take(reading: &Reading, unit: &mut Unit, batch: &RowBatch) -> Option<Vec<u8>> {
    let columns: Vec<Option<FieldIx>> =
        reading.object.columns.iter().map(|column| unit.fields().intern(&column.name)).collect();
    let n_before = unit.n_records();
    unit.take_all(batch.n_rows(), |row| {
        let cells = columns.iter().enumerate().filter_map(|(ix, field)| Some((batch.cell(row, ix)?, *field)));
        let passages = cells.map(|(text, field)| Passage::new(text, field));
        let passages = reading.means.meter.sample(Stage::Extract, || 0, || passages.collect());
        let (kind, at) = match batch.key(row) {
            Some(key) => (RecordKind::KeyedRow, (StepKind::Key, key.to_vec())),
            // The number of a keyless row in the order in which its server gave it.
            None => (RecordKind::Row, (StepKind::Line, (n_before + row as u64 + 1).to_string().into_bytes())),
        };
        Record { kind, at, passages, day: None }
    });
    batch.key(batch.n_rows().checked_sub(1)?).map(<[u8]>::to_vec)
}
