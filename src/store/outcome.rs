//! Outcomes as numbers, so that SQL can choose the worst of an object's units and count.

use crate::model::coverage::Outcome;

use super::error::StoreError;

/// `rank × 2¹⁶ + the outcome in postcard's two bytes`: the worse of two outcomes has the higher number.
pub(super) fn code(outcome: Outcome) -> Result<i64, StoreError> {
    let mut bytes = [0; 4];
    postcard::to_slice(&outcome, &mut bytes)?;
    Ok(rank(outcome) << 16 | i64::from(bytes[0]) << 8 | i64::from(bytes[1]))
}

/// The outcome of a [`code`].
pub(super) fn outcome(code: i64) -> Result<Outcome, StoreError> {
    Ok(postcard::from_bytes(&[(code >> 8) as u8, code as u8])?)
}

/// The order of [`Outcome::worse`].
fn rank(outcome: Outcome) -> i64 {
    match outcome {
        Outcome::Complete => 0,
        Outcome::Skipped(_) => 1,
        Outcome::Sampled => 2,
        Outcome::ChangedDuringRead => 3,
        Outcome::Partial(_) => 4,
        Outcome::Unsupported => 5,
        Outcome::Encrypted => 6,
        Outcome::Timeout => 7,
        Outcome::Denied => 8,
        Outcome::Failed => 9,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::coverage::{Limit, Skip};

    #[test]
    fn the_higher_number_is_the_worse_outcome() {
        let ordered = [
            Outcome::Complete,
            Outcome::Skipped(Skip::Symlink),
            Outcome::Skipped(Skip::NoText),
            Outcome::Sampled,
            Outcome::ChangedDuringRead,
            Outcome::Partial(Limit::Bytes),
            Outcome::Partial(Limit::Stopped),
            Outcome::Unsupported,
            Outcome::Encrypted,
            Outcome::Timeout,
            Outcome::Denied,
            Outcome::Failed,
        ];
        for (i, better) in ordered.into_iter().enumerate() {
            assert_eq!(outcome(code(better).unwrap()).unwrap(), better);
            for worse in ordered.into_iter().skip(i + 1) {
                assert!(code(worse).unwrap() > code(better).unwrap(), "{better} before {worse}");
                // Within a rank `worse` keeps what it was called on.
                assert_eq!(worse.worse(better), worse);
            }
        }
    }

    #[test]
    fn a_number_that_is_no_outcome_is_refused() {
        assert!(outcome(0xff << 8).is_err());
    }
}
