//! MariaDB: one server, a role that may read some of it, and somebody who writes meanwhile.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use gleaner::source::mysql::{ConnectionUrl, Settings};
use gleaner::source::{Source, mysql};
use sqlx::mysql::{MySqlConnectOptions, MySqlConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Executor};
use tokio::task::JoinHandle;

use super::{Listing, PASSWORD, column, discover, read_all};
use super::{
    check_bound, check_cancelling, check_fault, check_full_speed, check_long_cells, check_ranges, check_refused, check_sample,
};
use super::{check_statements, check_types, check_writer};
use crate::servers::{self, Server};

/// What gleaner's statements may begin with. `KILL QUERY` ends one of its own.
pub(crate) const READING: [&str; 6] =
    ["SELECT ", "SET ", "START TRANSACTION READ ONLY", "ROLLBACK", "SHOW GRANTS", "KILL QUERY "];

pub(crate) async fn admin(server: &Server) -> MySqlConnection {
    let options = MySqlConnectOptions::new().host("127.0.0.1").port(server.port).username("root");
    let options = options.no_engine_substitution(false).pipes_as_concat(false).disable_statement_logging();
    options.connect().await.unwrap()
}

pub(crate) async fn run(connection: &mut MySqlConnection, sql: impl Into<String>) {
    connection.execute(sqlx::raw_sql(AssertSqlSafe(sql.into()))).await.unwrap();
}

/// What our roles asked so far, in order. The log names a connection's user once and then its number only.
pub(crate) fn statements(server: &Server) -> Vec<String> {
    let log = std::fs::read(server.folder.join("general.log")).unwrap();
    let (mut ours, mut statements) = (BTreeMap::new(), Vec::new());
    for line in String::from_utf8_lossy(&log).lines() {
        let Some((before, argument)) = line.rsplit_once('\t') else { continue };
        let words: Vec<&str> = before.split_whitespace().collect();
        let [.., id, command] = words.as_slice() else { continue };
        match *command {
            "Connect" => {
                let is_ours = ["reader@", "writer@", "other@"].iter().any(|role| argument.starts_with(role));
                ours.insert((*id).to_owned(), is_ours);
            }
            "Query" | "Execute" | "Prepare" if ours.get(*id) == Some(&true) => statements.push(argument.to_owned()),
            _ => {}
        }
    }
    statements
}

fn settings(server: &Server, user: &str, password: &str) -> Settings {
    let url = format!("mysql://{user}:{password}@127.0.0.1:{}", server.port);
    Settings::new("my", ConnectionUrl::new(url))
}

fn reader(server: &Server) -> impl Source {
    mysql::source(settings(server, "reader", PASSWORD)).unwrap()
}

