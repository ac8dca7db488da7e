//! Coverage: the worst of the units, what the discovery told, and the sums.

use super::*;
use crate::model::coverage::{Limit, Skip};
use crate::store::CoverageRow;

async fn all(store: &Store) -> Vec<CoverageRow> {
    let mut rows = Vec::new();
    loop {
        let page = store.coverage(rows.last().map(|row: &CoverageRow| row.cursor), 2).await.unwrap();
        if page.is_empty() {
            break;
        }
        rows.extend(page);
    }
    rows
}

/// Each object's or member's outcome as shown, with its cause and what was summed; totals must agree.
async fn check(store: &Store, expected: &[(&str, &str, Option<&str>, u64)]) {
    let rows = all(store).await;
    let mut lines: Vec<_> = rows
        .iter()
        .map(|row| {
            let coverage = &row.coverage;
            let cause = coverage.cause.as_ref().map(|cause| cause.0.as_str());
            (coverage.at.to_string(), coverage.outcome.to_string(), cause, coverage.n_bytes)
        })
        .collect();
    lines.sort();
    let lines: Vec<_> = lines.iter().map(|(at, outcome, cause, n)| (at.as_str(), outcome.as_str(), *cause, *n)).collect();
    assert_eq!(lines, expected);
    let totals = store.totals().await.unwrap();
    for (is_member, totals) in [(false, totals.objects), (true, totals.members)] {
        let mut counted: BTreeMap<String, u64> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.coverage.is_member == is_member) {
            *counted.entry(row.coverage.outcome.word().to_owned()).or_default() += 1;
        }
        assert_eq!(totals, counted);
    }
}

fn outcome(mut unit: UnitResult, outcome: Outcome, why: &'static str) -> UnitResult {
    unit.coverage[0].outcome = outcome;
    unit.coverage[0].cause = cause(why);
    unit
}

#[tokio::test]
async fn an_object_is_as_good_as_its_worst_unit_and_complete_only_at_its_end() {
    let (_dir, store) = store().await;
    store.commit(1, &of("c", [unit(1, 0, &[1], false)])).await.unwrap();
    check(&store, &[("file-1", "partial(stopped)", Some("not read to its end yet"), 100)]).await;
    store.commit(1, &of("c", [unit(1, 1, &[1], true)])).await.unwrap();
    check(&store, &[("file-1", "complete", None, 200)]).await;
    let worse = outcome(unit(1, 0, &[1], false), Outcome::Partial(Limit::Record), "a long cell");
    store.commit(1, &of("c", [worse])).await.unwrap();
    check(&store, &[("file-1", "partial(record)", Some("a long cell"), 200)]).await;
    let mut silent = unit(1, 0, &[], true);
    silent.coverage.clear();
    store.commit(1, &of("c", [silent])).await.unwrap();
    check(&store, &[("file-1", "failed", Some("no unit told how far it got"), 0)]).await;
}

#[tokio::test]
async fn members_are_counted_apart_and_go_with_their_unit() {
    let (_dir, store) = store().await;
    let member = |path: &str, outcome| Coverage { is_member: true, n_bytes: u64::MAX, ..covered(path, outcome) };
    let mut archive = unit(1, 0, &[], true);
    archive.coverage.extend([member("file-1!a", Outcome::Complete), member("file-1!b", Outcome::Encrypted)]);
    store.commit(1, &of("c", [archive, unit(2, 0, &[], true)])).await.unwrap();
    check(
        &store,
        &[
            ("file-1", "complete", None, 100),
            ("file-1!a", "complete", None, u64::MAX),
            ("file-1!b", "encrypted", None, u64::MAX),
            ("file-2", "complete", None, 100),
        ],
    )
    .await;
    store.commit(2, &of("d", [unit(1, 0, &[], true)])).await.unwrap();
    check(&store, &[("file-1", "complete", None, 100), ("file-2", "complete", None, 100)]).await;
}

#[tokio::test]
async fn what_the_discovery_tells_stands_alone_or_replaces_or_adds() {
    let (_dir, store) = store().await;
    let told = |n, outcome| (object_id(n), covered(&format!("file-{n}"), outcome));
    let shop = "shop".into();
    store.cover(1, &shop, &[told(1, Outcome::Skipped(Skip::Symlink)), told(2, Outcome::Denied)]).await.unwrap();
    check(&store, &[("file-1", "skipped(symlink)", None, 0), ("file-2", "denied", None, 0)]).await;
    assert_eq!(store.objects(None, 9).await.unwrap(), [], "never read");
    // Readable now: what was told before is gone.
    store.commit(2, &of("c", [unit(2, 0, &[1], true)])).await.unwrap();
    check(&store, &[("file-1", "skipped(symlink)", None, 0), ("file-2", "complete", None, 100)]).await;
    // Of the same run: added.
    store.cover(2, &shop, &[told(2, Outcome::ChangedDuringRead)]).await.unwrap();
    check(&store, &[("file-1", "skipped(symlink)", None, 0), ("file-2", "changed_during_read", None, 100)]).await;
    assert!(!all(&store).await[1].is_stale);
    // That it changed is true for as long as it is not read again, whatever the next discoveries meet.
    store.retire(3, &shop, false).await.unwrap();
    store.meet(3, &[object_id(2)]).await.unwrap();
    check(&store, &[("file-1", "skipped(symlink)", None, 0), ("file-2", "changed_during_read", None, 100)]).await;
    // Of a later run: it can no longer be read. The sightings stay.
    store.cover(3, &shop, &[told(2, Outcome::Denied)]).await.unwrap();
    check(&store, &[("file-1", "skipped(symlink)", None, 0), ("file-2", "denied", None, 0)]).await;
    assert!(all(&store).await[1].is_stale && store.object(object_id(2)).await.unwrap().unwrap().is_stale);
    assert_eq!(mails(&store, 2).await, [1]);
    // Readable again and unchanged.
    store.meet(4, &[object_id(1), object_id(2), object_id(99)]).await.unwrap();
    check(&store, &[("file-1", "skipped(symlink)", None, 0), ("file-2", "complete", None, 100)]).await;
    assert!(!all(&store).await[1].is_stale);
    // Several tellings at once: the worst, with its cause.
    let mut worst = told(1, Outcome::Failed);
    worst.1.cause = cause("broken");
    store.cover(5, &shop, &[told(1, Outcome::Sampled), worst, told(1, Outcome::Complete)]).await.unwrap();
    check(&store, &[("file-1", "failed", Some("broken"), 0), ("file-2", "complete", None, 100)]).await;
}
