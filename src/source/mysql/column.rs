//! How a MySQL column is read as text, and how a key of its type is compared with text without losing a digit or changing
//! an order.

use crate::source::sql::{KeyPart, MAX_CELL};

/// A column as `information_schema` declares it.
pub(super) struct Declared {
    /// Its quoted name with the alias before it.
    pub(super) quoted: String,
    /// `data_type`: `varchar`, `bigint`, `enum`.
    pub(super) kind: String,
    /// `column_type`: `bigint(20) unsigned`, `enum('a','b')`.
    pub(super) full: String,
    /// Its character set; empty for a type without one.
    pub(super) charset: String,
    /// Its collation; empty for a type without one.
    pub(super) collation: String,
}

impl Declared {
    /// Whether it holds bytes.
    pub(super) fn is_binary(&self) -> bool {
        matches!(self.kind.as_str(), "binary" | "varbinary" | "tinyblob" | "blob" | "mediumblob" | "longblob" | "vector")
    }

    /// What is selected for it.
    pub(super) fn cell(&self) -> String {
        let (name, most) = (&self.quoted, MAX_CELL + 1);
        match self.kind.as_str() {
            _ if self.is_binary() => format!("LEFT({name}, {most})"),
            "bit" => format!("CAST({name} + 0 AS CHAR)"),
            "geometry" | "point" | "linestring" | "polygon" | "multipoint" | "multilinestring" | "multipolygon"
            | "geometrycollection" | "geomcollection" => format!("LEFT(ST_AsText({name}), {most})"),
            _ if !self.charset.is_empty() => format!("LEFT(CONVERT({name} USING utf8mb4), {most})"),
            _ => format!("LEFT(CAST({name} AS CHAR), {most})"),
        }
    }

    /// How it takes part in a key; none if its text does not give back the same value. `enum` and `set` are ordered by
    /// their numbers, so they are compared by them too; a `float` is printed shorter than it is.
    pub(super) fn key(&self) -> Option<KeyPart> {
        let name = &self.quoted;
        let part = |order: String, select: String, before: &str, after: String, is_numeric| {
            Some(KeyPart { order, select, before: before.to_owned(), after, is_numeric })
        };
        let text = |name: &str| format!("CAST({name} AS CHAR)");
        let number = || if self.full.contains("unsigned") { " AS UNSIGNED)" } else { " AS SIGNED)" }.to_owned();
        match self.kind.as_str() {
            "tinyint" | "smallint" | "mediumint" | "int" | "bigint" | "year" => {
                part(name.clone(), text(name), "CAST(", number(), true)
            }
            "bit" | "enum" | "set" => {
                let order = format!("({name} + 0)");
                part(order.clone(), text(&order), "CAST(", " AS UNSIGNED)".to_owned(), true)
            }
            "decimal" => {
                let size = self.full.split(['(', ')']).nth(1).filter(|size| is_size(size)).unwrap_or("65,30");
                part(name.clone(), text(name), "CAST(", format!(" AS DECIMAL({size}))"), true)
            }
            "date" => part(name.clone(), text(name), "CAST(", " AS DATE)".to_owned(), false),
            "datetime" | "timestamp" => part(name.clone(), text(name), "CAST(", " AS DATETIME(6))".to_owned(), false),
            "time" => part(name.clone(), text(name), "CAST(", " AS TIME(6))".to_owned(), false),
            "uuid" | "inet4" | "inet6" => part(name.clone(), text(name), "CAST(", format!(" AS {})", self.kind), false),
            _ if self.is_binary() => part(name.clone(), format!("HEX({name})"), "UNHEX(", ")".to_owned(), false),
            _ if is_word(&self.charset) && is_word(&self.collation) => {
                let after = format!(" USING {}) COLLATE {}", self.charset, self.collation);
                part(name.clone(), format!("CONVERT({name} USING utf8mb4)"), "CONVERT(", after, false)
            }
            _ => None,
        }
    }
}

/// The name of a character set or collation; nothing else becomes part of a statement unquoted.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// `10` or `10,2`.
fn is_size(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_compared_in_their_own_type() {
        let check = |kind: &str, full: &str, charset: &str, expected: Option<&str>| {
            let declared = Declared {
                quoted: "t.`k`".into(),
                kind: kind.into(),
                full: full.into(),
                charset: charset.into(),
                collation: if charset.is_empty() { String::new() } else { format!("{charset}_bin") },
            };
            let key = declared.key().map(|part| format!("{}?{}", part.before, part.after));
            assert_eq!(key.as_deref(), expected, "{full}");
        };
        check("bigint", "bigint(20) unsigned", "", Some("CAST(? AS UNSIGNED)"));
        check("int", "int(11)", "", Some("CAST(? AS SIGNED)"));
        check("decimal", "decimal(10,2)", "", Some("CAST(? AS DECIMAL(10,2))"));
        check("varchar", "varchar(20)", "latin1", Some("CONVERT(? USING latin1) COLLATE latin1_bin"));
        check("varchar", "varchar(20)", "latin1; x", None);
        check("binary", "binary(16)", "", Some("UNHEX(?)"));
        check("enum", "enum('b','a')", "utf8mb4", Some("CAST(? AS UNSIGNED)"));
        check("float", "float", "", None);
        check("double", "double", "", None);
    }
}
