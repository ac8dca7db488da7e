//! What PostgreSQL's catalogue says: which tables there are, which of them may be read, and how each is read.

use sqlx::postgres::PgRow;

use super::session::PgSession;
use crate::model::coverage::{Outcome, Skip};
use crate::model::ids::SourceName;
use crate::model::object::{Object, ObjectKind};
use crate::model::passage::Column;
use crate::source::Found;
use crate::source::sql::{
    Catalogue, Dialect, GRANT, KeyPart, MAX_CELL, Patterns, Served, Survey, Table, TableName, Trouble, quote,
};

const GRANT_USAGE: &str = "GRANT USAGE ON its schema TO the role, and GRANT SELECT ON this table TO the role";

/// What is known of a table's rows, summed over its partitions: their number, their bytes, and a state that changes with the
/// content as far as the server counts. It is empty on a standby, which does not count, and without `track_counts`; the
/// server's start is part of it because a crash sets the counters back. Only the catalogue is read: the functions for
/// partitions and sizes would wait for a table that somebody has locked.
macro_rules! rows {
    () => {
        "LEFT JOIN LATERAL (WITH RECURSIVE l(relid) AS (SELECT c.oid UNION ALL \
             SELECT i.inhrelid FROM l JOIN pg_inherits i ON i.inhparent = l.relid WHERE c.relkind = 'p') \
           SELECT sum(s.reltuples::bigint) FILTER (WHERE s.reltuples >= 0) AS n_rows, \
             sum(s.relpages::bigint + coalesce(o.relpages, 0)) * current_setting('block_size')::bigint AS size, \
             CASE WHEN current_setting('track_counts') <> 'on' OR pg_is_in_recovery() THEN '' \
             ELSE concat_ws(':', c.oid, extract(epoch FROM pg_postmaster_start_time()), count(*), \
               sum(s.relfilenode::bigint), sum(pg_stat_get_tuples_inserted(s.oid)), \
               sum(pg_stat_get_tuples_updated(s.oid)), sum(pg_stat_get_tuples_deleted(s.oid))) END AS version \
           FROM l JOIN pg_class s ON s.oid = l.relid LEFT JOIN pg_class o ON o.oid = s.reltoastrelid \
           WHERE s.relkind IN ('r', 'm')) x ON true "
    };
}

/// One page of what a person would count, by object number. `row_security_active` tells whether rows would be filtered.
const LIST: &str = concat!(
    "SELECT c.oid::text, n.nspname::text, c.relname::text, c.relkind::text, c.relispartition::text, \
     c.relispopulated::text, has_schema_privilege(n.oid, 'USAGE')::text, has_table_privilege(c.oid, 'SELECT')::text, \
     has_any_column_privilege(c.oid, 'SELECT')::text, row_security_active(c.oid)::text, \
     x.n_rows::text, x.size::text, x.version FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace ",
    rows!(),
    "WHERE c.oid > $1::text::oid AND c.relkind IN ('r', 'p', 'm', 'v', 'f') \
     AND n.nspname::text <> 'information_schema' AND left(n.nspname::text, 3) <> 'pg_' \
     ORDER BY c.oid LIMIT $2::text::bigint"
);

const VERSION: &str = concat!(
    "SELECT x.version FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace ",
    rows!(),
    "WHERE n.nspname::text = $1 AND c.relname::text = $2 AND c.relkind IN ('r', 'p', 'm')"
);

/// A table's columns. A domain is read as what it is over; a key of a type that is not built in (or an enum) is none to
/// page by: its operators lie outside `pg_catalog`, and another one could be found in their place.
const DESCRIBE: &str = "SELECT c.relkind::text, a.attname::text, format_type(a.atttypid, NULL)::text, \
     format_type(a.atttypid, a.atttypmod)::text, b.oid::text, \
     (b.typtype <> 'd' AND (b.oid < 16384 OR b.typtype = 'e'))::text, \
     (SELECT array_position(i.indkey::int2[], a.attnum)::text FROM pg_index i WHERE i.indrelid = c.oid \
       AND i.indisprimary AND i.indisvalid AND array_position(i.indkey::int2[], a.attnum) < i.indnkeyatts) \
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
     LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
     LEFT JOIN pg_type t ON t.oid = a.atttypid \
     LEFT JOIN pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END \
     WHERE n.nspname::text = $1 AND c.relname::text = $2 AND c.relkind IN ('r', 'p', 'm') ORDER BY a.attnum";

