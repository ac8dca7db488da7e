//! The dated tables of laws: ages, and how long data must be kept. Apart from the rule that uses it because it is data: it changes without the rule.

use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;

use crate::model::ids::DataClass;
use crate::model::policy::{AgeRule, Period, Rounding, covers};
use crate::model::time::{Day, EventKind};

/// The table that is in the binary.
const BUILTIN: &str = include_str!("../../config/laws.toml");

/// States in which Regulation (EU) 2016/679 applies: a state without a row of its own falls under the row `EEA`.
const EEA: [&str; 30] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU",
    "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// One row: from which age on a law treats a person as it treats adults, in one respect.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// ISO 3166 code, with a part (`US-CA`) where the law is a part's, or `EEA`.
    pub jurisdiction: String,
    /// The law and its article.
    pub article: String,
    /// What it applies to.
    pub scope: String,
    /// Which kinds of persons it is about: `user`, `customer-of-customer`; empty: all.
    #[serde(default)]
    pub persons: Vec<String>,
    /// Persons younger than this many full years.
    pub age: u8,
    /// What follows for them.
    pub effect: AgeRule,
    /// The first day on which it applies.
    pub valid_from: Date,
    /// The last day on which it applies; none: still.
    pub valid_to: Option<Date>,
    /// Where the row was read.
    pub source: String,
    /// The day on which it was last held against its source.
    pub verified_on: VerifiedOn,
}

/// When a row was last held against its source.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(try_from = "String")]
pub enum VerifiedOn {
    /// On this day.
    Day(Date),
    /// Never: the row decides nothing.
    Never,
}

impl TryFrom<String> for VerifiedOn {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text == "unverified" {
            return Ok(Self::Never);
        }
        text.parse().map(Self::Day).map_err(|_| format!("`{text}` is neither a day nor `unverified`"))
    }
}

impl Law {
    /// Whether it applies on a day.
    pub fn is_valid_on(&self, day: Day) -> bool {
        is_within(day, self.valid_from, self.valid_to)
    }

    /// Whether somebody held the row against its source.
    pub fn is_verified(&self) -> bool {
        self.verified_on != VerifiedOn::Never
    }
}

/// One row: how long a law asks for data to be kept, whatever a policy says.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Least {
    /// As in [`Law`].
    pub jurisdiction: String,
    /// The law and its article.
    pub article: String,
    /// What it applies to.
    pub scope: String,
    /// The data classes it is about, as in a policy.
    pub data: Vec<String>,
    /// From which event it counts.
    pub starts: EventKind,
    /// How long.
    pub period: Period,
    /// To which day its last day is moved.
    #[serde(default)]
    pub rounding: Rounding,
    /// The first day on which it applies.
    pub valid_from: Date,
    /// The last day on which it applies; none: still.
    pub valid_to: Option<Date>,
    /// Where the row was read.
    pub source: String,
    /// The day on which it was last held against its source.
    pub verified_on: VerifiedOn,
}

impl Least {
    /// Whether somebody held the row against its source.
    pub fn is_verified(&self) -> bool {
        self.verified_on != VerifiedOn::Never
    }

    /// Whether it applies on a day and somebody held it against its source.
    pub fn decides_on(&self, day: Day) -> bool {
        is_within(day, self.valid_from, self.valid_to) && self.is_verified()
    }
}

fn is_within(day: Day, from: Date, to: Option<Date>) -> bool {
    let date = day.to_date();
    from <= date && to.is_none_or(|last| date <= last)
}

/// All rows.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Laws {
    law: Vec<Law>,
    #[serde(default)]
    minimum: Vec<Least>,
}

/// A table that is not one.
#[derive(Debug, thiserror::Error)]
#[error("table of ages: {0}")]
pub struct NoTable(String);

impl Laws {
    /// The table that is in the binary. A test holds that it parses, so the empty table never takes its place.
    pub fn builtin() -> Self {
        Self::parse(BUILTIN).unwrap_or_default()
    }

    /// Reads a table.
    ///
    /// # Errors
    /// The text is no TOML, has an unknown key, or lacks one.
    pub fn parse(text: &str) -> Result<Self, NoTable> {
        toml::from_str(text).map_err(|error| NoTable(error.to_string()))
    }

    /// The rows of a jurisdiction and of what it is a part of (`US` for `US-CA`, `EEA` for a member state without a row),
    /// whenever they are valid. Empty: the table knows none.
    pub fn of(&self, jurisdiction: &str) -> Vec<&Law> {
        let code = canonical(jurisdiction);
        let rows = |code: &str| self.law.iter().filter(|law| law.jurisdiction == code).collect::<Vec<_>>();
        let mut found = rows(&code);
        if let Some((country, _)) = code.split_once('-') {
            found.extend(rows(country));
        }
        let country = code.split('-').next().unwrap_or_default();
        if found.is_empty() && EEA.contains(&country) {
            found = rows("EEA");
        }
        found
    }
}

impl Laws {
    /// The rows of a jurisdiction and of what it is a part of that ask for data of a class to be kept, whenever they are valid.
    pub fn minima(&self, jurisdiction: &str, class: Option<&DataClass>) -> Vec<&Least> {
        let code = canonical(jurisdiction);
        let country = code.split('-').next().unwrap_or_default();
        let is_here = |least: &&Least| least.jurisdiction == code || least.jurisdiction == country;
        let is_about = |least: &&Least| match class {
            Some(class) => covers(&least.data, class),
            None => least.data.iter().any(|data| data == "*"),
        };
        self.minimum.iter().filter(is_here).filter(is_about).collect()
    }
}

