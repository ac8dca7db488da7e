//! Table names: as addresses of objects and as what `include` and `exclude` are held against.

use globset::{Glob, GlobSet, GlobSetBuilder};

use super::quote::quote;
use super::select::Dialect;
use super::trouble::Trouble;
use crate::model::locator::{RawLocator, StepKind};

/// A table's schema (or database) and name.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::source) struct TableName {
    /// The schema.
    pub schema: String,
    /// The name in it.
    pub table: String,
}

impl TableName {
    /// Its address below the source.
    pub(in crate::source) fn locator(&self) -> RawLocator {
        RawLocator::default().with(StepKind::Schema, self.schema.as_bytes()).with(StepKind::Table, self.table.as_bytes())
    }

    /// The table at an address that [`TableName::locator`] made.
    pub(in crate::source) fn at(locator: &RawLocator) -> Option<Self> {
        let [(StepKind::Schema, schema), (StepKind::Table, table)] = locator.0.as_slice() else { return None };
        Some(Self { schema: String::from_utf8(schema.clone()).ok()?, table: String::from_utf8(table.clone()).ok()? })
    }

    /// Schema and name, to be bound to a statement's placeholders.
    pub(in crate::source) fn binds(&self) -> Vec<String> {
        vec![self.schema.clone(), self.table.clone()]
    }

    /// Schema and name as they stand in a statement.
    ///
    /// # Errors
    /// One of them cannot be quoted.
    pub(in crate::source) fn quoted(&self, dialect: Dialect) -> Result<String, Trouble> {
        Ok(format!("{}.{}", quote(dialect, &self.schema)?, quote(dialect, &self.table)?))
    }
}

/// Which tables are wanted.
#[derive(Clone)]
pub(in crate::source) struct Patterns {
    include: Option<GlobSet>,
    exclude: GlobSet,
}

impl Patterns {
    /// # Errors
    /// A pattern is not one.
    pub(in crate::source) fn new(include: &[String], exclude: &[String]) -> Result<Self, Trouble> {
        let include = if include.is_empty() { None } else { Some(compile(include)?) };
        Ok(Self { include, exclude: compile(exclude)? })
    }

    /// Whether the configuration wants this table read.
    pub(in crate::source) fn wants(&self, name: &TableName) -> bool {
        let text = format!("{}.{}", name.schema, name.table);
        !self.exclude.is_match(&text) && self.include.as_ref().is_none_or(|set| set.is_match(&text))
    }
}

fn compile(patterns: &[String]) -> Result<GlobSet, Trouble> {
    let broken = |_| Trouble::failed("a pattern in include or exclude cannot be read");
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(Glob::new(pattern).map_err(broken)?);
    }
    set.build().map_err(broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exclude_wins_over_include() {
        let list = |texts: &[&str]| texts.iter().map(|text| text.to_string()).collect::<Vec<_>>();
        let check = |include: &[&str], exclude: &[&str], table: &str, expected: bool| {
            let name = TableName { schema: "public".into(), table: table.into() };
            assert_eq!(Patterns::new(&list(include), &list(exclude)).unwrap().wants(&name), expected, "{table}");
        };
        check(&[], &[], "users", true);
        check(&["public.*"], &[], "users", true);
        check(&["hr.*"], &[], "users", false);
        check(&["public.*"], &["*.users"], "users", false);
        assert!(Patterns::new(&list(&["a[b"]), &[]).is_err());
    }

    #[test]
    fn an_address_leads_back_to_its_table() {
        let name = TableName { schema: "sch.ema".into(), table: "ta\nble".into() };
        assert!(TableName::at(&name.locator()).as_ref() == Some(&name));
        assert!(TableName::at(&RawLocator::default().with(StepKind::Path, "x")).is_none());
    }
}
