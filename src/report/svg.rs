//! A drawing of rectangles and text as SVG. Colours are classes, so that page and print style them.

use std::fmt::Write;

use super::text::safe;

/// A drawing in the making.
pub struct Svg {
    id: &'static str,
    title: String,
    description: String,
    width: f64,
    body: String,
}

/// Where a text stands from its point.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// To the right of it.
    Start,
    /// Around it.
    Middle,
    /// To the left of it.
    End,
}

impl Svg {
    /// A drawing with what a screen reader says of it. `id` is unique within the page.
    pub fn new(id: &'static str, title: impl Into<String>, description: impl Into<String>, width: f64) -> Self {
        Self { id, title: title.into(), description: description.into(), width, body: String::new() }
    }

    /// A rectangle, with a text for whoever points at it.
    pub fn rect(&mut self, at: (f64, f64), size: (f64, f64), class: &str, tip: &str) {
        self.shade(at, size, class, 1.0, tip);
    }

    /// A rectangle of this opacity.
    pub fn shade(&mut self, (x, y): (f64, f64), (w, h): (f64, f64), class: &str, opacity: f64, tip: &str) {
        let opacity = if opacity < 1.0 { format!(" fill-opacity=\"{opacity:.2}\"") } else { String::new() };
        let class = escape(class);
        let tip = if tip.is_empty() { String::new() } else { format!("<title>{}</title>", escape(tip)) };
        self.push(format_args!("<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\" rx=\"2\" class=\"{class}\"{opacity}>{tip}</rect>"));
    }

    /// A text on its base line.
    pub fn text(&mut self, (x, y): (f64, f64), class: &str, anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let (class, text) = (escape(class), escape(text));
        self.push(format_args!("<text x=\"{x:.1}\" y=\"{y:.1}\" class=\"{class}\" text-anchor=\"{anchor}\">{text}</text>"));
    }

    /// A text that climbs from its point.
    pub fn climbing(&mut self, (x, y): (f64, f64), class: &str, text: &str) {
        let (class, text) = (escape(class), escape(text));
        self.push(format_args!("<text transform=\"translate({x:.1} {y:.1}) rotate(-38)\" class=\"{class}\">{text}</text>"));
    }

    /// Squares with what their colours mean, in lines as wide as the drawing; where the next thing may be drawn.
    pub fn legend(&mut self, y: f64, items: &[(String, String)]) -> f64 {
        let (mut x, mut y) = (0.0, y);
        for (class, text) in items {
            let width = 26.0 + 6.6 * text.chars().count() as f64;
            if x > 0.0 && x + width > self.width {
                x = 0.0;
                y += 20.0;
            }
            self.rect((x, y), (11.0, 11.0), class, "");
            self.text((x + 17.0, y + 10.0), "t", Anchor::Start, text);
            x += width + 8.0;
        }
        y + 24.0
    }

    /// The drawing as an element, this high.
    pub fn finish(self, height: f64) -> String {
        let Self { id, title, description, width, body } = self;
        let (title, description) = (escape(&title), escape(&description));
        format!(
            "<svg viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" \
             xmlns=\"http://www.w3.org/2000/svg\"><title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{description}</desc>\
             {body}</svg>"
        )
    }

    /// What was drawn so far, to be put into another drawing.
    pub fn into_body(self) -> String {
        self.body
    }

    fn push(&mut self, piece: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.body.write_fmt(piece);
    }
}

/// Text as it may stand in an element or an attribute.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in safe(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
