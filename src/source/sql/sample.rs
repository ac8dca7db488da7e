//! A sample of a table that its content decides: rows from its start, its middle and its end by key.

use std::collections::HashSet;

use futures_util::StreamExt;

use super::batch::as_text;
use super::key;
use super::read::{Session, Span, key_of};
use super::select::{Order, Statement, Table};
use super::trouble::Trouble;
use crate::model::passage::RowBatch;

/// Up to this many rows a middle is found by counting; beyond it only by the value of a numeric key.
const MAX_OFFSET_ROWS: u64 = 1_000_000;

/// At most `n_rows` rows; of a table without a key the first ones. `n_known` is the catalogue's estimate of all rows.
pub(in crate::source) async fn sample<S: Session>(
    session: &mut S,
    table: &Table,
    n_rows: usize,
    n_known: Option<u64>,
) -> Result<RowBatch, Trouble> {
    let mut batch = RowBatch::new(table.columns.len());
    if n_rows == 0 || table.columns.is_empty() {
        return Ok(batch);
    }
    session.begin(Span::Page).await.map_err(|error| S::trouble(&error))?;
    let taken = take_all(session, table, n_rows, n_known, &mut batch).await;
    let ended = session.end().await.map_err(|error| S::trouble(&error));
    taken.and(ended).map(|()| batch)
}

async fn take_all<S: Session>(
    session: &mut S,
    table: &Table,
    n_rows: usize,
    n_known: Option<u64>,
    batch: &mut RowBatch,
) -> Result<(), Trouble> {
    let mut seen = HashSet::new();
    let n = n_rows as u64;
    if table.keys.is_empty() {
        return take(session, table, table.first(n), &mut seen, n_rows, batch).await;
    }
    let third = (n / 3).max(1);
    take(session, table, table.page(None, None, Order::Ascending, n - n / 3 * 2), &mut seen, n_rows, batch).await?;
    if let Some(middle) = middle(session, table, third, n_known).await? {
        take(session, table, middle, &mut seen, n_rows, batch).await?;
    }
    take(session, table, table.page(None, None, Order::Descending, third), &mut seen, n_rows, batch).await
}

/// The statement that reads rows from the middle, if one can be found cheaply.
async fn middle<S: Session>(
    session: &mut S,
    table: &Table,
    limit: u64,
    n_known: Option<u64>,
) -> Result<Option<Statement>, Trouble> {
    let Some(part) = table.keys.first() else { return Ok(None) };
    if part.is_numeric {
        let bounds = table.bounds(part);
        let mut rows = session.rows(bounds.sql, bounds.binds);
        let Some(row) = rows.next().await else { return Ok(None) };
        let row = row.map_err(|error| S::trouble(&error))?;
        // An empty table has no smallest key.
        let (Ok(low), Ok(high)) = (S::key_part(&row, 0), S::key_part(&row, 1)) else { return Ok(None) };
        return Ok(halfway(&low, &high).map(|bound| table.starting_at(part, &bound, limit)));
    }
    Ok(n_known.filter(|n| *n <= MAX_OFFSET_ROWS).map(|n| table.page_at(n / 2, limit)))
}

/// The whole number halfway between two; a fraction is cut off. A tag before the digits stays.
fn halfway(low: &str, high: &str) -> Option<String> {
    let tag = if low.starts_with('i') { "i" } else { "" };
    let whole = |text: &str| text.strip_prefix(tag)?.split('.').next()?.parse::<i128>().ok();
    let (low, high) = (whole(low)?, whole(high)?);
    Some(format!("{tag}{}", low.checked_add(high.checked_sub(low)? / 2)?))
}

async fn take<S: Session>(
    session: &mut S,
    table: &Table,
    statement: Statement,
    seen: &mut HashSet<Vec<u8>>,
    n_rows: usize,
    batch: &mut RowBatch,
) -> Result<(), Trouble> {
    let mut rows = session.rows(statement.sql, statement.binds);
    while let Some(row) = rows.next().await {
        let row = row.map_err(|error| S::trouble(&error))?;
        let parts = key_of::<S>(&row, table)?;
        let encoded = (!parts.is_empty()).then(|| key::encode(parts.iter().map(String::as_str)));
        if batch.n_rows() >= n_rows || encoded.as_ref().is_some_and(|key| !seen.insert(key.clone())) {
            continue;
        }
        let mut cells = Vec::with_capacity(table.columns.len());
        for (i, is_binary) in table.is_binary.iter().enumerate() {
            cells.push(as_text(S::cell(&row, i, *is_binary).map_err(|error| S::trouble(&error))?).0);
        }
        // A sample of broad rows must not outgrow memory: 64 MiB judge a column as well as more.
        if batch.n_bytes() > 64 << 20 {
            continue;
        }
        batch.push(encoded, cells.iter().map(Option::as_deref));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::halfway;

    #[test]
    fn the_middle_lies_between() {
        for (low, high, expected) in [
            ("1", "9", Some("5")),
            ("-10", "10.75", Some("0")),
            ("i1", "i4", Some("i2")),
            ("0", "18446744073709551615", Some("9223372036854775807")),
            ("a", "b", None),
            ("", "", None),
        ] {
            assert_eq!(halfway(low, high).as_deref(), expected);
        }
    }
}
