//! Tests of which period applies.

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
