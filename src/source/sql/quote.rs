//! The one place where a name that somebody else chose becomes part of a statement.

use super::select::Dialect;
use super::trouble::Trouble;

/// `name` as a quoted identifier: the quote character doubled, nothing else changed. A name with a NUL cannot be one
/// on any of the servers.
///
/// # Errors
/// The name has a NUL, at which a statement might be cut short.
pub(in crate::source) fn quote(dialect: Dialect, name: &str) -> Result<String, Trouble> {
    if name.contains('\0') {
        return Err(Trouble::failed("a name with a NUL"));
    }
    let mark = match dialect {
        Dialect::Postgres | Dialect::Sqlite => '"',
        Dialect::Mysql => '`',
    };
    let mut quoted = String::with_capacity(name.len() + 2);
    quoted.push(mark);
    for c in name.chars() {
        if c == mark {
            quoted.push(mark);
        }
        quoted.push(c);
    }
    quoted.push(mark);
    Ok(quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_quotes() {
        let check = |dialect, name: &str, expected: Option<&str>| {
            assert_eq!(quote(dialect, name).ok().as_deref(), expected);
        };
        check(Dialect::Postgres, "users", Some("\"users\""));
        check(Dialect::Postgres, "a\"; DROP TABLE b; --", Some("\"a\"\"; DROP TABLE b; --\""));
        check(Dialect::Sqlite, "\"", Some("\"\"\"\""));
        check(Dialect::Sqlite, "a`b", Some("\"a`b\""));
        check(Dialect::Mysql, "a`; DROP TABLE b; -- \"", Some("`a``; DROP TABLE b; -- \"`"));
        check(Dialect::Mysql, "\\`", Some("`\\```"));
        check(Dialect::Mysql, "naïve नाम\n", Some("`naïve नाम\n`"));
        check(Dialect::Postgres, "a\0b", None);
    }
}
