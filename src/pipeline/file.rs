//! A file: guessed, cut into stretches if it may be, and read stretch by stretch on the computing threads.

use std::collections::BTreeSet;
use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::sync::Arc;

use futures_util::StreamExt;

use super::crew::{Crew, Lost};
use super::profile;
use super::reading::Reading;
use super::unit::{Standing, Unit};
use crate::extract::{self, Ended, Input, Sink, Stop};
use crate::model::coverage::Outcome;
use crate::model::fault::Fault;
use crate::model::finding::ColumnVerdict;
use crate::model::meter::{Meter, Stage};
use crate::model::object::Stretch;
use crate::model::passage::{Fields, Record, RecordKind};
use crate::source::{Content, ReadSeek, Source};

/// Bytes of the head from which the type is guessed, and of each of the three places from which columns are judged.
const HEAD: usize = 64 << 10;

/// Reads a file. `done` are the parts that an interrupted run has committed already.
pub async fn read(crew: &Crew, source: &dyn Source, reading: Arc<Reading>, done: &BTreeSet<u32>) -> Result<(), Lost> {
    let first = open(source, &reading).await;
    let (first, n_parts) = match first {
        Ok(bytes) => {
            let reading = reading.clone();
            crew.pool.compute(move || cut(&reading, bytes)).await.map_err(|_| Lost::Internal)?
        }
        Err(fault) => return crew.cover(&reading.object.source, fault).await,
    };
    let (bytes, verdicts) = match first {
        Ok(first) => first,
        Err(error) => {
            let cause = crate::model::fault::Cause::io("cannot read", &error);
            return crew.cover(&reading.object.source, Fault::new(reading.object.at.clone(), Outcome::Failed, cause)).await;
        }
    };
    if n_parts == 1 {
        return read_part(crew, source, &reading, Part { number: 0, stretch: Stretch::Whole, is_only: true, done }, bytes)
            .await;
    }
    let reading = Arc::new(Reading { verdicts, ..reading.as_ref().clone() });
    drop(bytes);
    read_parts(crew, source, &reading, n_parts, done).await
}

/// All parts of a cut file that are not committed yet, as many at once as there are threads.
async fn read_parts(
    crew: &Crew,
    source: &dyn Source,
    reading: &Arc<Reading>,
    n_parts: u32,
    done: &BTreeSet<u32>,
) -> Result<(), Lost> {
    let unit_bytes = reading.means.cut.unit_bytes;
    let missing = (0..n_parts).filter(|part| !done.contains(part));
    let parts = futures_util::stream::iter(missing).map(|number| async move {
        let start = u64::from(number) * unit_bytes;
        let stretch = Stretch::Bytes { start, end: if number + 1 == n_parts { u64::MAX } else { start + unit_bytes } };
        match open(source, reading).await {
            Ok(bytes) => read_part(crew, source, reading, Part { number, stretch, is_only: false, done }, bytes).await,
            Err(fault) => crew.cover(&reading.object.source, fault).await,
        }
    });
    let mut parts = std::pin::pin!(parts.buffer_unordered(crew.pool.n_threads()));
    while let Some(part) = parts.next().await {
        part?;
    }
    if !crew.is_stopping() && !source.is_unchanged(&reading.object).await {
        return crew.cover(&reading.object.source, changed(reading)).await;
    }
    Ok(())
}

fn changed(reading: &Reading) -> Fault {
    Fault::new(reading.object.at.clone(), Outcome::ChangedDuringRead, "changed while it was read")
}

/// One part on its way.
struct Part<'a> {
    number: u32,
    stretch: Stretch,
    is_only: bool,
    done: &'a BTreeSet<u32>,
}

