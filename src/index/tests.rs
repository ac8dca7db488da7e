//! The index against a catalogue of the test's own: always the same as what that holds, or made anew.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use super::{Index, IndexError};
use crate::model::feed::{Change, Feed, Position, Tagged};
use crate::model::secret::Tag;

/// A catalogue in memory.
#[derive(Clone)]
struct Shop {
    mark: u8,
    seq: u64,
    /// Unit → its change's number, the tags of its sightings in order; none: it is gone.
    units: BTreeMap<u64, (u64, Option<Sightings>)>,
}

/// The tags of each sighting.
type Sightings = Vec<Vec<u8>>;

fn tag(n: u8) -> Tag {
    Tag([n; 16])
}

impl Shop {
    fn new() -> Self {
        Self { mark: 1, seq: 0, units: BTreeMap::new() }
    }

    fn commit(&mut self, unit: u64, sightings: &[&[u8]]) {
        self.put(unit, sightings.iter().map(|tags| tags.to_vec()).collect());
    }

    fn put(&mut self, unit: u64, sightings: Sightings) {
        self.seq += 1;
        let at = self.seq;
        self.seq += sightings.len() as u64;
        self.units.insert(unit, (at, Some(sightings)));
    }

    fn remove(&mut self, unit: u64) {
        self.seq += 1;
        self.units.insert(unit, (self.seq, None));
    }

    fn all(&self) -> Vec<Tagged> {
        let mut all = Vec::new();
        for (at, sightings) in self.units.values() {
            for (i, tags) in sightings.iter().flatten().enumerate() {
                all.push(Tagged { seq: at + 1 + i as u64, tags: tags.iter().map(|n| tag(*n)).collect() });
            }
        }
        all.sort_by_key(|tagged| tagged.seq);
        all
    }

    /// What a search must find.
    fn holding(&self, tags: &[u8]) -> Vec<u64> {
        let is_asked = |tagged: &&Tagged| tagged.tags.iter().any(|found| tags.iter().any(|n| tag(*n) == *found));
        self.all().iter().filter(is_asked).map(|tagged| tagged.seq).collect()
    }
}

impl Feed for Shop {
    type Error = Infallible;

    async fn position(&self) -> Result<Position, Infallible> {
        Ok(Position { mark: [self.mark; 16], seq: self.seq })
    }

    async fn has_passed(&self, position: Position) -> Result<bool, Infallible> {
        Ok(position.mark == [self.mark; 16] && position.seq <= self.seq)
    }

    async fn changes(&self, seq: u64, limit: usize) -> Result<Vec<Change>, Infallible> {
        let mut changes: Vec<Change> = Vec::new();
        for (unit, (at, sightings)) in self.units.iter().filter(|(_, (at, _))| *at > seq) {
            let upto = sightings.as_ref().map(|sightings| at + sightings.len() as u64);
            changes.push(Change { seq: *at, unit: *unit, upto });
        }
        changes.sort_by_key(|change| change.seq);
        // Always several pages.
        changes.truncate(limit.min(2));
        Ok(changes)
    }

    async fn tagged(&self, seq: u64, upto: u64, limit: usize) -> Result<Vec<Tagged>, Infallible> {
        Ok(self.all().into_iter().filter(|tagged| tagged.seq > seq && tagged.seq <= upto).take(limit).collect())
    }

    async fn living(&self, seqs: &[u64]) -> Result<Vec<u64>, Infallible> {
        Ok(self.all().iter().map(|tagged| tagged.seq).filter(|seq| seqs.contains(seq)).collect())
    }
}

fn folder() -> (TempDir, std::path::PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("index");
    (dir, path)
}

/// Both searches find what the catalogue holds.
async fn check(index: &Index, shop: &Shop) {
    for asked in [&[1][..], &[2], &[3, 1], &[250], &[]] {
        let tags: Vec<Tag> = asked.iter().map(|n| tag(*n)).collect();
        assert_eq!(index.search(&tags, 1000).unwrap(), shop.holding(asked), "{asked:?}");
        check_complete(index, shop, asked).await;
    }
}

async fn check_complete(index: &Index, shop: &Shop, asked: &[u8]) {
    let tags: Vec<Tag> = asked.iter().map(|n| tag(*n)).collect();
    let expected = shop.holding(asked);
    assert_eq!(index.search_complete(shop, &tags, 0, 1000).await.unwrap(), expected, "{asked:?}");
    let mut paged = Vec::new();
    loop {
        let page = index.search_complete(shop, &tags, paged.last().copied().unwrap_or(0), 2).await.unwrap();
        paged.extend(&page);
        if page.len() < 2 {
            break;
        }
    }
    assert_eq!(paged, expected, "{asked:?}, two at a time");
}

fn three_units() -> Shop {
    let mut shop = Shop::new();
    shop.commit(1, &[&[1, 2], &[2]]);
    shop.commit(2, &[&[1], &[], &[3, 3]]);
    shop.commit(3, &[]);
    shop
}

