//! A whole report before it has a format: head, figures, sections. Terminal table and HTML page are two looks at it.

use super::drawing::Drawing;
use super::figures;
use super::sections;
use super::sheet::Sheet;
use super::text::safe;
use super::tongue::Tongue;
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
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Section {
    /// Its id within the page.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// What it says in a sentence or two.
    pub intro: String,
    /// The heading of what it cannot say; may be empty.
    pub open_title: String,
    /// What it cannot say.
    pub open: Vec<String>,
    /// Charts. Only page and paper show them; the tables hold the same numbers.
    pub charts: Vec<Drawing>,
    /// Its tables.
    pub sheets: Vec<Sheet>,
}

/// A whole report.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// The line above the title.
    pub over: String,
    /// The sentence that sums it up; may be empty.
    pub verdict: String,
    /// The numbers at the top.
    pub figures: Vec<Figure>,
    /// What it rests on, as label and text; none for an answer or a run, which say so themselves.
    pub basis: Vec<(String, String)>,
    /// What is not known.
    pub unknown: Vec<String>,
    /// Every object was read in full or left out on purpose.
    pub is_whole: bool,
    /// Its parts.
    pub sections: Vec<Section>,
}

impl Page {
    /// The page that shows a view.
    pub fn of(view: &View<'_>, tongue: &Tongue) -> Self {
        let mut page = Self::english(view);
        if let Some(basis) = view.basis() {
            page.basis = sheets::basis(basis);
            page.unknown = basis.unknown.iter().map(|line| safe(line)).collect();
            page.is_whole = basis.totals.contains_key("complete")
                && basis.totals.keys().all(|word| ["complete", "skipped"].contains(&word.as_str()));
        }
        page.tell(tongue);
        page
    }

    fn english(view: &View<'_>) -> Self {
        match view {
            View::Map(map) => single("Data map", sections::map(map)),
            View::Retention(report) => single("Retention", sections::retention(report)),
            View::UnderAge(report) => single("Data of children", sections::under_age(report)),
            View::Undisclosed(report) => single("Undisclosed data", sections::undisclosed(report)),
            View::Promises(report) => single("Promises and standards", sections::promises(report)),
            View::Violations(report) => super::register::page(report),
            View::Subjects(report) => super::subjects::page(report),
            View::Coverage(report) => single("Coverage", sections::coverage(report, sheets::Lines::All)),
            View::Faults(report) => single("Faults", sections::coverage(report, sheets::Lines::Incomplete)),
            View::Subject(answer) => Self {
                over: "All data about one person".to_owned(),
                verdict: figures::answer_verdict(answer),
                figures: figures::answer(answer),
                ..plain(format!("Case {}", safe(&answer.case)), sections::answer(answer))
            },
            View::Against(report) => super::against::page(report),
            View::Copies(report) => super::copies::page(report),
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
                ..plain(safe(&overview.title), sections::overview(overview))
            },
        }
    }

    /// Everything that it says.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let head = [&self.title, &self.over, &self.verdict].into_iter();
        let figures = self.figures.iter().flat_map(|figure| [&figure.label, &figure.value, &figure.note]);
        let basis = self.basis.iter().flat_map(|(label, text)| [label, text]).chain(&self.unknown);
        let sections = self.sections.iter().flat_map(|section| {
            let title = Some(&section.open_title).filter(|_| !section.open.is_empty());
            let texts = [&section.title, &section.intro].into_iter().chain(title).chain(&section.open);
            texts.chain(section.sheets.iter().flat_map(Sheet::texts))
        });
        head.chain(figures).chain(basis).chain(sections).map(String::as_str)
    }

    fn tell(&mut self, tongue: &Tongue) {
        let say = |text: &mut String| *text = tongue.say(text);
        [&mut self.title, &mut self.over, &mut self.verdict].into_iter().for_each(say);
        self.figures.iter_mut().flat_map(|figure| [&mut figure.label, &mut figure.value, &mut figure.note]).for_each(say);
        self.basis.iter_mut().flat_map(|(label, text)| [label, text]).chain(&mut self.unknown).for_each(say);
        for section in &mut self.sections {
            [&mut section.title, &mut section.intro, &mut section.open_title].into_iter().for_each(say);
            section.open.iter_mut().for_each(say);
            section.charts.iter_mut().for_each(|chart| chart.told(tongue));
            section.sheets.iter_mut().for_each(|sheet| sheet.tell(tongue));
        }
    }
}

/// A page of parts alone.
pub fn plain(title: impl Into<String>, sections: Vec<Section>) -> Page {
    Page { title: title.into(), over: "Gleaner".to_owned(), sections, ..Page::default() }
}

fn single(title: &str, section: Section) -> Page {
    Page { over: "Personal data report".to_owned(), ..plain(title, vec![section]) }
}
