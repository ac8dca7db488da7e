//! Tables for the terminal: plain borders, no colour, as wide as the terminal and, where there is none, as wide as need be.

use std::io::{self, Write};

use comfy_table::presets::{UTF8_FULL, UTF8_FULL_CONDENSED};
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Width};

use super::page::{Page, Section};
use super::sheet::{Cell, Sheet};
use super::{Look, Report, View};

/// The least width that a table is laid out for; a narrower terminal wraps lines itself.
const MIN_WIDTH: usize = 40;

/// `--format table`.
pub struct Table;

impl Report for Table {
    fn name(&self) -> &'static str {
        "table"
    }

    fn write(&self, view: &View<'_>, out: &mut dyn Write, look: &Look<'_>) -> io::Result<()> {
        let page = Page::of(view, look.tongue);
        let say = |text: &str| look.tongue.say(text);
        writeln!(out, "{}", page.title)?;
        for (label, text) in &page.basis {
            writeln!(out, "{label}: {text}")?;
        }
        for unknown in &page.unknown {
            writeln!(out, "{}: {unknown}", say("Not known"))?;
        }
        if !page.verdict.is_empty() {
            writeln!(out, "{}", page.verdict)?;
        }
        if !page.figures.is_empty() {
            let mut sheet = Sheet::new("", &[&say("What"), &format!("#{}", say("Count")), ""]);
            let row = |figure: &super::page::Figure| {
                vec![Cell::text(&figure.label), Cell::Text(figure.value.clone()), Cell::text(&figure.note)]
            };
            sheet.rows = page.figures.iter().map(row).collect();
            writeln!(out)?;
            write_sheet(&sheet, out, look)?;
        }
        page.sections.iter().try_for_each(|section| write_section(section, out, look))
    }
}

fn write_section(section: &Section, out: &mut dyn Write, look: &Look<'_>) -> io::Result<()> {
    writeln!(out, "\n{}", section.title)?;
    if !section.intro.is_empty() {
        writeln!(out, "{}", section.intro)?;
    }
    for open in &section.open {
        writeln!(out, "! {open}")?;
    }
    for sheet in &section.sheets {
        writeln!(out, "\n{} ({})", sheet.title, sheet.rows.len())?;
        if !sheet.note.is_empty() {
            writeln!(out, "{}", sheet.note)?;
        }
        write_sheet(sheet, out, look)?;
    }
    Ok(())
}

fn write_sheet(sheet: &Sheet, out: &mut dyn Write, look: &Look<'_>) -> io::Result<()> {
    if sheet.rows.is_empty() {
        return writeln!(out, "{}", look.tongue.say("none"));
    }
    let mut table = comfy_table::Table::new();
    let is_flat = sheet.rows.iter().flatten().all(|cell| cell.below().is_empty());
    table.load_style(if is_flat { UTF8_FULL_CONDENSED } else { UTF8_FULL }).force_no_tty();
    match look.width {
        Some(width) => {
            let width = u16::try_from(width.max(MIN_WIDTH)).unwrap_or(u16::MAX);
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        None => {
            table.set_content_arrangement(ContentArrangement::Disabled);
        }
    }
    table.set_header(sheet.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>());
    for row in &sheet.rows {
        table.add_row(row.iter().map(shown).collect::<Vec<String>>());
    }
    for (i, _) in sheet.columns.iter().enumerate().filter(|(_, column)| column.is_number) {
        let Some(column) = table.column_mut(i) else { continue };
        let digits = sheet.rows.iter().filter_map(|row| Some(row.get(i)?.main().len())).max().unwrap_or(0);
        column.set_cell_alignment(CellAlignment::Right);
        // A number broken over two lines would be read as two numbers. The padding counts.
        let least = Width::Fixed(u16::try_from(digits + 2).unwrap_or(u16::MAX));
        column.set_constraint(ColumnConstraint::LowerBoundary(least));
    }
    table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}

fn shown(cell: &Cell) -> String {
    cell.below().iter().fold(cell.main(), |all, line| all + "\n" + line)
}
