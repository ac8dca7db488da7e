//! `/metrics`: what monitoring watches, in Prometheus' text format 0.0.4. Labels are words of our own, never a source's
//! name, a path or a value: what is monitored is copied far.

use std::collections::BTreeMap;
use std::fmt::{Display, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

use super::Shared;
use crate::judge::{RULE_NAMES, Verdicts};
use crate::model::run::Summary;
use crate::model::verdict::Weight;

/// How a scan ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Ended {
    /// All sources were read.
    Done,
    /// A source could not be read at all.
    Incomplete,
    /// It was stopped.
    Stopped,
    /// Our own store or index failed.
    Failed,
}

impl Ended {
    const ALL: [Self; 4] = [Self::Done, Self::Incomplete, Self::Stopped, Self::Failed];

    fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Incomplete => "incomplete",
            Self::Stopped => "stopped",
            Self::Failed => "failed",
        }
    }
}

/// The numbers since the process began, and the last verdicts.
#[derive(Debug, Default)]
pub struct Figures(Mutex<Counted>);

#[derive(Debug, Default)]
struct Counted {
    scans: BTreeMap<Ended, u64>,
    n_skipped: u64,
    n_bytes: u64,
    n_records: u64,
    n_findings: u64,
    /// Seconds since 1970 and how long it took.
    last: Option<(i64, f64)>,
    objects: BTreeMap<String, u64>,
    members: BTreeMap<String, u64>,
    /// By rule and weight: violations, and the records that they are about.
    verdicts: BTreeMap<(String, Weight), (u64, u64)>,
    judged: Option<i64>,
}

impl Figures {
    fn counted(&self) -> MutexGuard<'_, Counted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A scan ended at this second since 1970. Without a summary it failed.
    pub fn scanned(&self, ended: Ended, summary: Option<&Summary>, at: i64) {
        let mut counted = self.counted();
        *counted.scans.entry(ended).or_default() += 1;
        let Some(summary) = summary else { return };
        counted.n_bytes = counted.n_bytes.saturating_add(summary.n_bytes);
        counted.n_records = counted.n_records.saturating_add(summary.n_records);
        counted.n_findings = counted.n_findings.saturating_add(summary.n_findings);
        counted.last = Some((at, summary.seconds));
        drop(counted);
        self.holds(summary.objects.clone(), summary.members.clone());
    }

    /// What the catalogue holds, by outcome word.
    pub fn holds(&self, objects: BTreeMap<String, u64>, members: BTreeMap<String, u64>) {
        let mut counted = self.counted();
        (counted.objects, counted.members) = (objects, members);
    }

    /// A source was due while it was being scanned.
    pub fn skipped(&self) {
        self.counted().n_skipped += 1;
    }

    /// Everything was judged at this second since 1970.
    pub fn judged(&self, verdicts: &Verdicts, at: i64) {
        let mut by_rule: BTreeMap<(String, Weight), (u64, u64)> = BTreeMap::new();
        // A rule that nothing breaks shows as 0.
        for rule in RULE_NAMES {
            for weight in Weight::ALL.into_iter().filter(|weight| weight.is_of(rule)) {
                by_rule.insert((rule.to_owned(), weight), (0, 0));
            }
        }
        for violation in &verdicts.violations {
            let (n, n_records) = by_rule.entry((violation.rule.clone(), violation.weight)).or_default();
            (*n, *n_records) = (n.saturating_add(1), n_records.saturating_add(violation.n_records));
        }
        let mut counted = self.counted();
        (counted.verdicts, counted.judged) = (by_rule, Some(at));
    }

