//! What a SQLite file's schema says: which tables there are and how each is read. Only stored tables are touched; a view,
//! a virtual table's module or a trigger never runs.

use futures_util::TryStreamExt;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::session::LiteSession;
use crate::model::coverage::Skip;
use crate::model::ids::SourceName;
use crate::model::object::{Object, ObjectKind};
use crate::model::passage::Column;
use crate::source::Found;
use crate::source::sql::{Catalogue, Dialect, KeyPart, MAX_CELL, Patterns, Session, Table, TableName, Trouble, quote};

/// Names that begin with `sqlite_` are SQLite's own.
const LIST: &str = "SELECT name, type, coalesce(sql, '') LIKE 'CREATE VIRTUAL TABLE%' FROM sqlite_schema \
     WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
     AND CAST(name AS BLOB) > CAST(? AS BLOB) ORDER BY CAST(name AS BLOB) LIMIT ?";
const EXISTS: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = ? \
     AND coalesce(sql, '') NOT LIKE 'CREATE VIRTUAL TABLE%'";
/// Generated columns are columns too; hidden ones (1) belong to virtual tables only.
const COLUMNS: &str = "SELECT name, coalesce(type, ''), pk FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid";
/// The columns of a primary key in its own order and collation.
const PRIMARY: &str = "SELECT x.name, x.coll FROM pragma_index_list(?) l, pragma_index_xinfo(l.name) x \
     WHERE l.origin = 'pk' AND x.key = 1 AND x.name IS NOT NULL ORDER BY x.seqno";

/// The names by which a row's number can be called, unless a column has taken them.
const ROWIDS: [&str; 3] = ["rowid", "_rowid_", "oid"];
/// Cells of more bytes are not loaded at all: SQLite cannot read a part of one without the whole.
const MAX_LOADED: usize = 16 * MAX_CELL;
const CODE_ERROR: &str = "1";

/// One line of the list.
pub(in crate::source) struct Entry {
    name: TableName,
    is_view: bool,
    is_virtual: bool,
}

impl Entry {
    fn obstacle(&self, patterns: &Patterns) -> Option<Trouble> {
        if !patterns.wants(&self.name) {
            return Some(Trouble::skipped(Skip::Excluded, "left out by the configuration"));
        }
        if self.is_view {
            return Some(Trouble::skipped(Skip::View, "a view: its rows are read where they lie"));
        }
        if self.is_virtual {
            let cause = "a virtual table: the tables that it is made of are read";
            return Some(Trouble::skipped(Skip::VirtualTable, cause));
        }
        None
    }
}

fn number(row: &SqliteRow, i: usize) -> Result<i64, Trouble> {
    row.try_get_unchecked(i).map_err(|error| LiteSession::trouble(&error))
}

impl Catalogue for LiteSession {
    type Line = Entry;

    async fn list(&mut self, after: Option<&Entry>, n_lines: usize) -> Result<Vec<Entry>, Trouble> {
        let after = after.map_or("", |entry| &entry.name.table);
        let rows = self.ask(LIST, vec![format!("t{after}"), format!("i{n_lines}")]).await?;
        let mut entries = Vec::with_capacity(rows.len());
        for row in &rows {
            let name = TableName { schema: "main".to_owned(), table: Self::text(row, 0)? };
            entries.push(Entry { name, is_view: Self::text(row, 1)? == "view", is_virtual: number(row, 2)? == 1 });
        }
        Ok(entries)
    }

    async fn judge(&mut self, entry: &Entry, source: &SourceName, patterns: &Patterns) -> Result<Option<Found>, Trouble> {
        let at = entry.name.locator();
        if let Some(obstacle) = entry.obstacle(patterns) {
            return Ok(Some(Found::Fault(obstacle.fault(at))));
        }
        let described = self.describe(&entry.name).await;
        let table = match described.and_then(|table| table.ok_or_else(|| Trouble::failed("the schema contradicts itself"))) {
            Ok(table) => table,
            Err(trouble) => return Ok(Some(Found::Fault(trouble.fault(at)))),
        };
        Ok(Some(Found::Object(Box::new(Object {
            source: source.clone(),
            at,
            kind: ObjectKind::Table,
            size: None,
            n_rows: None,
            version: self.version.clone(),
            modified: None,
            columns: table.columns,
        }))))
    }

