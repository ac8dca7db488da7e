//! Committing: replaced whole, resumed where it stopped, the same whatever the order.

use sqlx::Row;

use super::*;
use crate::model::coverage::Outcome;
use crate::model::finding::ColumnVerdict;
use crate::model::secret::Sealed;
use crate::store::PartDone;
use crate::store::feed::CHANGES;
use crate::store::read::{OF_OBJECT, OF_UNIT};

#[tokio::test]
async fn what_is_committed_is_read_back() {
    let (_dir, store) = store().await;
    let whole = unit(1, 0, &[1, 2], true);
    assert_eq!(store.commit(7, &of("c1", [whole.clone()])).await.unwrap(), 3);
    let rows = store.sightings_of(object_id(1), 0, 10).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.seq).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(rows.iter().map(|row| row.sighting.clone()).collect::<Vec<_>>(), whole.sightings);
    assert_eq!(rows[0].unit, whole.id);
    assert_eq!(store.histograms_of(object_id(1)).await.unwrap(), whole.histograms);
    let object = store.object(object_id(1)).await.unwrap().unwrap();
    assert_eq!((object.stored, object.is_stale, object.fields), (whole.object, false, whole.fields));
    assert_eq!(store.sightings_by_seq(&[3, 1, 99, 2]).await.unwrap(), rows);
    assert_eq!(store.sightings_after(2, 10).await.unwrap(), rows[1..]);
    assert_eq!(store.sightings_of(object_id(1), 2, 10).await.unwrap(), rows[1..]);
    assert_eq!(store.object(object_id(2)).await.unwrap(), None);
}

#[tokio::test]
async fn a_unit_that_comes_again_replaces_itself() {
    let (_dir, store) = store().await;
    store.commit(1, &of("c", [unit(1, 0, &[1, 2, 3], false), unit(1, 1, &[4], true)])).await.unwrap();
    store.commit(2, &of("c", [unit(1, 0, &[5], false)])).await.unwrap();
    assert_eq!(mails(&store, 1).await, [4, 5]);
    assert_eq!(store.histograms_of(object_id(1)).await.unwrap().len(), 2);
    // Twice in one commit: the later one stands.
    store.commit(2, &of("c", [unit(1, 0, &[6], false), unit(1, 0, &[7, 8], false)])).await.unwrap();
    assert_eq!(mails(&store, 1).await, [4, 7, 8]);
}

#[tokio::test]
async fn a_checkpoint_says_what_is_committed_of_which_content() {
    let (_dir, store) = store().await;
    assert_eq!(store.checkpoint(object_id(1)).await.unwrap(), None);
    let part = |part, end: Option<&[u8]>, is_last, run| PartDone {
        part,
        end: end.map(|end| Sealed(end.to_vec())),
        is_last,
        run,
        outcome: Some(Outcome::Complete),
    };
    let mut first = unit(1, 0, &[1], false);
    first.end = Some(Sealed(b"key".to_vec()));
    store.commit(1, &of("a", [first])).await.unwrap();
    let is = async |content: &str, parts: &[PartDone], is_complete| {
        let checkpoint = store.checkpoint(object_id(1)).await.unwrap().unwrap();
        assert_eq!((checkpoint.content.as_str(), &checkpoint.parts[..], checkpoint.is_complete), (content, parts, is_complete));
    };
    is("a", &[part(0, Some(b"key"), false, 1)], false).await;
    // The last part first, as threads may have it.
    store.commit(2, &of("a", [unit(1, 2, &[3], true)])).await.unwrap();
    is("a", &[part(0, Some(b"key"), false, 1), part(2, None, true, 2)], false).await;
    store.commit(2, &of("a", [unit(1, 1, &[2], false)])).await.unwrap();
    is("a", &[part(0, Some(b"key"), false, 1), part(1, None, false, 2), part(2, None, true, 2)], true).await;
    store.commit(3, &of("b", [unit(1, 0, &[9], false)])).await.unwrap();
    is("b", &[part(0, None, false, 3)], false).await;
}

