//! The company as it lies on the disk, held against what the generator says of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use jiff::civil::{Date, date};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Row};
use tempfile::TempDir;
use walkdir::WalkDir;

use super::*;
use crate::model::verdict::RetentionState;

const TODAY: Date = date(2026, 3, 14);

async fn written(today: Date) -> (TempDir, Planted) {
    let root = tempfile::tempdir().unwrap();
    let planted = write(root.path(), today).await.unwrap();
    (root, planted)
}

fn bytes(reader: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    std::io::copy(&mut reader.take(64 << 20), &mut bytes).unwrap();
    bytes
}

fn text(root: &Path, path: &str) -> String {
    String::from_utf8(bytes(File::open(root.join(path)).unwrap())).unwrap()
}

/// Every file but the database with its bytes and its time, by its path.
fn tree(root: &Path) -> BTreeMap<String, (Vec<u8>, std::time::SystemTime)> {
    let files = WalkDir::new(root).into_iter().map(|entry| entry.unwrap()).filter(|entry| entry.file_type().is_file());
    files
        .filter(|entry| entry.file_name() != "crm.sqlite")
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            let modified = entry.metadata().unwrap().modified().unwrap();
            (path, (bytes(File::open(entry.path()).unwrap()), modified))
        })
        .collect()
}

async fn database(root: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(root.join("crm.sqlite")).read_only(true).connect().await.unwrap()
}

async fn count(db: &mut SqliteConnection, query: String) -> u64 {
    sqlx::query(sqlx::AssertSqlSafe(query)).fetch_one(db).await.unwrap().get::<i64, _>(0).unsigned_abs()
}

async fn ids(db: &mut SqliteConnection, query: String) -> BTreeSet<i64> {
    sqlx::query(sqlx::AssertSqlSafe(query)).fetch_all(db).await.unwrap().iter().map(|row| row.get(0)).collect()
}

fn planted_in(planted: &Planted, source: &str, object: &str, class: &str) -> u64 {
    let of = |cell: &Cell| cell.source == source && cell.object == object && cell.class == class;
    planted.retention.iter().filter(|(cell, _)| of(cell)).flat_map(|(_, states)| states.values()).sum()
}

fn in_state(planted: &Planted, source: &str, object: &str, class: &str, state: RetentionState) -> u64 {
    let of = |cell: &Cell| cell.source == source && cell.object == object && cell.class == class;
    planted.retention.iter().filter(|(cell, _)| of(cell)).filter_map(|(_, states)| states.get(&state)).sum()
}

#[tokio::test]
async fn the_same_day_gives_the_same_company() {
    let ((a, planted), (b, again)) = (written(TODAY).await, written(TODAY).await);
    assert!(planted == again);
    assert!(tree(a.path()) == tree(b.path()));
    let (mut a, mut b) = (database(a.path()).await, database(b.path()).await);
    for table in ["accounts", "payments", "audit_keyless"] {
        let query =
            format!("select group_concat(cells, char(10)) from (select json_array({}) as cells from {table})", columns(table));
        let dump = async |db: &mut SqliteConnection| {
            sqlx::query(sqlx::AssertSqlSafe(query.clone())).fetch_one(db).await.unwrap().get::<String, _>(0)
        };
        assert!(dump(&mut a).await == dump(&mut b).await, "{table}");
    }
}

fn columns(table: &str) -> &str {
    match table {
        "accounts" => "id, full_name, email, phone, date_of_birth, created_at, last_login, closed_at, parental_consent",
        "payments" => "id, account_id, cardholder_name, card_last4, legacy_card_number, card_expiry, paid_at",
        _ => "account_email, ip_address, action, at",
    }
}

#[tokio::test]
async fn a_folder_that_holds_a_company_already_is_left_alone() {
    let (root, _) = written(TODAY).await;
    assert!(write(root.path(), TODAY).await.is_err());
}

