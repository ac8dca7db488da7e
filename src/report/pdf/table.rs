//! Tables on paper: columns as wide as what they hold needs, rows that stay together where a page can hold them, the heading
//! again on each page.

use pdf_writer::types::StructRole;

use super::colours;
use super::paper::{Colour, MARGIN, Paper, Style, WIDTH};
use super::type_case::TypeCase;
use crate::report::sheet::{Cell, Sheet, Tone};

/// Room left and right of a column's text.
const GAP: f32 = 5.0;
/// Room above and below a row's text.
const PAD: f32 = 3.0;
/// The least width of a column of text.
const LEAST: f32 = 46.0;

/// A line of a cell.
type Line = (String, Style);

/// The styles of a table, and its columns.
struct Grid<'a> {
    sheet: &'a Sheet,
    /// Left edges and widths of the text.
    columns: Vec<(f32, f32)>,
    head: Style,
    main: Style,
    below: Style,
    /// Of the first column, if it is numbers.
    first: Style,
}

/// Sets a table.
pub fn set(paper: &mut Paper<'_>, sheet: &Sheet) {
    let style = |size, is_bold, colour: Colour| Style { size, is_bold, colour };
    let first = match sheet.tone {
        Tone::Violation => colours::named("bad"),
        _ => colours::named("ink"),
    };
    let mut grid = Grid {
        sheet,
        columns: Vec::new(),
        head: style(7.2, true, colours::named("soft")),
        main: style(7.8, false, colours::named("ink")),
        below: style(7.2, false, colours::named("soft")),
        first: style(7.8, true, first),
    };
    grid.columns = columns(&widths(&grid, paper.case));
    paper.within(StructRole::Table, "", |paper| {
        grid.heading(paper);
        for row in &sheet.rows {
            paper.within(StructRole::TR, "", |paper| grid.row(paper, row));
        }
    });
}

impl Grid<'_> {
    fn style(&self, at: usize) -> Style {
        let is_first = at == 0 && self.sheet.columns.first().is_some_and(|column| column.is_number);
        if is_first { self.first } else { self.main }
    }

    /// The lines of a cell that are not broken yet.
    fn texts(&self, cell: &Cell, at: usize) -> Vec<Line> {
        let below = cell.below().iter().map(|line| (line.clone(), self.below));
        std::iter::once((cell.main(), self.style(at))).chain(below).collect()
    }

    fn broken(&self, case: TypeCase<'_>, texts: Vec<Line>, at: usize) -> Vec<Line> {
        let width = self.columns.get(at).map_or(WIDTH, |(_, width)| *width);
        let lines = |(text, style): Line| {
            let lines = case.lines(&text, style.is_bold, width * 1000.0 / style.size);
            lines.into_iter().map(move |line| (line, style))
        };
        texts.into_iter().flat_map(lines).collect()
    }

    fn headings(&self, case: TypeCase<'_>) -> Vec<Vec<Line>> {
        let columns = self.sheet.columns.iter().enumerate();
        columns.map(|(at, column)| self.broken(case, vec![(column.name.clone(), self.head)], at)).collect()
    }

    fn heading(&self, paper: &mut Paper<'_>) {
        let cells = self.headings(paper.case);
        // A heading alone at the foot of a page helps nobody.
        paper.need(height(&cells) + 30.0);
        paper.within(StructRole::TR, "", |paper| self.cells(paper, &cells, StructRole::TH));
    }

    fn row(&self, paper: &mut Paper<'_>, row: &[Cell]) {
        let cells = row.iter().enumerate();
        let mut cells: Vec<Vec<Line>> = cells.map(|(at, cell)| self.broken(paper.case, self.texts(cell, at), at)).collect();
        loop {
            let needed = height(&cells);
            if needed <= paper.room() {
                return self.cells(paper, &cells, StructRole::TD);
            }
            // A row that a page can hold is not parted, unless it is long and much of the page is left.
            let leading = self.main.leading();
            let n_lines = ((paper.room() - 2.0 * PAD) / leading).floor().max(0.0) as usize;
            if n_lines >= 8 && needed > Paper::full() / 4.0 {
                let rest = cells.iter_mut().map(|lines| lines.split_off(lines.len().min(n_lines))).collect();
                self.cells(paper, &cells, StructRole::TD);
                cells = rest;
            }
            paper.turn();
            self.heading_again(paper);
        }
    }

    /// The heading of a further page, which only adorns: the cells' headings are known already.
    fn heading_again(&self, paper: &mut Paper<'_>) {
        let cells = self.headings(paper.case);
        paper.adorn(|paper| {
            for (at, lines) in cells.iter().enumerate() {
                self.cell(paper, at, lines, |paper, (x, y), line, style| paper.set([1.0, 0.0, 0.0, 1.0, x, y], line, style));
            }
        });
        rule(paper, &cells);
    }

    fn cells(&self, paper: &mut Paper<'_>, cells: &[Vec<Line>], role: StructRole) {
        for (at, lines) in cells.iter().enumerate() {
            paper.within(role, "", |paper| self.cell(paper, at, lines, |paper, at, line, style| paper.text(at, line, style)));
        }
        rule(paper, cells);
    }

    fn cell(&self, paper: &mut Paper<'_>, at: usize, lines: &[Line], put: impl Fn(&mut Paper<'_>, (f32, f32), &str, Style)) {
        let Some((left, width)) = self.columns.get(at) else { return };
        let is_number = self.sheet.columns.get(at).is_some_and(|column| column.is_number);
        let mut y = paper.y - PAD;
        for (line, style) in lines {
            y -= style.leading();
            let free = width - paper.case.width(line, style.is_bold) * style.size / 1000.0;
            let x = if is_number { left + free.max(0.0) } else { *left };
            put(paper, (x, y + 0.3 * style.size), line, *style);
        }
    }
}

