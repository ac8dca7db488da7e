//! Whole scans of files against what reads them without looking, in interleaved rounds: `cargo bench --bench files`. Prints one
//! table. Every scan is one of `--full-speed`.
//!
//! Arguments after `--`: megabytes of logs and letters [default 2000], small files [default 200000], rounds [default 5].

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a program that measures")]
#![allow(dead_code, reason = "some of the texts are other measurements'")]

mod chance;
mod corpus;
mod crowd;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use crowd::Crowd;
use serde_json::Value;

const N_PERSONS: usize = 50_000;
/// Bytes of one large file.
const FILE: usize = 100_000_000;
/// Files in a folder.
const FOLDER: usize = 1_000;

fn main() {
    let args: Vec<usize> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let of = |ix: usize, usual: usize| args.get(ix).copied().unwrap_or(usual);
    let (n_bytes, n_files, n_rounds) = (of(0, 2000) * 1_000_000, of(1, 200_000), of(2, 5).max(1));
    let folder = tempfile::tempdir().unwrap();
    let (large, small) = (folder.path().join("large"), folder.path().join("small"));
    write_large(&large, n_bytes);
    write_small(&small, n_files);
    println!("{} MB of logs and letters, {n_files} small files, median of {n_rounds}\n", n_bytes / 1_000_000);
    println!("| what | yardstick | seconds | scan | to it | index caught up | to it | peak MB |");
    println!("|---|---|---|---|---|---|---|---|");
    let rows = [
        ("logs and letters", "`bench detect`, two threads", Yardstick::Detect, &large, false),
        ("small files", "`find -type f -exec cat {} +`", Yardstick::Cat, &small, false),
        ("small files, unchanged", "`find -printf '%p %s %T@\\n'`", Yardstick::List, &small, true),
    ];
    for (what, told, yardstick, tree, is_second) in rows {
        let (mut own, mut scans) = (Vec::new(), Vec::new());
        for _ in 0..n_rounds {
            own.push(yardstick.seconds(tree));
            scans.push(if is_second { again(folder.path(), tree) } else { first(folder.path(), tree) });
        }
        let (own, of) = (median(own), |key: fn(&Scan) -> f64| median(scans.iter().map(key).collect()));
        let (committed, indexed, peak) = (of(|s| s.committed), of(|s| s.indexed), of(|s| s.peak) / 1e6);
        let (to_own, to_own_indexed) = (committed / own, indexed / own);
        println!(
            "| {what} | {told} | {own:.2} | {committed:.2} | {to_own:.1}× | {indexed:.2} | {to_own_indexed:.1}× | {peak:.0} |"
        );
    }
}

/// What a scan took: seconds, and bytes.
struct Scan {
    committed: f64,
    indexed: f64,
    peak: f64,
}

/// What is done to a tree without keeping anything.
#[derive(Clone, Copy)]
enum Yardstick {
    Detect,
    Cat,
    List,
}

impl Yardstick {
    fn seconds(self, tree: &Path) -> f64 {
        match self {
            Self::Detect => detect(tree),
            Self::Cat => time(Command::new("find").arg(tree).args(["-type", "f", "-exec", "cat", "{}", "+"])),
            Self::List => time(Command::new("find").arg(tree).args(["-printf", "%p %s %T@\\n"])),
        }
    }
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// Seconds that a command takes.
fn time(command: &mut Command) -> f64 {
    let began = Instant::now();
    assert!(command.stdout(Stdio::null()).status().unwrap().success(), "{command:?}");
    began.elapsed().as_secs_f64()
}

fn gleaner(home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gleaner"));
    command.args(args).current_dir(home).env("HOME", home).env("TMPDIR", home);
    command
}

fn told(mut command: Command) -> Value {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Seconds that detection takes on all files of a tree, without reading them.
fn detect(tree: &Path) -> f64 {
    let mut command = gleaner(tree, &["bench", "detect", "--rounds", "1", "--threads", "2", "--format", "json"]);
    command.args(fs::read_dir(tree).unwrap().map(|file| file.unwrap().path()));
    let files = told(command);
    let seconds = |one: &Value| one["n_bytes"].as_f64().unwrap() / 1e6 / one["mb_per_second"].as_f64().unwrap();
    files.as_array().unwrap().iter().map(seconds).sum()
}

/// A scan into an empty state.
fn first(home: &Path, tree: &Path) -> Scan {
    let mut command = gleaner(home, &["bench", "scan", "--quiet", "--format", "json", "--full-speed"]);
    command.arg(tree);
    let told = told(command);
    let of = |key: &str| told[key].as_f64().unwrap();
    Scan { committed: of("seconds_committed"), indexed: of("seconds_indexed"), peak: of("peak_memory") }
}

/// A scan into a state that knows all of it already, from start to end.
fn again(home: &Path, tree: &Path) -> Scan {
    let state = home.join("state");
    let scan = || {
        let mut command = gleaner(home, &["scan", "--quiet", "--full-speed"]);
        time(command.arg("--state").arg(&state).arg(tree))
    };
    if !state.exists() {
        scan();
    }
    let seconds = scan();
    Scan { committed: seconds, indexed: seconds, peak: f64::NAN }
}

fn write_large(folder: &Path, n_bytes: usize) {
    fs::create_dir(folder).unwrap();
    let crowd = Crowd::new(5, N_PERSONS);
    for ix in 0..n_bytes.div_ceil(FILE) {
        let seed = 100 + ix as u64;
        let text = if ix % 5 == 4 { corpus::letters(&crowd, seed, FILE) } else { corpus::logs(&crowd, seed, FILE) };
        fs::write(folder.join(format!("{ix:03}.log")), text).unwrap();
    }
}

fn write_small(folder: &Path, n_files: usize) {
    let crowd = Crowd::new(6, N_PERSONS);
    for ix in 0..n_files {
        let own = folder.join(format!("{:04}", ix / FOLDER));
        fs::create_dir_all(&own).unwrap();
        fs::write(own.join(format!("{ix:07}.txt")), corpus::letters(&crowd, ix as u64, 300)).unwrap();
    }
}
