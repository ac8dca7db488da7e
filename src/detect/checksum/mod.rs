//! What tells an identifier from any other number: the rule by which it was issued. One entry per rule, named by detectors.
//!
//! Apart from the detectors, which are data: a rule is arithmetic, has its own proof, and may serve many detectors. Values come
//! normalised: ASCII digits and capitals without separators, unless the entry says otherwise. Rules are written from the laws and
//! registries named beside them.

mod africa;
mod andes;
mod asia;
mod at;
mod au;
mod balkans;
mod baltic;
mod be;
mod bic;
mod birth;
mod brazil;
mod by;
mod ca;
mod card;
mod caribbean;
mod ch;
mod china_sea;
mod cn;
mod coins;
mod cy;
mod cz;
mod de;
mod digits;
mod es;
mod fr;
mod gb;
mod gr;
mod gulf;
mod hu;
mod iban;
mod ie;
mod india;
mod iso7064;
mod it;
mod keccak;
mod levant;
mod lk;
mod lu;
mod luhn;
mod monsoon;
mod mrz;
mod mx;
mod nl;
mod nordic;
mod nz;
mod pl;
mod plata;
mod pt;
mod ro;
mod ru;
mod sim;
mod south;
mod token;
mod tr;
mod turan;
mod ua;
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
    plain("iccid", sim::is_iccid),
    plain("imei", luhn::is_imei),
    plain("imsi", sim::is_imsi),
    plain("vin", sim::is_vin),
    // As written: case matters.
    plain("base58", coins::is_base58),
    plain("bech32", coins::is_bech32),
    plain("ethereum", coins::is_ethereum),
    plain("monero", coins::is_monero),
    plain("ripple", coins::is_ripple),
    plain("tron", coins::is_tron),
    // As written: case and dots matter.
    plain("jwt", token::is_jwt),
    // As written, with its fillers `<`.
    dated!("mrz_passport", mrz::passport),
    dated!("mrz_small", mrz::small),
    dated!("mrz_card", mrz::card),
    // by country
    dated!("ae_id", gulf::emirati),
    plain("ar_cbu", plata::is_cbu),
    plain("ar_cuil", plata::is_cuil),
    plain("at_tax", at::is_tax),
    dated!("at_vnr", at::insurance),
    plain("au_abn", au::is_abn),
    plain("au_ihi", au::is_ihi),
    plain("au_medicare", south::is_medicare),
    plain("au_tfn", south::is_tfn),
    dated!("ba_jmbg", balkans::bosnian),
    plain("be_card", be::is_card),
    dated!("be_nn", be::register),
    dated!("bg_egn", balkans::egn),
    plain("bg_lnch", balkans::is_lnch),
    dated!("bh_cpr", gulf::bahraini),
    plain("br_cnh", brazil::is_licence),
    plain("br_cns", brazil::is_health),
    plain("br_cpf", south::is_cpf),
    plain("br_pis", brazil::is_pis),
    plain("br_voter", brazil::is_voter),
    dated!("by_id", by::personal),
    plain("by_unp", by::is_payer),
    plain("ca_bc_phn", ca::is_columbian_health),
    plain("ca_ohip", ca::is_ontario_health),
    dated!("ca_on_driver", ca::ontario_licence),
    dated!("ca_qc_driver", ca::quebec_licence),
    dated!("ca_ramq", ca::quebec_health),
    plain("ca_sin", ca::is_sin),
    plain("ch_ahv", ch::is_ahv),
    plain("cl_run", andes::is_run),
    dated!("cn_ric", cn::resident),
    plain("cn_uscc", cn::is_own_business),
    plain("co_nit", andes::is_nit),
    dated!("cu_ci", caribbean::cuban),
    plain("cy_tic", cy::is_tic),
    dated!("cz_rc", cz::birth_number),
    plain("de_document", de::is_document),
    plain("de_driving", de::is_licence),
    plain("de_idnr", de::is_idnr),
    plain("de_kvnr", de::is_kvnr),
    dated!("de_rvnr", de::pension),
    dated!("dk_cpr", nordic::danish),
    plain("do_cedula", caribbean::is_dominican),
    plain("ec_cedula", andes::is_ecuadorian),
    plain("ec_ruc", andes::is_ecuadorian_taxpayer),
    dated!("ee_ik", baltic::northern),
    dated!("eg_id", levant::egyptian),
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
    plain("gt_cui", caribbean::is_cui),
    plain("gt_nit", caribbean::is_guatemalan_tax),
    plain("hk_id", china_sea::is_hkid),
    plain("hn_dni", caribbean::is_honduran),
    plain("hr_oib", balkans::is_oib),
    dated!("hu_id", hu::personal),
    plain("hu_taj", hu::is_taj),
    dated!("hu_tax", hu::tax),
    dated!("id_nik", monsoon::indonesian),
    plain("id_npwp", monsoon::is_indonesian_tax),
    plain("ie_pps", ie::is_pps),
    plain("il_id", levant::is_israeli),
    plain("in_aadhaar", india::is_aadhaar),
    plain("in_driving", india::is_driving),
    plain("in_epic", india::is_epic),
    plain("in_gstin", india::is_gstin),
    plain("in_ifsc", india::is_ifsc),
    plain("in_pan", india::is_pan),
    plain("in_pan_person", india::is_person_pan),
    plain("in_passport", india::is_passport),
    plain("in_vid", india::is_vid),
    plain("ir_code", levant::is_iranian),
    dated!("is_kennitala", nordic::icelandic),
    dated!("it_cf", it::fiscal),
    plain("jp_driving", asia::is_licence),
    plain("jp_mynumber", asia::is_my_number),
    dated!("kg_pin", turan::kyrgyz),
    plain("kr_brn", asia::is_business),
    dated!("kr_rrn", asia::korean),
    dated!("kw_id", gulf::kuwaiti),
    dated!("kz_iin", turan::kazakh),
    dated!("lk_nic", lk::card),
    dated!("lt_ak", baltic::northern),
    dated!("lu_matricule", lu::matricule),
    dated!("lv_pk", baltic::latvian),
    plain("md_idnp", ua::is_idnp),
    dated!("me_jmbg", balkans::montenegrin),
    dated!("mu_nid", africa::mauritian),
    plain("mx_clabe", mx::is_clabe),
    dated!("mx_curp", mx::curp),
    plain("mx_nss", mx::is_nss),
    dated!("mx_rfc", mx::rfc),
    dated!("my_kad", monsoon::malaysian),
    dated!("ni_cedula", caribbean::nicaraguan),
    plain("nl_bsn", nl::is_bsn),
    dated!("no_fnr", nordic::norwegian),
    plain("nz_ird", nz::is_ird),
    plain("nz_nhi", nz::is_nhi),
    plain("pe_ruc", andes::is_ruc),
    plain("pl_id_card", pl::is_id_card),
    plain("pl_nip", pl::is_nip),
    plain("pl_passport", pl::is_passport),
    dated!("pl_pesel", pl::pesel),
    plain("pt_cc", pt::is_card),
    plain("pt_nif", pt::is_nif),
    plain("pt_niss", pt::is_niss),
    dated!("qa_id", gulf::qatari),
    dated!("ro_cnp", ro::cnp),
    plain("ru_inn", ru::is_inn),
    plain("ru_snils", ru::is_snils),
    dated!("rw_id", africa::rwandan),
    plain("sa_id", gulf::is_saudi),
    // Digits, or as written: the sign `+` tells a person of 100 or more.
    dated!("se_pnr", nordic::swedish),
    dated!("sg_nric", china_sea::singaporean),
    dated!("si_emso", balkans::emso),
    plain("si_tax", balkans::is_slovene_tax),
    dated!("sk_rc", cz::birth_number),
    plain("sv_dui", caribbean::is_dui),
    dated!("sv_nit", caribbean::salvadoran_tax),
    plain("th_id", monsoon::is_thai),
    plain("tr_tckn", tr::is_tckn),
    plain("tr_vkn", tr::is_vkn),
    plain("tw_id", china_sea::is_taiwanese),
    plain("tw_resident", china_sea::is_resident),
    dated!("tz_nin", africa::tanzanian),
    dated!("ua_rnokpp", ua::taxpayer),
    dated!("ug_nin", africa::ugandan),
    plain("us_aba", us::is_aba),
    plain("us_account", us::is_account),
    plain("us_atin", us::is_atin),
    plain("us_dea", us::is_dea),
    plain("us_itin", us::is_itin),
    plain("us_mbi", us::is_mbi),
    plain("us_npi", us::is_npi),
    plain("us_ssn", us::is_ssn),
    plain("uy_ci", plata::is_cedula),
    dated!("uz_pinfl", turan::uzbek),
    plain("ve_rif", andes::is_rif),
    dated!("vn_cccd", monsoon::vietnamese),
    plain("vn_mst", monsoon::is_vietnamese_tax),
    dated!("za_id", south::african),
    plain("zw_id", africa::is_zimbabwean),
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
