//! Whole scans of one large table against the servers' own ways of copying it out, in one interleaved run:
//! `cargo bench --bench tables`. Prints one table. A server whose programs are not installed is left out.
//!
//! Arguments after `--`: rows [default 1000000], rounds [default 5].

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a program that measures")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program that measures")]
#![allow(clippy::disallowed_methods, reason = "what it reads whole, it wrote itself")]

mod chance;
#[path = "../tests/all/servers.rs"]
#[allow(dead_code, reason = "made for tests, which look at what servers log")]
mod servers;

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use chance::Chance;
use serde_json::Value;

/// A number of its own, eight columns that are personal, an amount and a time.
const COLUMNS: [(&str, &str); 11] = [
    ("id", "bigint PRIMARY KEY"),
    ("full_name", "varchar(80)"),
    ("email", "varchar(80)"),
    ("phone", "varchar(40)"),
    ("date_of_birth", "date"),
    ("street", "varchar(80)"),
    ("city", "varchar(40)"),
    ("iban", "varchar(40)"),
    ("last_ip", "varchar(40)"),
    ("amount", "decimal(10,2)"),
    ("created_at", "timestamp"),
];
const GIVEN: [&str; 12] =
    ["Anna", "Priya", "Jonas", "Mateo", "Ingrid", "Rahul", "Sofia", "Walter", "Amelia", "Tomas", "Greta", "Lukas"];
const HEADS: [&str; 12] =
    ["Tarn", "Vel", "Omb", "Fenn", "Quill", "Bramble", "Ostro", "Hollow", "Penny", "Thistle", "Lark", "Winter"];
const TAILS: [&str; 10] = ["wick", "derose", "rigast", "marsh", "feather", "worth", "vend", "mere", "farrow", "gold"];
const CITIES: [&str; 6] = ["Kiel", "Lyon", "Leeds", "Porto", "Graz", "Turku"];

/// A server with the table in it.
struct Ground {
    name: &'static str,
    yardstick: &'static str,
    /// Writes the table to its standard output, which is thrown away.
    copy: Vec<String>,
    /// What `gleaner` is asked to scan.
    target: String,
    _server: Option<servers::Server>,
}

fn main() {
    let args: Vec<usize> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let n_rows = args.first().copied().unwrap_or(1_000_000);
    let n_rounds = args.get(1).copied().unwrap_or(5).max(1);
    let folder = tempfile::tempdir().unwrap();
    let tsv = folder.path().join("people.tsv");
    let n_bytes = write(&tsv, n_rows);
    let grounds: Vec<_> = [sqlite(folder.path(), &tsv), postgres(&tsv), mariadb(&tsv)].into_iter().flatten().collect();
    println!("{n_rows} rows, {} MB as text, median of {n_rounds}\n", n_bytes / 1_000_000);
    println!("| table in | yardstick | seconds | pace | committed | to it | index caught up | to it | peak MB |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for ground in &grounds {
        let mut copied = Vec::new();
        let mut scanned = [Vec::new(), Vec::new()];
        for round in 0..=n_rounds {
            let seconds = copy(&ground.copy);
            let scans = [false, true].map(|is_full_speed| scan(folder.path(), ground, is_full_speed));
            // The first round fills the caches.
            if round > 0 {
                copied.push(seconds);
                scanned.iter_mut().zip(scans).for_each(|(all, scan)| all.push(scan));
            }
        }
        let yardstick = median(copied);
        for (pace, scans) in ["gentle", "full speed"].iter().zip(&scanned) {
            let of = |key: &str| median(scans.iter().map(|scan| scan[key].as_f64().unwrap()).collect());
            let (committed, indexed, peak) = (of("seconds_committed"), of("seconds_indexed"), of("peak_memory") / 1e6);
            println!(
                "| {} | `{}` | {yardstick:.2} | {pace} | {committed:.2} | {:.1}× | {indexed:.2} | {:.1}× | {peak:.0} |",
                ground.name,
                ground.yardstick,
                committed / yardstick,
                indexed / yardstick
            );
        }
    }
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// Seconds that a command takes.
fn copy(command: &[String]) -> f64 {
    let began = Instant::now();
    run(Command::new(&command[0]).args(&command[1..]));
    began.elapsed().as_secs_f64()
}

/// What `bench scan` tells of a scan.
fn scan(folder: &Path, ground: &Ground, is_full_speed: bool) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gleaner"));
    command.args(["bench", "scan", "--quiet", "--format", "json", &ground.target]).current_dir(folder);
    command.env("HOME", folder).env("TMPDIR", folder).args(is_full_speed.then_some("--full-speed"));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}: {}", ground.name, String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let stages = told["stages"].as_array().unwrap().iter();
    let stages = stages.map(|of| format!("{} {:.2}", of["stage"].as_str().unwrap(), of["seconds"].as_f64().unwrap()));
    eprintln!("{}, full speed {is_full_speed}: {}", ground.name, stages.collect::<Vec<_>>().join(", "));
    told
}

fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).status().unwrap();
    assert!(status.success(), "{command:?}");
}

/// Writes the rows, each a person of its own, as text with tabs.
fn write(path: &Path, n_rows: usize) -> u64 {
    let mut out = BufWriter::new(File::create(path).unwrap());
    let mut chance = Chance::new(11);
    let mut of = |all: &[&'static str]| all[chance.below(all.len() as u64) as usize];
    let mut names = Vec::new();
    for _ in 0..n_rows {
        names.push((of(&GIVEN), of(&HEADS), of(&TAILS), of(&CITIES)));
    }
    for (id, (given, head, tail, city)) in names.into_iter().enumerate() {
        let mut below = |n| chance.below(n);
        let (year, month, day) = (1940 + below(65), 1 + below(12), 1 + below(28));
        writeln!(
            out,
            "{id}\t{given} {head}{tail}\t{}.{}{}{id}@mailbox.example\t+49 1522 {:07}\t{year}-{month:02}-{day:02}\t{head}weg {}\t{city}\t{}\t\
             {}.{}.{}.{}\t{}.{:02}\t20{:02}-{:02}-{:02} {:02}:{:02}:{:02}",
            given.to_lowercase(),
            head.to_lowercase(),
            tail,
            below(10_000_000),
            1 + below(240),
            iban(below(1 << 59)),
            11 + below(200),
            below(256),
            below(256),
            1 + below(254),
            below(9000),
            below(100),
            10 + below(16),
            1 + below(12),
            1 + below(28),
            below(24),
            below(60),
            below(60),
        )
        .unwrap();
    }
    out.into_inner().unwrap().metadata().unwrap().len()
}

/// A German account number with its check digits (ISO 13616, ISO 7064 mod 97-10).
fn iban(account: u64) -> String {
    let check = 98 - (u128::from(account) * 1_000_000 + 131_400) % 97;
    format!("DE{check:02}{account:018}")
}

/// `id bigint PRIMARY KEY, …`
fn columns() -> String {
    COLUMNS.map(|(name, kind)| format!("{name} {kind}")).join(", ")
}

fn is_there(program: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let is = std::env::split_paths(&folders).any(|folder| folder.join(program).exists());
    if !is {
        eprintln!("{program} is not installed: left out");
    }
    is
}

fn sqlite(folder: &Path, tsv: &Path) -> Option<Ground> {
    if !is_there("sqlite3") {
        return None;
    }
    let file = folder.join("people.db").display().to_string();
    let create = format!("CREATE TABLE people ({})", columns().replace("bigint PRIMARY KEY", "INTEGER PRIMARY KEY"));
    let import = format!(".import {} people", tsv.display());
    run(Command::new("sqlite3").args([file.as_str(), &create, ".mode tabs", &import]));
    Some(Ground {
        name: "SQLite",
        yardstick: "sqlite3 FILE .dump",
        copy: vec!["sqlite3".into(), file.clone(), ".dump".into()],
        target: format!("sqlite:{file}"),
        _server: None,
    })
}

fn postgres(tsv: &Path) -> Option<Ground> {
    if !is_there("psql") || !Path::new("/usr/lib/postgresql").exists() {
        return None;
    }
    let server = servers::postgres();
    let url = format!("postgres://postgres@127.0.0.1:{}/postgres", server.port);
    let load = format!("\\copy people from '{}'", tsv.display());
    for sql in [format!("CREATE TABLE people ({})", columns()), load, "VACUUM ANALYZE people".to_owned()] {
        run(Command::new("psql").args(["-qd", &url, "-c", &sql]));
    }
    Some(Ground {
        name: "PostgreSQL",
        yardstick: "psql -c 'copy people to stdout'",
        copy: ["psql", "-qd", &url, "-c", "copy people to stdout"].map(str::to_owned).to_vec(),
        target: url,
        _server: Some(server),
    })
}

fn mariadb(tsv: &Path) -> Option<Ground> {
    if !is_there("mariadb") || !is_there("mariadb-dump") || !is_there("mariadbd") {
        return None;
    }
    let server = servers::mariadb();
    let port = format!("--port={}", server.port);
    let at = ["--no-defaults", "--host=127.0.0.1", "--user=root", &port];
    let sql = format!(
        "CREATE DATABASE shop CHARACTER SET utf8mb4; CREATE TABLE shop.people ({}); \
         LOAD DATA LOCAL INFILE '{}' INTO TABLE shop.people; ANALYZE TABLE shop.people",
        columns(),
        tsv.display()
    );
    run(Command::new("mariadb").args(at).args(["--local-infile=1", "--execute", &sql]));
    let dump = [&["mariadb-dump"][..], &at, &["--quick", "--skip-opt", "shop", "people"]].concat();
    Some(Ground {
        name: "MariaDB",
        yardstick: "mariadb-dump --quick --skip-opt",
        copy: dump.into_iter().map(str::to_owned).collect(),
        target: format!("mysql://root@127.0.0.1:{}", server.port),
        _server: Some(server),
    })
}
