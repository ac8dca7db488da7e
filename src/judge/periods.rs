//! Which retention period applies to a class of an object: the policy's line, filled by the operator where it is open. Apart
//! from the counting of records because it depends on the policy and the object only.

use jiff::Span;

use super::calendar::words;
use super::deadline::{Minimum, Terms};
use super::dispute::{self, Dispute};
use super::{Case, Laws, Least};
use crate::model::ids::{CategoryId, DataClass};
use crate::model::policy::{Category, OperatorPeriod, Period, Policy, Retention, Rounding, Starts, covers};
use crate::model::time::{Day, EventKind};
use crate::model::verdict::Authority;

/// Terms with the event they count from and the authority they stand on.
#[derive(Clone, Debug)]
pub struct Applied {
    /// How long, and what belongs to it.
    pub terms: Terms,
    /// From which event.
    pub starts: EventKind,
    /// On what authority.
    pub authority: Authority,
    /// In words.
    pub rule: String,
    /// As what the data are kept, where a line names a category or a purpose; none: whatever they fall under.
    pub category: Option<CategoryId>,
}

/// What applies to a class of an object under the row conditions that hold.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The policy's categories that disclose the class; `None` alone if there is none.
    pub categories: Vec<Option<CategoryId>>,
    /// The periods; more than one only where the policy has several lines of equal rank. Empty: `no_rule`.
    pub rules: Vec<Applied>,
    /// Whether no period is known for one of the categories, though there is one for others.
    pub lacks_one: bool,
    /// Why there is none: what is open, and the heading under which it is left open.
    pub open: Option<String>,
    /// The contradiction of the policy's text about it, if nobody has decided it yet.
    pub dispute: Option<Dispute>,
    /// How long a law asks for the data to be kept, if one does.
    pub floor: Option<Floor>,
    /// What unverified rows of the table of laws may ask for, in words: shown, and never a verdict.
    pub doubtful: Vec<String>,
}

/// How long a law asks for data to be kept, whatever a policy says.
#[derive(Clone, Debug)]
pub struct Floor {
    /// How long.
    pub minimum: Minimum,
    /// From which event.
    pub starts: EventKind,
    /// Which law.
    pub authority: Authority,
    /// In words.
    pub rule: String,
}

/// What is judged by in every case.
#[derive(Clone, Copy, Debug)]
pub struct Book<'a> {
    /// The operator's periods.
    pub periods: &'a [OperatorPeriod],
    /// The tables of laws.
    pub laws: &'a Laws,
    /// The day of the judgement.
    pub as_of: Day,
}

/// Where the law of a record is looked up: where the person is, if the record says so; else where the policy holds, if it names
/// exactly one place; else where the source is.
fn place<'a>(case: &'a Case<'_>, own: Option<&'a str>) -> Option<&'a str> {
    let only = case.policy.and_then(|policy| match policy.policy.jurisdictions.as_slice() {
        [one] => Some(one.as_str()),
        _ => None,
    });
    own.or(only).or(case.object.region.as_deref())
}

/// Finds the periods. `own`: where the persons are, if the records say so. A line for a row condition that holds wins over one
/// without; then one for the category; then the line that names the class most closely. What a line states is never overridden; what it leaves open the operator's period fills.
pub fn plan(case: &Case<'_>, class: &DataClass, conditions: &[String], own: Option<&str>, book: &Book<'_>) -> Plan {
    let place = place(case, own);
    let floor = place.and_then(|place| floor(book, place, Some(class)));
    let doubtful = place.map(|place| doubtful(book, place, class)).unwrap_or_default();
    let Some(policy) = case.policy else {
        let open = Some(format!("source {} is bound to no policy", case.object.source));
        return Plan { categories: vec![None], rules: Vec::new(), lacks_one: false, open, dispute: None, floor, doubtful };
    };
    let named = policy.named(class, conditions);
    let mut categories: Vec<_> = named.iter().map(|category| Some(category.id.clone())).collect();
    if categories.is_empty() {
        categories.push(None);
    }
    let Found { rules, open, lacks_one } = find(policy, Some(case.object.source.as_str()), class, conditions, book.periods);
    let dispute = dispute::of_class(policy, class, conditions);
    Plan { categories, rules, lacks_one, open, dispute, floor, doubtful }
}

