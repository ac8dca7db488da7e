//! What `information_schema` says: which tables there are, which of them may be read, and how each is read.

use sqlx::mysql::MySqlRow;

use super::column::Declared;
use super::session::MySession;
use crate::model::coverage::{Outcome, Skip};
use crate::model::ids::SourceName;
use crate::model::object::{Object, ObjectKind};
use crate::model::passage::Column;
use crate::source::Found;
use crate::source::sql::{Catalogue, Dialect, Patterns, Served, Survey, Table, TableName, Trouble, quote};

/// One page of names. Anything else that was asked here would make the server open every table for every page.
const LIST: &str = "SELECT CONVERT(table_schema USING utf8mb4), CONVERT(table_name USING utf8mb4) \
     FROM information_schema.tables \
     WHERE table_schema NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys') \
     AND (CAST(table_schema AS BINARY), CAST(table_name AS BINARY)) > (CAST(? AS BINARY), CAST(? AS BINARY)) \
     ORDER BY CAST(table_schema AS BINARY), CAST(table_name AS BINARY) LIMIT ";
/// What is known of one table.
const ONE: &str = "SELECT CONVERT(table_schema USING utf8mb4), CONVERT(table_name USING utf8mb4), \
     CONVERT(table_type USING utf8mb4), CONVERT(coalesce(engine, '') USING utf8mb4), CAST(table_rows AS CHAR), \
     CAST(data_length AS CHAR), CAST(create_time AS CHAR), CAST(update_time AS CHAR), CAST(NOW() AS CHAR) \
     FROM information_schema.tables WHERE table_schema = ? AND table_name = ?";
const COLUMNS: &str = "SELECT CONVERT(column_name USING utf8mb4), CONVERT(data_type USING utf8mb4), \
     CONVERT(column_type USING utf8mb4), CONVERT(coalesce(character_set_name, '') USING utf8mb4), \
     CONVERT(coalesce(collation_name, '') USING utf8mb4) \
     FROM information_schema.columns WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position";
const PRIMARY: &str = "SELECT CONVERT(column_name USING utf8mb4) FROM information_schema.statistics \
     WHERE table_schema = ? AND table_name = ? AND index_name = 'PRIMARY' ORDER BY seq_in_index";
const NOW: &str = "SELECT CAST(NOW() AS CHAR)";
const IS_READ_ONLY: &str = "SELECT CAST(@@global.read_only + 0 AS CHAR)";
const GRANTS: &str = "SHOW GRANTS";

/// Engines whose rows lie on another server.
const FOREIGN_ENGINES: [&str; 4] = ["FEDERATED", "CONNECT", "SPIDER", "NDBCLUSTER_REMOTE"];

/// Sequences hold no data, system views are the server's; neither is counted.
const COUNTED_KINDS: [&str; 3] = ["BASE TABLE", "SYSTEM VERSIONED", "VIEW"];

/// What is known of one table.
struct Entry {
    name: TableName,
    kind: String,
    engine: String,
    n_rows: Option<u64>,
    size: Option<u64>,
    state: State,
}

/// When a table was made and last updated, as the server knows it: `2026-11-22 08:00:00`, which sorts as it runs.
struct State {
    created: String,
    updated: String,
    now: String,
}

impl State {
    /// Empty while the server does not know, or while one more update could fall into the same second.
    fn version(&self) -> String {
        if self.updated.is_empty() || self.updated >= self.now {
            String::new()
        } else {
            format!("{}/{}", self.created, self.updated)
        }
    }

    /// Whether nothing was updated since the discovery began, in which `version` was seen.
    fn is_same(&self, version: &str, discovered: &str) -> bool {
        match version.split_once('/') {
            Some((created, updated)) => self.created == created && (self.updated == updated || self.updated.is_empty()),
            None => self.updated.as_str() <= discovered && self.created.as_str() <= discovered,
        }
    }
}

impl Entry {
    fn read(row: &MySqlRow) -> Result<Self, Trouble> {
        let text = |i| MySession::text(row, i);
        Ok(Self {
            name: TableName { schema: text(0)?, table: text(1)? },
            kind: text(2)?,
            engine: text(3)?.to_ascii_uppercase(),
            n_rows: text(4)?.parse().ok(),
            size: text(5)?.parse().ok(),
            state: State { created: text(6)?, updated: text(7)?, now: text(8)? },
        })
    }

