//! The engine against asking one pattern after the other: hit for hit the same, on whatever text.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::detect::Detectors;
use crate::detect::spec::Example;

fn detectors() -> &'static Detectors {
    static ALL: std::sync::LazyLock<Detectors> = std::sync::LazyLock::new(|| Detectors::builtin().unwrap());
    &ALL
}

type Hits = Vec<(usize, usize, Range<usize>)>;

/// Asks for all detectors everywhere, or for the weak ones only at even places, where only what ends at an even place counts.
struct All {
    is_picky: bool,
    everyone: DetectorSet,
    found: Vec<(usize, Range<usize>)>,
}

impl All {
    fn new(is_picky: bool) -> Self {
        Self { is_picky, everyone: DetectorSet::first(detectors().specs().len()), found: Vec::new() }
    }
}

impl Asker for All {
    fn asked(&mut self, start: usize) -> Option<&DetectorSet> {
        Some(&self.everyone).filter(|_| !self.is_picky || start.is_multiple_of(2))
    }

    fn take(&mut self, detector: usize, value: Range<usize>) -> bool {
        let counts = !self.is_picky || value.end.is_multiple_of(2);
        if counts {
            self.found.push((detector, value));
        }
        counts
    }
}

fn naive(engine: &Engine, text: &str) -> Hits {
    let mut hits = Vec::new();
    for (ix, pattern) in engine.patterns.iter().enumerate() {
        pattern.each(text.as_bytes(), |span| hits.push((pattern.detector, ix, span)));
    }
    hits.sort_by_key(|hit| (hit.0, hit.2.start, hit.2.end, hit.1));
    hits
}

fn check(text: &str) {
    let engine = &detectors().engine;
    let mut expected: Vec<_> = naive(engine, text).into_iter().map(|(detector, _, span)| (detector, span)).collect();
    let mut asker = All::new(false);
    engine.find(text, &Grid::of(text.as_bytes(), engine.openers()), &mut asker);
    let mut found = asker.found;
    let place = |hit: &(usize, Range<usize>)| (hit.0, hit.1.start, hit.1.end);
    found.sort_by_key(place);
    expected.sort_by_key(place);
    if found != expected {
        let ids = |hits: &[(usize, Range<usize>)], others: &[(usize, Range<usize>)]| -> Vec<String> {
            let only = hits.iter().filter(|hit| !others.contains(hit));
            only.map(|(ix, span)| format!("{} {span:?}", detectors().specs()[*ix].id)).collect()
        };
        panic!("{text:?}: too few {:?}, too many {:?}", ids(&expected, &found), ids(&found, &expected));
    }
}

/// What weak patterns give if only some places are asked, and only some matches count: the others hide nothing.
fn picked(engine: &Engine, text: &str) -> Hits {
    let mut hits = Vec::new();
    for (ix, pattern) in engine.patterns.iter().enumerate().filter(|(_, pattern)| asked::can_be(pattern)) {
        let mut from = 0;
        for start in (0..text.len()).step_by(2) {
            if let Some((end, value)) = pattern.expression.match_at(text.as_bytes(), start).filter(|_| start >= from)
                && value.end.is_multiple_of(2)
            {
                hits.push((pattern.detector, ix, value));
                from = end;
            }
        }
    }
    hits
}

fn check_picked(text: &str) {
    let engine = &detectors().engine;
    let mut asker = All::new(true);
    engine.find(text, &Grid::of(text.as_bytes(), engine.openers()), &mut asker);
    // Whatever is on another route is the same as before.
    let shapes = |detector: usize| engine.patterns.iter().zip(&engine.routes).filter(move |(own, _)| own.detector == detector);
    let is_asked = |detector: usize| shapes(detector).all(|(own, route)| *route == Route::Shape && asked::can_be(own));
    let key = |detector: usize, value: &Range<usize>| (detector, value.start, value.end);
    let found: BTreeSet<_> = asker.found.iter().filter(|hit| is_asked(hit.0)).map(|hit| key(hit.0, &hit.1)).collect();
    let hits = picked(engine, text);
    let expected: BTreeSet<_> = hits.iter().filter(|hit| is_asked(hit.0)).map(|hit| key(hit.0, &hit.2)).collect();
    assert_eq!(found, expected, "{text:?}");
}

/// What the detectors' own files show of each kind of value.
fn examples() -> Vec<String> {
    let specs = detectors().specs().iter();
    let examples = specs.flat_map(|spec| spec.examples.iter().chain(&spec.counterexamples));
    examples
        .map(|example| match example {
            Example::Text(text) => text.clone(),
            Example::Placed(placed) => placed.text.clone(),
        })
        .collect()
}

#[test]
fn every_example_is_met_as_by_each_pattern_alone() {
    let all = examples();
    assert!(all.len() > 500, "{}", all.len());
    all.iter().for_each(|text| check(text));
    check(&all.join("\n"));
    check(&all.join(" "));
    check(&all.concat());
    check("");
}

#[test]
fn every_pattern_can_be_asked() {
    let engine = &detectors().engine;
    let too_large = engine.patterns.iter().filter(|pattern| !pattern.expression.is_usable());
    assert_eq!(too_large.map(|pattern| pattern.expression.as_str()).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn most_patterns_take_the_way_of_shapes_and_none_goes_apart() {
    let routes = &detectors().engine.routes;
    let n_shapes = routes.iter().filter(|route| **route == Route::Shape).count();
    assert!(n_shapes * 20 >= routes.len() * 17, "{n_shapes} of {}", routes.len());
    let apart = routes.iter().zip(&detectors().engine.patterns).filter(|(route, _)| **route == Route::Apart);
    let apart: Vec<_> = apart.map(|(_, pattern)| pattern.expression.as_str()).collect();
    assert_eq!(apart, Vec::<&str>::new());
}

#[test]
fn a_pattern_of_the_operators_goes_apart() {
    let expression = Expression::bounded("[0-9]{6}").unwrap();
    let engine = Engine::new(vec![Pattern { detector: 7, expression, is_own: true, is_weak: true }]).unwrap();
    assert_eq!(engine.routes(7).collect::<Vec<_>>(), [&Route::Apart]);
    let mut asker = All::new(true);
    let text = "a 123456 b 1234 c 654321";
    engine.find(text, &Grid::of(text.as_bytes(), engine.openers()), &mut asker);
    assert_eq!(asker.found, [(7, 2..8), (7, 18..24)]);
}

/// Pieces of examples, mutated, between random signs: what stands at a border is cut and joined in every way.
fn texts() -> impl Strategy<Value = String> {
    let all = examples();
    let piece = (0..all.len(), any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(move |(ix, from, to)| {
        let chars: Vec<char> = all[ix].chars().collect();
        let (from, to) = (from.index(chars.len().max(1)), to.index(chars.len() + 1));
        chars[from.min(to)..to.max(from).min(chars.len())].iter().collect::<String>()
    });
    let part = prop_oneof![
        4 => piece,
        2 => "[0-9]{1,14}",
        1 => "[A-Z0-9]{1,12}",
        2 => "[ -/.:,+(@_=]{1,2}",
        1 => "[a-z]{1,9}",
        1 => "[एक०-९年çßÉ₹€]{1,4}",
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn the_same_hits_as_by_each_pattern_alone(text in texts()) {
        check(&text);
        check_picked(&text);
    }
}
