//! Floor 1: views → bytes. A new output format is one file and one line in [`REPORTS`].
//!
//! Table, page, paper and workbook show the same [`page::Page`], so that their numbers cannot differ, in any language of
//! [`tongue`]; JSON is the view itself; CSV is one flat table for each view; SARIF is what breaks a rule. Names come masked and escaped; every format escapes them again for its own reader, since what
//! was found is not ours.

mod against;
mod chart;
mod children;
mod copies;
mod csv;
mod drawing;
mod exposure;
mod facts;
mod figures;
mod html;
mod json;
mod page;
mod pdf;
mod picture;
mod register;
mod sarif;
mod sections;
mod sheet;
mod sheets;
mod subjects;
mod table;
mod text;
mod tongue;
mod trend;
pub mod words;
mod xlsx;

use std::io;

use serde_json::Value;

use crate::model::against::AgainstReport;
use crate::model::article30::Article30Report;
use crate::model::copies::CopiesReport;
use crate::model::exposure::ExposureReport;
use crate::model::fact::FactReport;
use crate::model::register::RegisterReport;
use crate::model::run::Summary;
use crate::model::subject::Answer;
use crate::model::subjects::SubjectsReport;
use crate::model::trend::TrendReport;
use crate::model::view::{Basis, CoverageReport, DataMap, Overview, RetentionReport, ScanBench, ViolationReport};

pub use json::line as json_line;
pub use pdf::{Font, NoFont};
pub use picture::picture;
pub use tongue::{ENGLISH, Tongue};

