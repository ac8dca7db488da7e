//! MariaDB.

use std::sync::Arc;

use super::home::Home;
use super::{Admin, N_PEOPLE, N_ROUNDS, NAMED_TABLE, Speech};
use super::{check_leaks, check_lines, check_plan, check_resuming, check_scan, check_stopping};
use crate::servers::{self, Server};
use crate::sources::{self, PASSWORD, check_statements};

struct My(Server);

impl Speech for My {
    const SCHEMA: &'static str = "shop";
    const WAITING: &'static str = "SELECT count(*) FROM information_schema.processlist WHERE user = 'reader' AND state LIKE 'Waiting for table metadata%'";
    const IS_QUIET: &'static str = "SELECT count(*) = 0 FROM information_schema.processlist \
        WHERE user = 'reader' AND command IN ('Query', 'Execute', 'Prepare')";

    fn url(&self, role: &str) -> String {
        format!("mysql://{role}:{PASSWORD}@127.0.0.1:{}", self.0.port)
    }

    async fn admin(&self) -> Admin {
        Admin::My(sources::mysql::admin(&self.0).await)
    }

    fn statements(&self) -> Vec<String> {
        sources::mysql::statements(&self.0)
    }

    fn locking(&self, table: &str) -> [String; 2] {
        [format!("LOCK TABLES {table} WRITE"), "UNLOCK TABLES".to_owned()]
    }
}

fn schema() -> String {
    let person = "concat(elt(1 + seq % 5, 'Anna', 'Priya', 'Jonas', 'Mateo', 'Yan'), ' ', \
        elt(1 + seq DIV 5 % 4, 'Tarnowick', 'Velderose', 'Ombrigast', 'Fennimarsh')), concat('p', seq, '@mailbox.example'), \
        concat('+49 1522 ', lpad(seq, 7, '0')), date '1950-01-01' + INTERVAL seq % 20000 DAY, \
        timestamp '2015-01-01 00:00:00' + INTERVAL seq * 9 MINUTE";
    let columns = "(id bigint PRIMARY KEY, full_name varchar(90), email varchar(90), phone varchar(90), date_of_birth date, \
        created_at datetime)";
    format!(
        "
    SET sql_mode = ''; SET NAMES utf8mb4; SET default_storage_engine = InnoDB; CREATE DATABASE shop CHARACTER SET utf8mb4; USE shop;
    CREATE TABLE people {columns}; INSERT INTO people SELECT seq, {person} FROM seq_1_to_{N_PEOPLE};
    CREATE TABLE rounds {columns}; INSERT INTO rounds SELECT seq, {person} FROM seq_1_to_{N_ROUNDS};
    CREATE TABLE rounds_too {columns}; INSERT INTO rounds_too SELECT seq, {person} FROM seq_1_to_{N_ROUNDS};
    CREATE TABLE keyless (email varchar(90), seen date);
    INSERT INTO keyless SELECT concat('p', seq, '@mailbox.example'), date '2020-01-01' FROM seq_1_to_2500;
    CREATE TABLE `{NAMED_TABLE}` (id int PRIMARY KEY, `jan.quillsby@mailbox.example` text);
    INSERT INTO `{NAMED_TABLE}` VALUES (1, 'jo.quillsby@mailbox.example'), (2, 'x');
    CREATE TABLE secret (id int PRIMARY KEY, email text); CREATE TABLE empty (id int PRIMARY KEY, email text);
    CREATE TABLE hidden (id int PRIMARY KEY, email text);
    CREATE TABLE vanishing (id int PRIMARY KEY, email text);
    CREATE USER reader@'%' IDENTIFIED BY '{PASSWORD}'; CREATE USER writer@'%' IDENTIFIED BY '{PASSWORD}';
    GRANT SELECT ON shop.people TO reader@'%'; GRANT SELECT ON shop.rounds TO reader@'%'; GRANT SELECT ON shop.rounds_too TO reader@'%';
    GRANT SELECT ON shop.keyless TO reader@'%'; GRANT SELECT ON shop.`{NAMED_TABLE}` TO reader@'%';
    GRANT SELECT ON shop.empty TO reader@'%'; GRANT SELECT ON shop.vanishing TO reader@'%'; GRANT INSERT ON shop.secret TO reader@'%';
    GRANT SELECT, INSERT ON *.* TO writer@'%'; ANALYZE TABLE people;
    "
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mariadb_is_read_from_end_to_end() {
    let speech = Arc::new(My(servers::mariadb()));
    let home = Home::new();
    speech.admin().await.run(&schema()).await;
    check_plan(speech.as_ref(), &home, |sql| sql.contains("`shop`") && !sql.ends_with(" LIMIT 0")).await;
    let report = check_scan(speech.clone(), &home).await;
    check_lines::<My>(&report, &[]);
    check_resuming(speech.as_ref(), &home, "mysql").await;
    check_stopping(speech.as_ref(), &home, "people", "locked").await;
    check_statements(&speech.statements(), &sources::mysql::READING, 300);
    check_leaks(&home, &["jo.quillsby"]);
    let wrong = home.run("wrong", &["scan", &speech.url("nobody-4711")]);
    assert_eq!(wrong.code, Some(3));
    assert!(wrong.err.contains("authentication failed") && !wrong.err.contains("nobody-4711"), "{}", wrong.err);
}
