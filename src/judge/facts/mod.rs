//! Bare facts → verdicts: the calculator without a source, a catalogue or a clock, for a lawyer's line and for tests. The
//! arithmetic is that of the scans' verdicts (`deadline`, `age`, `under_age::effect`); here is only
//! what reads a line and says what was decided.

mod age;
mod dates;
mod retention;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Laws;
use super::calendar::Days;
use crate::model::about::PersonKind;
use crate::model::fact::{DaySpan, Fact, FactVerdict, Told};
use crate::model::ids::DataClass;
use crate::model::policy::{OperatorPeriod, Policy};
use crate::model::time::Day;
use dates::{Moment, moment};

/// What a fact can refer to.
#[derive(Clone, Copy)]
pub struct Library<'a> {
    /// The policies that a fact can name.
    pub policies: &'a [Policy],
    /// The operator's periods, for what a named policy leaves open.
    pub periods: &'a [OperatorPeriod],
    /// The tables of laws.
    pub laws: &'a Laws,
    /// Whether a key is a data class or a parent of one.
    pub is_class: &'a dyn Fn(&DataClass) -> bool,
    /// This instant, for a fact that names no day.
    pub now: Timestamp,
}

/// What is wrong with a line, in words, without any of its values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrong(pub String);

impl Wrong {
    fn at(field: &str, what: &str) -> Self {
        Self(format!("`{field}`: {what}"))
    }
}

/// A fact with what all of its parts are judged by.
struct Asked<'a> {
    fact: &'a Fact,
    library: &'a Library<'a>,
    policy: Option<&'a Policy>,
    zone: TimeZone,
    as_of: Day,
}

/// Reads and judges one line of JSON. A line that is wrong gives a verdict that holds nothing but the reason.
pub fn judge_line(line: u64, text: &str, library: &Library<'_>) -> FactVerdict {
    // The parser would take a list for the fields in their order.
    if !text.trim_start().starts_with('{') {
        return wrong(line, serde_json::Value::Null, "a fact is an object, in braces".to_owned());
    }
    let read: Result<Fact, _> = serde_json::from_str(text);
    match read {
        Ok(fact) => judge(line, &fact, library),
        Err(error) => {
            let id = serde_json::from_str::<serde_json::Value>(text).ok().and_then(|fact| fact.get("id").cloned());
            wrong(line, id.unwrap_or_default(), in_words(&error))
        }
    }
}

/// Judges one fact.
pub fn judge(line: u64, fact: &Fact, library: &Library<'_>) -> FactVerdict {
    match judged(line, fact, library) {
        Ok(verdict) => verdict,
        Err(Wrong(text)) => wrong(line, fact.id.clone(), text),
    }
}

/// The verdict of a line that could not be judged.
pub fn wrong(line: u64, id: serde_json::Value, error: String) -> FactVerdict {
    FactVerdict { line, id, as_of: None, retention: None, ages: Vec::new(), open_questions: Vec::new(), error: Some(error) }
}

fn judged(line: u64, fact: &Fact, library: &Library<'_>) -> Result<FactVerdict, Wrong> {
    let zone = match &fact.zone {
        Some(name) => TimeZone::get(name).map_err(|_| Wrong::at("zone", "no known time zone; one is `Europe/Berlin`"))?,
        None => TimeZone::UTC,
    };
    let as_of = match &fact.as_of {
        Some(text) => single_day(text, &zone)?,
        None => Day::from_date(library.now.to_zoned(zone.clone()).date()),
    };
    let policy = fact.policy.as_ref().map(|id| {
        let known = || library.policies.iter().map(|policy| policy.policy.id.as_str()).collect::<Vec<_>>().join(", ");
        let found = library.policies.iter().find(|policy| policy.policy.id == *id);
        found.ok_or_else(|| Wrong::at("policy", &format!("there is none of this id; there are {}", known())))
    });
    let asked = Asked { fact, library, policy: policy.transpose()?, zone, as_of };
    check(&asked)?;
    let mut open_questions = Vec::new();
    let retention = if asks_retention(fact) { Some(retention::judge(&asked, &mut open_questions)?) } else { None };
    let ages = if asks_age(fact) { age::judge(&asked, &mut open_questions)? } else { Vec::new() };
    if retention.is_none() && !asks_age(fact) {
        return Err(Wrong("nothing to judge: give a start, a period or a rule, or a birth".to_owned()));
    }
    Ok(FactVerdict { line, id: fact.id.clone(), as_of: Some(as_of.to_string()), retention, ages, open_questions, error: None })
}

fn check(asked: &Asked<'_>) -> Result<(), Wrong> {
    let fact = asked.fact;
    if fact.class.as_ref().is_some_and(|class| !(asked.library.is_class)(class)) {
        return Err(Wrong::at("class", "no known data class"));
    }
    let persons = PersonKind::ALL.map(PersonKind::as_str);
    if fact.person.as_ref().is_some_and(|person| !persons.contains(&person.as_str())) {
        return Err(Wrong::at("person", &format!("none of {}", persons.join(", "))));
    }
    if fact.under.is_some() != fact.effect.is_some() {
        return Err(Wrong("`under` and `effect` are an age rule together; one of them is missing".to_owned()));
    }
    if fact.rule.is_some() && fact.policy.is_none() {
        return Err(Wrong::at("rule", "name the `policy` that has it"));
    }
    Ok(())
}

fn asks_retention(fact: &Fact) -> bool {
    fact.start != Told::Missing
        || fact.event.is_some()
        || fact.period.is_some()
        || fact.rule.is_some()
        || fact.minimum.is_some()
        || fact.backup.is_some()
        || !(fact.events.is_empty() && fact.rules.is_empty() && fact.holds.is_empty() && fact.suspensions.is_empty())
}

/// A birth that only dates an event asks for no age.
fn asks_age(fact: &Fact) -> bool {
    let has_rules = fact.policy.is_some() || fact.jurisdiction.is_some() || fact.under.is_some();
    let is_event = fact.event.as_ref().is_some_and(|event| event.starts_with(dates::CHILD_TURNS));
    let tells = fact.birth.is_some() || fact.collected.is_some() || fact.person.is_some() || fact.consent.is_some();
    fact.under.is_some() || tells && (has_rules || !is_event)
}

fn single_day(text: &str, zone: &TimeZone) -> Result<Day, Wrong> {
    match moment("as_of", text, zone)? {
        Moment::Days(Days { first, last }) if first == last => Ok(first),
        _ => Err(Wrong::at("as_of", "one day is needed, or an instant")),
    }
}

/// Two days as verdicts show them.
fn shown(days: Days) -> DaySpan {
    DaySpan(days.shown())
}

/// What a parser says, without the value that it stumbled over: that may be a person's.
fn in_words(error: &serde_json::Error) -> String {
    // A fact is one line, and its number is told already.
    let text = error.to_string().replace(" at line 1 column ", ", at column ");
    let marks = [
        ("string \"", "\", expected", "string, expected"),
        ("variant `", "`, expected", "word, expected"),
        ("`", "` is no", "this is no"),
    ];
    // A field's name is the sender's own text as well; what he meant is told instead.
    if let Some((name, known)) = text.strip_prefix("unknown field `").and_then(|rest| rest.rsplit_once("`, expected ")) {
        let known = known.split('`').skip(1).step_by(2);
        let near = known.max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
        return format!("unknown field, the nearest known one is `{}`", near.unwrap_or_default());
    }
    for (from, to, instead) in marks {
        if let Some((before, rest)) = text.split_once(from)
            && let Some((_, after)) = rest.rsplit_once(to)
        {
            return format!("{before}{instead}{after}");
        }
    }
    text
}
