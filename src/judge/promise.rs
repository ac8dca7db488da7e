//! The rule on promises that data can break: only the last four digits, only encrypted, only hashed, nothing, nobody
//! identifiable.

use std::collections::{BTreeMap, HashMap};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::deadline::started;
use super::dispute;
use super::tally::{Seen, Tally, Verdict, by_class, is_strong};
use super::{Bench, Case, Rule, Verdicts};
use crate::model::about::StoreKind;
use crate::model::finding::{Finding, Form};
use crate::model::ids::{DataClass, PolicyId};
use crate::model::policy::{Keeps, Policy, Promise, covers};
use crate::model::sighting::Sighting;
use crate::model::time::{Day, EventKind, Origin};
use crate::model::verdict::{Authority, Grounds, Weight};
use crate::model::view::Anchor;

/// Its name in reports.
pub const NAME: &str = "promise";

/// Makes the rule.
pub fn rule(bench: &Bench) -> Box<dyn Rule> {
    Box::new(Promises {
        as_of: bench.as_of,
        anchors: bench.anchors.clone(),
        within: HashMap::new(),
        tally: Tally::default(),
        broken: Vec::new(),
    })
}

struct Promises {
    as_of: Day,
    anchors: BTreeMap<DataClass, Anchor>,
    /// The patterns of each promise, compiled when its policy is first met; none: it holds everywhere.
    within: HashMap<PolicyId, Vec<Option<GlobSet>>>,
    tally: Tally,
    /// Patterns that are none, as questions.
    broken: Vec<String>,
}

impl Rule for Promises {
    fn name(&self) -> &'static str {
        NAME
    }

    fn see(&mut self, case: &Case<'_>, sighting: &Sighting) {
        let Some(policy) = case.policy.filter(|policy| !policy.promise.is_empty()) else { return };
        let broken = &mut self.broken;
        let within = self.within.entry(policy.policy.id.clone()).or_insert_with(|| compiled(policy, broken));
        for (promise, within) in policy.promise.iter().zip(within) {
            let is_elsewhere = within.as_ref().is_some_and(|within| !within.is_match(case.shown));
            if is_elsewhere || !promise.is_of(&sighting.conditions) {
                continue;
            }
            if promise.keeps == Keeps::UntilDeactivation {
                for (verdict, oldest) in deactivated(case, sighting, (policy, promise), self.as_of) {
                    self.tally.add_records(case, verdict, sighting.count, oldest, sighting.at.as_ref());
                }
                continue;
            }
            let mut kept: BTreeMap<&DataClass, (Weight, &'static str)> = BTreeMap::new();
            for finding in sighting.findings.iter().filter(|finding| covers(&promise.data, &finding.class)) {
                let Some((mut weight, state)) = breach(promise.keeps, finding, &self.anchors) else { continue };
                // A text that says elsewhere that it holds the data must be decided first.
                if promise.keeps == Keeps::Nothing && dispute::is_of_holding(policy, &finding.class) {
                    weight = Weight::Lead;
                }
                let breach = (weight, state);
                let worst = kept.entry(&finding.class).or_insert(breach);
                *worst = breach.max(*worst);
            }
            for (class, (weight, state)) in kept {
                self.tally.add(case, sighting, verdict(policy, promise, class, weight, state));
            }
        }
    }

    fn finish(self: Box<Self>, verdicts: &mut Verdicts) {
        verdicts.violations.extend(self.tally.into_violations(NAME));
        verdicts.open_questions.extend(self.broken.into_iter().map(|question| (NAME.to_owned(), question)));
    }
}

/// How a finding breaks a promise, if it does.
fn breach(keeps: Keeps, finding: &Finding, anchors: &BTreeMap<DataClass, Anchor>) -> Option<(Weight, &'static str)> {
    let weight = if is_strong(finding) { Weight::Violation } else { Weight::Lead };
    match (keeps, finding.form) {
        (Keeps::Nothing, _) => Some((weight, "stored")),
        (Keeps::LastFour, Form::Full) if finding.is_checked => Some((weight, "stored in full")),
        // Digits whose checksum nobody verified may be something else of that length.
        (Keeps::LastFour, Form::Full) => Some((Weight::Lead, "stored in full, unverified")),
        (Keeps::LastFour, Form::Encrypted) => Some((Weight::Lead, "stored encrypted")),
        (Keeps::LastFour, Form::Partial | Form::Hashed) => None,
        (Keeps::Encrypted | Keeps::Hashed, Form::Full) => Some((weight, "stored in the clear")),
        (Keeps::Hashed, Form::Encrypted) => Some((Weight::Lead, "stored encrypted, not hashed")),
        (Keeps::Encrypted | Keeps::Hashed, _) => None,
        (Keeps::Anonymous, Form::Full) if identifies(&finding.class, anchors) => Some((weight, "identifies a person")),
        (Keeps::Anonymous, _) => None,
        // Judged by dates, places and clients, whatever the form.
        (Keeps::UntilDeactivation | Keeps::InRegion | Keeps::InSystems | Keeps::WithItsCustomer, _) => None,
    }
}

