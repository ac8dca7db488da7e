//! The audit: a chain that shows every other hand.

use super::*;
use crate::store::{AuditEntry, StoreError};

fn entry(n: usize) -> AuditEntry {
    AuditEntry {
        at: "2026-06-01T00:00:00Z".to_owned(),
        who: "operator".to_owned(),
        action: "subject".to_owned(),
        case: format!("case {n}"),
        classes: vec!["user.contact.email".into()],
    }
}

async fn three() -> (TempDir, Store) {
    let (dir, store) = store().await;
    for n in 1..=3 {
        store.audit(&entry(n)).await.unwrap();
    }
    (dir, store)
}

#[tokio::test]
async fn rows_are_kept_in_order() {
    let (_dir, store) = three().await;
    let rows = store.audit_rows(2).await.unwrap();
    assert_eq!(rows.iter().map(|row| (row.seq, row.entry.clone())).collect::<Vec<_>>(), [(3, entry(3)), (2, entry(2))]);
    assert_eq!(store.verify_audit().await.unwrap(), None);
}

#[tokio::test]
async fn a_reader_can_note_a_question_while_a_scan_runs() {
    let (dir, store) = three().await;
    let reader = Store::open_read_only(&dir.path().join("state"), &keys("a")).await.unwrap();
    reader.audit(&entry(4)).await.unwrap();
    store.audit(&entry(5)).await.unwrap();
    assert_eq!(reader.verify_audit().await.unwrap(), None);
}

#[tokio::test]
async fn another_hand_is_seen() {
    let without_triggers = "DROP TRIGGER audit_is_never_changed; DROP TRIGGER audit_is_deleted_when_its_period_is_over;";
    for (tampering, at) in [
        ("UPDATE audit SET reason = 'other' WHERE seq = 2", 2),
        ("UPDATE audit SET classes = 'no list' WHERE seq = 3", 3),
        ("DELETE FROM audit WHERE seq = 2", 2),
        ("DELETE FROM audit WHERE seq = 1", 1),
        ("DELETE FROM audit WHERE seq = 3", 3),
        ("DELETE FROM audit", 1),
        ("DELETE FROM audit; UPDATE meta SET audit_head = x'00'", 1),
        ("INSERT INTO audit SELECT 4, at, who, action, reason, classes, hash FROM audit WHERE seq = 3", 4),
    ] {
        let (_dir, store) = three().await;
        {
            let mut guard = store.writer().await;
            let conn = &mut guard.as_mut().unwrap().conn;
            let allowed = sqlx::raw_sql(sqlx::AssertSqlSafe(tampering.to_owned())).execute(&mut *conn).await;
            assert_eq!(allowed.is_ok(), tampering.starts_with("INSERT"), "the triggers stand in the way: {tampering}");
            if allowed.is_err() {
                sqlx::raw_sql(without_triggers).execute(&mut *conn).await.unwrap();
                sqlx::raw_sql(sqlx::AssertSqlSafe(tampering.to_owned())).execute(&mut *conn).await.unwrap();
            }
        }
        assert_eq!(store.verify_audit().await.unwrap(), Some(at), "{tampering}");
    }
}

#[tokio::test]
async fn nothing_is_added_to_an_end_that_was_cut_off() {
    let (_dir, store) = three().await;
    {
        let mut guard = store.writer().await;
        let conn = &mut guard.as_mut().unwrap().conn;
        let cut = "DROP TRIGGER audit_is_deleted_when_its_period_is_over; DELETE FROM audit WHERE seq = 3";
        sqlx::raw_sql(cut).execute(conn).await.unwrap();
    }
    let refused = store.audit(&entry(4)).await.unwrap_err();
    assert!(matches!(refused, StoreError::Damaged(_)), "{refused}");
}

fn on(day: &str, n: usize) -> AuditEntry {
    AuditEntry { at: format!("{day}T00:00:00Z"), ..entry(n) }
}

#[tokio::test]
async fn rows_whose_period_is_over_go_and_the_rest_is_still_a_chain() {
    let (_dir, store) = store().await;
    for (n, day) in ["2025-01-01", "2025-03-01", "2026-02-01", "2025-02-01", "2026-03-01"].into_iter().enumerate() {
        store.audit(&on(day, n)).await.unwrap();
    }
    let seqs = async || store.audit_rows(9).await.unwrap().iter().map(|row| row.seq).collect::<Vec<_>>();
    for (before, n_gone, left) in [
        ("2025-01-01T00:00:00Z", 0, &[5, 4, 3, 2, 1][..]),
        ("2025-06-01T00:00:00Z", 2, &[5, 4, 3]),
        ("2025-06-01T00:00:00Z", 0, &[5, 4, 3]),
        ("2027-01-01T00:00:00Z", 3, &[]),
    ] {
        assert_eq!(store.forget_audit(before).await.unwrap(), Some(n_gone), "{before}");
        assert_eq!((seqs().await.as_slice(), store.verify_audit().await.unwrap()), (left, None), "{before}");
    }
    store.audit(&entry(6)).await.unwrap();
    assert_eq!((seqs().await.as_slice(), store.verify_audit().await.unwrap()), (&[6][..], None));
}

#[tokio::test]
async fn an_audit_that_was_changed_is_not_shortened() {
    for tampering in [
        "UPDATE meta SET audit_upto = 9; DELETE FROM audit WHERE seq = 1",
        "UPDATE meta SET audit_base = x'00'",
        "DROP TRIGGER audit_is_never_changed; UPDATE audit SET who = 'else' WHERE seq = 1",
    ] {
        let (_dir, store) = three().await;
        {
            let mut guard = store.writer().await;
            sqlx::raw_sql(sqlx::AssertSqlSafe(tampering.to_owned())).execute(&mut guard.as_mut().unwrap().conn).await.unwrap();
        }
        assert_eq!(store.verify_audit().await.unwrap(), Some(1), "{tampering}");
        assert_eq!(store.forget_audit("2027-01-01T00:00:00Z").await.unwrap(), None, "{tampering}");
    }
}
