//! One case for each child as a table: what it comes to, and where data about that person lie.

use super::sheet::{Cell, Sheet};
use super::text::counted;
use super::words;
use crate::model::child::{CaseState, ChildCase, ChildPlace, ChildVerdict};
use crate::model::policy::Role;

/// The cases, the heaviest first.
pub fn sheet(cases: &[ChildCase]) -> Sheet {
    let columns = ["@Case", "What", "Comes of age", "Grounds", "@Where"];
    let mut sheet = Sheet::new("One case for each child", &columns);
    sheet.note = "Carried to all data of the same person, by sure links only.".to_owned();
    sheet.rows = cases.iter().map(row).collect();
    sheet
}

fn row(case: &ChildCase) -> Vec<Cell> {
    let state = match case.state {
        CaseState::Violation => "violation",
        CaseState::Lead => "lead",
        CaseState::Cleared => "cleared by a parent’s consent",
    };
    let ages = case.verdicts.iter().map(|verdict| words::violation_state(&verdict.ages));
    let months: Vec<&str> = case.verdicts.iter().filter_map(|verdict| verdict.comes_of_age.as_deref()).collect();
    let mut grounds = case.verdicts.iter().flat_map(grounds).chain(case.consent.iter().map(consent));
    let mut places = case.places.iter().flat_map(place).chain((case.n_possible > 0).then(|| possible(case.n_possible)));
    vec![
        Cell::stack(&case.id, who(case)),
        Cell::stack(state, ages),
        Cell::text(months.join(", ")),
        Cell::stack(grounds.next().unwrap_or_default(), grounds),
        Cell::stack(places.next().unwrap_or_default(), places),
    ]
}

/// What kind of person, in which role it is held, and who looks after it.
fn who(case: &ChildCase) -> Vec<String> {
    let persons = case.persons.iter().map(|kind| format!("kind of person: {}", kind.as_str()));
    let roles = case.roles.iter().map(|role| match role {
        Role::Controller => "held as controller".to_owned(),
        Role::Processor => "held as processor".to_owned(),
    });
    persons.chain(roles).chain(case.has_guardian.then(|| "a guardian is named".to_owned())).collect()
}

fn grounds(verdict: &ChildVerdict) -> Vec<String> {
    words::grounds(&verdict.grounds)
}

fn consent(place: &String) -> String {
    format!("a parent’s consent stands in {place}")
}

/// Where records lie, what they hold, and by which path they were found.
fn place(place: &ChildPlace) -> Vec<String> {
    let records = counted(place.n_records, "record", "records");
    let classes: Vec<&str> = place.classes.iter().map(|class| class.as_str()).collect();
    let mut lines = vec![format!("{}: {}", place.source, place.object), format!("{records}: {}", classes.join(", "))];
    if place.is_linked {
        lines.push(format!("link {}: {}", words::tier(place.tier).0, place.path.join(" → ")));
    }
    lines
}

fn possible(n: u64) -> String {
    format!("{} perhaps this child’s, for a human to decide", counted(n, "more record", "more records"))
}
