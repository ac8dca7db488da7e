//! The object's records, read through its source as a scan does: columns judged first, then every candidate explained.

use std::ops::ControlFlow;

use serde::Serialize;

use super::find;
use crate::cli::clock;
use crate::cli::session::Session;
use crate::detect::{Context, Detectors};
use crate::extract::{self, Ended, Input, Sink, Stop};
use crate::model::finding::ColumnVerdict;
use crate::model::locator::{StepKind, escaped, shown_key};
use crate::model::object::{Object, Stretch};
use crate::model::passage::{FieldIx, Fields, Passage, Record, RecordKind, RowBatch};
use crate::model::time::Day;
use crate::pipeline::{Target, profile};
use crate::source::{Content, ReadSeek};

/// Bytes of records that are explained where none is named.
const MAX_BYTES: u64 = 256 << 10;

/// A record with its candidates.
#[derive(Serialize)]
pub(super) struct ExplainedRecord {
    /// Its address inside the object.
    pub at: String,
    /// Every candidate, accepted or not.
    pub candidates: Vec<Candidate>,
}

/// A column as it was judged from its name, its type and a sample of its values.
#[derive(Serialize)]
pub(super) struct ExplainedColumn {
    /// The field, as it may be shown.
    pub field: String,
    pub detector: Option<String>,
    pub class: Option<String>,
    pub confidence: f32,
    pub next: Option<Next>,
    /// What its values look like: text, number, date, boolean, enumeration, opaque, empty.
    pub shape: String,
}

/// The next best answer for a column.
#[derive(Serialize)]
pub(super) struct Next {
    pub detector: String,
    pub confidence: f32,
}

/// What was read.
pub(super) struct Reading {
    pub columns: Vec<ExplainedColumn>,
    pub records: Vec<ExplainedRecord>,
    /// What must be said of the reading.
    pub notes: Vec<String>,
}

/// One candidate with its arithmetic.
#[derive(Serialize)]
pub(super) struct Candidate {
    /// The field, as it may be shown.
    pub field: Option<String>,
    /// Bytes of the field's or line's text.
    pub start: usize,
    pub end: usize,
    pub detector: String,
    pub class: String,
    /// What may be shown of the value, if it was accepted.
    pub mask: Option<String>,
    pub evidence: Vec<Evidence>,
    pub confidence: f32,
    pub outcome: String,
}

/// One line of the arithmetic.
#[derive(Serialize)]
pub(super) struct Evidence {
    pub what: String,
    pub weight: f32,
}

/// The columns, and the records that have candidates.
pub(super) async fn records(
    session: &Session,
    target: &Target,
    object: &Object,
    wanted: Option<&str>,
) -> anyhow::Result<Reading> {
    let cannot = |fault: crate::model::fault::Fault| {
        anyhow::anyhow!("{}: {}: {}", find::shown(&session.detectors, &object.at), fault.outcome, fault.cause.0)
    };
    let region = (target.bindings)(&object.at.address()).region;
    let mut reader = Reader::new(&session.detectors, region, wanted);
    let sample = target.source.sample(object, profile::SAMPLE_ROWS).await.map_err(cannot)?;
    if let Some(sample) = &sample {
        let verdicts = profile::of_rows(&session.detectors, &object.columns, sample);
        reader.judge(&verdicts);
    }
    let mut notes = Vec::new();
    match target.source.open(object, &Stretch::Whole).await.map_err(cannot)? {
        Content::Rows(mut rows) => {
            while let Some(batch) = rows.recv().await {
                if reader.rows(object, &batch.map_err(cannot)?).is_break() {
                    break;
                }
            }
        }
        Content::Bytes(bytes) => {
            let budget = session.config.scan.budget.clone();
            let ended = read_file(&mut reader, object, bytes, &budget);
            if !reader.is_full {
                notes.extend(ended.cause.map(|cause| format!("{}: {}", ended.outcome, cause.0)));
            }
        }
    }
    if reader.is_full && wanted.is_none() {
        notes.push(format!("only the first {} KiB are explained; --record names another place", MAX_BYTES >> 10));
    }
    notes.push("names that a scan would know from tables are not known here".to_owned());
    Ok(Reading { columns: reader.columns, records: reader.explained, notes })
}