/// The rule below a row; the next one begins there.
fn rule(paper: &mut Paper<'_>, cells: &[Vec<Line>]) {
    paper.y -= height(cells);
    let y = paper.y;
    paper.adorn(|paper| paper.area((MARGIN, y), (WIDTH, 0.5), colours::named("line")));
}

fn height(cells: &[Vec<Line>]) -> f32 {
    let of = |lines: &Vec<Line>| lines.iter().map(|(_, style)| style.leading()).sum::<f32>();
    cells.iter().map(of).fold(0.0, f32::max) + 2.0 * PAD
}

/// The width of each column's text: numbers as they are, the rest of the page among the others by what they hold.
fn widths(grid: &Grid<'_>, case: TypeCase<'_>) -> Vec<f32> {
    let sheet = grid.sheet;
    let of = |(text, style): &Line| case.width(text, style.is_bold) * style.size / 1000.0;
    let mut natural: Vec<f32> = Vec::new();
    for (at, column) in sheet.columns.iter().enumerate() {
        let cells = sheet.rows.iter().filter_map(|row| row.get(at));
        let widest = cells.flat_map(|cell| grid.texts(cell, at)).map(|line| of(&line)).fold(0.0, f32::max);
        // A heading may be broken between its words.
        let words = column.name.split(' ').map(|word| of(&(word.to_owned(), grid.head)));
        natural.push(widest.max(words.fold(0.0, f32::max)));
    }
    let room = WIDTH - 2.0 * GAP * natural.len() as f32;
    let is_number = |at: usize| sheet.columns.get(at).is_some_and(|column| column.is_number);
    let fixed: f32 = natural.iter().enumerate().filter(|(at, _)| is_number(*at)).map(|(_, width)| width).sum();
    let free = (room - fixed).max(LEAST);
    let texts: Vec<f32> = natural.iter().enumerate().filter(|(at, _)| !is_number(*at)).map(|(_, width)| *width).collect();
    let shares = shares(&texts, free);
    let mut shares = shares.into_iter();
    natural.iter().enumerate().map(|(at, width)| if is_number(at) { *width } else { shares.next().unwrap_or(LEAST) }).collect()
}

/// Room parted among columns: each has what it needs, up to the fair share of what the smaller ones leave.
fn shares(needs: &[f32], room: f32) -> Vec<f32> {
    let mut order: Vec<usize> = (0..needs.len()).collect();
    let need = |at: usize| needs.get(at).copied().unwrap_or(0.0);
    order.sort_by(|a, b| need(*a).total_cmp(&need(*b)));
    let (mut left, mut shares) = (room, vec![0.0; needs.len()]);
    for (n_done, at) in order.iter().enumerate() {
        let fair = left / (needs.len() - n_done) as f32;
        let share = need(*at).min(fair);
        if let Some(slot) = shares.get_mut(*at) {
            *slot = share;
        }
        left -= share;
    }
    // What is left over goes to all alike, so that tables are as wide as the text.
    let more = left.max(0.0) / needs.len().max(1) as f32;
    shares.into_iter().map(|share| share + more).collect()
}

fn columns(widths: &[f32]) -> Vec<(f32, f32)> {
    let mut x = MARGIN;
    let column = |width: &f32| {
        let column = (x + GAP, *width);
        x += width + 2.0 * GAP;
        column
    };
    widths.iter().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_goes_to_those_who_need_it() {
        for (needs, room, expected) in [
            (&[10.0, 10.0][..], 40.0, &[20.0, 20.0][..]),
            (&[10.0, 100.0], 60.0, &[10.0, 50.0]),
            (&[100.0, 100.0], 60.0, &[30.0, 30.0]),
            (&[], 60.0, &[]),
        ] {
            assert_eq!(shares(needs, room), expected);
        }
    }
}
