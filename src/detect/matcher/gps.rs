//! Coordinates that tell a place to ten metres or so: four decimals and more.

use std::ops::Range;

use super::{Judged, Matcher, Place};
use crate::detect::scene::Scene;

pub(super) const PAIR: Matcher = Matcher { name: "gps", find: None, judge: pair };
pub(super) const COORDINATE: Matcher = Matcher { name: "coordinate", find: None, judge: coordinate };

fn pair(scene: &Scene<'_>, span: Range<usize>, _: Place) -> Option<Judged> {
    let text = scene.text.get(span.clone())?.trim();
    let inner = text.trim_start_matches("POINT").trim().trim_matches(['(', ')', '[', ']', '{', '}']);
    let mut parts = inner.split([',', ';', ' ', '/']).map(str::trim).filter(|part| !part.is_empty());
    let (first, second) = (parts.next()?, parts.next()?);
    let (a, b) = (degrees(first)?, degrees(second)?);
    if parts.next().is_some()
        || a.abs() > 90.0 && b.abs() > 90.0
        || a.abs() > 180.0
        || b.abs() > 180.0
        || (a == 0.0 && b == 0.0)
    {
        return None;
    }
    // A geometry says itself that it is a place.
    let head = scene.text.get(..span.start)?.trim_end_matches(['(', ' ']).as_bytes();
    let is_geometry =
        head.len().checked_sub(5).and_then(|at| head.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(b"point"));
    let least = if is_geometry { 2 } else { 4 };
    (decimals(first) >= least && decimals(second) >= least).then(|| Judged::plain(format!("{first},{second}")))
}

fn coordinate(scene: &Scene<'_>, span: Range<usize>, _: Place) -> Option<Judged> {
    let text = scene.text.get(span.clone())?.trim();
    let degrees = degrees(text)?;
    let head = scene.text.get(..span.start)?.trim_end_matches([' ', '=', ':', '"', '\'']).as_bytes();
    let is_called = |name: &[u8]| {
        head.len().checked_sub(name.len()).and_then(|at| head.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(name))
    };
    let most = if is_called(b"lat") || is_called(b"latitude") { 90.0 } else { 180.0 };
    (degrees.abs() <= most && degrees != 0.0 && decimals(text) >= 3).then(|| Judged::plain(text))
}

fn degrees(text: &str) -> Option<f64> {
    let number = text.trim_end_matches(['°', 'N', 'S', 'E', 'W']);
    let plain = number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
    plain.then(|| number.parse().ok())?
}

fn decimals(text: &str) -> usize {
    text.split_once('.').map_or(0, |(_, after)| after.bytes().take_while(u8::is_ascii_digit).count())
}

#[cfg(test)]
mod tests {
    use super::super::testing::cell;
    use super::*;

    #[test]
    fn only_precise_places_on_earth_count() {
        for (matcher, text, expected) in [
            (&PAIR, "52.52001, 13.40495", true),
            (&PAIR, "(-33.8688, 151.2093)", true),
            (&PAIR, "POINT(13.40495 52.52001)", true),
            (&PAIR, "52.5, 13.4", false),
            (&PAIR, "252.52001, 13.40495", false),
            (&PAIR, "0.0000, 0.0000", false),
            (&PAIR, "52.52001", false),
            (&COORDINATE, "52.52001", true),
            (&COORDINATE, "52", false),
            (&COORDINATE, "true", false),
        ] {
            assert_eq!(cell(matcher, text, None).is_some(), expected, "{text}");
        }
    }
}
