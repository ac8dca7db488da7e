//! PostgreSQL.

use std::sync::Arc;
use std::time::Duration;

use super::home::Home;
use super::{Admin, N_PEOPLE, N_ROUNDS, NAMED_TABLE, Speech};
use super::{check_leaks, check_lines, check_plan, check_resuming, check_scan, check_stopping, line};
use crate::servers::{self, Server};
use crate::sources::{self, PASSWORD, check_statements};

struct Pg(Server);

impl Speech for Pg {
    const SCHEMA: &'static str = "public";
    const WAITING: &'static str =
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'gleaner' AND wait_event_type = 'Lock'";
    const IS_QUIET: &'static str =
        "SELECT (count(*) = 0)::int::bigint FROM pg_stat_activity WHERE application_name = 'gleaner' AND state <> 'idle'";

    fn url(&self, role: &str) -> String {
        format!("postgres://{role}:{PASSWORD}@127.0.0.1:{}/postgres", self.0.port)
    }

    async fn admin(&self) -> Admin {
        Admin::Pg(sources::postgres::admin(&self.0).await)
    }

    fn statements(&self) -> Vec<String> {
        sources::postgres::statements(&self.0)
    }

    fn locking(&self, table: &str) -> [String; 2] {
        [format!("BEGIN; LOCK TABLE {table}"), "ROLLBACK".to_owned()]
    }
}

fn schema() -> String {
    let person = "(ARRAY['Anna', 'Priya', 'Jonas', 'Mateo', 'Yan'])[1 + i % 5] || ' ' || \
        (ARRAY['Tarnowick', 'Velderose', 'Ombrigast', 'Fennimarsh'])[1 + i / 5 % 4], 'p' || i || '@mailbox.example', \
        '+49 1522 ' || lpad(i::text, 7, '0'), date '1950-01-01' + i % 20000, timestamp '2015-01-01' + i * interval '9 min'";
    let columns = "(id bigint PRIMARY KEY, full_name text, email text, phone text, date_of_birth date, created_at timestamp)";
    format!(
        r#"
    CREATE TABLE people {columns}; INSERT INTO people SELECT i, {person} FROM generate_series(1, {N_PEOPLE}) i;
    CREATE TABLE rounds {columns}; INSERT INTO rounds SELECT i, {person} FROM generate_series(1, {N_ROUNDS}) i;
    CREATE TABLE rounds_too {columns}; INSERT INTO rounds_too SELECT i, {person} FROM generate_series(1, {N_ROUNDS}) i;
    CREATE TABLE keyless (email text, seen date); INSERT INTO keyless SELECT 'p' || i || '@mailbox.example', date '2020-01-01' FROM generate_series(1, 2500) i;
    CREATE TABLE "{NAMED_TABLE}" (id int PRIMARY KEY, "jan.quillsby@mailbox.example" text);
    INSERT INTO "{NAMED_TABLE}" VALUES (1, 'jo.quillsby@mailbox.example'), (2, 'x');
    CREATE TABLE filtered (id int PRIMARY KEY, email text); INSERT INTO filtered VALUES (1, 'p1@mailbox.example');
    ALTER TABLE filtered ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON filtered USING (id = 1);
    CREATE TABLE secret (id int PRIMARY KEY, email text); CREATE TABLE empty (id int PRIMARY KEY, email text);
    CREATE TABLE vanishing (id int PRIMARY KEY, email text);
    CREATE TYPE tale AS (told text);
    CREATE FUNCTION tell(tale) RETURNS text LANGUAGE plpgsql AS
        $$BEGIN IF $1.told LIKE 'plant%' THEN RAISE EXCEPTION 'no text for %', $1.told; END IF; RETURN $1.told; END$$;
    CREATE CAST (tale AS text) WITH FUNCTION tell(tale);
    CREATE TABLE tales (id int PRIMARY KEY, tale tale);
    INSERT INTO tales SELECT i, ROW(CASE WHEN i = 1700 THEN 'planted-secret-4711' ELSE 'plain' END)::tale FROM generate_series(1, 5000) i;
    CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'; CREATE ROLE writer LOGIN PASSWORD '{PASSWORD}';
    GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader, writer; REVOKE SELECT ON secret FROM reader;
    GRANT INSERT ON people TO writer; ANALYZE;
    "#
    )
}

