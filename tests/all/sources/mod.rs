//! The sources on real servers and files: what is listed, what is read, what is refused, what is left behind.

pub(crate) mod mysql;
pub(crate) mod postgres;
mod sqlite;

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use gleaner::model::fault::Fault;
use gleaner::model::locator::RawLocator;
use gleaner::model::object::{Object, Stretch};
use gleaner::source::{Content, Discovery, Found, Source};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// The password of every role.
pub(crate) const PASSWORD: &str = "geheim-8731-xyz";

/// What a discovery told, by `schema.table`.
#[derive(Default)]
struct Listing {
    objects: BTreeMap<String, Object>,
    faults: BTreeMap<String, Fault>,
    is_complete: bool,
}

impl Listing {
    fn outcome(&self, name: &str) -> String {
        match self.faults.get(name) {
            Some(fault) => fault.outcome.to_string(),
            None => self.objects.get(name).map_or("missing".to_owned(), |_| "object".to_owned()),
        }
    }
}

fn name_of(at: &RawLocator) -> String {
    at.0.iter().map(|(_, name)| String::from_utf8(name.clone()).unwrap()).collect::<Vec<_>>().join(".")
}

async fn discover(source: &dyn Source) -> Listing {
    let (to, mut from) = mpsc::channel(1);
    let mut listing = Listing::default();
    let collect = async {
        let (mut objects, mut faults) = (BTreeMap::new(), BTreeMap::new());
        while let Some(found) = from.recv().await {
            match found {
                Found::Object(object) => assert!(objects.insert(name_of(&object.at), *object).is_none()),
                Found::Fault(fault) => assert!(faults.insert(name_of(&fault.place), fault).is_none()),
            }
        }
        (objects, faults)
    };
    let (discovery, (objects, faults)) = tokio::join!(source.discover(to), collect);
    let Discovery { is_complete } = discovery.unwrap();
    (listing.objects, listing.faults, listing.is_complete) = (objects, faults, is_complete);
    listing
}

type Row = (Option<Vec<u8>>, Vec<Option<String>>);

/// The rows of a stretch and the fault that came last.
async fn read(source: &dyn Source, object: &Object, stretch: Stretch) -> (Vec<Row>, Option<Fault>) {
    let mut from = match source.open(object, &stretch).await {
        Ok(Content::Rows(from)) => from,
        Ok(Content::Bytes(_)) => panic!("a table is rows"),
        Err(fault) => return (Vec::new(), Some(fault)),
    };
    let mut rows = Vec::new();
    while let Some(batch) = from.recv().await {
        let batch = match batch {
            Ok(batch) => batch,
            Err(fault) => {
                assert!(from.recv().await.is_none(), "a fault comes last");
                return (rows, Some(fault));
            }
        };
        assert!(batch.n_rows() <= 1_000);
        for i in 0..batch.n_rows() {
            let cells = (0..object.columns.len()).map(|c| batch.cell(i, c).map(str::to_owned)).collect();
            rows.push((batch.key(i).map(<[u8]>::to_vec), cells));
        }
    }
    (rows, None)
}

async fn read_all(source: &dyn Source, object: &Object) -> Vec<Row> {
    let (rows, fault) = read(source, object, Stretch::Whole).await;
    assert_eq!(fault, None, "{}", name_of(&object.at));
    rows
}

/// The cells of the column at `i`, as text with `NULL` for none.
fn column(rows: &[Row], i: usize) -> Vec<String> {
    rows.iter().map(|(_, cells)| cells[i].clone().unwrap_or("NULL".to_owned())).collect()
}

/// Reading in two or more stretches gives what reading at once gives, in the same order, each row once.
async fn check_ranges(source: &dyn Source, object: &Object) {
    let rows = read_all(source, object).await;
    let keys: Vec<Vec<u8>> = rows.iter().map(|(key, _)| key.clone().expect("a key")).collect();
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "{}", name_of(&object.at));
    let mut joined = Vec::new();
    let cuts = [keys.len() / 3, keys.len() / 2, keys.len().saturating_sub(1)];
    let mut after = None;
    for cut in cuts {
        let upto = Some(keys[cut].clone());
        joined.extend(read(source, object, Stretch::Keys { after: after.clone(), upto: upto.clone() }).await.0);
        after = upto;
    }
    joined.extend(read(source, object, Stretch::Keys { after, upto: None }).await.0);
    assert_eq!(joined, rows, "{}", name_of(&object.at));
}

/// At full speed every table gives the same rows in the same order, with the same fault at its end.
async fn check_full_speed(gentle: &dyn Source, full: &dyn Source, listing: &Listing) {
    assert!(full.n_connections() > gentle.n_connections());
    for (name, object) in &listing.objects {
        let [gently, fully] = [gentle, full].map(|source| read(source, object, Stretch::Whole));
        let ((gently, expected), (fully, fault)) = (gently.await, fully.await);
        assert_eq!((fully.len(), fault), (gently.len(), expected), "{name}");
        assert!(gently == fully, "{name}");
    }
}