fn read_file(reader: &mut Reader<'_>, object: &Object, mut bytes: Box<dyn ReadSeek>, budget: &extract::Budget) -> Ended {
    let name = object.at.0.last().map(|(_, name)| name.clone()).unwrap_or_default();
    let (stretch, modified) = (&Stretch::Whole, object.modified);
    let input = Input { name: &name, size: object.size, bytes: &mut bytes, stretch, modified };
    let ended = extract::extract(input, budget, reader);
    reader.settle();
    ended
}

/// Takes records, holds the first ones of a file back until their columns are judged, and explains those that are asked for.
struct Reader<'a> {
    detectors: &'a Detectors,
    region: Option<String>,
    today: Day,
    wanted: Option<&'a str>,
    fields: Fields,
    verdicts: Vec<Option<ColumnVerdict>>,
    is_judged: bool,
    held: Vec<Record>,
    n_held_bytes: u64,
    n_bytes: u64,
    n_rows: u64,
    inside: Vec<String>,
    columns: Vec<ExplainedColumn>,
    explained: Vec<ExplainedRecord>,
    /// Enough was read.
    is_full: bool,
}

impl<'a> Reader<'a> {
    fn new(detectors: &'a Detectors, region: Option<String>, wanted: Option<&'a str>) -> Self {
        Self {
            detectors,
            region,
            today: clock::today(),
            wanted,
            fields: Fields::default(),
            verdicts: Vec::new(),
            is_judged: false,
            held: Vec::new(),
            n_held_bytes: 0,
            n_bytes: 0,
            n_rows: 0,
            inside: Vec::new(),
            columns: Vec::new(),
            explained: Vec::new(),
            is_full: false,
        }
    }

    fn judge(&mut self, verdicts: &[ColumnVerdict]) {
        self.is_judged = true;
        for verdict in verdicts {
            let Some(FieldIx(ix)) = self.fields.intern(&verdict.name) else { continue };
            let ix = usize::from(ix);
            self.columns.push(self.column(verdict));
            if self.verdicts.len() <= ix {
                self.verdicts.resize(ix + 1, None);
            }
            self.verdicts[ix] = Some(verdict.clone());
        }
    }

    fn column(&self, verdict: &ColumnVerdict) -> ExplainedColumn {
        let round = |confidence: f32| (confidence * 100.0).round() / 100.0;
        let next = verdict.runner_up.as_ref();
        ExplainedColumn {
            field: find::name(self.detectors, verdict.name.as_bytes()),
            detector: verdict.class.as_ref().map(|(detector, _)| detector.to_string()),
            class: verdict.class.as_ref().map(|(_, class)| class.to_string()),
            confidence: round(verdict.confidence),
            next: next.map(|(detector, own)| Next { detector: detector.to_string(), confidence: round(*own) }),
            shape: serde_json::to_value(verdict.shape).ok().and_then(|own| Some(own.as_str()?.to_owned())).unwrap_or_default(),
        }
    }

    /// Judges the columns of what is held back and explains it.
    fn settle(&mut self) {
        if !self.held.is_empty() {
            let verdicts = profile::of_records(self.detectors, &self.fields, self.held.iter());
            self.judge(&verdicts);
        }
        self.n_held_bytes = 0;
        for record in std::mem::take(&mut self.held) {
            if self.explain(&record).is_break() {
                return;
            }
        }
    }

    fn forget(&mut self) {
        self.settle();
        self.is_judged = false;
        self.verdicts.clear();
    }

