//! A configured place and what its columns mean.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use globset::{GlobBuilder, GlobMatcher};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::about::{PersonKind, StoreKind, TimeUnit};
use crate::model::ids::{PolicyId, Realm, SourceName};
use crate::model::orders::OrderDay;
use crate::model::policy::{Period, Role};

use super::secret::SecretRef;

/// What kind of place it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// A tree of files.
    Files,
    /// A SQLite database file.
    Sqlite,
    /// A PostgreSQL database.
    Postgres,
    /// A MySQL or MariaDB database.
    Mysql,
}

impl SourceKind {
    /// The word in configuration and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
            Self::Mysql => "mysql",
        }
    }

    /// Whether it is told by a URL; the others by a path.
    pub fn is_server(self) -> bool {
        matches!(self, Self::Postgres | Self::Mysql)
    }
}

/// `[[source]]`: a place to read.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceConfig {
    /// Its name in reports; it stays the same for as long as what was found there should be known again.
    pub name: SourceName,
    /// What it is.
    pub kind: SourceKind,
    /// A server's URL, by reference: `env:CRM_URL`.
    pub url: Option<SecretRef>,
    /// A file or folder; relative to the configuration file.
    pub path: Option<PathBuf>,
    /// Only what matches one of these patterns (paths below the root, or `schema.table`); empty: everything.
    #[serde(default)]
    pub include: Vec<String>,
    /// Nothing that matches one of these patterns; stronger than `include`.
    #[serde(default)]
    pub exclude: Vec<String>,
    /// The policy it is judged by: the file name of its pack.
    pub policy: Option<PolicyId>,
    /// The controller whose data it holds; the company itself if none is given.
    pub realm: Option<Realm>,
    /// Where it stands: an ISO 3166 code (`DE`, `US-CA`), or `EEA`.
    pub region: Option<String>,
    /// What kind of store it is.
    pub store: Option<StoreKind>,
    /// Of a backup, how long it stays: `P35D`.
    pub backup_cycle: Option<Period>,
    /// Of a backup, the day on which it was taken: `2026-05-20`.
    pub backup_taken: Option<OrderDay>,
    /// Whether the company decides about the data, or holds them for a customer that does.
    pub role: Option<Role>,
    /// The client to whom all of it belongs, as the column `tenant` names it.
    pub of_tenant: Option<String>,
    /// Connections at once: 1 unless told otherwise.
    #[schemars(range(min = 1, max = 64))]
    pub connections: Option<usize>,
    /// When `serve` scans it: a cron expression.
    pub schedule: Option<String>,
    /// The time zone of the schedule: `Europe/Berlin`; that of `serve` if none is given.
    pub time_zone: Option<String>,
    /// Whether `serve` scans it again when a file changes.
    #[serde(default)]
    pub watch: bool,
    /// What its columns mean.
    #[serde(default)]
    pub events: Vec<EventBinding>,
}

impl SourceConfig {
    /// A source of which nothing but its name and kind is known.
    pub fn new(name: impl Into<SourceName>, kind: SourceKind) -> Self {
        Self {
            name: name.into(),
            kind,
            url: None,
            path: None,
            include: Vec::new(),
            exclude: Vec::new(),
            policy: None,
            realm: None,
            region: None,
            store: None,
            backup_cycle: None,
            backup_taken: None,
            role: None,
            of_tenant: None,
            connections: None,
            schedule: None,
            time_zone: None,
            watch: false,
            events: Vec::new(),
        }
    }
}

