//! Which retention period applies to a class of an object: the policy's line, filled by the operator where it is open. Apart
//! from the counting of records because it depends on the policy and the object only.

use jiff::Span;

use super::Case;
use super::deadline::words;
use crate::model::ids::{CategoryId, DataClass};
use crate::model::policy::{OperatorPeriod, Period, Retention, Starts};
use crate::model::time::EventKind;
use crate::model::verdict::Authority;

/// A period with the event it counts from and the authority it stands on.
#[derive(Clone, Debug)]
pub struct Applied {
    /// How long.
    pub period: Span,
    /// From which event.
    pub starts: EventKind,
    /// On what authority.
    pub authority: Authority,
    /// In words.
    pub rule: String,
}

/// What applies to a class of an object under the row conditions that hold.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The policy's categories that disclose the class; `None` alone if there is none.
    pub categories: Vec<Option<CategoryId>>,
    /// The periods; more than one only where the policy has several lines of equal rank. Empty: `no_rule`.
    pub rules: Vec<Applied>,
    /// Why there is none: what is open, and the heading under which it is left open.
    pub open: Option<String>,
}

/// Finds the periods. A line for a row condition that holds wins over one without; then the line that names the class most
/// closely wins. What a line states is never overridden; what it leaves open the operator's period fills.
pub fn plan(case: &Case<'_>, class: &DataClass, conditions: &[String], periods: &[OperatorPeriod]) -> Plan {
    let Some(policy) = case.policy else {
        let open = Some(format!("source {} is bound to no policy", case.object.source));
        return Plan { categories: vec![None], rules: Vec::new(), open };
    };
    let named = policy.category.iter().filter(|category| !category.catch_all && category.covers(class));
    let mut categories: Vec<_> = named.map(|category| Some(category.id.clone())).collect();
    if categories.is_empty() {
        categories.push(None);
    }
    let rank = |line: &&Retention| rank(&line.data, line.when.as_ref(), class, conditions);
    let best = policy.retention.iter().filter_map(|line| rank(&line)).max();
    let lines: Vec<_> = policy.retention.iter().filter(|line| best.is_some() && rank(line) == best).collect();
    let mine = |period: &&OperatorPeriod| period.policy == policy.policy.id && period.period != Period::Open;
    let operators = operators(periods.iter().filter(mine), case, class, conditions);
    let mut plan = Plan { categories, rules: Vec::new(), open: None };
    if lines.is_empty() {
        match operators {
            Some(operator) => plan.rules.extend(applied(case, class, None, Some(operator))),
            None => plan.open = Some(format!("{}: no retention is stated", policy.policy.id)),
        }
    }
    for line in lines {
        match applied(case, class, Some(line), operators) {
            Some(rule) => plan.rules.push(rule),
            None => plan.open = Some(format!("{}: {} leaves {}", policy.policy.id, line.heading.0, left_open(line))),
        }
    }
    plan
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
    case: &Case<'_>,
    class: &DataClass,
    conditions: &[String],
) -> Option<&'p OperatorPeriod> {
    let is_here = |period: &&OperatorPeriod| period.sources.is_empty() || is_for(period, case);
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

fn is_for(period: &OperatorPeriod, case: &Case<'_>) -> bool {
    period.sources.iter().any(|source| source == case.object.source.as_str())
}

/// What a line and the operator's period come to together; none while event or period is open.
fn applied(case: &Case<'_>, class: &DataClass, line: Option<&Retention>, operator: Option<&OperatorPeriod>) -> Option<Applied> {
    let policy = case.policy?.policy.id.clone();
    let stated_start = line.and_then(|line| match line.starts {
        Starts::Event(kind) => Some(kind),
        Starts::Open(_) => None,
    });
    let stated_period = line.and_then(|line| span(&line.period));
    let starts = stated_start.or(operator.map(|operator| operator.starts))?;
    let period = stated_period.or(operator.and_then(|operator| span(&operator.period)))?;
    let authority = match line {
        Some(line) if stated_start.is_some() && stated_period.is_some() => {
            Authority::Policy { policy, heading: line.heading.0.clone(), hedge: line.hedge.clone() }
        }
        line => Authority::Operator { policy, heading: line.map(|line| line.heading.0.clone()) },
    };
    let when = line.and_then(|line| line.when.as_ref()).or(operator.and_then(|operator| operator.when.as_ref()));
    let when = when.map(|when| format!(", where {when}")).unwrap_or_default();
    Some(Applied { rule: format!("{class}: {} from {}{when}", words(&period), starts.as_str()), period, starts, authority })
}

fn span(period: &Period) -> Option<Span> {
    match period {
        Period::Stated(span) => Some(span.0),
        Period::Open => None,
    }
}

