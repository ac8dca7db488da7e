//! Violations over all scans, as a page: how they stand, since when, who was told, and how bad each is, reckoned out.

use crate::model::register::{Mended, RegisterCounts, RegisterLine, RegisterReport, State};
use crate::model::severity::Factor;
use crate::model::verdict::{Violation, Weight};

use super::page::{self, Figure, Mood, Page, Section};
use super::sheet::{Cell, Sheet, Tone};
use super::text::{counted, grouped};
use super::words;

/// The columns that CSV adds to each verdict.
pub const BESIDE: [&str; 11] = [
    "id",
    "standing",
    "first_seen",
    "last_seen",
    "told",
    "decision",
    "severity",
    "severity_sum",
    "severity_arithmetic",
    "severity_why",
    "n_before",
];

/// What CSV adds to a verdict, by [`BESIDE`].
pub fn beside(violation: &Violation) -> [Cell; 11] {
    let standing = violation.standing.as_ref();
    let text = |text: Option<String>| Cell::text(text.unwrap_or_default());
    let told = standing.map(|known| {
        let lines = known.told.iter().map(|told| format!("{} on {}", told.to, words::day_of(&told.at)));
        lines.collect::<Vec<_>>().join(" | ")
    });
    let severity = violation.severity.as_ref();
    let why = severity.map(|severity| {
        let lines = severity.factors.iter().map(|factor| format!("{} {}: {}", factor.name.word(), factor.value, factor.why));
        lines.collect::<Vec<_>>().join(" | ")
    });
    let number = |n: Option<u64>| n.map_or_else(|| Cell::text(""), Cell::Number);
    [
        text(standing.map(|known| known.id.clone())),
        text(standing.map(|known| known.state.word().to_owned())),
        text(standing.map(|known| known.first_seen.clone())),
        text(standing.map(|known| known.last_seen.clone())),
        text(told),
        text(standing.and_then(|known| known.ruling.as_ref()).map(words::ruling)),
        text(severity.map(|severity| severity.level.word().to_owned())),
        number(severity.map(|severity| severity.sum.into())),
        text(severity.map(|severity| severity.arithmetic())),
        text(why),
        number(standing.and_then(|known| known.n_before)),
    ]
}

/// The columns of CSV: a row for each violation or lead.
pub const COLUMNS: [&str; 23] = {
    let own = [
        "rule",
        "weight",
        "source",
        "object",
        "class",
        "category",
        "state",
        "n_records",
        "resolved",
        "mended",
        "n_regressed",
        "is_set_aside",
    ];
    let mut all = [""; 23];
    let mut at = 0;
    while at < 23 {
        all[at] = if at < own.len() { own[at] } else { BESIDE[at - own.len()] };
        at += 1;
    }
    all
};

/// The rows of CSV, by [`COLUMNS`].
pub fn rows(report: &RegisterReport) -> Vec<[Cell; 23]> {
    report.lines.iter().map(row).collect()
}

fn row(line: &RegisterLine) -> [Cell; 23] {
    let violation = &line.violation;
    let [id, standing, first, last, told, decision, severity, sum, arithmetic, why, before] = beside(violation);
    [
        Cell::text(&violation.rule),
        Cell::text(violation.weight.word()),
        Cell::text(violation.source.as_str()),
        Cell::text(&violation.object),
        Cell::text(violation.class.as_str()),
        Cell::text(violation.category.as_ref().map_or("", |id| id.as_str())),
        Cell::text(&violation.state),
        Cell::Number(violation.n_records),
        Cell::text(line.resolved.as_deref().unwrap_or_default()),
        Cell::text(line.mended.map_or("", mended_word)),
        Cell::Number(line.n_regressed),
        Cell::text(line.is_set_aside.to_string()),
        id,
        standing,
        first,
        last,
        told,
        decision,
        severity,
        sum,
        arithmetic,
        why,
        before,
    ]
}

fn mended_word(mended: Mended) -> &'static str {
    match mended {
        Mended::Clean => "clean",
        Mended::Gone => "gone",
    }
}

/// The whole report.
pub fn page(report: &RegisterReport) -> Page {
    let counts = &report.counts;
    let figure = |label: &str, n: u64, note: &str, mood: Mood| Figure {
        label: label.to_owned(),
        value: grouped(n),
        note: note.to_owned(),
        mood: if n == 0 { Mood::Plain } else { mood },
    };
    let open = counts.n_new + counts.n_regressed + counts.n_open;
    Page {
        over: "Violations over all scans".to_owned(),
        verdict: format!(
            "{} open: {} new at the last scan, {} seen again after they were resolved. {} resolved so far.",
            counted(open, "violation or lead is", "violations and leads are"),
            grouped(counts.n_new),
            grouped(counts.n_regressed),
            counted(counts.n_resolved, "is", "are")
        ),
        figures: vec![
            figure("New", counts.n_new, "at the last scan", Mood::Bad),
            figure("Seen again", counts.n_regressed, "after they were resolved", Mood::Bad),
            figure("Open still", counts.n_open, "from an earlier scan", Mood::Open),
            figure("Resolved", counts.n_resolved, "so far", Mood::Good),
            figure("Nobody was told of", counts.n_untold, "of those that are open", Mood::Open),
            figure("Late", counts.n_late, "past the day by which they were to be mended", Mood::Bad),
        ],
        ..page::plain("Register of violations", vec![lines(report), severities(report)])
    }
}

