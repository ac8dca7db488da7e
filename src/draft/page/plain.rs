//! Plain text → blocks. Nothing marks a heading here but its looks, so this file is where that is decided.

use super::super::language::Language;
use super::super::words::tokens;
use super::{Block, Kind, squeezed};

/// Signs that begin an item of a list.
const BULLETS: [char; 16] = ['-', '*', '•', '·', '–', '—', '▪', '◦', '●', '○', '►', '✓', '‣', '⁃', '➢', '■'];
/// The longest heading, in words and in letters.
const HEADING_WORDS: usize = 14;
const HEADING_LETTERS: usize = 110;
/// The longest line of a text whose lines are broken by hand, in letters.
const WRAPPED: usize = 120;
/// A line that is longer than this is running text, in letters.
const RUNNING: usize = 60;

/// The blocks of a plain text.
pub fn blocks(text: &str, language: &Language) -> Vec<Block> {
    let lines: Vec<&str> = text.lines().map(|line| line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')).collect();
    let reading = Reading { lines: &lines, language, wrap: wrap(&lines) };
    let mut blocks: Vec<Block> = Vec::new();
    let mut was_blank = true;
    let mut is_item = false;
    for (ix, line) in lines.iter().enumerate() {
        let bare = line.trim_start_matches(BULLETS).trim();
        if bare.is_empty() {
            // A bullet on a line of its own belongs to the next line.
            is_item = !line.is_empty() || (is_item && was_blank);
            was_blank = true;
            continue;
        }
        let before = ix.checked_sub(1).and_then(|above| lines.get(above)).copied().unwrap_or_default();
        if !was_blank && reading.goes_on(blocks.last(), before, line) {
            if let Some(last) = blocks.last_mut() {
                last.join(&squeezed(line), ix + 1);
            }
            continue;
        }
        let is_bullet = is_item || bare.len() < line.len();
        reading.block(ix, bare, is_bullet, was_blank, &mut blocks);
        (was_blank, is_item) = (false, false);
    }
    blocks
}

/// The width at which lines are broken by hand: there is one if hardly any of the full lines that another follows ends a
/// sentence.
fn wrap(lines: &[&str]) -> Option<usize> {
    let longest = lines.iter().map(|line| line.chars().count()).max().filter(|longest| *longest <= WRAPPED)?;
    let pairs = lines.windows(2).filter_map(|pair| if let [line, next] = pair { Some((*line, *next)) } else { None });
    let full = pairs.filter(|(line, next)| line.chars().count() * 10 >= longest * 6 && !next.is_empty());
    let (n_full, n_ended) =
        full.fold((0, 0), |(n, ended), (line, _)| (n + 1, ended + usize::from(line.ends_with(['.', '!', '?', ':', '।']))));
    (n_full > 0 && n_ended * 2 < n_full).then_some(longest)
}

struct Reading<'a> {
    lines: &'a [&'a str],
    language: &'a Language,
    /// The width at which lines are broken by hand, if they are.
    wrap: Option<usize>,
}

