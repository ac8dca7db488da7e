//! Catalogue and index together: after any sequence of commits, replacements and retirements the index finds what the
//! catalogue holds, and nothing else.

use std::collections::BTreeMap;
use std::path::Path;

use gleaner::index::Index;
use gleaner::model::finding::{ColumnRole, Finding, Form};
use gleaner::model::ids::ObjectId;
use gleaner::model::locator::Locator;
use gleaner::model::object::{ObjectKind, UnitId};
use gleaner::model::passage::RecordKind;
use gleaner::model::secret::{Masked, Tag, TermKind};
use gleaner::model::sighting::{Sighting, StoredObject, UnitResult};
use gleaner::seal::{Keys, RootKey};
use gleaner::store::Store;
use proptest::prelude::*;

fn keys() -> Keys {
    Keys::new(&RootKey::from_text(&"c".repeat(64)).unwrap())
}

fn object(n: u8) -> StoredObject {
    StoredObject {
        id: ObjectId([n; 16]),
        source: "shop".into(),
        at: Locator::default(),
        kind: ObjectKind::Table,
        version: String::new(),
        modified: None,
        realm: "company".into(),
        policy: None,
        region: None,
        events: BTreeMap::new(),
        keeping: Default::default(),
    }
}

fn finding(n: u8) -> Finding {
    Finding {
        class: "user.contact.email".into(),
        detector: "intl.email".into(),
        tags: vec![(TermKind::Whole, Tag([n; 16])), (TermKind::Token, Tag([n + 100; 16]))],
        confidence: 90,
        form: Form::Full,
        role: ColumnRole::Own,
        likely_test: false,
        is_checked: false,
        field: None,
        mask: Masked("…".to_owned()),
    }
}

/// Each inner list is one sighting with a finding for each number.
fn unit(object_n: u8, part: u32, sightings: &[Vec<u8>], is_last: bool) -> UnitResult {
    let sighting = |findings: &Vec<u8>| Sighting {
        kind: RecordKind::Row,
        at: None,
        part: 0,
        realm: "company".into(),
        findings: findings.iter().map(|n| finding(*n)).collect(),
        events: BTreeMap::new(),
        birth: None,
        jurisdiction: None,
        parental_consent: None,
        about: Default::default(),
        conditions: Vec::new(),
        count: 1,
    };
    UnitResult {
        id: UnitId { object: ObjectId([object_n; 16]), part },
        object: object(object_n),
        fields: Vec::new(),
        sightings: sightings.iter().map(sighting).collect(),
        histograms: Vec::new(),
        coverage: Vec::new(),
        end: None,
        is_last,
    }
}

/// What a walk through the whole catalogue finds.
async fn holding(store: &Store, tag: Tag) -> Vec<u64> {
    let rows = store.sightings_after(0, 100_000).await.unwrap();
    let holds = |sighting: &Sighting| sighting.findings.iter().any(|f| f.tags.iter().any(|(_, found)| *found == tag));
    rows.iter().filter(|row| holds(&row.sighting)).map(|row| row.seq).collect()
}

async fn check_complete(store: &Store, index: &Index) {
    for n in [0, 1, 2, 3, 101] {
        let (tag, expected) = (Tag([n; 16]), holding(store, Tag([n; 16])).await);
        assert_eq!(index.search_complete(store, &[tag], 0, 1000).await.unwrap(), expected, "tag {n}");
    }
}

async fn check(store: &Store, index: &Index) {
    check_complete(store, index).await;
    for n in [0, 1, 2, 3, 101] {
        let (tag, expected) = (Tag([n; 16]), holding(store, Tag([n; 16])).await);
        if index.sequence() == store.sequence().await.unwrap() {
            assert_eq!(index.search(&[tag], 1000).unwrap(), expected, "tag {n}, index alone");
        }
        let rows = store.sightings_by_seq(&expected).await.unwrap();
        assert_eq!(rows.len(), expected.len());
    }
}

async fn open(dir: &Path) -> (Store, Index) {
    (Store::open(dir, &keys()).await.unwrap(), Index::open(&dir.join("index")).unwrap())
}

