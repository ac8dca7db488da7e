//! Blocks → sections of sentences, each with its place, and what stands before it that it may need to be understood.

use std::collections::HashMap;

use super::language::Language;
use super::litter::{self, Dropped};
use super::page::{Block, Format, Kind, blocks};
use super::sentence::{label, sentences};
use super::words::{Phrases, Token, folded, tokens};

/// The name of what stands before the first heading.
pub const OPENING: &str = "⟨opening⟩";
/// How many words of a sentence are read: what is longer is no sentence, and each of its words would be held against all others.
pub const SENTENCE: usize = 1_000;
/// How much of a digest is written, in hexadecimal digits: enough to tell texts of a page apart.
const DIGEST: usize = 16;

/// Signs with one of which a paragraph ends that does not lead to the list below it.
const FINISHED: [char; 6] = ['.', '!', '?', '।', '…', ')'];

/// What a heading says its text is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "each is what the word says")]
pub enum Topic {
    Collect,
    Use,
    Share,
    Keep,
    Right,
    Child,
    Secure,
    Transfer,
    Change,
}

/// A heading and what belongs to it.
#[derive(Clone, PartialEq, Debug)]
pub struct Section {
    /// The heading; the second of the same name is told apart: `Children (second heading of that name)`.
    pub title: String,
    /// Its line.
    pub line: usize,
    /// What it, or the heading above it, is about.
    pub topic: Option<Topic>,
    /// Recognises its text whatever the layout.
    pub digest: String,
}

/// A sentence with its place.
#[derive(Clone, PartialEq, Debug)]
pub struct Sentence {
    /// Its section, as a place in the outline's list.
    pub section: usize,
    /// The paragraph, item or row within the section, from 1.
    pub paragraph: usize,
    /// The line of the file on which it begins; in HTML that of its block.
    pub line: usize,
    /// The label at the head of its block: `Log Data`.
    pub label: Option<String>,
    /// What the label is about.
    pub label_topic: Option<Topic>,
    /// Its text.
    pub text: String,
    /// Its words, as far as they are read: the first [`SENTENCE`].
    pub tokens: Vec<Token>,
    /// The sentence that leads to this one: `You have the right to:`.
    pub lead: Option<usize>,
    /// Whether it is the first of an item or a table's row.
    pub is_item: bool,
    /// Whether it is a row of a table.
    pub is_row: bool,
}

impl Sentence {
    /// Its text from the first to the last of some of its words; empty for none.
    pub fn said(&self, words: &[Token]) -> &str {
        let ends = words.first().zip(words.last()).map(|(first, last)| first.at.start..last.at.end);
        ends.and_then(|ends| self.text.get(ends)).unwrap_or_default()
    }
}

/// A text in order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Outline {
    /// Its sections; the first is what stands before any heading.
    pub sections: Vec<Section>,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// What was left out.
    pub dropped: Vec<Dropped>,
}

impl Outline {
    /// Puts a text in order.
    pub fn new(format: Format, text: &str, language: &Language) -> Self {
        let (blocks, dropped) = litter::cleared(blocks(format, text, language), language);
        let opening = Section { title: OPENING.to_owned(), line: 1, topic: None, digest: String::new() };
        let mut outline = Self { sections: vec![opening], sentences: Vec::new(), dropped };
        let mut builder =
            Builder { language, above: Vec::new(), named: HashMap::new(), paragraph: 0, lead: None, said: vec![String::new()] };
        for (ix, block) in blocks.iter().enumerate() {
            let next = blocks.get(ix + 1).map(|next| next.kind);
            builder.block(&mut outline, block, next);
        }
        for (section, said) in outline.sections.iter_mut().zip(&builder.said) {
            let hash = blake3::hash(said.as_bytes()).to_hex();
            section.digest = hash.as_str().chars().take(DIGEST).collect();
        }
        outline
    }

    /// A sentence's section.
    pub fn section_of(&self, sentence: &Sentence) -> Option<&Section> {
        self.sections.get(sentence.section)
    }

    /// Where a sentence stands, as a pack cites it: `4. Retention: Logs (paragraph 2)`.
    pub fn heading(&self, sentence: &Sentence) -> String {
        let title = self.section_of(sentence).map(|section| section.title.as_str()).unwrap_or_default();
        let label = sentence.label.as_ref().map(|label| format!(": {label}")).unwrap_or_default();
        format!("{title}{label} (paragraph {})", sentence.paragraph)
    }
}