async fn read_part(
    crew: &Crew,
    source: &dyn Source,
    reading: &Arc<Reading>,
    part: Part<'_>,
    mut bytes: Box<dyn ReadSeek>,
) -> Result<(), Lost> {
    let mut sink = FileSink::new(crew, reading, part.number, part.is_only, part.done.clone());
    let is_last = matches!(part.stretch, Stretch::Whole | Stretch::Bytes { end: u64::MAX, .. });
    let computed = {
        let reading = reading.clone();
        crew.pool.compute(move || {
            let name = reading.object.at.0.last().map(|(_, name)| name.clone()).unwrap_or_default();
            let input = Input {
                name: &name,
                size: reading.object.size,
                bytes: &mut bytes,
                stretch: &part.stretch,
                modified: reading.object.modified,
            };
            reading.means.meter.time(Stage::Extract, || {
                let ended = extract::extract(input, &reading.means.budget, &mut sink);
                sink.settle();
                (sink, ended)
            })
        })
    };
    let Ok((sink, ended)) = computed.await else {
        let fault = Fault::new(reading.object.at.clone(), Outcome::Failed, "internal error while it was read");
        return crew.cover(&reading.object.source, fault).await;
    };
    if crew.is_stopping() {
        return Ok(());
    }
    let mut standing = Standing { outcome: ended.outcome, cause: ended.cause, hint: None };
    if part.is_only && !source.is_unchanged(&reading.object).await {
        let changed = changed(reading);
        standing = Standing { outcome: standing.outcome.worse(changed.outcome), cause: Some(changed.cause), hint: None };
    }
    crew.commit(reading, sink.unit.finish(None, is_last, standing)).await
}

async fn open(source: &dyn Source, reading: &Reading) -> Result<Box<dyn ReadSeek>, Fault> {
    let meter = &reading.means.meter;
    match meter.follow(Stage::Read, source.open(&reading.object, &Stretch::Whole)).await? {
        Content::Bytes(bytes) => Ok(Box::new(Metered { bytes, meter: meter.clone() })),
        Content::Rows(_) => {
            Err(Fault::new(reading.object.at.clone(), Outcome::Failed, "a file was expected, its source gives rows"))
        }
    }
}

/// A file's bytes, with the time that reading them takes.
struct Metered {
    bytes: Box<dyn ReadSeek>,
    meter: Meter,
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.meter.time(Stage::Read, || self.bytes.read(buffer))
    }
}

impl Seek for Metered {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.bytes.seek(to)
    }
}

type Opened = (Box<dyn ReadSeek>, Vec<ColumnVerdict>);

/// How many parts a file has, and, if more than one, the verdicts on its columns from its start, middle and end.
fn cut(reading: &Reading, mut bytes: Box<dyn ReadSeek>) -> (std::io::Result<Opened>, u32) {
    let size = reading.object.size.unwrap_or(0);
    let unit_bytes = reading.means.cut.unit_bytes;
    if size <= unit_bytes {
        return (Ok((bytes, Vec::new())), 1);
    }
    let mut head = Vec::new();
    let read = bytes.by_ref().take(HEAD as u64).read_to_end_bounded(&mut head).and_then(|()| bytes.seek(SeekFrom::Start(0)));
    if let Err(error) = read {
        return (Err(error), 1);
    }
    let name = reading.object.at.0.last().map(|(_, name)| name.clone()).unwrap_or_default();
    if !extract::guess(&name, &head).may_be_cut {
        return (Ok((bytes, Vec::new())), 1);
    }
    let mut sample = Sample::default();
    for start in [0, size / 2, size.saturating_sub(HEAD as u64)] {
        let stretch = Stretch::Bytes { start, end: start + HEAD as u64 };
        let modified = reading.object.modified;
        let input = Input { name: &name, size: Some(size), bytes: &mut bytes, stretch: &stretch, modified };
        extract::extract(input, &reading.means.budget, &mut sample);
    }
    let verdicts = profile::of_records(&reading.means.detectors, &sample.fields, sample.records.iter());
    let n_parts = u32::try_from(size.div_ceil(unit_bytes)).unwrap_or(u32::MAX);
    (Ok((bytes, verdicts)), n_parts)
}

/// Reads to the end of something that a `take` has bounded.
trait ReadBounded {
    fn read_to_end_bounded(self, into: &mut Vec<u8>) -> std::io::Result<()>;
}

impl<R: Read> ReadBounded for std::io::Take<R> {
    fn read_to_end_bounded(mut self, into: &mut Vec<u8>) -> std::io::Result<()> {
        std::io::copy(&mut self, into).map(|_| ())
    }
}

/// Takes columnar records for judging columns; members and text are of no use to it.
#[derive(Default)]
struct Sample {
    fields: Fields,
    records: Vec<Record>,
}

