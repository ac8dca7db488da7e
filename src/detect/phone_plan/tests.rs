//! Numbers of every region, judged here and by `rlibphonenumber`, a port of libphonenumber that reads the same metadata.

use std::collections::BTreeMap;

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, PhoneNumberType, Region};

use super::*;

/// Numbers made up for each region; each is written in several ways.
const N_MADE_UP: usize = 80;
/// In hundredths of a percent.
const MIN_AGREEMENT: usize = 99_50;

const TYPES: [PhoneNumberType; 10] = [
    PhoneNumberType::FixedLine,
    PhoneNumberType::Mobile,
    PhoneNumberType::TollFree,
    PhoneNumberType::PremiumRate,
    PhoneNumberType::SharedCost,
    PhoneNumberType::VoIP,
    PhoneNumberType::PersonalNumber,
    PhoneNumberType::Pager,
    PhoneNumberType::UAN,
    PhoneNumberType::VoiceMail,
];

/// The same numbers in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % n as u64) as usize
    }

    fn digit(&mut self) -> char {
        char::from(b'0' + self.below(10) as u8)
    }
}

type Answer = Option<(String, bool)>;

fn ours(text: &str, region: Option<&str>) -> Answer {
    parse(text, region).map(|number| (number.e164(), number.is_valid()))
}

fn theirs(text: &str, region: Option<&str>) -> Answer {
    let region = match region {
        Some(code) => Some(Region::from_code(code).ok()?),
        None => None,
    };
    let number = PHONE_NUMBER_UTIL.parse(text, region).ok()?;
    Some((number.format_as(PhoneNumberFormat::E164).into_owned(), number.is_valid()))
}

/// Numbers of a region like its examples, and unlike them.
fn made_up(random: &mut Random, examples: &[String]) -> Vec<String> {
    let mut all = examples.to_vec();
    while all.len() < N_MADE_UP {
        let mut digits: Vec<char> = examples[random.below(examples.len())].chars().collect();
        match random.below(12) {
            0 => digits.iter_mut().for_each(|digit| *digit = random.digit()),
            1 => digits.push(random.digit()),
            2 => drop(digits.pop()),
            3 => digits.insert(0, random.digit()),
            4 => drop(digits.remove(0)),
            5 => digits.truncate(4 + random.below(4)),
            _ => {
                let from = digits.len() / 2 + random.below(digits.len() / 2);
                digits.iter_mut().skip(from).for_each(|digit| *digit = random.digit());
            }
        }
        if random.below(4) == 0 {
            let at = random.below(digits.len());
            digits[at] = random.digit();
        }
        all.push(digits.into_iter().collect());
    }
    all
}

/// A number in the ways it is written abroad, at home and by mistake, each with the region to read it in.
fn written(random: &mut Random, code: i32, national: &str, region: Option<Region>) -> Vec<(String, Option<String>)> {
    let home = region.map(|region| region.to_string());
    let (start, end) = national.split_at(random.below(national.len()));
    let mut all = vec![
        (format!("+{code}{national}"), None),
        (format!("+{code} ({start}) {end}"), home.clone()),
        (format!("{start} {end}"), home.clone()),
        (format!("0{start}-{end}"), home.clone()),
    ];
    let prefix = ["00", "011", "810", "1", "8", "06", "15", "+00"][random.below(8)];
    all.push((format!("{prefix}{code}{national}"), home.clone()));
    all.push((format!("{prefix} {start}.{end}"), home.clone()));
    all.push((format!("{code}{national}"), home.clone()));
    let behind = [" ext. 12", "x123", " #4", ",,5", " extension 77", ";ext=8", " a", "/x3", " home", "~6", " int. 9"];
    all.push((format!("tel {start}/{end}{}", behind[random.below(behind.len())]), home.clone()));
    let parsed = PHONE_NUMBER_UTIL.parse(format!("+{code}{national}"), None).ok();
    if let (Some(number), Some(region)) = (parsed, region) {
        all.push((number.format_as(PhoneNumberFormat::National).into_owned(), home.clone()));
        all.push((abroad(&number, region), home));
    }
    all
}

fn abroad(number: &PhoneNumber, from: Region) -> String {
    PHONE_NUMBER_UTIL.format_out_of_country_calling_number(number, from).into_owned()
}

