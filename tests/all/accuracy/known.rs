//! Names of subjects that the company's own tables hold, in running text: each case's text is looked at as a scan does once the
//! names of all tables are known.

use std::collections::HashSet;

use gleaner::detect::{Context, Detectors, KnownNames, names};
use gleaner::model::locator::StepKind;
use gleaner::model::passage::{Fields, Passage, Record, RecordKind};
use gleaner::model::secret::TermKind;
use gleaner::model::time::Day;

use super::case::{Case, Found, Kind};

/// The customers: their names as they are tagged.
struct Customers(HashSet<String>);

impl KnownNames for Customers {
    fn is_known(&self, sorted_name: &str) -> bool {
        self.0.contains(sorted_name)
    }
}

/// The cases of texts whose names have two words and more, each with what is found in it. All those named are customers.
pub fn run<'a>(detectors: &Detectors, cases: &'a [Case]) -> Vec<(&'a Case, Vec<Found>)> {
    let is_full = |name: &String| name.split_whitespace().count() >= 2;
    let is_text = |case: &&Case| {
        case.class.as_deref() == Some("user.name") && case.kind != Kind::Column && case.expect.iter().all(is_full)
    };
    let texts: Vec<&Case> = cases.iter().filter(is_text).collect();
    let names = texts.iter().flat_map(|case| &case.expect);
    let sorted = |name: &String| names::terms(name).into_iter().find(|term| term.kind == TermKind::Sorted);
    let customers = Customers(names.filter_map(sorted).map(|term| term.text.expose().to_owned()).collect());
    let fields = Fields::default();
    let today = Day::from_date(jiff::civil::date(2026, 6, 1));
    let context = Context { fields: &fields, verdicts: &[], region: None, today, known: Some(&customers) };
    let found = |case: &Case| {
        let passages = vec![Passage::new(case.text.as_str(), None)];
        let record = Record { kind: RecordKind::Text, at: (StepKind::Offset, Vec::new()), passages, day: None };
        let hits = detectors.detect(&record, &context).into_iter();
        hits.map(|(_, hit)| Found::new(hit.detector.as_str(), hit.class.as_str(), &case.text[hit.span])).collect()
    };
    texts.into_iter().map(|case| (case, found(case))).collect()
}
