//! The statements that read a table, composed from quoted names and placeholders alone. Every statement that any SQL
//! source sends about rows has one of the shapes below.

use super::trouble::Trouble;
use crate::model::object::Stretch;
use crate::model::passage::Column;

/// Which SQL a server speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::source) enum Dialect {
    /// PostgreSQL.
    Postgres,
    /// MySQL and MariaDB.
    Mysql,
    /// SQLite.
    Sqlite,
}

/// One column of a key that rows are ordered by.
#[derive(Clone, Debug)]
pub(in crate::source) struct KeyPart {
    /// What rows are ordered by and compared: the column in its own type and collation.
    pub order: String,
    /// The same as text, such that the server gives back the same value for it.
    pub select: String,
    /// What stands before the placeholder of a bound text that becomes the column's type again.
    pub before: String,
    /// What stands after it.
    pub after: String,
    /// Whether the text is a number, so that a middle can be computed.
    pub is_numeric: bool,
}

/// A table as it is read.
#[derive(Clone, Debug)]
pub(in crate::source) struct Table {
    /// Its dialect.
    pub dialect: Dialect,
    /// What stands after `FROM`, with the alias `t`.
    pub from: String,
    /// Its columns as declared.
    pub columns: Vec<Column>,
    /// What is selected for each column.
    pub cells: Vec<String>,
    /// The same for an answer in which the server writes every value as text by itself, which costs it less; empty where
    /// there is no such answer.
    pub plain: Vec<String>,
    /// Whether each column holds bytes and not text.
    pub is_binary: Vec<bool>,
    /// Its key; empty if it has none by which it can be read in order.
    pub keys: Vec<KeyPart>,
}

/// Which end of a table comes first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// From the smallest key.
    Ascending,
    /// From the largest key.
    Descending,
}

/// A statement and the texts bound to its placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::source) struct Statement {
    /// Its text.
    pub sql: String,
    /// What is bound, in order.
    pub binds: Vec<String>,
}

impl Table {
    /// A table whose columns are still to be told.
    pub(in crate::source) fn new(dialect: Dialect, from: String) -> Self {
        Self {
            dialect,
            from,
            columns: Vec::new(),
            cells: Vec::new(),
            plain: Vec::new(),
            is_binary: Vec::new(),
            keys: Vec::new(),
        }
    }

    /// `SELECT cells, key FROM t [WHERE key > after AND key <= upto] ORDER BY key LIMIT limit`.
    pub(super) fn page(&self, after: Option<&[String]>, upto: Option<&[String]>, order: Order, limit: u64) -> Statement {
        let mut statement = self.between(&self.cells, after, upto);
        statement.sql.push_str(&self.order_by(order));
        statement.sql.push_str(&format!(" LIMIT {limit}"));
        statement
    }

    /// The same to its end, in ascending order, as plainly as can be; all rows in whatever order of a table without a key.
    pub(in crate::source) fn range(&self, after: Option<&[String]>, upto: Option<&[String]>) -> Statement {
        let cells = if self.plain.is_empty() { &self.cells } else { &self.plain };
        let mut statement = self.between(cells, after, upto);
        if !self.keys.is_empty() {
            statement.sql.push_str(&self.order_by(Order::Ascending));
        }
        statement
    }

    fn between(&self, cells: &[String], after: Option<&[String]>, upto: Option<&[String]>) -> Statement {
        let mut statement = Statement { sql: self.select(cells), binds: Vec::new() };
        let mut joint = " WHERE ";
        for (bound, sign) in [(after, ">"), (upto, "<=")] {
            let Some(bound) = bound else { continue };
            statement.sql.push_str(joint);
            self.compare(&mut statement, sign, bound);
            joint = " AND ";
        }
        statement
    }

