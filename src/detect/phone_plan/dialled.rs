//! A number as it is dialled: prefixes for calls abroad, country codes, and the trunk prefixes of calls at home.

use super::plan::{Plan, Region, Rule};
use super::run::Run;
use super::spelling::Written;

/// The country code of a written number, none if it is dialled at home; and the digits that follow the code.
pub(super) fn locate(plan: &Plan, home: Option<&Region>, written: &Written) -> Option<(Option<u16>, Run)> {
    let digits = written.digits.as_slice();
    if !written.has_plus {
        return dialled(plan, home?, digits, written);
    }
    if let Some(found) = with_code(plan, digits) {
        return Some(found);
    }
    // `+00…`: a prefix behind the plus.
    if digits.len() <= 2 {
        return None;
    }
    dialled(plan, home?, digits, written).filter(|(code, _)| code.is_some())
}

/// Digits that begin with a country code.
fn with_code(plan: &Plan, digits: &[u8]) -> Option<(Option<u16>, Run)> {
    if digits.len() <= 2 {
        return None;
    }
    let (code, rest) = plan.split_code(digits)?;
    Some((Some(code), Run::of(&[rest])?))
}

/// Digits as dialled in a region.
fn dialled(plan: &Plan, home: &Region, digits: &[u8], written: &Written) -> Option<(Option<u16>, Run)> {
    if let Some(rest) = after_abroad(plan, home, digits) {
        return with_code(plan, rest);
    }
    // Its own country code without a plus, if the number makes more sense without it.
    if let Some(rest) = digits.strip_prefix(home.code_digits.as_slice()) {
        let is_own = |digits: &[u8]| plan.automaton.has(home.general, digits);
        let dropped = without_trunk(plan, home, rest);
        let rest = dropped.as_ref().map_or(rest, Run::as_slice);
        if !is_own(digits) && is_own(rest) || home.is_long(digits.len()) {
            return Some((Some(home.code), Run::of(&[rest])?));
        }
    }
    Some((None, written.digits))
}

/// What follows a region's prefix for calls abroad; country codes do not begin with a zero.
fn after_abroad<'a>(plan: &Plan, home: &Region, digits: &'a [u8]) -> Option<&'a [u8]> {
    let len = plan.automaton.beginnings(home.abroad, digits).next()?;
    digits.get(len..).filter(|rest| rest.first() != Some(&0))
}

/// The digits without the trunk prefix or the carrier of a call at home, or with what a local call leaves out; none if there
/// is nothing to change, or the number would be spoilt.
pub(super) fn without_trunk(plan: &Plan, region: &Region, digits: &[u8]) -> Option<Run> {
    if digits.is_empty() {
        return None;
    }
    let changed = region.rules.iter().find_map(|rule| apply(plan, rule, digits))?;
    let is_own = |digits: &[u8]| plan.automaton.has(region.general, digits);
    (!is_own(digits) || is_own(changed.as_slice())).then_some(changed)
}

fn apply(plan: &Plan, rule: &Rule, digits: &[u8]) -> Option<Run> {
    for len in plan.automaton.beginnings(rule.before, digits) {
        let rest = digits.get(len..)?;
        let Some(kept) = &rule.kept else { return Run::of(&[rest]) };
        for len in plan.automaton.beginnings(kept.digits, rest) {
            let (number, tail) = rest.split_at_checked(len)?;
            if let Some(tail) = tail.strip_prefix(kept.after.as_slice())
                && (!kept.is_last || tail.is_empty())
            {
                return Run::of(&[&kept.inserted, number, tail]);
            }
        }
    }
    None
}
