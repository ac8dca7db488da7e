//! The program on real database servers, from the command line to its reports: what it read, what it may not read, what
//! it asked of the server, and how it stops and goes on.

mod home;
mod mariadb;
mod postgres;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use home::{Home, Ran};
use serde_json::Value;
use sqlx::mysql::MySqlConnection;
use sqlx::postgres::PgConnection;

use crate::sources::{self, PASSWORD};

/// Rows of the large table: a million on both servers together.
const N_PEOPLE: u64 = 500_000;
/// Rows of the table in the middle of whose reading the program is killed, and of one of its units.
const N_ROUNDS: u64 = 20_000;
const ROUND_ROWS: u64 = 1_000;
/// A table and a column are called so: names may hold personal data.
const NAMED_TABLE: &str = "ada.quillsby@mailbox.example";

/// A connection of the server's own administrator.
enum Admin {
    Pg(PgConnection),
    My(MySqlConnection),
}

impl Admin {
    async fn run(&mut self, sql: &str) {
        match self {
            Self::Pg(connection) => sources::postgres::run(connection, sql).await,
            Self::My(connection) => sources::mysql::run(connection, sql).await,
        }
    }

    async fn number(&mut self, sql: &str) -> i64 {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        match self {
            Self::Pg(connection) => sqlx::query_scalar(sql).fetch_one(connection).await.unwrap(),
            Self::My(connection) => sqlx::query_scalar(sql).fetch_one(connection).await.unwrap(),
        }
    }

    /// Asks until the answer is yes.
    async fn wait_for(&mut self, what: &str, sql: &str, most: Duration) {
        let started = Instant::now();
        while self.number(sql).await == 0 {
            assert!(started.elapsed() < most, "{what}: not within {most:?}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

/// How the tests speak with one kind of server.
trait Speech: Send + Sync {
    /// `public`, `shop`.
    const SCHEMA: &'static str;
    /// How many of our sessions wait for a lock.
    const WAITING: &'static str;
    /// Whether nothing of ours runs any more.
    const IS_QUIET: &'static str;

    /// The URL of a role.
    fn url(&self, role: &str) -> String;
    fn admin(&self) -> impl Future<Output = Admin> + Send;
    /// What we asked so far, in order.
    fn statements(&self) -> Vec<String>;
    /// `LOCK …`, `UNLOCK …`.
    fn locking(&self, table: &str) -> [String; 2];
}

/// A line of a coverage report.
struct Line<'a>(&'a Value);

impl Line<'_> {
    fn text(&self, key: &str) -> &str {
        self.0[key].as_str().unwrap_or("")
    }

    fn n_records(&self) -> u64 {
        self.0["n_records"].as_u64().unwrap()
    }
}

fn line<'a>(report: &'a Value, place: &str) -> Line<'a> {
    let lines = report["lines"].as_array().unwrap();
    let found = lines.iter().find(|line| line["place"] == place);
    Line(found.unwrap_or_else(|| panic!("no line for {place}: {lines:#?}")))
}

fn warned(ran: &Ran, warning: &str) {
    assert!(ran.err.contains(warning), "{warning}: {}", ran.err);
}

