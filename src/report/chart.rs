//! The charts of a report: what is found by kind, where it lies, how retention stands, what falls due, how far was read.
//! Each is none where there is nothing to draw. Small rows are folded into one that says how many they are.

use std::collections::BTreeMap;

use crate::model::verdict::RetentionState;
use crate::model::view::{DataMap, MapLine, RetentionReport};

use super::drawing::{Anchor, Cut, Drawing};
use super::figures;
use super::text::{class, compact, counted, grouped, percent};
use super::words;

/// Width of all charts, in user units.
const WIDTH: f64 = 760.0;
/// Rows that a chart shows one by one.
const ROWS: usize = 14;
/// Letters of a label; the rest is in the table.
const LABEL: usize = 34;
/// Years that the ageing chart shows one by one; what is older is one bar.
const OLDEST: u32 = 10;
/// Columns that a chart shows one by one.
const COLUMNS: usize = 10;

/// A row of bars: label, colour and number.
type Bar = (String, &'static str, u64);

/// Findings by kind of data.
pub fn classes(map: &DataMap) -> Option<Drawing> {
    let mut by_class = BTreeMap::<&str, u64>::new();
    for line in &map.lines {
        let sum = by_class.entry(line.class.as_str()).or_default();
        *sum = sum.saturating_add(line.n_findings);
    }
    let bars = folded(by_class, ROWS, "kinds").into_iter().map(|(name, n)| (class(&name).to_owned(), "c-data", n)).collect();
    bar_chart("by-kind", "Findings by kind of data", bars)
}

/// What falls due, month by month.
pub fn calendar(report: &RetentionReport) -> Option<Drawing> {
    let most = report.calendar.iter().map(|month| month.n_records).max().filter(|most| *most > 0)?;
    let described: Vec<String> =
        report.calendar.iter().map(|month| format!("{} {}", month.month, grouped(month.n_records))).collect();
    let mut svg = Drawing::new("calendar", "What falls due", described.join(", "), WIDTH);
    svg.text((0.0, 16.0), "h", Anchor::Start, "What falls due within a year (records)");
    let (base, left) = (158.0, 6.0);
    let width = ((WIDTH - left) / report.calendar.len().max(1) as f64).min(90.0);
    for (at, month) in report.calendar.iter().enumerate() {
        let x = left + width * at as f64;
        let height = (month.n_records as f64 / most as f64 * 100.0).max(if month.n_records > 0 { 2.0 } else { 0.0 });
        let tip = format!("{}: {}", month.month, counted(month.n_records, "record", "records"));
        svg.rect((x, base - height), (width - 5.0, height), "c-due", &tip);
        svg.text((x + width / 2.0 - 2.5, base - height - 6.0), "n", Anchor::Middle, &compact(month.n_records));
        svg.text((x + width / 2.0 - 2.5, base + 17.0), "t", Anchor::Middle, &month.month);
    }
    svg.rect((0.0, base), (WIDTH, 1.0), "c-no_rule", "");
    Some(svg.finish(base + 26.0))
}

/// How old what is held is, by state.
pub fn ageing(report: &RetentionReport) -> Option<Drawing> {
    let mut ages: BTreeMap<u32, BTreeMap<RetentionState, u64>> = BTreeMap::new();
    for age in &report.ageing {
        let sums = ages.entry(age.years.min(OLDEST)).or_default();
        for (state, n) in &age.states {
            let sum = sums.entry(*state).or_default();
            *sum = sum.saturating_add(*n);
        }
    }
    let total = |states: &BTreeMap<RetentionState, u64>| states.values().fold(0_u64, |sum, n| sum.saturating_add(*n));
    let most = ages.values().map(total).max().filter(|most| *most > 0)?;
    let label = |years: u32| match years {
        0 => "under 1 year".to_owned(),
        OLDEST => format!("{OLDEST} years and more"),
        years => counted(u64::from(years), "year", "years"),
    };
    let described: Vec<String> =
        ages.iter().map(|(years, states)| format!("{}: {}", label(*years), in_words(states))).collect();
    let mut svg = Drawing::new("ageing", "How old what is held is", described.join("; "), WIDTH);
    svg.text((0.0, 16.0), "h", Anchor::Start, "How old what is held is (records by state)");
    let mut y = svg.legend(30.0, &legend(ages.values())) + 4.0;
    let (first, last) = (ages.keys().min().copied().unwrap_or(0), ages.keys().max().copied().unwrap_or(0));
    for years in first..=last {
        let none = BTreeMap::new();
        let states = ages.get(&years).unwrap_or(&none);
        let n = total(states);
        svg.text((212.0, y + 14.0), "t", Anchor::End, &label(years));
        // As long as the age's share of the fullest one, so that the bars are a histogram.
        let length = n as f64 / most as f64 * 450.0;
        let parts = words::STATES.into_iter().map(|state| {
            let n = states.get(&state).copied().unwrap_or(0);
            (format!("c-{}", state.word()), words::state(state).to_owned(), n)
        });
        stack(&mut svg, (224.0, y + 2.0), length.max(12.0), parts);
        svg.text((232.0 + length.max(12.0), y + 14.0), "n", Anchor::Start, &grouped(n));
        y += 24.0;
    }
    Some(svg.finish(y + 6.0))
}

/// The states that any of these have, with their colours.
fn legend<'a>(rows: impl Iterator<Item = &'a BTreeMap<RetentionState, u64>> + Clone) -> Vec<(String, String)> {
    let is_used = |state: &RetentionState| rows.clone().any(|states| states.get(state).is_some_and(|n| *n > 0));
    let used = words::STATES.into_iter().filter(is_used);
    used.map(|state| (format!("c-{}", state.word()), words::state(state).to_owned())).collect()
}

