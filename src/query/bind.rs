//! What columns probably mean, proposed from the names, shapes and classes that a scan left in the catalogue. Nothing is
//! bound by it: the operator reads each reason and copies what is right.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{Desk, PAGE, QueryError};
use crate::model::about::{PersonKind, StoreKind};
use crate::model::finding::{ColumnRole, ColumnShape, ColumnVerdict};
use crate::model::ids::SourceName;
use crate::model::locator::{Locator, Name, StepKind};
use crate::model::sighting::StoredField;
use crate::model::time::EventKind;
use crate::store::ObjectRow;

/// The names in the binary.
const NAMES: &str = include_str!("../../config/bindings.toml");

/// The names by which columns and objects are known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    events: BTreeMap<EventKind, Vec<String>>,
    fields: BTreeMap<String, Vec<String>>,
    marks: BTreeMap<String, Vec<String>>,
    persons: BTreeMap<PersonKind, Vec<String>>,
    stores: BTreeMap<StoreKind, Vec<String>>,
    groups: Groups,
}

/// How tables are known that should identify nobody.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Groups {
    names: Vec<String>,
    size: Vec<String>,
    apart: Vec<String>,
}

/// What is proposed for one object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// The source.
    pub source: SourceName,
    /// `table` or `path`, and the pattern.
    pub pattern: (&'static str, String),
    /// Setting, value and reason.
    pub settings: Vec<Setting>,
    /// What the operator should know and no setting says.
    pub remarks: Vec<String>,
}

/// A proposed setting.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Setting {
    /// The key in `[[source.events]]`: `created`; `when` for a row condition.
    pub key: String,
    /// The column, of `group_by` all of them with commas between; of `person` and `store` the word.
    pub value: String,
    /// For a row condition, its name.
    pub name: Option<String>,
    /// Why.
    pub reason: String,
}

/// No proposal can be made.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// The catalogue cannot be read.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The list of names in the binary is wrong; a test reads it.
    #[error("the list of column names is wrong: {0}")]
    Names(#[from] toml::de::Error),
}

impl Desk {
    /// What the columns of the catalogue's objects probably mean, object by object; those of which nothing can be said are
    /// left out. `source`: only of this one.
    ///
    /// # Errors
    /// The catalogue cannot be read, or no source of that name was scanned.
    pub async fn proposals(&self, source: Option<&str>) -> Result<Vec<Proposal>, BindError> {
        let names: Names = toml::from_str(NAMES)?;
        let mut found = Vec::new();
        let mut sources = BTreeSet::new();
        let mut after = None;
        loop {
            let objects = self.store.objects(after, PAGE).await.map_err(QueryError::from)?;
            let Some(last) = objects.last() else { break };
            after = Some(last.id);
            sources.extend(objects.iter().map(|object| object.stored.source.to_string()));
            let wanted = objects.iter().filter(|object| source.is_none_or(|name| object.stored.source.as_str() == name));
            found.extend(wanted.filter_map(|object| proposal(&names, object)));
        }
        if let Some(name) = source.filter(|name| !sources.contains(*name)) {
            let known = sources.into_iter().collect::<Vec<_>>().join(", ");
            return Err(QueryError::NoSource { name: name.to_owned(), known }.into());
        }
        found.sort_by(|a, b| (&a.source, &a.pattern).cmp(&(&b.source, &b.pattern)));
        Ok(found)
    }
}

fn proposal(names: &Names, object: &ObjectRow) -> Option<Proposal> {
    let pattern = pattern(&object.stored.at)?;
    let mut proposal = Proposal { source: object.stored.source.clone(), settings: Vec::new(), remarks: Vec::new(), pattern };
    for (event, column) in &object.stored.events {
        proposal.remarks.push(format!("{} is bound to `{column}` already", event.as_str()));
    }
    for field in &object.fields {
        // A sealed name speaks of a person; it is no column's name that anybody would bind.
        let Name::Clear(bytes) = &field.name else { continue };
        let Ok(column) = std::str::from_utf8(bytes) else { continue };
        one(names, column, field.verdict.as_ref(), object, &mut proposal);
    }
    if let Some((pattern, word)) = tenant_in(&proposal.pattern) {
        let reason = format!("`{word}` and a number are in the name: whose it is");
        proposal.settings.push(Setting { key: "of_tenant_in".to_owned(), value: pattern, name: None, reason });
    }
    let address = proposal.pattern.1.clone();
    let mut word = |key: &str, word: &str, found: Option<&str>| {
        let Some(found) = found else { return false };
        let reason = format!("`{found}` is in the name");
        proposal.settings.push(Setting { key: key.to_owned(), value: word.to_owned(), name: None, reason });
        true
    };
    // The first kind that the name tells is proposed: no object is of two.
    let _ = names.persons.iter().any(|(kind, list)| word("person", kind.as_str(), named_in(&address, list)));
    let _ = names.stores.iter().any(|(kind, list)| word("store", kind.as_str(), named_in(&address, list)));
    grouped(&names.groups, &address, object, &mut proposal);
    (!proposal.settings.is_empty() || !proposal.remarks.is_empty()).then_some(proposal)
}