const CAN_WRITE: &str = "SELECT (current_setting('is_superuser') = 'on' OR EXISTS (SELECT 1 FROM pg_class c \
     JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND left(n.nspname::text, 3) <> 'pg_' \
     AND n.nspname::text <> 'information_schema' AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')))::text";
const IS_STANDBY: &str = "SELECT pg_is_in_recovery()::text";

const OID_BYTEA: &str = "17";
/// smallint, integer, bigint, numeric.
const OIDS_NUMERIC: [&str; 4] = ["21", "23", "20", "1700"];

/// Types whose text is short and the same whether a cast or the server's answer writes it: smallint, integer, bigint,
/// numeric, real, double precision, date, time, timestamp, timestamptz, uuid.
const OIDS_SHORT: [&str; 11] = ["21", "23", "20", "1700", "700", "701", "1082", "1083", "1114", "1184", "2950"];
/// text, character varying.
const OIDS_TEXT: [&str; 2] = ["25", "1043"];

/// One line of the list.
pub(in crate::source) struct Entry {
    oid: String,
    name: TableName,
    kind: String,
    is_partition: bool,
    is_populated: bool,
    may_use_schema: bool,
    may_read: bool,
    may_read_some: bool,
    is_filtered: bool,
    n_rows: Option<u64>,
    size: Option<u64>,
    version: String,
}

impl Entry {
    fn read(row: &PgRow) -> Result<Self, Trouble> {
        let text = |i| PgSession::text(row, i);
        let is = |i| text(i).map(|text| text == "true");
        Ok(Self {
            oid: text(0)?,
            name: TableName { schema: text(1)?, table: text(2)? },
            kind: text(3)?,
            is_partition: is(4)?,
            is_populated: is(5)?,
            may_use_schema: is(6)?,
            may_read: is(7)?,
            may_read_some: is(8)?,
            is_filtered: is(9)?,
            n_rows: text(10)?.parse().ok(),
            size: text(11)?.parse().ok(),
            version: text(12)?,
        })
    }

    /// Why it will not be read, if so.
    fn obstacle(&self, patterns: &Patterns) -> Option<Trouble> {
        let denied = |cause: &'static str| Trouble::new(Outcome::Denied, cause);
        if !patterns.wants(&self.name) {
            return Some(Trouble::skipped(Skip::Excluded, "left out by the configuration"));
        }
        match self.kind.as_str() {
            "v" => return Some(Trouble::skipped(Skip::View, "a view: its rows are read where they lie")),
            "f" => return Some(Trouble::skipped(Skip::ForeignTable, "lies on another server")),
            _ if self.is_partition => {
                return Some(Trouble::skipped(Skip::Partition, "read with the table it is a partition of"));
            }
            _ => {}
        }
        if !self.may_use_schema {
            return Some(denied("the role may not use its schema").with_hint(GRANT_USAGE));
        }
        if !self.may_read {
            let cause =
                if self.may_read_some { "the role may read only some of its columns" } else { "the role may not read it" };
            return Some(denied(cause).with_hint(GRANT));
        }
        if self.is_filtered {
            let hint = "read as its owner or as a role with BYPASSRLS";
            return Some(denied("row-level security would filter rows").with_hint(hint));
        }
        (!self.is_populated).then(|| Trouble::failed("a materialised view that was never filled"))
    }
}

impl Catalogue for PgSession {
    type Line = Entry;

    async fn list(&mut self, after: Option<&Entry>, n_lines: usize) -> Result<Vec<Entry>, Trouble> {
        let after = after.map_or("0", |entry| &entry.oid);
        let rows = self.ask(LIST, vec![after.to_owned(), n_lines.to_string()]).await?;
        rows.iter().map(Entry::read).collect()
    }

