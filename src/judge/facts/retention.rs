//! How long a fact's data may be held: its rules, given by hand or by a policy's name, and what stands around them.

use jiff::Span;

use super::dates::{CHILD_TURNS, canonical};
use super::{Asked, Wrong, shown};
use crate::judge::calendar::{Days, end};
use crate::judge::deadline::{Around, Backup, Minimum, Standing, Terms, stand, started, together};
use crate::judge::dispute::{self, Dispute};
use crate::judge::periods::{self, Applied, Book};
use crate::model::fact::{MinimumFact, RetentionVerdict, RuleVerdict};
use crate::model::policy::{OperatorPeriod, Period, Policy, Retention, Rounding};
use crate::model::time::{EventKind, EventTime, Origin};
use crate::model::verdict::{Authority, RetentionState};

/// One rule with the event it counts from, which need not be one that columns can be bound to.
struct Ruled {
    terms: Terms,
    event: String,
    authority: Authority,
    rule: String,
}

/// Judges. What a policy leaves open is added to `open`.
///
/// # Errors
/// Something of the fact cannot be read.
pub fn judge(asked: &Asked<'_>, open: &mut Vec<String>) -> Result<RetentionVerdict, Wrong> {
    let mut because = Vec::new();
    let rules = rules(asked, open, &mut because)?;
    let around = around(asked, &mut because)?;
    let bare = Around { backup: around.backup, ..Around::day(asked.as_of) };
    let (mut standings, mut verdicts) = (Vec::new(), Vec::new());
    for ruled in &rules {
        let time = asked.time(&ruled.event)?;
        let standing = stand(time, &ruled.terms, &bare);
        standings.push(standing);
        verdicts.push(verdict(ruled, &standing));
    }
    let floor = floor(asked, &mut because)?;
    let mut whole = together(&standings, floor, &around);
    if let Some(dispute) = dispute(asked) {
        whole = whole.disputed();
        because.push(dispute.rule);
    }
    if rules.is_empty() && open.is_empty() {
        open.push("no period is given and no policy named".to_owned());
    }
    if whole.state == RetentionState::OverduePossible && whole.origin == Some(Origin::FileTime) {
        because.push("only a file's modification time says when it began, and a copy resets that".to_owned());
    }
    Ok(RetentionVerdict {
        state: whole.state,
        due: whole.due.map(shown),
        grace_end: whole.grace_end.map(shown),
        keep_until: whole.keep_until.map(shown),
        backup_end: whole.backup_end.map(shown),
        rules: verdicts,
        because,
    })
}

/// The contradiction of the named policy about what the fact asks for.
fn dispute(asked: &Asked<'_>) -> Option<Dispute> {
    let (policy, fact) = (asked.policy?, asked.fact);
    match (&fact.rule, &fact.class) {
        (Some(name), _) => dispute::of_line(policy, line(policy, name).ok()?),
        (None, Some(class)) => dispute::of_class(policy, class, &fact.conditions),
        (None, None) => None,
    }
}

fn verdict(ruled: &Ruled, standing: &Standing) -> RuleVerdict {
    RuleVerdict {
        state: standing.state,
        event: ruled.event.clone(),
        start: standing.start.map(shown),
        due: standing.due.map(shown),
        grace_end: standing.grace_end.map(shown),
        keep_until: standing.keep_until.map(shown),
        grounds: ruled.authority.clone(),
        rule: ruled.rule.clone(),
    }
}

fn rules(asked: &Asked<'_>, open: &mut Vec<String>, because: &mut Vec<String>) -> Result<Vec<Ruled>, Wrong> {
    let fact = asked.fact;
    let mut rules = Vec::new();
    let named = asked.policy.filter(|_| fact.rule.is_some() || fact.class.is_some());
    match (named, stated(fact.period.as_ref())) {
        (Some(policy), _) => of_policy(asked, policy, &mut rules, open, because)?,
        (None, Some(period)) => {
            let terms = terms(period, fact.rounding.unwrap_or_default(), fact.grace.as_ref(), fact.minimum.as_ref())?;
            rules.push(by_hand(terms, asked.event()));
        }
        (None, None) if asked.policy.is_some() => {
            open.push("name a `rule` of the policy, or the `class` of the data".to_owned());
        }
        (None, None) => {}
    }
    for more in &fact.rules {
        let Some(period) = stated(Some(&more.period)) else {
            return Err(Wrong::at("rules", "a rule given by hand states its period"));
        };
        let terms = terms(period, more.rounding, more.grace.as_ref(), more.minimum.as_ref())?;
        rules.push(by_hand(terms, more.event.clone().unwrap_or_else(|| asked.event())));
    }
    // An event that nobody knows is a mistake even where no rule asks for it.
    for event in fact.events.keys() {
        asked.time(event)?;
    }
    Ok(rules)
}

