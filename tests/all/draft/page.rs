//! The tables of `docs/policy-drafts.md` and the short one of `docs/accuracy.md`, each between two marks, and the floors below
//! which no part may fall. What stands around the tables is written by hand.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::held::{Count, Outcome};
use crate::accuracy::tally::Share;

const OPEN: &str = "<!-- tables: written by tests/all/draft/page.rs -->\n";
const CLOSE: &str = "<!-- end of tables -->";
const SHORT: &str = "<!-- drafts: written by tests/all/draft/page.rs -->\n";
const SHORT_CLOSE: &str = "<!-- end of drafts -->";
/// Least precision and recall of a part.
const FLOORS: [(&str, f64, f64); 3] = [("first", 0.98, 0.98), ("second", 0.97, 0.97), ("third", 0.88, 0.82)];
const TITLES: [(&str, &str); 3] = [("first", "The first part"), ("second", "The second part"), ("third", "The third part")];

/// How the page differs from what came out, and which part is below its floor. Writes the page anew if that is asked for.
pub fn differs(outcomes: &[(&'static str, PathBuf, Outcome)]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (part, precision, recall) in FLOORS {
        let mut all = Count::default();
        outcomes.iter().filter(|(own, ..)| *own == part).for_each(|(_, _, outcome)| all.add(outcome.all()));
        let is_below = |share: Option<Share>, least: f64| share.is_none_or(|share| share.value < least);
        if is_below(all.precision(), precision) || is_below(all.recall(), recall) {
            wrong.push(format!("the {part} part is below {precision} or {recall}: {all:?}"));
            wrong.extend(outcomes.iter().filter(|(own, ..)| *own == part).flat_map(|(_, _, outcome)| outcome.differs.clone()));
        }
    }
    wrong.extend(page("docs/policy-drafts.md", (OPEN, CLOSE), &tables(outcomes)));
    wrong.extend(page("docs/accuracy.md", (SHORT, SHORT_CLOSE), &short(outcomes)));
    wrong
}

/// How what stands between two marks of a page differs from what it should be.
fn page(name: &str, (open, close): (&str, &str), is: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(open).unwrap();
    let (was, after) = rest.split_once(close).unwrap();
    if std::env::var_os("GLEANER_WRITE_ACCURACY").is_some() {
        std::fs::write(&path, format!("{before}{open}{is}{close}{after}")).unwrap();
        return None;
    }
    (was != is).then(|| format!("{name} differs; GLEANER_WRITE_ACCURACY=1 writes its tables anew"))
}

/// The parts by language, in a few rows.
fn short(outcomes: &[(&'static str, PathBuf, Outcome)]) -> String {
    let mut text = String::from("\n| | right | wrong | missed | precision | recall |\n|---|---|---|---|---|---|\n");
    for (part, title) in TITLES {
        for (code, language) in [("en", "English"), ("hi", "Hindi")] {
            let mut all = Count::default();
            let own = outcomes.iter().filter(|(own, _, outcome)| *own == part && outcome.language == code);
            own.for_each(|(_, _, outcome)| all.add(outcome.all()));
            row(&mut text, &format!("{title}, {language}"), all);
        }
    }
    text.push('\n');
    text
}

impl Count {
    /// Of what was found, the part that is right.
    fn precision(self) -> Option<Share> {
        Share::of(self.right, self.right + self.wrong)
    }

    /// Of what is said, the part that was found.
    fn recall(self) -> Option<Share> {
        Share::of(self.right, self.right + self.missed)
    }
}

fn tables(outcomes: &[(&'static str, PathBuf, Outcome)]) -> String {
    let mut text = String::new();
    for (part, title) in TITLES {
        let own = outcomes.iter().filter(|(own, ..)| *own == part);
        writeln!(text, "\n## {title}\n").unwrap();
        writeln!(text, "| | right | wrong | missed | precision | recall |\n|---|---|---|---|---|---|").unwrap();
        let mut all = Count::default();
        let mut sections: BTreeMap<&str, Count> = BTreeMap::new();
        let mut rows = String::new();
        for (_, path, outcome) in own {
            all.add(outcome.all());
            outcome.counts.iter().for_each(|(section, count)| sections.entry(section).or_default().add(*count));
            let name = path.file_name().unwrap().to_string_lossy();
            row(&mut rows, &format!("`{name}` ({})", outcome.language), outcome.all());
        }
        row(&mut text, "**all**", all);
        text.push_str(&rows);
        sections.iter().for_each(|(section, count)| row(&mut text, section, *count));
    }
    text.push('\n');
    text
}

fn row(text: &mut String, name: &str, count: Count) {
    let show = |share: Option<Share>| share.map_or_else(|| "–".to_owned(), |share| share.to_string());
    let Count { right, wrong, missed } = count;
    let (precision, recall) = (show(count.precision()), show(count.recall()));
    writeln!(text, "| {name} | {right} | {wrong} | {missed} | {precision} | {recall} |").unwrap();
}
