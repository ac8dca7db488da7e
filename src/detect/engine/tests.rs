//! The engine against asking one pattern after the other: hit for hit the same, on whatever text.

use proptest::prelude::*;

use super::*;
use crate::detect::Detectors;
use crate::detect::spec::Example;

fn detectors() -> &'static Detectors {
    static ALL: std::sync::LazyLock<Detectors> = std::sync::LazyLock::new(|| Detectors::builtin().unwrap());
    &ALL
}

type Hits = Vec<(usize, usize, Range<usize>)>;

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
    let mut found = Vec::new();
    let grid = Grid::of(text.as_bytes(), engine.openers());
    engine.find(text, &grid, |detector, span| found.push((detector, span)));
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
    let too_large = engine.patterns.iter().filter(|pattern| pattern.expression.regex().is_none());
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
    let expression = Expression::bounded("[0-9]{5}").unwrap();
    let engine = Engine::new(vec![Pattern { detector: 7, expression, is_own: true }]).unwrap();
    assert_eq!(engine.routes(7).collect::<Vec<_>>(), [&Route::Apart]);
    let mut found = Vec::new();
    let text = "a 12345 b 1234 c 54321";
    engine.find(text, &Grid::of(text.as_bytes(), engine.openers()), |detector, span| found.push((detector, span)));
    assert_eq!(found, [(7, 2..7), (7, 17..22)]);
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
    }
}