fn by_hand(terms: Terms, event: String) -> Ruled {
    Ruled { rule: periods::in_words(&terms, &event), terms, event, authority: Authority::Given }
}

/// The policy's rule of this name, or its rules for the class. A period of the fact fills what the text leaves open, as the
/// operator's would, and never overrides what the text states.
fn of_policy(
    asked: &Asked<'_>,
    policy: &Policy,
    rules: &mut Vec<Ruled>,
    open: &mut Vec<String>,
    because: &mut Vec<String>,
) -> Result<(), Wrong> {
    let fact = asked.fact;
    let own = own_period(asked, policy)?;
    let config = asked.library.periods;
    let periods: &[OperatorPeriod] = own.as_ref().map_or(config, std::slice::from_ref);
    let applied = match (&fact.rule, &fact.class) {
        (Some(name), _) => {
            let line = line(policy, name)?;
            let fits = |period: &&OperatorPeriod| {
                period.policy == policy.policy.id
                    && period.sources.is_empty()
                    && (period.when == line.when || period.when.is_none())
            };
            let operator = own.as_ref().or_else(|| config.iter().find(fits));
            let applied = periods::applied(policy, name, Some(line), operator);
            if applied.is_none() {
                open.push(format!("{}: {} leaves {}", policy.policy.id, line.heading.0, periods::left_open(line)));
            }
            applied.into_iter().collect()
        }
        (None, Some(class)) => {
            let found = periods::find(policy, None, class, &fact.conditions, periods);
            open.extend(found.open);
            found.rules
        }
        (None, None) => Vec::new(),
    };
    for applied in applied {
        rules.push(filled(asked, applied, because)?);
    }
    Ok(())
}

/// A rule of a policy, with the fact's own rounding, grace and minimum where the text leaves them open.
fn filled(asked: &Asked<'_>, applied: Applied, because: &mut Vec<String>) -> Result<Ruled, Wrong> {
    let Applied { mut terms, starts, authority, rule, .. } = applied;
    let fact = asked.fact;
    if matches!(authority, Authority::Policy { .. }) {
        let is_other = stated(fact.period.as_ref()).is_some_and(|period| period.fieldwise() != terms.period.fieldwise());
        if is_other || fact.rounding.is_some_and(|rounding| rounding != terms.rounding) {
            because
                .push("the period and rounding given with the fact are not used: the policy's text states its own".to_owned());
        }
    } else if let Some(rounding) = fact.rounding {
        terms.rounding = rounding;
    }
    if terms.grace.is_zero()
        && let Some(grace) = &fact.grace
    {
        terms.grace = span("grace", grace)?;
    }
    if terms.minimum.is_none() {
        terms.minimum = fact.minimum.as_ref().and_then(|least| minimum(least, terms.rounding));
    }
    Ok(Ruled { terms, event: starts.as_str().to_owned(), authority, rule })
}

fn line<'p>(policy: &'p Policy, name: &str) -> Result<&'p Retention, Wrong> {
    let found = policy.retention.iter().find(|line| line.id.as_deref() == Some(name));
    found.ok_or_else(|| {
        let known: Vec<&str> = policy.retention.iter().filter_map(|line| line.id.as_deref()).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        Wrong::at("rule", &format!("the policy has no retention line of this id; it has {known}"))
    })
}

/// The fact's period as the operator's for its policy.
fn own_period(asked: &Asked<'_>, policy: &Policy) -> Result<Option<OperatorPeriod>, Wrong> {
    let fact = asked.fact;
    let Some(period) = fact.period.clone().filter(|period| *period != Period::Open) else { return Ok(None) };
    let event = asked.event();
    let starts = EventKind::ALL.into_iter().find(|kind| kind.as_str() == canonical(&event));
    let Some(starts) = starts else {
        return Err(Wrong::at("event", &format!("a policy's period cannot count from {CHILD_TURNS}N")));
    };
    Ok(Some(OperatorPeriod {
        policy: policy.policy.id.clone(),
        data: fact.class.iter().map(ToString::to_string).chain(["*".to_owned()]).collect(),
        sources: Vec::new(),
        when: None,
        starts,
        period,
        grace: None,
    }))
}