/// What tells persons apart in an object that by its name should identify nobody.
fn grouped(groups: &Groups, address: &str, object: &ObjectRow, proposal: &mut Proposal) {
    let Some(word) = named_in(address, &groups.names) else { return };
    // A row of it is no person's: what it tells of an age is a group's.
    proposal.settings.retain(|setting| !["birth", "age"].contains(&setting.key.as_str()));
    let clear = |name: &Name| match name {
        Name::Clear(bytes) => String::from_utf8(bytes.clone()).ok(),
        Name::Sealed { .. } => None,
    };
    let mut set = |key: &str, value: String| {
        let reason = format!("`{word}` is in the name: nobody should be told apart by it");
        proposal.settings.push(Setting { key: key.to_owned(), value, name: None, reason });
    };
    let names = object.fields.iter().filter_map(|field| clear(&field.name));
    if let Some(size) = names.clone().find(|name| is_named(name, &groups.size)) {
        set("group_size", size);
    }
    let is_apart = |field: &&StoredField| {
        let class = field.verdict.as_ref().and_then(|verdict| verdict.class.as_ref()).map(|(_, class)| class);
        class.is_some_and(|class| groups.apart.iter().any(|pattern| class.is_within(pattern)))
    };
    // A comma in a name would read as two.
    let apart = object.fields.iter().filter(is_apart).filter_map(|field| clear(&field.name)).filter(|name| !name.contains(','));
    let apart: Vec<String> = apart.collect();
    if !apart.is_empty() {
        set("group_by", apart.join(","));
    }
}

/// What one column's name and values say.
fn one(names: &Names, column: &str, verdict: Option<&ColumnVerdict>, object: &ObjectRow, proposal: &mut Proposal) {
    let shape = verdict.map(|verdict| verdict.shape);
    let seen = match shape {
        None => "its values were not profiled".to_owned(),
        Some(shape) => format!("its values look like {}", shape_word(shape)),
    };
    let is_time = matches!(shape, None | Some(ColumnShape::Date | ColumnShape::Number | ColumnShape::Empty));
    let is_mark = matches!(shape, None | Some(ColumnShape::Boolean | ColumnShape::Number));
    let mut set = |key: &str, name: Option<&str>, reason: String| {
        let is_new = key == "when" || proposal.settings.iter().all(|setting| setting.key != key);
        if is_new {
            let name = name.map(str::to_owned);
            proposal.settings.push(Setting { key: key.to_owned(), value: column.to_owned(), name, reason });
        } else {
            proposal.remarks.push(format!("`{column}` could be {key} too"));
        }
    };
    for (event, list) in &names.events {
        let is_fit = is_time || (*event == EventKind::Deleted && is_mark);
        if is_named(column, list) && is_fit && !object.stored.events.contains_key(event) {
            let unit = match shape {
                Some(ColumnShape::Number) if *event != EventKind::Deleted => {
                    "; if their length does not tell, say their `unit`"
                }
                _ => "",
            };
            set(event.as_str(), None, format!("the name says so, and {seen}{unit}"));
        }
    }
    let class = verdict.and_then(|verdict| verdict.class.as_ref()).map(|(_, class)| class.as_str());
    let role = verdict.map_or(ColumnRole::Own, |verdict| verdict.role);
    for (key, list) in &names.fields {
        let is_known = is_named(column, list);
        let reason = match key.as_str() {
            // Another's birth says nothing of the record's own subject.
            "birth" | "age" if role != ColumnRole::Own => None,
            "birth" if class == Some("user.demographic.date_of_birth") => Some("its values are dates of birth".to_owned()),
            "age" if class == Some("user.demographic.age_range") => Some("its values are ages".to_owned()),
            // A parent's consent is no parent.
            "guardian" if names.fields.iter().any(|(key, list)| key.ends_with("consent") && is_named(column, list)) => None,
            "guardian" if role == ColumnRole::Guardian => Some("it holds somebody's who looks after the subject".to_owned()),
            "person_column" if is_mark && shape.is_some() => None,
            _ => is_known.then(|| format!("the name says so, and {seen}")),
        };
        if let Some(reason) = reason {
            set(key, None, reason);
        }
    }
    for (name, list) in &names.marks {
        if is_named(column, list) && is_mark {
            set("when", Some(name), format!("the name says that it marks rows, and {seen}"));
        }
    }
}

/// Words that stand before a client's number in a path.
const CLIENTS: [&str; 6] = ["tenant", "client", "customer", "org", "workspace", "merchant"];

