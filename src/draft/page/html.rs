//! HTML → blocks. Tags are told apart by a tokenizer that follows the standard; what a reader does not see, and what stands
//! in menus, banners and footers, is passed over.

use std::collections::BTreeMap;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Spanned, StartTag, Token, Tokenizer};

use super::{Block, Kind, plain, squeezed};

/// Elements whose content no reader sees as text.
const HIDDEN: [&str; 12] =
    ["script", "style", "noscript", "template", "svg", "head", "button", "select", "iframe", "object", "textarea", "audio"];
/// Elements that are page furniture; that they were left out is told.
const MENUS: [&str; 4] = ["nav", "footer", "aside", "dialog"];
/// Elements that have no end tag.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param"];
/// Elements that stand within a line.
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "kbd", "label", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "u",
];
/// Roles of elements that are page furniture.
const ROLES: [&str; 8] = ["navigation", "banner", "dialog", "alertdialog", "contentinfo", "search", "complementary", "menu"];
/// Parts of a class or id that give a banner or menu away.
const FURNITURE: [&str; 14] = [
    "cookie-banner",
    "cookiebanner",
    "cookie-bar",
    "cookie-consent",
    "cookie-popup",
    "cookie-modal",
    "consent-banner",
    "onetrust",
    "cookiebot",
    "breadcrumb",
    "navbar",
    "site-header",
    "site-footer",
    "skip-link",
];

/// The blocks of an HTML text.
pub fn blocks(text: &str) -> Vec<Block> {
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let mut reader = Reader { starts, ..Reader::default() };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // So that scripts and styles are read as the standard says.
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => reader.start(&tag),
            Token::EndTag(tag) => reader.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(Spanned { value, span }) => reader.text(&String::from_utf8_lossy(&value), span.start),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.flush();
    reader.tell_furniture();
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// Where each line begins, in bytes.
    starts: Vec<usize>,
    /// What of the current block was read, and where it began.
    text: String,
    at: Option<usize>,
    /// How much of `text` is in bold.
    bold: usize,
    open_bold: usize,
    /// The block's kind.
    kind: Option<Kind>,
    cells: Vec<String>,
    /// Whether a cell is open: inside of it a block's end is white space.
    is_cell: bool,
    /// The element that is passed over, and how many of its name are nested.
    hidden: Option<(String, usize)>,
    /// Whether that is page furniture, and where the first text of it stands.
    is_told: bool,
    furniture: Option<usize>,
}

