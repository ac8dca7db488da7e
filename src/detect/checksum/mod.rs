//! What tells an identifier from any other number: the rule by which it was issued. One entry per rule, named by detectors.
//!
//! Apart from the detectors, which are data: a rule is arithmetic, has its own proof, and may serve many detectors. Values come
//! normalised: ASCII digits and capitals without separators, unless the entry says otherwise. Rules are written from the laws and
//! registries named beside them.

mod asia;
mod at;
mod balkans;
mod baltic;
mod be;
mod bic;
mod birth;
mod ca;
mod card;
mod ch;
mod cn;
mod cz;
mod de;
mod digits;
mod es;
mod fr;
mod gb;
mod gr;
mod iban;
mod ie;
mod india;
mod iso7064;
mod it;
mod luhn;
mod mrz;
mod mx;
mod nl;
mod nordic;
mod pl;
mod pt;
mod ro;
mod south;
mod token;
mod tr;
mod us;
mod verhoeff;

#[cfg(test)]
mod proof;

use crate::model::time::Day;

/// Reads a value as of a day: the first and the last day of birth that it tells.
pub type BirthFn = fn(&str, Day) -> Option<(Day, Day)>;

/// A published rule.
pub struct Checksum {
    /// The name by which detectors ask for it.
    pub name: &'static str,
    /// Whether a normalised value can have been issued: length, ranges, dates and check digits. False for anything else, whatever
    /// its length or bytes.
    pub is_valid: fn(&str) -> bool,
    /// For kinds of value that tell a birth date. None for a value that is not valid, does not tell it, or tells a day after the one given or more than 130 years before it.
    pub birth: Option<BirthFn>,
}

/// An entry that holds no birth date.
const fn plain(name: &'static str, is_valid: fn(&str) -> bool) -> Checksum {
    Checksum { name, is_valid, birth: None }
}

/// An entry whose rule reads a birth date: what can be read is valid.
macro_rules! dated {
    ($name:literal, $read:path) => {
        Checksum { name: $name, is_valid: |text| $read(text).is_some(), birth: Some(|text, today| $read(text)?.between(today)) }
    };
}