/// `exports/tenant_{}/` for a path in which a client's number is a folder or part of one, and the word that says so.
fn tenant_in((key, path): &(&'static str, String)) -> Option<(String, &'static str)> {
    let mut before = 0;
    for part in path.split('/').filter(|_| *key == "path") {
        let digits = part.trim_start_matches(|c: char| !c.is_ascii_digit());
        let head = part.get(..part.len() - digits.len())?;
        let word = CLIENTS.iter().find(|word| head.trim_end_matches(['_', '-', '=']).eq_ignore_ascii_case(word));
        let is_folder = path.len() > before + part.len();
        if let Some(word) = word.filter(|_| is_folder && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())) {
            return Some((format!("{}{head}{{}}/", path.get(..before)?), word));
        }
        before += part.len() + 1;
    }
    None
}

/// The pattern that names an object in its source; none for one whose name is sealed or that is no text.
fn pattern(at: &Locator) -> Option<(&'static str, String)> {
    let mut parts = Vec::new();
    let mut is_table = false;
    for (kind, name) in &at.0 {
        let Name::Clear(bytes) = name else { return None };
        is_table |= matches!(kind, StepKind::Table | StepKind::Schema);
        parts.push(std::str::from_utf8(bytes).ok()?);
    }
    let (key, joint) = if is_table { ("table", ".") } else { ("path", "/") };
    // Signs that mean something in a pattern stand for themselves here.
    let escaped: Vec<String> = parts.iter().map(|part| part.replace(['[', ']', '{', '}', '*', '\\'], "?")).collect();
    (!parts.is_empty()).then(|| (key, escaped.join(joint)))
}

/// `Created_At` as the lists write it: `createdat`; of a JSON path the last part.
fn plain(name: &str) -> String {
    let last = name.rsplit(['.', '/', '$']).next().unwrap_or(name);
    last.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_named(name: &str, list: &[String]) -> bool {
    let name = plain(name);
    list.iter().any(|pattern| fits(&name, pattern))
}

fn fits(word: &str, pattern: &str) -> bool {
    pattern.strip_suffix('*').map_or(word == pattern, |stem| word.starts_with(stem))
}

/// The part of an address that is on a list.
fn named_in<'a>(address: &'a str, list: &[String]) -> Option<&'a str> {
    let mut parts = address.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.find(|part| list.iter().any(|pattern| fits(&part.to_lowercase(), pattern)))
}

fn shape_word(shape: ColumnShape) -> &'static str {
    match shape {
        ColumnShape::Text => "text",
        ColumnShape::Boolean => "yes and no",
        ColumnShape::Enumeration => "a few words",
        ColumnShape::Number => "numbers",
        ColumnShape::Date => "dates",
        ColumnShape::Opaque => "identifiers",
        ColumnShape::Empty => "nothing at all",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_and_signs() {
        let names: Names = toml::from_str(NAMES).unwrap();
        for (column, event) in [
            ("created_at", EventKind::Created),
            ("CreatedAt", EventKind::Created),
            ("last-login", EventKind::LastActivity),
            ("$.account.deleted_at", EventKind::AccountClosed),
            ("Contract End", EventKind::ContractEnd),
            ("resolved_at", EventKind::ProcessEnd),
            ("consent_withdrawn_at", EventKind::ConsentWithdrawn),
        ] {
            let found: Vec<_> =
                names.events.iter().filter(|(_, list)| is_named(column, list)).map(|(event, _)| *event).collect();
            assert_eq!(found[0], event, "{column}");
            assert!(found[1..].iter().all(|also| *also == EventKind::Deleted), "{column}");
        }
        assert!(!names.events.values().any(|list| is_named("updated_by", list)));
        assert_eq!(named_in("hr.employees_old", &names.stores[&StoreKind::Archive]), Some("old"));
        assert_eq!(named_in("shop.folders", &names.stores[&StoreKind::Archive]), None);
    }

    #[test]
    fn a_clients_number_in_a_path_says_whose_it_is() {
        for (key, path, expected) in [
            ("path", "tenant_700/leads.csv", Some("tenant_{}/")),
            ("path", "exports/client-12/2024/a.csv", Some("exports/client-{}/")),
            ("path", "tenant_700.csv", None),
            ("path", "tenants/a.csv", None),
            ("path", "customers_2024/a.csv", None),
            ("path", "release_7/a.csv", None),
            ("table", "tenant_700", None),
        ] {
            let found = tenant_in(&(key, path.to_owned())).map(|(pattern, _)| pattern);
            assert_eq!(found.as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn a_name_means_one_event() {
        let names: Names = toml::from_str(NAMES).unwrap();
        // A row's mark of deletion is often the end of an account too: both are proposed.
        let events = names.events.iter().filter(|(event, _)| **event != EventKind::Deleted);
        let all: Vec<&String> = events.flat_map(|(_, list)| list).collect();
        let unique: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(all.len(), unique.len());
    }
}