fn left_open(line: &Retention) -> &'static str {
    match (line.starts, &line.period) {
        (Starts::Open(_), Period::Open) => "start event and period open",
        (Starts::Open(_), Period::Stated(_)) => "the start event open",
        (Starts::Event(_), _) => "the period open",
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Room;
    use super::*;

    /// A room with one retention line a row: data, condition, start, period.
    fn room(lines: &[(&str, Option<&str>, &str, &str)], operator: &[(&str, Option<&str>, Option<&str>, &str)]) -> Room {
        let mut text = String::new();
        for (i, (data, when, starts, period)) in lines.iter().enumerate() {
            let when = when.map(|when| format!("when = \"{when}\"\n")).unwrap_or_default();
            text += &format!(
                "[[retention]]\nheading = \"H{i}\"\ndata = [\"{data}\"]\n{when}starts = \"{starts}\"\nperiod = \"{period}\"\n"
            );
        }
        let mut room = Room::new(&text);
        for (data, when, source, period) in operator {
            let period: Period = serde_json::from_value((*period).into()).unwrap();
            room.bench.periods.push(OperatorPeriod {
                policy: "p".into(),
                data: vec![(*data).to_owned()],
                sources: source.iter().map(|source| (*source).to_owned()).collect(),
                when: when.map(str::to_owned),
                starts: EventKind::AccountClosed,
                period,
            });
        }
        room
    }

    fn check(room: &Room, conditions: &[&str], expected: &[&str], open: Option<&str>) {
        let conditions: Vec<String> = conditions.iter().map(|word| (*word).to_owned()).collect();
        let plan = room.with_case(|case| plan(case, &"user.contact.email".into(), &conditions, &room.bench.periods));
        let rules: Vec<String> = plan
            .rules
            .iter()
            .map(|rule| {
                let authority = match &rule.authority {
                    Authority::Policy { heading, .. } => format!("policy {heading}"),
                    Authority::Operator { heading, .. } => format!("operator {}", heading.as_deref().unwrap_or("-")),
                    other => format!("{other:?}"),
                };
                format!("{authority}: {}", rule.rule.strip_prefix("user.contact.email: ").unwrap())
            })
            .collect();
        assert_eq!((rules.iter().map(String::as_str).collect::<Vec<_>>(), plan.open.as_deref()), (expected.to_vec(), open));
    }

    #[test]
    fn the_closest_line_wins_and_a_condition_wins_over_it() {
        let all = ("*", None, "created", "P9Y");
        let parent = ("user.contact.*", None, "created", "P2Y");
        let exact = ("user.contact.email", None, "created", "P1Y");
        let temporary = ("*", Some("temporary-chat"), "created", "P30D");
        check(&room(&[all, parent, exact, temporary], &[]), &[], &["policy H2: 1 year from created"], None);
        check(&room(&[all, parent], &[]), &[], &["policy H1: 2 years from created"], None);
        let expected = ["policy H3: 30 days from created, where temporary-chat"];
        check(&room(&[all, parent, exact, temporary], &[]), &["temporary-chat"], &expected, None);
        check(&room(&[("user.name", None, "created", "P1Y")], &[]), &[], &[], Some("p: no retention is stated"));
        check(&room(&[all, all], &[]), &[], &["policy H0: 9 years from created", "policy H1: 9 years from created"], None);
    }

    #[test]
    fn the_operator_fills_what_is_open_and_never_overrides_what_is_stated() {
        let operator = [("*", None, None, "P3Y")];
        check(&room(&[("*", None, "created", "P1Y")], &operator), &[], &["policy H0: 1 year from created"], None);
        check(&room(&[("*", None, "unspecified", "P1Y")], &operator), &[], &["operator H0: 1 year from account_closed"], None);
        check(&room(&[("*", None, "created", "unspecified")], &operator), &[], &["operator H0: 3 years from created"], None);
        let open = [("*", None, "unspecified", "unspecified")];
        check(&room(&open, &operator), &[], &["operator H0: 3 years from account_closed"], None);
        check(&room(&open, &[]), &[], &[], Some("p: H0 leaves start event and period open"));
        check(&room(&open, &[("user.name", None, None, "P3Y")]), &[], &[], Some("p: H0 leaves start event and period open"));
        check(&room(&open, &[("*", None, None, "unspecified")]), &[], &[], Some("p: H0 leaves start event and period open"));
        check(&room(&[], &operator), &[], &["operator -: 3 years from account_closed"], None);
    }

    #[test]
    fn the_operators_closest_period_wins() {
        let open = [("*", None, "unspecified", "unspecified")];
        let periods = [
            ("*", None, None, "P9Y"),
            ("user.contact", None, None, "P8Y"),
            ("*", None, Some("crm"), "P7Y"),
            ("user.contact", None, Some("other"), "P6Y"),
            ("*", Some("vip"), None, "P5Y"),
        ];
        check(&room(&open, &periods), &[], &["operator H0: 7 years from account_closed"], None);
        check(&room(&open, &periods[..2]), &[], &["operator H0: 8 years from account_closed"], None);
        check(&room(&open, &periods), &["vip"], &["operator H0: 5 years from account_closed, where vip"], None);
    }

    #[test]
    fn a_class_is_judged_under_every_category_that_names_it() {
        let mut room = room(&[], &[]);
        let category = |id: &str, all: bool| {
            format!("[[category]]\nid = \"{id}\"\nheading = \"H\"\ndata = [\"user.contact\"]\ncatch_all = {all}\n")
        };
        room.set_policy(&(category("a", false) + &category("rest", true) + &category("b", false)));
        let plan = room.with_case(|case| plan(case, &"user.contact.email".into(), &[], &[]));
        assert_eq!(plan.categories, [Some("a".into()), Some("b".into())]);
        let plan = room.with_case(|case| super::plan(&Case { policy: None, ..*case }, &"user.name".into(), &[], &[]));
        assert_eq!((plan.categories, plan.open.as_deref()), (vec![None], Some("source crm is bound to no policy")));
    }
}
