//! Opening: who may, with which key, and what is found after an unclean stop.

use std::os::unix::fs::PermissionsExt;

use super::*;
use crate::model::run::Summary;
use crate::store::{NewRun, StoreError};

#[tokio::test]
async fn a_second_opener_is_refused_and_told_by_whom() {
    let (dir, store) = store().await;
    let state = dir.path().join("state");
    let refused = Store::open(&state, &keys("a")).await.unwrap_err();
    assert!(matches!(&refused, StoreError::Locked { pid, .. } if *pid == Some(std::process::id())), "{refused}");
    assert!(refused.to_string().ends_with(&format!("in use by process {}", std::process::id())));
    store.close().await.unwrap();
    Store::open(&state, &keys("a")).await.unwrap();
}

#[tokio::test]
async fn another_key_opens_nothing() {
    let (dir, store) = store().await;
    let state = dir.path().join("state");
    for refused in [Store::open_read_only(&state, &keys("b")).await.unwrap_err(), {
        store.close().await.unwrap();
        Store::open(&state, &keys("b")).await.unwrap_err()
    }] {
        let StoreError::ForeignKey { ours, theirs, .. } = &refused else { panic!("{refused}") };
        assert_eq!((ours.as_str(), theirs.as_str()), (keys("b").id(), keys("a").id()));
    }
    Store::open(&state, &keys("a")).await.unwrap();
}

#[tokio::test]
async fn nothing_there_is_not_nothing_found() {
    let dir = tempfile::tempdir().unwrap();
    let refused = Store::open_read_only(dir.path(), &keys("a")).await.unwrap_err();
    assert!(matches!(refused, StoreError::NothingThere { .. }), "{refused}");
    assert_eq!(dir.path().read_dir().unwrap().count(), 0, "reading creates nothing");
}

#[tokio::test]
async fn what_is_no_catalogue_or_a_later_one_is_refused() {
    let (dir, store) = store().await;
    let state = dir.path().join("state");
    store.close().await.unwrap();
    let mut conn = crate::store::open::writer(&state).await.unwrap();
    sqlx::query("PRAGMA user_version = 99").execute(&mut conn).await.unwrap();
    sqlx::Connection::close(conn).await.unwrap();
    let refused = Store::open(&state, &keys("a")).await.unwrap_err();
    assert!(matches!(refused, StoreError::Newer { found: 99, .. }), "{refused}");
    std::fs::write(state.join("catalogue.db"), "not a database, and longer than its header would have to be to be one")
        .unwrap();
    assert!(matches!(Store::open(&state, &keys("a")).await.unwrap_err(), StoreError::Database(_)));
}

