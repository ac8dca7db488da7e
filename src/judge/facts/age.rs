//! What follows from the age of a fact's person, at collection and on the day of the judgement.

use super::dates::{Moment, moment};
use super::{Asked, Wrong};
use crate::judge::age::Born;
use crate::judge::calendar::Days;
use crate::judge::under_age::effect::{Consent, Outcome, follow};
use crate::judge::under_age::limits::{self, Limit, Limits};
use crate::model::fact::{AgeOutcome, AgeVerdict, ConsentFact};
use crate::model::policy::AgeRule;
use crate::model::time::{EventTime, Origin};
use crate::model::verdict::AgeState;

/// Judges under each age that applies. What nothing says is added to `open`.
///
/// # Errors
/// A date cannot be read.
pub fn judge(asked: &Asked<'_>, open: &mut Vec<String>) -> Result<Vec<AgeVerdict>, Wrong> {
    let birth = asked.birth()?;
    let collected = collected(asked)?;
    let limits = match limits(asked) {
        Limits::Known(limits) => limits,
        Limits::Open(question) => {
            open.push(question);
            return Ok(Vec::new());
        }
    };
    let now = Days::on(asked.as_of);
    let times = Times {
        born: birth.flatten(),
        is_incredible: birth == Some(None),
        collected,
        now,
        consent_then: consent(asked, collected)?,
        consent_now: consent(asked, Some(now))?,
    };
    let mut verdicts = Vec::new();
    let mut is_forbidden = false;
    for limit in &limits {
        // Whose data are not collected at all, for them nobody asks whether a parent consented.
        if is_forbidden && limit.effect == AgeRule::NeedsParentalConsent {
            continue;
        }
        let verdict = times.judge(limit, asked);
        is_forbidden |= limit.effect == AgeRule::Never && verdict.outcome == AgeOutcome::Violation;
        verdicts.push(verdict);
    }
    Ok(verdicts)
}

fn limits(asked: &Asked<'_>) -> Limits {
    let fact = asked.fact;
    if let Some((under, effect)) = fact.under.zip(fact.effect) {
        return Limits::Known(vec![Limit::given(under, effect.into())]);
    }
    let who = limits::Asked {
        policy: asked.policy,
        own: fact.jurisdiction.as_deref(),
        region: None,
        person: fact.person.as_deref(),
        role: fact.role,
        place: "this fact",
        lacks: "a jurisdiction",
    };
    limits::find(&who, asked.library.laws)
}

/// What is known of the person at both times.
struct Times {
    born: Option<Born>,
    is_incredible: bool,
    collected: Option<Days>,
    now: Days,
    consent_then: Consent,
    consent_now: Consent,
}

impl Times {
    fn judge(&self, limit: &Limit, asked: &Asked<'_>) -> AgeVerdict {
        let stand = |on: Option<Days>| match (self.born, on) {
            (Some(born), Some(on)) => born.stand(limit.under, on),
            _ => AgeState::Unknown,
        };
        let (at_collection, today) = (stand(self.collected), stand(Some(self.now)));
        let then = self.collected.map_or(asked.as_of, |days| days.last);
        let mut views = Vec::new();
        views.extend(limit.is_valid_on(then).then_some((at_collection, self.consent_then)));
        views.extend(limit.is_valid_on(asked.as_of).then_some((today, self.consent_now)));
        let (outcome, mut because) = follow(limit.effect, &views, limit.doubt);
        let is_unknown = views.iter().any(|(state, _)| *state == AgeState::Unknown);
        let outcome = match outcome {
            Outcome::Violation => AgeOutcome::Violation,
            Outcome::Lead => AgeOutcome::Lead,
            Outcome::Cleared => AgeOutcome::Cleared,
            Outcome::Nothing if is_unknown => AgeOutcome::Unknown,
            Outcome::Nothing => AgeOutcome::Nothing,
        };
        if let (AgeOutcome::Cleared, Some(ConsentFact::Dated(consent))) = (outcome, &asked.fact.consent) {
            because.extend(consent.grounds.iter().map(|grounds| format!("recorded in {grounds}")));
        }
        if let Some(from) = limit.valid_from().filter(|_| !limit.is_valid_on(asked.as_of) || !limit.is_valid_on(then)) {
            because.push(format!("the law applies from {from}"));
        }
        if self.is_incredible {
            because.push("the birth date is not credible".to_owned());
        }
        let of_age = self.born.and_then(|born| born.comes_of_age(limit.under));
        AgeVerdict {
            under: limit.under,
            effect: limit.effect.into(),
            at_collection,
            today,
            outcome,
            comes_of_age: of_age.map(months),
            grounds: limit.authority.clone(),
            rule: limit.words(),
            because,
        }
    }
}

/// The months of two days, once where they are the same.
fn months(days: Days) -> String {
    let month = |date: jiff::civil::Date| format!("{:04}-{:02}", date.year(), date.month());
    let (first, last) = (month(days.first.to_date()), month(days.last.to_date()));
    if first == last { first } else { format!("{first}..{last}") }
}

/// When the data were collected; a file's time, a sentinel or a day after the judgement says nothing of it.
fn collected(asked: &Asked<'_>) -> Result<Option<Days>, Wrong> {
    let days = match &asked.fact.collected {
        Some(text) => match moment("collected", text, &asked.zone)? {
            Moment::Days(days) => Some(days),
            Moment::Impossible => None,
        },
        None => match asked.time("created")? {
            Some(EventTime::At { earliest, latest, origin: Origin::Bound | Origin::LineTime }) => {
                Some(Days { first: earliest, last: latest })
            }
            _ => None,
        },
    };
    let as_of = asked.as_of;
    Ok(days.filter(|days| !days.first.is_suspect(as_of)).map(|days| Days { last: days.last.min(as_of), ..days }))
}

/// What is known of a parent's consent on some days.
fn consent(asked: &Asked<'_>, on: Option<Days>) -> Result<Consent, Wrong> {
    let dated = match &asked.fact.consent {
        None => return Ok(Consent::Unknown),
        Some(ConsentFact::Is(is)) => return Ok(Consent::from(Some(*is))),
        Some(ConsentFact::Dated(dated)) => dated,
    };
    let since = asked.days("consent", dated.since.as_ref())?;
    let withdrawn = asked.days("consent", dated.withdrawn.as_ref())?;
    let Some(on) = on else { return Ok(Consent::Unknown) };
    let is_missing = since.is_some_and(|since| on.last < since.first) || withdrawn.is_some_and(|end| end.last <= on.first);
    let is_given = since.is_none_or(|since| since.last <= on.first) && withdrawn.is_none_or(|end| on.last < end.first);
    Ok(match (is_given, is_missing) {
        (true, _) => Consent::Given,
        (false, true) => Consent::Missing,
        (false, false) => Consent::Unknown,
    })
}
