//! PostgreSQL: one server, a role that may read some of it, and somebody who writes meanwhile.

use std::collections::BTreeSet;
use std::time::Duration;

use gleaner::model::object::ObjectKind;
use gleaner::source::postgres::{ConnectionUrl, Settings};
use gleaner::source::{Source, postgres};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Executor};
use tokio::task::JoinHandle;

use super::{Listing, PASSWORD, column, discover, read_all};
use super::{
    check_bound, check_cancelling, check_fault, check_full_speed, check_long_cells, check_ranges, check_refused, check_sample,
};
use super::{check_statements, check_types, check_writer};
use crate::servers::{self, Server};

/// What gleaner's statements may begin with.
pub(crate) const READING: [&str; 6] = [
    "SELECT ",
    "SET ",
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "ROLLBACK",
    "DECLARE gleaner NO SCROLL CURSOR FOR SELECT ",
    "FETCH FORWARD ",
];

pub(crate) async fn admin(server: &Server) -> PgConnection {
    let options = PgConnectOptions::new().host("127.0.0.1").port(server.port).username("postgres").database("postgres");
    options.application_name("test").disable_statement_logging().connect().await.unwrap()
}

/// Runs statements and makes their counts known at once: the server tells them up to a second late otherwise.
pub(crate) async fn run(connection: &mut PgConnection, sql: impl Into<String>) {
    connection.execute(sqlx::raw_sql(AssertSqlSafe(sql.into()))).await.unwrap();
    connection.execute("SELECT pg_stat_force_next_flush()").await.unwrap();
}

/// What gleaner asked so far, in order.
pub(crate) fn statements(server: &Server) -> Vec<String> {
    let log = server.log.lock().unwrap();
    let ours = log.iter().filter_map(|line| line.strip_prefix("gleaner|LOG:  "));
    let statements = ours.filter_map(|line| line.split_once(": "));
    statements.filter(|(kind, _)| *kind == "statement" || kind.starts_with("execute")).map(|(_, sql)| sql.to_owned()).collect()
}

fn settings(server: &Server, user: &str, password: &str) -> Settings {
    let url = format!("postgres://{user}:{password}@127.0.0.1:{}/postgres", server.port);
    Settings::new("pg", ConnectionUrl::new(url))
}

fn reader(server: &Server) -> impl Source {
    postgres::source(settings(server, "reader", PASSWORD)).unwrap()
}