#[tokio::test]
async fn only_the_owner_may_read_it() {
    let (dir, store) = store().await;
    store.commit(1, &of("c", [unit(1, 0, &[1], true)])).await.unwrap();
    let state = dir.path().join("state");
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&state), 0o700);
    let names: Vec<_> = state.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(names.len() >= 3, "catalogue, log and lock: {names:?}");
    for path in names {
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[tokio::test]
async fn readers_read_while_a_writer_writes() {
    let (dir, store) = store().await;
    let reader = Store::open_read_only(&dir.path().join("state"), &keys("a")).await.unwrap();
    assert!(reader.commit(1, &of("c", [unit(1, 0, &[1], true)])).await.is_err());
    assert!(mails(&reader, 1).await.is_empty());
    store.commit(1, &of("c", [unit(1, 0, &[1, 2], true)])).await.unwrap();
    assert_eq!(mails(&reader, 1).await, [1, 2]);
    // New words reach a reader that is open already.
    let mut other = unit(2, 0, &[3], true);
    other.sightings[0].findings[0].class = "user.name".into();
    store.commit(1, &of("c", [other])).await.unwrap();
    let rows = reader.sightings_of(object_id(2), 0, 9).await.unwrap();
    assert_eq!(rows[0].sighting.findings[0].class.as_str(), "user.name");
}

#[tokio::test]
async fn an_unclean_stop_loses_nothing_that_was_committed() {
    let (dir, store) = store().await;
    let state = dir.path().join("state");
    store.commit(1, &of("c", [unit(1, 0, &[1], true)])).await.unwrap();
    let before = store.dump().await.unwrap();
    // As a kill would: no close. The clone below must let go of the lock too.
    drop(store);
    let store = Store::open(&state, &keys("a")).await.unwrap();
    assert_eq!(store.dump().await.unwrap(), before);
    assert_eq!(store.sequence().await.unwrap(), 2);
    assert_eq!(store.commit(1, &of("c", [unit(2, 0, &[2], true)])).await.unwrap(), 4);
}

/// What a power cut leaves: the file and its log as they are between two commits, and nothing closed.
#[tokio::test]
async fn file_and_log_alone_hold_every_commit() {
    let (dir, store) = store().await;
    let state = dir.path().join("state");
    for n in 1..=3 {
        store.commit(1, &of("c", [unit(n, 0, &[u64::from(n)], n == 2), unit(n, 1, &[9], true)])).await.unwrap();
        let left = dir.path().join(format!("left-{n}"));
        std::fs::create_dir(&left).unwrap();
        for name in ["catalogue.db", "catalogue.db-wal"] {
            std::fs::copy(state.join(name), left.join(name)).unwrap();
        }
        let before = store.dump().await.unwrap();
        let reader = Store::open_read_only(&left, &keys("a")).await.unwrap();
        assert_eq!(reader.dump().await.unwrap(), before, "for reading, commit {n}");
        let again = Store::open(&left, &keys("a")).await.unwrap();
        assert_eq!(again.dump().await.unwrap(), before, "for writing, commit {n}");
        assert_eq!(again.sequence().await.unwrap(), store.sequence().await.unwrap());
    }
}

#[tokio::test]
async fn damage_is_found_after_an_unclean_stop() {
    let (dir, store) = store().await;
    let state = dir.path().join("state");
    let many: Vec<u64> = (0..5000).collect();
    store.commit(1, &of("c", [unit(1, 0, &many, true)])).await.unwrap();
    store.close().await.unwrap();
    let path = state.join("catalogue.db");
    // As a process that was killed leaves it.
    let mut conn = crate::store::open::writer(&state).await.unwrap();
    sqlx::query("UPDATE meta SET is_open = 1").execute(&mut conn).await.unwrap();
    sqlx::Connection::close(conn).await.unwrap();
    let mut bytes = bytes(&dir);
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0x5a);
    std::fs::write(&path, bytes).unwrap();
    let refused = Store::open(&state, &keys("a")).await.unwrap_err();
    assert!(matches!(refused, StoreError::Damaged(_) | StoreError::Database(_)), "{refused}");
}

#[tokio::test]
async fn runs_are_numbered_and_keep_their_summary() {
    let (_dir, store) = store().await;
    let new =
        NewRun { started: "2026-06-01T00:00:00Z".to_owned(), detectors: "d".to_owned(), sources: vec!["shop".to_owned()] };
    let first = store.begin_run(&new).await.unwrap();
    let second = store.begin_run(&new).await.unwrap();
    assert_eq!((first, second), (1, 2));
    assert_eq!(store.summary(first).await.unwrap(), None);
    let summary = Summary { run: first, n_units: 3, seconds: 0.5, ..Summary::default() };
    store.finish_run(first, "2026-06-01T00:01:00Z", true, &summary).await.unwrap();
    assert_eq!(store.summary(first).await.unwrap(), Some(summary));
    let runs = store.runs(9).await.unwrap();
    assert_eq!(
        runs.iter().map(|run| (run.id, run.was_stopped, run.finished.is_some())).collect::<Vec<_>>(),
        [(2, false, false), (1, true, true)]
    );
    assert_eq!(runs[0].sources, ["shop"]);
}
