//! The parts of a report: what each says in a sentence, its charts, its tables.

use crate::model::run::Summary;
use crate::model::subject::{Answer, Tier};
use crate::model::verdict::{Violation, Weight};
use crate::model::view::{CoverageReport, DataMap, Overview, RetentionReport, ScanBench, ViolationReport};

use super::chart;
use super::children;
use super::page::Section;
use super::sheets::{self, Lines};
use super::text::{counted, safe};
use super::words;

/// How verdicts count records.
pub const COUNTED: &str = "A record counts once for each kind of data it holds and each rule it breaks.";

/// All of them, the verdicts first.
pub fn overview(overview: &Overview) -> Vec<Section> {
    vec![
        retention(&overview.retention),
        under_age(&overview.under_age),
        undisclosed(&overview.undisclosed),
        promises(&overview.promises),
        super::register::counts(&overview.register),
        map(&overview.map),
        coverage(&overview.coverage, Lines::Incomplete),
    ]
}

/// What lies where.
pub fn map(map: &DataMap) -> Section {
    let intro = if map.lines.is_empty() {
        "No personal data was found in what was read. What was not read is listed under coverage.".to_owned()
    } else {
        "A record counts once for each kind of data that it holds, and in each category that the kind falls under.".to_owned()
    };
    Section {
        id: "map",
        title: "Personal data held".to_owned(),
        intro,
        charts: [chart::classes(map), chart::heat(map)].into_iter().flatten().collect(),
        sheets: vec![sheets::map(&map.lines)],
        ..Section::default()
    }
}

/// What is held how long.
pub fn retention(report: &RetentionReport) -> Section {
    let mut section =
        verdicts("retention", "Held too long", "held past their period", &report.violations, &report.open_questions);
    section.charts = [chart::states(report), chart::ageing(report), chart::calendar(report)].into_iter().flatten().collect();
    section
        .sheets
        .extend([sheets::ageing(report), sheets::calendar(report)].into_iter().filter(|sheet| !sheet.rows.is_empty()));
    section.sheets.push(sheets::retention(&report.lines));
    section
}

/// Whose data are a child's.
pub fn under_age(report: &ViolationReport) -> Section {
    let mut section =
        verdicts("under-age", "Data of children", "about persons under age", &report.violations, &report.open_questions);
    let more = [children::sheet(&report.cases), sheets::comes_of_age(&report.comes_of_age)];
    section.sheets.extend(more.into_iter().filter(|sheet| !sheet.rows.is_empty()));
    section
}

/// What the policy does not disclose.
pub fn undisclosed(report: &ViolationReport) -> Section {
    let mut section = verdicts(
        "undisclosed",
        "Not disclosed",
        "of kinds that the policy does not disclose",
        &report.violations,
        &report.open_questions,
    );
    section.sheets.extend(Some(sheets::never_found(&report.never_found)).filter(|sheet| !sheet.rows.is_empty()));
    section
}

/// What breaks a promise or a law or a standard.
pub fn promises(report: &ViolationReport) -> Section {
    verdicts(
        "promises",
        "Promises and standards",
        "kept against a promise or a law or a standard",
        &report.violations,
        &report.open_questions,
    )
}

fn verdicts(id: &'static str, title: &str, what: &str, violations: &[Violation], open: &[String]) -> Section {
    let broken = words::n_records(violations, Weight::Violation);
    let leads = words::n_records(violations, Weight::Lead);
    let intro = match (broken, leads) {
        (0, 0) => format!("No records {what} were found in what was read."),
        (0, _) => format!("No records are shown to be {what}. {} to look into.", counted(leads, "record", "records")),
        (_, 0) => format!("{} {what}.", counted(broken, "record is", "records are")),
        _ => format!(
            "{} {what}. {} to look into.",
            counted(broken, "record is", "records are"),
            counted(leads, "more record", "more records")
        ),
    };
    let intro = if violations.is_empty() { intro } else { format!("{intro} {COUNTED}") };
    let excepted = words::n_records(violations, Weight::Excepted);
    let intro = match excepted {
        0 => intro,
        n => format!("{intro} {} excepted.", counted(n, "record is", "records are")),
    };
    let intro = match words::n_records(violations, Weight::CatchAll) {
        0 => intro,
        n => format!("{intro} Only a catch-all covers {}.", counted(n, "record", "records")),
    };
    let sheets = Weight::ALL.into_iter().map(|weight| sheets::violations(violations, weight));
    Section {
        id,
        title: title.to_owned(),
        intro,
        open_title: "Open questions".to_owned(),
        open: open.iter().map(|question| safe(question)).collect(),
        charts: Vec::new(),
        sheets: sheets.filter(|sheet| !sheet.rows.is_empty()).collect(),
    }
}

