//! Detection alone: files are read and decoded first, then looked at as running text, and nothing is kept.

use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context as _;
use rayon::prelude::*;
use serde::Serialize;

use crate::cli::{Exit, Global, clock, output, session};
use crate::detect::{Context, Detectors};
use crate::model::locator::StepKind;
use crate::model::passage::{Fields, Passage, Record, RecordKind};

/// The longest piece that is looked at at once, in bytes; pieces end where lines end.
const PIECE: usize = 60 << 10;

/// The most of a file that is held in memory.
const MAX_FILE: u64 = 1 << 30;

/// `bench detect`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Files of text; of each the first GiB is looked at
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// How often each is looked at; the median is told
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=1000))]
    rounds: u32,
}

/// What one file gave.
#[derive(Serialize)]
struct Measured {
    file: String,
    n_bytes: usize,
    threads: usize,
    /// Millions of bytes a second, the median of all rounds.
    mb_per_second: f64,
    n_hits: u64,
    /// A hash of all hits: equal where the same detectors found the same places.
    hash: String,
}

/// Runs the verb. One thread unless `--threads` says otherwise.
pub fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    let config = session::configuration(global)?;
    let detectors = session::detectors(config.detectors.as_deref())?;
    let threads = global.threads.unwrap_or(1);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let measured: Vec<Measured> = args
        .files
        .iter()
        .map(|path| pool.install(|| measure(&detectors, path, args.rounds, threads)))
        .collect::<anyhow::Result<_>>()?;
    let line = |one: &Measured| {
        let Measured { file, n_bytes, mb_per_second, n_hits, hash, .. } = one;
        format!("{mb_per_second:>9.1} MB/s  {n_hits:>9} hits  {hash}  {n_bytes:>12} bytes  {file}")
    };
    output::lines(global, &measured.iter().map(line).collect::<Vec<_>>(), &measured)?;
    Ok(Exit::Done)
}

fn measure(detectors: &Detectors, path: &Path, rounds: u32, threads: usize) -> anyhow::Result<Measured> {
    let place = || path.display().to_string();
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| std::io::copy(&mut file.take(MAX_FILE), &mut bytes)).with_context(place)?;
    let text = String::from_utf8_lossy(&bytes);
    let records = records(&text);
    let mut seconds = Vec::new();
    let mut found = (0, 0);
    for _ in 0..rounds {
        let begun = Instant::now();
        found = records
            .par_iter()
            .map(|(start, record)| look(detectors, *start, record))
            .reduce(|| (0, 0), |a, b| (a.0 + b.0, a.1 ^ b.1));
        seconds.push(begun.elapsed().as_secs_f64());
    }
    seconds.sort_by(f64::total_cmp);
    let median = seconds.get(seconds.len() / 2).copied().unwrap_or(f64::INFINITY);
    Ok(Measured {
        file: place(),
        n_bytes: bytes.len(),
        threads,
        mb_per_second: text.len() as f64 / 1e6 / median.max(1e-9),
        n_hits: found.0,
        hash: format!("{:016x}", found.1),
    })
}

/// The text in pieces that end where a line ends, each with where it starts.
fn records(text: &str) -> Vec<(usize, Record)> {
    let mut records = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let mut end = (start + PIECE).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let piece = text.get(start..end).unwrap_or("");
        let piece = match piece.rfind('\n') {
            Some(last) if end < text.len() => piece.get(..=last).unwrap_or(piece),
            _ => piece,
        };
        let passages = vec![Passage::new(piece, None)];
        records.push((start, Record { kind: RecordKind::Text, at: (StepKind::Offset, Vec::new()), passages, day: None }));
        start += piece.len().max(1);
    }
    records
}

/// How many hits a piece has, and a hash of them that does not depend on their order.
fn look(detectors: &Detectors, start: usize, record: &Record) -> (u64, u64) {
    let context = Context { fields: &Fields::default(), verdicts: &[], region: None, today: clock::today(), known: None };
    let hits = detectors.detect(record, &context);
    let of = |hit: &crate::model::finding::Hit| {
        let mut hasher = DefaultHasher::new();
        (hit.detector.as_str(), start + hit.span.start, start + hit.span.end).hash(&mut hasher);
        hasher.finish()
    };
    (hits.len() as u64, hits.iter().fold(0, |sum, (_, hit)| sum ^ of(hit)))
}
