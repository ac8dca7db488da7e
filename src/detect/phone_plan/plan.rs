//! The plans of all regions and country codes, read from `plan.txt`; its head says what stands in its lines.

use std::sync::LazyLock;

use super::automaton::{Automaton, State};

/// All plans, read at the first number.
pub(super) static PLAN: LazyLock<Plan> = LazyLock::new(|| Plan::read(include_str!("plan.txt")));

/// The lowest number that is no country code.
const CODES: usize = 1000;

/// The plans.
pub(super) struct Plan {
    pub automaton: Automaton,
    regions: Vec<Region>,
    /// By country code: its valid numbers.
    valid: Vec<State>,
    /// By country code: the index of its main region.
    main: Vec<Option<u16>>,
    /// By the letters of a region's ISO 3166 code: its index.
    by_id: Vec<Option<u16>>,
}

/// How numbers are dialled in a region.
pub(super) struct Region {
    pub code: u16,
    /// The code's digits.
    pub code_digits: Vec<u8>,
    /// Numbers that may be the region's own, of whatever kind.
    pub general: State,
    /// A bit for each length of its numbers.
    lengths: u32,
    /// A bit for each length that only local calls have.
    local_lengths: u32,
    /// Prefixes of calls abroad.
    pub abroad: State,
    /// What is done to a number as dialled inside the region, the preferred first.
    pub rules: Vec<Rule>,
}

/// A part of a dialled number that is not of the number itself.
pub(super) struct Rule {
    /// What is dialled first, and dropped.
    pub before: State,
    pub kept: Option<Kept>,
}

/// What must follow, and stays.
pub(super) struct Kept {
    pub digits: State,
    /// What must follow then, and is dropped.
    pub after: Vec<u8>,
    /// Whether the number must end there.
    pub is_last: bool,
    /// What the number then begins with.
    pub inserted: Vec<u8>,
}

impl Region {
    /// Whether a number of this length lacks digits: a call inside a town, or no call at all.
    pub fn is_short(&self, len: usize) -> bool {
        let len = len as u32;
        has_bit(self.local_lengths, len) || !has_bit(self.lengths, len) && self.longest().is_none_or(|longest| len < longest)
    }

    /// Whether a number of this length has too many digits.
    pub fn is_long(&self, len: usize) -> bool {
        self.longest().is_some_and(|longest| len as u32 > longest) && !has_bit(self.local_lengths, len as u32)
    }

    fn longest(&self) -> Option<u32> {
        self.lengths.checked_ilog2()
    }
}

fn has_bit(bits: u32, ix: u32) -> bool {
    bits.checked_shr(ix).is_some_and(|bits| bits & 1 == 1)
}

impl Plan {
    /// A region by its ISO 3166 code.
    pub fn region(&self, id: &str) -> Option<&Region> {
        let ix = *self.by_id.get(letters(id)?)?;
        self.regions.get(usize::from(ix?))
    }

    /// The region that speaks for a country code.
    pub fn main(&self, code: u16) -> Option<&Region> {
        let ix = *self.main.get(usize::from(code))?;
        self.regions.get(usize::from(ix?))
    }

    /// Whether a national number is some kind of number of a country code.
    pub fn is_valid(&self, code: u16, national: &[u8]) -> bool {
        self.valid.get(usize::from(code)).is_some_and(|from| self.automaton.has(*from, national))
    }

