//! Who of a list is held: figures, the places, the lines. Persons are shown by the lines of the list.

use crate::model::against::{AgainstReport, HeldLine, LinePlace, ListColumn};

use super::page::{self, Figure, Mood, Page, Section};
use super::sheet::{Cell, Sheet, Tone};
use super::text::{counted, grouped, safe};
use super::words;

/// The columns of CSV: a row for each line of the list and each object that holds its person.
pub const COLUMNS: [&str; 6] = ["line", "tier", "source", "object", "n_records", "classes"];

/// The rows of CSV, by [`COLUMNS`].
pub fn rows(report: &AgainstReport) -> Vec<[Cell; 6]> {
    let row = |(line, place): (&HeldLine, &LinePlace)| {
        [
            Cell::Number(line.line),
            Cell::text(words::tier(place.tier).0),
            Cell::text(place.source.as_str()),
            Cell::text(&place.object),
            Cell::Number(place.n_records),
            Cell::text(classes(place).join(" | ")),
        ]
    };
    report.lines.iter().flat_map(|line| line.places.iter().map(move |place| row((line, place)))).collect()
}

/// The whole report.
pub fn page(report: &AgainstReport) -> Page {
    Page {
        over: "Persons of a list who are still held".to_owned(),
        verdict: verdict(report),
        figures: figures(report),
        ..page::plain(format!("Case {}", safe(&report.case)), vec![held(report)])
    }
}

fn verdict(report: &AgainstReport) -> String {
    let columns = report.columns.iter().map(column).collect::<Vec<_>>().join(", ");
    format!(
        "Of {} of the list, {} about persons who are held and {} about persons who perhaps are. Asked by {columns}. The list is \
         not kept.",
        counted(report.n_lines, "line", "lines"),
        counted(report.n_held, "is", "are"),
        counted(report.n_perhaps, "is", "are"),
    )
}

fn column(column: &ListColumn) -> String {
    match &column.class {
        Some(class) => safe(&format!("column {} ({class})", column.column)),
        None => format!("column {} (each value by itself)", column.column),
    }
}

fn figures(report: &AgainstReport) -> Vec<Figure> {
    let not_understood = report.not_understood.len() as u64;
    let figure = |label: &str, n: u64, note: &str, mood: Mood| Figure {
        label: label.to_owned(),
        value: grouped(n),
        note: note.to_owned(),
        mood: if n == 0 { Mood::Plain } else { mood },
    };
    vec![
        figure("Held", report.n_held, "certain or probable", Mood::Bad),
        figure("Perhaps held", report.n_perhaps, "possible, or mentioned in a text", Mood::Open),
        figure("Not found", report.n_absent, "in what was read", Mood::Plain),
        figure("Not understood", not_understood, "no e-mail, phone, name or identifier", Mood::Open),
    ]
}

fn held(report: &AgainstReport) -> Section {
    let mut open = Vec::new();
    if !report.not_understood.is_empty() {
        let lines = ranges(&report.not_understood);
        open.push(format!("Not asked, since nothing in them is an e-mail, phone, name or identifier: lines {lines}."));
    }
    let mut places = Sheet::new("Where they are held", &["#Held", "#Records", "#Perhaps", "#Records perhaps", "@Where"]);
    places.note = "Lines of the list, and the records that are theirs; beside them those that are perhaps.".to_owned();
    places.rows = report
        .places
        .iter()
        .map(|place| {
            let object = Cell::code(format!("{}: {}", place.source, place.object));
            let counts = [place.n_held, place.n_records, place.n_perhaps, place.n_records_perhaps];
            counts.map(Cell::Number).into_iter().chain([object]).collect()
        })
        .collect();
    let note = "Lines of the list, counted from 1 with its heading.";
    let mut lines =
        Sheet::new("Who is held", &["#Line", "How sure", "#Records", "@Where", "What"]).toned(Tone::Violation).noted(note);
    let mut perhaps = Sheet::new("Who is perhaps held", &["#Line", "How sure", "#Records", "@Where", "What"]).toned(Tone::Lead);
    perhaps.note = "For a human to decide: a contact point that several persons share, a name, a mention in a text.".to_owned();
    for line in &report.lines {
        let sheet = if line.tier.is_sure() { &mut lines } else { &mut perhaps };
        sheet.rows.extend(line.places.iter().map(|place| row(line, place)));
    }
    let sheets = [places, lines, perhaps].into_iter().filter(|sheet| !sheet.rows.is_empty()).collect();
    let intro = if report.lines.is_empty() { "None of them was found in what was read." } else { "" };
    Section {
        id: "held",
        title: "Held".to_owned(),
        intro: intro.to_owned(),
        open_title: "Lines that were not asked".to_owned(),
        open,
        sheets,
        ..Section::default()
    }
}

fn row(line: &HeldLine, place: &LinePlace) -> Vec<Cell> {
    vec![
        Cell::Number(line.line),
        Cell::text(words::tier(place.tier).0),
        Cell::Number(place.n_records),
        Cell::code(format!("{}: {}", place.source, place.object)),
        Cell::text(classes(place).into_iter().map(super::text::class).collect::<Vec<_>>().join(", ")),
    ]
}

fn classes(place: &LinePlace) -> Vec<&str> {
    place.classes.iter().map(|class| class.as_str()).collect()
}

/// `1–3, 7` of ascending numbers.
fn ranges(numbers: &[u64]) -> String {
    let mut ranges: Vec<(u64, u64)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => ranges.push((*number, *number)),
        }
    }
    let shown = |(from, to): (u64, u64)| if from == to { from.to_string() } else { format!("{from}–{to}") };
    ranges.into_iter().map(shown).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn numbers_that_follow_each_other_are_a_range() {
        for (numbers, expected) in [(&[][..], ""), (&[4], "4"), (&[1, 2, 3, 7, 9, 10], "1–3, 7, 9–10")] {
            assert_eq!(ranges(numbers), expected);
        }
    }
}
