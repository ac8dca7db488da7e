//! Telephone numbering plans: which country a written number belongs to, what is left of it without codes and prefixes, and
//! whether that is a number of the country's plan. `plan.txt` holds the lengths and prefixes of all plans; it is generated
//! by `tools/phone_plan.py` from the metadata of libphonenumber (Apache-2.0). Numbers are read as that library reads them.

mod automaton;
mod dialled;
mod number;
mod plan;
mod run;
mod spelling;

pub(in crate::detect) use number::Number;
use plan::PLAN;
use run::Run;

/// The national number's fewest and most digits.
const NATIONAL: std::ops::RangeInclusive<usize> = 2..=17;

/// The number that a text spells: with its country code, or as it is dialled in a region (ISO 3166 code). Its plan may not
/// know it.
pub(in crate::detect) fn parse(text: &str, region: Option<&str>) -> Option<Number> {
    let plan = &*PLAN;
    let home = match region {
        None => None,
        Some(id) if id.len() == 2 && id.bytes().all(|byte| byte.is_ascii_alphabetic()) => plan.region(id),
        Some(_) => return None,
    };
    let written = spelling::read(text)?;
    let (code, digits) = dialled::locate(plan, home, &written)?;
    let (code, region) = match code {
        Some(code) => (code, plan.main(code)?),
        None => (home?.code, home?),
    };
    let digits = digits.as_slice();
    if digits.len() < *NATIONAL.start() {
        return None;
    }
    let dropped = dialled::without_trunk(plan, region, digits).filter(|dropped| !region.is_short(dropped.as_slice().len()));
    let digits = dropped.as_ref().map_or(digits, Run::as_slice);
    if !NATIONAL.contains(&digits.len()) {
        return None;
    }
    Some(Number::new(code, Run::of(&[digits])?))
}

#[cfg(test)]
mod tests;