impl Sink for Sample {
    fn fields(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn record(&mut self, record: Record, _: u64) -> ControlFlow<Stop> {
        if is_columnar(record.kind) && self.records.len() < 3 * profile::SAMPLE_RECORDS {
            self.records.push(record);
        }
        ControlFlow::Continue(())
    }

    fn member(&mut self, _: &[u8]) -> ControlFlow<Stop> {
        ControlFlow::Break(Stop)
    }

    fn member_ended(&mut self, _: Ended) {}
}

fn is_columnar(kind: RecordKind) -> bool {
    matches!(kind, RecordKind::Row | RecordKind::Json)
}

/// Puts what a format finds into units. The first columnar records of a file or member are held back until their columns
/// are judged.
struct FileSink {
    reading: Arc<Reading>,
    unit: Unit,
    out: super::crew::Out,
    may_cut: bool,
    done: BTreeSet<u32>,
    held: Vec<(Record, u64)>,
    n_held_bytes: u64,
    is_judged: bool,
    /// Bytes and records before each open member.
    members: Vec<(u64, u64)>,
    /// Bytes and records of units that were sent.
    n_sent: (u64, u64),
}

impl FileSink {
    fn new(crew: &Crew, reading: &Arc<Reading>, part: u32, may_cut: bool, done: BTreeSet<u32>) -> Self {
        Self {
            unit: Unit::new(reading, part, Fields::default()),
            is_judged: !reading.verdicts.is_empty(),
            reading: reading.clone(),
            out: crew.out(),
            may_cut,
            done,
            held: Vec::new(),
            n_held_bytes: 0,
            members: Vec::new(),
            n_sent: (0, 0),
        }
    }

    /// Judges the columns of what is held back and takes it.
    fn settle(&mut self) {
        if self.held.is_empty() {
            return;
        }
        let records = self.held.iter().map(|(record, _)| record);
        let verdicts = profile::of_records(&self.reading.means.detectors, self.unit.fields(), records);
        self.unit.judge_fields(&verdicts);
        self.is_judged = true;
        self.n_held_bytes = 0;
        for (record, n_bytes) in std::mem::take(&mut self.held) {
            self.unit.take(&record, n_bytes);
        }
    }

    /// Sends the unit once it is large enough, and goes on with the next.
    fn cut(&mut self) -> ControlFlow<Stop> {
        if !self.may_cut || self.unit.n_bytes() < self.reading.means.cut.unit_bytes {
            return ControlFlow::Continue(());
        }
        let next = self.unit.next();
        let full = std::mem::replace(&mut self.unit, next);
        self.n_sent = (self.n_sent.0 + full.n_bytes(), self.n_sent.1 + full.n_records());
        if self.done.contains(&full.part()) {
            return ControlFlow::Continue(());
        }
        let result = full.finish(None, false, Standing::complete());
        if self.out.blocking_send(&self.reading, result).is_err() {
            ControlFlow::Break(Stop)
        } else {
            ControlFlow::Continue(())
        }
    }

    fn n_taken(&self) -> (u64, u64) {
        (self.n_sent.0 + self.unit.n_bytes(), self.n_sent.1 + self.unit.n_records())
    }
}

impl Sink for FileSink {
    fn fields(&mut self) -> &mut Fields {
        self.unit.fields()
    }

    fn record(&mut self, record: Record, n_bytes: u64) -> ControlFlow<Stop> {
        if self.reading.means.stop.is_set() {
            return ControlFlow::Break(Stop);
        }
        if self.is_judged || !is_columnar(record.kind) {
            self.settle();
            self.unit.take(&record, n_bytes);
            return self.cut();
        }
        self.held.push((record, n_bytes));
        self.n_held_bytes += n_bytes;
        if self.held.len() >= profile::SAMPLE_RECORDS || self.n_held_bytes >= profile::SAMPLE_BYTES {
            self.settle();
        }
        self.cut()
    }

    fn member(&mut self, name: &[u8]) -> ControlFlow<Stop> {
        self.settle();
        self.is_judged = false;
        self.unit.forget_verdicts();
        self.unit.member(name);
        self.members.push(self.n_taken());
        ControlFlow::Continue(())
    }

    fn member_ended(&mut self, ended: Ended) {
        self.settle();
        self.is_judged = false;
        self.unit.forget_verdicts();
        let now = self.n_taken();
        let before = self.members.pop().unwrap_or(now);
        self.unit.member_ended(ended.outcome, ended.cause, now.0 - before.0, now.1 - before.1);
    }
}
