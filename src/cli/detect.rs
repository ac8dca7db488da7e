//! `detect`: a stream of texts in, a stream of findings out, without catalogue, key or state.

use std::io::{self, BufRead, Read, Write};
use std::path::PathBuf;

use anyhow::Context as _;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Exit, Global, clock, session};
use crate::detect::{Context, Detectors};
use crate::model::finding::{ACCEPTED, Hit};
use crate::model::locator::StepKind;
use crate::model::passage::{Fields, Passage, Record, RecordKind};
use crate::model::time::Day;

/// Longest line that is read, in bytes; a longer one gives an error and the stream goes on.
const MAX_LINE: u64 = 64 << 20;
/// Bytes of input that are looked at together by all threads.
const BATCH_BYTES: usize = 1 << 20;
/// Bytes of one long text that are looked at at a time, and by how many two such windows overlap.
const WINDOW: usize = 60 << 10;
const OVERLAP: usize = 2 << 10;

/// `detect`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// A file of NDJSON {"id","text","column"?,"lang"?,"country"?}, or of plain lines [default: standard input]
    file: Option<PathBuf>,
    /// Lines are plain text; a line's id is its number
    #[arg(long)]
    plain: bool,
    /// Only findings of at least this confidence
    #[arg(long, value_name = "0..1", default_value_t = ACCEPTED)]
    min_confidence: f32,
    /// Add the value itself to each finding
    #[arg(long)]
    show_values: bool,
}

/// One text to look at.
#[derive(Deserialize)]
struct Ask {
    #[serde(default)]
    id: Value,
    text: String,
    column: Option<String>,
    /// Accepted for the callers' sake: context words of all languages are looked for anyway.
    #[serde(rename = "lang")]
    _lang: Option<String>,
    country: Option<String>,
}

/// One finding, or why a line gave none.
#[derive(Serialize)]
#[serde(untagged)]
enum Tell<'a> {
    Finding {
        id: &'a Value,
        detector: &'a str,
        class: &'a str,
        start: usize,
        end: usize,
        confidence: f32,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        likely_test: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        value: Option<&'a str>,
    },
    Error {
        id: &'a Value,
        error: &'a str,
    },
}

/// Runs the verb.
pub fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    let config = session::configuration(global)?;
    let detectors = session::detectors(config.detectors.as_deref())?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(global.threads.unwrap_or(0)).build()?;
    let input: Input = match &args.file {
        Some(path) => Box::new(std::fs::File::open(path).with_context(|| path.display().to_string())?),
        None => Box::new(io::stdin()),
    };
    let look = Look { detectors: &detectors, args, today: clock::today() };
    pool.install(|| stream(&look, io::BufReader::with_capacity(1 << 18, input)))?;
    Ok(Exit::Done)
}

type Input = Box<dyn Read + Send>;

struct Look<'a> {
    detectors: &'a Detectors,
    args: &'a Args,
    today: Day,
}

/// Batches of lines are looked at side by side and told in order.
fn stream(look: &Look<'_>, mut input: io::BufReader<Input>) -> anyhow::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut number = 0;
    loop {
        let lines = batch(&mut input, &mut number).context("cannot read the input")?;
        if lines.is_empty() {
            return Ok(out.flush()?);
        }
        let told: Vec<Vec<u8>> = lines.par_iter().map(|line| tell(look, line)).collect();
        told.iter().try_for_each(|told| out.write_all(told))?;
        out.flush()?;
    }
}

/// A line with its number, from 1; none of its bytes if it was too long.
struct Line {
    number: u64,
    bytes: Option<Vec<u8>>,
}

