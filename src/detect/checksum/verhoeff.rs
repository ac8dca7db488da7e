//! Verhoeff's check digit over the dihedral group D5 (J. Verhoeff, Error Detecting Decimal Codes, 1969). It finds every changed
//! digit and every swap of neighbours. The group is computed, not tabled: 0–4 are turns, 5–9 turns of the mirrored pentagon.

use super::digits::up_to;

/// The position's permutation, (1 5 8 9 4 2 7 0)(3 6), applied once more for each place from the right.
const STEP: [u32; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/// Two to 64 digits, the last one their check digit.
pub(super) fn is_valid(text: &str) -> bool {
    let Some(values) = up_to(text, 64) else { return false };
    let product =
        values.iter().rev().enumerate().fold(0, |product, (place, value)| times(product, permuted(*value, place % 8)));
    values.len() >= 2 && product == 0
}

/// The group's product.
fn times(a: u32, b: u32) -> u32 {
    let turn = if a < 5 { (a + b) % 5 } else { (a + 10 - b) % 5 };
    if (a < 5) == (b < 5) { turn } else { turn + 5 }
}

/// A digit after `n` steps of the permutation.
fn permuted(value: u32, n: usize) -> u32 {
    (0..n).fold(value, |value, _| STEP.get(value as usize).copied().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails, swapped_neighbours_fail};
    use super::*;

    #[test]
    fn the_product_is_that_of_a_mirrored_pentagon() {
        // A symmetry as what it does to the corners 0..5: k turns by k, 5 + k mirrors and turns.
        let act = |symmetry: u32, corner: u32| {
            if symmetry < 5 { (corner + symmetry) % 5 } else { (symmetry - 5 + 5 - corner) % 5 }
        };
        for a in 0..10 {
            for b in 0..10 {
                for corner in 0..5 {
                    assert_eq!(act(times(a, b), corner), act(a, act(b, corner)), "{a}·{b} at {corner}");
                }
            }
        }
    }

    #[test]
    fn one_check_digit_fits_and_every_slip_is_found() {
        for body in ["236", "23412341234", "99887766554", "50000000001"] {
            let fits: Vec<String> = (0..10).map(|d| format!("{body}{d}")).filter(|text| is_valid(text)).collect();
            assert_eq!(fits.len(), 1, "{body}");
            every_changed_digit_fails(is_valid, &fits[0]);
            swapped_neighbours_fail(is_valid, &fits[0], &[]);
        }
        check(is_valid, &[("2363", true), ("2364", false), ("", false), ("0", false), ("23x3", false)]);
    }
}