/// How far everything was looked at.
pub fn coverage(report: &CoverageReport, lines: Lines) -> Section {
    let listed = sheets::coverage(report, lines);
    let n_complete = report.lines.iter().filter(|line| !lines.keep(line)).count() as u64;
    let intro = match (lines, listed.rows.is_empty()) {
        (Lines::All, _) => "Every object that was met, with how far it was read.".to_owned(),
        (Lines::Incomplete, true) if report.totals.is_empty() => "Nothing has been read yet.".to_owned(),
        (Lines::Incomplete, true) => "Everything that was met was read in full.".to_owned(),
        (Lines::Incomplete, false) => format!(
            "What was not read in full, with the reason. {} read in full and not listed here.",
            counted(n_complete, "object or member was", "objects and members were")
        ),
    };
    let mut sheets = vec![sheets::totals(&report.totals, &report.totals_members)];
    if !listed.rows.is_empty() {
        sheets.push(listed);
    }
    Section {
        id: "coverage",
        title: if lines == Lines::All { "Coverage" } else { "What was not read" }.to_owned(),
        intro,
        charts: chart::coverage(&report.totals).into_iter().collect(),
        sheets,
        ..Section::default()
    }
}

/// The records of an answer, surest first, and what it may have missed.
pub fn answer(answer: &Answer) -> Vec<Section> {
    let tiers = [Tier::Certain, Tier::Probable, Tier::Possible, Tier::Mentioned];
    let sheets: Vec<_> =
        tiers.into_iter().map(|tier| sheets::traces(answer, tier)).filter(|sheet| !sheet.rows.is_empty()).collect();
    let intro = if sheets.is_empty() { "Nothing was found in what was read." } else { "Surest first. Values are masked." };
    let records = Section { id: "records", title: "Records".to_owned(), intro: intro.to_owned(), sheets, ..Section::default() };
    let missed = Section {
        id: "missed",
        title: "What the answer may have missed".to_owned(),
        intro: if answer.incomplete.is_empty() { "Everything configured was read in full." } else { "" }.to_owned(),
        open: answer.incomplete.iter().map(|line| safe(line)).collect(),
        ..Section::default()
    };
    vec![records, missed]
}

/// What a scan cost.
pub fn bench(bench: &ScanBench) -> Section {
    let sources: Vec<_> = bench.sources.iter().map(|source| safe(source.as_str())).collect();
    let pace = if bench.is_full_speed { "at full speed" } else { "gently" };
    let threads = counted(bench.n_threads as u64, "thread", "threads");
    Section {
        id: "bench",
        title: format!("{}, {pace}, {threads}", sources.join(", ")),
        intro: format!(
            "Committed after {:.2} seconds ({:.1} MB/s), index caught up after {:.2} seconds.",
            bench.seconds_committed, bench.mb_per_second, bench.seconds_indexed
        ),
        sheets: vec![sheets::stages(bench), sheets::bench(bench)],
        ..Section::default()
    }
}

/// What a run did.
pub fn run(summary: &Summary) -> Section {
    let stopped = if summary.was_stopped { "Stopped before its end; run it again to go on." } else { "Done." };
    Section {
        id: "run",
        title: "Summary".to_owned(),
        intro: format!("{stopped} {:.1} seconds.", summary.seconds),
        open_title: "Sources that could not be read".to_owned(),
        open: summary.sources_lost.iter().map(|source| safe(&format!("{source}: could not be read at all"))).collect(),
        sheets: vec![sheets::summary(summary)],
        ..Section::default()
    }
}