/// `--plan` says what would be read and what cannot be, from the catalogue alone.
async fn check_plan<S: Speech>(speech: &S, home: &Home, is_of_rows: fn(&str) -> bool) {
    let n_before = speech.statements().len();
    let ran = home.run("plan", &["scan", "--plan", &speech.url("reader")]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let plan = &ran.json()[0];
    let place = |table: &str| format!("{}.{table}", S::SCHEMA);
    let refused = plan["cannot"].as_array().unwrap().iter().find(|line| line["object"] == place("secret").as_str()).unwrap();
    assert_eq!(refused["outcome"], "denied");
    assert_eq!(refused["hint"], "GRANT SELECT ON this table TO the role");
    let people = plan["objects"].as_array().unwrap().iter().find(|line| line["object"] == place("people").as_str()).unwrap();
    assert!((N_PEOPLE / 2..N_PEOPLE * 2).contains(&people["rows"].as_u64().unwrap()), "{people}");
    assert!(people["bytes"].as_u64().unwrap() > N_PEOPLE);
    assert!(!ran.out.contains("quillsby"), "{}", ran.out);
    let asked = speech.statements().split_off(n_before);
    assert!(asked.len() > 5);
    asked.iter().for_each(|sql| assert!(!is_of_rows(sql), "{sql}"));
    let writer = home.run("plan", &["scan", "--plan", &speech.url("writer")]).json();
    assert!(writer[0]["warnings"].to_string().contains("the role can write"), "{writer}");
    assert!(!home.path().join("plan").exists(), "a plan stores nothing");
}

/// Everything is read while somebody writes and drops. Gives the report on coverage.
async fn check_scan<S: Speech + 'static>(speech: Arc<S>, home: &Home) -> Value {
    let mut scan = home.start("full", &["scan", &speech.url("reader"), "--fail-on", "incomplete"]);
    let started = Instant::now();
    let is_reading = |sql: &String| sql.contains("people") && sql.contains("LIMIT 10000");
    while !speech.statements().iter().any(is_reading) {
        assert!(!scan.has_ended() && started.elapsed() < Duration::from_secs(60), "the reading never began");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    speech.admin().await.run(&format!("DROP TABLE {}.vanishing", S::SCHEMA)).await;
    let is_over = Arc::new(AtomicBool::new(false));
    let n_rounds = Arc::new(AtomicU64::new(0));
    let writing = tokio::spawn(write(speech.clone(), is_over.clone(), n_rounds.clone()));
    while !scan.has_ended() {
        assert!(started.elapsed() < Duration::from_secs(1200), "the scan takes too long");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    is_over.store(true, Ordering::Relaxed);
    writing.await.unwrap();
    let ran = scan.wait(Duration::from_secs(1));
    assert_eq!(ran.code, Some(3), "incomplete: {}", ran.err);
    warned(&ran, "the server is a primary");
    let report = home.run("full", &["report", "coverage"]).json();
    let people = line(&report, &format!("{}.people", S::SCHEMA));
    let n_moved = n_rounds.load(Ordering::Relaxed);
    assert!(n_moved > 3, "{n_moved}");
    assert_eq!(people.text("outcome"), "changed_during_read");
    assert!((N_PEOPLE - n_moved..=N_PEOPLE + n_moved).contains(&people.n_records()), "{} {n_moved}", people.n_records());
    report
}

/// Rows move, go and come. Each round moves a hundredth of the table, removes one row and adds one.
async fn write<S: Speech>(speech: Arc<S>, is_over: Arc<AtomicBool>, n_rounds: Arc<AtomicU64>) {
    let mut admin = speech.admin().await;
    let table = format!("{}.people", S::SCHEMA);
    while !is_over.load(Ordering::Relaxed) {
        let i = n_rounds.fetch_add(1, Ordering::Relaxed);
        let (from, gone, new) = (i * 7919 * 13 % N_PEOPLE, 1 + i * 7919 % N_PEOPLE, N_PEOPLE * 2 + i);
        let to = from + N_PEOPLE / 100;
        admin.run(&format!("UPDATE {table} SET phone = concat(phone, '0') WHERE id BETWEEN {from} AND {to}")).await;
        admin.run(&format!("DELETE FROM {table} WHERE id = {gone}; INSERT INTO {table} (id) VALUES ({new})")).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// The outcome and the number of records of tables that nobody touched meanwhile; `more` are those of one server only.
fn check_lines<S: Speech>(report: &Value, more: &[(&str, &str, &str, Option<u64>)]) {
    let both = [
        ("rounds", "complete", "", Some(N_ROUNDS)),
        ("keyless", "complete", "", Some(2500)),
        ("empty", "complete", "", Some(0)),
        ("•••", "complete", "", Some(2)),
        ("secret", "denied", "the role may not read it", Some(0)),
        ("vanishing", "changed_during_read", "gone since it was discovered", Some(0)),
    ];
    for (table, outcome, cause, n_records) in both.iter().chain(more) {
        let line = line(report, &format!("{}.{table}", S::SCHEMA));
        assert_eq!(line.text("outcome"), *outcome, "{table}: {}", line.0);
        assert!(line.text("cause").contains(cause), "{table}: {}", line.0);
        if let Some(n_records) = n_records {
            assert_eq!(line.n_records(), *n_records, "{table}");
        }
    }
    let n_lines = report["lines"].as_array().unwrap().len() as u64;
    let totals = report["totals"].as_object().unwrap().values().map(|n| n.as_u64().unwrap());
    assert_eq!(totals.sum::<u64>(), n_lines);
}

/// Killed in the middle of a table, it goes on where it was, and ends as if nothing had happened.
async fn check_resuming<S: Speech>(speech: &S, home: &Home, kind: &str) {
    let text = format!(
        "[scan]\nunit_rows = {ROUND_ROWS}\n[[source]]\nname = 'db'\nkind = '{kind}'\nurl = '{}'\ninclude = ['{}.rounds*']\n",
        speech.url("reader"),
        S::SCHEMA
    );
    let config = home.configure("rounds.toml", &text);
    let scan = home.start("killed", &["scan", "--config", &config]);
    let started = Instant::now();
    while n_units(home, "killed").await < 4 {
        assert!(started.elapsed() < Duration::from_secs(60), "no unit was ever committed");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    scan.signal(rustix::process::Signal::KILL);
    assert_eq!(scan.wait(Duration::from_secs(5)).code, None);
    let n_kept = n_units(home, "killed").await as u64;
    let n_all = N_ROUNDS / ROUND_ROWS;
    assert!(n_kept < n_all, "killed too late: {n_kept}");
    let resumed = home.run("killed", &["scan", "--config", &config]).json();
    let n_read = N_ROUNDS * 2 - n_kept.min(n_all) * ROUND_ROWS;
    assert_eq!((&resumed["run"], &resumed["n_units_unchanged"]), (&1.into(), &n_kept.into()), "{resumed}");
    assert_eq!(resumed["n_records"].as_u64(), Some(n_read), "{resumed}");
    let clean = home.run("clean", &["scan", "--config", &config, "--full-speed"]).json();
    assert_eq!(clean["n_records"].as_u64(), Some(N_ROUNDS * 2), "{clean}");
    let [killed, clean] = [home.store("killed").await.unwrap(), home.store("clean").await.unwrap()];
    let [killed, clean] = [killed.dump().await.unwrap(), clean.dump().await.unwrap()];
    assert!(clean.len() as u64 > N_ROUNDS * 2);
    assert_eq!(clean.iter().filter(|line| line.starts_with("sighting")).count() as u64, N_ROUNDS * 2);
    let differing = killed.iter().zip(&clean).find(|(killed, clean)| killed != clean);
    assert_eq!((differing, killed.len()), (None, clean.len()));
    let again = home.run("killed", &["scan", "--config", &config]).json();
    assert_eq!((&again["n_units"], &again["n_records"]), (&0.into(), &0.into()), "{again}");
}

/// Units of all tables that are committed.
async fn n_units(home: &Home, state: &str) -> usize {
    let Some(store) = home.store(state).await else { return 0 };
    let mut n_units = 0;
    for object in store.objects(None, 100).await.unwrap_or_default() {
        n_units += store.checkpoint(object.id).await.ok().flatten().map_or(0, |checkpoint| checkpoint.parts.len());
    }
    n_units
}

/// Asked to stop while a statement of ours hangs, it ends, and the server runs nothing of ours any more.
async fn check_stopping<S: Speech>(speech: &S, home: &Home, locked: &str, state: &str) {
    let (mut locker, mut watcher) = (speech.admin().await, speech.admin().await);
    let [lock, unlock] = speech.locking(&format!("{}.{locked}", S::SCHEMA));
    locker.run(&lock).await;
    let scan = home.start(state, &["scan", &speech.url("reader")]);
    watcher.wait_for("waiting for a lock", S::WAITING, Duration::from_secs(30)).await;
    let asked = Instant::now();
    scan.signal(rustix::process::Signal::TERM);
    let ran = scan.wait(Duration::from_secs(10));
    let ended = asked.elapsed();
    watcher.wait_for("nothing runs", S::IS_QUIET, Duration::from_secs(2).saturating_sub(asked.elapsed())).await;
    assert!(ended < Duration::from_secs(2), "{ended:?}");
    assert_eq!(ran.json()["was_stopped"], true, "{}", ran.err);
    locker.run(&unlock).await;
}

/// Nothing of what the tables hold or are called stands in any state, log or output in the clear.
fn check_leaks(home: &Home, more: &[&str]) {
    let values =
        ["quillsby", "p77777@mailbox.example", "p19999@mailbox.example", PASSWORD].into_iter().chain(more.iter().copied());
    for value in values {
        // Configurations hold the password; that is what they are for.
        let _ = std::fs::remove_file(home.path().join("rounds.toml"));
        assert_eq!(home.holds(value), None, "{value}");
    }
}