#[tokio::test]
async fn the_database_holds_what_was_planted_on_any_day() {
    for today in [TODAY, date(2026, 11, 22), date(2027, 1, 1), date(2028, 2, 29)] {
        let (root, planted) = written(today).await;
        let mut db = database(root.path()).await;
        let real = "closed_at like '____-__-__' and closed_at > '1980'";
        for (state, condition) in [
            (RetentionState::OverdueCertain, format!("{real} and date(closed_at, '+3 years') < '{today}'")),
            (RetentionState::InRetention, format!("{real} and date(closed_at, '+3 years') >= '{today}'")),
            (RetentionState::NotStarted, "closed_at is null".to_owned()),
            (RetentionState::StartUnknown, "closed_at = 'see contract'".to_owned()),
            (RetentionState::ClockSuspect, "closed_at = '1970-01-01'".to_owned()),
        ] {
            let n = count(&mut db, format!("select count(*) from accounts where {condition}")).await;
            assert!(n > 0, "{state:?}");
            assert_eq!(in_state(&planted, "crm", "accounts", "user.contact.email", state), n, "{state:?} {today}");
        }
        for (class, table, condition) in [
            ("user.contact.phone_number", "accounts", "phone is not null"),
            ("user.demographic.date_of_birth", "accounts", "true"),
            ("user.financial.card_expiry", "payments", "true"),
            ("user.financial.credit_card", "payments", "legacy_card_number is not null"),
            ("user.device.ip_address", "audit_keyless", "true"),
        ] {
            let n = count(&mut db, format!("select count(*) from {table} where {condition}")).await;
            assert_eq!(planted_in(&planted, "crm", table, class), n, "{class}");
        }
        let overdue = format!("legacy_card_number is not null and date(paid_at, '+7 years') < '{today}'");
        let overdue = count(&mut db, format!("select count(*) from payments where {overdue}")).await;
        let state = RetentionState::OverdueCertain;
        assert_eq!(in_state(&planted, "crm", "payments", "user.financial.credit_card", state), overdue);
        check_people(&mut db, &planted, today).await;
    }
}

async fn check_people(db: &mut SqliteConnection, planted: &Planted, today: Date) {
    let young = |day: &str| format!("select id from accounts where date(date_of_birth, '+16 years') > {day}");
    assert_eq!(ids(db, young("created_at")).await, planted.under_age.at_collection);
    assert_eq!(ids(db, young(&format!("'{today}'"))).await, planted.under_age.today);
    assert!(planted.under_age.today.is_subset(&planted.under_age.at_collection));
    for years in [13, 16, 18] {
        let query = format!("select count(*) from accounts where date(date_of_birth, '+{years} years') > '{today}'");
        assert!(count(db, query).await > 0, "nobody is under {years}");
    }
    let person = &planted.asked.person;
    for (table, column) in [("accounts", "email"), ("payments", "receipt_email"), ("audit_keyless", "account_email")] {
        let n = count(db, format!("select count(*) from {table} where {column} = '{}'", person.email)).await;
        assert_eq!(planted.asked.n_records.get(&("crm", table.to_owned())), Some(&n), "{table}");
    }
    let n = count(db, format!("select count(*) from accounts where full_name = '{}'", person.name)).await;
    assert_eq!(n, 1, "nobody else has her name");
}

