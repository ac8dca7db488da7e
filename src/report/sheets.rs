//! Views → tables: one function for each kind of row, nothing left out.

use std::collections::BTreeMap;

use crate::model::run::Summary;
use crate::model::subject::{Answer, Holding, Stands, Tier, Trace};
use crate::model::verdict::{RetentionLine, Violation, Weight};
use crate::model::view::{
    Basis, ComingOfAge, CoverageLine, CoverageReport, MapLine, MonthCount, NeverFound, RetentionReport, ScanBench, StageTime,
};

use super::sheet::{Cell, Sheet, Tone};
use super::text::{counted, grouped};
use super::words;

/// Which lines of the coverage are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lines {
    /// All of them.
    All,
    /// Those that are not complete.
    Incomplete,
}

impl Lines {
    /// Whether a line is among them.
    pub fn keep(self, line: &CoverageLine) -> bool {
        self == Self::All || line.outcome != "complete"
    }
}

fn place(source: &impl std::fmt::Display, object: &str) -> String {
    format!("{source}: {object}")
}

/// What lies where.
pub fn map(lines: &[MapLine]) -> Sheet {
    let columns = ["#Records", "#Findings", "@Data", "@Where", "@Fields", "Category", "#Sure %"];
    let mut sheet = Sheet::new("What lies where", &columns);
    for line in lines {
        let test = (line.n_likely_test > 0).then(|| counted(line.n_likely_test, "test value", "test values"));
        let special = (!line.sensitive_under.is_empty()).then(|| format!("special under {}", line.sensitive_under.join(", ")));
        let categories: Vec<&str> = line.categories.iter().map(|id| id.as_str()).collect();
        let category = if categories.is_empty() { "not in the policy".to_owned() } else { categories.join(", ") };
        sheet.rows.push(vec![
            Cell::Number(line.n_records),
            Cell::Number(line.n_findings),
            Cell::stack(line.class.as_str(), [line.dpv.clone(), special.unwrap_or_default(), test.unwrap_or_default()]),
            Cell::code(place(&line.source, &line.object)),
            Cell::code(line.fields.join(", ")),
            Cell::text(category),
            Cell::Number(u64::from(line.confidence)),
        ]);
    }
    sheet
}

/// Violations, or leads, most records first.
pub fn violations(all: &[Violation], weight: Weight) -> Sheet {
    let (title, tone) = match weight {
        Weight::Violation => ("Violations", Tone::Violation),
        Weight::Lead => ("Leads", Tone::Lead),
        Weight::CatchAll => ("Only a catch-all", Tone::Lead),
        Weight::Excepted => ("Exceptions", Tone::Plain),
    };
    let mut sheet = Sheet::new(title, &["#Records", "@Data", "@Where", "What", "Grounds"]).toned(tone);
    if weight == Weight::Lead {
        sheet.note =
            "To look into: the finding or the date is weak, or the rule asks for a decision. Not violations.".to_owned();
    }
    if weight == Weight::CatchAll {
        sheet.note =
            "The policy says that there may be other data, and not which. That discloses nothing by itself.".to_owned();
    }
    if weight == Weight::Excepted {
        sheet.note = "Somebody answers for these until a day; then they count again.".to_owned();
    }
    let mut chosen: Vec<&Violation> = all.iter().filter(|violation| violation.weight == weight).collect();
    chosen.sort_by_key(|violation| std::cmp::Reverse(violation.n_records));
    sheet.rows = chosen.into_iter().map(violation).collect();
    sheet
}

fn violation(line: &Violation) -> Vec<Cell> {
    let category = line.category.as_ref().map_or(String::new(), |category| format!("category {category}"));
    let oldest = line.oldest.as_ref().map_or(String::new(), |day| format!("oldest {day}"));
    let excepted = line.exception.as_ref().map(words::excepted);
    let mut grounds = words::grounds(&line.grounds).into_iter().chain(excepted);
    vec![
        Cell::Number(line.n_records),
        Cell::stack(line.class.as_str(), [category]),
        Cell::stack(place(&line.source, &line.object), line.examples.iter().map(|example| format!("e.g. {example}"))),
        Cell::stack(words::violation_state(&line.state), [oldest].into_iter().chain(words::beside(line))),
        Cell::stack(grounds.next().unwrap_or_default(), grounds),
    ]
}

