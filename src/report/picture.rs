//! The picture of a report: title, figures, where which data lie, how retention stands. One drawing that stands alone.

use std::collections::BTreeMap;

use crate::model::verdict::RetentionState;
use crate::model::view::Overview;

use super::chart::Grid;
use super::drawing::{Anchor, Cut, Drawing, escape};
use super::figures;
use super::page::{Figure, Mood};
use super::text::{grouped, safe};
use super::words;

/// Its size in user units.
const SIZE: (f64, f64) = (1000.0, 520.0);
/// The margin on all sides.
const MARGIN: f64 = 36.0;

/// The page's colours for daylight: a picture in somebody else's page does not follow that page's.
const STYLE: &str = "text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif;\
font-size:12px;fill:#1c242c}.big{font-family:Palatino,'URW Palladio L',Georgia,'Noto Serif','DejaVu Serif',serif;font-weight:600}\
.title{font-size:28px}.value{font-size:25px}.long{font-size:20px}.over{font-size:11px;font-weight:700;letter-spacing:.09em;fill:#1f6b66}\
.h{font-size:13px;font-weight:650}.t{fill:#5a6570}.on{fill:#fbfaf7;font-weight:600}.bad{fill:#a83226}.open{fill:#94600f}\
.good{fill:#24705a}.paper{fill:#fbfaf7}.card{fill:#fff;stroke:#e2e0d9}.rule{fill:#1f6b66}.rule-bad{fill:#a83226}\
.rule-open{fill:#94600f}.rule-good{fill:#24705a}.c-overdue_certain{fill:#b23a2e}.c-overdue_possible{fill:#dd8a63}\
.c-conflict{fill:#d3ab3f}.c-in_retention{fill:#2d7f6c}.c-not_started{fill:#8cbcad}.c-start_unknown{fill:#8593a1}\
.c-clock_suspect{fill:#b39cc6}.c-no_rule{fill:#cdd1d3}.c-due_in_grace{fill:#e2b98a}\
.c-backup_pending{fill:#a9a07f}.c-held{fill:#5b6fa8}.c-suspended{fill:#8fa0cf}.c-must_keep{fill:#4a86a8}.c-data{fill:#1f6b66}.c-none{fill:#f1efe9}";

/// A standalone SVG of the report, 1000 × 520.
pub fn picture(overview: &Overview) -> String {
    let mut svg = Drawing::new("picture", "", "", SIZE.0 - 2.0 * MARGIN);
    svg.rect((0.0, 0.0), SIZE, "paper", "");
    svg.rect((0.0, 0.0), (SIZE.0, 6.0), "rule", "");
    let under = format!("{} · as of {}", "PERSONAL DATA REPORT", safe(&overview.map.basis.as_of));
    svg.text((MARGIN, 44.0), "over", Anchor::Start, &under);
    svg.label((MARGIN, 78.0), "big title", Anchor::Start, &safe(&overview.title), Cut::First(50));
    let figures = figures::overview(overview);
    let width = (SIZE.0 - 2.0 * MARGIN) / figures.len().max(1) as f64;
    for (i, figure) in figures.iter().enumerate() {
        card(&mut svg, MARGIN + width * i as f64, width - 8.0, figure);
    }
    let mut body = svg.body();
    if let Some(grid) = Grid::of(&overview.map.lines) {
        let mut svg = Drawing::new("picture", "", "", 760.0);
        grid.draw(&mut svg, 6, 7);
        let grid = svg.body();
        body.push_str(&format!("<g transform=\"translate({MARGIN} 222) scale(.92)\">{grid}</g>"));
    }
    let mut side = Drawing::new("picture", "", "", 200.0);
    states(&mut side, overview);
    body.push_str(&side.body());
    let title = escape(&format!("Personal data report: {}", overview.title));
    let verdict = escape(&figures::verdict(overview));
    let (w, h) = SIZE;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w:.0} {h:.0}\" width=\"{w:.0}\" height=\"{h:.0}\" role=\"img\" \
         aria-labelledby=\"picture-t picture-d\"><title id=\"picture-t\">{title}</title><desc id=\"picture-d\">{verdict}</desc>\
         <style>{STYLE}</style>{body}</svg>\n"
    )
}

fn card(svg: &mut Drawing, x: f64, width: f64, figure: &Figure) {
    let (rule, colour) = match figure.mood {
        Mood::Plain => ("rule", ""),
        Mood::Bad => ("rule-bad", "bad"),
        Mood::Open => ("rule-open", "open"),
        Mood::Good => ("rule-good", "good"),
    };
    svg.rect((x, 100.0), (width, 98.0), "card", "");
    svg.rect((x, 100.0), (width, 3.0), rule, "");
    svg.label((x + 12.0, 124.0), "t", Anchor::Start, &figure.label, Cut::First(24));
    let size = if figure.value.chars().count() > 8 { "long" } else { "value" };
    svg.text((x + 12.0, 153.0), &format!("big {size} {colour}"), Anchor::Start, &figure.value);
    for (i, line) in figure.note.split(" · ").enumerate() {
        svg.label((x + 12.0, 173.0 + 15.0 * i as f64), "t", Anchor::Start, line, Cut::First(24));
    }
}

fn states(svg: &mut Drawing, overview: &Overview) {
    let mut sums = BTreeMap::<RetentionState, u64>::new();
    let standings = figures::standings(&overview.retention.lines);
    for (state, n) in standings.iter().flat_map(|line| &line.states) {
        let sum = sums.entry(*state).or_default();
        *sum = sum.saturating_add(*n);
    }
    let (left, right) = (752.0, SIZE.0 - MARGIN);
    svg.text((left, 237.0), "h", Anchor::Start, "Retention (records)");
    let mut y = 258.0;
    for state in words::STATES {
        let n = sums.get(&state).copied().unwrap_or(0);
        svg.rect((left, y), (11.0, 11.0), &format!("c-{}", state.word()), "");
        svg.text((left + 20.0, y + 10.0), "t", Anchor::Start, words::state(state));
        svg.text((right, y + 10.0), "n", Anchor::End, &grouped(n));
        y += 29.0;
    }
}