fn batch(input: &mut io::BufReader<Input>, number: &mut u64) -> io::Result<Vec<Line>> {
    let mut lines = Vec::new();
    let mut n_bytes = 0;
    while n_bytes < BATCH_BYTES {
        let mut bytes = Vec::new();
        let n = input.by_ref().take(MAX_LINE).read_until(b'\n', &mut bytes)?;
        if n == 0 {
            break;
        }
        *number += 1;
        n_bytes += n;
        let is_whole = bytes.last() == Some(&b'\n') || (n as u64) < MAX_LINE;
        if !is_whole {
            input.skip_until(b'\n')?;
        }
        while bytes.last().is_some_and(|b| matches!(b, b'\n' | b'\r')) {
            bytes.pop();
        }
        lines.push(Line { number: *number, bytes: is_whole.then_some(bytes) });
        // A caller that sends a line and waits for its answer is not kept waiting for a full batch.
        if memchr::memchr(b'\n', input.buffer()).is_none() {
            break;
        }
    }
    Ok(lines)
}

fn tell(look: &Look<'_>, line: &Line) -> Vec<u8> {
    let mut told = Vec::new();
    let id = Value::from(line.number);
    let Some(bytes) = &line.bytes else {
        write_line(&mut told, &Tell::Error { id: &id, error: "the line is longer than 64 MiB" });
        return told;
    };
    if look.args.plain {
        let ask = Ask { id, text: String::from_utf8_lossy(bytes).into_owned(), column: None, _lang: None, country: None };
        tell_findings(look, &ask, &mut told);
        return told;
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return told;
    }
    match serde_json::from_slice::<Ask>(bytes) {
        Ok(ask) => tell_findings(look, &ask, &mut told),
        Err(error) => {
            // The id is told if the line is JSON at all; the error's own text might quote the line.
            let id =
                serde_json::from_slice::<Value>(bytes).ok().and_then(|value| value.get("id").cloned()).unwrap_or(Value::Null);
            let error = match error.classify() {
                serde_json::error::Category::Data => r#"not of the shape {"id","text","column"?,"lang"?,"country"?}"#,
                _ => "not JSON",
            };
            write_line(&mut told, &Tell::Error { id: &id, error });
        }
    }
    told
}

fn tell_findings(look: &Look<'_>, ask: &Ask, told: &mut Vec<u8>) {
    let mut fields = Fields::default();
    let field = ask.column.as_deref().and_then(|column| fields.intern(column));
    for (start, end) in windows(&ask.text) {
        let Some(text) = ask.text.get(start..end) else { continue };
        let mut passage = Passage::new(text, field);
        if end < ask.text.len() {
            passage.owned = 0..floor(text, text.len().saturating_sub(OVERLAP));
        }
        let record = Record {
            kind: if field.is_some() { RecordKind::Row } else { RecordKind::Text },
            at: (StepKind::Line, Vec::new()),
            passages: vec![passage],
            day: None,
        };
        let context =
            Context { fields: &fields, verdicts: &[], region: ask.country.as_deref(), today: look.today, known: None };
        for (_, hit) in look.detectors.detect(&record, &context) {
            if hit.confidence >= look.args.min_confidence {
                write_line(told, &finding(look, ask, start, &hit));
            }
        }
    }
}

fn finding<'a>(look: &Look<'_>, ask: &'a Ask, offset: usize, hit: &'a Hit) -> Tell<'a> {
    let (start, end) = (offset + hit.span.start, offset + hit.span.end);
    Tell::Finding {
        id: &ask.id,
        detector: hit.detector.as_str(),
        class: hit.class.as_str(),
        start,
        end,
        confidence: (hit.confidence * 100.0).round() / 100.0,
        likely_test: look.detectors.is_likely_test(hit),
        value: if look.args.show_values { ask.text.get(start..end) } else { None },
    }
}

/// Windows of a long text; each begins where the one before stops owning.
fn windows(text: &str) -> Vec<(usize, usize)> {
    let mut windows = Vec::new();
    let mut start = 0;
    loop {
        let end = floor(text, start + WINDOW);
        windows.push((start, end));
        if end >= text.len() {
            return windows;
        }
        start = floor(text, end.saturating_sub(OVERLAP));
    }
}

/// The last character border at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

fn write_line(into: &mut Vec<u8>, tell: &Tell<'_>) {
    // Writing to memory cannot fail, and every shape above can be written as JSON.
    if serde_json::to_writer(&mut *into, tell).is_ok() {
        into.push(b'\n');
    }
}
