//! A company's privacy policy as a file: what it says, each line with the heading it stands under.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use super::category::{Category, Handling};
use super::ids::{CategoryId, DataClass, PolicyId};
pub use super::promise::{Keeps, Promise};
use super::time::EventKind;

/// The word for a period or event that the policy's text leaves open.
pub const UNSPECIFIED: &str = "unspecified";

/// A whole policy: one TOML file.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// What the policy is and where it applies.
    pub policy: About,
    /// The categories of data that it discloses.
    #[serde(default)]
    pub category: Vec<Category>,
    /// What it promises about data.
    #[serde(default)]
    pub promise: Vec<Promise>,
    /// The ages it names.
    #[serde(default)]
    pub age: Vec<Age>,
    /// How long it keeps what.
    #[serde(default)]
    pub retention: Vec<Retention>,
    /// What data are used for.
    #[serde(default)]
    pub purpose: Vec<Statement>,
    /// Who receives data.
    #[serde(default)]
    pub recipient: Vec<Statement>,
    /// Where data are transferred to.
    #[serde(default)]
    pub transfer: Vec<Statement>,
    /// How data are secured.
    #[serde(default)]
    pub security: Vec<Statement>,
    /// What persons may ask for.
    #[serde(default)]
    pub right: Vec<Statement>,
    /// Anything else that a reader of reports must know: scope, contradictions, numbers that are no period.
    #[serde(default)]
    pub note: Vec<Statement>,
    /// Where the text contradicts itself, until somebody has decided and taken the entry out.
    #[serde(default)]
    pub conflict: Vec<Conflict>,
    /// Sentences that a draft did not understand, until somebody has read them and taken them out.
    #[serde(default)]
    pub unread: Vec<Statement>,
    /// What the text under each heading was when the pack was made, to see later what has changed.
    #[serde(default)]
    pub digest: Vec<Digest>,
}

impl Policy {
    /// The categories under which data of a class fall in a row that meets these row conditions, in the policy's order; catch-alls
    /// are not among them. Where a category for a condition that holds names the class, those for any row are passed over.
    pub fn named(&self, class: &DataClass, conditions: &[String]) -> Vec<&Category> {
        let holds = |category: &&Category| category.when.as_ref().is_none_or(|when| conditions.contains(when));
        let named = self.category.iter().filter(|category| !category.catch_all && category.covers(class));
        let mut named: Vec<&Category> = named.filter(holds).collect();
        if named.iter().any(|category| category.when.is_some()) {
            named.retain(|category| category.when.is_some());
        }
        named
    }

    /// What it says that no data can break, section by section.
    pub fn statements(&self) -> [(&'static str, &[Statement]); 6] {
        [
            ("purpose", &self.purpose),
            ("recipient", &self.recipient),
            ("transfer", &self.transfer),
            ("security", &self.security),
            ("right", &self.right),
            ("note", &self.note),
        ]
    }
}

/// The head of a policy.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The file's name without its ending.
    pub id: PolicyId,
    /// The company or product.
    pub name: String,
    /// Language of the text: `en`, `hi`.
    pub language: String,
    /// The text's own version or date, if it states one.
    pub version: Option<String>,
    /// The jurisdictions that the text names: ISO 3166 codes, `EEA`, `US-CA`. Empty: none is stated.
    #[serde(default)]
    pub jurisdictions: Vec<String>,
}

/// Where in the policy's text a line stands.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Heading(pub String);

/// Whether one of a line's data classes is the class, one of its parents, or `*`.
pub fn covers(data: &[String], class: &DataClass) -> bool {
    data.iter().any(|pattern| class.is_within(pattern))
}

/// What follows from an age.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AgeRule {
    /// Data of younger persons are not collected. Only a policy says so; no law forbids by age alone.
    #[serde(alias = "forbidden")]
    Never,
    /// Allowed with a parent's consent.
    NeedsParentalConsent,
    /// Sale or sharing only after an opt-in.
    SaleOptIn,
    /// Data of younger persons are sensitive.
    Sensitive,
}

/// Who answers for data: who decides what they are used for, or who handles them for somebody else.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The company decides.
    Controller,
    /// A customer decides, and the company handles the data for it.
    Processor,
}

/// An age that the policy names.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Age {
    /// The heading it stands under.
    pub heading: Heading,
    /// Persons younger than this many full years.
    pub under: u8,
    /// What follows.
    pub rule: AgeRule,
    /// Which persons: empty for all, else `user`, `employee`, `customer-of-customer`.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// In which role of the company's: empty for both.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// A hedge of the text: `knowingly`.
    pub hedge: Option<String>,
}