    /// The page.
    pub fn page(&self, is_scanning: bool) -> String {
        let mut page = Page(String::new());
        let counted = self.counted();
        let version = env!("CARGO_PKG_VERSION");
        page.gauge("gleaner_build_info", "The version that runs.", [(format!("{{version=\"{version}\"}}"), 1)]);
        page.gauge("gleaner_scanning", "Whether a scan is running.", bare(u8::from(is_scanning)));
        let scans = Ended::ALL.map(|ended| (label("result", ended.word()), counted.scans.get(&ended).copied().unwrap_or(0)));
        page.counter("gleaner_scans_total", "Scans that ended.", scans);
        page.counter("gleaner_ticks_skipped_total", "Sources due while being scanned.", bare(counted.n_skipped));
        page.counter("gleaner_read_bytes_total", "Decoded bytes looked at.", bare(counted.n_bytes));
        page.counter("gleaner_records_total", "Records looked at.", bare(counted.n_records));
        page.counter("gleaner_findings_total", "Findings committed.", bare(counted.n_findings));
        if let Some((at, seconds)) = counted.last {
            page.gauge("gleaner_last_scan_end_timestamp_seconds", "When the last scan ended.", bare(at));
            page.gauge("gleaner_last_scan_seconds", "How long it took.", bare(seconds));
        }
        page.gauge("gleaner_objects", "Objects by how far they were read.", by_outcome(&counted.objects));
        page.gauge("gleaner_members", "Members of containers by how far they were read.", by_outcome(&counted.members));
        if let Some(at) = counted.judged {
            let verdicts = || counted.verdicts.iter().map(|((rule, weight), n)| (of_rule(rule, *weight), *n));
            page.gauge("gleaner_judged_timestamp_seconds", "When everything was judged last.", bare(at));
            page.gauge("gleaner_violations", "Violations and leads.", verdicts().map(|(label, (n, _))| (label, n)));
            page.gauge("gleaner_violation_records", "Records in them.", verdicts().map(|(label, (_, n))| (label, n)));
        }
        page.0
    }
}

fn bare<N>(value: N) -> [(String, N); 1] {
    [(String::new(), value)]
}

/// Only for our own words: nothing in them needs escaping.
fn label(name: &str, word: &str) -> String {
    format!("{{{name}=\"{word}\"}}")
}

fn of_rule(rule: &str, weight: Weight) -> String {
    format!("{{rule=\"{rule}\",weight=\"{}\"}}", weight.word())
}

fn by_outcome(totals: &BTreeMap<String, u64>) -> impl Iterator<Item = (String, u64)> {
    totals.iter().map(|(word, n)| (label("outcome", word), *n))
}

struct Page(String);

impl Page {
    fn gauge<N: Display>(&mut self, name: &str, help: &str, values: impl IntoIterator<Item = (String, N)>) {
        self.family("gauge", name, help, values);
    }

    fn counter<N: Display>(&mut self, name: &str, help: &str, values: impl IntoIterator<Item = (String, N)>) {
        self.family("counter", name, help, values);
    }

    fn family<N: Display>(&mut self, kind: &str, name: &str, help: &str, values: impl IntoIterator<Item = (String, N)>) {
        // Writing to a `String` cannot fail.
        let _ = write!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}\n");
        for (labels, value) in values {
            let _ = writeln!(self.0, "{name}{labels} {value}");
        }
    }
}

/// Shows the page.
pub(super) async fn show(State(shared): State<Arc<Shared>>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], shared.figures.page(shared.scans.is_scanning()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_on_the_page() {
        let figures = Figures::default();
        let objects = BTreeMap::from([("complete".to_owned(), 4)]);
        let summary = Summary { objects, n_bytes: 10, seconds: 0.5, ..Summary::default() };
        figures.scanned(Ended::Done, Some(&summary), 100);
        figures.scanned(Ended::Incomplete, Some(&summary), 200);
        figures.scanned(Ended::Failed, None, 300);
        figures.skipped();
        figures.judged(&Verdicts::default(), 400);
        let page = figures.page(true);
        for line in [
            "gleaner_scanning 1",
            "gleaner_scans_total{result=\"done\"} 1",
            "gleaner_scans_total{result=\"stopped\"} 0",
            "gleaner_scans_total{result=\"failed\"} 1",
            "gleaner_ticks_skipped_total 1",
            "gleaner_read_bytes_total 20",
            "gleaner_last_scan_end_timestamp_seconds 200",
            "gleaner_last_scan_seconds 0.5",
            "gleaner_objects{outcome=\"complete\"} 4",
            "gleaner_violations{rule=\"under-age\",weight=\"violation\"} 0",
            "gleaner_violations{rule=\"misplaced\",weight=\"lead\"} 0",
            "gleaner_violations{rule=\"undisclosed\",weight=\"catch_all\"} 0",
            "gleaner_judged_timestamp_seconds 400",
        ] {
            assert!(page.lines().any(|found| found == line), "{line} is not in\n{page}");
        }
    }

    #[test]
    fn nothing_is_said_of_what_has_not_happened() {
        let page = Figures::default().page(false);
        for word in ["gleaner_last_scan", "gleaner_violations", "gleaner_judged", "catch_all"] {
            assert!(!page.contains(word), "{word} is in\n{page}");
        }
    }
}