/// All rules, algorithms first, then identifiers by country.
pub static CHECKSUMS: &[Checksum] = &[
    // algorithms
    plain("luhn", luhn::is_valid),
    plain("verhoeff", verhoeff::is_valid),
    plain("iso7064_mod_97_10", iso7064::is_mod_97_10),
    plain("iso7064_mod_11_2", iso7064::is_mod_11_2),
    plain("iso7064_mod_11_10", iso7064::is_mod_11_10),
    plain("iso7064_mod_37_2", iso7064::is_mod_37_2),
    plain("iso7064_mod_37_36", iso7064::is_mod_37_36),
    // international
    plain("iban", iban::is_valid),
    plain("bic", bic::is_valid),
    plain("card", card::is_valid),
    plain("imei", luhn::is_imei),
    // As written: case and dots matter.
    plain("jwt", token::is_jwt),
    // As written, with its fillers `<`.
    dated!("mrz_passport", mrz::passport),
    dated!("mrz_small", mrz::small),
    // by country
    dated!("at_vnr", at::insurance),
    plain("au_medicare", south::is_medicare),
    plain("au_tfn", south::is_tfn),
    dated!("be_nn", be::register),
    dated!("bg_egn", balkans::egn),
    plain("br_cpf", south::is_cpf),
    plain("ca_sin", ca::is_sin),
    plain("ch_ahv", ch::is_ahv),
    dated!("cn_ric", cn::resident),
    dated!("cz_rc", cz::birth_number),
    plain("de_document", de::is_document),
    plain("de_idnr", de::is_idnr),
    plain("de_kvnr", de::is_kvnr),
    dated!("de_rvnr", de::pension),
    dated!("dk_cpr", nordic::danish),
    dated!("ee_ik", baltic::northern),
    plain("es_dni", es::is_dni),
    plain("es_nie", es::is_nie),
    plain("es_nif", es::is_nif),
    plain("es_nss", es::is_nss),
    // As written: its sign is the century.
    dated!("fi_hetu", nordic::finnish),
    dated!("fr_nir", fr::nir),
    plain("fr_spi", fr::is_spi),
    plain("gb_account", gb::is_account),
    dated!("gb_driver", gb::driver),
    dated!("gb_nhs", gb::nhs),
    plain("gb_nino", gb::is_nino),
    plain("gb_utr", gb::is_utr),
    plain("gr_afm", gr::is_afm),
    dated!("gr_amka", gr::amka),
    plain("hr_oib", balkans::is_oib),
    plain("ie_pps", ie::is_pps),
    plain("in_aadhaar", india::is_aadhaar),
    plain("in_driving", india::is_driving),
    plain("in_epic", india::is_epic),
    plain("in_gstin", india::is_gstin),
    plain("in_ifsc", india::is_ifsc),
    plain("in_pan", india::is_pan),
    plain("in_pan_person", india::is_person_pan),
    plain("in_passport", india::is_passport),
    plain("in_vid", india::is_vid),
    dated!("is_kennitala", nordic::icelandic),
    dated!("it_cf", it::fiscal),
    plain("jp_mynumber", asia::is_my_number),
    dated!("kr_rrn", asia::korean),
    dated!("lt_ak", baltic::northern),
    dated!("lv_pk", baltic::latvian),
    plain("mx_clabe", mx::is_clabe),
    dated!("mx_curp", mx::curp),
    plain("mx_nss", mx::is_nss),
    dated!("mx_rfc", mx::rfc),
    plain("nl_bsn", nl::is_bsn),
    dated!("no_fnr", nordic::norwegian),
    plain("pl_id_card", pl::is_id_card),
    plain("pl_nip", pl::is_nip),
    plain("pl_passport", pl::is_passport),
    dated!("pl_pesel", pl::pesel),
    plain("pt_cc", pt::is_card),
    plain("pt_nif", pt::is_nif),
    dated!("ro_cnp", ro::cnp),
    // Digits, or as written: the sign `+` tells a person of 100 or more.
    dated!("se_pnr", nordic::swedish),
    dated!("si_emso", balkans::emso),
    dated!("sk_rc", cz::birth_number),
    plain("tr_tckn", tr::is_tckn),
    plain("tr_vkn", tr::is_vkn),
    plain("us_aba", us::is_aba),
    plain("us_account", us::is_account),
    plain("us_itin", us::is_itin),
    plain("us_mbi", us::is_mbi),
    plain("us_npi", us::is_npi),
    plain("us_ssn", us::is_ssn),
    dated!("za_id", south::african),
];

/// The rule of a name.
pub fn find(name: &str) -> Option<&'static Checksum> {
    CHECKSUMS.iter().find(|checksum| checksum.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_unique_and_found() {
        for (ix, checksum) in CHECKSUMS.iter().enumerate() {
            assert_eq!(CHECKSUMS.iter().position(|c| c.name == checksum.name), Some(ix), "{}", checksum.name);
            assert_eq!(find(checksum.name).map(|c| c.name), Some(checksum.name));
        }
        assert!(find("none").is_none() && find("").is_none());
    }

    #[test]
    fn no_single_digit_or_filler_is_valid() {
        for checksum in CHECKSUMS {
            for text in ["", "0", "A", "<", "é", "\0", "-", &"0".repeat(200), &"9".repeat(9999), "१२३४५६७८९०१२", "A.B.C"]
            {
                let is_algorithm = checksum.name == "luhn" && text.starts_with('0') && text.len() <= 64;
                assert!(is_algorithm || !(checksum.is_valid)(text), "{} {}", checksum.name, text.len());
            }
        }
    }

    /// Both functions of all rules on one text, as of a day.
    fn run(text: &str, today: Day) {
        for checksum in CHECKSUMS {
            let is_valid = (checksum.is_valid)(text);
            let born = checksum.birth.and_then(|birth| birth(text, today));
            assert!(is_valid || born.is_none(), "{}", checksum.name);
            assert!(born.is_none_or(|(first, last)| first <= last && last <= today), "{}", checksum.name);
        }
    }

    proptest! {
        #[test]
        fn nothing_panics_and_births_are_intervals(
            digits in "[0-9]{0,20}",
            alnum in "[0-9A-Z]{8,18}",
            signed in "[0-9]{2,8}[-+A<.][0-9A-Z]{0,36}",
            any in ".{0,48}",
            day in any::<i32>(),
        ) {
            for text in [&digits, &alnum, &signed, &any] {
                run(text, Day(20_000));
                run(text, Day(day));
            }
        }
    }
}