/// The code of a place that a record names, as far as the tables tell places apart; none of what is no code, since a column may
/// hold any words.
pub fn place_of(word: &str) -> Option<String> {
    let code = canonical(word);
    let country = code.split('-').next().unwrap_or_default();
    let is_code = country == "EEA" || (country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase()));
    is_code.then(|| country.to_owned())
}

/// Whether a place lies in another: `DE` in `EEA`, `US-CA` in `US`, each in itself.
pub fn is_region_within(place: &str, other: &str) -> bool {
    let (place, other) = (canonical(place), canonical(other));
    let country = place.split('-').next().unwrap_or_default();
    place == other || country == other || (other == "EEA" && EEA.contains(&country))
}

/// A code as the table writes it.
fn canonical(jurisdiction: &str) -> String {
    let code = jurisdiction.trim().to_uppercase();
    match code.as_str() {
        "EU" => "EEA".to_owned(),
        "UK" => "GB".to_owned(),
        "EL" => "GR".to_owned(),
        "USA" => "US".to_owned(),
        _ => code,
    }
}

impl fmt::Display for Law {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} under {}", self.jurisdiction, self.article, self.age)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, day: &str, expected: &[(u8, AgeRule, bool)]) {
        let laws = Laws::parse(BUILTIN).unwrap();
        let day = Day::from_date(day.parse().unwrap());
        let found: Vec<_> = laws
            .of(code)
            .iter()
            .filter(|law| law.is_valid_on(day))
            .map(|law| (law.age, law.effect, law.is_verified()))
            .collect();
        assert_eq!(found, expected, "{code}");
    }

    #[test]
    fn a_jurisdiction_has_its_own_rows_and_those_it_is_a_part_of() {
        use AgeRule::{NeedsParentalConsent, SaleOptIn, Sensitive};
        check("AT", "2026-06-01", &[(14, NeedsParentalConsent, true)]);
        check("ie", "2026-06-01", &[(16, NeedsParentalConsent, true)]);
        check("DK", "2023-12-31", &[(13, NeedsParentalConsent, true)]);
        check("DK", "2024-01-01", &[(13, NeedsParentalConsent, true), (15, NeedsParentalConsent, false)]);
        check("NO", "2026-06-01", &[(13, NeedsParentalConsent, false)]);
        check("EU", "2026-06-01", &[(16, NeedsParentalConsent, true)]);
        check("UK", "2026-06-01", &[(13, NeedsParentalConsent, true)]);
        check("US-CA", "2026-06-01", &[(16, SaleOptIn, true), (13, NeedsParentalConsent, true)]);
        check("US-DE", "2026-06-01", &[(13, NeedsParentalConsent, true)]);
        check("CN", "2026-06-01", &[(14, Sensitive, true), (14, NeedsParentalConsent, false)]);
        check("IN", "2027-05-12", &[]);
        check("IN", "2027-05-13", &[(18, NeedsParentalConsent, true)]);
        check("TR", "2026-06-01", &[]);
        check("somewhere", "2026-06-01", &[]);
    }

    #[test]
    fn a_row_applies_from_its_first_day_to_its_last() {
        let row = "[[law]]\njurisdiction = \"DE\"\narticle = \"A\"\nscope = \"S\"\nage = 16\neffect = \"sensitive\"\nvalid_from = \"2020-01-01\"\nvalid_to = \"2023-12-31\"\nsource = \"X\"\nverified_on = \"unverified\"\n";
        let laws = Laws::parse(row).unwrap();
        for (day, expected) in [("2019-12-31", false), ("2020-01-01", true), ("2023-12-31", true), ("2024-01-01", false)] {
            assert_eq!(laws.of("de")[0].is_valid_on(Day::from_date(day.parse().unwrap())), expected, "{day}");
        }
    }

    #[test]
    fn every_member_state_has_a_row_of_its_own() {
        let laws = Laws::builtin();
        for code in EEA {
            assert!(laws.of(code).iter().all(|law| law.jurisdiction == code), "{code}");
        }
    }

    #[test]
    fn every_row_names_where_it_was_read_and_general_knowledge_is_not_verified() {
        for law in Laws::builtin().law {
            assert!(!law.source.is_empty() && !law.scope.is_empty() && (12..=18).contains(&law.age), "{law}");
            assert!(!law.is_verified() || law.source != "general knowledge", "{law}");
            assert!(law.effect != AgeRule::Never, "{law}: a law's age alone never forbids");
        }
        for least in Laws::builtin().minimum {
            let is_whole = !least.source.is_empty() && !least.scope.is_empty() && !least.data.is_empty();
            assert!(is_whole && least.period != Period::Open, "{}", least.article);
        }
    }

    #[test]
    fn a_table_with_a_slip_is_refused() {
        for (from, to) in [("age = 16", "aeg = 16"), ("verified_on = \"2026-11-22\"", "verified_on = \"soon\"")] {
            assert!(Laws::parse(&BUILTIN.replacen(from, to, 1)).is_err());
        }
    }
}