    /// `SELECT cells, key FROM t ORDER BY key LIMIT limit OFFSET offset`.
    pub(super) fn page_at(&self, offset: u64, limit: u64) -> Statement {
        let mut statement = self.page(None, None, Order::Ascending, limit);
        statement.sql.push_str(&format!(" OFFSET {offset}"));
        statement
    }

    /// `SELECT cells FROM t LIMIT limit`.
    pub(super) fn first(&self, limit: u64) -> Statement {
        Statement { sql: format!("{} LIMIT {limit}", self.select(&self.cells)), binds: Vec::new() }
    }

    /// `SELECT min(key), max(key) FROM t` of a key's first part.
    pub(super) fn bounds(&self, part: &KeyPart) -> Statement {
        let text = match self.dialect {
            Dialect::Postgres => ("", "::text"),
            Dialect::Mysql => ("CAST(", " AS CHAR)"),
            Dialect::Sqlite => ("", ""),
        };
        let (order, from) = (&part.order, &self.from);
        let sql = format!("SELECT {0}min({order}){1}, {0}max({order}){1} FROM {from}", text.0, text.1);
        Statement { sql, binds: Vec::new() }
    }

    /// Rows whose key's first part is at least `bound`.
    pub(super) fn starting_at(&self, part: &KeyPart, bound: &str, limit: u64) -> Statement {
        let mut statement = Statement { sql: self.select(&self.cells), binds: Vec::new() };
        statement.sql.push_str(&format!(" WHERE {} >= ", part.order));
        self.bind(&mut statement, part, bound);
        statement.sql.push_str(&self.order_by(Order::Ascending));
        statement.sql.push_str(&format!(" LIMIT {limit}"));
        statement
    }

    /// # Errors
    /// The bytes are no key of this table.
    fn bound(&self, key: Option<&Vec<u8>>) -> Result<Option<Vec<String>>, Trouble> {
        let Some(key) = key else { return Ok(None) };
        let parts = super::key::decode(key, self.keys.len()).filter(|parts| !parts.is_empty());
        parts.map(Some).ok_or_else(|| Trouble::failed("a range bound is not a key of this table"))
    }

    fn select(&self, cells: &[String]) -> String {
        let list: Vec<&str> = cells.iter().chain(self.keys.iter().map(|key| &key.select)).map(String::as_str).collect();
        format!("SELECT {} FROM {}", list.join(", "), self.from)
    }

    fn order_by(&self, order: Order) -> String {
        let suffix = if order == Order::Descending { " DESC" } else { "" };
        let list: Vec<String> = self.keys.iter().map(|key| format!("{}{suffix}", key.order)).collect();
        format!(" ORDER BY {}", list.join(", "))
    }

    /// PostgreSQL walks its index along a row comparison; the others do along the expanded form only.
    fn compare(&self, statement: &mut Statement, sign: &'static str, bound: &[String]) {
        if self.dialect == Dialect::Postgres {
            let list: Vec<&str> = self.keys.iter().map(|key| key.order.as_str()).collect();
            statement.sql.push_str(&format!("({}) {sign} (", list.join(", ")));
            for (i, (part, value)) in self.keys.iter().zip(bound).enumerate() {
                if i > 0 {
                    statement.sql.push_str(", ");
                }
                self.bind(statement, part, value);
            }
            statement.sql.push(')');
            return;
        }
        statement.sql.push('(');
        if let (Some(part), Some(value), true) = (self.keys.first(), bound.first(), self.keys.len() > 1) {
            let outer = if sign == ">" { ">=" } else { "<=" };
            statement.sql.push_str(&format!("{} {outer} ", part.order));
            self.bind(statement, part, value);
            statement.sql.push_str(" AND ");
        }
        self.expand(statement, sign, bound);
        statement.sql.push(')');
    }

