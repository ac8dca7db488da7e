//! Charts on paper.

use pdf_writer::types::StructRole;

use super::colours;
use super::paper::{Colour, MARGIN, Paper, Style, WIDTH};
use crate::report::drawing::{Anchor, Drawing, SLOPE, Shape};

/// Sets a chart as wide as the text; it is never parted.
pub fn set(paper: &mut Paper<'_>, chart: &Drawing) {
    let scale = WIDTH / chart.width as f32;
    // A chart of very many rows is made smaller rather than cut.
    let scale = scale.min(Paper::full() / (chart.height as f32).max(1.0));
    let height = chart.height as f32 * scale;
    paper.skip(8.0);
    paper.need(height);
    let top = paper.y;
    let alt = format!("{}: {}", chart.title, chart.description);
    paper.within(StructRole::Figure, &alt, |paper| {
        paper.marked(|paper| chart.shapes.iter().for_each(|shape| draw(paper, shape, top, scale)));
    });
    paper.y = top - height;
}

fn draw(paper: &mut Paper<'_>, shape: &Shape, top: f32, scale: f32) {
    let place = |(x, y): (f64, f64)| (MARGIN + x as f32 * scale, top - y as f32 * scale);
    match shape {
        Shape::Rect { at, size, class, opacity, .. } => {
            let (x, y) = place(*at);
            let (w, h) = (size.0 as f32 * scale, size.1 as f32 * scale);
            let colour = colours::named(class.trim_start_matches("c-"));
            paper.area((x, y - h), (w, h), colours::faded(colour, *opacity as f32));
        }
        Shape::Text { at, class, anchor, is_climbing, text, cut } => {
            let (text, style) = (cut.of(text), style(class, scale));
            let width = paper.case.width(&text, style.is_bold) * style.size / 1000.0;
            let (x, y) = place(*at);
            let matrix = match (is_climbing, anchor) {
                (true, _) => {
                    let (sin, cos) = (SLOPE as f32).to_radians().sin_cos();
                    [cos, sin, -sin, cos, x, y]
                }
                (false, Anchor::Start) => [1.0, 0.0, 0.0, 1.0, x, y],
                (false, Anchor::Middle) => [1.0, 0.0, 0.0, 1.0, x - width / 2.0, y],
                (false, Anchor::End) => [1.0, 0.0, 0.0, 1.0, x - width, y],
            };
            paper.set(matrix, &text, style);
        }
    }
}

/// The style of a text of these classes, as the page's style sheet has it.
fn style(class: &str, scale: f32) -> Style {
    let is = |name: &str| class.split(' ').any(|class| class == name);
    let colour: Colour = match () {
        () if is("bad") => colours::named("bad"),
        () if is("on") => colours::named("card"),
        () if is("t") => colours::named("soft"),
        () => colours::named("ink"),
    };
    let size = if is("h") { 13.5 } else { 12.0 };
    Style { size: size * scale, is_bold: is("h") || is("on"), colour }
}