    /// Why it will not be read, if the list alone says so.
    fn obstacle(&self, patterns: &Patterns) -> Option<Trouble> {
        if !patterns.wants(&self.name) {
            return Some(Trouble::skipped(Skip::Excluded, "left out by the configuration"));
        }
        if self.kind == "VIEW" {
            return Some(Trouble::skipped(Skip::View, "a view: its rows are read where they lie"));
        }
        if FOREIGN_ENGINES.contains(&self.engine.as_str()) {
            return Some(Trouble::skipped(Skip::ForeignTable, "lies on another server"));
        }
        None
    }
}

impl Catalogue for MySession {
    type Line = TableName;

    async fn list(&mut self, after: Option<&TableName>, n_lines: usize) -> Result<Vec<TableName>, Trouble> {
        let binds = after.map_or_else(|| vec![String::new(), String::new()], TableName::binds);
        let rows = self.ask(&format!("{LIST}{n_lines}"), binds).await?;
        rows.iter().map(|row| Ok(TableName { schema: Self::text(row, 0)?, table: Self::text(row, 1)? })).collect()
    }

    /// Whether a table may be read is asked of the server by a statement that reads no row: its list of privileges does not
    /// count those that come by roles.
    async fn judge(&mut self, name: &TableName, source: &SourceName, patterns: &Patterns) -> Result<Option<Found>, Trouble> {
        let Some(entry) = self.entry(name).await? else { return Ok(None) };
        if !COUNTED_KINDS.contains(&entry.kind.as_str()) {
            return Ok(None);
        }
        let at = entry.name.locator();
        if let Some(obstacle) = entry.obstacle(patterns) {
            return Ok(Some(Found::Fault(obstacle.fault(at))));
        }
        let probe = format!("SELECT * FROM {} LIMIT 0", entry.name.quoted(Dialect::Mysql)?);
        if let Err(trouble) = self.ask(&probe, Vec::new()).await {
            if trouble.outcome == Outcome::ChangedDuringRead {
                return Ok(None);
            }
            return Ok(Some(Found::Fault(trouble.fault(at))));
        }
        let table = self.table(&entry).await?;
        Ok(Some(Found::Object(Box::new(Object {
            source: source.clone(),
            at,
            kind: ObjectKind::Table,
            size: entry.size,
            n_rows: entry.n_rows,
            version: entry.state.version(),
            modified: None,
            columns: table.columns,
        }))))
    }

    async fn describe(&mut self, name: &TableName) -> Result<Option<Table>, Trouble> {
        let Some(entry) = self.entry(name).await? else { return Ok(None) };
        self.table(&entry).await.map(Some)
    }
}

impl Served for MySession {
    /// The server does not tell of tables on which the role has no privilege at all, so a list is complete only for a role
    /// that may read everything: else a table whose grant was taken back would pass for one that was dropped.
    async fn survey(&mut self) -> Result<Survey, Trouble> {
        Ok(Survey { is_complete: self.sees_all().await?, now: self.ask_one(NOW).await? })
    }

    async fn warnings(&mut self) -> Result<Vec<String>, Trouble> {
        let mut warnings = Vec::new();
        let grants = self.grants().await?;
        let writes = ["ALL PRIVILEGES", "INSERT", "UPDATE", "DELETE", "DROP", "ALTER", "CREATE", "SUPER"];
        if grants.iter().any(|grant| writes.iter().any(|privilege| grant.has(privilege))) {
            warnings.push("the role can write; a role that can only read is enough".to_owned());
        }
        if self.ask_one(IS_READ_ONLY).await? == "0" {
            warnings.push("the server is a primary; a replica would serve as well".to_owned());
        }
        if !self.sees_all().await? {
            let warning = "the server does not tell of tables on which the role has no privilege at all";
            warnings.push(warning.to_owned());
        }
        Ok(warnings)
    }

    /// The server notes the second of a table's last update, and forgets it when it restarts: a change within the second
    /// of the discovery is not seen.
    async fn is_same(&mut self, name: &TableName, version: &str, since: &str) -> Result<bool, Trouble> {
        Ok(self.entry(name).await?.is_some_and(|entry| entry.state.is_same(version, since)))
    }
}

impl MySession {
    async fn entry(&mut self, name: &TableName) -> Result<Option<Entry>, Trouble> {
        let rows = self.ask(ONE, name.binds()).await?;
        let entries: Vec<Entry> = rows.iter().map(Entry::read).collect::<Result<_, _>>()?;
        // The catalogue's collation may find a name that differs in case.
        Ok(entries.into_iter().find(|entry| entry.name == *name))
    }

    async fn table(&mut self, entry: &Entry) -> Result<Table, Trouble> {
        let rows = self.ask(COLUMNS, entry.name.binds()).await?;
        let primary = self.ask(PRIMARY, entry.name.binds()).await?;
        let primary: Vec<String> = primary.iter().map(|row| Self::text(row, 0)).collect::<Result<_, _>>()?;
        table(entry, &rows, &primary)
    }

