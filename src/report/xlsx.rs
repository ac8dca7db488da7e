//! XLSX: a workbook with a sheet for each table and one for what the report rests on. Numbers are numbers; every text is
//! written as a text cell, which no spreadsheet runs, whatever it begins with.

use std::collections::BTreeSet;
use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::page::Page;
use super::sheet::{Cell, Sheet};
use super::text::safe;
use super::tongue::Tongue;
use super::{Look, Report, View};

/// Rows below the heading of one sheet; Excel has 1,048,576 in all.
const ROWS: usize = 1_000_000;
/// Characters of a cell that Excel takes.
const LETTERS: usize = 32_767;
/// Characters of a sheet's name that Excel takes.
const NAME: usize = 31;
/// Columns that the lines of one cell are spread over.
const MOST_LINES: usize = 8;
/// Widest column, in characters.
const WIDEST: f64 = 60.0;

/// `--format xlsx`.
pub struct Xlsx;

impl Report for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn is_text(&self) -> bool {
        false
    }

    fn write(&self, view: &View<'_>, out: &mut dyn Write, look: &Look<'_>) -> io::Result<()> {
        let bytes = workbook(&Page::of(view, look.tongue), look.tongue).map_err(io::Error::other)?;
        out.write_all(&bytes)
    }
}

fn workbook(page: &Page, tongue: &Tongue) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The moment of writing would make the same report another file each time.
    let properties = DocProperties::new().set_title(&page.title).set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let mut names = Names::default();
    about(workbook.add_worksheet(), page, &names.give(&tongue.say("Report")), &tongue.say("Not known"))?;
    if !page.figures.is_empty() {
        figures(workbook.add_worksheet(), page, &names.give(&tongue.say("In numbers")))?;
    }
    for section in &page.sections {
        for sheet in &section.sheets {
            for (ix, rows) in sheet.rows.chunks(ROWS).enumerate() {
                let name = names.give(&titled(&section.title, &sheet.title, ix));
                fill(workbook.add_worksheet(), sheet, rows, &name)?;
            }
        }
    }
    workbook.save_to_buffer()
}

/// The first sheet: what the report says in sentences and what it rests on.
fn about(sheet: &mut Worksheet, page: &Page, name: &str, unknown: &str) -> Result<(), XlsxError> {
    let (bold, wrapped) = (Format::new().set_bold(), wrapped());
    sheet.set_name(name)?.set_column_width(0, 28)?.set_column_width(1, 100)?;
    sheet.write_string_with_format(0, 0, fitting(&page.title), &bold)?;
    let mut lines: Vec<(String, String)> = vec![(String::new(), page.verdict.clone())];
    lines.extend(page.basis.iter().cloned());
    lines.extend(page.unknown.iter().map(|line| (unknown.to_owned(), line.clone())));
    for section in &page.sections {
        lines.push((section.title.clone(), section.intro.clone()));
        lines.extend(section.open.iter().map(|line| (section.open_title.clone(), line.clone())));
        lines.extend(
            section.sheets.iter().filter(|sheet| !sheet.note.is_empty()).map(|sheet| (sheet.title.clone(), sheet.note.clone())),
        );
    }
    let lines = lines.into_iter().filter(|(_, text)| !text.is_empty());
    for (row, (label, text)) in (1..).zip(lines) {
        sheet.write_string_with_format(row, 0, fitting(&safe(&label)), &bold)?;
        sheet.write_string_with_format(row, 1, fitting(&safe(&text)), &wrapped)?;
    }
    Ok(())
}

/// The second sheet: what the report says in numbers, each in a cell of its own.
fn figures(sheet: &mut Worksheet, page: &Page, name: &str) -> Result<(), XlsxError> {
    let (bold, wrapped, share) = (Format::new().set_bold(), wrapped(), wrapped().set_num_format("0 %"));
    sheet.set_name(name)?.set_column_width(0, 28)?.set_column_width(1, 16)?.set_column_width(2, 60)?;
    for (row, figure) in (0..).zip(&page.figures) {
        sheet.write_string_with_format(row, 0, fitting(&safe(&figure.label)), &bold)?;
        let percent = figure.value.strip_suffix("%").and_then(|value| value.trim_end().parse::<f64>().ok());
        match (whole(&figure.value), percent) {
            (Some(number), _) => sheet.write_number_with_format(row, 1, number, &wrapped)?,
            (None, Some(percent)) => sheet.write_number_with_format(row, 1, percent / 100.0, &share)?,
            (None, None) => sheet.write_string_with_format(row, 1, fitting(&safe(&figure.value)), &wrapped)?,
        };
        sheet.write_string_with_format(row, 2, fitting(&safe(&figure.note)), &wrapped)?;
    }
    Ok(())
}