/// The periods of a policy for a class.
#[derive(Debug, Default)]
pub struct Found {
    /// The periods.
    pub rules: Vec<Applied>,
    /// What the policy leaves open.
    pub open: Option<String>,
    /// As in [`Plan`].
    pub lacks_one: bool,
}

/// The periods of a policy for a class, and what it leaves open: under each of the class's categories, where a line about it names
/// a category or a purpose.
pub fn find(
    policy: &Policy,
    source: Option<&str>,
    class: &DataClass,
    conditions: &[String],
    periods: &[OperatorPeriod],
) -> Found {
    let asked = (source, class, conditions, periods);
    let categories = policy.named(class, conditions);
    if !policy.retention.iter().any(|line| line.is_bound() && covers(&line.data, class)) || categories.is_empty() {
        return find_as(policy, None, asked);
    }
    let mut found = Found::default();
    for category in categories {
        let mine = find_as(policy, Some(category), asked);
        found.lacks_one |= mine.rules.is_empty();
        found.open = found.open.or(mine.open.map(|open| format!("{open}, as {}", category.id)));
        found.rules.extend(mine.rules);
    }
    found.lacks_one &= !found.rules.is_empty();
    found
}

/// Source, class, row conditions and the operator's periods.
type Sought<'a> = (Option<&'a str>, &'a DataClass, &'a [String], &'a [OperatorPeriod]);

/// The periods for a class as it falls under one category, or under any.
fn find_as(policy: &Policy, category: Option<&Category>, (source, class, conditions, periods): Sought<'_>) -> Found {
    // A line for a row condition comes first, then one for the category, then the one that names the class most closely.
    let rank = |line: &&Retention| {
        let (has_condition, closeness) = rank(&line.data, line.when.as_ref(), class, conditions)?;
        line.is_of(category).then_some((has_condition, line.is_bound(), closeness))
    };
    let best = policy.retention.iter().filter_map(|line| rank(&line)).max();
    let lines: Vec<_> = policy.retention.iter().filter(|line| best.is_some() && rank(line) == best).collect();
    let mine = |period: &&OperatorPeriod| period.policy == policy.policy.id && period.period != Period::Open;
    let operator = operators(periods.iter().filter(mine), source, class, conditions);
    let what = category.map_or_else(|| class.to_string(), |category| format!("{class} as {}", category.id));
    let mut found = Found::default();
    if lines.is_empty() {
        match operator {
            Some(operator) => found.rules.extend(applied(policy, &what, None, Some(operator))),
            None => found.open = Some(format!("{}: no retention is stated", policy.policy.id)),
        }
    }
    for line in lines {
        match applied(policy, &what, Some(line), operator) {
            Some(rule) => found.rules.push(rule),
            None => found.open = Some(format!("{}: {} leaves {}", policy.policy.id, line.heading.0, left_open(line))),
        }
    }
    for rule in &mut found.rules {
        rule.category = category.map(|category| category.id.clone());
    }
    found
}

/// What a law asks for in a jurisdiction, if a row that somebody verified is valid on the day of the judgement.
pub fn floor(book: &Book<'_>, jurisdiction: &str, class: Option<&DataClass>) -> Option<Floor> {
    let what = class.map_or("*", DataClass::as_str);
    let least = book.laws.minima(jurisdiction, class).into_iter().find(|least| least.decides_on(book.as_of))?;
    let period = span(&least.period)?;
    Some(Floor {
        minimum: Minimum { period, rounding: least.rounding },
        starts: least.starts,
        authority: Authority::Law { jurisdiction: least.jurisdiction.clone(), article: least.article.clone() },
        rule: format!("{what}: kept at least {} from {}", words(&period), least.starts.as_str()),
    })
}

/// The unverified rows that may ask for a class to be kept.
fn doubtful(book: &Book<'_>, place: &str, class: &DataClass) -> Vec<String> {
    let rows = book.laws.minima(place, Some(class)).into_iter().filter(|least| !least.is_verified());
    let told =
        |least: &Least| format!("{}: {} may ask for more; the table's row is unverified", least.jurisdiction, least.article);
    rows.map(told).collect()
}

