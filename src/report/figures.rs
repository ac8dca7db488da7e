//! The numbers at the top of a report, and the sentence that sums them up.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::subject::Answer;
use crate::model::verdict::{RetentionLine, RetentionState, Violation, Weight};
use crate::model::view::Overview;

use super::page::{Figure, Mood};
use super::sections::COUNTED;
use super::text::{counted, grouped, percent, safe};
use super::words;

/// The figures of the whole report.
pub fn overview(overview: &Overview) -> Vec<Figure> {
    let lines = &overview.map.lines;
    let findings = lines.iter().fold(0_u64, |sum, line| sum.saturating_add(line.n_findings));
    let kinds: BTreeSet<_> = lines.iter().map(|line| &line.class).collect();
    let places: BTreeSet<_> = lines.iter().map(|line| (&line.source, &line.object)).collect();
    let held = Figure {
        label: "Personal data found".to_owned(),
        value: grouped(findings),
        note: format!(
            "{} in {}",
            counted(kinds.len() as u64, "kind", "kinds"),
            counted(places.len() as u64, "object", "objects")
        ),
        mood: Mood::Plain,
    };
    vec![
        held,
        broken("Held too long", &overview.retention.violations),
        broken("Data of children", &overview.under_age.violations),
        broken("Not disclosed", &overview.undisclosed.violations),
        broken("Broken promises", &overview.promises.violations),
        read(&overview.coverage.totals),
    ]
}

fn broken(label: &str, violations: &[Violation]) -> Figure {
    let (n, leads) = (words::n_records(violations, Weight::Violation), words::n_records(violations, Weight::Lead));
    let mood = match (n, leads) {
        (0, 0) => Mood::Good,
        (0, _) => Mood::Open,
        _ => Mood::Bad,
    };
    let unit = if n == 1 { "record" } else { "records" };
    let note = if leads == 0 { unit.to_owned() } else { format!("{unit} · {} to look into", grouped(leads)) };
    Figure { label: label.to_owned(), value: grouped(n), note, mood }
}

/// The share of objects that were read in full, of those that were not left out on purpose.
fn read(totals: &BTreeMap<String, u64>) -> Figure {
    let count = |word: &str| totals.get(word).copied().unwrap_or(0);
    let all = totals.values().fold(0_u64, |sum, n| sum.saturating_add(*n));
    let meant = all.saturating_sub(count("skipped"));
    let mood = if meant > 0 && count("complete") == meant { Mood::Good } else { Mood::Open };
    Figure {
        label: "Read in full".to_owned(),
        value: percent(count("complete"), meant),
        note: format!(
            "{} of {} · {} left out",
            grouped(count("complete")),
            counted(meant, "object", "objects"),
            grouped(count("skipped"))
        ),
        mood,
    }
}

/// The whole report in a sentence or two.
pub fn verdict(overview: &Overview) -> String {
    if overview.coverage.totals.values().all(|n| *n == 0) {
        return "Nothing has been read yet: this report says nothing about what is held.".to_owned();
    }
    let rules = [
        (&overview.retention.violations, "held past the period that applies"),
        (&overview.under_age.violations, "about persons under age"),
        (&overview.undisclosed.violations, "of kinds that the policy does not disclose"),
        (&overview.promises.violations, "kept against a promise or a law or a standard"),
    ];
    let broken = rules.map(|(violations, what)| (words::n_records(violations, Weight::Violation), what));
    let leads = rules.iter().fold(0_u64, |sum, (all, _)| sum.saturating_add(words::n_records(all, Weight::Lead)));
    let parts: Vec<String> = broken
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{} {what}", counted(n, "record is", "records are")))
        .collect();
    let day = safe(&overview.map.basis.as_of);
    let look = if leads > 0 {
        format!(" {} to look into.", counted(leads, "record is left", "records are left"))
    } else {
        String::new()
    };
    let Some((last, before)) = parts.split_last() else {
        return format!(
            "As of {day}, nothing that was read is shown to break the policy.{look} What was not read is listed at the end."
        );
    };
    let list = if before.is_empty() { last.clone() } else { format!("{}, and {last}", before.join(", ")) };
    format!("As of {day}, {list}.{look} {COUNTED}")
}

/// The figures of an answer: records by how sure it is.
pub fn answer(answer: &Answer) -> Vec<Figure> {
    let figure = |(tier, n): (&crate::model::subject::Tier, &u64)| Figure {
        label: words::tier(*tier).0.to_owned(),
        value: grouped(*n),
        note: if *n == 1 { "record" } else { "records" }.to_owned(),
        mood: Mood::Plain,
    };
    answer.n_records.iter().map(figure).collect()
}

/// What was asked, without a value.
pub fn answer_verdict(answer: &Answer) -> String {
    let asked: Vec<&str> = answer.asked.iter().map(|class| class.as_str()).collect();
    safe(&format!(
        "Asked by {}. The values asked for are not kept.",
        if asked.is_empty() { "nothing".to_owned() } else { asked.join(", ") }
    ))
}
/// Where the records of one kind in one object stand, each of them once.
pub struct Standing<'a> {
    /// Which kind of data.
    pub class: &'a str,
    /// Records per state.
    pub states: BTreeMap<RetentionState, u64>,
}

/// A class that falls under several of the policy's categories has lines for each, about the same records: of them the
/// strictest category counts.
pub fn standings(lines: &[RetentionLine]) -> Vec<Standing<'_>> {
    type Place<'a> = (&'a str, &'a str, &'a str);
    let mut places: BTreeMap<Place<'_>, BTreeMap<Option<&str>, Standing<'_>>> = BTreeMap::new();
    for line in lines {
        let class = line.class.as_str();
        let by_category = places.entry((line.source.as_str(), &line.object, class)).or_default();
        let category = line.category.as_ref().map(|category| category.as_str());
        let empty = || Standing { class, states: BTreeMap::new() };
        let standing = by_category.entry(category).or_insert_with(empty);
        for (state, n) in &line.states {
            let sum = standing.states.entry(*state).or_default();
            *sum = sum.saturating_add(*n);
        }
    }
    let rank = |standing: &Standing<'_>| words::STATES.map(|state| standing.states.get(&state).copied().unwrap_or(0));
    places.into_values().filter_map(|by_category| by_category.into_values().max_by_key(rank)).collect()
}
