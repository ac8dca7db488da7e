//! What a policy that parses may still have wrong, and what it leaves open. Apart from `parse` because a policy in the making
//! may be read, shown and compared with all of this.

use std::collections::BTreeSet;

use crate::model::about::PersonKind;
use crate::model::policy::{Keeps, Period, Policy, Promise, Starts};

/// Above this age no month of birth is kept, so that a limit above it cannot be judged.
const OLDEST_LIMIT: u8 = 21;

/// Contradictions and slips, in words, each naming its line by heading or id; empty for a sound policy.
pub fn check(policy: &Policy) -> Vec<String> {
    let mut wrong = mistakes(policy);
    for promise in policy.promise.iter().filter(|promise| promise.keeps != Keeps::Nothing) {
        // What is never stored need not be disclosed.
        undisclosed(policy, &format!("promise `{}`", promise.id), &promise.data, &mut wrong);
    }
    for line in &policy.retention {
        undisclosed(policy, &format!("retention under `{}`", line.heading.0), &line.data, &mut wrong);
    }
    retention_twice(policy, &mut wrong);
    for conflict in &policy.conflict {
        let places: Vec<String> = conflict.places.iter().map(|place| format!("`{}`", place.heading.0)).collect();
        wrong.push(format!("contradiction, to be decided: {}: {}", conflict.about, places.join(" and ")));
    }
    wrong
}

/// What would make verdicts wrong: a policy with one of these is not judged by. Whatever else [`check`] tells is judged as it
/// stands: two periods for one class, or a contradiction, are `conflict`.
pub fn mistakes(policy: &Policy) -> Vec<String> {
    let mut wrong = Vec::new();
    jurisdictions(policy, &mut wrong);
    ids(policy, &mut wrong);
    headings(policy, &mut wrong);
    policy.promise.iter().for_each(|promise| places(promise, &mut wrong));
    for category in &policy.category {
        for code in category.handling.regions.iter().filter(|code| !is_jurisdiction(code)) {
            wrong.push(format!("category `{}`: `{code}` is no ISO 3166 code, nor `EEA`", category.id));
        }
    }
    for line in policy.retention.iter().filter(|line| line.is_bound()) {
        if !policy.category.iter().any(|category| !category.catch_all && line.is_of(Some(category))) {
            wrong.push(format!("retention under `{}`: no category has the id or purpose that it names", line.heading.0));
        }
    }
    for age in policy.age.iter().filter(|age| age.under == 0 || age.under > OLDEST_LIMIT) {
        wrong.push(format!(
            "age under `{}`: only limits from 1 to {OLDEST_LIMIT} can be judged, not {}",
            age.heading.0, age.under
        ));
    }
    let subjects = policy.category.iter().flat_map(|category| &category.subjects);
    let subjects = subjects.chain(policy.age.iter().flat_map(|age| &age.subjects));
    let known = PersonKind::ALL.map(PersonKind::as_str);
    let unknown: BTreeSet<&String> = subjects.filter(|word| !known.contains(&word.as_str())).collect();
    wrong.extend(unknown.into_iter().map(|word| format!("subjects: `{word}` is none of {}", known.join(", "))));
    wrong
}

/// Where a promise holds, and what it holds for.
fn places(promise: &Promise, wrong: &mut Vec<String>) {
    let lacks = match promise.keeps {
        Keeps::InRegion if promise.regions.is_empty() => Some("regions"),
        Keeps::InSystems if promise.systems.is_empty() => Some("systems"),
        _ => None,
    };
    wrong.extend(lacks.map(|list| format!("promise `{}`: `{list}` names none, so that it is broken everywhere", promise.id)));
    for code in promise.regions.iter().filter(|code| !is_jurisdiction(code)) {
        wrong.push(format!("promise `{}`: `{code}` is no ISO 3166 code, nor `EEA`", promise.id));
    }
    for pattern in promise.within.iter().filter(|pattern| globset::Glob::new(pattern).is_err()) {
        wrong.push(format!("promise `{}`: `{pattern}` is no pattern", promise.id));
    }
}

