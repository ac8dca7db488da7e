//! The words around a candidate. They are looked at only where one could be.

use std::ops::Range;

use super::detector_set::DetectorSet;
use super::grid::Grid;
use super::phrasebook::Phrasebook;
use super::reach;
use super::words::{Known, Vocabulary};

/// How far context reaches: characters before and after a candidate, an ideograph for two. A phrase before it ends within
/// them; where it begins does not matter.
const BEFORE: usize = 64;
const AFTER: usize = 40;
/// How long what stands at a place may be for [`Nearby::asked`], in bytes.
pub(super) const LONGEST_ASKED: usize = 96;

/// What detectors ask for around a value.
#[derive(Clone, Copy)]
pub(super) struct Language<'a> {
    pub vocabulary: &'a Vocabulary,
    pub phrasebook: &'a Phrasebook,
}

/// A phrase of the text.
#[derive(Clone, Copy)]
struct Phrase {
    start: usize,
    end: usize,
    voice: usize,
}

/// A phrase near a stretch, and what it says of a detector's value there.
pub(super) struct Heard {
    pub phrase: Range<usize>,
    pub is_for: bool,
    pub is_against: bool,
}

/// How much further than asked for is read at once.
const READ_ON: usize = 512;

/// The phrases around candidates of one text, which is read once, as far as somebody asks.
pub(super) struct Nearby<'a> {
    text: &'a str,
    grid: &'a Grid,
    language: Language<'a>,
    /// How much of the text was read, in bytes and words.
    n_read: usize,
    n_words: usize,
    known: Vec<Known>,
    /// The last words that were read, in a row: their numbers and where they begin.
    row: Vec<u32>,
    starts: Vec<usize>,
    ordinal: usize,
    /// By where they end.
    phrases: Vec<Phrase>,
    /// How many phrases end before the window that was asked about last.
    n_before: usize,
    /// And how many do not end behind it.
    n_until: usize,
    /// The detectors that are asked for everywhere in the text.
    always: DetectorSet,
    asked: DetectorSet,
    is_anybody_asked: bool,
    /// The phrases that ask so, and the places from which they do.
    asked_by: Range<usize>,
    asked_from: Range<usize>,
}

impl<'a> Nearby<'a> {
    /// Of a text, in which some detectors are asked for everywhere.
    pub fn new(text: &'a str, grid: &'a Grid, language: Language<'a>, always: DetectorSet) -> Self {
        let asked = always.clone();
        Self {
            text,
            grid,
            language,
            // Every phrase has a letter.
            n_read: if grid.has_letter() { 0 } else { text.len() },
            n_words: 0,
            known: Vec::new(),
            row: Vec::new(),
            starts: Vec::new(),
            ordinal: 0,
            phrases: Vec::new(),
            n_before: 0,
            n_until: 0,
            always,
            asked,
            is_anybody_asked: false,
            asked_by: usize::MAX..usize::MAX,
            asked_from: 0..0,
        }
    }

    /// Whether a phrase near a stretch speaks for a detector, and whether one speaks against it. Of those before it the nearest
    /// decides; one behind it speaks against it only where none before names it (`SSN: … order 5` is no order), or where both
    /// are one word (a `lithium battery`).
    pub fn speaks(&mut self, span: &Range<usize>, detector: usize) -> (bool, bool) {
        let window = reach::back(self.text, span.start, BEFORE)..reach::on(self.text, span.end, AFTER);
        let found = self.within(&window);
        let (mut named, mut denied) = (None, None);
        let (mut is_named_behind, mut is_denied_behind, mut is_compound) = (false, false, false);
        for heard in self.heard(found, span, detector) {
            // Of two that end together the longer one knows better.
            let place = Some((heard.phrase.end, usize::MAX - heard.phrase.start));
            if heard.phrase.end <= span.start {
                named = if heard.is_for { named.max(place) } else { named };
                denied = if heard.is_against { denied.max(place) } else { denied };
            } else {
                is_named_behind |= heard.is_for;
                is_denied_behind |= heard.is_against;
                is_compound |= heard.is_against && reach::is_compound(self.text, span.end..heard.phrase.start);
            }
        }
        let is_against = if named.is_none() && denied.is_none() { is_denied_behind } else { denied > named };
        (named.is_some() || is_named_behind, is_against || is_compound)
    }

