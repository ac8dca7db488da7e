//! What the operator orders beside policies: legal holds, suspensions of deletion, and exceptions from rules. All are counted
//! wherever they apply, so that nothing falls out of a report by an order.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::{DataClass, SourceName};
use super::policy::covers;
use super::time::Day;

/// All orders.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Orders {
    /// Legal holds, released ones too.
    pub holds: Vec<LegalHold>,
    /// Exceptions, expired ones too.
    pub exceptions: Vec<Exception>,
    /// Suspensions, past ones too.
    pub suspensions: Vec<Suspension>,
}

/// `[[hold]]`: data that must not be deleted, whatever a policy says.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LegalHold {
    /// The matter: `Example v. Sample, 12 C 345`.
    pub matter: String,
    /// Who ordered it.
    pub by: String,
    /// From this day on: `2026-01-31`.
    pub since: OrderDay,
    /// No longer in force from this day on.
    pub released: Option<OrderDay>,
    /// Only in these sources; empty: all.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Only objects whose address matches one of these patterns (`public.claims*`); empty: all.
    #[serde(default)]
    pub objects: Vec<String>,
    /// Only these data classes; empty: all.
    #[serde(default)]
    pub data: Vec<String>,
}

/// `[[suspension]]`: data whose deletion waits until a day, for a reason that is no lawsuit: a migration, a dispute, an audit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Suspension {
    /// Why.
    pub reason: String,
    /// Who ordered it.
    pub by: String,
    /// From this day on: `2026-01-31`.
    pub since: OrderDay,
    /// The last day on which it applies.
    pub until: OrderDay,
    /// Only in these sources; empty: all.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Only objects whose address matches one of these patterns; empty: all.
    #[serde(default)]
    pub objects: Vec<String>,
    /// Only these data classes; empty: all.
    #[serde(default)]
    pub data: Vec<String>,
}

/// `[[exception]]`: a verdict that somebody has looked at and answers for, until a day.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The rule: `retention`, `under-age`, `undisclosed`, `promise`, `standard`, `soft-deleted`, `misplaced`,
    /// `special-category`, `foreign-tenant` or `small-group`.
    pub rule: String,
    /// Who answers for it.
    pub owner: String,
    /// Why.
    pub reason: String,
    /// The last day on which it applies.
    pub expires: OrderDay,
    /// Only in these sources; empty: all.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Only objects whose address matches one of these patterns; empty: all.
    #[serde(default)]
    pub objects: Vec<String>,
    /// Only these data classes; empty: all.
    #[serde(default)]
    pub data: Vec<String>,
}

impl LegalHold {
    /// Whether it is in force on a day.
    pub fn is_in_force(&self, day: Day) -> bool {
        self.since.0 <= day && self.released.is_none_or(|released| day < released.0)
    }

    /// Whether it is about a class of an object.
    pub fn is_about(&self, source: &SourceName, object: &str, class: &DataClass) -> bool {
        is_about((&self.sources, &self.objects, &self.data), source, object, class)
    }
}

impl Suspension {
    /// Whether it is in force on a day.
    pub fn is_in_force(&self, day: Day) -> bool {
        self.since.0 <= day && day <= self.until.0
    }

    /// Whether it is about a class of an object.
    pub fn is_about(&self, source: &SourceName, object: &str, class: &DataClass) -> bool {
        is_about((&self.sources, &self.objects, &self.data), source, object, class)
    }
}

impl Exception {
    /// Whether it applies on a day.
    pub fn is_in_force(&self, day: Day) -> bool {
        day <= self.expires.0
    }

    /// Whether it is about a class of an object.
    pub fn is_about(&self, source: &SourceName, object: &str, class: &DataClass) -> bool {
        is_about((&self.sources, &self.objects, &self.data), source, object, class)
    }
}

type Scope<'a> = (&'a [String], &'a [String], &'a [String]);

fn is_about((sources, objects, data): Scope<'_>, source: &SourceName, object: &str, class: &DataClass) -> bool {
    let is_here = sources.is_empty() || sources.iter().any(|name| name == source.as_str());
    let is_object = objects.is_empty() || objects.iter().any(|pattern| is_match(pattern, object));
    is_here && is_object && (data.is_empty() || covers(data, class))
}

/// Whether a text matches a pattern in which `*` stands for any letters, whatever their case.
pub fn is_match(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.to_lowercase(), text.to_lowercase());
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

/// A day of the configuration.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct OrderDay(pub Day);

impl Serialize for OrderDay {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for OrderDay {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let date: Date =
            text.parse().map_err(|_| serde::de::Error::custom(format!("`{text}` is no day such as `2026-01-31`")))?;
        Ok(Self(Day::from_date(date)))
    }
}

impl JsonSchema for OrderDay {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "OrderDay".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "A day: `2026-01-31`." })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_the_whole_address() {
        for (pattern, text, expected) in [
            ("public.users", "public.users", true),
            ("public.users", "public.users2", false),
            ("public.*", "public.users", true),
            ("*users", "public.USERS", true),
            ("*.us*rs", "public.users", true),
            ("*.us*rs", "public.us", false),
            ("*", "anything", true),
            ("a*a", "a", false),
        ] {
            assert_eq!(is_match(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn an_order_has_its_days() {
        let hold: LegalHold =
            serde_json::from_str(r#"{"matter":"M","by":"B","since":"2026-01-31","released":"2026-03-01"}"#).unwrap();
        let day = |text: &str| Day::from_date(text.parse().unwrap());
        for (text, expected) in [("2026-01-30", false), ("2026-01-31", true), ("2026-02-28", true), ("2026-03-01", false)] {
            assert_eq!(hold.is_in_force(day(text)), expected, "{text}");
        }
        assert!(serde_json::from_str::<OrderDay>("\"soon\"").is_err());
    }
}
