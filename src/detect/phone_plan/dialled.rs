//! A number as it is dialled: prefixes for calls abroad, country codes, and the trunk prefixes of calls at home.

use super::plan::{Plan, Region, Rule};
use super::run::Run;
use super::spelling::Written;

/// A country code, none if the number is dialled at home; and the digits that follow the code.
type Located<'a> = (Option<u16>, Part<'a>);

/// Digits as they are written, or changed.
pub(super) enum Part<'a> {
    Written(&'a [u8]),
    Changed(Run),
}

impl Part<'_> {
    pub fn as_slice(&self) -> &[u8] {
        match self {
            Self::Written(digits) => digits,
            Self::Changed(run) => run.as_slice(),
        }
    }
}

/// Where a written number belongs.
pub(super) fn locate<'a>(plan: &Plan, home: Option<&Region>, written: &'a Written) -> Option<Located<'a>> {
    let digits = written.digits.as_slice();
    if !written.has_plus {
        return dialled(plan, home?, digits);
    }
    if let Some(found) = with_code(plan, digits) {
        return Some(found);
    }
    // `+00…`: a prefix behind the plus.
    if digits.len() <= 2 {
        return None;
    }
    dialled(plan, home?, digits).filter(|(code, _)| code.is_some())
}

/// Digits that begin with a country code.
fn with_code<'a>(plan: &Plan, digits: &'a [u8]) -> Option<Located<'a>> {
    if digits.len() <= 2 {
        return None;
    }
    let (code, rest) = plan.split_code(digits)?;
    Some((Some(code), Part::Written(rest)))
}

/// Digits as dialled in a region.
fn dialled<'a>(plan: &Plan, home: &Region, digits: &'a [u8]) -> Option<Located<'a>> {
    if let Some(rest) = after_abroad(plan, home, digits) {
        return with_code(plan, rest);
    }
    // Its own country code without a plus, if the number makes more sense without it.
    if let Some(rest) = digits.strip_prefix(home.code_digits.as_slice()) {
        let is_own = |digits: &[u8]| plan.automaton.has(home.general, digits);
        let rest = without_trunk(plan, home, rest).map_or(Part::Written(rest), Part::Changed);
        if !is_own(digits) && is_own(rest.as_slice()) || home.is_long(digits.len()) {
            return Some((Some(home.code), rest));
        }
    }
    Some((None, Part::Written(digits)))
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
