//! False alarms: what detectors are sure of in files that hold nobody's data (documentation, licences, source code), for each
//! decoded MB. Files are decoded and their columns judged as a scan does it; nothing is kept.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Serialize;

use crate::cli::{Exit, Global, clock, output, session};
use crate::detect::{Context, Detectors};
use crate::extract::{Budget, Ended, Input, Sink, Stop, extract};
use crate::model::finding::{ColumnVerdict, HIGH, Hit};
use crate::model::object::Stretch;
use crate::model::passage::{Fields, Record, RecordKind};
use crate::model::time::Day;
use crate::pipeline::profile;

/// Characters before and behind a value that are shown with it.
const AROUND: usize = 40;

/// `bench alarms`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Files and folders
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Findings of at least this confidence
    #[arg(long, value_name = "0..1", default_value_t = HIGH)]
    min_confidence: f32,
    /// Count e-mail addresses, names of persons and URLs too
    #[arg(long)]
    all: bool,
    /// Also print each finding with its file, the value and what stands around it
    #[arg(long)]
    show_values: bool,
}

/// What all files gave.
#[derive(Default, Serialize)]
struct Counted {
    n_files: u64,
    /// Decoded bytes.
    n_bytes: u64,
    n_findings: u64,
    findings_per_mb: f64,
    /// Findings by detector.
    detectors: BTreeMap<String, u64>,
    #[serde(skip)]
    shown: Vec<String>,
}

impl Counted {
    fn add(mut self, other: Self) -> Self {
        self.n_files += other.n_files;
        self.n_bytes += other.n_bytes;
        self.n_findings += other.n_findings;
        for (detector, n) in other.detectors {
            *self.detectors.entry(detector).or_default() += n;
        }
        self.shown.extend(other.shown);
        self
    }
}

/// Runs the verb.
pub fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    let config = session::configuration(global)?;
    let detectors = session::detectors(config.detectors.as_deref())?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(global.threads.unwrap_or(0)).build()?;
    let look = Look { detectors: &detectors, args, today: clock::today() };
    let mut files: Vec<PathBuf> = Vec::new();
    for path in &args.paths {
        for entry in walkdir::WalkDir::new(path) {
            let entry = entry?;
            if entry.file_type().is_file() {
                files.push(entry.into_path());
            }
        }
    }
    let mut counted = pool.install(|| files.par_iter().map(|path| of_file(&look, path)).reduce(Counted::default, Counted::add));
    counted.findings_per_mb = counted.n_findings as f64 / (counted.n_bytes as f64 / 1e6).max(1e-9);
    counted.shown.iter().try_for_each(|line| writeln!(std::io::stdout().lock(), "{line}"))?;
    let mut lines: Vec<String> = counted.detectors.iter().map(|(detector, n)| format!("{n:>8}  {detector}")).collect();
    let (megabytes, n) = (counted.n_bytes as f64 / 1e6, counted.n_findings);
    lines.push(format!(
        "{n:>8}  in {megabytes:.1} decoded MB of {} files: {:.3} per MB",
        counted.n_files, counted.findings_per_mb
    ));
    output::lines(global, &lines, &counted)?;
    Ok(Exit::Done)
}

struct Look<'a> {
    detectors: &'a Detectors,
    args: &'a Args,
    today: Day,
}

/// What one file gave; one that cannot be opened gives nothing and is not counted.
fn of_file(look: &Look<'_>, path: &Path) -> Counted {
    let Ok(mut file) = File::open(path) else { return Counted::default() };
    let name = path.file_name().map(|name| name.as_encoded_bytes().to_vec()).unwrap_or_default();
    let mut tray = Tray {
        look,
        path,
        fields: Fields::default(),
        verdicts: Vec::new(),
        held: Some(Vec::new()),
        counted: Counted::default(),
    };
    tray.counted.n_files = 1;
    let input = Input { name: &name, size: None, bytes: &mut file, stretch: &Stretch::Whole, modified: None };
    extract(input, &Budget::default(), &mut tray);
    tray.settle();
    tray.counted
}