fn bar_chart(id: &'static str, title: &str, bars: Vec<Bar>) -> Option<Drawing> {
    let most = bars.iter().map(|(_, _, n)| *n).max().filter(|most| *most > 0)?;
    let described: Vec<String> = bars.iter().map(|(label, _, n)| format!("{label} {}", grouped(*n))).collect();
    let mut svg = Drawing::new(id, title, described.join(", "), WIDTH);
    svg.text((0.0, 16.0), "h", Anchor::Start, title);
    let mut y = 30.0;
    for (label, colour, n) in &bars {
        let length = (*n as f64 / most as f64 * 440.0).max(if *n > 0 { 2.0 } else { 0.0 });
        svg.label((212.0, y + 14.0), "t", Anchor::End, label, Cut::First(32));
        svg.rect((224.0, y + 2.0), (length, 16.0), colour, &format!("{label}: {}", grouped(*n)));
        svg.text((232.0 + length, y + 14.0), "n", Anchor::Start, &grouped(*n));
        y += 24.0;
    }
    Some(svg.finish(y + 6.0))
}

/// The largest rows by name, and one more for all others together.
fn folded(rows: BTreeMap<&str, u64>, at_most: usize, what: &str) -> Vec<(String, u64)> {
    let mut rows: Vec<(String, u64)> = rows.into_iter().map(|(name, n)| (name.to_owned(), n)).collect();
    rows.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    if rows.len() > at_most {
        let rest = rows.split_off(at_most.saturating_sub(1));
        let sum = rest.iter().fold(0_u64, |sum, (_, n)| sum.saturating_add(*n));
        rows.push((format!("{} other {what}", rest.len()), sum));
    }
    rows
}

/// The heading of the column of data that no category discloses.
const NOT_IN_POLICY: &str = "not in the policy";

/// Where data of which category lie.
pub fn heat(map: &DataMap) -> Option<Drawing> {
    let grid = Grid::of(&map.lines)?;
    let mut svg = Drawing::new("heat", "Where which data lie", grid.described(), WIDTH);
    let height = grid.draw(&mut svg, ROWS, COLUMNS);
    Some(svg.finish(height))
}

/// Records by place and category.
pub struct Grid {
    rows: BTreeMap<String, BTreeMap<String, u64>>,
    columns: BTreeMap<String, u64>,
}

impl Grid {
    /// Rows are sources, or objects where there are fewer than three sources; columns are categories of the policy, or
    /// groups of data classes where nothing falls under a category.
    pub fn of(lines: &[MapLine]) -> Option<Self> {
        let mut sources: Vec<_> = lines.iter().map(|line| &line.source).collect();
        sources.sort();
        sources.dedup();
        let by_object = sources.len() < 3;
        let has_categories = lines.iter().any(|line| !line.categories.is_empty());
        let mut grid = Self { rows: BTreeMap::new(), columns: BTreeMap::new() };
        for line in lines {
            let row = if by_object { format!("{}: {}", line.source, line.object) } else { line.source.to_string() };
            let columns: Vec<String> = match (has_categories, line.categories.as_slice()) {
                (true, []) => vec![NOT_IN_POLICY.to_owned()],
                (true, categories) => categories.iter().map(ToString::to_string).collect(),
                (false, _) => vec![class(line.class.as_str()).split('.').next().unwrap_or("").to_owned()],
            };
            for column in columns {
                let cell = grid.rows.entry(row.clone()).or_default().entry(column.clone()).or_default();
                *cell = cell.saturating_add(line.n_records);
                let sum = grid.columns.entry(column).or_default();
                *sum = sum.saturating_add(line.n_records);
            }
        }
        (!grid.rows.is_empty()).then_some(grid)
    }