const SCHEMA: &str = r#"
    SET sql_mode = ''; SET time_zone = '+00:00'; SET NAMES utf8mb4; SET default_storage_engine = InnoDB;
    CREATE DATABASE shop CHARACTER SET utf8mb4; CREATE DATABASE closed; CREATE DATABASE `odd ``schema`; USE shop;
    CREATE TABLE ints (id int PRIMARY KEY, name text); INSERT INTO ints SELECT CAST(seq AS SIGNED) * 7 - 1000, concat('n', seq) FROM seq_1_to_2500;
    CREATE TABLE pairs (b char(1), v int, a bigint unsigned, PRIMARY KEY (a, b));
    INSERT INTO pairs SELECT char(97 + seq % 7 USING utf8mb4), seq, 18446744073709551000 + seq DIV 7 FROM seq_1_to_300;
    CREATE TABLE uuids (id uuid PRIMARY KEY, v int); 
    INSERT INTO uuids SELECT concat(lpad(hex(seq * 7919 % 65536), 8, '0'), '-1234-1234-1234-', lpad(seq, 12, '0')), seq FROM seq_1_to_300;
    CREATE TABLE texts (id varchar(20) CHARACTER SET latin1 COLLATE latin1_german2_ci PRIMARY KEY);
    INSERT INTO texts VALUES (''), ('a'), ('ä'), ('b'), ('Z'), ('é'), ('zz'), ('_'), ('9'), ('10'), (''''), ('ß');
    CREATE TABLE binaries (id varbinary(20) PRIMARY KEY); INSERT INTO binaries SELECT unhex(md5(seq)) FROM seq_1_to_60;
    INSERT INTO binaries VALUES ('');
    CREATE TABLE many (e enum('z', 'm', 'a'), s set('x', 'y'), d date, t datetime(3), n decimal(12, 4), x bit(10),
        PRIMARY KEY (e, s, d, t, n, x));
    INSERT INTO many SELECT 1 + seq % 3, seq % 4, IF(seq % 5 = 0, '0000-00-00', '2020-02-01' + INTERVAL seq % 7 DAY),
        '2020-01-01' + INTERVAL seq * 1001 MICROSECOND * 1000, seq / 16, seq FROM seq_1_to_200;
    CREATE TABLE stamps (id timestamp(6) PRIMARY KEY); INSERT INTO stamps SELECT from_unixtime(1e9 + seq / 7) FROM seq_1_to_100;
    CREATE TABLE floats (id float PRIMARY KEY, v int); INSERT INTO floats VALUES (0.1, 1), (1e10, 2), (16777217, 3);
    CREATE TABLE keyless (a text, n int); INSERT INTO keyless SELECT concat('r', seq), seq FROM seq_1_to_3500;
    CREATE TABLE empty (id int PRIMARY KEY); CREATE TABLE isam (id int PRIMARY KEY) ENGINE = MyISAM; INSERT INTO isam VALUES (1), (2);
    CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 3; INSERT INTO parts SELECT seq FROM seq_1_to_700;
    CREATE TABLE history (id int PRIMARY KEY, name text) WITH SYSTEM VERSIONING;
    INSERT INTO history VALUES (1, 'before'), (2, 'gone'); UPDATE history SET name = 'after' WHERE id = 1; DELETE FROM history WHERE id = 2;
    CREATE VIEW seen AS SELECT * FROM ints; CREATE SEQUENCE counter;
    CREATE TABLE secret (id int PRIMARY KEY); CREATE TABLE half (id int PRIMARY KEY, a text); CREATE TABLE closed.inside (id int);
    CREATE TABLE `odd ``schema`.`ta'ble"; --x` (`col ``x``
 नाम` varchar(9) PRIMARY KEY); INSERT INTO `odd ``schema`.`ta'ble"; --x` VALUES ('v1'), ('v2'), ('v3');
    CREATE TABLE doomed (id int PRIMARY KEY); CREATE TABLE altered (id int PRIMARY KEY); CREATE TABLE excluded (id int);
    CREATE TABLE types (a tinyint, b bigint unsigned, c decimal(40, 10), d float, e double, f bit(12), g date, h time(2), i datetime, j timestamp NULL,
        k year, l char(4), m varchar(9) CHARACTER SET latin1, n binary(3), o varbinary(9), p blob, q blob, r text CHARACTER SET utf16,
        s enum('on', 'off'), t set('x', 'y'), u json, v point, w uuid, x inet6, y boolean);
    INSERT INTO types VALUES (-1, 18446744073709551615, 12345678901234567890.5, 0.1, 0.1, b'101', '0000-00-00', '-25:00:00.5', '0000-00-00 00:00:00',
        '2020-01-01 12:00:00', 2020, 'ab', 'é', x'ffd8ff', 'abc', 'plain', x'ff00', '😀', 'off', 'x,y', '{"a": 1}', point(1, 2),
        'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '::1', true);
    INSERT INTO types (a) VALUES (NULL);
    CREATE TABLE long_cells (id int PRIMARY KEY, t longtext, y longblob);
    INSERT INTO long_cells VALUES (1, repeat('ä', 600000), NULL), (2, 'x', repeat('y', 1048577)), (3, repeat('z', 1048576), NULL);
    CREATE TABLE big (id bigint PRIMARY KEY, name text, v int); INSERT INTO big SELECT seq, concat('name', seq), 0 FROM seq_1_to_200000;
    CREATE USER reader@'%' IDENTIFIED BY 'geheim-8731-xyz'; CREATE USER other@'%' IDENTIFIED BY 'geheim-8731-xyz';
    GRANT SELECT ON `odd ``schema`.* TO reader@'%'; GRANT INSERT ON shop.secret TO other@'%'; GRANT SELECT (id) ON shop.half TO other@'%';
    GRANT SELECT ON *.* TO reader@'%'; ANALYZE TABLE big;
"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mariadb() {
    let server = servers::mariadb();
    let mut admin = admin(&server).await;
    run(&mut admin, SCHEMA).await;
    let mut chosen = settings(&server, "reader", PASSWORD);
    chosen.exclude = vec!["shop.excl*".to_owned()];
    let source = mysql::source(chosen).unwrap();
    let mut full = settings(&server, "reader", PASSWORD);
    full.full_speed = true;
    let full = mysql::source(full).unwrap();
    let listing = discover(&source).await;
    check_listing(&listing);
    check_denied(&server).await;
    check_contents(&source, &listing).await;
    for name in ["ints", "pairs", "uuids", "texts", "binaries", "many", "stamps", "parts"] {
        check_ranges(&source, &listing.objects[&format!("shop.{name}")]).await;
        check_ranges(&full, &listing.objects[&format!("shop.{name}")]).await;
    }
    check_full_speed(&source, &full, &listing).await;
    check_sample(&source, &listing.objects["shop.ints"], 300).await;
    check_sample(&source, &listing.objects["shop.uuids"], 90).await;
    check_types(&source, &listing.objects["shop.types"], &TYPES).await;
    check_long_cells(&source, &listing.objects["shop.long_cells"]).await;
    check_changes(&source, &listing, &mut admin).await;
    check_writer(&source, &listing.objects["shop.big"], write(&server).await).await;
    check_locked(false, &server, &mut admin).await;
    check_locked(true, &server, &mut admin).await;
    check_plan_and_errors(&server).await;
    check_statements(&statements(&server), &READING, 100);
}

fn check_listing(listing: &Listing) {
    for (name, expected) in [
        ("shop.ints", "object"),
        ("shop.parts", "object"),
        ("shop.history", "object"),
        ("shop.seen", "skipped(view)"),
        ("shop.counter", "missing"),
        ("shop.excluded", "skipped(excluded)"),
        ("odd `schema.ta'ble\"; --x", "object"),
        ("mysql.user", "missing"),
    ] {
        assert_eq!(listing.outcome(name), expected, "{name}");
    }
    assert!(listing.is_complete);
    let of = |name: &str| &listing.objects[&format!("shop.{name}")];
    let n_rows = of("big").n_rows.unwrap();
    assert!((100_000..400_000).contains(&n_rows) && of("big").size.unwrap() > 1_000_000, "{n_rows}");
    let columns: Vec<_> = of("pairs").columns.iter().map(|c| (c.name.as_str(), c.declared.as_str(), c.is_key)).collect();
    assert_eq!(columns, [("b", "char", true), ("v", "int", false), ("a", "bigint", true)]);
}

/// The server tells a role only of tables on which it has some privilege; such a list is not complete.
async fn check_denied(server: &Server) {
    let listing = discover(&mysql::source(settings(server, "other", PASSWORD)).unwrap()).await;
    for name in ["shop.secret", "shop.half"] {
        assert_eq!(listing.outcome(name), "denied", "{name}");
        assert_eq!(listing.faults[name].hint.as_ref().unwrap().0, "GRANT SELECT ON this table TO the role");
    }
    assert_eq!((listing.outcome("shop.ints").as_str(), listing.is_complete), ("missing", false));
}

async fn check_contents(source: &dyn Source, listing: &Listing) {
    let read = async |name: &str, i: usize| column(&read_all(source, &listing.objects[name]).await, i);
    assert_eq!(read("odd `schema.ta'ble\"; --x", 0).await, ["v1", "v2", "v3"]);
    assert_eq!(read("shop.empty", 0).await.len(), 0);
    assert_eq!(read("shop.isam", 0).await, ["1", "2"]);
    assert_eq!(read("shop.parts", 0).await.len(), 700);
    let names: BTreeSet<String> = read("shop.history", 1).await.into_iter().collect();
    assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), ["after", "before", "gone"]);
    let ints: Vec<i64> = read("shop.ints", 0).await.iter().map(|text| text.parse().unwrap()).collect();
    assert_eq!(ints, (1..=2500).map(|i| i * 7 - 1000).collect::<Vec<_>>());
    for (name, n_rows) in [("shop.keyless", 3500), ("shop.floats", 3)] {
        let rows = read_all(source, &listing.objects[name]).await;
        assert!(rows.iter().all(|(key, _)| key.is_none()));
        assert_eq!(column(&rows, 1).iter().collect::<BTreeSet<_>>().len(), n_rows, "{name}");
    }
}

/// The first row of `types`.
const TYPES: [&str; 25] = [
    "-1",
    "18446744073709551615",
    "12345678901234567890.5000000000",
    "0.1",
    "0.1",
    "5",
    "0000-00-00",
    "-25:00:00.50",
    "0000-00-00 00:00:00",
    "2020-01-01 12:00:00",
    "2020",
    "ab",
    "é",
    "NULL",
    "abc",
    "plain",
    "NULL",
    "😀",
    "off",
    "x,y",
    "{\"a\": 1}",
    "POINT(1 2)",
    "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
    "::1",
    "1",
];

async fn check_changes(source: &dyn Source, listing: &Listing, admin: &mut MySqlConnection) {
    let of = |name: &str| &listing.objects[&format!("shop.{name}")];
    run(admin, "DROP TABLE doomed; ALTER TABLE altered ADD COLUMN more text").await;
    check_fault(source, of("doomed"), "changed_during_read", "gone since it was discovered").await;
    check_fault(source, of("altered"), "changed_during_read", "its columns changed since it was discovered").await;
    assert!(!source.is_unchanged(of("doomed")).await);
    assert!(source.is_unchanged(of("uuids")).await);
    // The server notes whole seconds: an update is seen once the second of the discovery is over.
    let started = Instant::now();
    while source.is_unchanged(of("ints")).await {
        assert!(started.elapsed() < Duration::from_secs(10), "never seen");
        run(admin, "UPDATE ints SET name = concat(name, 'x') WHERE id = 1").await;
    }
    check_bound(source, of("ints")).await;
}

async fn write(server: &Server) -> JoinHandle<()> {
    let mut writer = admin(server).await;
    tokio::spawn(async move {
        for i in 0..40 {
            let sql = format!(
                "UPDATE shop.big SET v = v + 1 WHERE id BETWEEN {} AND {}; DELETE FROM shop.big WHERE id = {}; INSERT INTO shop.big VALUES ({}, 'new', 0)",
                i * 5000,
                i * 5000 + 300,
                1 + i * 5000,
                1_000_000 + i
            );
            run(&mut writer, sql).await;
        }
    })
}

async fn check_locked(full_speed: bool, server: &Server, admin: &mut MySqlConnection) {
    let mut chosen = settings(server, "reader", PASSWORD);
    (chosen.lock_timeout, chosen.full_speed) = (Duration::from_secs(60), full_speed);
    let source = mysql::source(chosen).unwrap();
    let object = &discover(&source).await.objects["shop.big"];
    run(admin, "LOCK TABLES shop.big WRITE").await;
    let running = "SELECT count(*) FROM information_schema.processlist WHERE user = 'reader' AND command IN ('Query', 'Execute', 'Prepare')";
    check_cancelling(&source, object, async || sqlx::query_scalar(running).fetch_one(&mut *admin).await.unwrap()).await;
    run(admin, "UNLOCK TABLES").await;
    // The one connection is free again.
    assert_eq!(read_all(&source, object).await.len(), 200_000);
}

async fn check_plan_and_errors(server: &Server) {
    assert_eq!(reader(server).plan().await.unwrap().warnings.len(), 1, "it is a primary");
    let root = mysql::source(settings(server, "root", "")).unwrap().plan().await.unwrap();
    assert_eq!(root.warnings.len(), 2, "{:?}", root.warnings);
    let mut nowhere = settings(server, "reader", PASSWORD);
    nowhere.url = ConnectionUrl::new(format!("mysql://reader:{PASSWORD}@127.0.0.1:1"));
    let wrong = settings(server, "reader", "wrong-password-1");
    check_refused(mysql::source(wrong).unwrap(), "authentication failed").await;
    check_refused(mysql::source(nowhere).unwrap(), "connection lost: connection refused").await;
}
