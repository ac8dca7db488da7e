//! Detection against yardsticks, in one interleaved run: `cargo bench --bench detect`. Prints one table.
//!
//! Arguments after `--`: megabytes of each text [default 16], or `write DIR` to write the texts to files instead.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a program that measures")]

mod chance;
mod corpus;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use gleaner::detect::{Context, Detectors};
use gleaner::model::locator::StepKind;
use gleaner::model::passage::{Fields, Passage, Record, RecordKind};
use gleaner::model::time::Day;
use regex::bytes::{Regex, RegexBuilder};

const ROUNDS: usize = 5;
const PIECE: usize = 60 << 10;

/// What people look for who have no tool for it: fifteen patterns, ASCII, no validation.
const USUAL: [&str; 15] = [
    r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}",
    r"\b\d{3}-\d{2}-\d{4}\b",
    r"\b(?:\d[ -]?){13,16}\b",
    r"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b",
    r"\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b",
    r"\+\d{1,3}[ -]?\d{2,4}[ -]?\d{3,8}",
    r"\b(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}\b",
    r"\b\d{4}-\d{2}-\d{2}\b",
    r"\b[A-Z]{5}\d{4}[A-Z]\b",
    r"\b\d{4} \d{4} \d{4}\b",
    r"\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+",
    r"\bAKIA[0-9A-Z]{16}\b",
    r"(?i:password|passwd|pwd)\s*[:=]\s*\S+",
    r"\b\d{11}\b",
    r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b",
];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let n_bytes = args.first().and_then(|arg| arg.parse::<usize>().ok()).unwrap_or(16) << 20;
    let texts = [
        ("logs", corpus::logs(&corpus::Anybody, 1, n_bytes)),
        ("dense", corpus::dense(2, n_bytes)),
        ("letters", corpus::letters(&corpus::Anybody, 3, n_bytes)),
        ("code", corpus::code(4, n_bytes)),
    ];
    let bad = corpus::adversarial(n_bytes / 8);
    if let [verb, folder] = args.as_slice()
        && verb == "write"
    {
        texts.iter().chain(&bad).for_each(|(name, text)| write(Path::new(folder), name, text));
        return;
    }
    let detectors = Detectors::builtin().unwrap();
    let naive = naive(&detectors);
    println!("| text | MB/s | hits | to `rg -o`, 15 patterns | to one pattern after the other |");
    println!("|---|---|---|---|---|");
    let mut logs = 0.0;
    for (name, text) in &texts {
        let records = records(text);
        let (mut ours, mut theirs, mut each) = (Vec::new(), Vec::new(), Vec::new());
        let mut n_hits = 0;
        let few = text.get(..text.len() / 16).or_else(|| text.get(..text.len() / 16 - 1)).unwrap_or(text);
        for _ in 0..ROUNDS {
            ours.push(rate(text.len(), || n_hits = look(&detectors, &records)));
            theirs.extend(ripgrep(text));
            each.push(rate(few.len(), || _ = naive.iter().map(|regex| regex.find_iter(few.as_bytes()).count()).sum::<usize>()));
        }
        let own = median(&mut ours);
        if *name == "logs" {
            logs = own;
        }
        let to_ripgrep =
            if theirs.is_empty() { "not installed".to_owned() } else { format!("{:.2}×", own / median(&mut theirs)) };
        println!("| {name} | {own:.0} | {n_hits} | {to_ripgrep} | {:.0}× |", own / median(&mut each));
    }
    println!("\n| worst cases | MB/s | to logs |\n|---|---|---|");
    for (name, text) in &bad {
        let records = records(text);
        let mut ours: Vec<f64> = (0..3).map(|_| rate(text.len(), || _ = look(&detectors, &records))).collect();
        let own = median(&mut ours);
        println!("| `{name}` | {own:.1} | {:.2}× |", own / logs);
    }
}

fn write(folder: &Path, name: &str, text: &str) {
    let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    std::fs::write(folder.join(format!("{name}.txt")), text).unwrap();
}

/// Millions of bytes a second.
fn rate(n_bytes: usize, work: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    work();
    n_bytes as f64 / 1e6 / begun.elapsed().as_secs_f64()
}

fn median(rates: &mut [f64]) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}

/// Every pattern of every detector by itself, without checksums or context: less work than ours.
fn naive(detectors: &Detectors) -> Vec<Regex> {
    let patterns = detectors.specs().iter().flat_map(|spec| spec.pattern.iter().chain(&spec.patterns));
    let bounded = patterns.map(|pattern| format!(r"\b{{start-half}}(?:{pattern})\b{{end-half}}"));
    bounded.filter_map(|pattern| RegexBuilder::new(&pattern).unicode(false).build().ok()).collect()
}

fn records(text: &str) -> Vec<Record> {
    let mut records = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut end = PIECE.min(rest.len());
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let end = rest[..end].rfind('\n').filter(|_| end < rest.len()).map_or(end, |at| at + 1);
        let passages = vec![Passage::new(&rest[..end], None)];
        records.push(Record { kind: RecordKind::Text, at: (StepKind::Offset, Vec::new()), passages, day: None });
        rest = &rest[end..];
    }
    records
}

fn look(detectors: &Detectors, records: &[Record]) -> usize {
    let today = Day::from_date(jiff::civil::date(2026, 6, 1));
    let context = Context { fields: &Fields::default(), verdicts: &[], region: None, today, known: None };
    records.iter().map(|record| detectors.detect(record, &context).len()).sum()
}

/// Millions of bytes a second of `rg -o`, on one thread, with the text on its standard input.
fn ripgrep(text: &str) -> Option<f64> {
    let file = tempfile::NamedTempFile::new().ok()?;
    std::fs::write(file.path(), text).ok()?;
    let mut command = Command::new("rg");
    command.args(["-o", "--no-filename", "--no-line-number", "-j1", "--no-unicode"]);
    command.args(USUAL.iter().flat_map(|pattern| ["-e", pattern]));
    command.arg(file.path()).stdout(Stdio::null());
    let begun = Instant::now();
    command.status().ok()?;
    Some(text.len() as f64 / 1e6 / begun.elapsed().as_secs_f64())
}