/// How long a kind of data is kept.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// A name for the line, by which a bare fact can ask for it: `temporary-chats`.
    pub id: Option<String>,
    /// The heading it stands under.
    pub heading: Heading,
    /// The data classes it is about.
    pub data: Vec<String>,
    /// Only data that fall under one of these categories; empty: whatever they fall under.
    #[serde(default)]
    pub categories: Vec<CategoryId>,
    /// Only data that fall under a category with this purpose, in the words of its `purposes`.
    pub purpose: Option<String>,
    /// Only rows that meet this row condition.
    pub when: Option<String>,
    /// The event from which the period counts, or `unspecified`.
    pub starts: Starts,
    /// An ISO 8601 period (`P30D`, `P3Y`), or `unspecified`.
    pub period: Period,
    /// To which day the period's last day is moved.
    #[serde(default)]
    pub rounding: Rounding,
    /// How long deletion may take once the period is over.
    pub grace: Option<Period>,
    /// How long the data must be kept whatever the period says.
    pub minimum: Option<Period>,
    /// What the text says is done then; of several, any.
    #[serde(default)]
    pub action: Vec<Action>,
    /// A hedge of the text: `up to`, `as long as needed`.
    pub hedge: Option<String>,
}

impl Retention {
    /// Whether it names a category or a purpose.
    pub fn is_bound(&self) -> bool {
        !self.categories.is_empty() || self.purpose.is_some()
    }

    /// Whether it is about data as they fall under this category; none: under no category.
    pub fn is_of(&self, category: Option<&Category>) -> bool {
        let Some(category) = category else { return !self.is_bound() };
        (self.categories.is_empty() || self.categories.contains(&category.id))
            && self.purpose.as_ref().is_none_or(|purpose| category.purposes.contains(purpose))
    }
}

/// What is done with data when their period is over.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// They are deleted.
    Delete,
    /// They are made anonymous.
    Anonymise,
    /// Somebody looks whether they are still needed.
    Review,
    /// They are kept and no longer used.
    Restrict,
}

/// To which day a period's last day is moved.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// To none.
    #[default]
    None,
    /// To the last day of its month.
    MonthEnd,
    /// To 31 December of its year, as books are kept.
    YearEnd,
}

/// The event from which a period counts, or that the text leaves it open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Starts {
    /// A stated event.
    Event(EventKind),
    /// The word `unspecified`.
    Open(Unspecified),
}

/// The word `unspecified`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Unspecified {
    /// The text leaves it open.
    Unspecified,
}

/// A calendar period, or that the text leaves it open.
#[derive(Clone, PartialEq, Debug)]
pub enum Period {
    /// Years, months, weeks and days.
    Stated(jiff::SpanFieldwise),
    /// The word `unspecified`.
    Open,
}

impl Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Stated(span) => serializer.collect_str(&span.0),
            Self::Open => serializer.serialize_str(UNSPECIFIED),
        }
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == UNSPECIFIED {
            return Ok(Self::Open);
        }
        match text.parse::<jiff::Span>() {
            Ok(span) if is_calendar_period(&span) => Ok(Self::Stated(span.fieldwise())),
            _ => Err(serde::de::Error::custom(format!(
                "`{text}` is no period of years, months, weeks and days such as `P30D` or `P3Y`, nor `{UNSPECIFIED}`"
            ))),
        }
    }
}

impl JsonSchema for Period {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Period".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "An ISO 8601 period (`P30D`, `P3Y`), or `unspecified`." })
    }
}

fn is_calendar_period(span: &jiff::Span) -> bool {
    span.is_positive()
        && span.get_hours() == 0
        && span.get_minutes() == 0
        && span.get_seconds() == 0
        && span.get_milliseconds() == 0
        && span.get_microseconds() == 0
        && span.get_nanoseconds() == 0
}

/// Something that the policy says and that no data can break.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The heading it stands under.
    pub heading: Heading,
    /// What it says, in the pack's own words.
    pub text: String,
}

/// Two or more places of a text that cannot both hold.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// What they contradict each other about: `sale`, `retention of user.contact`.
    pub about: String,
    /// What each says, and where.
    pub places: Vec<Statement>,
}

/// What the text under a heading was: equal digests are equal texts, whatever the layout.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Digest {
    /// The heading.
    pub heading: Heading,
    /// The first digits of the BLAKE3 hash of its text's words.
    pub text: String,
}

/// A period that the operator gives for what a policy leaves unspecified. It never overrides what the text states.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OperatorPeriod {
    /// Which policy.
    pub policy: PolicyId,
    /// The data classes it is for.
    pub data: Vec<String>,
    /// Only in these sources; empty: all.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Only rows that meet this row condition.
    pub when: Option<String>,
    /// The event from which it counts.
    pub starts: EventKind,
    /// How long.
    pub period: Period,
    /// How long deletion may take once the period is over, where the text gives no grace.
    pub grace: Option<Period>,
}
