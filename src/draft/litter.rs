//! Which blocks are a page's furniture or a repetition, and no policy. What is left out is told, never dropped in silence.

use std::collections::{HashMap, HashSet};

use super::language::Language;
use super::page::{Block, Kind};
use super::words::{Token, folded, tokens};

/// A short line that stands there so often is a running head.
const RUNNING_HEAD: usize = 3;
/// The longest line that is furniture by what it holds, in words.
const FURNITURE_WORDS: usize = 40;
/// The shortest block that can be a repetition, in words; shorter ones return by themselves.
const REPEATED_WORDS: usize = 5;

/// A block that was left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dropped {
    /// Its line.
    pub line: usize,
    /// Why: `page furniture`, or `said on line 12 already`.
    pub why: String,
}

/// The blocks that are policy, and what was left out.
pub fn cleared(blocks: Vec<Block>, language: &Language) -> (Vec<Block>, Vec<Dropped>) {
    let mut n_of: HashMap<String, usize> = HashMap::new();
    for block in blocks.iter().filter(|block| block.kind != Kind::Row) {
        *n_of.entry(folded(&block.text)).or_default() += 1;
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    let (mut kept, mut dropped): (Vec<Block>, Vec<Dropped>) = (Vec::new(), Vec::new());
    for block in blocks {
        let words = tokens(&block.text);
        let said = folded(&block.text);
        let is_head = n_of.get(&said).is_some_and(|n| *n >= RUNNING_HEAD) && words.len() <= 8 && seen.contains_key(&said);
        let why = if is_head || is_furniture(&block, &words, language) {
            Some("page furniture".to_owned())
        } else {
            let first = seen.get(&said).filter(|_| words.len() >= REPEATED_WORDS && !matches!(block.kind, Kind::Heading(_)));
            first.map(|line| format!("said on line {line} already"))
        };
        seen.entry(said).or_insert(block.line);
        match why {
            Some(why) => dropped.push(Dropped { line: block.line, why }),
            None => kept.push(block),
        }
    }
    (without_empty_repeats(kept), dropped)
}

/// Whether a line is a menu, a button, a page's number or a banner.
fn is_furniture(block: &Block, words: &[Token], language: &Language) -> bool {
    if words.is_empty() {
        return true;
    }
    let is_number = words.iter().all(|token| token.word.chars().all(char::is_numeric)) && words.len() <= 3;
    let is_line = language.litter.lines.is_all_of(words) && !is_named_heading(block, words, language);
    let is_menu = block.kind != Kind::Row && block.text.contains(['|', '»', '›']) && words.len() <= 12;
    is_number || is_line || is_menu || words.len() <= FURNITURE_WORDS && language.litter.within.is_in(words)
}

/// `Contact` as a heading of the policy is no menu entry.
fn is_named_heading(block: &Block, words: &[Token], language: &Language) -> bool {
    matches!(block.kind, Kind::Heading(level) if level <= 3) && language.topics.change.is_in(words)
}

/// Without the headings whose text was all left out because the same heading said it before.
fn without_empty_repeats(blocks: Vec<Block>) -> Vec<Block> {
    let mut seen: HashSet<String> = HashSet::new();
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    for (ix, block) in blocks.iter().enumerate() {
        if let Kind::Heading(_) = block.kind {
            let is_empty = blocks.get(ix + 1).is_none_or(|next| matches!(next.kind, Kind::Heading(_)));
            let said = folded(&block.text);
            if is_empty && seen.contains(&said) {
                continue;
            }
            seen.insert(said);
        }
        kept.push(block.clone());
    }
    kept
}