fn stated(period: Option<&Period>) -> Option<Span> {
    period.and_then(periods::span)
}

fn terms(period: Span, rounding: Rounding, grace: Option<&String>, least: Option<&MinimumFact>) -> Result<Terms, Wrong> {
    let grace = grace.map(|grace| span("grace", grace)).transpose()?.unwrap_or_default();
    Ok(Terms { period, rounding, grace, minimum: least.and_then(|least| minimum(least, rounding)) })
}

fn minimum(least: &MinimumFact, rounding: Rounding) -> Option<Minimum> {
    let (period, rounding) = match least {
        MinimumFact::Period(period) => (period, rounding),
        MinimumFact::Rounded(rounded) => (&rounded.period, rounded.rounding),
    };
    Some(Minimum { period: periods::span(period)?, rounding })
}

/// A period that may be no time at all.
fn span(field: &str, text: &str) -> Result<Span, Wrong> {
    let no_period = || Wrong::at(field, "no period of years, months, weeks and days such as `P30D`");
    let span: Span = text.parse().map_err(|_| no_period())?;
    if span.is_zero() {
        return Ok(Span::new());
    }
    let period: Period = serde_json::from_value(text.into()).map_err(|_| no_period())?;
    stated(Some(&period)).ok_or_else(no_period)
}

fn around(asked: &Asked<'_>, because: &mut Vec<String>) -> Result<Around, Wrong> {
    let fact = asked.fact;
    let as_of = asked.as_of;
    let mut around = Around::day(as_of);
    for hold in &fact.holds {
        let since = asked.days("holds", hold.since.as_ref())?;
        let released = asked.days("holds", hold.released.as_ref())?;
        in_order("holds", since, released)?;
        if since.is_none_or(|since| since.first <= as_of) && released.is_none_or(|released| as_of < released.last) {
            around.is_held = true;
            because.push(format!("legal hold: {}", hold.matter));
        }
    }
    for suspension in &fact.suspensions {
        let since = asked.days("suspensions", suspension.since.as_ref())?;
        let until = asked.days("suspensions", Some(&suspension.until))?;
        in_order("suspensions", since, until)?;
        if since.is_none_or(|since| since.first <= as_of) && until.is_some_and(|until| as_of <= until.last) {
            around.is_suspended = true;
            let reason = suspension.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
            because.push(format!("deletion suspended until {}{reason}", suspension.until));
        }
    }
    if let Some(backup) = &fact.backup {
        let taken = asked.days("backup", backup.taken.as_ref())?;
        if taken.is_some_and(|taken| taken.first > as_of) {
            return Err(Wrong::at("backup", "`taken` is after the day of the judgement"));
        }
        around.backup = Some(Backup { cycle: span("backup", &backup.cycle)?, taken });
    }
    Ok(around)
}

/// Refuses what ends before it begins.
fn in_order(field: &str, since: Option<Days>, until: Option<Days>) -> Result<(), Wrong> {
    match since.zip(until).is_some_and(|(since, until)| until.last < since.first) {
        true => Err(Wrong::at(field, "ends before it begins")),
        false => Ok(()),
    }
}

/// Up to when a law asks for the data to be kept where the person is, or else where the named policy holds.
fn floor(asked: &Asked<'_>, because: &mut Vec<String>) -> Result<Option<Days>, Wrong> {
    let only = asked.policy.and_then(|policy| match policy.policy.jurisdictions.as_slice() {
        [one] => Some(one.as_str()),
        _ => None,
    });
    let Some(jurisdiction) = asked.fact.jurisdiction.as_deref().or(only) else { return Ok(None) };
    let library = asked.library;
    let class = asked.fact.class.as_ref();
    for least in library.laws.minima(jurisdiction, class).into_iter().filter(|least| !least.is_verified()) {
        because.push(format!("{}: {} may ask for more; the table's row is unverified", least.jurisdiction, least.article));
    }
    let book = Book { periods: library.periods, laws: library.laws, as_of: asked.as_of };
    let Some(floor) = periods::floor(&book, jurisdiction, class) else { return Ok(None) };
    let time: Option<EventTime> = asked.time(floor.starts.as_str())?;
    let Ok((start, _)) = started(time, asked.as_of) else { return Ok(None) };
    if let Authority::Law { jurisdiction, article } = &floor.authority {
        because.push(format!("law of {jurisdiction}, {article}: {}", floor.rule));
    }
    Ok(Some(start.map(|day| end(day, &floor.minimum.period, floor.minimum.rounding))))
}