    fn described(&self) -> String {
        let row = |(row, cells): (&String, &BTreeMap<String, u64>)| {
            let cells: Vec<String> = cells.iter().map(|(column, n)| format!("{column} {}", grouped(*n))).collect();
            format!("{row}: {}", cells.join(", "))
        };
        self.rows.iter().map(row).collect::<Vec<_>>().join("; ")
    }

    /// Draws at most so many rows and columns, the fullest first; returns the height. The column of what is not in the
    /// policy is always drawn, last.
    pub fn draw(&self, svg: &mut Drawing, n_rows: usize, n_columns: usize) -> f64 {
        let by_size = |map: BTreeMap<&str, u64>| folded(map, usize::MAX, "");
        let total = |cells: &BTreeMap<String, u64>| cells.values().fold(0_u64, |sum, n| sum.saturating_add(*n));
        let mut rows: Vec<String> = by_size(self.rows.iter().map(|(row, cells)| (row.as_str(), total(cells))).collect())
            .into_iter()
            .map(|(row, _)| row)
            .collect();
        let named = self.columns.iter().filter(|(column, _)| *column != NOT_IN_POLICY);
        let mut columns: Vec<String> =
            by_size(named.map(|(column, n)| (column.as_str(), *n)).collect()).into_iter().map(|(column, _)| column).collect();
        let hidden = (rows.len().saturating_sub(n_rows), columns.len().saturating_sub(n_columns));
        rows.truncate(n_rows);
        columns.truncate(n_columns);
        columns.extend(self.columns.contains_key(NOT_IN_POLICY).then(|| NOT_IN_POLICY.to_owned()));
        svg.text((0.0, 16.0), "h", Anchor::Start, "Where which data lie (records)");
        let longest = rows.iter().map(|row| row.chars().count().min(LABEL)).max().unwrap_or(0);
        let left = 18.0 + 6.6 * longest as f64;
        // The last heading climbs to the right of its column.
        let width = ((WIDTH - left - 80.0) / columns.len().max(1) as f64).min(110.0);
        for (i, column) in columns.iter().enumerate() {
            let class = if column == NOT_IN_POLICY { "t bad" } else { "t" };
            svg.climbing((left + 2.0 + width * (i as f64 + 0.35), 104.0), class, column, Cut::First(20));
        }
        let mut y = 112.0;
        for row in &rows {
            svg.label((left - 12.0, y + 18.0), "t", Anchor::End, row, Cut::Name(LABEL));
            for (i, column) in columns.iter().enumerate() {
                let n = self.rows.get(row).and_then(|cells| cells.get(column)).copied().unwrap_or(0);
                self.cell(svg, (left + width * i as f64, y), width, (row, column, n));
            }
            y += 30.0;
        }
        if hidden != (0, 0) {
            let parts = [(hidden.0, "more row", "more rows"), (hidden.1, "more category", "more categories")];
            let parts: Vec<String> =
                parts.into_iter().filter(|(n, _, _)| *n > 0).map(|(n, one, many)| counted(n as u64, one, many)).collect();
            svg.text((left, y + 14.0), "t", Anchor::Start, &format!("and {}: see the table", parts.join(" and ")));
            y += 22.0;
        }
        y + 6.0
    }

    fn cell(&self, svg: &mut Drawing, (x, y): (f64, f64), width: f64, (row, column, n): (&str, &str, u64)) {
        let size = (width - 3.0, 27.0);
        if n == 0 {
            return svg.rect((x, y), size, "c-none", "");
        }
        let most = self.rows.values().flat_map(BTreeMap::values).copied().max().unwrap_or(1);
        // Counts differ by powers of ten; on a straight scale all cells but one would look empty.
        let share = (n as f64).ln_1p() / (most as f64).ln_1p();
        let colour = if column == NOT_IN_POLICY { "c-overdue_certain" } else { "c-data" };
        svg.shade(
            (x, y),
            size,
            colour,
            0.14 + 0.86 * share.powi(2),
            &format!("{row}, {column}: {}", counted(n, "record", "records")),
        );
        let class = if share > 0.72 { "n on" } else { "n" };
        svg.text((x + size.0 / 2.0, y + 18.0), class, Anchor::Middle, &compact(n));
    }
}