const SCHEMA: &str = r#"
    CREATE SCHEMA closed; CREATE SCHEMA "odd ""schema";
    CREATE TABLE ints (id int PRIMARY KEY, name text);
    INSERT INTO ints SELECT i * 7 - 1000, 'n' || i FROM generate_series(1, 2500) i;
    CREATE TABLE pairs (b text, v int, a int, PRIMARY KEY (a, b));
    INSERT INTO pairs SELECT chr(97 + i % 7), i, i / 7 FROM generate_series(1, 300) i;
    CREATE TABLE uuids (id uuid PRIMARY KEY, v int);
    INSERT INTO uuids SELECT md5(i::text)::uuid, i FROM generate_series(1, 300) i;
    CREATE COLLATION folded (provider = icu, locale = 'und-u-ks-level2', deterministic = true);
    CREATE TABLE texts (id text COLLATE folded PRIMARY KEY);
    INSERT INTO texts VALUES (''), ('a'), ('A'), ('ä'), ('Ä'), ('b'), ('B'), ('Z'), ('é'), ('zz'), ('_'), (' '), ('9'), ('10'), ('''');
    CREATE TABLE chars (id char(5), t timestamptz, n numeric(12, 4), y bytea, PRIMARY KEY (id, t, n, y));
    INSERT INTO chars SELECT chr(65 + i % 3), '2020-01-01'::timestamptz + i * interval '1.234567 s', i / 16.0, decode(lpad(to_hex(i), 4, '0'), 'hex')
        FROM generate_series(1, 60) i;
    CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy'); CREATE DOMAIN code AS text CHECK (value <> '');
    CREATE TYPE spot AS (x int, y text);
    CREATE TABLE enums (m mood, c code, f float8, PRIMARY KEY (m, c, f));
    INSERT INTO enums SELECT m::mood, c, f FROM unnest('{happy,sad,ok}'::text[]) m, unnest('{x,y,z}'::text[]) c, unnest('{0.1,1e300,-3.3333333333333335}'::float8[]) f;
    CREATE TABLE keyless (a text, n int); INSERT INTO keyless SELECT 'r' || i, i FROM generate_series(1, 3500) i;
    CREATE TABLE no_columns (); CREATE TABLE empty (id int PRIMARY KEY);
    CREATE TABLE parts (id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
    CREATE TABLE parts_2020 PARTITION OF parts FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
    CREATE TABLE parts_2021 PARTITION OF parts FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
    INSERT INTO parts SELECT i, '2020-01-01'::date + i FROM generate_series(1, 700) i;
    CREATE TABLE parent (id int PRIMARY KEY); CREATE TABLE child () INHERITS (parent);
    INSERT INTO parent VALUES (1); INSERT INTO child VALUES (2);
    CREATE MATERIALIZED VIEW matted AS SELECT * FROM ints WHERE id < 0;
    CREATE MATERIALIZED VIEW unfilled AS SELECT 1 AS a WITH NO DATA;
    CREATE VIEW seen AS SELECT * FROM ints;
    CREATE TABLE filtered (id int PRIMARY KEY); INSERT INTO filtered VALUES (1);
    ALTER TABLE filtered ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON filtered USING (false);
    CREATE TABLE secret (id int PRIMARY KEY); CREATE TABLE half (id int PRIMARY KEY, a text);
    CREATE TABLE closed.inside (id int PRIMARY KEY);
    CREATE TABLE "odd ""schema"."ta'ble; --" ("col ""x"" 
 नाम" text PRIMARY KEY); INSERT INTO "odd ""schema"."ta'ble; --" VALUES ('v1'), ('v2'), ('v3');
    CREATE TABLE doomed (id int PRIMARY KEY); CREATE TABLE altered (id int PRIMARY KEY); CREATE TABLE excluded (id int);
    CREATE TABLE types (a smallint, b bigint, c numeric, d real, e double precision, f bool, g date, h time, i timestamp, j timestamptz,
        k interval, l uuid, m inet, n cidr, o macaddr, p json, q jsonb, r text[], s bytea, t bytea, u mood, v code, w spot, x int4range,
        y xml, z bit(3), aa money, bb point, cc tsvector, dd "char", ee char(4), ff text);
    INSERT INTO types VALUES (-1, 9223372036854775807, 12345678901234567890.123456789, 0.1, 0.1, true, '0044-03-15 BC', '24:00', 'infinity',
        '2020-01-01 12:00+02', '1 day 2 h', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '::1', '10.0.0.0/8', '08:00:2b:01:02:03', '{"a": 1}',
        '{"a": 1}', '{a,"b c",NULL}', 'plain', '\xffd8', 'happy', 'x', '(1,"a b")', '[1,5)', '<a/>', '101', 1, '(1,2)', 'cat', 'q', 'ab', E'tab\t\u00e9');
    INSERT INTO types DEFAULT VALUES;
    CREATE TABLE long_cells (id int PRIMARY KEY, t text, y bytea);
    INSERT INTO long_cells VALUES (1, repeat('ä', 600000), NULL), (2, 'x', convert_to(repeat('y', 1048577), 'UTF8')), (3, repeat('z', 1048576), NULL);
    CREATE TABLE big (id bigint PRIMARY KEY, name text, v int);
    INSERT INTO big SELECT i, 'name' || i, 0 FROM generate_series(1, 200000) i;
    CREATE ROLE reader LOGIN PASSWORD 'geheim-8731-xyz';
    GRANT USAGE ON SCHEMA "odd ""schema" TO reader;
    GRANT SELECT ON ALL TABLES IN SCHEMA public, closed, "odd ""schema" TO reader;
    REVOKE SELECT ON secret, half FROM reader; GRANT SELECT (id) ON half TO reader;
    ANALYZE;
"#;
const FOREIGN: &str = "CREATE EXTENSION postgres_fdw; CREATE SERVER away FOREIGN DATA WRAPPER postgres_fdw; \
    CREATE FOREIGN TABLE distant (id int) SERVER away";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres() {
    let server = servers::postgres();
    let mut admin = admin(&server).await;
    run(&mut admin, SCHEMA).await;
    let has_foreign = admin.execute(sqlx::raw_sql(FOREIGN)).await.is_ok();
    let mut chosen = settings(&server, "reader", PASSWORD);
    chosen.exclude = vec!["public.excl*".to_owned()];
    let source = postgres::source(chosen).unwrap();
    let mut full = settings(&server, "reader", PASSWORD);
    full.full_speed = true;
    let full = postgres::source(full).unwrap();
    let listing = discover(&source).await;
    check_listing(&listing, has_foreign);
    check_contents(&source, &listing).await;
    for name in ["ints", "pairs", "uuids", "texts", "chars", "enums", "parts"] {
        check_ranges(&source, &listing.objects[&format!("public.{name}")]).await;
        check_ranges(&full, &listing.objects[&format!("public.{name}")]).await;
    }
    check_full_speed(&source, &full, &listing).await;
    check_sample(&source, &listing.objects["public.ints"], 300).await;
    check_sample(&source, &listing.objects["public.uuids"], 90).await;
    check_types(&source, &listing.objects["public.types"], &TYPES).await;
    check_long_cells(&source, &listing.objects["public.long_cells"]).await;
    check_changes(&source, &listing, &mut admin).await;
    check_writer(&source, &listing.objects["public.big"], write(&server).await).await;
    check_locked(false, &server, &mut admin).await;
    check_locked(true, &server, &mut admin).await;
    check_plan_and_errors(&server).await;
    check_statements(&statements(&server), &READING, 100);
}

fn check_listing(listing: &Listing, has_foreign: bool) {
    for (name, expected) in [
        ("public.ints", "object"),
        ("public.no_columns", "object"),
        ("public.parts", "object"),
        ("public.parts_2020", "skipped(partition)"),
        ("public.child", "object"),
        ("public.matted", "object"),
        ("public.unfilled", "failed"),
        ("public.seen", "skipped(view)"),
        ("public.filtered", "denied"),
        ("public.secret", "denied"),
        ("public.half", "denied"),
        ("closed.inside", "denied"),
        ("odd \"schema.ta'ble; --", "object"),
        ("public.excluded", "skipped(excluded)"),
        ("public.distant", if has_foreign { "skipped(foreign-table)" } else { "missing" }),
    ] {
        assert_eq!(listing.outcome(name), expected, "{name}");
    }
    let hint = |name: &str| listing.faults[name].hint.as_ref().unwrap().0.clone();
    assert_eq!(hint("public.secret"), "GRANT SELECT ON this table TO the role");
    assert!(hint("closed.inside").starts_with("GRANT USAGE"));
    assert_eq!(listing.faults["public.filtered"].cause.0, "row-level security would filter rows");
    assert!(listing.is_complete);
    let of = |name: &str| &listing.objects[&format!("public.{name}")];
    assert_eq!((of("big").n_rows, of("parts").n_rows), (Some(200_000), Some(700)));
    assert!(of("big").size.unwrap() > 1_000_000 && of("parts").size.unwrap() > 0);
    assert_eq!(of("matted").kind, ObjectKind::MaterialisedView);
    let columns: Vec<_> = of("pairs").columns.iter().map(|c| (c.name.as_str(), c.declared.as_str(), c.is_key)).collect();
    assert_eq!(columns, [("b", "text", true), ("v", "integer", false), ("a", "integer", true)]);
}

async fn check_contents(source: &dyn Source, listing: &Listing) {
    let read = async |name: &str| column(&read_all(source, &listing.objects[name]).await, 0);
    assert_eq!(read("odd \"schema.ta'ble; --").await, ["v1", "v2", "v3"]);
    assert_eq!((read("public.parent").await, read("public.child").await), (vec!["1".to_owned()], vec!["2".to_owned()]));
    assert_eq!(read("public.empty").await.len(), 0);
    assert_eq!(read("public.matted").await.len(), 142);
    assert_eq!(read("public.parts").await.len(), 700);
    let ints: Vec<i64> = read("public.ints").await.iter().map(|text| text.parse().unwrap()).collect();
    assert_eq!(ints, (1..=2500).map(|i| i * 7 - 1000).collect::<Vec<_>>());
    let rows = read_all(source, &listing.objects["public.keyless"]).await;
    assert!(rows.iter().all(|(key, _)| key.is_none()));
    assert_eq!(column(&rows, 1).iter().collect::<BTreeSet<_>>().len(), 3500);
    let pairs = read_all(source, &listing.objects["public.pairs"]).await;
    let order: Vec<(i32, String)> =
        pairs.iter().map(|(_, c)| (c[2].clone().unwrap().parse().unwrap(), c[0].clone().unwrap())).collect();
    assert!(order.is_sorted() && order.len() == 300);
}

/// The first row of `types`.
const TYPES: [&str; 32] = [
    "-1",
    "9223372036854775807",
    "12345678901234567890.123456789",
    "0.1",
    "0.1",
    "true",
    "0044-03-15 BC",
    "24:00:00",
    "infinity",
    "2020-01-01 10:00:00+00",
    "1 day 02:00:00",
    "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
    "::1/128",
    "10.0.0.0/8",
    "08:00:2b:01:02:03",
    "{\"a\": 1}",
    "{\"a\": 1}",
    "{a,\"b c\",NULL}",
    "plain",
    "NULL",
    "happy",
    "x",
    "(1,\"a b\")",
    "[1,5)",
    "<a/>",
    "101",
    "$1.00",
    "(1,2)",
    "'cat'",
    "q",
    "ab",
    "tab\té",
];

async fn check_changes(source: &dyn Source, listing: &Listing, admin: &mut PgConnection) {
    let of = |name: &str| &listing.objects[&format!("public.{name}")];
    run(admin, "DROP TABLE doomed; ALTER TABLE altered ADD COLUMN more text; REVOKE SELECT ON uuids FROM reader").await;
    for (name, outcome, cause) in [
        ("doomed", "changed_during_read", "gone since it was discovered"),
        ("altered", "changed_during_read", "its columns changed since it was discovered"),
        ("uuids", "denied", "the role may not read it"),
    ] {
        check_fault(source, of(name), outcome, cause).await;
    }
    assert!(source.is_unchanged(of("ints")).await);
    assert!(!source.is_unchanged(of("doomed")).await);
    run(admin, "UPDATE ints SET name = 'changed' WHERE id = 1").await;
    run(admin, "TRUNCATE empty; SELECT pg_stat_force_next_flush()").await;
    assert!(!source.is_unchanged(of("ints")).await);
    assert!(!source.is_unchanged(of("empty")).await);
    check_bound(source, of("ints")).await;
}

async fn write(server: &Server) -> JoinHandle<()> {
    let mut writer = admin(server).await;
    tokio::spawn(async move {
        for i in 0..40 {
            let sql = format!(
                "UPDATE big SET v = v + 1 WHERE id % 40 = {i}; DELETE FROM big WHERE id = {}; INSERT INTO big VALUES ({}, 'new', 0)",
                1 + i * 5000,
                1_000_000 + i
            );
            run(&mut writer, sql).await;
        }
    })
}

async fn check_locked(full_speed: bool, server: &Server, admin: &mut PgConnection) {
    let mut chosen = settings(server, "reader", PASSWORD);
    (chosen.lock_timeout, chosen.full_speed) = (Duration::from_secs(60), full_speed);
    let source = postgres::source(chosen).unwrap();
    let object = &discover(&source).await.objects["public.ints"];
    // What a transaction sees of the server's activity stands still, so somebody else watches.
    let mut watcher = self::admin(server).await;
    run(admin, "BEGIN; LOCK TABLE ints").await;
    let running = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'gleaner' AND state = 'active'";
    check_cancelling(&source, object, async || sqlx::query_scalar(running).fetch_one(&mut watcher).await.unwrap()).await;
    run(admin, "ROLLBACK").await;
    // The one connection is free again.
    assert_eq!(read_all(&source, object).await.len(), 2500);
}

async fn check_plan_and_errors(server: &Server) {
    assert_eq!(reader(server).plan().await.unwrap().warnings.len(), 1, "it is a primary");
    let admin = postgres::source(settings(server, "postgres", "")).unwrap().plan().await.unwrap();
    assert_eq!(admin.warnings.len(), 2, "{:?}", admin.warnings);
    let mut nowhere = settings(server, "reader", PASSWORD);
    nowhere.url = ConnectionUrl::new(format!("postgres://reader:{PASSWORD}@127.0.0.1:1/x"));
    let wrong = settings(server, "reader", "wrong-password-1");
    check_refused(postgres::source(wrong).unwrap(), "authentication failed").await;
    check_refused(postgres::source(nowhere).unwrap(), "connection lost: connection refused").await;
}