#[tokio::test]
async fn the_files_hold_what_was_planted() {
    let (root, planted) = written(TODAY).await;
    let root = root.path();
    let email = &planted.asked.person.email;
    let rotated = bytes(GzDecoder::new(File::open(root.join("logs/access.log.1.gz")).unwrap()));
    let backup = root.join("backup/backup-2019.zip");
    let mut backup = zip::ZipArchive::new(File::open(backup).unwrap()).unwrap();
    let backup = String::from_utf8(bytes(backup.by_name("customers.csv").unwrap())).unwrap();
    let leads: String = bytes(File::open(root.join("exports/leads.csv")).unwrap()).into_iter().map(char::from).collect();
    assert!(leads.contains("Telefon;Straße;PLZ") && leads.contains(";Köln;"));
    for (source, object, text, class, cue) in [
        ("exports", "newsletter.csv", text(root, "exports/newsletter.csv"), "user.contact.email", ".example"),
        ("exports", "leads.csv", leads, "user.contact.phone_number", ";+"),
        ("events", "events.ndjson", text(root, "events/events.ndjson"), "user.contact.email", ".example"),
        (
            "events",
            "events.ndjson",
            text(root, "events/events.ndjson"),
            "user.government_id.national_identification_number",
            "aadhaar_number",
        ),
        ("logs", "access.log", text(root, "logs/access.log"), "user.device.ip_address", "192.0.2."),
        ("logs", "access.log", text(root, "logs/access.log"), "user.contact.email", ".example"),
        ("logs", "access.log.1.gz", String::from_utf8(rotated).unwrap(), "user.device.ip_address", "192.0.2."),
        ("logs", "app.log", text(root, "logs/app.log"), "user.contact.email", ".example"),
        ("logs", "app.log", text(root, "logs/app.log"), "user.authorization.password", "password="),
        ("backup", "backup-2019.zip", backup, "user.contact.email", ".example"),
    ] {
        let n = |cue: &str| text.lines().filter(|line| line.contains(cue)).count() as u64;
        assert!(n(cue) > 0, "{object}");
        assert_eq!(planted_in(&planted, source, object, class), n(cue), "{object} {class}");
        assert_eq!(planted.asked.n_records.get(&(source, object.to_owned())).copied().unwrap_or(0), n(email), "{object}");
    }
}

#[tokio::test]
async fn tickets_mention_whom_they_should() {
    let (root, planted) = written(TODAY).await;
    let person = &planted.asked.person;
    let mut by_person = BTreeSet::new();
    let mut scripts = BTreeSet::new();
    for entry in std::fs::read_dir(root.path().join("tickets")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let text = text(root.path(), &format!("tickets/{name}"));
        assert!(!text.contains('{'), "{name}");
        if text.contains(&person.email) {
            by_person.insert(name);
            scripts.insert((text.contains(&person.name), text.contains(&person.native_name), text.contains("+९१ ९८")));
        }
    }
    assert_eq!(scripts, [(true, false, false), (false, true, true)].into());
    let told = planted.asked.n_records.keys().filter(|(source, _)| *source == "tickets").map(|(_, object)| object.clone());
    assert_eq!(by_person, told.collect());
    let states: BTreeSet<_> = planted.mentions.values().copied().collect();
    assert_eq!(states, [RetentionState::OverduePossible, RetentionState::InRetention].into());
}

#[tokio::test]
async fn something_of_each_kind_is_wrong() {
    let (_root, planted) = written(TODAY).await;
    let forbidden: Vec<_> = planted.forbidden.iter().map(|(cell, n)| (cell.object.as_str(), cell.class, *n > 0)).collect();
    assert_eq!(forbidden, [("payments", "user.financial.credit_card", true), ("app.log", "user.authorization.password", true)]);
    let undisclosed: Vec<_> = planted.undisclosed.iter().map(|cell| (cell.object.as_str(), cell.class)).collect();
    let expected = [
        ("accounts", "user.demographic.date_of_birth"),
        ("events.ndjson", "user.device.device_id"),
        ("events.ndjson", "user.government_id.national_identification_number"),
        ("access.log", "user.device.user_agent"),
        ("access.log.1.gz", "user.device.user_agent"),
    ];
    assert_eq!(undisclosed, expected);
    assert!(planted.under_age.today.len() >= 4 && planted.under_age.at_collection.len() > planted.under_age.today.len());
    for (source, object) in [("exports", "newsletter.csv"), ("logs", "access.log.1.gz"), ("backup", "backup-2019.zip")] {
        let class = if source == "logs" { "user.device.ip_address" } else { "user.contact.email" };
        assert!(in_state(&planted, source, object, class, RetentionState::OverdueCertain) > 0, "{object}");
    }
}
