//! The numbers at the top of a report as cards in rows.

use pdf_writer::types::StructRole;

use super::paper::{MARGIN, Paper, Style, WIDTH};
use super::{colours, style};
use crate::report::page::{Figure, Mood};

/// Cards in a row, of more than fit into one.
const ROW: usize = 3;
/// Room between cards.
const GAP: f32 = 6.0;
/// Room within a card.
const PAD: f32 = 9.0;

/// Sets the cards.
pub fn set(paper: &mut Paper<'_>, figures: &[Figure]) {
    let n = if figures.len() <= ROW + 1 { figures.len().max(1) } else { ROW };
    let width = (WIDTH - GAP * (n - 1) as f32) / n as f32;
    for row in figures.chunks(n) {
        let heights = row.iter().map(|figure| lines(paper, figure, width).iter().map(|(_, style)| style.leading()).sum());
        let height = heights.fold(0.0_f32, f32::max) + 2.0 * PAD;
        paper.need(height);
        for (at, figure) in row.iter().enumerate() {
            card(paper, figure, (MARGIN + (width + GAP) * at as f32, width, height));
        }
        paper.y -= height + GAP;
    }
}

fn colour(mood: Mood) -> &'static str {
    match mood {
        Mood::Plain => "accent",
        Mood::Bad => "bad",
        Mood::Open => "open",
        Mood::Good => "good",
    }
}

fn lines(paper: &Paper<'_>, figure: &Figure, width: f32) -> Vec<(String, Style)> {
    let value = if figure.mood == Mood::Plain { "ink" } else { colour(figure.mood) };
    let parts = [
        (&figure.label, style(8.0, false, "soft")),
        (&figure.value, style(18.0, true, value)),
        (&figure.note, style(8.0, false, "soft")),
    ];
    let broken = parts.into_iter().filter(|(text, _)| !text.is_empty()).flat_map(|(text, style)| {
        let lines = paper.case.lines(text, style.is_bold, (width - 2.0 * PAD) * 1000.0 / style.size);
        lines.into_iter().map(move |line| (line, style))
    });
    broken.collect()
}

fn card(paper: &mut Paper<'_>, figure: &Figure, (x, width, height): (f32, f32, f32)) {
    let top = paper.y;
    paper.adorn(|paper| {
        paper.area((x, top - height), (width, height), colours::named("line"));
        paper.area((x + 0.6, top - height + 0.6), (width - 1.2, height - 1.2), colours::named("card"));
        paper.area((x, top - 2.0), (width, 2.0), colours::named(colour(figure.mood)));
    });
    let lines = lines(paper, figure, width);
    paper.within(StructRole::P, "", |paper| {
        let mut y = top - PAD;
        for (line, style) in lines {
            y -= style.leading();
            paper.text((x + PAD, y + 0.3 * style.size), &line, style);
        }
    });
}