/// `[[source.events]]`: which columns (CSV headings, JSON paths) say when something happened, and whose a row is.
/// For each field the first binding that matches the object and sets the field counts.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventBinding {
    /// Only tables that match: `public.users`, `public.*`; without a dot, the table's name in any schema.
    pub table: Option<Pattern>,
    /// Only files that match: `exports/*.csv`, `**/*.json`; without a slash, the file's name in any folder.
    pub path: Option<Pattern>,
    /// When the data were collected.
    pub created: Option<String>,
    /// When the person was last active.
    pub last_activity: Option<String>,
    /// When the process or transaction ended.
    pub process_end: Option<String>,
    /// When the contract ended.
    pub contract_end: Option<String>,
    /// When the account was closed.
    pub account_closed: Option<String>,
    /// When consent was withdrawn.
    pub consent_withdrawn: Option<String>,
    /// Marks a row deleted: a date, or anything but no.
    pub deleted: Option<String>,
    /// The value in that column that means deleted.
    pub deleted_is: Option<Scalar>,
    /// Names the client for whom the row is held: a realm each.
    pub tenant: Option<String>,
    /// The client to whom these objects belong: a row that names another lies in the wrong place.
    pub of_tenant: Option<String>,
    /// Where the path or table's name tells that client, `{}` for its id: `clients/{}/`, `tenant_{}.`.
    pub of_tenant_in: Option<String>,
    /// Says where the person is.
    pub jurisdiction: Option<String>,
    /// Holds a parent's consent.
    pub parental_consent: Option<String>,
    /// Names a guardian: a name, an address, a number.
    pub guardian: Option<String>,
    /// Holds the person's own consent.
    pub consent: Option<String>,
    /// Holds the date of birth, or its month or year.
    pub birth: Option<String>,
    /// Holds the age in years.
    pub age: Option<String>,
    /// What kind of persons they are about.
    pub person: Option<PersonKind>,
    /// Tells the kind of person, row by row.
    pub person_column: Option<String>,
    /// What the values of that column mean, where they are none of the words: `{ S = "applicant" }`.
    #[serde(default)]
    pub persons: BTreeMap<String, PersonKind>,
    /// The columns that together can tell a person apart, where a policy says that nobody can be: an age, a postcode, a sex.
    #[serde(default)]
    pub group_by: Vec<String>,
    /// Says how many persons a row stands for.
    pub group_size: Option<String>,
    /// What kind of store they lie in, if not the source's.
    pub store: Option<StoreKind>,
    /// Of a backup, how long it stays: `P35D`.
    pub backup_cycle: Option<Period>,
    /// Of a backup, the day on which it was taken: `2026-05-20`.
    pub backup_taken: Option<OrderDay>,
    /// Whether the company decides about these data, or holds them for a customer that does.
    pub role: Option<Role>,
    /// The time zone in which the day of an instant is counted: `Europe/Berlin`.
    pub time_zone: Option<String>,
    /// The unit of times that are written as a number; told by their length if not given.
    pub unit: Option<TimeUnit>,
    /// The policy these objects are judged by, if not the source's.
    pub policy: Option<PolicyId>,
    /// Conditions that a row may meet, for rules to name.
    pub when: Option<OneOrMany>,
}

/// One condition or a list of them.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMany {
    /// One.
    One(When),
    /// Several.
    Many(Vec<When>),
}

impl OneOrMany {
    /// The conditions.
    pub fn as_slice(&self) -> &[When] {
        match self {
            Self::One(when) => std::slice::from_ref(when),
            Self::Many(list) => list,
        }
    }
}

/// A condition on a row: `when = { column = "is_temporary", is = true, as = "temporary-chat" }`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// The column, CSV heading or JSON path.
    pub column: String,
    /// The value it must have; the empty text is NULL.
    pub is: Scalar,
    /// The name that policies and periods use.
    #[serde(rename = "as")]
    pub name: String,
}

/// A plain value.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Scalar {
    /// `true`, `false`.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => flag.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// A glob pattern, compiled. `*` and `?` stay within a segment, `**` does not.
#[derive(Clone)]
pub struct Pattern {
    text: String,
    matcher: GlobMatcher,
}

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// It is no glob pattern; in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let glob = GlobBuilder::new(text).literal_separator(true).backslash_escape(true).build();
        let matcher = glob.map_err(|error| format!("bad pattern: {}", error.kind()))?.compile_matcher();
        Ok(Self { text: text.to_owned(), matcher })
    }

    /// The pattern as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it matches `address`, or its last segment if the pattern has only one.
    pub fn matches(&self, address: &str, separator: char) -> bool {
        let is_one_segment = !self.text.contains(separator);
        let last = address.rsplit(separator).next().unwrap_or(address);
        self.matcher.is_match(if is_one_segment { last } else { address })
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Pattern {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Pattern".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A glob pattern: `*` and `?` stay within a segment, `**` does not.",
            "type": "string",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_of_one_segment_matches_in_any_folder_or_schema() {
        for (pattern, address, separator, expected) in [
            ("users", "public.users", '.', true),
            ("public.users", "public.users", '.', true),
            ("public.*", "public.users", '.', true),
            ("crm.*", "public.users", '.', false),
            ("users", "public.old_users", '.', false),
            ("*.csv", "exports/2024/a.csv", '/', true),
            ("exports/*.csv", "exports/2024/a.csv", '/', false),
            ("exports/**/*.csv", "exports/2024/a.csv", '/', true),
        ] {
            assert_eq!(Pattern::parse(pattern).unwrap().matches(address, separator), expected, "{pattern} {address}");
        }
        assert!(Pattern::parse("a[").is_err());
    }
}