/// Reading a row of it takes longer than anybody waits.
const SLOW: &str = "CREATE TYPE nap AS (told text); \
    CREATE FUNCTION doze(nap) RETURNS text LANGUAGE plpgsql AS $$BEGIN PERFORM pg_sleep(25); RETURN ''; END$$; \
    CREATE CAST (nap AS text) WITH FUNCTION doze(nap); CREATE TABLE naps (id int PRIMARY KEY, nap nap); \
    INSERT INTO naps VALUES (1, ROW('x')); GRANT SELECT ON naps TO reader";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_is_read_from_end_to_end() {
    let speech = Arc::new(Pg(servers::postgres()));
    let home = Home::new();
    let mut admin = speech.admin().await;
    admin.run(&schema()).await;
    check_plan(speech.as_ref(), &home, |sql| sql.contains("\"public\".")).await;
    let report = check_scan(speech.clone(), &home).await;
    check_lines::<Pg>(
        &report,
        &[
            ("filtered", "denied", "row-level security would filter rows", Some(0)),
            ("tales", "failed", "the server refused the statement: P0001", None),
        ],
    );
    check_mended(&speech, &home, &mut admin).await;
    check_resuming(speech.as_ref(), &home, "postgres").await;
    check_stopping(speech.as_ref(), &home, "people", "locked").await;
    admin.run(SLOW).await;
    check_slow(&speech, &home, &mut admin).await;
    check_statements(&speech.statements(), &sources::postgres::READING, 300);
    check_leaks(&home, &["planted-secret", "jo.quillsby", "no text for"]);
}

/// The path of a configuration that reads one table.
fn only(table: &str, speech: &Pg, home: &Home) -> String {
    let url = speech.url("reader");
    let text = format!("[[source]]\nname = 'db'\nkind = 'postgres'\nurl = '{url}'\ninclude = ['*.{table}']\n");
    home.configure("rounds.toml", &text)
}

/// A table whose reading broke off is read again although nothing in it changed, and is complete once it can be read.
async fn check_mended(speech: &Pg, home: &Home, admin: &mut Admin) {
    let config = only("tales", speech, home);
    for (mending, outcome, n_records) in [
        ("SELECT 1", "failed", 1699),
        ("SELECT 1", "failed", 1699),
        ("CREATE OR REPLACE FUNCTION tell(tale) RETURNS text LANGUAGE sql AS 'SELECT $1.told'", "complete", 5000),
    ] {
        admin.run(mending).await;
        assert_eq!(home.run("tales", &["scan", "--config", &config]).code, Some(0));
        let report = home.run("tales", &["report", "coverage"]).json();
        let tales = line(&report, "public.tales");
        assert_eq!((tales.text("outcome"), tales.n_records()), (outcome, n_records), "{}", tales.0);
    }
}

/// A statement that computes is ended as one that waits is.
async fn check_slow(speech: &Pg, home: &Home, admin: &mut Admin) {
    let config = only("naps", speech, home);
    let scan = home.start("slow", &["scan", "--config", &config]);
    let sleeping = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'gleaner' AND wait_event = 'PgSleep'";
    admin.wait_for("a slow statement", sleeping, Duration::from_secs(30)).await;
    let asked = std::time::Instant::now();
    scan.signal(rustix::process::Signal::TERM);
    let ran = scan.wait(Duration::from_secs(10));
    assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
    admin.wait_for("nothing runs", Pg::IS_QUIET, Duration::from_secs(2).saturating_sub(asked.elapsed())).await;
    assert_eq!(ran.json()["was_stopped"], true);
}