#[tokio::test]
async fn parts_of_an_older_content_stay_until_the_new_one_ends() {
    let (_dir, store) = store().await;
    let three = [unit(1, 0, &[1], false), unit(1, 1, &[2], false), unit(1, 2, &[3], true)];
    store.commit(1, &of("a", three)).await.unwrap();
    store.commit(2, &of("b", [unit(1, 0, &[4], false)])).await.unwrap();
    assert_eq!(mails(&store, 1).await, [2, 3, 4]);
    store.commit(2, &of("b", [unit(1, 1, &[5], true)])).await.unwrap();
    assert_eq!(mails(&store, 1).await, [4, 5]);
    assert_eq!(store.units(object_id(1)).await.unwrap().len(), 2);
    assert!(store.checkpoint(object_id(1)).await.unwrap().unwrap().is_complete);
    // The same content, cut shorter.
    store.commit(3, &of("b", [unit(1, 0, &[6], true)])).await.unwrap();
    assert_eq!(mails(&store, 1).await, [6]);
}

#[tokio::test]
async fn fields_keep_one_numbering_for_all_units() {
    let (_dir, store) = store().await;
    let with = |part, names: &[&str], field_ix: u16, is_last| {
        let mut unit = unit(1, part, &[u64::from(part)], is_last);
        unit.fields = names.iter().map(|name| field(name)).collect();
        unit.sightings[0].findings[0].field = Some(FieldIx(field_ix));
        unit
    };
    let named = async || {
        let object = store.object(object_id(1)).await.unwrap().unwrap();
        let mut named = Vec::new();
        for row in store.sightings_of(object_id(1), 0, 9).await.unwrap() {
            let ix = row.sighting.findings[0].field.unwrap();
            named.push((row.unit.part, object.fields[usize::from(ix.0)].name.to_string()));
        }
        named.sort();
        (named, object.fields.len())
    };
    let name = |part: u32, name: &str| (part, name.to_owned());
    store.commit(1, &of("a", [with(0, &["x", "y"], 1, false), with(1, &["z", "x"], 1, true)])).await.unwrap();
    assert_eq!(named().await, (vec![name(0, "y"), name(1, "x")], 3));
    // Names of a content that is gone make room.
    store.commit(2, &of("b", [with(0, &["z"], 0, true)])).await.unwrap();
    assert_eq!(named().await, (vec![name(0, "z")], 3));
    store.commit(2, &of("b", [with(0, &["v", "w", "z", "v"], 3, true)])).await.unwrap();
    assert_eq!(named().await, (vec![name(0, "v")], 4));
}

#[tokio::test]
async fn the_raw_name_in_a_verdict_is_not_stored() {
    let (dir, store) = store().await;
    let mut whole = unit(1, 0, &[1], true);
    let verdict = ColumnVerdict {
        name: "planted-column-name".to_owned(),
        class: Some(("intl.email".into(), "user.contact.email".into())),
        confidence: 0.9,
        runner_up: None,
        role: ColumnRole::Own,
        shape: Default::default(),
    };
    whole.fields[0].verdict = Some(verdict.clone());
    store.commit(1, &of("a", [whole])).await.unwrap();
    let stored = store.object(object_id(1)).await.unwrap().unwrap().fields[0].verdict.clone().unwrap();
    assert_eq!(stored, ColumnVerdict { name: String::new(), ..verdict });
    store.close().await.unwrap();
    let bytes = bytes(&dir);
    assert!(!bytes.windows(19).any(|window| window == b"planted-column-name"));
}

#[tokio::test]
async fn known_names_are_those_that_are_held_now() {
    let (_dir, store) = store().await;
    let with_names = |part, names: &[u64], is_last| {
        let mut unit = unit(1, part, names, is_last);
        for (sighting, name) in unit.sightings.iter_mut().zip(names) {
            sighting.findings[0].tags.push((TermKind::Sorted, tag(*name)));
        }
        unit
    };
    let names = async || -> Vec<Tag> {
        let first = store.name_tags(None, 2).await.unwrap();
        let rest = store.name_tags(first.last().copied(), if first.is_empty() { 0 } else { 100 }).await.unwrap();
        first.into_iter().chain(rest).collect()
    };
    store.commit(1, &of("a", [with_names(0, &[1, 2, 2], false), with_names(1, &[2, 3], true)])).await.unwrap();
    assert_eq!(names().await, [tag(1), tag(2), tag(3)]);
    store.commit(2, &of("a", [with_names(0, &[2], false)])).await.unwrap();
    assert_eq!(names().await, [tag(2), tag(3)]);
    store.commit(3, &of("a", [with_names(0, &[4], true)])).await.unwrap();
    assert_eq!(names().await, [tag(4)]);
    store.retire(4, &"shop".into(), true).await.unwrap();
    assert_eq!(names().await, []);
}

