//! A whole report before it has a format: head, figures, sections. Terminal table and HTML page are two looks at it.

use crate::model::view::Basis;

use super::figures;
use super::sections;
use super::sheet::Sheet;
use super::{View, sheets};

/// How a figure is to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mood {
    /// A count.
    Plain,
    /// Something is broken.
    Bad,
    /// Something is left to look into.
    Open,
    /// Nothing is wrong.
    Good,
}

/// One number at the top.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figure {
    /// What it counts.
    pub label: String,
    /// The number.
    pub value: String,
    /// What belongs to it.
    pub note: String,
    /// How it is to be read.
    pub mood: Mood,
}

/// A part of a report.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Section {
    /// Its id within the page.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// What it says in a sentence or two.
    pub intro: String,
    /// The heading of what it cannot say; may be empty.
    pub open_title: &'static str,
    /// What it cannot say.
    pub open: Vec<String>,
    /// Charts: SVG elements, complete and escaped. Only the page shows them; the tables hold the same numbers.
    pub charts: Vec<String>,
    /// Its tables.
    pub sheets: Vec<Sheet>,
}

/// A whole report.
#[derive(Clone, PartialEq, Debug)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// The line above the title.
    pub over: String,
    /// The sentence that sums it up; may be empty.
    pub verdict: String,
    /// The numbers at the top.
    pub figures: Vec<Figure>,
    /// What it rests on; none for an answer or a run, which say so themselves.
    pub basis: Option<Basis>,
    /// Its parts.
    pub sections: Vec<Section>,
}

impl Page {
    /// The page that shows a view.
    pub fn of(view: &View<'_>) -> Self {
        match view {
            View::Map(map) => single("Data map", &map.basis, sections::map(map)),
            View::Retention(report) => single("Retention", &report.basis, sections::retention(report)),
            View::UnderAge(report) => single("Data of children", &report.basis, sections::under_age(report)),
            View::Undisclosed(report) => single("Undisclosed data", &report.basis, sections::undisclosed(report)),
            View::Promises(report) => single("Promises and standards", &report.basis, sections::promises(report)),
            View::Coverage(report) => single("Coverage", &report.basis, sections::coverage(report, sheets::Lines::All)),
            View::Faults(report) => single("Faults", &report.basis, sections::coverage(report, sheets::Lines::Incomplete)),
            View::Subject(answer) => Self {
                over: "All data about one person".to_owned(),
                verdict: figures::answer_verdict(answer),
                figures: figures::answer(answer),
                basis: None,
                ..plain(format!("Case {}", super::text::safe(&answer.case)), sections::answer(answer))
            },
            View::Against(report) => super::against::page(report),
            View::Exposure(report) => super::exposure::page(report),
            View::Article30(report) => super::exposure::processing("GDPR 30", "Records of processing activities", report),
            View::Dpia(report) => super::exposure::processing("GDPR 35", "Inputs of an impact assessment", report),
            View::Trend(report) => super::trend::page(report),
            View::Bench(bench) => plain("A scan, measured", vec![sections::bench(bench)]),
            View::Summary(summary) => plain(format!("Run {}", summary.run), vec![sections::run(summary)]),
            View::Facts(report) => plain("Verdicts on facts", super::facts::sections(report)),
            View::Overview(overview) => Self {
                over: "Personal data report".to_owned(),
                verdict: figures::verdict(overview),
                figures: figures::overview(overview),
                basis: Some(overview.map.basis.clone()),
                ..plain(super::text::safe(&overview.title), sections::overview(overview))
            },
        }
    }
}

/// A page of parts alone.
pub fn plain(title: impl Into<String>, sections: Vec<Section>) -> Page {
    Page { title: title.into(), over: "Gleaner".to_owned(), verdict: String::new(), figures: Vec::new(), basis: None, sections }
}

fn single(title: &str, basis: &Basis, section: Section) -> Page {
    Page { over: "Personal data report".to_owned(), basis: Some(basis.clone()), ..plain(title, vec![section]) }
}
