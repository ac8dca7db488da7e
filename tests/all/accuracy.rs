//! How right the detectors are: labelled cases go through `gleaner detect` at its default confidence, and precision and
//! recall of each detector stand in `docs/accuracy.md` with 95% intervals. The test fails when the page differs, or when a
//! detector falls below its floor of `tests/accuracy/floors.toml`.
//! `GLEANER_WRITE_ACCURACY=1 cargo test --test all accuracy::` writes the tables anew; floors are written by hand.
//! `GLEANER_SHOW_ACCURACY=WORD` tells each case of the subjects with that word in their names that came out wrong.

mod case;
mod derived;
mod floor;
mod known;
mod page;
pub mod tally;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use case::{Case, Kind};
use tally::Tally;

/// What is told apart: who wrote the cases, and whom they are about.
type Tallies = BTreeMap<(&'static str, String), Tally>;

#[test]
fn detectors_are_as_right_as_the_page_says() {
    let detectors = gleaner::detect::Detectors::builtin().unwrap();
    let mut first = case::read_folder(&folder().join("first"));
    first.extend(derived::cases(detectors.specs()));
    let second = case::read_folder(&folder().join("second"));
    let disputed = case::read(&folder().join("disputed.ndjson"));
    let is_disputed = |case: &Case| disputed.iter().any(|own| own.is_same(case));
    let mut second: Vec<Case> = second.into_iter().filter(|case| !is_disputed(case)).collect();
    for case in first.iter_mut().chain(&mut second) {
        let spec = detectors.specs().iter().find(|spec| case.detector.as_deref() == Some(&spec.id));
        case.class = spec.map(|spec| spec.class.clone()).or(case.class.take());
    }

    let mut tallies = Tallies::new();
    let named = [first.as_slice(), second.as_slice()].concat();
    for (case, found) in known::run(&detectors, &named) {
        tell_if_asked("known", case, &found);
        tallies.entry(("known", case.subject())).or_default().count(case, &found);
    }
    for (part, cases) in [("first", first), ("second", second)] {
        for (case, found) in case::run(&cases) {
            tell_if_asked(part, case, &found);
            tallies.entry((part, case.subject())).or_default().count(case, &found);
        }
    }
    let floors = floor::read(&folder().join("floors.toml"));
    let mut wrong = floors.broken(&tallies);
    wrong.extend(page::differs(&tallies));
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Every line of the cases is about a detector or a class that exists, and expects only what stands in its text.
#[test]
fn cases_are_about_what_exists() {
    let detectors = gleaner::detect::Detectors::builtin().unwrap();
    let mut wrong = Vec::new();
    let parts = ["first", "second"].map(|part| (part, case::read_folder(&folder().join(part))));
    for (part, cases) in parts.into_iter().chain([("disputed", case::read(&folder().join("disputed.ndjson")))]) {
        for case in cases {
            let is_known = detectors.specs().iter().any(|spec| match &case.detector {
                Some(id) => spec.id == *id,
                None => case.class.as_deref().is_some_and(|class| tally::is_within(&spec.class, class)),
            });
            let stands = case.expect.iter().all(|value| case.text.contains(value.as_str()));
            if !is_known || !stands {
                wrong.push(format!("{part}: {}: {:?}", case.subject(), case.text));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[allow(clippy::print_stderr, reason = "asked for by whoever mends a detector")]
fn tell_if_asked(part: &str, case: &Case, found: &[case::Found]) {
    let Ok(asked) = std::env::var("GLEANER_SHOW_ACCURACY") else { return };
    let mut tally = Tally::default();
    tally.count(case, found);
    let is_wrong = tally.missed + tally.false_hits > 0 || (case.kind == Kind::Bare && tally.bare_found > 0);
    if is_wrong && format!("{part} {}", case.subject()).contains(&asked) {
        let told: Vec<String> = found.iter().map(|hit| format!("{}={:?}", hit.detector, hit.value)).collect();
        let column = case.column.as_deref().unwrap_or("-");
        eprintln!(
            "{part} {} {:?} [{column}] {:?}: expected {:?}, found {}",
            case.subject(),
            case.kind,
            case.text,
            case.expect,
            told.join(" ")
        );
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accuracy")
}
