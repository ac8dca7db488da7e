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
                grace: None,
            });
        }
        room
    }

    fn book(room: &Room) -> Book<'_> {
        Book { periods: &room.bench.periods, laws: &room.bench.laws, as_of: room.bench.as_of }
    }

    fn check(room: &Room, conditions: &[&str], expected: &[&str], open: Option<&str>) {
        let conditions: Vec<String> = conditions.iter().map(|word| (*word).to_owned()).collect();
        let plan = room.with_case(|case| plan(case, &"user.contact.email".into(), &conditions, None, &book(room)));
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
        let plan = room.with_case(|case| plan(case, &"user.contact.email".into(), &[], None, &book(&room)));
        assert_eq!(plan.categories, [Some("a".into()), Some("b".into())]);
        let plan =
            room.with_case(|case| super::plan(&Case { policy: None, ..*case }, &"user.name".into(), &[], None, &book(&room)));
        assert_eq!((plan.categories, plan.open.as_deref()), (vec![None], Some("source crm is bound to no policy")));
    }

    #[test]
    fn a_line_for_a_category_or_a_purpose_is_about_data_as_they_fall_under_it() {
        let head = "[[category]]\nid=\"a\"\nheading=\"A\"\ndata=[\"user.contact\"]\npurposes=[\"billing\"]\n\
                    [[category]]\nid=\"b\"\nheading=\"B\"\ndata=[\"user.contact\"]\npurposes=[\"news\"]\n";
        let line = |heading: &str, more: &str, period: &str| {
            format!(
                "[[retention]]\nheading=\"{heading}\"\ndata=[\"user.contact\"]\nstarts=\"created\"\nperiod=\"{period}\"\n{more}\n"
            )
        };
        let (any, as_a) = (line("Any", "", "P1Y"), line("As a", "categories=[\"a\"]", "P8Y"));
        let (news, vip) = (line("News", "purpose=\"news\"", "P2Y"), line("Vip", "when=\"vip\"", "P30D"));
        let one = |text: &str, condition: Option<&str>| -> Vec<String> {
            let mut room = room(&[], &[]);
            room.set_policy(&format!("{head}{text}"));
            let conditions: Vec<String> = condition.map(str::to_owned).into_iter().collect();
            let plan = room.with_case(|case| plan(case, &"user.contact.email".into(), &conditions, None, &book(&room)));
            let rules = plan.rules.iter().map(|rule| rule.rule.replace("user.contact.email", "-"));
            rules.chain(plan.lacks_one.then(|| "one lacks".to_owned())).collect()
        };
        for (text, condition, expected) in [
            (any.clone(), None, &["-: 1 year from created"][..]),
            (format!("{any}{as_a}"), None, &["- as a: 8 years from created", "- as b: 1 year from created"]),
            (format!("{as_a}{news}"), None, &["- as a: 8 years from created", "- as b: 2 years from created"]),
            (as_a.clone(), None, &["- as a: 8 years from created", "one lacks"]),
            (
                format!("{as_a}{vip}"),
                Some("vip"),
                &["- as a: 30 days from created, where vip", "- as b: 30 days from created, where vip"],
            ),
            (line("Nobody", "categories=[\"c\"]", "P1Y"), None, &[]),
        ] {
            assert_eq!(one(&text, condition), expected, "{text}");
        }
    }

    #[test]
    fn rounding_grace_and_minimum_are_the_lines_own() {
        let mut room = room(&[("*", None, "created", "P3Y")], &[]);
        let line = &mut room.policy.retention[0];
        line.rounding = Rounding::YearEnd;
        line.grace = serde_json::from_value("P30D".into()).unwrap();
        line.minimum = serde_json::from_value("P1Y".into()).unwrap();
        let expected = "policy H0: 3 years from created, to the end of the year, with 30 days of grace, at least 1 year";
        check(&room, &[], &[expected], None);
    }

    #[test]
    fn a_laws_minimum_decides_from_its_first_day_where_it_is_verified() {
        let year = Some("user.name: kept at least 1 year from created");
        for (own, policy, region, as_of, class, expected) in [
            (None, &[][..], Some("IN"), "2027-05-12", "user.name", None),
            (None, &[], Some("IN"), "2027-05-13", "user.name", year),
            (None, &[], Some("DE"), "2027-05-13", "user.payment", None),
            (None, &[], None, "2027-05-13", "user.name", None),
            (None, &["IN"], None, "2027-05-13", "user.name", year),
            (None, &["IN"], Some("DE"), "2027-05-13", "user.name", year),
            (None, &["EEA"], Some("IN"), "2027-05-13", "user.name", None),
            (None, &["EEA", "IN"], Some("IN"), "2027-05-13", "user.name", year),
            (None, &["EEA", "IN"], Some("DE"), "2027-05-13", "user.name", None),
            (Some("IN"), &["EEA"], Some("DE"), "2027-05-13", "user.name", year),
            (Some("IN"), &[], None, "2027-05-12", "user.name", None),
            (Some("DE"), &["IN"], Some("IN"), "2027-05-13", "user.name", None),
        ] {
            let mut room = room(&[], &[]);
            room.object.region = region.map(str::to_owned);
            room.policy.policy.jurisdictions = policy.iter().map(|code| (*code).to_owned()).collect();
            room.bench.as_of = Day::from_date(as_of.parse().unwrap());
            let plan = room.with_case(|case| plan(case, &class.into(), &[], own, &book(&room)));
            let floor = plan.floor.as_ref().map(|floor| floor.rule.as_str());
            assert_eq!(floor, expected, "{own:?} {policy:?} {region:?} {as_of}");
        }
        let mut room = room(&[], &[]);
        room.object.region = Some("DE".to_owned());
        let doubtful = |class: &str| room.with_case(|case| plan(case, &class.into(), &[], None, &book(&room))).doubtful;
        assert_eq!(doubtful("user.payment").len(), 1, "an unverified row is shown");
        assert_eq!(doubtful("user.name"), Vec::<String>::new());
    }
}