/// Whether a line applies, and how closely: first by condition, then by the length of the class pattern.
fn rank(data: &[String], when: Option<&String>, class: &DataClass, conditions: &[String]) -> Option<(bool, usize)> {
    if when.is_some_and(|when| !conditions.contains(when)) {
        return None;
    }
    let closeness = |pattern: &String| match pattern.strip_suffix(".*").unwrap_or(pattern) {
        "*" => 0,
        key => key.split('.').count(),
    };
    let closest = data.iter().filter(|pattern| class.is_within(pattern)).map(closeness).max()?;
    Some((when.is_some(), closest))
}

/// The operator's period that fits best; of two that fit equally well, the one that stands first in the configuration.
fn operators<'p>(
    periods: impl Iterator<Item = &'p OperatorPeriod>,
    source: Option<&str>,
    class: &DataClass,
    conditions: &[String],
) -> Option<&'p OperatorPeriod> {
    let is_here = |period: &&OperatorPeriod| {
        period.sources.is_empty() || source.is_some_and(|source| period.sources.iter().any(|name| name == source))
    };
    let mut best: Option<((bool, usize), bool, &OperatorPeriod)> = None;
    for period in periods.filter(is_here) {
        let Some(rank) = rank(&period.data, period.when.as_ref(), class, conditions) else { continue };
        let is_local = !period.sources.is_empty();
        if best.is_none_or(|(held, was_local, _)| (rank.0, is_local, rank.1) > (held.0, was_local, held.1)) {
            best = Some((rank, is_local, period));
        }
    }
    best.map(|(_, _, period)| period)
}

/// What a line and the operator's period come to together; none while event or period is open. `what`: the class or the line, in
/// the rule's words.
pub fn applied(policy: &Policy, what: &str, line: Option<&Retention>, operator: Option<&OperatorPeriod>) -> Option<Applied> {
    let id = policy.policy.id.clone();
    let stated_start = line.and_then(|line| match line.starts {
        Starts::Event(kind) => Some(kind),
        Starts::Open(_) => None,
    });
    let stated_period = line.and_then(|line| span(&line.period));
    let starts = stated_start.or(operator.map(|operator| operator.starts))?;
    let period = stated_period.or(operator.and_then(|operator| span(&operator.period)))?;
    let authority = match line {
        Some(line) if stated_start.is_some() && stated_period.is_some() => {
            Authority::Policy { policy: id, heading: line.heading.0.clone(), hedge: line.hedge.clone() }
        }
        line => Authority::Operator { policy: id, heading: line.map(|line| line.heading.0.clone()) },
    };
    let rounding = line.map(|line| line.rounding).unwrap_or_default();
    let grace = line.and_then(|line| line.grace.as_ref()).or(operator.and_then(|operator| operator.grace.as_ref()));
    let least = line.and_then(|line| span(line.minimum.as_ref()?));
    let terms = Terms {
        period,
        rounding,
        grace: grace.and_then(span).unwrap_or_default(),
        minimum: least.map(|period| Minimum { period, rounding }),
    };
    let when = line.and_then(|line| line.when.as_ref()).or(operator.and_then(|operator| operator.when.as_ref()));
    let when = when.map(|when| format!(", where {when}")).unwrap_or_default();
    Some(Applied {
        rule: format!("{what}: {}{when}", in_words(&terms, starts.as_str())),
        terms,
        starts,
        authority,
        category: None,
    })
}

/// Terms in words: `3 years from account_closed, to the end of the year, with 30 days of grace`.
pub fn in_words(terms: &Terms, starts: &str) -> String {
    let rounding = match terms.rounding {
        Rounding::None => "",
        Rounding::MonthEnd => ", to the end of the month",
        Rounding::YearEnd => ", to the end of the year",
    };
    let grace = if terms.grace.is_zero() { String::new() } else { format!(", with {} of grace", words(&terms.grace)) };
    let least = terms.minimum.as_ref().map(|least| format!(", at least {}", words(&least.period))).unwrap_or_default();
    format!("{} from {starts}{rounding}{grace}{least}", words(&terms.period))
}

/// A stated period.
pub fn span(period: &Period) -> Option<Span> {
    match period {
        Period::Stated(span) => Some(span.0),
        Period::Open => None,
    }
}

/// What a line leaves to the operator.
pub fn left_open(line: &Retention) -> &'static str {
    match (line.starts, &line.period) {
        (Starts::Open(_), Period::Open) => "start event and period open",
        (Starts::Open(_), Period::Stated(_)) => "the start event open",
        (Starts::Event(_), _) => "the period open",
    }
}

#[cfg(test)]
mod tests;