    /// The phrases near a stretch that speak for a detector or against it.
    pub fn said(&mut self, span: &Range<usize>, detector: usize) -> Vec<Heard> {
        let window = reach::back(self.text, span.start, BEFORE)..reach::on(self.text, span.end, AFTER);
        let found = self.within(&window);
        self.heard(found, span, detector).collect()
    }

    fn heard(&self, found: Range<usize>, span: &Range<usize>, detector: usize) -> impl Iterator<Item = Heard> {
        let phrases = self.phrases.get(found).unwrap_or_default().iter();
        phrases.filter(|phrase| phrase.end <= span.start || phrase.start >= span.end).filter_map(move |phrase| {
            let voice = self.language.phrasebook.voice(phrase.voice)?;
            let is_for = voice.speaks_for.has(detector);
            let is_cut = || match phrase.end <= span.start {
                true => reach::is_cut_before(self.text, phrase.end..span.start),
                false => reach::is_cut_behind(self.text, span.end..phrase.start),
            };
            let is_against = voice.speaks_against.has(detector) && !is_cut();
            let heard = Heard { phrase: phrase.start..phrase.end, is_for, is_against };
            (is_for || is_against).then_some(heard)
        })
    }

    /// Whether a phrase that lies within a stretch speaks for a detector.
    pub fn speaks_within(&mut self, stretch: &Range<usize>, detector: usize) -> bool {
        let found = self.within(stretch);
        let phrases = self.phrases.get(found).unwrap_or_default().iter().filter(|phrase| phrase.start >= stretch.start);
        let mut voices = phrases.filter_map(|phrase| self.language.phrasebook.voice(phrase.voice));
        voices.any(|voice| voice.speaks_for.has(detector))
    }

    /// The detectors that a phrase may speak for if something of theirs stands at a place; none: nobody.
    #[inline]
    pub fn asked(&mut self, start: usize) -> Option<&DetectorSet> {
        if !self.asked_from.contains(&start) {
            self.ask(start);
        }
        self.is_anybody_asked.then_some(&self.asked)
    }

    /// Works out who is asked from a place on, and how far that stays so.
    fn ask(&mut self, start: usize) {
        let text = self.text;
        let window = reach::back(text, start, BEFORE)..reach::on(text, start.saturating_add(LONGEST_ASKED), AFTER);
        let found = self.within(&window);
        if found != self.asked_by {
            self.asked.become_like(&self.always);
            for phrase in self.phrases.get(found.clone()).unwrap_or_default() {
                if let Some(voice) = self.language.phrasebook.voice(phrase.voice) {
                    self.asked.add(&voice.speaks_for);
                }
            }
            self.is_anybody_asked = !self.asked.is_empty();
        }
        let phrases = |ix: usize| self.phrases.get(ix).map(|phrase| phrase.end);
        // From where on a place's window reaches so far.
        let reaches = |end: usize| reach::back(text, end, AFTER).saturating_sub(LONGEST_ASKED);
        let leaves = if found.is_empty() { None } else { phrases(found.start).map(|end| reach::on(text, end, BEFORE)) };
        let leaves = leaves.unwrap_or(usize::MAX);
        let enters = phrases(found.end).map_or(usize::MAX, reaches);
        let is_read = if self.n_read < text.len() { reaches(self.n_read + 1) } else { usize::MAX };
        self.asked_from = start..leaves.min(enters).min(is_read);
        self.asked_by = found;
    }

    /// The phrases that end inside a window; some of them may begin before it.
    fn within(&mut self, window: &Range<usize>) -> Range<usize> {
        self.read(window);
        let ends_before = |ix: usize| self.phrases.get(ix).is_some_and(|phrase| phrase.end <= window.start);
        while ends_before(self.n_before) {
            self.n_before += 1;
        }
        while self.n_before.checked_sub(1).is_some_and(|last| !ends_before(last)) {
            self.n_before -= 1;
        }
        let ends_within = |ix: usize| self.phrases.get(ix).is_some_and(|phrase| phrase.end <= window.end);
        while ends_within(self.n_until) {
            self.n_until += 1;
        }
        while self.n_until.checked_sub(1).is_some_and(|last| !ends_within(last)) {
            self.n_until -= 1;
        }
        self.n_before..self.n_until
    }