impl Reading<'_> {
    /// Whether a line goes on with the block of the line before it.
    fn goes_on(&self, last: Option<&Block>, before: &str, line: &str) -> bool {
        let Some(width) = self.wrap else { return false };
        let Some(last) = last else { return false };
        let is_new = line.starts_with(BULLETS) || numbered(line).is_some() || cells(line).is_some();
        let is_full = before.chars().count() * 10 >= width * 6;
        let is_cut = !before.ends_with(['.', '!', '?', ':', '।']) && line.starts_with(char::is_lowercase);
        !matches!(last.kind, Kind::Heading(_) | Kind::Row) && !is_new && (is_full || is_cut)
    }

    fn block(&self, ix: usize, text: &str, is_bullet: bool, was_blank: bool, blocks: &mut Vec<Block>) {
        let line = ix + 1;
        let text = squeezed(text);
        let mut push = |kind, text: String| blocks.push(Block::new(kind, text, line));
        if let Some(cells) = cells(&text) {
            return push(Kind::Row, cells);
        }
        let Some((number, rest)) = numbered(&text) else {
            // What stands below a bullet on the same line is an item, however it looks.
            let is_heading = !is_bullet && self.is_heading(&text, ix, was_blank);
            return match (is_heading, is_bullet) {
                (true, _) => {
                    push(Kind::Heading(if text.ends_with(':') { 3 } else { 2 }), text.trim_end_matches([':', ' ']).to_owned())
                }
                (false, true) => push(Kind::Item, text),
                (false, false) => push(Kind::Paragraph, text),
            };
        };
        let level = 1 + u8::try_from(number.matches('.').count()).unwrap_or(u8::MAX - 1);
        if !is_bullet && (is_title(rest, self.language) || is_shape(rest) && self.is_before_text(ix)) && !self.is_in_list(ix) {
            return push(Kind::Heading(level), text.trim_end_matches([':', ' ']).to_owned());
        }
        match run_in(rest).filter(|(title, _)| !is_bullet && is_title(title, self.language)) {
            Some((title, body)) => {
                push(
                    Kind::Heading(level),
                    format!("{} {title}", text.get(..text.len() - rest.len()).unwrap_or_default().trim()),
                );
                push(Kind::Paragraph, body.to_owned());
            }
            None => push(Kind::Item, rest.to_owned()),
        }
    }

    /// Whether a line looks like a heading where it stands.
    fn is_heading(&self, text: &str, ix: usize, was_blank: bool) -> bool {
        let is_running = self.language.running.is_in(&tokens(text)) && text.ends_with(':');
        if !is_shape(text) || is_running || self.is_wrapped(ix) {
            return false;
        }
        let is_first = blanks_above(self.lines, ix);
        is_title(text, self.language)
            || text.ends_with(':') && self.is_before_text(ix)
            || text.ends_with('?') && self.is_before_text(ix)
            || self.is_before_text(ix) && (was_blank || is_first || has_no_case(text) || ends_sentence(self.lines, ix))
    }

    /// Whether a line is running text that its next line goes on with, in a text whose lines are broken by hand.
    fn is_wrapped(&self, ix: usize) -> bool {
        let (line, next) =
            (self.lines.get(ix).copied().unwrap_or_default(), self.lines.get(ix + 1).copied().unwrap_or_default());
        let is_full = self.wrap.is_some_and(|width| line.chars().count() * 10 >= width * 6);
        !next.is_empty()
            && !next.starts_with(BULLETS)
            && self.wrap.is_some()
            && (is_full || next.starts_with(char::is_lowercase))
    }

    /// Whether running text follows within two lines that hold anything.
    fn is_before_text(&self, ix: usize) -> bool {
        let below = self.lines.iter().skip(ix + 1).filter(|line| !line.is_empty() && !line.trim_matches(BULLETS).is_empty());
        let is_text = |line: &&str| {
            line.chars().count() >= RUNNING
                || line.ends_with(['.', '।', ':'])
                || line.contains(": ")
                || line.starts_with(BULLETS)
        };
        below.take(2).any(is_text)
    }

    /// Whether lines with a number stand directly around this one: then it is an item of a list, not a heading.
    fn is_in_list(&self, ix: usize) -> bool {
        let next = self.lines.get(ix + 1).is_some_and(|line| numbered(line).is_some());
        let above = ix.checked_sub(1).and_then(|above| self.lines.get(above)).is_some_and(|line| numbered(line).is_some());
        next || above
    }
}

fn blanks_above(lines: &[&str], ix: usize) -> bool {
    lines.iter().take(ix).all(|line| line.is_empty())
}

fn ends_sentence(lines: &[&str], ix: usize) -> bool {
    ix.checked_sub(1).and_then(|above| lines.get(above)).is_some_and(|line| line.ends_with(['.', '।', '?', '!']))
}

