//! The tables of `docs/accuracy.md`, between two marks; what stands around them is written by hand.

use std::fmt::Write;
use std::path::Path;

use super::Tallies;
use super::tally::{Share, Tally};

const OPEN: &str = "<!-- tables: written by tests/all/accuracy.rs -->\n";
const CLOSE: &str = "<!-- end of tables -->";

/// How the page differs from what was measured. Writes it anew if that is asked for.
pub fn differs(tallies: &Tallies) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/accuracy.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(OPEN).unwrap();
    let (was, after) = rest.split_once(CLOSE).unwrap();
    let is = tables(tallies);
    if std::env::var_os("GLEANER_WRITE_ACCURACY").is_some() {
        std::fs::write(&path, format!("{before}{OPEN}{is}{CLOSE}{after}")).unwrap();
        return Vec::new();
    }
    let first = was.lines().zip(is.lines()).find(|(was, is)| was != is);
    let told = first.map(|(was, is)| format!("was {was:?}, is {is:?}"));
    let hint = "docs/accuracy.md differs; GLEANER_WRITE_ACCURACY=1 writes its tables anew";
    if was == is { Vec::new() } else { vec![format!("{hint}: {}", told.unwrap_or_else(|| "in its length".to_owned()))] }
}

fn tables(tallies: &Tallies) -> String {
    let mut text = String::new();
    let parts = [
        ("second", "The second part, by those who had not read the detectors"),
        ("known", "Names of known subjects in running text"),
        ("first", "The first part"),
    ];
    for (part, name) in parts {
        let rows: Vec<(&str, &Tally)> = tallies
            .iter()
            .filter(|((own, _), _)| *own == part)
            .map(|((_, subject), tally)| (subject.as_str(), tally))
            .collect();
        writeln!(text, "\n## {name}\n").unwrap();
        writeln!(text, "| subject | cases | precision | recall | bare values found |\n|---|---|---|---|---|").unwrap();
        let mut all = Tally::default();
        rows.iter().for_each(|(_, tally)| all.add(tally));
        row(&mut text, "**all**", &all);
        rows.iter().for_each(|(subject, tally)| row(&mut text, subject, tally));
    }
    text.push('\n');
    text
}

fn row(text: &mut String, subject: &str, tally: &Tally) {
    let show = |share: Option<Share>| share.map_or_else(|| "–".to_owned(), |share| share.to_string());
    let bare = if tally.bare == 0 { "–".to_owned() } else { format!("{} of {}", tally.bare_found, tally.bare) };
    let (precision, recall) = (show(tally.precision()), show(tally.recall()));
    writeln!(text, "| {subject} | {} | {precision} | {recall} | {bare} |", tally.cases).unwrap();
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.cases += other.cases;
        self.hits += other.hits;
        self.missed += other.missed;
        self.false_hits += other.false_hits;
        self.bare += other.bare;
        self.bare_found += other.bare_found;
    }
}
