//! Numbers of SIM cards and vehicles.

use super::digits::{alnum, base36, number, pair, up_to, weighted};

/// ICCID: 19 or 20 digits from 89 and a country's dialling code (North America's as 01), Luhn (ITU-T E.118).
pub(super) fn is_iccid(text: &str) -> bool {
    let Some(values) = up_to(text, 20).filter(|values| values.len() >= 19) else { return false };
    let is_country = matches!(values.get(2..4), Some([1..=9, _] | [0, 1]));
    pair(&values, 0) == 89 && is_country && super::luhn::remainder(&values) == 0
}

/// IMSI: a mobile country code of a region that has some (2 Europe to 7 South America, 901 shared), network and subscriber, together 14
/// or 15 digits (ITU-T E.212). It has no check digit.
pub(super) fn is_imsi(text: &str) -> bool {
    let Some(values) = up_to(text, 15).filter(|values| values.len() >= 14) else { return false };
    let country = number(values.get(..3).unwrap_or_default());
    matches!(country, 202..=750 | 901) && number(values.get(5..).unwrap_or_default()) != 0
}

/// VIN: 17 characters without I, O and Q, the ninth a check character: weights 8 7 6 5 4 3 2 10 0 9 8 7 6 5 4 3 2, modulo 11, X for 10 (49
/// CFR 565.15; GB 16735). Elsewhere it is not required (ISO 3779).
pub(super) fn is_vin(text: &str) -> bool {
    let Some(bytes) = alnum::<17>(text) else { return false };
    let mut values = [0; 17];
    for (value, byte) in values.iter_mut().zip(&bytes) {
        let Some(own) = character(*byte) else { return false };
        *value = own;
    }
    let rest = weighted(&values, &[8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    let has_both = bytes.iter().any(u8::is_ascii_digit) && bytes.iter().any(u8::is_ascii_uppercase);
    has_both && if bytes[8] == b'X' { rest == 10 } else { bytes[8].is_ascii_digit() && rest == values[8] }
}

/// What a character of a VIN counts: letters in rows of nine, A, J and S being 1, S missing.
fn character(byte: u8) -> Option<u32> {
    let value = base36(byte).filter(|_| !b"IOQ".contains(&byte))?;
    Some(match value {
        0..=9 => value,
        10..=18 => value - 9,
        19..=27 => value - 18,
        _ => value - 26,
    })
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails, fitting};
    use super::*;

    #[test]
    fn cards_of_subscribers() {
        let text = fitting(is_iccid, "894912345678901234", "0123456789").unwrap();
        every_changed_digit_fails(is_iccid, &text);
        let text = fitting(is_iccid, "8991123456789012345", "0123456789").unwrap();
        let american = fitting(is_iccid, "890112345678901234", "0123456789").unwrap();
        check(
            is_iccid,
            &[(&text, true), (&american, true), ("8900000000000000004", false), ("9991123456789012345", false), ("", false)],
        );
        check(
            is_imsi,
            &[
                ("262011234567890", true),
                ("901011234567890", true),
                ("162011234567890", false),
                ("800011234567890", false),
                ("262010000000000", false),
                ("2620112345678", false),
                ("", false),
            ],
        );
    }

    #[test]
    fn a_vehicle_has_its_check_in_the_middle() {
        // W 6·8 + 1·7 + A 1·6 + B 2·5 + C 3·4 + 1·3 + 2·2 + 3·10 + 0 + D 4·9 + E 5·8 + 4·7 + 5·6 + 6·5 + 7·4 + 8·3 + 9·2 = 354; mod 11 = 2.
        check(
            is_vin,
            &[
                ("W1ABC1232DE456789", true),
                ("W1ABC1233DE456789", false),
                ("W1ABC123XDE456789", false),
                ("I1ABC1232DE456789", false),
                ("11111111111111111", false),
                ("", false),
            ],
        );
        every_changed_digit_fails(is_vin, "W1ABC1232DE456789");
        // J = 1, R = 9, S = 2, Z = 9.
        assert_eq!([b'J', b'R', b'S', b'Z', b'H', b'N', b'P'].map(character), [1, 9, 2, 9, 8, 5, 7].map(Some));
    }
}
