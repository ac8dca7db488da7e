//! What follows from somebody's age under a rule: the same for scans and for bare facts. Apart from where ages and dates come
//! from, so that neither can answer differently.

use crate::model::policy::AgeRule;
use crate::model::verdict::AgeState;

/// What is known of a parent's consent at one time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Consent {
    /// It is recorded.
    Given,
    /// It is recorded that there is none.
    Missing,
    /// Nothing says.
    Unknown,
}

impl From<Option<bool>> for Consent {
    fn from(given: Option<bool>) -> Self {
        match given {
            Some(true) => Self::Given,
            Some(false) => Self::Missing,
            None => Self::Unknown,
        }
    }
}

/// What a rule comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It is broken.
    Violation,
    /// Something to look into.
    Lead,
    /// A parent's consent is recorded.
    Cleared,
    /// Nothing known speaks against it. Whose age is unknown is not meant: see the states.
    Nothing,
}

/// Holds somebody's age at collection and today, each with the consent at that time, against a rule. `doubt`: why it can give
/// no more than a lead. The words say what the outcome rests on.
///
/// Only a prohibition, or consent that is asked for and missing, can be broken, and only by somebody who is certainly under
/// age at one of the times.
pub fn follow(effect: AgeRule, views: &[(AgeState, Consent)], doubt: Option<&str>) -> (Outcome, Vec<String>) {
    let is_child = |state: AgeState| matches!(state, AgeState::ChildCertain | AgeState::ChildPossible);
    let young: Vec<_> = views.iter().copied().filter(|(state, _)| is_child(*state)).collect();
    if young.is_empty() {
        return (Outcome::Nothing, Vec::new());
    }
    let asks = effect == AgeRule::NeedsParentalConsent;
    let open: Vec<_> = young.into_iter().filter(|(_, consent)| !asks || *consent != Consent::Given).collect();
    if open.is_empty() {
        return (Outcome::Cleared, vec!["a parent's consent is recorded".to_owned()]);
    }
    let is_refused = |(_, consent): &(AgeState, Consent)| *consent == Consent::Missing;
    let (can_be_broken, note) = match effect {
        AgeRule::Never => (true, None),
        AgeRule::NeedsParentalConsent if open.iter().any(is_refused) => (true, Some("no parental consent")),
        AgeRule::NeedsParentalConsent => (false, Some("nothing says whether a parent consented")),
        AgeRule::SaleOptIn => (false, Some("sale or sharing only after an opt-in")),
        AgeRule::Sensitive => (false, Some("sensitive data")),
    };
    let decides =
        |(state, consent): &(AgeState, Consent)| *state == AgeState::ChildCertain && (!asks || *consent == Consent::Missing);
    let is_broken = can_be_broken && open.iter().any(decides) && doubt.is_none();
    let notes = note.into_iter().chain(doubt).map(str::to_owned).collect();
    (if is_broken { Outcome::Violation } else { Outcome::Lead }, notes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use AgeRule::{NeedsParentalConsent, Never, SaleOptIn, Sensitive};
    use AgeState::{AdultCertain, ChildCertain, ChildPossible, Unknown};

    #[test]
    fn an_effect_decides_what_a_childs_data_come_to() {
        use Consent::{Given, Missing, Unknown as Open};
        use Outcome::{Cleared, Lead, Nothing, Violation};
        for (effect, then, now, expected) in [
            (Never, (ChildCertain, Given), (AdultCertain, Given), Violation),
            (Never, (Unknown, Open), (ChildCertain, Open), Violation),
            (Never, (Unknown, Open), (ChildPossible, Open), Lead),
            (Never, (Unknown, Open), (Unknown, Open), Nothing),
            (Never, (AdultCertain, Open), (AdultCertain, Open), Nothing),
            (NeedsParentalConsent, (ChildCertain, Given), (ChildCertain, Given), Cleared),
            (NeedsParentalConsent, (ChildCertain, Missing), (ChildCertain, Given), Violation),
            (NeedsParentalConsent, (ChildCertain, Missing), (AdultCertain, Missing), Violation),
            (NeedsParentalConsent, (ChildPossible, Missing), (AdultCertain, Missing), Lead),
            (NeedsParentalConsent, (ChildCertain, Open), (ChildCertain, Open), Lead),
            (NeedsParentalConsent, (ChildCertain, Given), (ChildPossible, Missing), Lead),
            (SaleOptIn, (ChildCertain, Missing), (ChildCertain, Missing), Lead),
            (Sensitive, (ChildCertain, Given), (ChildCertain, Given), Lead),
        ] {
            assert_eq!(follow(effect, &[then, now], None).0, expected, "{effect:?} {then:?} {now:?}");
        }
        let (outcome, notes) = follow(Never, &[(ChildCertain, Missing)], Some("unverified"));
        assert_eq!((outcome, notes), (Lead, vec!["unverified".to_owned()]));
    }
}
