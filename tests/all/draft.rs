//! Drafts from the texts of invented companies, held against what each sentence of them says, and the verbs of `policy`
//! that work on texts. The figures stand in `docs/policy-drafts.md`.
//! `GLEANER_WRITE_ACCURACY=1 cargo test --test all draft::` writes its tables anew; `GLEANER_SHOW_ACCURACY=WORD` tells each
//! statement that came out wrong of the texts with that word in their names.

mod held;
mod page;
mod sentences;
mod verbs;

use std::path::{Path, PathBuf};

use held::Outcome;

#[test]
fn drafts_are_as_right_as_the_page_says() {
    let outcomes: Vec<(&'static str, PathBuf, Outcome)> = ["first", "second", "third"]
        .into_iter()
        .flat_map(|part| texts(part).into_iter().map(move |text| (part, text.clone(), held::outcome(&text))))
        .collect();
    outcomes.iter().for_each(|(_, text, outcome)| tell_if_asked(text, outcome));
    let wrong = page::differs(&outcomes);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[allow(clippy::print_stderr, reason = "asked for by whoever mends a language's file")]
fn tell_if_asked(text: &Path, outcome: &Outcome) {
    let Ok(asked) = std::env::var("GLEANER_SHOW_ACCURACY") else { return };
    if text.to_string_lossy().contains(&asked) {
        outcome.differs.iter().for_each(|line| eprintln!("{line}"));
    }
}

/// The texts of a part, in the order of their names.
fn texts(part: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all/policies").join(part);
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|ending| ending != "said")).collect();
    texts.sort();
    texts
}