    fn rows(&mut self, object: &Object, batch: &RowBatch) -> ControlFlow<Stop> {
        let columns: Vec<_> = object.columns.iter().map(|column| self.fields.intern(&column.name)).collect();
        for row in 0..batch.n_rows() {
            self.n_rows += 1;
            let cells = columns.iter().enumerate().filter_map(|(ix, field)| Some((batch.cell(row, ix)?, *field)));
            let passages = cells.map(|(text, field)| Passage::new(text, field)).collect();
            let record = match batch.key(row) {
                Some(key) => Record { kind: RecordKind::KeyedRow, at: (StepKind::Key, key.to_vec()), passages, day: None },
                None => {
                    let number = self.n_rows.to_string().into_bytes();
                    Record { kind: RecordKind::Row, at: (StepKind::Line, number), passages, day: None }
                }
            };
            self.explain(&record)?;
        }
        ControlFlow::Continue(())
    }

    fn explain(&mut self, record: &Record) -> ControlFlow<Stop> {
        let (kind, at) = &record.at;
        if let Some(wanted) = self.wanted {
            let is_wanted = escaped(at) == wanted || (*kind == StepKind::Key && shown_key(at) == wanted);
            if !is_wanted {
                return ControlFlow::Continue(());
            }
            self.is_full = true;
        }
        self.n_bytes += record.passages.iter().map(|passage| passage.text.0.len() as u64).sum::<u64>();
        let context = Context {
            fields: &self.fields,
            verdicts: &self.verdicts,
            region: self.region.as_deref(),
            today: self.today,
            known: None,
        };
        let candidates: Vec<_> =
            self.detectors.explain(record, &context).iter().map(|one| self.candidate(record, one)).collect();
        if !candidates.is_empty() || self.wanted.is_some() {
            let place = match kind {
                StepKind::Line => format!("line {}", escaped(at)),
                StepKind::Offset => format!("byte {}", escaped(at)),
                StepKind::Key => format!("row {}", find::name(self.detectors, shown_key(at).as_bytes())),
                _ => format!("record {}", find::name(self.detectors, at)),
            };
            let members: String = self.inside.iter().map(|member| format!("{member}, ")).collect();
            self.explained.push(ExplainedRecord { at: format!("{members}{place}"), candidates });
        }
        self.is_full |= self.n_bytes >= MAX_BYTES;
        if self.is_full { ControlFlow::Break(Stop) } else { ControlFlow::Continue(()) }
    }

    fn candidate(&self, record: &Record, one: &crate::detect::Explanation) -> Candidate {
        let field = record.passages.get(one.passage).and_then(|passage| passage.field);
        Candidate {
            field: field.map(|field| find::name(self.detectors, self.fields.name(field).as_bytes())),
            start: one.span.start,
            end: one.span.end,
            detector: one.detector.to_string(),
            class: one.class.to_string(),
            mask: one.mask.as_ref().map(ToString::to_string),
            evidence: one.lines.iter().map(|(what, weight)| Evidence { what: what.clone(), weight: *weight }).collect(),
            confidence: one.confidence,
            outcome: one.outcome.clone(),
        }
    }
}

impl Sink for Reader<'_> {
    fn fields(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn record(&mut self, record: Record, n_bytes: u64) -> ControlFlow<Stop> {
        if self.is_full {
            return ControlFlow::Break(Stop);
        }
        let is_columnar = matches!(record.kind, RecordKind::Row | RecordKind::Json);
        if self.is_judged || !is_columnar {
            self.settle();
            return self.explain(&record);
        }
        self.held.push(record);
        self.n_held_bytes += n_bytes;
        if self.held.len() >= profile::SAMPLE_RECORDS || self.n_held_bytes >= profile::SAMPLE_BYTES {
            self.settle();
        }
        if self.is_full { ControlFlow::Break(Stop) } else { ControlFlow::Continue(()) }
    }

    fn member(&mut self, name: &[u8]) -> ControlFlow<Stop> {
        self.forget();
        if self.is_full {
            return ControlFlow::Break(Stop);
        }
        self.inside.push(format!("member {}", find::name(self.detectors, name)));
        ControlFlow::Continue(())
    }

    fn member_ended(&mut self, _: Ended) {
        self.forget();
        self.inside.pop();
    }
}