impl Reader {
    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        // The end of a page's head need not be written.
        self.hidden = self.hidden.take().filter(|_| name != "body");
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth += usize::from(*hidden == name && !tag.self_closing);
            return;
        }
        let is_menu = MENUS.contains(&name.as_str()) || is_furniture(tag);
        if !VOID.contains(&name.as_str()) && !tag.self_closing && (HIDDEN.contains(&name.as_str()) || is_menu) {
            self.flush();
            self.is_told = is_menu;
            self.hidden = Some((name, 1));
            return;
        }
        match name.as_str() {
            "b" | "strong" => self.open_bold += 1,
            "td" | "th" => {
                self.cell();
                self.is_cell = true;
            }
            "br" => self.flush_line(),
            inline if INLINE.contains(&inline) || inline == "img" || inline == "wbr" => {}
            block => {
                // `<li><p>` is still an item.
                let is_item = self.kind == Some(Kind::Item) && self.text.trim().is_empty() && matches!(block, "p" | "div");
                self.flush();
                self.kind = if is_item { Some(Kind::Item) } else { kind_of(block) };
            }
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth -= usize::from(hidden == name);
            if *depth == 0 {
                self.hidden = None;
                self.tell_furniture();
            }
            return;
        }
        match name {
            "b" | "strong" => self.open_bold = self.open_bold.saturating_sub(1),
            "td" | "th" => {
                self.cell();
                self.is_cell = false;
            }
            inline if INLINE.contains(&inline) => {}
            "tr" => self.row(),
            _ => self.flush(),
        }
    }

    fn text(&mut self, text: &str, at: usize) {
        let start = at + text.len() - text.trim_start().len();
        if self.hidden.is_some() {
            let is_new = self.is_told && self.furniture.is_none() && !text.trim().is_empty();
            self.furniture = if is_new { Some(start) } else { self.furniture };
            return;
        }
        if self.at.is_none() && !text.trim().is_empty() {
            self.at = Some(start);
        }
        self.text.push_str(text);
        if self.open_bold > 0 {
            self.bold += text.trim().len();
        }
    }

    /// Page furniture with a text is a block too, for it to be told that it was left out.
    fn tell_furniture(&mut self) {
        if let Some(at) = self.furniture.take() {
            let line = self.starts.partition_point(|start| *start <= at);
            self.blocks.push(Block::new(Kind::Furniture, String::new(), line));
        }
    }

    /// A line break within a block: what stands before it is a block too.
    fn flush_line(&mut self) {
        let kind = self.kind;
        self.flush();
        self.kind = kind;
    }

    fn cell(&mut self) {
        let text = squeezed(&std::mem::take(&mut self.text));
        if !text.is_empty() {
            self.cells.push(text);
        }
        self.bold = 0;
    }

    fn row(&mut self) {
        self.cell();
        self.is_cell = false;
        let cells = std::mem::take(&mut self.cells);
        let text = cells.join(" | ");
        self.push(if cells.len() > 1 { Kind::Row } else { Kind::Paragraph }, text);
    }

    fn flush(&mut self) {
        if self.is_cell {
            self.text.push(' ');
            return;
        }
        let text = squeezed(&std::mem::take(&mut self.text));
        let is_bold = self.bold * 10 >= text.len() * 9;
        let title = text.trim_end_matches([':', ' ']);
        match self.kind.take() {
            Some(Kind::Heading(level)) => self.push(Kind::Heading(level), title.to_owned()),
            // A paragraph all in bold is a heading that somebody did not mark.
            None | Some(Kind::Paragraph) if is_bold && plain::is_shape(title) => self.push(Kind::Heading(7), title.to_owned()),
            kind => self.push(kind.unwrap_or(Kind::Paragraph), text),
        }
    }

    fn push(&mut self, kind: Kind, text: String) {
        let at = self.at.take();
        self.bold = 0;
        if !text.is_empty() {
            let line = self.starts.partition_point(|start| *start <= at.unwrap_or(0));
            self.blocks.push(Block::new(kind, text, line));
        }
    }
}

fn kind_of(name: &str) -> Option<Kind> {
    match name {
        "h1" => Some(Kind::Heading(1)),
        "h2" => Some(Kind::Heading(2)),
        "h3" => Some(Kind::Heading(3)),
        "h4" => Some(Kind::Heading(4)),
        "h5" => Some(Kind::Heading(5)),
        "h6" | "summary" | "legend" => Some(Kind::Heading(6)),
        "li" | "dd" => Some(Kind::Item),
        "dt" => Some(Kind::Heading(6)),
        _ => None,
    }
}

/// Whether an element is hidden, or a menu or banner by its role, class or id.
fn is_furniture(tag: &StartTag<usize>) -> bool {
    let values: BTreeMap<String, String> = tag
        .attributes
        .iter()
        .map(|(name, value)| {
            (String::from_utf8_lossy(name).into_owned(), String::from_utf8_lossy(&value.value).to_ascii_lowercase())
        })
        .collect();
    let is = |name: &str| values.get(name).map(String::as_str).unwrap_or_default();
    let named = format!("{} {}", is("class"), is("id"));
    values.contains_key("hidden")
        || is("aria-hidden") == "true"
        || ROLES.contains(&is("role"))
        || FURNITURE.iter().any(|part| named.contains(part))
        || is("style").replace(' ', "").contains("display:none")
}
