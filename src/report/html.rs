//! HTML: one page that needs nothing else, no script and no network, for screen, print and screen reader. Everything that
//! was found is escaped by the template; only our own drawings are put in as they are.

use std::io::{self, Write};

use askama::Template;

use super::page::{Mood, Page};
use super::sheet::{Cell, Tone};
use super::text::safe;
use super::{Report, View, sheets};

/// `--format html`.
pub struct Html;

/// What the template shows.
#[derive(Template)]
#[template(path = "page.html")]
struct Shown<'a> {
    page: &'a Page,
    basis: Vec<(&'static str, String)>,
    unknown: Vec<String>,
    /// Every object was read in full or left out on purpose.
    is_whole: bool,
    style: &'static str,
}

impl Shown<'_> {
    /// The class of a figure.
    fn mood(mood: &Mood) -> &'static str {
        match mood {
            Mood::Plain => "plain",
            Mood::Bad => "is-bad",
            Mood::Open => "is-open",
            Mood::Good => "is-good",
        }
    }

    /// The size of a figure's number: the longer, the smaller, so that it stays on its card.
    fn size(value: &str) -> &'static str {
        match value.chars().count() {
            0..=8 => "",
            9..=11 => "long",
            _ => "very-long",
        }
    }

    /// The class of a table.
    fn tone(tone: &Tone) -> &'static str {
        match tone {
            Tone::Plain => "plain",
            Tone::Violation => "violations",
            Tone::Lead => "leads",
        }
    }
}

impl Report for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn write(&self, view: &View<'_>, out: &mut dyn Write, _: Option<usize>) -> io::Result<()> {
        let page = Page::of(view);
        let shown = Shown {
            basis: page.basis.as_ref().map(sheets::basis).unwrap_or_default(),
            unknown: page.basis.iter().flat_map(|basis| &basis.unknown).map(|line| safe(line)).collect(),
            is_whole: page.basis.as_ref().is_some_and(|basis| {
                basis.totals.contains_key("complete")
                    && basis.totals.keys().all(|word| ["complete", "skipped"].contains(&word.as_str()))
            }),
            page: &page,
            style: include_str!("templates/page.css"),
        };
        let mut out = io::BufWriter::new(out);
        shown.write_into(&mut out)?;
        out.flush()
    }
}
