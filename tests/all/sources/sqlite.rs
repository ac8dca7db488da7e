//! SQLite files: with and without a log, damaged, locked, with every kind of table.

use std::collections::BTreeSet;
use std::path::Path;

use gleaner::model::object::Stretch;
use gleaner::source::Source;
use gleaner::source::sqlite::{Settings, Sqlite};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor};
use tempfile::TempDir;

use super::{check_ranges, check_sample, column, discover, read, read_all};

async fn writer(path: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(true).disable_statement_logging();
    options.connect().await.unwrap()
}

async fn run(connection: &mut SqliteConnection, sql: &str) {
    connection.execute(sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))).await.unwrap();
}

fn source(folder: &TempDir, path: &Path) -> Sqlite {
    Sqlite::new(Settings::new("db", path, folder.path().join("scratch"))).unwrap()
}

fn names_in(folder: &Path) -> BTreeSet<String> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

const TABLES: &str = "
    CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, photo BLOB, height REAL);
    INSERT INTO people VALUES (-3, 'Ada', x'ffd8ff', 1.5), (2, NULL, CAST('text' AS BLOB), 2), (9, 'Zoë', NULL, NULL);
    CREATE TABLE plain (a, rowid, oid TEXT);
    INSERT INTO plain VALUES (1, 'x', 'y'), ('2', 'x', 'y');
    CREATE TABLE \"odd \"\"name\"\"\nहिन्दी\" (\"a \"\" b\" TEXT, 'select' TEXT);
    INSERT INTO \"odd \"\"name\"\"\nहिन्दी\" VALUES ('x', 'y');
    CREATE TABLE mixed (k, n, v TEXT, PRIMARY KEY (k COLLATE BINARY, n)) WITHOUT ROWID;
    INSERT INTO mixed VALUES (1, 1, 'a'), (1.5, 1, 'b'), ('B', 2, 'd'), ('a', 1, 'c'), ('a', 'x', 'e'), (x'00ff', 0, 'f');
    CREATE TABLE cased (k TEXT COLLATE NOCASE, PRIMARY KEY (k COLLATE BINARY)) WITHOUT ROWID;
    INSERT INTO cased VALUES ('a'), ('A'), ('b'), ('B'), ('c');
    CREATE TABLE broken_text (t TEXT);
    INSERT INTO broken_text VALUES (CAST(x'636166e9' AS TEXT));
    CREATE TABLE long_cells (t TEXT);
    INSERT INTO long_cells VALUES ('short'), (printf('%.*c', 1048577, 'x')), (zeroblob(20000000));
    CREATE VIRTUAL TABLE notes USING fts5(body);
    INSERT INTO notes VALUES ('call Ada');
    CREATE VIEW names AS SELECT name FROM people;
    CREATE TABLE empty (a TEXT);
    CREATE TABLE counted (id INTEGER PRIMARY KEY, v TEXT);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25000) INSERT INTO counted SELECT i * 3, 'v' || i FROM n;
";

#[tokio::test]
async fn every_stored_table_is_read_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a b?#%.db");
    let mut connection = writer(&path).await;
    run(&mut connection, TABLES).await;
    connection.close().await.unwrap();
    let before = names_in(folder.path());
    let source = source(&folder, &path);
    let listing = discover(&source).await;
    for (name, expected) in [
        ("main.people", "object"),
        ("main.names", "skipped(view)"),
        ("main.notes", "skipped(virtual-table)"),
        ("main.notes_content", "object"),
        ("main.empty", "object"),
    ] {
        assert_eq!(listing.outcome(name), expected, "{name}");
    }
    assert!(listing.is_complete);
    for (name, at, expected) in [
        ("main.people", 0, &["-3", "2", "9"][..]),
        ("main.people", 1, &["Ada", "NULL", "Zoë"]),
        ("main.people", 2, &["NULL", "text", "NULL"]),
        ("main.people", 3, &["1.5", "2", "NULL"]),
        ("main.plain", 0, &["1", "2"]),
        ("main.odd \"name\"\nहिन्दी", 0, &["x"]),
        ("main.mixed", 2, &["a", "b", "d", "c", "e", "f"]),
        ("main.cased", 0, &["A", "B", "a", "b", "c"]),
        ("main.broken_text", 0, &["café"]),
        ("main.notes_content", 1, &["call Ada"]),
        ("main.empty", 0, &[]),
    ] {
        assert_eq!(column(&read_all(&source, &listing.objects[name]).await, at), expected, "{name}");
    }
    for name in ["main.people", "main.mixed", "main.cased", "main.counted"] {
        check_ranges(&source, &listing.objects[name]).await;
    }
    check_sample(&source, &listing.objects["main.counted"], 300).await;
    check_sample(&source, &listing.objects["main.mixed"], 30).await;
    let (rows, fault) = read(&source, &listing.objects["main.long_cells"], Stretch::Whole).await;
    let lengths: Vec<_> = rows.iter().map(|(_, cells)| cells[0].as_ref().map(String::len)).collect();
    assert_eq!(lengths, [Some(5), Some(1 << 20), None]);
    assert_eq!(fault.unwrap().outcome.to_string(), "partial(record)");
    assert!(source.is_unchanged(&listing.objects["main.people"]).await);
    assert_eq!(names_in(folder.path()), before, "something was left beside the file");
}