struct Builder<'a> {
    language: &'a Language,
    /// Levels and topics of the headings above.
    above: Vec<(u8, Option<Topic>)>,
    /// How many headings of each name there were.
    named: HashMap<String, usize>,
    paragraph: usize,
    /// The sentence that leads to the items that follow.
    lead: Option<usize>,
    /// The words of each section, for its digest.
    said: Vec<String>,
}

impl Builder<'_> {
    fn block(&mut self, outline: &mut Outline, block: &Block, next: Option<Kind>) {
        if let Kind::Heading(level) = block.kind {
            return self.heading(outline, level, block);
        }
        self.paragraph += 1;
        if let Some(said) = self.said.last_mut() {
            said.push_str(&folded(&block.text));
            said.push('\n');
        }
        let is_list = matches!(block.kind, Kind::Item | Kind::Row);
        if !is_list && !block.text.starts_with(char::is_lowercase) {
            self.lead = None;
        }
        let (label, text) = match label(&block.text, self.language).filter(|_| block.kind != Kind::Row) {
            Some((label, text)) => (Some(label.to_owned()), text),
            None => (None, block.text.as_str()),
        };
        let label_topic = label.as_ref().and_then(|label| topic(&tokens(label), self.language));
        let found = match block.kind {
            Kind::Row => vec![text],
            _ => sentences(text, self.language),
        };
        for (ix, sentence) in found.iter().enumerate() {
            // Sentences are parts of the block's text: where one begins is what is left from there to its end.
            let at = sentence.as_ptr().addr().saturating_sub(block.text.as_ptr().addr());
            outline.sentences.push(Sentence {
                section: outline.sections.len().saturating_sub(1),
                paragraph: self.paragraph,
                line: block.line_at(at),
                label: label.clone(),
                label_topic,
                text: (*sentence).to_owned(),
                tokens: tokens(sentence).into_iter().take(SENTENCE).collect(),
                lead: self.lead.filter(|_| ix == 0),
                is_item: is_list && ix == 0,
                is_row: block.kind == Kind::Row,
            });
        }
        let is_first = block.kind == Kind::Row && next == Some(Kind::Row) && self.lead.is_none();
        let is_header = is_first && outline.sentences.last().is_some_and(|row| !has_number(&row.tokens, self.language));
        let is_unfinished = block.kind == Kind::Paragraph && next == Some(Kind::Item) && !block.text.ends_with(FINISHED);
        if (block.text.ends_with([':', '：']) || is_unfinished) && !found.is_empty() || is_header {
            self.lead = outline.sentences.len().checked_sub(1);
        }
        if block.kind != Kind::Row && next == Some(Kind::Row) && !is_list {
            self.lead = None;
        }
    }

    fn heading(&mut self, outline: &mut Outline, level: u8, block: &Block) {
        self.above.retain(|(above, _)| *above < level);
        let own = topic(&tokens(&block.text), self.language);
        let topic = own.or_else(|| self.above.last().and_then(|(_, topic)| *topic));
        self.above.push((level, topic));
        let n_same = self.named.entry(block.text.clone()).or_default();
        *n_same += 1;
        let title = match *n_same - 1 {
            0 => block.text.clone(),
            1 => format!("{} (second heading of that name)", block.text),
            n => format!("{} (heading {} of that name)", block.text, n + 1),
        };
        outline.sections.push(Section { title, line: block.line, topic, digest: String::new() });
        self.said.push(String::new());
        (self.paragraph, self.lead) = (0, None);
    }
}

fn has_number(tokens: &[Token], language: &Language) -> bool {
    (0..tokens.len()).any(|at| language.number(tokens, at).is_some())
}

/// What a heading's or label's words are about: the first of them decides.
pub fn topic(words: &[Token], language: &Language) -> Option<Topic> {
    let topics = &language.topics;
    let lists = [
        (&topics.child, Topic::Child),
        (&topics.right, Topic::Right),
        (&topics.transfer, Topic::Transfer),
        (&topics.secure, Topic::Secure),
        (&topics.keep, Topic::Keep),
        (&topics.share, Topic::Share),
        (&topics.uses, Topic::Use),
        (&topics.collect, Topic::Collect),
        (&topics.change, Topic::Change),
    ];
    // `Data protection` is the name of the whole, and no measure.
    let names = topics.whole.all(words);
    let is_named = |at: usize| names.iter().any(|range| range.contains(&at));
    let first = |phrases: &Phrases| phrases.all(words).into_iter().map(|range| range.start).find(|at| !is_named(*at));
    let found = lists.iter().enumerate().filter_map(|(ix, (words_of, topic))| Some((first(words_of)?, ix, *topic)));
    found.min_by_key(|(at, ix, _)| (*at, *ix)).map(|(_, _, topic)| topic)
}