/// How many stand how, for the whole report.
pub fn counts(counts: &RegisterCounts) -> Section {
    let mut sheet = Sheet::new("The register", &["How they stand", "#Violations and leads"]);
    for (what, n) in [
        ("new at the last scan", counts.n_new),
        ("seen again after they were resolved", counts.n_regressed),
        ("open from an earlier scan", counts.n_open),
        ("resolved so far", counts.n_resolved),
        ("open, and nobody was told", counts.n_untold),
        ("open, and somebody answers for them", counts.n_accepted),
        ("open, past the day by which they were to be mended", counts.n_late),
    ] {
        sheet.rows.push(vec![Cell::text(what), Cell::Number(n)]);
    }
    Section {
        id: "register",
        title: "Over all scans".to_owned(),
        intro: "What was found at the end of each scan; `report violations` lists them.".to_owned(),
        sheets: Some(sheet).filter(|sheet| !sheet.rows.is_empty()).into_iter().collect(),
        ..Section::default()
    }
}

fn lines(report: &RegisterReport) -> Section {
    let sheet = |state: State, title: &str, tone: Tone| {
        let columns = ["@Id", "#Records", "@Data", "@Where", "What", "History", "Grounds"];
        let mut sheet = Sheet::new(title, &columns).toned(tone);
        let is_so = |line: &&RegisterLine| line.violation.standing.as_ref().is_some_and(|known| known.state == state);
        sheet.rows = report.lines.iter().filter(is_so).map(cells).collect();
        sheet
    };
    let mut resolved = sheet(State::Resolved, "Resolved", Tone::Plain);
    resolved.note = "Only a scan that looked at all of the place resolves a violation: deleted, moved, mended, or judged by \
                     other rules."
        .to_owned();
    let sheets = [
        sheet(State::New, "New", Tone::Violation),
        sheet(State::Regressed, "Seen again", Tone::Violation),
        sheet(State::Open, "Open still", Tone::Plain),
        resolved,
    ];
    Section {
        id: "register",
        title: "Violations and leads".to_owned(),
        intro: "A violation is the same over all scans by its rule, its grounds and its place.".to_owned(),
        sheets: sheets.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect(),
        ..Section::default()
    }
}

fn cells(line: &RegisterLine) -> Vec<Cell> {
    let violation = &line.violation;
    let id = violation.standing.as_ref().map_or("", |known| known.id.get(..8).unwrap_or_default());
    let weight = if violation.weight == Weight::Violation { "" } else { violation.weight.word() };
    let severity = violation.severity.as_ref();
    let severity =
        severity.map_or(String::new(), |severity| format!("severity {}, {} of 18", severity.level.word(), severity.sum));
    let mut grounds = words::grounds(&violation.grounds).into_iter().chain(violation.exception.as_ref().map(words::excepted));
    let mut history = history(line).into_iter();
    vec![
        Cell::code(id),
        Cell::Number(violation.n_records),
        Cell::text(violation.class.as_str()),
        Cell::code(format!("{}: {}", violation.source, violation.object)),
        Cell::stack(words::violation_state(&violation.state), [weight.to_owned(), severity]),
        Cell::stack(history.next().unwrap_or_default(), history),
        Cell::stack(grounds.next().unwrap_or_default(), grounds),
    ]
}

/// What became of it, a line each.
fn history(line: &RegisterLine) -> Vec<String> {
    let Some(known) = &line.violation.standing else { return Vec::new() };
    let mut lines = vec![format!("first seen {}", words::day_of(&known.first_seen))];
    lines.push(format!("last seen {}", words::day_of(&known.last_seen)));
    lines.extend(line.resolved.as_ref().zip(line.mended).map(|(at, mended)| match mended {
        Mended::Clean => format!("resolved {}: read in full, and no longer so", words::day_of(at)),
        Mended::Gone => format!("resolved {}: the object is gone", words::day_of(at)),
    }));
    lines.extend(
        known.regressed.as_ref().map(|at| format!("seen again {}, {} so far", words::day_of(at), times(line.n_regressed))),
    );
    lines.extend(known.told.iter().map(|told| format!("told {} on {}", told.to, words::day_of(&told.at))));
    lines.extend(known.ruling.as_ref().map(words::ruling));
    if line.is_set_aside {
        lines.push("its findings are set aside by a decision".to_owned());
    }
    lines
}

fn times(n: u64) -> String {
    if n == 1 { "once".to_owned() } else { format!("{} times", grouped(n)) }
}

/// How bad each is, reckoned out.
fn severities(report: &RegisterReport) -> Section {
    let mut sheet = Sheet::new("Severity", &["@Id", "#Sum", "Severity", "How it is reckoned"]);
    for violation in report.lines.iter().map(|line| &line.violation) {
        let (Some(severity), Some(known)) = (&violation.severity, &violation.standing) else { continue };
        if known.state == State::Resolved {
            continue;
        }
        let term = |factor: &Factor| format!("{} {}: {}", factor.value, factor.name.word(), factor.why);
        let mut terms = severity.factors.iter().map(term);
        sheet.rows.push(vec![
            Cell::code(known.id.get(..8).unwrap_or_default()),
            Cell::Number(severity.sum.into()),
            Cell::text(severity.level.word()),
            Cell::stack(terms.next().unwrap_or_default(), terms),
        ]);
    }
    Section {
        id: "severity",
        title: "How bad each is".to_owned(),
        intro:
            "Six factors of NIST SP 800-122, section 3.2, each 1 (low) to 3 (high). The sum is ours: 6 to 9 is low, 10 to 13 \
                moderate, 14 to 18 high."
                .to_owned(),
        sheets: Some(sheet).filter(|sheet| !sheet.rows.is_empty()).into_iter().collect(),
        ..Section::default()
    }
}