/// Retention states by kind of data.
pub fn states(report: &RetentionReport) -> Option<Drawing> {
    let mut by_class = BTreeMap::<&str, BTreeMap<RetentionState, u64>>::new();
    let standings = figures::standings(&report.lines);
    for line in &standings {
        let sums = by_class.entry(line.class).or_default();
        for (state, n) in &line.states {
            let sum = sums.entry(*state).or_default();
            *sum = sum.saturating_add(*n);
        }
    }
    let total = |states: &BTreeMap<RetentionState, u64>| states.values().fold(0_u64, |sum, n| sum.saturating_add(*n));
    let mut rows: Vec<_> = by_class.into_iter().filter(|(_, states)| total(states) > 0).collect();
    rows.sort_by_key(|(_, states)| std::cmp::Reverse(total(states)));
    if rows.is_empty() {
        return None;
    }
    let n_hidden = rows.len().saturating_sub(ROWS);
    let described: Vec<String> = rows.iter().map(|(name, states)| format!("{name}: {}", in_words(states))).collect();
    let mut svg = Drawing::new("states", "Retention by kind of data", described.join("; "), WIDTH);
    svg.text((0.0, 16.0), "h", Anchor::Start, "Retention by kind of data (records)");
    let mut y = svg.legend(30.0, &legend(rows.iter().map(|(_, states)| states))) + 4.0;
    for (name, states) in rows.iter().take(ROWS) {
        svg.label((212.0, y + 14.0), "t", Anchor::End, class(name), Cut::First(32));
        let parts = words::STATES.into_iter().map(|state| {
            let n = states.get(&state).copied().unwrap_or(0);
            (format!("c-{}", state.word()), format!("{name}, {}", words::state(state)), n)
        });
        stack(&mut svg, (224.0, y + 2.0), 450.0, parts);
        svg.text((682.0, y + 14.0), "n", Anchor::Start, &grouped(total(states)));
        y += 24.0;
    }
    if n_hidden > 0 {
        svg.text(
            (224.0, y + 14.0),
            "t",
            Anchor::Start,
            &format!("and {}: see the table", counted(n_hidden as u64, "more kind", "more kinds")),
        );
        y += 22.0;
    }
    Some(svg.finish(y + 6.0))
}

fn in_words(states: &BTreeMap<RetentionState, u64>) -> String {
    states.iter().map(|(state, n)| format!("{} {}", grouped(*n), words::state(*state))).collect::<Vec<_>>().join(", ")
}

/// Parts of a whole side by side; a part that is there is never too thin to be seen.
fn stack(svg: &mut Drawing, (x, y): (f64, f64), width: f64, parts: impl Iterator<Item = (String, String, u64)>) {
    let parts: Vec<_> = parts.filter(|(_, _, n)| *n > 0).collect();
    let all = parts.iter().fold(0_u64, |sum, (_, _, n)| sum.saturating_add(*n));
    let least = 3.0;
    let free = width - least * parts.len() as f64;
    let mut x = x;
    for (class, label, n) in parts {
        let length = least + free * n as f64 / all.max(1) as f64;
        svg.rect((x, y), (length - 1.0, 16.0), &class, &format!("{label}: {} ({})", grouped(n), percent(n, all)));
        x += length;
    }
}

/// How far everything was looked at.
pub fn coverage(totals: &BTreeMap<String, u64>) -> Option<Drawing> {
    let all = totals.values().fold(0_u64, |sum, n| sum.saturating_add(*n));
    if all == 0 {
        return None;
    }
    let mut parts: Vec<(&str, u64)> = totals.iter().map(|(word, n)| (word.as_str(), *n)).filter(|(_, n)| *n > 0).collect();
    parts.sort_by_key(|(word, n)| (*word != "complete", std::cmp::Reverse(*n)));
    let label = |(word, n): &(&str, u64)| format!("{} {}", grouped(*n), word.replace('_', " "));
    let described: Vec<String> = parts.iter().map(label).collect();
    let mut svg = Drawing::new("read", "Objects by outcome", described.join(", "), WIDTH);
    svg.text((0.0, 16.0), "h", Anchor::Start, "Objects by outcome");
    stack(
        &mut svg,
        (0.0, 28.0),
        WIDTH,
        parts.iter().map(|(word, n)| (format!("c-{}", colour(word)), word.replace('_', " "), *n)),
    );
    let legend: Vec<_> = parts.iter().map(|part| (format!("c-{}", colour(part.0)), label(part))).collect();
    let y = svg.legend(56.0, &legend);
    Some(svg.finish(y))
}

fn colour(outcome: &str) -> &'static str {
    match outcome {
        "complete" => "in_retention",
        "skipped" => "no_rule",
        "partial" | "sampled" | "changed_during_read" => "conflict",
        "unsupported" => "start_unknown",
        "encrypted" => "clock_suspect",
        _ => "overdue_certain",
    }
}