    /// `(a > x OR (a = x AND (b > y OR …)))`; the last part alone takes the sign as it is.
    fn expand(&self, statement: &mut Statement, sign: &'static str, bound: &[String]) {
        let n_parts = self.keys.len();
        let strict = if sign == ">" { ">" } else { "<" };
        for (i, (part, value)) in self.keys.iter().zip(bound).enumerate() {
            let is_last = i + 1 == n_parts;
            let sign = if is_last { sign } else { strict };
            statement.sql.push_str(&format!("({} {sign} ", part.order));
            self.bind(statement, part, value);
            if !is_last {
                statement.sql.push_str(&format!(" OR ({} = ", part.order));
                self.bind(statement, part, value);
                statement.sql.push_str(" AND ");
            }
        }
        for i in 0..n_parts {
            statement.sql.push_str(if i == 0 { ")" } else { "))" });
        }
    }

    fn bind(&self, statement: &mut Statement, part: &KeyPart, value: &str) {
        statement.binds.push(value.to_owned());
        let placeholder = match self.dialect {
            Dialect::Postgres => format!("${}", statement.binds.len()),
            Dialect::Mysql | Dialect::Sqlite => "?".to_owned(),
        };
        statement.sql.push_str(&format!("{}{placeholder}{}", part.before, part.after));
    }
}

/// The keys after and up to which a stretch of a table lies.
///
/// # Errors
/// The stretch is none of this table.
pub(in crate::source) fn ends_of(table: &Table, stretch: &Stretch) -> Result<Ends, Trouble> {
    match stretch {
        Stretch::Whole => Ok((None, None)),
        Stretch::Keys { after, upto } => Ok((table.bound(after.as_ref())?, table.bound(upto.as_ref())?)),
        Stretch::Bytes { .. } => Err(Trouble::failed("a table is not cut by bytes")),
    }
}

/// The parts of two keys; none where a table begins or ends.
type Ends = (Option<Vec<String>>, Option<Vec<String>>);

#[cfg(test)]
mod tests {
    use super::*;

    fn table(dialect: Dialect, keys: &[&str]) -> Table {
        let part = |name: &&str| KeyPart {
            order: (*name).to_owned(),
            select: format!("text({name})"),
            before: String::new(),
            after: if dialect == Dialect::Postgres { "::text::uuid".into() } else { String::new() },
            is_numeric: false,
        };
        Table {
            dialect,
            from: "x AS t".into(),
            columns: Vec::new(),
            cells: vec!["c".into()],
            plain: Vec::new(),
            is_binary: vec![false],
            keys: keys.iter().map(part).collect(),
        }
    }

    #[test]
    fn a_page_lies_between_its_bounds() {
        let check = |dialect, keys: &[&str], expected: &str, binds: &[&str]| {
            let (after, upto) = (["1".to_owned(), "2".to_owned()], ["8".to_owned(), "9".to_owned()]);
            let n = keys.len();
            let page = table(dialect, keys).page(Some(&after[..n]), Some(&upto[..n]), Order::Ascending, 7);
            assert_eq!(page.sql, expected);
            assert_eq!(page.binds, binds);
        };
        check(
            Dialect::Postgres,
            &["a", "b"],
            "SELECT c, text(a), text(b) FROM x AS t WHERE (a, b) > ($1::text::uuid, $2::text::uuid) \
             AND (a, b) <= ($3::text::uuid, $4::text::uuid) ORDER BY a, b LIMIT 7",
            &["1", "2", "8", "9"],
        );
        check(
            Dialect::Sqlite,
            &["a"],
            "SELECT c, text(a) FROM x AS t WHERE ((a > ?)) AND ((a <= ?)) ORDER BY a LIMIT 7",
            &["1", "8"],
        );
        check(
            Dialect::Mysql,
            &["a", "b"],
            "SELECT c, text(a), text(b) FROM x AS t WHERE (a >= ? AND (a > ? OR (a = ? AND (b > ?)))) \
             AND (a <= ? AND (a < ? OR (a = ? AND (b <= ?)))) ORDER BY a, b LIMIT 7",
            &["1", "1", "1", "2", "8", "8", "8", "9"],
        );
    }
}