/// Country codes with the national numbers that stand as examples.
fn examples() -> Vec<(i32, Option<Region>, Vec<String>)> {
    let mut all = Vec::new();
    let mut regions: Vec<Region> = PHONE_NUMBER_UTIL.get_supported_regions().collect();
    regions.sort_by_key(ToString::to_string);
    for region in regions {
        let of_type = |kind| PHONE_NUMBER_UTIL.get_example_number_for_type_and_region(region, kind).ok();
        let numbers: Vec<PhoneNumber> = TYPES.into_iter().filter_map(of_type).collect();
        let nationals = numbers.iter().map(PhoneNumber::get_national_significant_number).collect();
        all.push((PHONE_NUMBER_UTIL.get_country_code_for_region(region).unwrap(), Some(region), nationals));
    }
    let mut codes: Vec<i32> = PHONE_NUMBER_UTIL.get_supported_global_network_calling_codes().collect();
    codes.sort_unstable();
    for code in codes {
        let number = PHONE_NUMBER_UTIL.get_example_number_for_non_geo_entity(code).unwrap();
        all.push((code, None, vec![number.get_national_significant_number()]));
    }
    all
}

#[test]
fn numbers_are_judged_as_libphonenumber_judges_them() {
    let mut random = Random(7);
    let (mut n_all, mut n_valid, mut n_equal) = (0, 0, 0);
    let mut broken: BTreeMap<String, (usize, Vec<String>)> = BTreeMap::new();
    for (code, region, examples) in examples() {
        let name = region.map_or(code.to_string(), |region| region.to_string());
        let (mut n_here, mut differ) = (0, Vec::new());
        for national in made_up(&mut random, &examples) {
            for (text, home) in written(&mut random, code, &national, region) {
                let (ours, theirs) = (ours(&text, home.as_deref()), theirs(&text, home.as_deref()));
                n_here += 1;
                n_valid += usize::from(theirs.as_ref().is_some_and(|(_, is_valid)| *is_valid));
                if ours != theirs {
                    differ.push(format!("{text:?}: {ours:?}, not {theirs:?}"));
                }
            }
        }
        n_all += n_here;
        n_equal += n_here - differ.len();
        if !differ.is_empty() {
            broken.insert(name, (n_here, differ));
        }
    }
    let mut told = format!("{n_equal} of {n_all} agree, {n_valid} are valid");
    for (name, (n_here, differ)) in &broken {
        let first: Vec<&String> = differ.iter().take(3).collect();
        told.push_str(&format!("\n{name}: {} of {n_here} differ: {first:#?}", differ.len()));
    }
    println!("{told}");
    assert!(n_all > 200_000 && n_valid * 5 > n_all, "{told}");
    assert!(n_equal * 10_000 >= n_all * MIN_AGREEMENT, "{told}");
    assert!(broken.values().all(|(n_here, differ)| differ.len() * 50 < *n_here), "{told}");
}

#[test]
fn numbers_are_read_as_people_write_them() {
    for (text, region, expected) in [
        ("+49 30 901820", None, "+4930901820"),
        ("030 901820", Some("DE"), "+4930901820"),
        ("0041 44 668 18 00", Some("de"), "+41446681800"),
        ("(202) 456-1111", Some("US"), "+12024561111"),
        ("011 49 30 901820", Some("US"), "+4930901820"),
        ("1-800-FLOWERS", Some("US"), "+18003569377"),
        ("456-1111", Some("BB"), "+12464561111"),
        ("202 456 1111 ext. 12", Some("US"), "+12024561111"),
        ("٠٣٠ ٩٠١٨٢٠", Some("DE"), "+4930901820"),
        ("06 698 12345", Some("IT"), "+390669812345"),
        ("011 15 2345-6789", Some("AR"), "+5491123456789"),
        ("0 15 11 2345-6789", Some("BR"), "+551123456789"),
        ("030 901820", None, ""),
        ("030 901820", Some("XX"), ""),
        ("030 901820", Some("Germany"), ""),
        ("+999 30 901820", None, ""),
        ("12", Some("DE"), ""),
        ("no number", Some("DE"), ""),
        ("+", None, ""),
        ("", Some("DE"), ""),
        ("1234567890123456789012345678901234567890123", Some("DE"), ""),
    ] {
        let number = parse(text, region).filter(Number::is_valid);
        assert_eq!(number.map(|number| number.e164()).unwrap_or_default(), expected, "{text}");
    }
}
