//! What a person counts (a file, a table), the unit that is committed whole, and the bindings that travel with it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::about::{Keeping, PersonKind, TimeUnit};
use super::ids::{ObjectId, PolicyId, Realm, SourceName};
use super::locator::RawLocator;
use super::passage::Column;
use super::time::{Day, EventKind};

/// What kind of thing an object is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObjectKind {
    /// A file.
    File,
    /// A table.
    Table,
    /// A materialised view: read like a table.
    MaterialisedView,
}

/// Something to read, as its source discovered it.
#[derive(Clone, Debug)]
pub struct Object {
    /// Where it was found.
    pub source: SourceName,
    /// Its exact address below the source.
    pub at: RawLocator,
    /// What it is.
    pub kind: ObjectKind,
    /// Its size in bytes, as far as the source knows.
    pub size: Option<u64>,
    /// Its rows, as far as the source knows without counting.
    pub n_rows: Option<u64>,
    /// Changes when the content changes; empty if the source cannot tell, and then it is always read again.
    pub version: String,
    /// When it was last modified: weak evidence of the data's age.
    pub modified: Option<Day>,
    /// A table's columns in order; empty for a file.
    pub columns: Vec<Column>,
}

/// Which stretch of an object a unit is. Cut by content, never by thread.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Stretch {
    /// All of it, or as much as is decoded into one unit (compressed files: unit `n` is the n-th stretch of decoded bytes).
    Whole,
    /// The lines of a file that start in `[start, end)`.
    Bytes {
        /// First byte.
        start: u64,
        /// One past the last byte at which a line may start.
        end: u64,
    },
    /// The rows after `after` (exclusive), up to `upto` (inclusive); encoded keys, none for the open ends.
    Keys {
        /// The last key of the unit before.
        after: Option<Vec<u8>>,
        /// The last key of this unit; none: to the end.
        upto: Option<Vec<u8>>,
    },
}

/// A unit's identity: reading it again replaces what was committed for it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct UnitId {
    /// The object.
    pub object: ObjectId,
    /// The part, from 0.
    pub part: u32,
}

/// What the configuration says of an object, resolved: it travels in the object's units.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Bindings {
    /// Whose data it is.
    pub realm: Option<Realm>,
    /// The policy it is judged by.
    pub policy: Option<PolicyId>,
    /// Where the source is (`DE`), for promises about regions and as the default jurisdiction.
    pub region: Option<String>,
    /// Column, CSV heading or JSON path for each start event.
    pub events: BTreeMap<EventKind, String>,
    /// The column that names the client for whom a processor holds the row: a realm each.
    pub tenant: Option<String>,
    /// The column that says where the person is.
    pub jurisdiction: Option<String>,
    /// The column that holds a parent's consent: not empty, not false.
    pub parental_consent: Option<String>,
    /// Conditions that a row may meet, by the name that rules use.
    pub conditions: Vec<Condition>,
    /// The value of the column bound to [`EventKind::Deleted`] that means deleted; none: a date, or anything but no.
    pub deleted_is: Option<String>,
    /// The client to whom the whole object belongs: a row that names another in the column `tenant` is in the wrong place.
    pub of_tenant: Option<String>,
    /// Whether the object's own address names another client than the one its source belongs to.
    pub is_foreign: bool,
    /// The column that holds a birth date, or a month or year of birth.
    pub birth: Option<String>,
    /// The column that holds an age in years.
    pub age: Option<String>,
    /// The column that names a guardian.
    pub guardian: Option<String>,
    /// The column that holds the person's consent: not empty, not false.
    pub consent: Option<String>,
    /// The kind of all persons in it.
    pub person: Option<PersonKind>,
    /// The column that tells the kind of person; stronger than `person`.
    pub person_column: Option<String>,
    /// What that column's values mean, where they do not say so themselves.
    pub persons: BTreeMap<String, PersonKind>,
    /// The columns that together can tell a person apart, where nobody should be.
    pub group_by: Vec<String>,
    /// The column that says how many persons a row stands for.
    pub group_size: Option<String>,
    /// How times are written.
    pub times: Times,
    /// What is said of the object as a whole.
    pub keeping: Keeping,
}

/// How the times of an object are written.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Times {
    /// The time zone in which an instant's day is counted (`Europe/Berlin`); none: the day as it is written, of numbers UTC.
    pub zone: Option<String>,
    /// The unit of numbers; none: told by their length.
    pub unit: Option<TimeUnit>,
}

/// A condition on a row: `when = { column = "is_temporary", is = true, as = "temporary-chat" }`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Condition {
    /// The column, CSV heading or JSON path.
    pub column: String,
    /// The value it must have, as text: `true` also matches `1`, `t`, `yes`; the empty text matches NULL.
    pub is: String,
    /// The name that policies use.
    pub name: String,
}