/// What the text leaves to the operator, in words: one line for each retention line that lacks event or period.
pub fn unspecified(policy: &Policy) -> Vec<String> {
    let mut open = Vec::new();
    for line in &policy.retention {
        let what = match (line.starts, &line.period) {
            (Starts::Event(_), Period::Stated(_)) => continue,
            (Starts::Open(_), Period::Open) => "start event and period",
            (Starts::Open(_), Period::Stated(_)) => "start event",
            (Starts::Event(_), Period::Open) => "period",
        };
        let when = line.when.as_ref().map(|when| format!(" when {when}")).unwrap_or_default();
        open.push(format!("{}: {what} of {}{when}", line.heading.0, line.data.join(", ")));
    }
    if policy.retention.is_empty() {
        open.push("no retention is stated: start event and period of *".to_owned());
    }
    if policy.age.is_empty() {
        open.push(match policy.policy.jurisdictions.as_slice() {
            [] => "no age and no jurisdiction is stated".to_owned(),
            some => format!("no age is stated: the ages of {} apply", some.join(", ")),
        });
    }
    if !policy.unread.is_empty() {
        open.push(format!("{} sentences that a draft did not understand: `policy show`", policy.unread.len()));
    }
    open
}

fn jurisdictions(policy: &Policy, wrong: &mut Vec<String>) {
    for code in policy.policy.jurisdictions.iter().filter(|code| !is_jurisdiction(code)) {
        wrong.push(format!("jurisdictions: `{code}` is no ISO 3166 code (`DE`, `US-CA`), nor `EEA` or `EU`"));
    }
}

fn is_jurisdiction(code: &str) -> bool {
    let is_upper = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    match code.split_once('-') {
        Some((country, part)) => country.len() == 2 && is_upper(country) && part.len() <= 3 && is_upper(part),
        None => code == "EEA" || (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())),
    }
}

fn ids(policy: &Policy, wrong: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for category in &policy.category {
        if !seen.insert(category.id.as_str()) {
            wrong.push(format!("category `{}` is there twice", category.id));
        }
        if category.data.is_empty() {
            wrong.push(format!("category `{}` names no data", category.id));
        }
    }
    let mut seen = BTreeSet::new();
    for promise in policy.promise.iter().filter(|promise| !seen.insert(promise.id.as_str())) {
        wrong.push(format!("promise `{}` is there twice", promise.id));
    }
}

fn headings(policy: &Policy, wrong: &mut Vec<String>) {
    let named = policy.category.iter().map(|line| ("category", &line.heading));
    let named = named.chain(policy.promise.iter().map(|line| ("promise", &line.heading)));
    let named = named.chain(policy.age.iter().map(|line| ("age", &line.heading)));
    let named = named.chain(policy.retention.iter().map(|line| ("retention", &line.heading)));
    let said =
        policy.statements().into_iter().flat_map(|(section, lines)| lines.iter().map(move |line| (section, &line.heading)));
    for (section, _) in named.chain(said).filter(|(_, heading)| heading.0.trim().is_empty()) {
        wrong.push(format!("a {section} stands under no heading"));
    }
}

/// A line about a class that no category discloses judges data which, by the policy, cannot be there.
fn undisclosed(policy: &Policy, line: &str, data: &[String], wrong: &mut Vec<String>) {
    if data.is_empty() {
        wrong.push(format!("{line} names no data"));
    }
    let disclosed = || policy.category.iter().flat_map(|category| &category.data);
    for class in data {
        let bare = class.strip_suffix(".*").unwrap_or(class);
        let is_named = bare == "*" || disclosed().any(|named| meet(named.strip_suffix(".*").unwrap_or(named), bare));
        if !is_named {
            wrong.push(format!("{line} is about `{class}`, which no category discloses"));
        }
    }
}

