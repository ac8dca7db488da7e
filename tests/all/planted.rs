//! Two hundred values of invented persons, of every class that has long values, each unique.

use std::collections::BTreeSet;

use gleaner::detect::checksum;

use crate::company::{Dice, FIRST, LAST};

/// A planted value and the name of a column that holds such.
#[derive(Clone, Debug)]
pub struct Planted {
    pub column: &'static str,
    pub value: String,
    /// Whether it can be told by itself, without a column or a cue: then it may stand in a name.
    pub speaks: bool,
}

/// How many of each: 200 together.
pub fn planted() -> Vec<Planted> {
    let mut dice = Dice(7);
    let mut all = Vec::new();
    for (column, speaks, n, make) in KINDS {
        for ix in 0..*n {
            all.push(Planted { column, value: make(&mut dice, ix), speaks: *speaks });
        }
    }
    let values: BTreeSet<_> = all.iter().map(|planted| planted.value.to_lowercase()).collect();
    assert_eq!((all.len(), values.len()), (200, 200), "each is unique");
    assert!(values.iter().all(|value| value.len() >= 8));
    all
}

type Make = fn(&mut Dice, usize) -> String;

const KINDS: &[(&str, bool, usize, Make)] = &[
    ("email", true, 30, |dice, ix| format!("{}.{}{}@example.com", FIRST[ix % 12].to_lowercase(), "mail", dice.digits(5))),
    ("full_name", true, 24, |_, ix| format!("{} {}", FIRST[ix % 12], LAST[(ix * 5 + ix / 12) % 13])),
    ("phone", true, 8, |dice, ix| format!("+49 30 23125 {ix}{}", dice.digits(2))),
    ("phone", true, 6, |dice, ix| format!("+44 20 7946 0{}{}", ix, dice.digits(2))),
    ("phone", true, 4, |_, ix| format!("(202) 555-01{}{ix}", ix + 2)),
    ("iban", true, 10, |dice, _| with_checksum(dice, "iban", |dice| format!("DE{}", dice.digits(20)))),
    ("credit_card", true, 10, |dice, _| with_checksum(dice, "card", |dice| format!("4539{}", dice.digits(12)))),
    ("ip_address", true, 8, |_, ix| format!("203.0.113.{}", 100 + ix)),
    ("ip_address", true, 3, |dice, _| format!("2001:db8:{}::{}", dice.digits(4), dice.digits(2))),
    ("mac_address", true, 5, |dice, _| format!("00:1b:44:{}:{}:{}", dice.digits(2), dice.digits(2), dice.digits(2))),
    ("aadhaar", true, 5, |dice, _| {
        with_checksum(dice, "in_aadhaar", |dice| format!("{}{}", 2 + dice.below(8), dice.digits(11)))
    }),
    ("tax_id", true, 4, |dice, _| with_checksum(dice, "de_idnr", |dice| dice.digits(11))),
    ("ssn", true, 5, |dice, _| {
        with_checksum(dice, "us_ssn", |dice| format!("{}-{}-{}", dice.digits(3), dice.digits(2), dice.digits(4)))
    }),
    ("tckn", true, 4, |dice, _| with_checksum(dice, "tr_tckn", |dice| dice.digits(11))),
    ("ahv_number", true, 4, |dice, _| {
        let digits = with_checksum(dice, "ch_ahv", |dice| format!("756{}", dice.digits(10)));
        format!("{}.{}.{}.{}", &digits[..3], &digits[3..7], &digits[7..11], &digits[11..])
    }),
    ("nino", true, 4, |dice, ix| format!("AB{}{}", dice.digits(6), ["A", "B", "C", "D"][ix])),
    ("curp", true, 2, |dice, _| {
        with_checksum(dice, "mx_curp", |dice| {
            format!("QUFM850{}1{}HDFLRS0{}", 1 + dice.below(9), dice.below(9), dice.digits(1))
        })
    }),
    ("dni", true, 4, |dice, _| with_checksum(dice, "es_dni", |dice| format!("{}{}", dice.digits(8), dice.letters(1)))),
    ("pesel", true, 4, |dice, _| {
        with_checksum(dice, "pl_pesel", |dice| {
            format!("8{}0{}1{}{}", dice.below(9), 1 + dice.below(8), dice.below(9), dice.digits(5))
        })
    }),
    ("resident_id", true, 3, |dice, _| {
        with_checksum(dice, "cn_ric", |dice| format!("1101011985031{}{}", dice.below(9), dice.digits(4)))
    }),
    ("gps", true, 5, |dice, _| format!("52.5{}, 13.4{}", dice.digits(4), dice.digits(4))),
    ("user_name", false, 10, |dice, ix| format!("{}quill{}", FIRST[ix].to_lowercase(), dice.digits(4))),
    ("password", false, 10, |dice, _| format!("Tr0ub!{}{}x", dice.letters(3), dice.digits(3))),
    ("street_address", false, 10, |dice, ix| format!("{}{} {} Lane", 1 + dice.below(9), ix, LAST[ix])),
    ("device_id", false, 5, |dice, _| {
        format!("{}C1A-{}-4B7F-9F{}-{}", dice.digits(5), dice.digits(4), dice.digits(2), dice.digits(12))
    }),
    ("session_id", false, 6, |dice, _| format!("s{}{}f{}", dice.digits(6), dice.letters(6).to_lowercase(), dice.digits(10))),
    ("date_of_birth", false, 3, |_, ix| format!("19{}-02-1{ix}", 51 + ix)),
    ("api_key", false, 4, |dice, _| format!("{}{}{}", dice.letters(8), dice.digits(6), dice.letters(8).to_lowercase())),
];

/// Tries until a number holds by its rule; every rule lets at least one in a few thousand pass.
fn with_checksum(dice: &mut Dice, rule: &str, mut draft: impl FnMut(&mut Dice) -> String) -> String {
    let rule = checksum::find(rule).unwrap();
    for _ in 0..1_000_000 {
        let text = draft(dice);
        let plain: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        if (rule.is_valid)(&plain) {
            return text;
        }
    }
    panic!("no valid number")
}
