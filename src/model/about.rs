//! What a binding says of the persons and of the place of a record, beside dates: which kind of person it is about, what kind of
//! store it lies in, and in which role the company holds it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::policy::{Period, Role};
use super::time::Day;

/// What kind of person a record is about, seen from the company.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PersonKind {
    /// Somebody who uses the company's services, or buys them.
    User,
    /// Somebody who works for the company.
    Employee,
    /// A child, spouse or other dependant of an employee or user.
    Dependant,
    /// Somebody who applies for work.
    Applicant,
    /// A person whose data a customer of the company holds there.
    CustomerOfCustomer,
    /// Anybody else: a visitor, somebody named in public.
    Public,
}

impl PersonKind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::User, Self::Employee, Self::Dependant, Self::Applicant, Self::CustomerOfCustomer, Self::Public];

    /// The word in policies, laws and configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Employee => "employee",
            Self::Dependant => "dependant",
            Self::Applicant => "applicant",
            Self::CustomerOfCustomer => "customer-of-customer",
            Self::Public => "public",
        }
    }

    /// The kind that a column's value means by itself; none: only the configuration can say. Case and signs do not count.
    pub fn of_word(text: &str) -> Option<Self> {
        let word: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        Some(match word.as_str() {
            "user" | "customer" | "member" | "subscriber" | "client" => Self::User,
            "employee" | "staff" | "worker" => Self::Employee,
            "dependant" | "dependent" | "child" | "spouse" => Self::Dependant,
            "applicant" | "candidate" => Self::Applicant,
            "customerofcustomer" | "enduser" | "endcustomer" => Self::CustomerOfCustomer,
            "public" | "visitor" => Self::Public,
            _ => return None,
        })
    }
}

/// What kind of store something lies in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StoreKind {
    /// It is worked with.
    Live,
    /// It serves tests.
    Test,
    /// It is kept and no longer worked with. It follows the rules of live data.
    Archive,
    /// It follows another store.
    Replica,
    /// It is overwritten on a schedule.
    Backup,
}

impl StoreKind {
    /// The word in configuration and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Test => "test",
            Self::Archive => "archive",
            Self::Replica => "replica",
            Self::Backup => "backup",
        }
    }
}

/// The unit of times that are written as a number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TimeUnit {
    /// Days since 1970-01-01.
    Days,
    /// Seconds since 1970-01-01, UTC.
    Seconds,
    /// Milliseconds.
    Milliseconds,
    /// Microseconds.
    Microseconds,
}

impl TimeUnit {
    /// How many make a day.
    pub fn per_day(self) -> i64 {
        match self {
            Self::Days => 1,
            Self::Seconds => 86_400,
            Self::Milliseconds => 86_400_000,
            Self::Microseconds => 86_400_000_000,
        }
    }
}

/// What is said of an object as a whole.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Keeping {
    /// In which role the company holds it; none: nothing says.
    pub role: Option<Role>,
    /// What kind of store it lies in; none: nothing says.
    pub store: Option<StoreKind>,
    /// Of a backup, how long it stays.
    pub cycle: Option<Period>,
    /// Of a backup, the day on which it was taken.
    pub taken: Option<Day>,
    /// The name of the column that tells the client, where there is one.
    pub tenant: Option<String>,
}

/// What a record's own columns say of the person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct About {
    /// What kind of person; none: nothing says.
    pub person: Option<PersonKind>,
    /// Whether the person consented; none: no column says so.
    pub consent: Option<bool>,
    /// Whether a column that names a guardian is filled.
    pub has_guardian: bool,
    /// Whether the record carries the id of another client than the one its object belongs to.
    pub is_foreign: bool,
    /// A keyed hash of what tells the row's person apart, as the operator names it: equal for rows that are alike.
    pub group: Option<u64>,
    /// How many persons the row stands for.
    pub group_size: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_knows_its_own_word_and_some_others() {
        for kind in PersonKind::ALL {
            assert_eq!(PersonKind::of_word(kind.as_str()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
        for (text, expected) in
            [("End User", Some(PersonKind::CustomerOfCustomer)), ("STAFF", Some(PersonKind::Employee)), ("S", None), ("", None)]
        {
            assert_eq!(PersonKind::of_word(text), expected, "{text}");
        }
    }
}