    /// Reads on to the end of a window.
    fn read(&mut self, window: &Range<usize>) {
        if self.n_read < window.end {
            self.known.clear();
            let (vocabulary, more) = (self.language.vocabulary, self.n_read..window.end + READ_ON);
            (self.n_read, self.n_words) = vocabulary.known_in((self.text, self.grid), more, self.n_words, &mut self.known);
            self.hear();
        }
    }

    /// Notes the phrases that end with the words just read.
    fn hear(&mut self) {
        let book = self.language.phrasebook;
        for word in &self.known {
            if word.ordinal != self.ordinal + 1 || self.row.len() > 4 * book.longest() {
                let n_kept = if word.ordinal == self.ordinal + 1 { book.longest() } else { 0 };
                self.row.drain(..self.row.len() - n_kept);
                self.starts.drain(..self.starts.len() - n_kept);
            }
            self.row.push(word.number);
            self.starts.push(word.start);
            self.ordinal = word.ordinal;
            let (starts, phrases) = (&self.starts, &mut self.phrases);
            book.each_ending(&self.row, |n_words, voice| {
                if let Some(start) = starts.len().checked_sub(n_words).and_then(|ix| starts.get(ix)) {
                    phrases.push(Phrase { start: *start, end: word.end, voice });
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_nearby_count() {
        let (mut vocabulary, mut phrasebook) = (Vocabulary::default(), Phrasebook::default());
        for phrase in ["ssn", "social security", "né", "आधार", "身份证"] {
            phrasebook.speak_for(7, phrase, &mut vocabulary);
        }
        phrasebook.speak_against(7, "order", &mut vocabulary);
        let language = Language { vocabulary: &vocabulary, phrasebook: &phrasebook };
        let far = "x".repeat(80);
        for (text, expected) in [
            ("SSN: #", true),
            ("# (ssn)", true),
            ("social security number #", true),
            ("classnumber #", false),
            (&format!("ssn {far} #"), false),
            ("social # security", false),
            ("social and security #", false),
            ("Né: #", true),
            ("आधार#", true),
            ("#आधार", true),
            ("我的身份证号#", true),
            ("我的身份#证号", false),
        ] {
            let at = text.find('#').unwrap();
            let grid = Grid::of(text.as_bytes(), &[]);
            let mut nearby = Nearby::new(text, &grid, language, DetectorSet::default());
            let is_asked = nearby.asked(at).is_some_and(|asked| asked.has(7));
            assert!(is_asked || !expected, "{text}");
            assert_eq!(nearby.speaks(&(at..at + 1), 7), (expected, false), "{text}");
        }
        let text = "order # of ssn";
        let grid = Grid::of(text.as_bytes(), &[]);
        assert_eq!(Nearby::new(text, &grid, language, DetectorSet::default()).speaks(&(6..7), 7), (true, true));
    }

    #[test]
    fn the_order_of_questions_does_not_matter() {
        let (mut vocabulary, mut phrasebook) = (Vocabulary::default(), Phrasebook::default());
        for (detector, phrase) in ["id", "personal id", "id number", "tax"].into_iter().enumerate() {
            phrasebook.speak_for(detector, phrase, &mut vocabulary);
        }
        let language = Language { vocabulary: &vocabulary, phrasebook: &phrasebook };
        let text = "personal id # id number # and tax # xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx # personal # id ".repeat(3);
        let places: Vec<usize> = text.match_indices('#').map(|(at, _)| at).collect();
        let grid = Grid::of(text.as_bytes(), &[]);
        let alone = |at: usize| {
            let mut nearby = Nearby::new(&text, &grid, language, DetectorSet::default());
            [0, 1, 2, 3].map(|detector| nearby.speaks(&(at..at + 1), detector).0)
        };
        let mut nearby = Nearby::new(&text, &grid, language, DetectorSet::default());
        for at in places.iter().chain(places.iter().rev()).chain(places.iter().step_by(2)) {
            let asked = nearby.asked(*at).cloned().unwrap_or_default();
            let now = [0, 1, 2, 3].map(|detector| nearby.speaks(&(*at..at + 1), detector).0);
            assert_eq!(now, alone(*at), "{at}");
            (0..4).filter(|detector| now[*detector]).for_each(|detector| assert!(asked.has(detector), "{at} {detector}"));
        }
    }
}
