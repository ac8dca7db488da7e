//! Where a policy's text contradicts itself and nobody has decided yet: what the contradiction is about is not judged by one of
//! its places as though the other were not there. Apart from the rules because several of them ask.

use super::{promise, retention, under_age};
use crate::model::ids::DataClass;
use crate::model::policy::{Conflict, Policy, Retention, covers};
use crate::model::verdict::Authority;

/// An open contradiction about how long data are kept.
#[derive(Clone, Debug)]
pub struct Dispute {
    /// The policy, with the headings of all its places.
    pub authority: Authority,
    /// What the places say.
    pub rule: String,
}

/// The contradiction about how long a class is kept under the row conditions that hold, if there is one.
pub fn of_class(policy: &Policy, class: &DataClass, conditions: &[String]) -> Option<Dispute> {
    found(policy, |what| class.is_within(what) || conditions.iter().any(|condition| condition == what))
}

/// The contradiction about what a retention line says, if there is one.
pub fn of_line(policy: &Policy, line: &Retention) -> Option<Dispute> {
    let is_of = |what: &str| match &line.when {
        Some(when) => when == what,
        None => line.data.iter().any(|own| own == what || DataClass::from(own.as_str()).is_within(what)),
    };
    found(policy, is_of)
}

/// Whether the text contradicts itself about a class being held at all.
pub fn is_of_holding(policy: &Policy, class: &DataClass) -> bool {
    let about = |conflict: &Conflict| conflict.about.strip_prefix("whether ")?.strip_suffix(" is held").map(str::to_owned);
    policy.conflict.iter().filter_map(about).any(|what| covers(&[what], class))
}

/// What somebody has to decide, each with the name of the rule that waits for it.
pub fn questions(policy: &Policy) -> impl Iterator<Item = (String, String)> + '_ {
    policy.conflict.iter().map(|conflict| {
        let rule = match conflict.about.as_str() {
            about if kept(about).next().is_some() => retention::NAME,
            about if about.starts_with("the age") => under_age::NAME,
            _ => promise::NAME,
        };
        let text = format!("{}: contradiction, to be decided: {}: {}", policy.policy.id, conflict.about, headings(conflict));
        (rule.to_owned(), text)
    })
}

fn found(policy: &Policy, is_of: impl Fn(&str) -> bool) -> Option<Dispute> {
    let conflict = policy.conflict.iter().find(|conflict| kept(&conflict.about).any(&is_of))?;
    let heading = headings(conflict);
    let said: Vec<&str> = conflict.places.iter().map(|place| place.text.as_str()).collect();
    Some(Dispute {
        authority: Authority::Policy { policy: policy.policy.id.clone(), heading, hedge: None },
        rule: format!("the text contradicts itself: {}", said.join(" / ")),
    })
}

/// The data classes or the row condition whose retention a contradiction is about; none if it is about something else.
fn kept(about: &str) -> impl Iterator<Item = &str> {
    about.strip_prefix("retention of ").into_iter().flat_map(|what| what.split(", "))
}