    async fn judge(&mut self, entry: &Entry, source: &SourceName, patterns: &Patterns) -> Result<Option<Found>, Trouble> {
        let at = entry.name.locator();
        if let Some(obstacle) = entry.obstacle(patterns) {
            return Ok(Some(Found::Fault(obstacle.fault(at))));
        }
        let Some(table) = self.describe(&entry.name).await? else { return Ok(None) };
        let kind = if entry.kind == "m" { ObjectKind::MaterialisedView } else { ObjectKind::Table };
        Ok(Some(Found::Object(Box::new(Object {
            source: source.clone(),
            at,
            kind,
            size: entry.size,
            n_rows: entry.n_rows,
            version: entry.version.clone(),
            modified: None,
            columns: table.columns,
        }))))
    }

    async fn describe(&mut self, name: &TableName) -> Result<Option<Table>, Trouble> {
        let rows = self.ask(DESCRIBE, name.binds()).await?;
        let Some(first) = rows.first() else { return Ok(None) };
        table(name, &Self::text(first, 0)?, &rows).map(Some)
    }
}

impl Served for PgSession {
    async fn survey(&mut self) -> Result<Survey, Trouble> {
        Ok(Survey { is_complete: true, now: String::new() })
    }

    async fn warnings(&mut self) -> Result<Vec<String>, Trouble> {
        let mut warnings = Vec::new();
        for (sql, when, warning) in [
            (CAN_WRITE, "true", "the role can write; a role that can only read is enough"),
            (IS_STANDBY, "false", "the server is a primary; a standby would serve as well"),
        ] {
            if self.ask_one(sql).await? == when {
                warnings.push(warning.to_owned());
            }
        }
        Ok(warnings)
    }

    /// What the server counts of a table's changes reaches its statistics up to some seconds late, and on a standby not at
    /// all: there this says no more than that the table still exists.
    async fn is_same(&mut self, name: &TableName, version: &str, _since: &str) -> Result<bool, Trouble> {
        let rows = self.ask(VERSION, name.binds()).await?;
        let now = rows.first().map(|row| Self::text(row, 0)).transpose()?;
        Ok(now.is_some_and(|now| now == version))
    }
}

fn table(name: &TableName, kind: &str, rows: &[PgRow]) -> Result<Table, Trouble> {
    // What inherits from an ordinary table is a table of its own, and read as such; partitions are not.
    let only = if kind == "r" { "ONLY " } else { "" };
    let mut table = Table::new(Dialect::Postgres, format!("{only}{} AS t", name.quoted(Dialect::Postgres)?));
    let mut keys = Vec::new();
    let mut can_page = true;
    for row in rows {
        let text = |i| PgSession::text(row, i);
        let column = text(1)?;
        if column.is_empty() {
            continue;
        }
        let (declared, exact, base) = (text(2)?, text(3)?, text(4)?);
        let cell = format!("t.{}", quote(Dialect::Postgres, &column)?);
        let is_binary = base == OID_BYTEA;
        let position: Option<i64> = text(6)?.parse().ok();
        table.columns.push(Column { name: column, declared, is_key: position.is_some() });
        let (as_text, plain) = cells(&cell, &base);
        table.cells.push(as_text);
        table.plain.push(plain);
        table.is_binary.push(is_binary);
        if let Some(position) = position {
            can_page &= text(5)? == "true";
            let is_numeric = OIDS_NUMERIC.contains(&base.as_str());
            let select = format!("{cell}::text");
            let part = KeyPart { order: cell, select, before: String::new(), after: format!("::text::{exact}"), is_numeric };
            keys.push((position, part));
        }
    }
    keys.sort_by_key(|(position, _)| *position);
    if can_page {
        table.keys = keys.into_iter().map(|(_, part)| part).collect();
    }
    Ok(table)
}

/// What is selected for a column of a base type, and the same for an answer in text. `left` walks through every character,
/// which cost the server more than all the rest, so it is asked for only where a text may be too long.
fn cells(name: &str, base: &str) -> (String, String) {
    let most = MAX_CELL + 1;
    let cell = match base {
        OID_BYTEA => format!("substring({name}::bytea FROM 1 FOR {most})"),
        _ if OIDS_SHORT.contains(&base) => return (format!("{name}::text"), name.to_owned()),
        _ if OIDS_TEXT.contains(&base) => {
            format!("CASE WHEN octet_length({name}::text) > {most} THEN left({name}::text, {most}) ELSE {name}::text END")
        }
        _ => format!("left({name}::text, {most})"),
    };
    (cell.clone(), cell)
}