#[tokio::test]
async fn a_log_beside_the_file_is_read_from_a_private_copy() {
    for mode in ["WAL", "DELETE"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("live.db");
        let mut connection = writer(&path).await;
        run(&mut connection, &format!("PRAGMA journal_mode = {mode}; CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('old')"))
            .await;
        // A journal lies beside the file as long as a transaction is open that had to spill.
        let change = match mode {
            "WAL" => "INSERT INTO t VALUES ('new')",
            _ => {
                "PRAGMA cache_size = 1; BEGIN IMMEDIATE; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) \
                  INSERT INTO t SELECT 'uncommitted' FROM n"
            }
        };
        run(&mut connection, change).await;
        let before = names_in(folder.path());
        let expected: &[&str] = if mode == "WAL" { &["old", "new"] } else { &["old"] };
        let reader = source(&folder, &path);
        let listing = discover(&reader).await;
        assert_eq!(column(&read_all(&reader, &listing.objects["main.t"]).await, 0), expected);
        assert!(reader.is_unchanged(&listing.objects["main.t"]).await);
        let copies = names_in(&folder.path().join("scratch"));
        assert_eq!(copies.len(), 1, "one copy while it is read");
        drop(reader);
        assert_eq!(names_in(&folder.path().join("scratch")).len(), 0, "no copy afterwards");
        std::fs::remove_dir(folder.path().join("scratch")).unwrap();
        assert_eq!(names_in(folder.path()), before);
        // Without room for a copy, the file alone is read and says so.
        let mut settings = Settings::new("db", &path, folder.path().join("scratch"));
        settings.copy_budget = 10;
        let reader = Sqlite::new(settings).unwrap();
        let listing = discover(&reader).await;
        assert_eq!(reader.plan().await.unwrap().warnings.len(), 1);
        if let Some(object) = listing.objects.get("main.t") {
            assert_eq!(read(&reader, object, Stretch::Whole).await.1.unwrap().outcome.word(), "partial");
        }
        assert_eq!(names_in(folder.path()), before);
    }
}

#[tokio::test]
async fn a_file_that_changes_or_is_damaged_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.db");
    let mut connection = writer(&path).await;
    run(&mut connection, TABLES).await;
    let reader = source(&folder, &path);
    let listing = discover(&reader).await;
    run(&mut connection, "INSERT INTO people VALUES (100, 'new', NULL, NULL); DROP TABLE empty").await;
    assert!(!reader.is_unchanged(&listing.objects["main.people"]).await);
    let listing = discover(&reader).await;
    assert!(reader.is_unchanged(&listing.objects["main.people"]).await);
    run(&mut connection, "BEGIN EXCLUSIVE").await;
    assert_eq!(read_all(&reader, &listing.objects["main.people"]).await.len(), 4, "somebody's lock is not waited for");
    run(&mut connection, "COMMIT").await;
    connection.close().await.unwrap();

    // The pages in the middle belong to `counted` and the long cells.
    let mut bytes = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    let size = bytes.metadata().unwrap().len();
    std::io::Seek::seek(&mut bytes, std::io::SeekFrom::Start(size - 200_000)).unwrap();
    std::io::Write::write_all(&mut bytes, &vec![0xa5; 200_000]).unwrap();
    drop(bytes);
    let listing = discover(&reader).await;
    let (rows, fault) = read(&reader, &listing.objects["main.counted"], Stretch::Whole).await;
    assert!(rows.len() < 25_000);
    assert_eq!(fault.unwrap().outcome.to_string(), "partial(damaged)");
    assert_eq!(read_all(&reader, &listing.objects["main.people"]).await.len(), 4);

    for (content, expected) in [(&b"this is no database, whatever its name says"[..], "not a sqlite database"), (b"", "")] {
        std::fs::write(&path, content).unwrap();
        let (to, _from) = tokio::sync::mpsc::channel(1);
        let error = reader.discover(to).await.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.contains(expected), "{error}");
    }
    let missing = source(&folder, &folder.path().join("none.db"));
    assert!(missing.plan().await.unwrap_err().to_string().contains("not found"));
}