/// Takes the records of a file. The first of a table are held back until its columns are judged.
struct Tray<'a> {
    look: &'a Look<'a>,
    path: &'a Path,
    fields: Fields,
    verdicts: Vec<Option<ColumnVerdict>>,
    /// None once the columns are judged.
    held: Option<Vec<Record>>,
    counted: Counted,
}

impl Tray<'_> {
    fn settle(&mut self) {
        let Some(held) = self.held.take().filter(|held| !held.is_empty()) else { return };
        for verdict in profile::of_records(self.look.detectors, &self.fields, held.iter()) {
            let Some(ix) = self.fields.find(&verdict.name).map(|ix| usize::from(ix.0)) else { continue };
            self.verdicts.resize(self.verdicts.len().max(ix + 1), None);
            if let Some(own) = self.verdicts.get_mut(ix) {
                *own = Some(verdict);
            }
        }
        held.iter().for_each(|record| self.count(record));
    }

    fn count(&mut self, record: &Record) {
        let Look { detectors, args, today } = self.look;
        let context = Context { fields: &self.fields, verdicts: &self.verdicts, region: None, today: *today, known: None };
        for (passage, hit) in detectors.detect(record, &context) {
            let text = record.passages.get(passage).map_or("", |passage| passage.text.0.as_str());
            if hit.confidence < args.min_confidence - 1e-6 || (!args.all && is_everywhere(&hit, text)) {
                continue;
            }
            self.counted.n_findings += 1;
            *self.counted.detectors.entry(hit.detector.to_string()).or_default() += 1;
            if args.show_values {
                let field = record.passages.get(passage).and_then(|passage| passage.field);
                let field = field.map(|ix| self.fields.name(ix)).unwrap_or_default();
                let (before, value, after) = around(text, &hit);
                let shown = format!(
                    "{} {:.2} {} [{field}]: {before}«{value}»{after}",
                    hit.detector,
                    hit.confidence,
                    self.path.display()
                );
                self.counted.shown.push(shown.replace(['\n', '\r', '\t'], " "));
            }
        }
    }

    fn forget(&mut self) {
        self.settle();
        self.verdicts.clear();
        self.held = Some(Vec::new());
    }
}

/// Documentation is full of its authors: e-mail addresses, names of persons and URLs are real there.
fn is_everywhere(hit: &Hit, text: &str) -> bool {
    let is_url = text.get(hit.span.clone()).is_some_and(|value| value.starts_with("http://") || value.starts_with("https://"));
    hit.class.is_within("user.contact.email") || hit.class.is_within("user.name") || is_url
}

/// What stands before a hit, in it and behind it.
fn around<'a>(text: &'a str, hit: &Hit) -> (&'a str, &'a str, &'a str) {
    let start = text.floor_char_boundary(hit.span.start.saturating_sub(AROUND));
    let end = text.ceil_char_boundary((hit.span.end + AROUND).min(text.len()));
    let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or("");
    (part(start..hit.span.start), part(hit.span.clone()), part(hit.span.end..end))
}

impl Sink for Tray<'_> {
    fn fields(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn record(&mut self, record: Record, n_bytes: u64) -> ControlFlow<Stop> {
        self.counted.n_bytes += n_bytes;
        match &mut self.held {
            Some(held) if matches!(record.kind, RecordKind::Row | RecordKind::Json) => {
                held.push(record);
                if held.len() >= profile::SAMPLE_RECORDS {
                    self.settle();
                }
            }
            _ => self.count(&record),
        }
        ControlFlow::Continue(())
    }

    fn member(&mut self, _: &[u8]) -> ControlFlow<Stop> {
        self.forget();
        ControlFlow::Continue(())
    }

    fn member_ended(&mut self, _: Ended) {
        self.forget();
    }
}