/// Records by state, with the rule that was applied.
pub fn retention(lines: &[RetentionLine]) -> Sheet {
    let mut sheet = Sheet::new("Records by state", &["#Records", "@Data", "@Where", "State", "Rule"]);
    for line in lines {
        let states = words::STATES.into_iter().filter_map(|state| Some((state, *line.states.get(&state)?)));
        let mut states = states.filter(|(_, n)| *n > 0).map(|(state, n)| format!("{} {}", grouped(n), words::state(state)));
        let category = line.category.as_ref().map_or(String::new(), |category| format!("category {category}"));
        let oldest = line.oldest.as_ref().map_or(String::new(), |day| format!("oldest date {day}"));
        let grounds = line.grounds.as_ref().map_or(vec!["No rule applies".to_owned()], words::grounds);
        let mut grounds = grounds.into_iter().chain([oldest]);
        let is_due = line.due_in.iter().any(|n| *n > 0);
        let due = format!("due in 30 / 90 / 365 days: {}", line.due_in.map(grouped).join(" / "));
        let due = if is_due { due } else { String::new() };
        sheet.rows.push(vec![
            Cell::Number(line.states.values().fold(0, |sum, n| n.saturating_add(sum))),
            Cell::stack(line.class.as_str(), [category]),
            Cell::code(place(&line.source, &line.object)),
            Cell::stack(states.next().unwrap_or_default(), states.chain([due])),
            Cell::stack(grounds.next().unwrap_or_default(), grounds),
        ]);
    }
    sheet
}

/// When those whom a report is about come of age.
pub fn comes_of_age(lines: &[ComingOfAge]) -> Sheet {
    let mut sheet = Sheet::new("When they come of age", &["Month", "#Age", "#Records"]);
    sheet.note = "Only where a record tells the month of birth.".to_owned();
    let row = |line: &ComingOfAge| vec![Cell::text(&line.month), Cell::Number(line.age.into()), Cell::Number(line.n_records)];
    sheet.rows = lines.iter().map(row).collect();
    sheet
}

/// What policies declare and nothing of which was found.
pub fn never_found(lines: &[NeverFound]) -> Sheet {
    let mut sheet = Sheet::new("Declared but never found", &["@Policy", "@Category", "@Data"]);
    sheet.note = "In what was read under that policy: it may lie where nothing was read.".to_owned();
    let row = |line: &NeverFound| {
        let category = Cell::stack(&line.heading, [line.category.to_string()]);
        vec![Cell::code(line.policy.as_str()), category, Cell::text(line.data.join(", "))]
    };
    sheet.rows = lines.iter().map(row).collect();
    sheet
}

/// How old what is held is: a row for each age and state.
pub fn ageing(report: &RetentionReport) -> Sheet {
    let mut sheet = Sheet::new("How old what is held is", &["#Years", "State", "#Records"]);
    sheet.note =
        "Whole years since the day from which the period counts; a record counts once for each kind of data.".to_owned();
    for age in &report.ageing {
        for state in words::STATES {
            let n = age.states.get(&state).copied().unwrap_or(0);
            if n > 0 {
                let years = Cell::Number(u64::from(age.years));
                sheet.rows.push(vec![years, Cell::text(words::state(state)), Cell::Number(n)]);
            }
        }
    }
    sheet
}

/// What falls due, month by month.
pub fn calendar(report: &RetentionReport) -> Sheet {
    let mut sheet = Sheet::new("What falls due within a year", &["Month", "#Records"]);
    let row = |month: &MonthCount| vec![Cell::text(&month.month), Cell::Number(month.n_records)];
    sheet.rows = report.calendar.iter().map(row).collect();
    sheet
}