#[derive(Clone, Debug)]
enum Step {
    Commit { object: u8, part: u32, content: u8, sightings: Vec<Vec<u8>>, is_last: bool },
    Retire { kept: u8 },
    CatchUp,
    Rebuild,
    Kill,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let sightings = prop::collection::vec(prop::collection::vec(0_u8..4, 0..3), 0..4);
    prop_oneof![
        6 => (1_u8..4, 0_u32..3, 0_u8..2, sightings, any::<bool>()).prop_map(|(object, part, content, sightings, is_last)| {
            Step::Commit { object, part, content, sightings, is_last }
        }),
        1 => (1_u8..4).prop_map(|kept| Step::Retire { kept }),
        2 => Just(Step::CatchUp),
        1 => Just(Step::Rebuild),
        1 => Just(Step::Kill),
        1 => Just(Step::Reopen),
    ]
}

async fn run(steps: Vec<Step>) {
    let dir = tempfile::tempdir().unwrap();
    let (mut store, mut index) = open(dir.path()).await;
    for (run, step) in (1_i64..).zip(steps) {
        match step {
            Step::Commit { object, part, content, sightings, is_last } => {
                let unit = (content.to_string(), unit(object, part, &sightings, is_last));
                store.commit(run, &[unit]).await.unwrap();
            }
            Step::Retire { kept } => {
                store.meet(run, &[ObjectId([kept; 16])]).await.unwrap();
                store.retire(run, &"shop".into(), true).await.unwrap();
            }
            Step::CatchUp => assert_eq!(index.catch_up(&store).await.unwrap(), store.sequence().await.unwrap()),
            Step::Rebuild => assert_eq!(index.rebuild(&store).await.unwrap(), store.sequence().await.unwrap()),
            Step::Kill => {
                drop((store, index));
                (store, index) = open(dir.path()).await;
            }
            Step::Reopen => {
                index.close().await.unwrap();
                store.close().await.unwrap();
                (store, index) = open(dir.path()).await;
            }
        }
        check(&store, &index).await;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10))]

    #[test]
    fn the_index_finds_what_the_catalogue_holds(steps in prop::collection::vec(step(), 1..14)) {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(run(steps));
    }
}

#[tokio::test]
async fn a_restored_backup_is_not_answered_from_a_newer_index() {
    let dir = tempfile::tempdir().unwrap();
    let (state, backup) = (dir.path().join("state"), dir.path().join("backup.db"));
    let (store, index) = open(&state).await;
    store.commit(1, &[("a".to_owned(), unit(1, 0, &[vec![1]], true))]).await.unwrap();
    index.catch_up(&store).await.unwrap();
    index.close().await.unwrap();
    store.close().await.unwrap();
    std::fs::copy(state.join("catalogue.db"), &backup).unwrap();
    // Two histories of the same length after the backup.
    for n in [2, 3] {
        let (store, index) = open(&state).await;
        store.commit(2, &[("a".to_owned(), unit(2, 0, &[vec![n]], true))]).await.unwrap();
        // As long as what the index follows, and yet not what it follows.
        check_complete(&store, &index).await;
        assert_eq!(index.catch_up(&store).await.unwrap(), store.sequence().await.unwrap());
        check(&store, &index).await;
        index.close().await.unwrap();
        store.close().await.unwrap();
        if n == 2 {
            std::fs::copy(&backup, state.join("catalogue.db")).unwrap();
        }
    }
}

#[tokio::test]
async fn a_reader_finds_everything_while_a_writer_is_ahead_of_the_index() {
    let dir = tempfile::tempdir().unwrap();
    let (store, index) = open(dir.path()).await;
    store.commit(1, &[("a".to_owned(), unit(1, 0, &[vec![1], vec![2]], true))]).await.unwrap();
    index.catch_up(&store).await.unwrap();
    let reader = Store::open_read_only(dir.path(), &keys()).await.unwrap();
    let read_index = Index::open_read_only(&dir.path().join("index"));
    check(&reader, &read_index).await;
    store.commit(2, &[("b".to_owned(), unit(1, 0, &[vec![1, 3]], true))]).await.unwrap();
    check(&reader, &read_index).await;
    index.catch_up(&store).await.unwrap();
    check(&reader, &read_index).await;
}
