//! The sources on real servers and files: what is listed, what is read, what is refused, what is left behind.
#![allow(clippy::unwrap_used, clippy::expect_used)]

pub(crate) mod mysql;
pub(crate) mod postgres;
mod sqlite;

use std::collections::{BTreeMap, BTreeSet};

use gleaner::model::fault::Fault;
use gleaner::model::locator::RawLocator;
use gleaner::model::object::{Object, Stretch};
use gleaner::source::{Content, Discovery, Found, Source};
use tokio::sync::mpsc;

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
