//! A short run of digits, kept in place.

/// More digits than a number and all that may be dialled before it.
const CAPACITY: usize = 40;

/// Digits from 0 to 9.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    digits: [u8; CAPACITY],
    len: usize,
}

impl Run {
    pub fn new() -> Self {
        Self { digits: [0; CAPACITY], len: 0 }
    }

    /// The parts one after the other; none if that is too long.
    pub fn of(parts: &[&[u8]]) -> Option<Self> {
        let mut run = Self::new();
        for part in parts {
            let end = run.len + part.len();
            run.digits.get_mut(run.len..end)?.copy_from_slice(part);
            run.len = end;
        }
        Some(run)
    }

    /// Adds a digit, if there is room.
    pub fn push(&mut self, digit: u8) -> Option<()> {
        self.push_if(digit, true)
    }

    /// Adds a digit or not, without a branch; none if there is no room.
    #[inline]
    pub fn push_if(&mut self, digit: u8, is_wanted: bool) -> Option<()> {
        *self.digits.get_mut(self.len)? = digit;
        self.len += usize::from(is_wanted);
        Some(())
    }

    pub fn as_slice(&self) -> &[u8] {
        self.digits.get(..self.len).unwrap_or_default()
    }
}
