//! Markdown → blocks: headings, lists, tables and emphasis are resolved; what is left is read like plain text.

use super::super::language::Language;
use super::{Block, Kind, plain, squeezed};

/// The blocks of a Markdown text. A paragraph's lines are joined, as a renderer would.
pub fn blocks(text: &str, language: &Language) -> Vec<Block> {
    let mut reader = Reader { blocks: Vec::new(), is_open: false, is_code: false };
    let mut lines = text.lines().enumerate().peekable();
    // Front matter is no text.
    if lines.peek().is_some_and(|(_, line)| line.trim() == "---") {
        lines.next();
        while lines.next().is_some_and(|(_, line)| line.trim() != "---") {}
    }
    for (ix, line) in lines {
        reader.line(ix + 1, line, language);
    }
    reader.blocks
}

struct Reader {
    blocks: Vec<Block>,
    /// Whether the next line may go on with the last block.
    is_open: bool,
    is_code: bool,
}

impl Reader {
    fn line(&mut self, line: usize, text: &str, language: &Language) {
        let bare = text.trim().trim_start_matches('>').trim();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            self.is_code = !self.is_code;
            return;
        }
        if self.is_code || bare.is_empty() || bare.starts_with("<!--") || is_rule(bare) {
            self.is_open &= self.is_code;
            return self.underline(bare);
        }
        if let Some(title) = bare.strip_prefix('#') {
            let level = 1 + title.bytes().take_while(|b| *b == b'#').count();
            let title = plainly(title.trim_matches(['#', ' ']));
            return self.push(Kind::Heading(u8::try_from(level).unwrap_or(u8::MAX)), &title, line);
        }
        if bare.starts_with('|') || bare.matches(" | ").count() >= 1 {
            let cells: Vec<String> =
                bare.trim_matches('|').split('|').map(|cell| plainly(cell.trim())).filter(|cell| !cell.is_empty()).collect();
            if cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' '))) {
                return;
            }
            return self.push(Kind::Row, &cells.join(" | "), line);
        }
        let marker = bare.split_whitespace().next().unwrap_or_default();
        if matches!(marker, "-" | "*" | "+" | "•") {
            self.push(Kind::Item, &plainly(bare.get(marker.len()..).unwrap_or_default().trim()), line);
            self.is_open = true;
            return;
        }
        let is_bold = bare.starts_with("**") && bare.trim_end_matches(':').ends_with("**") && bare.matches("**").count() == 2;
        let title = plainly(bare);
        if is_bold && plain::is_shape(title.trim_end_matches(':')) {
            return self.push(Kind::Heading(5), title.trim_end_matches([':', ' ']), line);
        }
        match (plain::numbered(&title), self.is_open) {
            (Some((_, rest)), _) if !plain::is_title(rest, language) => {
                self.push(Kind::Item, rest, line);
                self.is_open = true;
            }
            (Some(_), _) => self.push(Kind::Heading(2), title.trim_end_matches([':', ' ']), line),
            (None, true) => {
                if let Some(last) = self.blocks.last_mut() {
                    last.join(&title, line);
                }
            }
            (None, false) => {
                self.push(Kind::Paragraph, &title, line);
                self.is_open = true;
            }
        }
    }

    /// A rule below a line makes it a heading.
    fn underline(&mut self, bare: &str) {
        let is_underline = bare.len() >= 3 && (bare.bytes().all(|b| b == b'=') || bare.bytes().all(|b| b == b'-'));
        if let Some(last) =
            self.blocks.last_mut().filter(|last| is_underline && last.kind == Kind::Paragraph && plain::is_shape(&last.text))
        {
            last.kind = Kind::Heading(if bare.starts_with('=') { 1 } else { 2 });
        }
    }

    fn push(&mut self, kind: Kind, text: &str, line: usize) {
        self.is_open = false;
        if !text.is_empty() {
            self.blocks.push(Block::new(kind, text, line));
        }
    }
}

fn is_rule(text: &str) -> bool {
    text.len() >= 3 && ['-', '=', '*', '_'].iter().any(|sign| text.chars().all(|c| c == *sign || c == ' '))
}

/// The text without links, pictures, emphasis and code marks.
fn plainly(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', ']', '*', '`', '_', '\\', '<']) {
        let (head, tail) = rest.split_at(at);
        plain.push_str(head);
        let sign = tail.chars().next().unwrap_or_default();
        let after = tail.get(sign.len_utf8()..).unwrap_or_default();
        rest = match sign {
            // `](address)` ends a link's text.
            ']' if after.starts_with('(') => after.split_once(')').map_or(after, |(_, rest)| rest),
            '<' => match after.split_once('>').filter(|(tag, _)| tag.len() < 80) {
                Some((_, rest)) => rest,
                None => {
                    plain.push('<');
                    after
                }
            },
            '_' if plain.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric) => {
                plain.push('_');
                after
            }
            _ => after,
        };
    }
    plain.push_str(rest);
    squeezed(&plain.replace("!\u{200b}", ""))
}
