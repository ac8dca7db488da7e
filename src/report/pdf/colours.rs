//! The colours of the page, as its style sheet gives them for daylight: one list for screen and paper.

use super::paper::Colour;

const STYLE: &str = include_str!("../templates/page.css");

/// The colour of this name: `ink`, `bad`, `overdue_certain`; black of one that the style sheet has not.
pub fn named(name: &str) -> Colour {
    let hex = STYLE.split_once(&format!("--{name}:#")).map_or("", |(_, rest)| rest.split([';', '}']).next().unwrap_or(""));
    let digit = |at: usize| hex.chars().nth(at).and_then(|c| c.to_digit(16)).unwrap_or(0) as f32;
    match hex.len() {
        3 => [0, 1, 2].map(|at| digit(at) * 17.0 / 255.0),
        6 => [0, 2, 4].map(|at| (digit(at) * 16.0 + digit(at + 1)) / 255.0),
        _ => [0.0; 3],
    }
}

/// A colour on white, this opaque.
pub fn faded(colour: Colour, opacity: f32) -> Colour {
    colour.map(|part| 1.0 - (1.0 - part) * opacity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_those_of_the_page() {
        assert_eq!(named("card"), [1.0; 3]);
        assert_eq!(named("bad"), [0xa8, 0x32, 0x26].map(|part: u8| f32::from(part) / 255.0));
        assert_eq!(named("nothing"), [0.0; 3]);
        assert_eq!(faded([0.0, 0.5, 1.0], 0.5), [0.5, 0.75, 1.0]);
        for state in crate::report::words::STATES {
            assert_ne!(named(state.word()), [0.0; 3], "{state:?}");
        }
    }
}