/// What is to be shown.
#[derive(Clone, Copy, Debug)]
pub enum View<'a> {
    /// What lies where.
    Map(&'a DataMap),
    /// What is held how long.
    Retention(&'a RetentionReport),
    /// Whose data are a child's.
    UnderAge(&'a ViolationReport),
    /// What the policy does not disclose.
    Undisclosed(&'a ViolationReport),
    /// What breaks a promise or a law or a standard.
    Promises(&'a ViolationReport),
    /// Violations over all scans.
    Violations(&'a RegisterReport),
    /// Whose data are held.
    Subjects(&'a SubjectsReport),
    /// How far everything was looked at.
    Coverage(&'a CoverageReport),
    /// What is not complete.
    Faults(&'a CoverageReport),
    /// All data about one person.
    Subject(&'a Answer),
    /// Who of a list is held, and where.
    Against(&'a AgainstReport),
    /// Objects that share most of their persons.
    Copies(&'a CopiesReport),
    /// What was lost, if it was.
    Exposure(&'a ExposureReport),
    /// Records of processing.
    Article30(&'a Article30Report),
    /// What an impact assessment can take over.
    Dpia(&'a Article30Report),
    /// What has changed since an earlier report.
    Trend(&'a TrendReport),
    /// All reports in one.
    Overview(&'a Overview),
    /// What a run did.
    Summary(&'a Summary),
    /// What a scan cost.
    Bench(&'a ScanBench),
    /// What bare facts come to.
    Facts(&'a FactReport),
}

impl View<'_> {
    /// The names of all views, as [`schema`] takes them.
    pub const NAMES: [&'static str; 20] = [
        "map",
        "retention",
        "under-age",
        "undisclosed",
        "promises",
        "violations",
        "subjects",
        "coverage",
        "faults",
        "subject",
        "against",
        "copies",
        "exposure",
        "article30",
        "dpia",
        "trend",
        "overview",
        "summary",
        "bench",
        "facts",
    ];

    /// Its name: the word after `report`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Map(_) => "map",
            Self::Retention(_) => "retention",
            Self::UnderAge(_) => "under-age",
            Self::Undisclosed(_) => "undisclosed",
            Self::Promises(_) => "promises",
            Self::Violations(_) => "violations",
            Self::Subjects(_) => "subjects",
            Self::Coverage(_) => "coverage",
            Self::Faults(_) => "faults",
            Self::Subject(_) => "subject",
            Self::Against(_) => "against",
            Self::Copies(_) => "copies",
            Self::Exposure(_) => "exposure",
            Self::Article30(_) => "article30",
            Self::Dpia(_) => "dpia",
            Self::Trend(_) => "trend",
            Self::Overview(_) => "overview",
            Self::Summary(_) => "summary",
            Self::Bench(_) => "bench",
            Self::Facts(_) => "facts",
        }
    }

    /// What it rests on; none of an answer, a run or bare facts, which say so themselves.
    pub fn basis(&self) -> Option<&Basis> {
        match self {
            Self::Map(map) => Some(&map.basis),
            Self::Retention(report) => Some(&report.basis),
            Self::UnderAge(report) | Self::Undisclosed(report) | Self::Promises(report) => Some(&report.basis),
            Self::Violations(report) => Some(&report.basis),
            Self::Copies(report) => Some(&report.basis),
            Self::Subjects(report) => Some(&report.basis),
            Self::Coverage(report) | Self::Faults(report) => Some(&report.basis),
            Self::Against(report) => Some(&report.basis),
            Self::Exposure(report) => Some(&report.basis),
            Self::Article30(report) | Self::Dpia(report) => Some(&report.basis),
            Self::Trend(report) => Some(&report.basis),
            Self::Overview(overview) => Some(&overview.map.basis),
            Self::Subject(_) | Self::Summary(_) | Self::Bench(_) | Self::Facts(_) => None,
        }
    }
}

/// How a view is to look, where the format leaves a choice.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The terminal's width, in columns; none where the output is no terminal.
    pub width: Option<usize>,
    /// The language of what people read. Machines are spoken to in English.
    pub tongue: &'a Tongue,
    /// The font for letters that the usual ones of a PDF lack.
    pub font: Option<&'a Font>,
}

impl Look<'_> {
    /// English, in lines as long as need be.
    pub fn plain() -> Self {
        Self { width: None, tongue: &ENGLISH, font: None }
    }
}

/// An output format.
///
/// # Contract
/// * It shows all of a view: nothing is cut off without saying so.
/// * The same view gives the same bytes.
/// * Nothing in a view can act on the reader: no markup, no formula, no terminal escape, no turned reading direction.
pub trait Report: Sync {
    /// The word after `--format`.
    fn name(&self) -> &'static str;

    /// Why it cannot show a view; none: it can.
    fn refuses(&self, _view: &View<'_>, _look: &Look<'_>) -> Option<String> {
        None
    }

    /// Whether it can be shown on a terminal.
    fn is_text(&self) -> bool {
        true
    }

    /// Writes a view that it does not refuse.
    ///
    /// # Errors
    /// `out` cannot be written to.
    fn write(&self, view: &View<'_>, out: &mut dyn io::Write, look: &Look<'_>) -> io::Result<()>;
}

/// All output formats, the usual one first.
pub static REPORTS: &[&dyn Report] =
    &[&table::Table, &json::Json, &csv::Csv, &html::Html, &pdf::Pdf, &xlsx::Xlsx, &sarif::Sarif];

/// Writes a view in the format of this name.
///
/// # Errors
/// There is no such format, or it cannot show this view (`InvalidInput`); or `out` cannot be written to.
pub fn render(format: &str, view: &View<'_>, out: &mut dyn io::Write, look: &Look<'_>) -> io::Result<()> {
    let Some(report) = REPORTS.iter().find(|report| report.name() == format) else {
        let known: Vec<&str> = REPORTS.iter().map(|report| report.name()).collect();
        let text = format!("unknown format `{}`; known are {}", text::safe(format), known.join(", "));
        return Err(io::Error::new(io::ErrorKind::InvalidInput, text));
    };
    if let Some(why) = report.refuses(view, look) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
    }
    report.write(view, out, look)
}

/// Whether the format of this name can be shown on a terminal.
pub fn is_text(format: &str) -> bool {
    REPORTS.iter().all(|report| report.name() != format || report.is_text())
}

/// The JSON Schema of a view's JSON, by the view's name; null for a name that is none of [`View::NAMES`].
pub fn schema(view: &str) -> Value {
    let schema = match view {
        "map" => schemars::schema_for!(DataMap),
        "retention" => schemars::schema_for!(RetentionReport),
        "under-age" | "undisclosed" | "promises" => schemars::schema_for!(ViolationReport),
        "violations" => schemars::schema_for!(RegisterReport),
        "subjects" => schemars::schema_for!(SubjectsReport),
        "coverage" | "faults" => schemars::schema_for!(CoverageReport),
        "subject" => schemars::schema_for!(Answer),
        "against" => schemars::schema_for!(AgainstReport),
        "copies" => schemars::schema_for!(CopiesReport),
        "exposure" => schemars::schema_for!(ExposureReport),
        "article30" | "dpia" => schemars::schema_for!(Article30Report),
        "trend" => schemars::schema_for!(TrendReport),
        "overview" => schemars::schema_for!(Overview),
        "summary" => schemars::schema_for!(Summary),
        "bench" => schemars::schema_for!(ScanBench),
        "facts" => schemars::schema_for!(FactReport),
        _ => return Value::Null,
    };
    schema.to_value()
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