/// Whether one of two keys is the other or its parent.
fn meet(a: &str, b: &str) -> bool {
    let is_within = |key: &str, parent: &str| {
        parent == "*" || key.strip_prefix(parent).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    is_within(a, b) || is_within(b, a)
}

/// Two lines for the same class and condition can only contradict each other.
fn retention_twice(policy: &Policy, wrong: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for line in &policy.retention {
        for class in &line.data {
            if !seen.insert((class, &line.when, &line.categories, &line.purpose)) {
                wrong.push(format!("retention under `{}`: `{class}` has a rule already", line.heading.0));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::policy::Policy;

    const HEAD: &str = "[policy]\nid = \"p\"\nname = \"P\"\nlanguage = \"en\"\n";
    const EMAIL: &str = "[[category]]\nid = \"mail\"\nheading = \"H\"\ndata = [\"user.contact.email\"]\n";

    fn policy(text: &str) -> Policy {
        toml::from_str(&format!("{HEAD}{text}")).unwrap()
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(super::check(&policy(text)), expected, "{text}");
    }

    #[test]
    fn slips_are_told() {
        check(EMAIL, &[]);
        check(&format!("{EMAIL}{EMAIL}"), &["category `mail` is there twice"]);
        check(
            "jurisdictions = [\"EEA\", \"EU\", \"US-CA\", \"de\", \"Europe\", \"D1\"]\n",
            &[
                "jurisdictions: `de` is no ISO 3166 code (`DE`, `US-CA`), nor `EEA` or `EU`",
                "jurisdictions: `Europe` is no ISO 3166 code (`DE`, `US-CA`), nor `EEA` or `EU`",
                "jurisdictions: `D1` is no ISO 3166 code (`DE`, `US-CA`), nor `EEA` or `EU`",
            ],
        );
        check("[[note]]\nheading = \" \"\ntext = \"x\"\n", &["a note stands under no heading"]);
        check(
            "[[age]]\nheading = \"H\"\nunder = 25\nrule = \"never\"\nsubjects = [\"pupil\"]\n",
            &[
                "age under `H`: only limits from 1 to 21 can be judged, not 25",
                "subjects: `pupil` is none of user, employee, dependant, applicant, customer-of-customer, public",
            ],
        );
    }

    #[test]
    fn a_line_names_categories_that_there_are() {
        let line = |more: &str| {
            format!(
                "{EMAIL}purposes = [\"news\"]\n[[retention]]\nheading = \"R\"\ndata = [\"*\"]\nstarts = \"created\"\nperiod = \"P1Y\"\n{more}\n"
            )
        };
        let none = "retention under `R`: no category has the id or purpose that it names";
        for (more, expected) in [
            ("", &[][..]),
            ("categories = [\"mail\"]", &[]),
            ("purpose = \"news\"", &[]),
            ("categories = [\"post\"]", &[none]),
            ("purpose = \"billing\"", &[none]),
        ] {
            check(&line(more), expected);
        }
        let handled = |list: &str| format!("{EMAIL}handling = {{ {list} }}\n");
        check(&handled("regions = [\"EEA\", \"US-CA\"], systems = [\"crm\"], recipients = [\"printers\"]"), &[]);
        check(&handled("regions = [\"Europe\"]"), &["category `mail`: `Europe` is no ISO 3166 code, nor `EEA`"]);
    }

    #[test]
    fn lines_about_what_nobody_discloses_are_told() {
        let promise = |class: &str| {
            format!(
                "{EMAIL}[[promise]]\nid = \"x\"\nheading = \"H\"\ndata = [\"{class}\"]\nkeeps = \"hashed\"\nwithin = [\"[\"]\n"
            )
        };
        check(&promise("user.contact"), &["promise `x`: `[` is no pattern"]);
        check(
            &promise("user.biometric"),
            &["promise `x`: `[` is no pattern", "promise `x` is about `user.biometric`, which no category discloses"],
        );
        let retention = "[[retention]]\nheading = \"H\"\ndata = [\"user.name\"]\nstarts = \"created\"\nperiod = \"P1Y\"\n";
        check(
            &format!("{EMAIL}{retention}{retention}"),
            &[
                "retention under `H` is about `user.name`, which no category discloses",
                "retention under `H` is about `user.name`, which no category discloses",
                "retention under `H`: `user.name` has a rule already",
            ],
        );
    }

    #[test]
    fn what_is_left_open_is_listed() {
        let line = |starts: &str, period: &str| {
            format!(
                "[[retention]]\nheading = \"H\"\ndata = [\"*\"]\nwhen = \"w\"\nstarts = \"{starts}\"\nperiod = \"{period}\"\n"
            )
        };
        for (text, expected) in [
            (line("created", "P1Y"), None),
            (line("unspecified", "P1Y"), Some("H: start event of * when w")),
            (line("created", "unspecified"), Some("H: period of * when w")),
            (line("unspecified", "unspecified"), Some("H: start event and period of * when w")),
            (String::new(), Some("no retention is stated: start event and period of *")),
        ] {
            let open = super::unspecified(&policy(&text));
            let (ages, lines): (Vec<_>, Vec<_>) = open.into_iter().partition(|line| line.contains("age"));
            assert_eq!(ages, ["no age and no jurisdiction is stated"]);
            assert_eq!(lines, expected.into_iter().collect::<Vec<_>>());
        }
    }
}