#[tokio::test]
async fn it_follows_commits_replacements_and_removals() {
    let (_dir, path) = folder();
    let index = Index::open(&path).unwrap();
    let mut shop = three_units();
    assert_eq!(index.catch_up(&shop).await.unwrap(), shop.seq);
    check(&index, &shop).await;
    shop.commit(1, &[&[3]]);
    shop.remove(2);
    assert_eq!(index.catch_up(&shop).await.unwrap(), shop.seq);
    assert_eq!(index.catch_up(&shop).await.unwrap(), shop.seq);
    check(&index, &shop).await;
    index.close().await.unwrap();
    let index = Index::open(&path).unwrap();
    assert_eq!(index.sequence(), shop.seq);
    check(&index, &shop).await;
}

#[tokio::test]
async fn a_limit_keeps_the_first() {
    let (_dir, path) = folder();
    let index = Index::open(&path).unwrap();
    let mut shop = Shop::new();
    shop.commit(1, &[&[1][..]; 50]);
    shop.commit(2, &[&[1][..]; 50]);
    index.catch_up(&shop).await.unwrap();
    shop.commit(1, &[&[1][..]; 50]);
    index.catch_up(&shop).await.unwrap();
    assert_eq!(index.search(&[tag(1)], 3).unwrap(), [53, 54, 55]);
    assert_eq!(index.search_complete(&shop, &[tag(1)], 54, 2).await.unwrap(), [55, 56]);
}

#[tokio::test]
async fn an_index_that_lags_still_finds_everything_once() {
    let (_dir, path) = folder();
    let index = Index::open(&path).unwrap();
    let mut shop = three_units();
    index.catch_up(&shop).await.unwrap();
    shop.commit(1, &[&[1], &[1]]);
    shop.remove(2);
    shop.commit(4, &[&[1, 3][..]; 5]);
    let reader = Index::open_read_only(&path);
    for index in [&reader, &index] {
        for asked in [&[1][..], &[2], &[3]] {
            check_complete(index, &shop, asked).await;
        }
    }
    // A reader sees what another handle committed.
    index.catch_up(&shop).await.unwrap();
    check_complete(&reader, &shop, &[1]).await;
    assert!(matches!(reader.catch_up(&shop).await, Err(IndexError::ReadOnly)));
    assert!(matches!(reader.rebuild(&shop).await, Err(IndexError::ReadOnly)));
}

#[tokio::test]
async fn without_an_index_the_catalogue_answers() {
    let (_dir, path) = folder();
    let shop = three_units();
    let reader = Index::open_read_only(&path);
    check_complete(&reader, &shop, &[1, 3]).await;
    assert!(!path.exists(), "reading creates nothing");
}

#[tokio::test]
async fn another_history_is_never_answered_from() {
    let (_dir, path) = folder();
    let index = Index::open(&path).unwrap();
    let ahead = three_units();
    index.catch_up(&ahead).await.unwrap();
    let mut restored = Shop::new();
    restored.commit(1, &[&[3]]);
    // Ahead of the catalogue: an older backup was restored.
    check_complete(&index, &restored, &[1, 3]).await;
    assert_eq!(index.catch_up(&restored).await.unwrap(), restored.seq);
    check(&index, &restored).await;
    // The same number, but of another opening.
    let mut other = Shop { mark: 2, ..Shop::new() };
    other.commit(1, &[&[1]]);
    check_complete(&index, &other, &[1, 3]).await;
    index.catch_up(&other).await.unwrap();
    check(&index, &other).await;
}

#[tokio::test]
async fn it_can_be_made_anew_at_any_time() {
    let (_dir, path) = folder();
    let index = Index::open(&path).unwrap();
    let shop = three_units();
    for _ in 0..2 {
        assert_eq!(index.rebuild(&shop).await.unwrap(), shop.seq);
        check(&index, &shop).await;
    }
}

#[tokio::test]
async fn a_stop_before_the_commit_costs_nothing() {
    let (_dir, path) = folder();
    let mut shop = three_units();
    let index = Index::open(&path).unwrap();
    index.catch_up(&shop).await.unwrap();
    shop.commit(1, &[&[1][..]; 500]);
    tokio::select! {
        biased;
        _ = index.catch_up(&shop) => panic!("too fast to be stopped"),
        () = tokio::task::yield_now() => {}
    }
    check_complete(&index, &shop, &[1, 2]).await;
    // The writer that was lent to a thread lets go when that ends.
    let mut tries = 0;
    while let Err(error) = index.catch_up(&shop).await {
        assert!(matches!(error, IndexError::Locked) && tries < 10_000, "{error}");
        tries += 1;
        tokio::task::yield_now().await;
    }
    check(&index, &shop).await;
}