/// What is held of a deactivated account in a live store, class by class, with the day of its end. What an archive, a backup or a
/// replica holds follows its own rules; of a store of which nothing is said it is taken that it is worked with.
fn deactivated(
    case: &Case<'_>,
    sighting: &Sighting,
    (policy, promise): (&Policy, &Promise),
    as_of: Day,
) -> Vec<(Verdict, Option<Day>)> {
    let is_live = matches!(case.object.keeping.store, None | Some(StoreKind::Live));
    let time = sighting.events.get(&EventKind::AccountClosed).copied().filter(|_| is_live);
    let Some(Ok((days, origin))) = time.map(|time| started(Some(time), as_of)) else { return Vec::new() };
    if as_of <= days.first {
        return Vec::new();
    }
    let is_certain = days.last < as_of && origin == Origin::Bound;
    let covered = by_class(sighting).into_iter().filter(|(class, _)| covers(&promise.data, class));
    let verdict = |(class, seen): (&DataClass, Seen)| {
        let weight = if is_certain && seen.is_strong { Weight::Violation } else { Weight::Lead };
        let mut verdict = verdict(policy, promise, class, weight, "of a deactivated account");
        let column = case.object.events.get(&EventKind::AccountClosed).cloned();
        let (event, origin) = (Some(EventKind::AccountClosed), Some(origin));
        verdict.grounds = Grounds { event, origin, column, ..verdict.grounds };
        (verdict, Some(days.first))
    };
    covered.map(verdict).collect()
}

/// Whether one value of a class is enough to tell who somebody is.
fn identifies(class: &DataClass, anchors: &BTreeMap<DataClass, Anchor>) -> bool {
    class.is_within("user.name") || matches!(anchors.get(class), Some(Anchor::Contact | Anchor::Issued))
}

fn verdict(policy: &Policy, promise: &Promise, class: &DataClass, weight: Weight, state: &str) -> Verdict {
    let what = match promise.keeps {
        Keeps::Nothing => "is not stored",
        Keeps::LastFour => "only the last four characters are kept",
        Keeps::Encrypted => "is kept encrypted only",
        Keeps::Hashed => "is kept hashed only",
        Keeps::Anonymous => "nobody can be identified",
        Keeps::UntilDeactivation => "goes when the account is deactivated",
        Keeps::InRegion | Keeps::InSystems => "is kept in named places only",
        Keeps::WithItsCustomer => "stays with its customer",
    };
    Verdict {
        weight,
        class: class.clone(),
        category: None,
        grounds: Grounds {
            authority: Authority::Policy {
                policy: policy.policy.id.clone(),
                heading: promise.heading.0.clone(),
                hedge: promise.hedge.clone(),
            },
            rule: format!("{}: {what}", promise.id),
            event: None,
            origin: None,
            column: None,
        },
        state: state.to_owned(),
    }
}

