//! An invented company's folder, the program at its edge, and dice that fall the same way each time.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use gleaner::seal::{Keys, RootKey};
use gleaner::store::Store;
use serde_json::Value;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor};
use tempfile::TempDir;

pub const FIRST: &[&str] =
    &["Mina", "Oscar", "Priya", "Lukas", "Greta", "Tomas", "Ingrid", "Rahul", "Sofia", "Walter", "Amelia", "Jonas"];
pub const LAST: &[&str] = &[
    "Quillfeather",
    "Brambleworth",
    "Ostrovend",
    "Hollowmere",
    "Pennyfarrow",
    "Thistlewick",
    "Vandermoss",
    "Larkhurst",
    "Wintergold",
    "Ashbourneley",
    "Copperdale",
    "Netherstone",
    "Fernhalloway",
];

/// Numbers that look random and are the same in every run (splitmix64, Steele, Lea and Flood 2014).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }

    pub fn digits(&mut self, n: usize) -> String {
        (0..n).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
    }

    pub fn letters(&mut self, n: usize) -> String {
        (0..n).map(|_| char::from(b'A' + self.below(26) as u8)).collect()
    }
}

/// A temporary folder with a place for data, state directories and a key of its own.
pub struct Ground {
    folder: TempDir,
}

impl Ground {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("data")).unwrap();
        Self { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// Writes a file below the data folder and makes the folders on its way.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.data().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        File::create(&path).unwrap().write_all(bytes.as_ref()).unwrap();
        path
    }

    /// The program with this state directory, the folder's own key and nothing of the user's own configuration.
    pub fn gleaner(&self, state: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gleaner"));
        command.env_clear().current_dir(self.folder.path());
        command.env("HOME", self.folder.path()).env("GLEANER_STATE", self.path(state)).env("GLEANER_KEY", self.path("key"));
        command
    }

    pub fn run(&self, state: &str, args: &[&str]) -> Output {
        self.gleaner(state).args(args).output().unwrap()
    }

    /// Runs a verb that must end well and answer in JSON.
    pub fn json(&self, state: &str, args: &[&str]) -> Value {
        let output = self.gleaner(state).args(args).args(["--format", "json"]).output().unwrap();
        assert!(output.status.success(), "{args:?}: {:?}: {}", output.status, String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Everything that a state directory says but for runs, sequence numbers and clocks.
    pub fn dump(&self, state: &str) -> Vec<String> {
        let key = std::fs::read_to_string(self.path("key")).unwrap();
        let keys = Keys::new(&RootKey::from_text(&key).unwrap());
        wait(async {
            let store = Store::open_read_only(&self.path(state), &keys).await.unwrap();
            store.dump().await.unwrap()
        })
    }
}

/// Waits for a future outside any runtime.
pub fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// Makes a SQLite database.
pub fn database(path: &Path, sql: &str) {
    wait(async {
        let options = SqliteConnectOptions::new().filename(path).create_if_missing(true).disable_statement_logging();
        let mut connection = options.connect().await.unwrap();
        connection.execute(sqlx::raw_sql(AssertSqlSafe(format!("BEGIN; {sql} COMMIT;")))).await.unwrap();
        connection.close().await.unwrap();
    });
}

pub fn zip(members: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        writer.start_file(name.as_str(), options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

/// The name and the address of the `n`th invented person.
pub fn person(n: usize) -> (String, String) {
    let (first, last) = (FIRST[n % FIRST.len()], LAST[n / FIRST.len() % LAST.len()]);
    (format!("{first} {last}"), format!("{}.{}{n}@example.com", first.to_lowercase(), last.to_lowercase()))
}

/// A database of five tables, a CSV, an NDJSON, a zip, a log of some twenty units and 170 texts: with [`CONFIG`] more
/// than 200 units. The first of them, in the order in which they are read, are the tables; the texts name customers.
pub fn furnish(ground: &Ground) {
    database(&ground.data().join("shop.db"), &shop());
    let mut csv = String::from("customer_id,full_name,email,signup_date\n");
    let (mut ndjson, mut log) = (String::new(), String::new());
    for n in 0..400 {
        let (name, email) = person(n % 150);
        csv.push_str(&format!("{n},{name},{email},2024-0{}-11\n", n % 9 + 1));
        ndjson.push_str(&format!("{{\"id\":{n},\"user\":{{\"email\":\"{email}\"}},\"note\":\"order {n} sent\"}}\n"));
    }
    for n in 0..3_000 {
        let (day, who) = (n % 28 + 1, person(n * 7 % 150).1);
        log.push_str(&format!("2025-03-{day:02}T10:00:00Z INFO login user={who} ip=203.0.113.{} took {n} ms\n", n % 200));
    }
    ground.file("files/customers.csv", &csv);
    ground.file("files/events.ndjson", &ndjson);
    ground.file("files/app.log", &log);
    ground.file("files/app.log.1.gz", gz(&log.as_bytes()[..20_000]));
    let members: Vec<_> = (0..6).map(|n| (format!("export{n}.txt"), format!("mail to {}", person(n).1).into_bytes())).collect();
    ground.file("files/backup.zip", zip(&members));
    for n in 0..170 {
        let (name, email) = person(n % 150);
        let text = format!("Ticket {n}: {name} asks for a refund.\nPlease answer to {email}.\nRegards, the desk\n");
        ground.file(&format!("files/tickets/{:02}/ticket{n}.txt", n % 10), text);
    }
    std::fs::write(ground.path("gleaner.toml"), CONFIG).unwrap();
}

fn shop() -> String {
    let mut sql = String::from(
        "CREATE TABLE users (id INTEGER PRIMARY KEY, full_name TEXT, email TEXT, created_at TEXT);
         CREATE TABLE logins (email TEXT PRIMARY KEY, ip TEXT) WITHOUT ROWID;
         CREATE TABLE notes (body TEXT);
         CREATE TABLE orders (id INTEGER PRIMARY KEY, customer TEXT, total REAL);
         CREATE TABLE stock (sku TEXT, n INTEGER);",
    );
    for n in 0..500 {
        let (name, email) = person(n % 150);
        sql.push_str(&format!("INSERT INTO users VALUES ({n}, '{name}', '{email}', '2023-05-{:02}');", n % 28 + 1));
        sql.push_str(&format!("INSERT OR IGNORE INTO logins VALUES ('{email}', '198.51.100.{}');", n % 250));
        sql.push_str(&format!("INSERT INTO notes VALUES ('call {name} about order {n}');"));
        sql.push_str(&format!("INSERT INTO orders VALUES ({n}, '{email}', {n}.5);"));
        sql.push_str(&format!("INSERT INTO stock VALUES ('box-{n}', {n});"));
    }
    sql
}

/// Small units, so that a small company has many.
pub const CONFIG: &str = r#"
[scan]
unit_bytes = "12 KiB"
unit_rows = 50

[[source]]
name = "shop"
kind = "sqlite"
path = "data/shop.db"
policy = "workpex"
[[source.events]]
table = "*users"
created = "created_at"

[[source]]
name = "files"
kind = "files"
path = "data/files"
policy = "workpex"
[[source.events]]
path = "*.csv"
created = "signup_date"
"#;