/// Objects and members by outcome, with their sums.
pub fn totals(objects: &BTreeMap<String, u64>, members: &BTreeMap<String, u64>) -> Sheet {
    let mut sheet = Sheet::new("Objects by outcome", &["Outcome", "#Objects", "#Members of containers"]);
    let mut outcomes: Vec<&String> = objects.keys().chain(members.keys()).collect();
    outcomes.sort_by_key(|word| (word.as_str() != "complete", word.as_str()));
    outcomes.dedup();
    let count = |map: &BTreeMap<String, u64>, word: &str| map.get(word).copied().unwrap_or(0);
    for word in outcomes {
        sheet.rows.push(vec![
            Cell::text(word.replace('_', " ")),
            Cell::Number(count(objects, word)),
            Cell::Number(count(members, word)),
        ]);
    }
    let sum = |map: &BTreeMap<String, u64>| map.values().fold(0_u64, |sum, n| sum.saturating_add(*n));
    sheet.rows.push(vec![Cell::text("all"), Cell::Number(sum(objects)), Cell::Number(sum(members))]);
    sheet
}

/// The objects themselves.
pub fn coverage(report: &CoverageReport, lines: Lines) -> Sheet {
    let title = match lines {
        Lines::All => "Objects",
        Lines::Incomplete => "What is not complete",
    };
    let mut sheet = Sheet::new(title, &["Outcome", "@Where", "Why", "#Bytes", "#Records"]);
    for line in report.lines.iter().filter(|line| lines.keep(line)) {
        let hint = line.hint.as_ref().map_or(String::new(), |hint| format!("hint: {hint}"));
        let member = if line.is_member { "inside a container" } else { "" };
        sheet.rows.push(vec![
            Cell::text(line.outcome.replace('_', " ")),
            Cell::stack(place(&line.source, &line.place), [member.to_owned()]),
            Cell::stack(line.cause.clone().unwrap_or_default(), [hint]),
            Cell::Number(line.n_bytes),
            Cell::Number(line.n_records),
        ]);
    }
    sheet
}

/// The records of an answer that are this sure.
pub fn traces(answer: &Answer, tier: Tier) -> Sheet {
    let (word, meaning) = words::tier(tier);
    let mut sheet =
        Sheet::new(capitalised(word), &["#Records", "@Where", "What it holds", "How long it may be held", "How it was found"])
            .noted(meaning);
    if matches!(tier, Tier::Possible | Tier::Mentioned) {
        sheet.tone = Tone::Lead;
    }
    for trace in answer.traces.iter().filter(|trace| trace.tier == tier) {
        sheet.rows.push(row_of(trace));
    }
    sheet
}

fn row_of(trace: &Trace) -> Vec<Cell> {
    let mut holds = trace.holds.iter().map(holding);
    let mut path = trace.path.iter().cloned();
    let mut stands = trace.stands.iter().map(standing);
    vec![
        Cell::Number(trace.n_records),
        Cell::code(place(&trace.source, &trace.place)),
        Cell::stack(holds.next().unwrap_or_default(), holds),
        Cell::stack(stands.next().unwrap_or_default(), stands),
        Cell::stack(path.next().unwrap_or_default(), path.map(|step| format!("→ {step}"))),
    ]
}

fn standing(stands: &Stands) -> String {
    let due = stands.due.as_ref().map_or(String::new(), |day| format!(", to {day}"));
    let keep = stands.keep_until.as_ref().map_or(String::new(), |day| format!(", at least to {day}"));
    format!("{}: {}{due}{keep}", stands.class, words::state(stands.state))
}

fn holding(holding: &Holding) -> String {
    let field = holding.field.as_ref().map_or(String::new(), |field| format!(" in {field}"));
    let role = holding.role.as_ref().map_or(String::new(), |role| format!(", of {role}"));
    format!("{}{field}: {} ({} %{role})", holding.class, holding.mask, holding.confidence)
}

/// What each stage of a scan cost.
pub fn stages(bench: &ScanBench) -> Sheet {
    let mut sheet = Sheet::new("Time of the processor, all threads", &["Stage", "#Seconds", "#Percent"]);
    let number = |number: f64| Cell::Text(format!("{number:.2}"));
    let row = |line: &StageTime| vec![Cell::text(&line.stage), number(line.seconds), number(line.percent)];
    sheet.rows = bench.stages.iter().map(row).collect();
    sheet
}

