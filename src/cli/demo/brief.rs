//! What the demo prints: the data map, the four reports and the answer, in short enough to be read at once.

use std::collections::{BTreeMap, BTreeSet};

use super::planted::Person;
use crate::model::ids::DataClass;
use crate::model::run::Summary;
use crate::model::subject::{Answer, Tier};
use crate::model::verdict::{Authority, Violation, Weight};
use crate::model::view::Overview;
use crate::report::words;

/// Lines of each report that are shown; the page has them all.
const SHOWN: usize = 5;
/// Leads of each report that are shown.
const SHOWN_LEADS: usize = 2;

/// What there is to tell.
pub(super) struct Brief<'a> {
    pub(super) overview: &'a Overview,
    pub(super) summary: &'a Summary,
    pub(super) answer: &'a Answer,
    pub(super) person: &'a Person,
    /// A data class in words.
    pub(super) names: &'a dyn Fn(&DataClass) -> Option<String>,
}

impl Brief<'_> {
    /// All of it.
    pub(super) fn lines(&self) -> Vec<String> {
        let (summary, basis) = (self.summary, &self.overview.map.basis);
        let n_objects: u64 = summary.objects.values().sum();
        let mut lines = vec![format!(
            "An invented company was written and scanned: {n_objects} tables and files, {} records, {:.1} s.",
            summary.n_records, summary.seconds
        )];
        lines.push(format!("It is judged by the privacy policy of {}, as of {}.", self.overview.title, basis.as_of));
        self.map(&mut lines);
        let overview = self.overview;
        for (title, what, violations) in [
            ("RETENTION", "held longer than they may be", &overview.retention.violations),
            ("UNDER-AGE", "of children whom the policy does not want", &overview.under_age.violations),
            ("UNDISCLOSED", "of kinds that the policy does not mention", &overview.undisclosed.violations),
            ("PROMISES", "that a promise or a law or a standard forbids", &overview.promises.violations),
        ] {
            self.report(&mut lines, title, what, violations);
        }
        self.person(&mut lines);
        lines
    }

    fn name(&self, class: &DataClass) -> String {
        (self.names)(class).unwrap_or_else(|| class.to_string())
    }

    /// Kinds of data by source, in records.
    fn map(&self, lines: &mut Vec<String>) {
        let mut held: BTreeMap<&DataClass, BTreeMap<&str, u64>> = BTreeMap::new();
        let mut sources = BTreeSet::new();
        for line in &self.overview.map.lines {
            sources.insert(line.source.as_str());
            *held.entry(&line.class).or_default().entry(line.source.as_str()).or_default() += line.n_records;
        }
        let head: String = sources.iter().map(|source| format!("{source:>10}")).collect();
        lines.extend([String::new(), format!("{:<38}{head}", "WHAT LIES WHERE, in records")]);
        for (class, by_source) in held {
            let cell = |source: &&str| by_source.get(source).map_or_else(|| "·".to_owned(), u64::to_string);
            let cells: String = sources.iter().map(|source| format!("{:>10}", cell(source))).collect();
            lines.push(format!("  {:<36}{cells}", self.name(class)));
        }
    }

    fn report(&self, lines: &mut Vec<String>, title: &str, what: &str, violations: &[Violation]) {
        let of = |weight: Weight| {
            let mut of: Vec<_> = violations.iter().filter(|violation| violation.weight == weight).collect();
            of.sort_by(|a, b| b.n_records.cmp(&a.n_records).then_with(|| a.cmp(b)));
            of
        };
        let (broken, leads) = (of(Weight::Violation), of(Weight::Lead));
        let n: u64 = broken.iter().map(|violation| violation.n_records).sum();
        lines.extend([String::new(), format!("{title}: {n} records {what}, in {} places", broken.len())]);
        self.violations(lines, &broken, SHOWN);
        if !leads.is_empty() {
            let n: u64 = leads.iter().map(|lead| lead.n_records).sum();
            lines.push(format!("  Leads, weaker and to be looked into: {n}, in {} places", leads.len()));
            self.violations(lines, &leads, SHOWN_LEADS);
        }
        let caught = of(Weight::CatchAll);
        if !caught.is_empty() {
            let n: u64 = caught.iter().map(|line| line.n_records).sum();
            lines.push(format!("  Covered by a catch-all only: {n}, in {} places", caught.len()));
        }
    }

    /// The first few, those with the same grounds together.
    fn violations(&self, lines: &mut Vec<String>, violations: &[&Violation], n_shown: usize) {
        let mut by_grounds: Vec<(String, Vec<&Violation>)> = Vec::new();
        for violation in violations.iter().take(n_shown) {
            let grounds = &violation.grounds;
            let authority = words::authority(&without_hedge(&grounds.authority));
            let grounds = format!("{authority}: {}", rule_of(&grounds.rule, &violation.class));
            match by_grounds.iter_mut().find(|(known, _)| *known == grounds) {
                Some((_, same)) => same.push(violation),
                None => by_grounds.push((grounds, vec![violation])),
            }
        }
        for (grounds, same) in by_grounds {
            for violation in same {
                let what = format!("{}, {}", self.name(&violation.class), words::violation_state(&violation.state));
                let place = format!("{}: {}", violation.source, violation.object);
                lines.push(format!("  {:>6}  {:<52}  {place}", violation.n_records, what));
            }
            lines.push(format!("          {grounds}"));
        }
        if violations.len() > n_shown {
            lines.push(format!("          … and {} more places in the page", violations.len() - n_shown));
        }
    }

    fn person(&self, lines: &mut Vec<String>) {
        let answer = self.answer;
        let n: u64 = answer.n_records.values().sum();
        lines.extend([
            String::new(),
            format!(
                "ALL DATA ABOUT ONE PERSON: {} (invented), asked for by e-mail, phone and name: {n} records",
                self.person.name
            ),
        ]);
        let mut by_tier: BTreeMap<Tier, BTreeMap<String, u64>> = BTreeMap::new();
        for trace in &answer.traces {
            let places = by_tier.entry(trace.tier).or_default();
            *places.entry(trace.source.to_string()).or_default() += trace.n_records;
        }
        for (tier, places) in by_tier {
            let (word, meaning) = words::tier(tier);
            let places: Vec<_> = places.iter().map(|(place, n)| format!("{place} {n}")).collect();
            lines.push(format!("  {word:<10}  {}  ({meaning})", places.join(", ")));
        }
    }
}

/// The page quotes a text's hedges; here there is no room for them.
fn without_hedge(authority: &Authority) -> Authority {
    match authority {
        Authority::Policy { policy, heading, .. } => {
            Authority::Policy { policy: policy.clone(), heading: heading.clone(), hedge: None }
        }
        other => other.clone(),
    }
}

/// The rule without the class that it begins with: the class stands in the line above.
fn rule_of<'a>(rule: &'a str, class: &DataClass) -> &'a str {
    rule.strip_prefix(class.as_str()).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(rule)
}