/// The headings of its places, each once.
fn headings(conflict: &Conflict) -> String {
    let mut headings: Vec<&str> = conflict.places.iter().map(|place| place.heading.0.as_str()).collect();
    headings.dedup();
    headings.join(" / ")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Room, email, name, on, sighting};
    use crate::model::sighting::Sighting;
    use crate::model::time::EventKind;
    use crate::model::verdict::{RetentionState, Weight};

    const KEPT: &str = "[[retention]]\nheading=\"Logs\"\ndata=[\"user.contact\"]\nstarts=\"created\"\nperiod=\"P6M\"\n";

    fn conflict(about: &str) -> String {
        format!(
            "[[conflict]]\nabout=\"{about}\"\nplaces=[{{heading=\"Logs\",text=\"6 months\"}},{{heading=\"Backups\",text=\"12 months\"}}]\n"
        )
    }

    /// Classes with their states, and questions with the rules that wait for them.
    type Stated = (Vec<(String, Vec<RetentionState>)>, Vec<(String, String)>);

    /// The states of a row with these findings' classes under the policy, with the questions that wait.
    fn states(text: &str, row: Sighting) -> Stated {
        let verdicts = Room::new(text).judge(&[row], &[]);
        let lines = verdicts.retention.into_iter();
        let states = lines.map(|line| (line.class.to_string(), line.states.into_keys().collect())).collect();
        (states, verdicts.open_questions)
    }

    fn row(created: Option<&str>, condition: Option<&str>) -> Sighting {
        let mut row = sighting(vec![email()], Some(&[1]));
        row.events = created.map(|day| (EventKind::Created, on(day))).into_iter().collect();
        row.conditions = condition.map(str::to_owned).into_iter().collect();
        row
    }

    #[test]
    fn what_is_in_dispute_is_a_conflict_whatever_its_date() {
        use RetentionState::{Conflict, InRetention, OverdueCertain, StartUnknown};
        for (about, created, condition, expected) in [
            ("retention of user.contact", Some("2020-01-01"), None, Conflict),
            ("retention of user.contact", Some("2026-05-31"), None, Conflict),
            ("retention of user.name, user.contact.email", Some("2020-01-01"), None, Conflict),
            ("retention of *", Some("2020-01-01"), None, Conflict),
            ("retention of user.contact", None, None, StartUnknown),
            ("retention of user.name", Some("2020-01-01"), None, OverdueCertain),
            ("retention of user.contact.phone_number", Some("2026-05-31"), None, InRetention),
            ("retention of temporary-chat", Some("2020-01-01"), None, OverdueCertain),
            ("retention of temporary-chat", Some("2020-01-01"), Some("temporary-chat"), Conflict),
            ("whether data are sold", Some("2020-01-01"), None, OverdueCertain),
        ] {
            let (found, _) = states(&(KEPT.to_owned() + &conflict(about)), row(created, condition));
            assert_eq!(found, [("user.contact.email".to_owned(), vec![expected])], "{about} {created:?} {condition:?}");
        }
        let (found, _) = states(&conflict("retention of *"), row(Some("2020-01-01"), None));
        assert_eq!(found[0].1, [Conflict], "where the disputed lines were left out");
    }

    #[test]
    fn a_conflict_names_both_places_and_waits_for_an_answer() {
        let text = KEPT.to_owned() + &conflict("retention of user.contact");
        let verdicts = Room::new(&text).judge(&[row(Some("2020-01-01"), None)], &[]);
        let rule = &verdicts.retention[0].grounds.as_ref().unwrap().rule;
        assert_eq!(rule, "user.contact.email: the text contradicts itself: 6 months / 12 months");
        assert!(!verdicts.violations.iter().any(|violation| violation.rule == "retention"));
        for (about, rule) in [
            ("retention of user.contact", "retention"),
            ("the age under which nothing is collected", "under-age"),
            ("whether data are sold", "promise"),
        ] {
            let (_, questions) = states(&conflict(about), row(None, None));
            let asked = format!("p: contradiction, to be decided: {about}: Logs / Backups");
            assert!(questions.contains(&(rule.to_owned(), asked)), "{about}: {questions:?}");
        }
    }

    #[test]
    fn whether_something_is_held_at_all_is_a_lead_until_it_is_decided() {
        let never = "[[promise]]\nid=\"x\"\nheading=\"Never\"\ndata=[\"user\"]\nkeeps=\"nothing\"\n";
        let row = [sighting(vec![email(), name()], Some(&[1]))];
        let weights = |text: &str| -> Vec<(String, Weight)> {
            let broken =
                Room::new(text).judge(&row, &[]).violations.into_iter().filter(|violation| violation.rule == "promise");
            broken.map(|violation| (violation.class.to_string(), violation.weight)).collect()
        };
        let of = |class: &str, weight| (class.to_owned(), weight);
        let both = [of("user.contact.email", Weight::Violation), of("user.name", Weight::Violation)];
        assert_eq!(weights(never), both);
        let disputed = never.to_owned() + &conflict("whether user.contact is held");
        let one = [of("user.name", Weight::Violation), of("user.contact.email", Weight::Lead)];
        assert_eq!(weights(&disputed), one);
    }
}