    /// Whether the role may read everything, so that the server's list holds every table.
    async fn sees_all(&mut self) -> Result<bool, Trouble> {
        Ok(self.grants().await?.iter().any(|grant| grant.is_global && (grant.has("SELECT") || grant.has("ALL PRIVILEGES"))))
    }

    async fn grants(&mut self) -> Result<Vec<Grant>, Trouble> {
        let rows = self.ask(GRANTS, Vec::new()).await?;
        rows.iter().map(|row| Self::text(row, 0).map(|line| Grant::parse(&line))).collect()
    }
}

/// A line of `SHOW GRANTS`: `GRANT SELECT, INSERT ON *.* TO …`. A line that grants a role has no privileges here.
struct Grant {
    privileges: Vec<String>,
    is_global: bool,
}

impl Grant {
    fn parse(line: &str) -> Self {
        let Some((list, target)) = line.strip_prefix("GRANT ").and_then(|rest| rest.split_once(" ON ")) else {
            return Self { privileges: Vec::new(), is_global: false };
        };
        let privileges = list.split(',').map(|word| word.split('(').next().unwrap_or("").trim().to_ascii_uppercase());
        Self { privileges: privileges.collect(), is_global: target.starts_with("*.*") }
    }

    fn has(&self, privilege: &str) -> bool {
        self.privileges.iter().any(|word| word == privilege)
    }
}

/// `rows` are of [`COLUMNS`]; `primary` names the columns of the primary key in its order.
fn table(entry: &Entry, rows: &[MySqlRow], primary: &[String]) -> Result<Table, Trouble> {
    // What a versioned table keeps of deleted rows is still held; its old rows share their keys, so it is read in full.
    let has_history = entry.kind == "SYSTEM VERSIONED";
    let history = if has_history { " FOR SYSTEM_TIME ALL" } else { "" };
    let mut table = Table::new(Dialect::Mysql, format!("{}{history} AS t", entry.name.quoted(Dialect::Mysql)?));
    let mut keys = vec![None; primary.len()];
    for row in rows {
        let text = |i| MySession::text(row, i);
        let column = text(0)?;
        let declared = Declared {
            quoted: format!("t.{}", quote(Dialect::Mysql, &column)?),
            kind: text(1)?.to_ascii_lowercase(),
            full: text(2)?.to_ascii_lowercase(),
            charset: text(3)?,
            collation: text(4)?,
        };
        let position = primary.iter().position(|name| *name == column);
        table.cells.push(declared.cell());
        table.is_binary.push(declared.is_binary());
        if let Some(key) = position.and_then(|position| keys.get_mut(position)) {
            *key = declared.key();
        }
        table.columns.push(Column { name: column, declared: declared.kind, is_key: position.is_some() });
    }
    // One part that cannot be compared as text makes the whole key none to page by.
    let keys: Option<Vec<_>> = keys.into_iter().collect();
    if !has_history {
        table.keys = keys.unwrap_or_default();
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grants_are_read_line_by_line() {
        let check = |line: &str, select: bool, write: bool, is_global: bool| {
            let grant = Grant::parse(line);
            assert_eq!((grant.has("SELECT"), grant.has("INSERT"), grant.is_global), (select, write, is_global), "{line}");
        };
        check("GRANT SELECT ON *.* TO `a`@`%`", true, false, true);
        check("GRANT SELECT (`x`), INSERT ON `db`.`t` TO `a`@`%`", true, true, false);
        check("GRANT USAGE ON *.* TO `a`@`%`", false, false, true);
        check("GRANT `role` TO `a`@`%`", false, false, false);
    }

    #[test]
    fn a_state_tells_changes_as_far_as_the_server_does() {
        let state = |created: &str, updated: &str, now: &str| State {
            created: created.into(),
            updated: updated.into(),
            now: now.into(),
        };
        assert_eq!(state("1", "5", "9").version(), "1/5");
        assert_eq!(state("1", "9", "9").version(), "");
        assert_eq!(state("1", "", "9").version(), "");
        for (now, version, expected) in [
            (state("1", "5", "9"), "1/5", true),
            (state("1", "6", "9"), "1/5", false),
            (state("2", "5", "9"), "1/5", false),
            (state("1", "3", "9"), "", true),
            (state("1", "", "9"), "", true),
            (state("1", "4", "9"), "", false),
            (state("4", "", "9"), "", false),
        ] {
            assert_eq!(now.is_same(version, "3"), expected);
        }
    }
}
