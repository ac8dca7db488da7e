//! Retiring: only what a complete discovery did not meet.

use super::*;

async fn three() -> (TempDir, Store) {
    let (dir, store) = store().await;
    let mut elsewhere = unit(4, 0, &[4], true);
    elsewhere.object.source = "other".into();
    store
        .commit(1, &of("c", [unit(1, 0, &[1], true), unit(2, 0, &[2], true), unit(3, 0, &[3], true), elsewhere]))
        .await
        .unwrap();
    store.cover(1, &"shop".into(), &[(object_id(5), covered("file-5", Outcome::Denied))]).await.unwrap();
    (dir, store)
}

/// Objects with whether they are stale.
async fn left(store: &Store) -> Vec<(u8, bool)> {
    store.objects(None, 99).await.unwrap().iter().map(|row| (row.id.0[0], row.is_stale)).collect()
}

#[tokio::test]
async fn after_a_complete_discovery_what_was_not_met_goes() {
    let (dir, store) = three().await;
    store.meet(2, &[object_id(1)]).await.unwrap();
    store.commit(2, &of("d", [unit(2, 0, &[22], true)])).await.unwrap();
    assert_eq!(store.retire(2, &"shop".into(), true).await.unwrap(), 2, "objects 3 and 5");
    assert_eq!(left(&store).await, [(1, false), (2, false), (4, false)]);
    assert_eq!((mails(&store, 1).await, mails(&store, 2).await, mails(&store, 3).await), (vec![1], vec![22], vec![]));
    assert!(!store.dump().await.unwrap().iter().any(|line| line.contains(&object_id(3).to_string())));
    assert_eq!(store.totals().await.unwrap().objects, BTreeMap::from([("complete".to_owned(), 3)]));
    store.close().await.unwrap();
    // Deleted means gone from the disk.
    let bytes = bytes(&dir);
    for (n, expected) in [(1, true), (2, false), (3, false), (22, true)] {
        assert_eq!(bytes.windows(16).any(|window| window == tag(n).0), expected, "tag {n}");
    }
}

#[tokio::test]
async fn after_an_incomplete_one_it_stays_and_is_stale() {
    let (_dir, store) = three().await;
    store.meet(2, &[object_id(1)]).await.unwrap();
    assert_eq!(store.retire(2, &"shop".into(), false).await.unwrap(), 3);
    assert_eq!(left(&store).await, [(1, false), (2, true), (3, true), (4, false)]);
    assert_eq!(mails(&store, 3).await, [3]);
    store.meet(3, &[object_id(2)]).await.unwrap();
    assert_eq!(left(&store).await, [(1, false), (2, false), (3, true), (4, false)]);
}

#[tokio::test]
async fn what_is_covered_is_met() {
    let (_dir, store) = three().await;
    let denied = |n| (object_id(n), covered(&format!("file-{n}"), Outcome::Denied));
    store.cover(2, &"shop".into(), &[denied(1), denied(2), denied(3), denied(5)]).await.unwrap();
    assert_eq!(store.retire(2, &"shop".into(), true).await.unwrap(), 0);
    assert_eq!(left(&store).await, [(1, true), (2, true), (3, true), (4, false)]);
    assert_eq!(mails(&store, 3).await, [3]);
}

#[tokio::test]
async fn a_source_that_was_never_scanned_has_nothing_to_retire() {
    let (_dir, store) = three().await;
    assert_eq!(store.retire(2, &"nowhere".into(), true).await.unwrap(), 0);
    assert_eq!(left(&store).await.len(), 4);
    store.commit(2, &of("c", [unit(9, 0, &[9], true)])).await.unwrap();
}