/// A number as the page writes it, with commas between thousands.
fn whole(text: &str) -> Option<f64> {
    let digits: String = text.chars().filter(|c| *c != ',').collect();
    let is_number = !digits.is_empty() && digits.len() <= 15 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

/// One fact a cell: what stands in several lines on a page stands in several columns here.
fn fill(into: &mut Worksheet, sheet: &Sheet, rows: &[Vec<Cell>], name: &str) -> Result<(), XlsxError> {
    let (bold, wrapped) = (Format::new().set_bold(), wrapped());
    into.set_name(name)?.set_freeze_panes(1, 0)?;
    let mut at: u16 = 0;
    for (ix, column) in sheet.columns.iter().enumerate() {
        let cells = || rows.iter().filter_map(move |row| row.get(ix));
        let n_lines = 1 + cells().map(|cell| cell.below().len()).max().unwrap_or(0);
        for line in 0..n_lines.min(MOST_LINES) {
            let heading = if line == 0 { column.name.clone() } else { format!("{} {}", column.name, line + 1) };
            into.write_string_with_format(0, at, fitting(&heading), &bold)?;
            let mut longest = heading.chars().count();
            for (row, cell) in (1..).zip(cells()) {
                let text = match (cell, line) {
                    // Excel's numbers are exact up to 2^53.
                    (Cell::Number(number), 0) if *number <= 1 << 53 => {
                        into.write_number_with_format(row, at, *number as f64, &wrapped)?;
                        cell.main()
                    }
                    _ => written(into, (row, at), &text(cell, line), &wrapped)?,
                };
                longest = longest.max(text.lines().map(|line| line.chars().count()).max().unwrap_or(0));
            }
            into.set_column_width(at, (longest as f64 + 2.0).min(WIDEST))?;
            at = at.saturating_add(1);
        }
    }
    into.autofilter(0, 0, u32::try_from(rows.len()).unwrap_or(u32::MAX), at.saturating_sub(1))?;
    Ok(())
}

/// Writes a text, unless it is empty.
fn written(into: &mut Worksheet, (row, at): (u32, u16), text: &str, format: &Format) -> Result<String, XlsxError> {
    let text = fitting(text);
    if !text.is_empty() {
        into.write_string_with_format(row, at, text.clone(), format)?;
    }
    Ok(text)
}

/// The text of one line of a cell; the last column that there is room for holds all lines that are left.
fn text(cell: &Cell, line: usize) -> String {
    match line.checked_sub(1) {
        None => cell.main(),
        Some(below) if line + 1 < MOST_LINES => cell.below().get(below).cloned().unwrap_or_default(),
        Some(below) => cell.below().get(below..).unwrap_or_default().join("\n"),
    }
}

fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// A text that fits a cell; what is cut off is said.
fn fitting(text: &str) -> String {
    const CUT: &str = " … (cut: a cell of a workbook holds no more)";
    if text.encode_utf16().count() <= LETTERS {
        return text.to_owned();
    }
    let mut left = LETTERS - CUT.encode_utf16().count();
    let fits = |c: &char| {
        let n = c.len_utf16();
        let is_room = n <= left;
        left = left.saturating_sub(n);
        is_room
    };
    text.chars().take_while(fits).chain(CUT.chars()).collect()
}

fn titled(section: &str, sheet: &str, part: usize) -> String {
    let part = if part == 0 { String::new() } else { format!(" {}", part + 1) };
    if section == sheet { format!("{sheet}{part}") } else { format!("{section}, {sheet}{part}") }
}

/// Names of sheets: each once, whatever its case, and as Excel takes them.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl Names {
    fn give(&mut self, wanted: &str) -> String {
        let is_taken = |c: char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
        let clean: String = wanted.chars().filter(|c| is_taken(*c)).collect();
        let cut = |end: &str| clean.chars().take(NAME - end.len()).collect::<String>().trim().to_owned() + end;
        let mut name = cut("");
        for n in 2.. {
            if self.0.insert(name.to_lowercase()) {
                break;
            }
            name = cut(&format!(" ({n})"));
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_short_and_differ() {
        let mut names = Names::default();
        let given: Vec<String> =
            ["Held: Who?", "held who", &"x".repeat(40), &"x".repeat(40)].iter().map(|wanted| names.give(wanted)).collect();
        assert_eq!(given, ["Held Who", "held who (2)", &"x".repeat(31), &format!("{} (2)", "x".repeat(27))]);
    }

    #[test]
    fn a_cell_that_is_cut_says_so() {
        assert_eq!(fitting("short"), "short");
        let cut = fitting(&"ü".repeat(LETTERS + 1));
        assert_eq!(cut.encode_utf16().count(), LETTERS);
        assert!(cut.ends_with("holds no more)"));
    }

    #[test]
    fn each_line_of_a_cell_has_a_column_of_its_own() {
        let lines = |n: usize| Cell::stack("0", (1..n).map(|line| line.to_string()));
        for (cell, line, expected) in [
            (Cell::Number(7), 0, "7"),
            (Cell::Number(7), 1, ""),
            (lines(3), 0, "0"),
            (lines(3), 2, "2"),
            (lines(3), 3, ""),
            (lines(8), 7, "7"),
            (lines(10), 6, "6"),
            (lines(10), 7, "7\n8\n9"),
        ] {
            assert_eq!(text(&cell, line), expected, "{cell:?} {line}");
        }
    }

    #[test]
    fn what_is_a_number_is_one() {
        for (text, expected) in [("1,204", Some(1204.0)), ("0", Some(0.0)), ("87 %", None), ("–", None), ("", None)] {
            assert_eq!(whole(text), expected, "{text}");
        }
    }
}
