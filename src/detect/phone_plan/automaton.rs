//! Sets of digit strings, all in one automaton: a state stands for the strings that may follow it.

/// Set in a state at which a string may end.
const END: u16 = 1 << 15;

/// A state of the automaton.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct State(u16);

impl State {
    /// Nothing follows, not even the end.
    pub const NOWHERE: Self = Self(0);

    fn is_end(self) -> bool {
        self.0 & END != 0
    }
}

/// What follows each state on each digit.
pub(super) struct Automaton {
    rows: Vec<[State; 10]>,
}

impl Automaton {
    /// The state from which nothing is reached.
    pub fn new() -> Self {
        Self { rows: vec![[State::NOWHERE; 10]] }
    }

    /// Adds a state; those that it leads to are there already.
    pub fn add(&mut self, is_end: bool, row: [State; 10]) -> State {
        let id = self.rows.len() as u16;
        self.rows.push(row);
        State(if is_end { id | END } else { id })
    }

    /// Whether the digits are a string of the set.
    #[inline]
    pub fn has(&self, from: State, digits: &[u8]) -> bool {
        let mut state = from;
        for digit in digits {
            state = self.step(state, *digit);
            if state == State::NOWHERE {
                return false;
            }
        }
        state.is_end()
    }

    /// The lengths of all strings of the set that the digits begin with, the longest first.
    #[inline]
    pub fn beginnings(&self, from: State, digits: &[u8]) -> Lengths {
        let mut lengths = u64::from(from.is_end());
        let mut state = from;
        for (ix, digit) in digits.iter().enumerate().take(63) {
            state = self.step(state, *digit);
            if state == State::NOWHERE {
                break;
            }
            lengths |= u64::from(state.is_end()) << (ix + 1);
        }
        Lengths(lengths)
    }

    #[inline]
    fn step(&self, state: State, digit: u8) -> State {
        let row = self.rows.get(usize::from(state.0 & !END));
        row.and_then(|row| row.get(usize::from(digit))).copied().unwrap_or(State::NOWHERE)
    }
}

/// Lengths below 64 from the greatest to the least, a bit each.
pub(super) struct Lengths(u64);

impl Iterator for Lengths {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let length = self.0.checked_ilog2()?;
        self.0 &= !(1 << length);
        Some(length as usize)
    }
}