    /// The country code that digits begin with, and the digits behind it.
    pub fn split_code<'a>(&self, digits: &'a [u8]) -> Option<(u16, &'a [u8])> {
        let mut code = 0;
        for (ix, digit) in digits.iter().enumerate().take(3) {
            code = code * 10 + u16::from(*digit);
            if code == 0 {
                return None;
            }
            if self.main(code).is_some() {
                return Some((code, digits.get(ix + 1..)?));
            }
        }
        None
    }

    fn read(text: &str) -> Self {
        let mut plan = Self {
            automaton: Automaton::new(),
            regions: Vec::new(),
            valid: vec![State::NOWHERE; CODES],
            main: vec![None; CODES],
            by_id: vec![None; 26 * 26],
        };
        let end = plan.automaton.add(true, [State::NOWHERE; 10]);
        let mut states = vec![State::NOWHERE, end];
        for line in text.lines() {
            let mut words = line.split(' ');
            match words.next() {
                Some("s") => states.push(plan.automaton.add(false, row(words, &states))),
                Some("s*") => states.push(plan.automaton.add(true, row(words, &states))),
                Some("c") => plan.add_code(words, &states),
                Some("r") => plan.add_region(words, &states),
                _ => {}
            }
        }
        plan
    }

    fn add_code<'a>(&mut self, mut words: impl Iterator<Item = &'a str>, states: &[State]) {
        let code = words.next().and_then(|word| word.parse::<usize>().ok());
        if let Some(valid) = code.and_then(|code| self.valid.get_mut(code)) {
            *valid = state(words.next(), states);
        }
    }

    fn add_region<'a>(&mut self, mut words: impl Iterator<Item = &'a str>, states: &[State]) {
        let ix = Some(self.regions.len() as u16);
        if let Some(entry) = words.next().and_then(letters).and_then(|id| self.by_id.get_mut(id)) {
            *entry = ix;
        }
        let code_digits = digits(words.next());
        let code = code_digits.iter().fold(0, |code, digit| code * 10 + u16::from(*digit));
        // The main region comes first.
        if let Some(main) = self.main.get_mut(usize::from(code)) {
            *main = main.or(ix);
        }
        self.regions.push(Region {
            code,
            code_digits,
            general: state(words.next(), states),
            lengths: bits(words.next()),
            local_lengths: bits(words.next()),
            abroad: state(words.next(), states),
            rules: words.map(|word| rule(word, states)).collect(),
        });
    }
}

/// The index of a region's two letters.
fn letters(id: &str) -> Option<usize> {
    let [first, second] = id.as_bytes() else { return None };
    let ix = |letter: &u8| Some(usize::from(letter.to_ascii_uppercase().checked_sub(b'A').filter(|ix| *ix < 26)?));
    Some(ix(first)? * 26 + ix(second)?)
}

/// `0-35>7`: the digits 0, 1, 2, 3 and 5 lead to state 7.
fn row<'a>(words: impl Iterator<Item = &'a str>, states: &[State]) -> [State; 10] {
    let mut row = [State::NOWHERE; 10];
    for word in words {
        let Some((from, to)) = word.split_once('>') else { continue };
        let to = state(Some(to), states);
        let mut first = 0;
        let mut is_span = false;
        for byte in from.bytes() {
            if byte == b'-' {
                is_span = true;
                continue;
            }
            let last = usize::from(byte.wrapping_sub(b'0'));
            let start = if is_span { first } else { last };
            row.get_mut(start..=last).unwrap_or_default().fill(to);
            first = last;
            is_span = false;
        }
    }
    row
}

fn rule(word: &str, states: &[State]) -> Rule {
    let mut parts = word.split(',');
    let before = state(parts.next(), states);
    let kept = parts.next().map(|kept| Kept {
        digits: state(Some(kept), states),
        after: digits(parts.next()),
        is_last: parts.next() == Some("$"),
        inserted: digits(parts.next()),
    });
    Rule { before, kept }
}

fn state(word: Option<&str>, states: &[State]) -> State {
    let ix = word.and_then(|word| word.parse::<usize>().ok());
    ix.and_then(|ix| states.get(ix)).copied().unwrap_or(State::NOWHERE)
}

fn bits(word: Option<&str>) -> u32 {
    word.and_then(|word| u32::from_str_radix(word, 16).ok()).unwrap_or(0)
}

fn digits(word: Option<&str>) -> Vec<u8> {
    word.unwrap_or_default().bytes().map(|byte| byte.wrapping_sub(b'0')).collect()
}
