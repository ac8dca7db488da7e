//! HTML: one page that needs nothing else, no script and no network, for screen, print and screen reader. Everything that
//! was found is escaped by the template; only our own drawings are put in as they are.

use std::io::{self, Write};

use askama::Template;

use super::page::{Mood, Page};
use super::sheet::{Cell, Tone};
use super::tongue::Tongue;
use super::{Look, Report, View};

/// `--format html`.
pub struct Html;

/// What the template shows.
#[derive(Template)]
#[template(path = "page.html")]
struct Shown<'a> {
    page: &'a Page,
    tongue: &'a Tongue,
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

    fn write(&self, view: &View<'_>, out: &mut dyn Write, look: &Look<'_>) -> io::Result<()> {
        let page = Page::of(view, look.tongue);
        let shown = Shown { page: &page, tongue: look.tongue, style: include_str!("templates/page.css") };
        let mut out = io::BufWriter::new(out);
        shown.write_into(&mut out)?;
        out.flush()
    }
}