#[tokio::test]
async fn two_orders_give_the_same_dump() {
    let units = || {
        let mut second = unit(1, 1, &[3, 3, 4], true);
        second.fields = vec![field("phone"), field("email")];
        second.sightings[0].findings[0].field = Some(FieldIx(1));
        of("c", [unit(1, 0, &[1, 2], false), second, unit(2, 0, &[5], true), unit(3, 0, &[], true)])
    };
    let (_one, forward) = store().await;
    forward.commit(1, &units()).await.unwrap();
    let (_two, backward) = store().await;
    backward.commit(1, &of("old", [unit(1, 0, &[9], false), unit(1, 5, &[9], true)])).await.unwrap();
    for unit in units().into_iter().rev() {
        backward.commit(2, &[unit]).await.unwrap();
    }
    let dump = forward.dump().await.unwrap();
    assert_eq!(dump, backward.dump().await.unwrap());
    assert_eq!(dump.len(), 6 + 4 + 3, "sightings, histograms, coverage");
    backward.commit(3, &of("c", [unit(2, 0, &[6], true)])).await.unwrap();
    assert_ne!(dump, backward.dump().await.unwrap());
}

#[tokio::test]
async fn many_objects_and_sightings_in_one_commit() {
    let (_dir, store) = store().await;
    let mut units: Vec<_> = (0..=255).map(|n| unit(n, 0, &[u64::from(n)], true)).collect();
    units[7] = unit(7, 0, &(0..3000).collect::<Vec<_>>(), true);
    store.commit(1, &of("c", units.clone())).await.unwrap();
    store.commit(2, &of("d", units)).await.unwrap();
    let mut seen = 0;
    let mut after = 0;
    loop {
        let page = store.sightings_of(object_id(7), after, 700).await.unwrap();
        let Some(last) = page.last() else { break };
        after = last.seq;
        seen += page.len();
    }
    assert_eq!(seen, 3000);
    let objects = store.objects(Some(object_id(9)), 1000).await.unwrap();
    assert_eq!((objects.len(), objects[0].id), (246, object_id(10)));
    assert_eq!(store.objects_by_id(&[object_id(11), object_id(10)]).await.unwrap(), objects[..2]);
}

#[tokio::test]
async fn a_commit_that_does_not_end_leaves_no_trace() {
    let (_dir, store) = store().await;
    store.commit(1, &of("c", [unit(1, 0, &[1], true)])).await.unwrap();
    let before = store.dump().await.unwrap();
    let many: Vec<u64> = (0..20_000).collect();
    let next = of("d", [unit(1, 0, &many, true), unit(2, 0, &[2], true)]);
    // Stopped at its first wait for the disk.
    tokio::select! {
        biased;
        _ = store.commit(2, &next) => panic!("too fast to be stopped"),
        () = tokio::task::yield_now() => {}
    }
    assert_eq!(store.dump().await.unwrap(), before);
    store.commit(2, &next).await.unwrap();
    assert_eq!((mails(&store, 2).await, store.sequence().await.unwrap()), (vec![2], 2 + 20_001 + 2));
}

/// What is read page by page must be read in order and by key, not sorted or searched through each time.
#[tokio::test]
async fn pages_are_read_without_sorting() {
    let (_dir, store) = store().await;
    store.commit(1, &of("c", [unit(1, 0, &[1], true)])).await.unwrap();
    let after = format!("{OF_UNIT} > ? ORDER BY s.seq LIMIT ?");
    let pair = "SELECT object, part, ix FROM unit WHERE (object, part) IN (VALUES (1, 2), (3, 4))";
    for query in [OF_OBJECT, CHANGES, &after, &format!("{OF_UNIT} IN (1, 2)"), pair] {
        let plan = sqlx::query(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {query}")));
        let plan = plan.fetch_all(&mut *store.reader().await.unwrap()).await.unwrap();
        let plan: Vec<String> = plan.iter().map(|row| row.get(3)).collect();
        let is_slow = |step: &String| step.contains("TEMP B-TREE") || (step.starts_with("SCAN") && !step.contains("VALUES"));
        assert!(!plan.iter().any(is_slow), "{query}: {plan:#?}");
    }
}
