//! A drawing of rectangles and text, which page, picture and paper each draw in their own way. Colours are classes, so that
//! whoever draws it styles them.

use std::fmt::Write;

use super::text::{ending, safe, shortened};
use super::tongue::Tongue;

/// A drawing in the making.
#[derive(Clone, PartialEq, Debug)]
pub struct Drawing {
    /// Its id, once in a page.
    pub id: &'static str,
    /// What it shows.
    pub title: String,
    /// All that it shows, for whoever does not see it.
    pub description: String,
    /// Its width in user units.
    pub width: f64,
    /// Its height in user units; 0 until it is finished.
    pub height: f64,
    /// What is drawn, the lowest first.
    pub shapes: Vec<Shape>,
}

/// One thing that is drawn.
#[derive(Clone, PartialEq, Debug)]
pub enum Shape {
    /// A rectangle.
    Rect {
        /// Its corner above left.
        at: (f64, f64),
        /// Its width and height.
        size: (f64, f64),
        /// Its class, which gives the colour.
        class: String,
        /// 0..1.
        opacity: f64,
        /// A text for whoever points at it; may be empty.
        tip: String,
    },
    /// A line of text.
    Text {
        /// Its point on the base line.
        at: (f64, f64),
        /// Its classes.
        class: String,
        /// Where it stands from its point.
        anchor: Anchor,
        /// Whether it climbs.
        is_climbing: bool,
        /// What it says.
        text: String,
        /// How it is cut.
        cut: Cut,
    },
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

/// How a text is cut that is too long.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cut {
    /// Not at all.
    Whole,
    /// To its first letters.
    First(usize),
    /// It is a name out of a source, which no language changes; its last letters are kept.
    Name(usize),
}

/// The slope of climbing text, in degrees.
pub const SLOPE: f64 = 38.0;

impl Drawing {
    /// A drawing with what a screen reader says of it. `id` is unique within the page.
    pub fn new(id: &'static str, title: impl Into<String>, description: impl Into<String>, width: f64) -> Self {
        Self { id, title: title.into(), description: description.into(), width, height: 0.0, shapes: Vec::new() }
    }

    /// A rectangle, with a text for whoever points at it.
    pub fn rect(&mut self, at: (f64, f64), size: (f64, f64), class: &str, tip: &str) {
        self.shade(at, size, class, 1.0, tip);
    }

    /// A rectangle of this opacity.
    pub fn shade(&mut self, at: (f64, f64), size: (f64, f64), class: &str, opacity: f64, tip: &str) {
        self.shapes.push(Shape::Rect { at, size, class: class.to_owned(), opacity, tip: tip.to_owned() });
    }

    /// A text on its base line.
    pub fn text(&mut self, at: (f64, f64), class: &str, anchor: Anchor, text: &str) {
        self.label(at, class, anchor, text, Cut::Whole);
    }

    /// A text on its base line, cut if it is too long.
    pub fn label(&mut self, at: (f64, f64), class: &str, anchor: Anchor, text: &str, cut: Cut) {
        self.shapes.push(Shape::Text { at, class: class.to_owned(), anchor, is_climbing: false, text: text.to_owned(), cut });
    }

    /// A text that climbs from its point.
    pub fn climbing(&mut self, at: (f64, f64), class: &str, text: &str, cut: Cut) {
        let (class, text) = (class.to_owned(), text.to_owned());
        self.shapes.push(Shape::Text { at, class, anchor: Anchor::Start, is_climbing: true, text, cut });
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

    /// The drawing, this high.
    pub fn finish(self, height: f64) -> Self {
        Self { height, ..self }
    }

    /// The same in a language.
    pub fn told(&mut self, tongue: &Tongue) {
        self.title = tongue.say(&self.title);
        self.description = tongue.say(&self.description);
        for shape in &mut self.shapes {
            match shape {
                Shape::Rect { tip, .. } => *tip = tongue.say(tip),
                Shape::Text { cut: Cut::Name(_), .. } => {}
                Shape::Text { text, .. } => *text = tongue.say(text),
            }
        }
    }

    /// The drawing as an SVG element.
    pub fn svg(&self) -> String {
        let Self { id, width, height, .. } = self;
        let (title, description) = (escape(&self.title), escape(&self.description));
        format!(
            "<svg viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" \
             xmlns=\"http://www.w3.org/2000/svg\"><title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{description}</desc>\
             {}</svg>",
            self.body()
        )
    }

    /// Its shapes as SVG elements, to be put into another drawing.
    pub fn body(&self) -> String {
        self.shapes.iter().fold(String::new(), |mut svg, shape| {
            shape.svg(&mut svg);
            svg
        })
    }
}

impl Cut {
    /// The text as it is shown.
    pub fn of(self, text: &str) -> String {
        match self {
            Self::Whole => text.to_owned(),
            Self::First(n) => shortened(text, n),
            Self::Name(n) => ending(text, n),
        }
    }
}

impl Shape {
    fn svg(&self, out: &mut String) {
        // Writing to a string cannot fail.
        let _ = match self {
            Self::Rect { at: (x, y), size: (w, h), class, opacity, tip } => {
                let opacity = if *opacity < 1.0 { format!(" fill-opacity=\"{opacity:.2}\"") } else { String::new() };
                let tip = if tip.is_empty() { String::new() } else { format!("<title>{}</title>", escape(tip)) };
                let class = escape(class);
                write!(
                    out,
                    "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\" rx=\"2\" class=\"{class}\"{opacity}>{tip}</rect>"
                )
            }
            Self::Text { at: (x, y), class, is_climbing: true, text, cut, .. } => {
                let (class, text) = (escape(class), escape(&cut.of(text)));
                write!(out, "<text transform=\"translate({x:.1} {y:.1}) rotate(-{SLOPE:.0})\" class=\"{class}\">{text}</text>")
            }
            Self::Text { at: (x, y), class, anchor, text, cut, .. } => {
                let anchor = match anchor {
                    Anchor::Start => "start",
                    Anchor::Middle => "middle",
                    Anchor::End => "end",
                };
                let (class, text) = (escape(class), escape(&cut.of(text)));
                write!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" class=\"{class}\" text-anchor=\"{anchor}\">{text}</text>")
            }
        };
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