    async fn describe(&mut self, name: &TableName) -> Result<Option<Table>, Trouble> {
        let rows = self.ask(EXISTS, vec![format!("t{}", name.table)]).await?;
        if rows.is_empty() || name.schema != "main" {
            return Ok(None);
        }
        self.table(name).await.map(Some)
    }
}

impl LiteSession {
    /// The name by which this table's row numbers can be called; none if it has none.
    async fn rowid(&mut self, from: &str, columns: &[Column]) -> Result<Option<String>, Trouble> {
        let is_taken = |word: &str| columns.iter().any(|column| column.name.eq_ignore_ascii_case(word));
        let Some(word) = ROWIDS.into_iter().find(|word| !is_taken(word)) else { return Ok(None) };
        let asked: sqlx::Result<Vec<SqliteRow>> =
            self.rows(format!("SELECT t.{word} FROM {from} LIMIT 0"), Vec::new()).try_collect().await;
        match asked {
            Ok(_) => Ok(Some(format!("t.{word}"))),
            // `no such column`: a table made WITHOUT ROWID.
            Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some(CODE_ERROR) => Ok(None),
            Err(error) => Err(Self::trouble(&error)),
        }
    }

    async fn table(&mut self, name: &TableName) -> Result<Table, Trouble> {
        let from = format!("main.{} AS t", quote(Dialect::Sqlite, &name.table)?);
        let bind = || vec![format!("t{}", name.table)];
        let (mut columns, mut cells) = (Vec::new(), Vec::new());
        for row in self.ask(COLUMNS, bind()).await? {
            let column = Self::text(&row, 0)?;
            let is_key = number(&row, 2)? > 0;
            let declared = Self::text(&row, 1)?.to_lowercase();
            cells.push(cell(&format!("t.{}", quote(Dialect::Sqlite, &column)?), &declared));
            columns.push(Column { name: column, declared, is_key });
        }
        let part = |order: String, select: String, is_numeric| KeyPart {
            order,
            select,
            before: String::new(),
            after: String::new(),
            is_numeric,
        };
        let mut keys = Vec::new();
        if let Some(rowid) = self.rowid(&from, &columns).await? {
            // The number of a row is its key, whatever else is declared one; only INTEGER PRIMARY KEY is that number.
            let n_keys = columns.iter().filter(|column| column.is_key).count();
            for column in &mut columns {
                column.is_key &= n_keys == 1 && column.declared == "integer";
            }
            keys.push(part(rowid.clone(), rowid, true));
        } else {
            for row in self.ask(PRIMARY, bind()).await? {
                let column = format!("t.{}", quote(Dialect::Sqlite, &Self::text(&row, 0)?)?);
                keys.push(part(format!("{column} COLLATE {}", quote(Dialect::Sqlite, &Self::text(&row, 1)?)?), column, false));
            }
        }
        let is_binary = vec![false; columns.len()];
        Ok(Table { columns, cells, is_binary, keys, ..Table::new(Dialect::Sqlite, from) })
    }
}

/// A cell up to its limit. One that is too long to load becomes as many zero bytes as show that there was more. Where a
/// number is to be expected it is asked for first: SQLite would write it as text to measure it.
fn cell(name: &str, declared: &str) -> String {
    let most = MAX_CELL + 1;
    let numbers = ["int", "real", "floa", "doub", "num", "dec", "money"];
    let first = match numbers.iter().any(|word| declared.contains(word)) {
        true => format!("WHEN typeof({name}) IN ('integer', 'real') THEN {name} "),
        false => String::new(),
    };
    format!(
        "CASE {first}WHEN octet_length({name}) > {MAX_LOADED} THEN zeroblob({most}) \
         WHEN octet_length({name}) > {MAX_CELL} THEN substr({name}, 1, {most}) ELSE {name} END"
    )
}