/// The sample is within its size, holds the first and the last row, and is the same each time.
async fn check_sample(source: &dyn Source, object: &Object, n_rows: usize) {
    let rows = read_all(source, object).await;
    let sample = source.sample(object, n_rows).await.unwrap().unwrap();
    let again = source.sample(object, n_rows).await.unwrap().unwrap();
    let keys: Vec<_> = (0..sample.n_rows()).map(|i| sample.key(i).unwrap().to_vec()).collect();
    assert_eq!(keys, (0..again.n_rows()).map(|i| again.key(i).unwrap().to_vec()).collect::<Vec<_>>());
    assert!(keys.len() <= n_rows && keys.len() >= n_rows.min(rows.len()) * 2 / 3, "{} of {}", keys.len(), rows.len());
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
    for end in [rows.first(), rows.last()] {
        assert!(keys.contains(end.unwrap().0.as_ref().unwrap()));
    }
}

/// The one row whose first cell is not NULL holds these texts; another row holds nothing at all.
async fn check_types(source: &dyn Source, object: &Object, expected: &[&str]) {
    let rows = read_all(source, object).await;
    let full = rows.iter().find(|(_, cells)| cells[0].is_some()).unwrap();
    let texts: Vec<&str> = full.1.iter().map(|cell| cell.as_deref().unwrap_or("NULL")).collect();
    assert_eq!(texts, expected);
    assert!(rows.iter().any(|(_, cells)| cells.iter().all(Option::is_none)));
}

async fn check_long_cells(source: &dyn Source, object: &Object) {
    let (rows, fault) = read(source, object, Stretch::Whole).await;
    let lengths: Vec<_> = rows.iter().map(|(_, c)| [&c[1], &c[2]].map(|cell| cell.as_ref().map_or(0, String::len))).collect();
    assert_eq!(lengths, [[1_048_576, 0], [1, 1_048_576], [1_048_576, 0]]);
    assert_eq!(fault.unwrap().outcome.to_string(), "partial(record)");
}

async fn check_fault(source: &dyn Source, object: &Object, outcome: &str, cause: &str) {
    let fault = read(source, object, Stretch::Whole).await.1.unwrap();
    assert_eq!((fault.outcome.to_string().as_str(), fault.cause.0.as_str()), (outcome, cause));
}

/// A bound that is no key of the table costs the stretch.
async fn check_bound(source: &dyn Source, object: &Object) {
    let bad = Stretch::Keys { after: Some(b"no key".to_vec()), upto: None };
    assert_eq!(read(source, object, bad).await.1.unwrap().outcome.to_string(), "failed");
}

/// A writer moves rows behind the reader's back, removes forty of 200 000 and adds forty behind them; whoever was there all
/// the time is told once.
async fn check_writer(source: &dyn Source, object: &Object, writing: JoinHandle<()>) {
    let rows = read_all(source, object).await;
    writing.await.unwrap();
    let ids: Vec<i64> = column(&rows, 0).iter().map(|text| text.parse().unwrap()).collect();
    assert!(ids.is_sorted_by(|a, b| a < b), "in order, each once");
    let n_stayed = ids.iter().filter(|id| **id <= 200_000 && (**id - 1) % 5000 != 0).count();
    assert_eq!(n_stayed, 200_000 - 40);
    assert!((200_000 - 40..=200_000 + 40).contains(&ids.len()), "{}", ids.len());
}

/// With the receiver gone, nothing of ours runs on the server within two seconds, whatever it was busy with.
async fn check_cancelling(source: &dyn Source, object: &Object, mut n_running: impl AsyncFnMut() -> i64) {
    let Ok(Content::Rows(from)) = source.open(object, &Stretch::Whole).await else { panic!() };
    let started = Instant::now();
    while n_running().await == 0 {
        assert!(started.elapsed() < Duration::from_secs(10), "the reading never began");
        tokio::task::yield_now().await;
    }
    drop(from);
    let dropped = Instant::now();
    while n_running().await > 0 {
        assert!(dropped.elapsed() < Duration::from_secs(2), "still running");
        tokio::task::yield_now().await;
    }
}

/// A server that does not let us in is told of in our words, without user or password.
async fn check_refused(source: impl Source, expected: &str) {
    let error = source.plan().await.unwrap_err();
    let text = format!("{error} {error:?}");
    assert!(text.contains(expected), "{text}");
    assert!(!text.contains(PASSWORD) && !text.contains("wrong-password") && !text.contains("reader"), "{text}");
}

/// Each statement begins as one that reads does, and holds no word of one that writes.
pub(crate) fn check_statements(statements: &[String], reading: &[&str], n_least: usize) {
    assert!(statements.len() > n_least, "{}", statements.len());
    let writing =
        ["INSERT ", "UPDATE ", "DELETE ", "CREATE ", "DROP ", "ALTER ", "LOCK ", "COPY ", "GRANT ", "FOR UPDATE", "CALL "];
    for sql in statements {
        assert!(reading.iter().any(|start| sql.starts_with(start)), "{sql}");
        let is_asking = sql.contains("has_table_privilege");
        assert!(is_asking || writing.iter().all(|word| !sql.to_uppercase().contains(word)), "{sql}");
    }
}