/// What went through it and what is left of it.
pub fn bench(bench: &ScanBench) -> Sheet {
    let mut sheet = Sheet::new("In numbers", &["What", "#Count"]);
    let mut row = |what: &str, cell: Cell| sheet.rows.push(vec![Cell::text(what), cell]);
    for (kind, outcomes) in [("objects", &bench.objects), ("members", &bench.members)] {
        for (outcome, n) in outcomes {
            row(&format!("{kind} {}", outcome.replace('_', " ")), Cell::Number(*n));
        }
    }
    row("bytes looked at", Cell::Number(bench.n_bytes));
    row("records looked at", Cell::Number(bench.n_records));
    row("findings", Cell::Number(bench.n_findings));
    row("sightings stored", Cell::Number(bench.n_sightings));
    row("tags stored", Cell::Number(bench.n_tags));
    row("bytes of state", Cell::Number(bench.state_bytes));
    let per_tag = bench.bytes_per_tag().map_or("–".to_owned(), |bytes| format!("{bytes:.1}"));
    row("bytes of state for each tag", Cell::Text(per_tag));
    let peak = bench.peak_memory.map_or(Cell::text("–"), Cell::Number);
    row("peak memory, bytes", peak);
    row("milliseconds until committed", Cell::Number((bench.seconds_committed * 1e3) as u64));
    row("milliseconds until the index had caught up", Cell::Number((bench.seconds_indexed * 1e3) as u64));
    sheet
}

/// What a run did.
pub fn summary(summary: &Summary) -> Sheet {
    let mut sheet = Sheet::new("What the run did", &["What", "#Count"]);
    let mut row = |what: &str, n: u64| sheet.rows.push(vec![Cell::text(what), Cell::Number(n)]);
    for (outcome, n) in &summary.objects {
        row(&format!("objects {}", outcome.replace('_', " ")), *n);
    }
    for (outcome, n) in &summary.members {
        row(&format!("members {}", outcome.replace('_', " ")), *n);
    }
    row("units committed", summary.n_units);
    row("units unchanged or committed before", summary.n_units_unchanged);
    row("bytes looked at", summary.n_bytes);
    row("records looked at", summary.n_records);
    row("findings committed", summary.n_findings);
    sheet
}

/// What a report rests on, as pairs of label and text.
pub fn basis(basis: &Basis) -> Vec<(String, String)> {
    let list = |items: &[String]| if items.is_empty() { "none".to_owned() } else { items.join("; ") };
    let window =
        basis.window.as_ref().map_or("no scan yet".to_owned(), |(from, to)| format!("{} to {}", moment(from), moment(to)));
    let totals = |map: &BTreeMap<String, u64>| {
        let parts: Vec<String> = map.iter().map(|(word, n)| format!("{} {}", grouped(*n), word.replace('_', " "))).collect();
        list(&parts).replace("; ", ", ")
    };
    let mut rows = vec![
        ("As of", basis.as_of.clone()),
        ("Policies", list(&basis.policies)),
        ("Read", window),
        ("Objects", totals(&basis.totals)),
    ];
    if !basis.totals_members.is_empty() {
        rows.push(("Members of containers", totals(&basis.totals_members)));
    }
    rows.push(("Made", format!("{} by Gleaner {}, detectors {}", moment(&basis.made_at), basis.version, basis.detectors)));
    rows.into_iter().map(|(label, text)| (label.to_owned(), super::text::safe(&text))).collect()
}

/// `2026-06-01T02:30:00Z` as `2026-06-01 02:30:00 UTC`; anything else as it is.
fn moment(text: &str) -> String {
    match text.strip_suffix('Z').and_then(|text| text.split_once('T')) {
        Some((day, time)) => format!("{day} {} UTC", time.split('.').next().unwrap_or(time)),
        None => text.to_owned(),
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
