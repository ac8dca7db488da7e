//! PDF: the page on paper, made by this program alone. Text is text: it can be searched, copied and read aloud; headings,
//! tables and charts are marked as what they are. Letters are Helvetica's, which every reader has, and those of one font
//! that the asker names and that is embedded. What neither has is written as its code point, and the report says so.

mod colours;
mod figures;
mod file;
mod font;
mod latin;
mod paper;
mod picture;
mod table;
mod type_case;

use std::io::{self, Write};

use pdf_writer::types::StructRole;

pub use font::{Font, NoFont};

use self::paper::{MARGIN, Paper, SIZE, Style, WIDTH};
use self::type_case::TypeCase;
use super::page::{Page, Section};
use super::sheet::{Sheet, Tone};
use super::tongue::Tongue;
use super::{Look, Report, View};

/// `--format pdf`.
pub struct Pdf;

impl Report for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn refuses(&self, _: &View<'_>, look: &Look<'_>) -> Option<String> {
        let is_written = TypeCase { font: look.font }.has(&look.tongue.say("What is not known"));
        let why = || {
            let code = look.tongue.code;
            format!("a PDF in `{code}` needs a font with the letters of that language: name a TrueType file with --font")
        };
        (!is_written).then(why)
    }

    fn is_text(&self) -> bool {
        false
    }

    fn write(&self, view: &View<'_>, out: &mut dyn Write, look: &Look<'_>) -> io::Result<()> {
        let page = Page::of(view, look.tongue);
        let mut paper = Paper::new(TypeCase { font: look.font });
        head(&mut paper, &page, look.tongue);
        basis(&mut paper, &page, look.tongue);
        page.sections.iter().for_each(|part| section(&mut paper, part, look.tongue));
        feet(&mut paper, &page.title);
        out.write_all(&file::write(paper, &file::About { title: &page.title, language: look.tongue.code }))
    }
}

fn style(size: f32, is_bold: bool, colour: &str) -> Style {
    Style { size, is_bold, colour: colours::named(colour) }
}

fn head(paper: &mut Paper<'_>, page: &Page, tongue: &Tongue) {
    let y = paper.y + 16.0;
    paper.adorn(|paper| paper.area((MARGIN, y), (WIDTH, 3.0), colours::named("accent")));
    paper.paragraph(&page.over, style(8.5, true, "accent"), StructRole::P);
    paper.skip(2.0);
    paper.paragraph(&page.title, style(22.0, true, "ink"), StructRole::H1);
    if !page.verdict.is_empty() {
        paper.skip(4.0);
        paper.paragraph(&page.verdict, style(11.0, false, "ink"), StructRole::P);
    }
    if page.texts().any(|text| !paper.case.has(text)) {
        let notice =
            "Letters for which no font was named are written as their code points, such as \\u{939}; --font names one.";
        paper.skip(4.0);
        paper.paragraph(&tongue.say(notice), style(9.0, true, "open"), StructRole::P);
    }
    if !page.figures.is_empty() {
        paper.skip(10.0);
        figures::set(paper, &page.figures);
    }
}

fn basis(paper: &mut Paper<'_>, page: &Page, tongue: &Tongue) {
    if page.basis.is_empty() {
        return;
    }
    heading(paper, &tongue.say("What this rests on"));
    let (label, text) = (style(8.2, false, "soft"), style(8.2, false, "ink"));
    for (name, value) in &page.basis {
        paper.need(2.0 * text.leading());
        let (y, on) = (paper.y, paper.leaves.len());
        paper.column(name, label, StructRole::P, (MARGIN, 110.0));
        let after = paper.y;
        // The text stands beside its label, unless the label itself went over to the next page.
        if on == paper.leaves.len() {
            paper.y = y;
        }
        paper.column(value, text, StructRole::P, (MARGIN + 118.0, WIDTH - 118.0));
        if on == paper.leaves.len() {
            paper.y = paper.y.min(after);
        }
        paper.y -= 2.0;
    }
    if !page.unknown.is_empty() {
        open(paper, &tongue.say("What is not known"), &page.unknown);
    } else if page.is_whole {
        let whole = tongue.say("Every object was read in full or left out on purpose.");
        paper.paragraph(&whole, style(8.6, false, "good"), StructRole::P);
    }
}

fn heading(paper: &mut Paper<'_>, text: &str) {
    paper.skip(18.0);
    paper.need(90.0);
    paper.bookmark(text);
    paper.paragraph(text, style(15.0, true, "ink"), StructRole::H2);
    paper.y -= 3.0;
}

/// What a report cannot say: a bar, a heading, a line each.
fn open(paper: &mut Paper<'_>, title: &str, lines: &[String]) {
    paper.skip(5.0);
    paper.need(40.0);
    if !title.is_empty() {
        paper.paragraph(title, style(8.8, true, "open"), StructRole::H3);
    }
    let text = style(8.2, false, "ink");
    for line in lines {
        paper.need(text.leading());
        let y = paper.y - text.leading() + 0.3 * text.size;
        paper.adorn(|paper| paper.area((MARGIN + 1.0, y + 1.6), (2.6, 2.6), colours::named("open")));
        paper.column(line, text, StructRole::P, (MARGIN + 10.0, WIDTH - 10.0));
    }
}

fn section(paper: &mut Paper<'_>, section: &Section, tongue: &Tongue) {
    heading(paper, &section.title);
    if !section.intro.is_empty() {
        paper.paragraph(&section.intro, style(9.6, false, "ink"), StructRole::P);
    }
    if !section.open.is_empty() {
        open(paper, &section.open_title, &section.open);
    }
    for chart in &section.charts {
        picture::set(paper, chart);
    }
    section.sheets.iter().for_each(|part| sheet(paper, part, tongue));
}

fn sheet(paper: &mut Paper<'_>, sheet: &Sheet, tongue: &Tongue) {
    paper.skip(12.0);
    paper.need(80.0);
    let colour = match sheet.tone {
        Tone::Plain => "ink",
        Tone::Violation => "bad",
        Tone::Lead => "open",
    };
    paper.paragraph(&format!("{} ({})", sheet.title, sheet.rows.len()), style(10.0, true, colour), StructRole::H3);
    if !sheet.note.is_empty() {
        paper.paragraph(&sheet.note, style(8.0, false, "soft"), StructRole::P);
    }
    if sheet.rows.is_empty() {
        return paper.paragraph(&tongue.say("none"), style(8.2, false, "soft"), StructRole::P);
    }
    paper.y -= 2.0;
    table::set(paper, sheet);
}

/// The title and the page's number, below each page.
fn feet(paper: &mut Paper<'_>, title: &str) {
    let n = paper.leaves.len();
    let last = std::mem::take(&mut paper.leaves);
    for (at, leaf) in last.into_iter().enumerate() {
        paper.leaves.push(leaf);
        let text = style(7.2, false, "soft");
        let number = format!("{} / {n}", at + 1);
        let width = paper.case.width(&number, false) * text.size / 1000.0;
        let title = paper.case.lines(title, false, (WIDTH - 60.0) * 1000.0 / text.size).into_iter().next();
        paper.adorn(|paper| {
            paper.set([1.0, 0.0, 0.0, 1.0, MARGIN, 30.0], &title.unwrap_or_default(), text);
            paper.set([1.0, 0.0, 0.0, 1.0, SIZE.0 - MARGIN - width, 30.0], &number, text);
        });
    }
}