/// A promise whose patterns cannot be read is asked about; it then holds nowhere, so that it accuses nobody.
pub(super) fn compiled(policy: &Policy, broken: &mut Vec<String>) -> Vec<Option<GlobSet>> {
    let set = |promise: &Promise| {
        let mut set = GlobSetBuilder::new();
        for pattern in &promise.within {
            match GlobBuilder::new(pattern).case_insensitive(true).build() {
                Ok(glob) => {
                    set.add(glob);
                }
                Err(_) => broken.push(format!("{}: `{pattern}` of promise `{}` is no pattern", policy.policy.id, promise.id)),
            }
        }
        (!promise.within.is_empty()).then(|| set.build().unwrap_or_else(|_| GlobSet::empty()))
    };
    policy.promise.iter().map(set).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Room, email, finding, name, on, sighting, test_value, weak};
    use super::*;

    fn room(keeps: &str, data: &str, within: &str) -> Room {
        Room::new(&format!(
            "[[promise]]\nid=\"x\"\nheading=\"H\"\ndata=[\"{data}\"]\nkeeps=\"{keeps}\"\nwithin=[{within}]\nhedge=\"may\"\n"
        ))
    }

    fn card(form: Form, is_checked: bool) -> Finding {
        Finding { form, is_checked, ..finding("user.financial.credit_card") }
    }

    fn check(keeps: &str, findings: Vec<Finding>, expected: &[&str]) {
        let found = room(keeps, "*", "").lines(NAME, &[sighting(findings, Some(&[1]))]);
        assert_eq!(found, expected, "{keeps}");
    }

    #[test]
    fn a_full_card_number_breaks_the_last_four() {
        use Form::{Encrypted, Full, Hashed, Partial};
        let full = "violation user.financial.credit_card stored in full × 1";
        check("last-four", vec![card(Partial, false)], &[]);
        check("last-four", vec![card(Hashed, false)], &[]);
        check("last-four", vec![card(Full, true)], &[full]);
        check("last-four", vec![card(Partial, false), card(Full, false), card(Full, true)], &[full]);
        check("last-four", vec![card(Full, false)], &["lead user.financial.credit_card stored in full, unverified × 1"]);
        check("last-four", vec![weak(card(Full, true))], &["lead user.financial.credit_card stored in full × 1"]);
        check("last-four", vec![test_value(card(Full, true))], &["lead user.financial.credit_card stored in full × 1"]);
        check("last-four", vec![card(Encrypted, false)], &["lead user.financial.credit_card stored encrypted × 1"]);
    }

    #[test]
    fn other_promises_turn_on_the_form_too() {
        let password = |form| Finding { form, ..finding("user.authorization.password") };
        check("nothing", vec![password(Form::Hashed)], &["violation user.authorization.password stored × 1"]);
        check("encrypted", vec![password(Form::Full)], &["violation user.authorization.password stored in the clear × 1"]);
        check("encrypted", vec![password(Form::Encrypted), password(Form::Hashed), password(Form::Partial)], &[]);
        check("hashed", vec![password(Form::Full)], &["violation user.authorization.password stored in the clear × 1"]);
        check(
            "hashed",
            vec![password(Form::Encrypted)],
            &["lead user.authorization.password stored encrypted, not hashed × 1"],
        );
        check("hashed", vec![password(Form::Hashed)], &[]);
    }

    #[test]
    fn an_aggregate_in_which_somebody_can_be_identified_breaks_its_promise() {
        let anonymous = |shown: &str, findings: Vec<Finding>| {
            let mut room = room("anonymous", "*", "\"*aggregat*\", \"*anonym*\"");
            shown.clone_into(&mut room.shown);
            room.lines(NAME, &[sighting(findings, Some(&[1]))])
        };
        let behavior = || finding("user.behavior");
        assert_eq!(anonymous("public.users", vec![name(), email()]), Vec::<String>::new());
        assert_eq!(anonymous("exports/Aggregated/usage.csv", vec![behavior()]), Vec::<String>::new());
        assert_eq!(
            anonymous("exports/Aggregated/usage.csv", vec![behavior(), email(), finding("user.name.last")]),
            ["violation user.contact.email identifies a person × 1", "violation user.name.last identifies a person × 1"]
        );
        assert_eq!(
            anonymous("stats.anonymous_events", vec![weak(email())]),
            ["lead user.contact.email identifies a person × 1"]
        );
        let hashed = Finding { form: Form::Hashed, ..email() };
        assert_eq!(anonymous("stats.anonymous_events", vec![hashed]), Vec::<String>::new());
    }

    #[test]
    fn data_of_a_deactivated_account_break_a_promise_that_they_go_then() {
        use crate::model::time::EventTime;
        let broken = "violation user.contact.email of a deactivated account × 1";
        for (time, store, finding, expected) in [
            (Some(on("2026-05-31")), None, email(), &[broken][..]),
            (Some(on("2026-05-31")), Some(StoreKind::Live), email(), &[broken]),
            (Some(on("2026-05-31")), Some(StoreKind::Backup), email(), &[]),
            (Some(on("2026-05-31")), Some(StoreKind::Archive), email(), &[]),
            (Some(on("2026-06-01")), None, email(), &[]),
            (Some(on("2026-05-31")), None, weak(email()), &["lead user.contact.email of a deactivated account × 1"]),
            (Some(on("2026-05-31")), None, name(), &[]),
            (Some(EventTime::NotHappened), None, email(), &[]),
            (Some(EventTime::Suspect), None, email(), &[]),
            (Some(EventTime::Unknown), None, email(), &[]),
            (None, None, email(), &[]),
        ] {
            let mut room = room("until-deactivation", "user.contact", "");
            room.object.keeping.store = store;
            let mut row = sighting(vec![finding], Some(&[1]));
            row.events.extend(time.map(|time| (EventKind::AccountClosed, time)));
            assert_eq!(room.lines(NAME, &[row.clone()]), expected, "{time:?} {store:?}");
            room.set_policy("[[promise]]\nid=\"x\"\nheading=\"H\"\ndata=[\"*\"]\nkeeps=\"hashed\"\nwithin=[\"none\"]\n");
            assert_eq!(room.lines(NAME, &[row]), Vec::<String>::new(), "another policy does not say so");
        }
    }

    #[test]
    fn a_promise_is_about_its_own_classes_and_a_broken_pattern_is_asked_about() {
        let row = [sighting(vec![email(), name()], Some(&[1]))];
        let found = room("nothing", "user.contact", "").judge(&row, &[]);
        let broken: Vec<_> = found.violations.iter().filter(|violation| violation.rule == NAME).collect();
        assert_eq!(broken.len(), 1);
        let hedge = Some("may".to_owned());
        let authority = Authority::Policy { policy: "p".into(), heading: "H".to_owned(), hedge };
        assert_eq!((&broken[0].grounds.authority, broken[0].grounds.rule.as_str()), (&authority, "x: is not stored"));
        let found = room("nothing", "*", "\"[\"").judge(&row, &[]);
        assert!(found.violations.iter().all(|violation| violation.rule != NAME));
        assert!(found.open_questions.contains(&(NAME.to_owned(), "p: `[` of promise `x` is no pattern".to_owned())));
    }
}
