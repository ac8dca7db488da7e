//! India: Aadhaar and its virtual id, PAN and the GSTIN built on it, voter's card, passport, driving licence, bank branch.

use super::digits::{alnum, base36, digits, number};

/// Aadhaar: twelve digits, Verhoeff; does not begin with 0 or 1 and does not read the same backwards (UIDAI).
pub(super) fn is_aadhaar(text: &str) -> bool {
    digits::<12>(text).is_some_and(|values| values[0] >= 2 && !values.iter().eq(values.iter().rev()))
        && super::verhoeff::is_valid(text)
}

/// Virtual id, which stands for an Aadhaar: sixteen digits, Verhoeff (UIDAI, circular 1 of 2018).
pub(super) fn is_vid(text: &str) -> bool {
    digits::<16>(text).is_some_and(|values| values[0] >= 2) && super::verhoeff::is_valid(text)
}

/// PAN: five letters, of which the fourth is the kind of holder, four digits from 0001, a letter by a rule that is not published
/// (Income Tax Department).
pub(super) fn is_pan(text: &str) -> bool {
    let Some(bytes) = alnum::<10>(text) else { return false };
    bytes[..5].iter().all(u8::is_ascii_uppercase)
        && b"ABCFGHJLPT".contains(&bytes[3])
        && bytes[5..9].iter().all(u8::is_ascii_digit)
        && bytes[5..9] != *b"0000"
        && bytes[9].is_ascii_uppercase()
}

/// PAN of a natural person: the fourth letter is P.
pub(super) fn is_person_pan(text: &str) -> bool {
    is_pan(text) && text.as_bytes().get(3) == Some(&b'P')
}

/// GSTIN: a state, a PAN, the number of the registration, a letter, a check character modulo 36 (GSTN).
pub(super) fn is_gstin(text: &str) -> bool {
    let Some(bytes) = alnum::<15>(text) else { return false };
    let state = text.get(..2).and_then(|state| state.parse::<u32>().ok());
    let sum: u32 = bytes
        .iter()
        .enumerate()
        .map(|(ix, byte)| {
            let product = base36(*byte).unwrap_or(0) * if ix < 14 { 1 + ix as u32 % 2 } else { 1 };
            product / 36 + product % 36
        })
        .sum();
    state.is_some_and(|state| matches!(state, 1..=38 | 97 | 99))
        && text.get(2..12).is_some_and(is_pan)
        && bytes[12] != b'0'
        && bytes[13].is_ascii_uppercase()
        && sum.is_multiple_of(36)
}

/// Voter's photo identity card: three letters of the office, seven digits of which the last is Luhn's.
pub(super) fn is_epic(text: &str) -> bool {
    text.split_at_checked(3).is_some_and(|(office, serial)| {
        office.bytes().all(|b| b.is_ascii_uppercase())
            && digits::<7>(serial).is_some_and(|values| number(&values) != 0)
            && super::luhn::is_valid(serial)
    })
}

/// Passport: a letter that is not Q, X or Z, seven digits that neither begin nor end with 0.
pub(super) fn is_passport(text: &str) -> bool {
    text.split_at_checked(1).is_some_and(|(letter, serial)| {
        letter.bytes().all(|b| b.is_ascii_uppercase() && !b"QXZ".contains(&b))
            && digits::<7>(serial).is_some_and(|values| values[0] != 0 && values[6] != 0)
    })
}

/// The codes of states and union territories on driving licences (Ministry of Road Transport).
const STATES: &str = "AN AP AR AS BR CG CH DD DL DN GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD OR PB PY RJ SK TN TR TS TG UA UK \
     UP WB";

/// Driving licence in the union's form: a state, an office, a year from 1950 to 2049, seven digits.
pub(super) fn is_driving(text: &str) -> bool {
    let Some((state, rest)) = text.split_at_checked(2) else { return false };
    let Some(values) = digits::<13>(rest) else { return false };
    state.len() == 2
        && STATES.split(' ').any(|known| known == state)
        && (1950..2050).contains(&number(&values[2..6]))
        && number(&values[6..]) != 0
}

/// IFSC, the code of a bank's branch: four letters, 0, six letters or digits (Reserve Bank of India).
pub(super) fn is_ifsc(text: &str) -> bool {
    alnum::<11>(text).is_some_and(|bytes| bytes[..4].iter().all(u8::is_ascii_uppercase) && bytes[4] == b'0')
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails, swapped_neighbours_fail};
    use super::*;

    #[test]
    fn aadhaar_is_a_verhoeff_number_from_two_on() {
        let fit =
            |body: &str| (0..10).map(|d| format!("{body}{d}")).find(|text| super::super::verhoeff::is_valid(text)).unwrap();
        for (body, expected) in [("23412341234", true), ("12341234123", false), ("02341234123", false)] {
            assert_eq!(is_aadhaar(&fit(body)), expected, "{body}");
        }
        every_changed_digit_fails(is_aadhaar, &fit("98765432109"));
        swapped_neighbours_fail(is_aadhaar, &fit("98765432109"), &[]);
        assert!(is_vid(&fit("412341234123412")) && !is_vid(&fit("112341234123412")));
        check(is_aadhaar, &[("", false), ("234123412346", true), ("234123412345", false), ("23412341234", false)]);
        assert!(!is_aadhaar("222222222222"));
    }

    #[test]
    fn a_pan_tells_its_holder() {
        check(
            is_pan,
            &[
                ("ABCPK1234L", true),
                ("ABCCK1234L", true),
                ("ABCXK1234L", false),
                ("ABCPK0000L", false),
                ("ABCPK12345", false),
                ("", false),
            ],
        );
        check(is_person_pan, &[("ABCPK1234L", true), ("ABCCK1234L", false), ("A", false)]);
    }

    #[test]
    fn a_gstin_has_one_check_character() {
        let fits: Vec<String> =
            ('0'..='9').chain('A'..='Z').map(|c| format!("27ABCPK1234L1Z{c}")).filter(|text| is_gstin(text)).collect();
        assert_eq!(fits.len(), 1);
        assert!(!is_gstin(&fits[0].replacen("27", "39", 1)) && !is_gstin(&fits[0].replacen("27", "28", 1)));
        check(is_gstin, &[("", false), ("27ABCPK1234L1Z", false)]);
    }

    #[test]
    fn papers_have_their_forms() {
        check(
            is_epic,
            &[("ABC1234566", true), ("ABC1234567", false), ("AB11234566", false), ("ABC0000000", false), ("", false)],
        );
        check(is_passport, &[("K1234567", true), ("Q1234567", false), ("K0234567", false), ("K1234560", false), ("", false)]);
        check(
            is_driving,
            &[
                ("MH1420110062821", true),
                ("XX1420110062821", false),
                ("MH1419490062821", false),
                ("MH142011006282", false),
                ("", false),
            ],
        );
        check(is_ifsc, &[("EXMP0001234", true), ("EXMP1001234", false), ("EX1P0001234", false), ("", false)]);
    }
}