/// Whether a text could be a heading by its length and signs.
pub fn is_shape(text: &str) -> bool {
    let n_words = text.split_whitespace().count();
    let has_text = text.chars().any(char::is_alphabetic);
    let is_short = n_words <= HEADING_WORDS && text.chars().count() <= HEADING_LETTERS;
    let is_open = !text.ends_with(['.', '!', ';', ',', '।']) && !text.contains(['@', '|']) && !text.contains("://");
    let inside = text.trim_end_matches([':', ' ']);
    let has_colon = inside.contains(": ");
    has_text && is_short && is_open && !has_colon && !text.starts_with(char::is_lowercase)
}

/// Whether nearly all of its long words begin with a capital letter.
pub fn is_title(text: &str, language: &Language) -> bool {
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let words: Vec<&str> = text.split_whitespace().filter(long).collect();
    let is_capital = |word: &&&str| word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase);
    let n_capital = words.iter().filter(is_capital).count();
    let is_running = text.ends_with(':') && language.running.is_in(&tokens(text));
    is_shape(text) && !words.is_empty() && n_capital * 10 >= words.len() * 6 && !is_running
}

fn has_no_case(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    letters.all(|c| !c.is_uppercase() && !c.is_lowercase())
}

/// The number at the head of a line, and the rest: `4.`, `4.1`, `(a)`, `Part II –`, `Section 4:`, `४.`.
pub fn numbered(text: &str) -> Option<(&str, &str)> {
    let head = text.split_whitespace().next()?;
    let rest = text.get(head.len()..)?.trim_start();
    let bare = head.trim_matches(['(', ')', '.', ':', '–', '-']);
    let is_digits = !bare.is_empty()
        && bare.split('.').all(|part| !part.is_empty() && part.len() <= 9 && part.chars().all(char::is_numeric));
    let is_letter = bare.chars().count() == 1 && bare.starts_with(char::is_alphabetic) && head.ends_with(')');
    let is_roman =
        bare.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'I' | 'V' | 'X')) && head.ends_with([')', '.']) && !bare.is_empty();
    let is_marked = head.len() > bare.len() || bare.contains('.');
    // `13 वर्ष से कम …` and `30 days after …` begin with a number and have none at their head.
    let is_bare_number = bare.chars().count() <= 2 && is_shape(rest);
    if (is_digits && (is_marked || is_bare_number) || is_letter || is_roman) && rest.starts_with(char::is_alphabetic) {
        return Some((bare, rest));
    }
    let word = ["Part", "Section", "Article", "Chapter", "PART", "SECTION", "ARTICLE", "भाग", "अनुभाग", "धारा", "खंड"];
    let mut words = text.splitn(3, ' ');
    let (named, number) = (words.next()?, words.next()?);
    let number = number.trim_end_matches([':', '.', '–', '-']);
    let is_number = number.chars().all(|c| c.is_numeric() || matches!(c, 'I' | 'V' | 'X')) && !number.is_empty();
    let rest = words.next().unwrap_or_default().trim_start_matches(['–', '-', ':', ' ']);
    (word.contains(&named) && is_number && !rest.is_empty()).then_some((number, rest))
}

/// A title and the text that goes on in the same line: `8. State Disclosures. Some laws ask …`.
fn run_in(text: &str) -> Option<(&str, &str)> {
    let cut = text.match_indices(". ").find(|(at, _)| {
        let head = text.get(..*at).unwrap_or_default();
        // `U.S. State` has no end of a title in it.
        !head.ends_with(|c: char| c.is_uppercase())
    })?;
    let (title, body) = (text.get(..cut.0)?, text.get(cut.0 + 2..)?.trim());
    (!body.is_empty() && title.split_whitespace().count() <= 8).then_some((title, body))
}

/// The cells of a line of a table, divided by tabs or bars, again divided by ` | `.
fn cells(line: &str) -> Option<String> {
    let cells: Vec<&str> = match line.contains('\t') {
        true => line.split('\t').map(str::trim).filter(|cell| !cell.is_empty()).collect(),
        false if line.matches('|').count() >= 2 || line.contains(" | ") => {
            line.trim_matches('|').split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect()
        }
        false => return None,
    };
    (cells.len() >= 2).then(|| cells.join(" | "))
}