#[tokio::test]
async fn deleted_tags_are_gone_from_the_disk() {
    let (_dir, path) = folder();
    let index = Index::open(&path).unwrap();
    let mut shop = Shop::new();
    shop.commit(1, &[&[77]]);
    shop.commit(2, &[&[88][..]; 30]);
    index.catch_up(&shop).await.unwrap();
    shop.remove(1);
    index.catch_up(&shop).await.unwrap();
    assert_eq!((holds(&index, 77), holds(&index, 88)), (true, true), "a deleted tag stays until its segment is rewritten");
    index.purge().await.unwrap();
    assert_eq!((holds(&index, 77), holds(&index, 88)), (false, true));
    let mut segments = BTreeSet::new();
    for entry in path.read_dir().unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{name}");
        segments.extend(name.split_once('.').filter(|(stem, _)| stem.len() == 32).map(|(stem, _)| stem.to_owned()));
    }
    assert_eq!(segments.len(), 1, "the rewritten segment's files are gone: {segments:?}");
    check(&index, &shop).await;
}

#[tokio::test]
async fn a_purge_waits_for_merges_under_way() {
    let (_dir, path) = folder();
    let index = Index::open(&path).unwrap();
    let mut shop = Shop::new();
    for _ in 0..8 {
        for unit in 1..=10 {
            shop.commit(unit, &[&[unit as u8][..]; 60]);
            index.catch_up(&shop).await.unwrap();
        }
        index.purge().await.unwrap();
    }
    check(&index, &shop).await;
}

#[tokio::test]
async fn damage_anywhere_is_found() {
    let (_dir, path) = folder();
    let shop = {
        let index = Index::open(&path).unwrap();
        let mut shop = three_units();
        index.catch_up(&shop).await.unwrap();
        shop.commit(1, &[&[3], &[4]]);
        index.catch_up(&shop).await.unwrap();
        index.close().await.unwrap();
        shop
    };
    let files: Vec<_> = path.read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
    let mut n_damaged = 0;
    for name in files.iter().filter(|name| !name.to_string_lossy().ends_with(".lock")) {
        for damage in [Damage::Flipped, Damage::Cut, Damage::Missing] {
            let copy = tempfile::tempdir().unwrap();
            let copied = copy.path().join("index");
            std::fs::create_dir(&copied).unwrap();
            for file in &files {
                std::fs::copy(path.join(file), copied.join(file)).unwrap();
            }
            damage.apply(&copied.join(name));
            // Read-only first: it must not answer from what is damaged.
            check_complete(&Index::open_read_only(&copied), &shop, &[1, 3]).await;
            let index = Index::open(&copied).unwrap();
            index.catch_up(&shop).await.unwrap();
            check(&index, &shop).await;
            n_damaged += 1;
        }
    }
    assert!(n_damaged > 20, "{files:?}");
}

#[derive(Clone, Copy)]
enum Damage {
    Flipped,
    Cut,
    Missing,
}

impl Damage {
    fn apply(self, path: &Path) {
        let mut bytes = bytes(path);
        match self {
            Self::Flipped => {
                let middle = bytes.len() / 2;
                bytes[middle] ^= 0x11;
            }
            Self::Cut => bytes.truncate(bytes.len() / 3),
            Self::Missing => return std::fs::remove_file(path).unwrap(),
        }
        std::fs::write(path, bytes).unwrap();
    }
}

#[expect(clippy::disallowed_methods, reason = "a test's own small file")]
fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

/// Whether any segment still has the tag in its dictionary, also of deleted sightings only.
fn holds(index: &Index, n: u8) -> bool {
    let folder = index.folder().unwrap();
    let term = tantivy::Term::from_field_bytes(folder.fields.tag, &tag(n).0);
    let has = |segment: &tantivy::SegmentReader| {
        segment.inverted_index(folder.fields.tag).unwrap().get_term_info(&term).unwrap().is_some()
    };
    folder.reader.searcher().segment_readers().iter().any(has)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever is committed, replaced, removed, in whatever order and with whatever closing and catching up between.
    #[test]
    fn it_is_always_what_the_catalogue_holds(
        steps in prop::collection::vec(
            (0_u64..4, prop::option::of(prop::collection::vec(prop::collection::vec(0_u8..5, 0..4), 0..5)), 0_u8..4), 1..12)
    ) {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
            let (_dir, path) = folder();
            let mut index = Index::open(&path).unwrap();
            let mut shop = Shop::new();
            for (unit, sightings, then) in steps {
                match sightings {
                    Some(sightings) => shop.put(unit, sightings),
                    None => shop.remove(unit),
                }
                match then {
                    0 => {}
                    1 => check_complete(&index, &shop, &[1, 3]).await,
                    2 => {
                        index.catch_up(&shop).await.unwrap();
                        check(&index, &shop).await;
                    }
                    _ => {
                        index.close().await.unwrap();
                        index = Index::open(&path).unwrap();
                    }
                }
            }
            assert_eq!(index.catch_up(&shop).await.unwrap(), shop.seq);
            check(&index, &shop).await;
        });
    }
}
