//! The business identifier code of a bank (ISO 9362): party, country, suffix, branch. It has no check digit; its country must exist.

use super::digits::alnum;

/// The codes of ISO 3166-1 and XK, which SWIFT uses for Kosovo.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
     CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF \
     GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW \
     KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL \
     NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST \
     SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// Eight or eleven characters: four letters, a country, two of suffix (not 0 or 1 first: those are never live), a branch, which
/// begins with X only if it is XXX.
pub(super) fn is_valid(text: &str) -> bool {
    let Some((party, branch)) = text.split_at_checked(8) else { return false };
    let Some(bytes) = alnum::<8>(party) else { return false };
    let has_letters = bytes.iter().take(6).all(u8::is_ascii_uppercase);
    let is_live = !matches!(bytes, [_, _, _, _, _, _, b'0' | b'1', _] | [_, _, _, _, _, _, _, b'0' | b'1' | b'O']);
    let has_branch = branch.is_empty() || alnum::<3>(branch).is_some_and(|b| b[0] != b'X' || branch == "XXX");
    has_letters && is_live && has_branch && party.get(4..6).is_some_and(is_country)
}

/// Whether two capitals are a country.
pub(super) fn is_country(code: &str) -> bool {
    code.len() == 2 && COUNTRIES.split(' ').any(|country| country == code)
}

#[cfg(test)]
mod tests {
    use super::super::proof::check;
    use super::*;

    #[test]
    fn country_suffix_and_branch_must_be_possible() {
        check(
            is_valid,
            &[
                ("EXMPDEFF", true),
                ("EXMPDEFFXXX", true),
                ("EXMPDEFF500", true),
                ("EXMPDEFFX00", false),
                ("EXMPQQFF", false),
                ("EXMPDE00", false),
                ("EXMPDEF0", false),
                ("EXM1DEFF", false),
                ("EXMPDEF", false),
                ("EXMPDEFF5", false),
                ("", false),
                ("exmpdeff", false),
            ],
        );
        assert_eq!(COUNTRIES.split(' ').count(), 250);
    }
}
