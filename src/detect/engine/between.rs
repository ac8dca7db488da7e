//! How words and what follows them are told apart before any pattern is tried: lengths, kinds, signs.

use crate::detect::grid::{DIGIT, LOWER, N_KINDS, UPPER, kind};

/// Words of this length and longer ones are one.
pub(super) const MAX_LEN: usize = 31;
pub(super) const N_LENS: usize = MAX_LEN + 1;
/// The kinds of signs between words: other ones and the end of the text are 0.
pub(super) const SIGNS: [u8; 7] = *b" -./,:<";
pub(super) const N_SIGNS: usize = SIGNS.len() + 1;

static SIGN_OF: [u8; 256] = sign_of();

const fn sign_of() -> [u8; 256] {
    let mut of = [0; 256];
    let mut ix = 0;
    while ix < SIGNS.len() {
        of[SIGNS[ix] as usize] = ix as u8 + 1;
        ix += 1;
    }
    of
}

/// The kind of a sign.
#[inline]
pub(super) fn sign(byte: Option<&u8>) -> usize {
    byte.map_or(0, |byte| usize::from(SIGN_OF[usize::from(*byte)]))
}

/// What follows a word: a bit for each kind of sign and each kind of byte behind it.
pub(super) type Follow = u64;
pub(super) const ANYTHING: Follow = Follow::MAX;

/// Kinds of bytes behind a sign: another sign or the end, a digit, a capital, a small letter, a byte beyond ASCII.
pub(super) const N_SECONDS: usize = 5;

/// The kind of byte that stands behind a sign.
#[inline]
pub(super) fn second_of(byte: Option<&u8>) -> usize {
    match byte.map(|byte| (kind(*byte), byte.is_ascii())) {
        Some((DIGIT, _)) => 1,
        Some((UPPER, _)) => 2,
        Some((LOWER, _)) => 3,
        Some((_, false)) => 4,
        _ => 0,
    }
}

/// The bit of a sign and what stands behind it.
#[inline]
pub(super) fn follow(sign: usize, second: usize) -> Follow {
    1 << (sign * N_SECONDS + second)
}

/// The place of a word's length and kinds among all that there are.
#[inline]
pub(super) fn made(len: usize, kinds: u8) -> usize {
    len.min(MAX_LEN) * N_KINDS + usize::from(kinds)
}
