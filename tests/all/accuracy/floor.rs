//! Below what no detector may fall.

use std::path::Path;

use serde::Deserialize;

use super::Tallies;
use super::tally::{Share, Tally};

/// `tests/accuracy/floors.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floors {
    /// What holds for every subject without a floor of its own.
    first: Floor,
    second: Floor,
    known: Floor,
    #[serde(default)]
    own: Vec<Own>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Floor {
    precision: f64,
    recall: f64,
}

/// The floor of one subject in one part, and why it is another.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    part: String,
    subject: String,
    precision: f64,
    recall: f64,
    reason: String,
}

/// Reads the file.
pub fn read(path: &Path) -> Floors {
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

impl Floors {
    /// Who is below.
    pub fn broken(&self, tallies: &Tallies) -> Vec<String> {
        let mut broken = Vec::new();
        for own in &self.own {
            let is_met = tallies.keys().any(|(part, subject)| *part == own.part && *subject == own.subject);
            if !is_met || own.reason.is_empty() {
                broken.push(format!("floors.toml: {} of the {} part: no such cases, or no reason", own.subject, own.part));
            }
        }
        for ((part, subject), tally) in tallies {
            let own = self.own.iter().find(|own| own.part == *part && own.subject == *subject);
            let floor = match (own, *part) {
                (Some(own), _) => Floor { precision: own.precision, recall: own.recall },
                (None, "first") => self.first,
                (None, "known") => self.known,
                (None, _) => self.second,
            };
            broken.extend(below(floor, tally).map(|text| format!("{part} {subject}: {text}")));
        }
        broken
    }
}

fn below(floor: Floor, tally: &Tally) -> impl Iterator<Item = String> {
    let is_below = |share: Option<Share>, least: f64| share.filter(|share| share.value < least - 1e-9);
    let precision =
        is_below(tally.precision(), floor.precision).map(|is| format!("precision {is} is below {}", floor.precision));
    let recall = is_below(tally.recall(), floor.recall).map(|is| format!("recall {is} is below {}", floor.recall));
    precision.into_iter().chain(recall)
}
