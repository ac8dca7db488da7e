//! What the configuration's bindings make of one record's fields: dates, consent, kind of person, client. Apart from the findings,
//! which come from the values alone.

use std::collections::BTreeMap;

use super::birth::{self, Of, Told};
use super::dates::{Clock, event_time};
use super::reading::Reading;
use crate::model::about::{About, PersonKind};
use crate::model::ids::{DataClass, Realm};
use crate::model::object::Condition;
use crate::model::passage::{Fields, Record};
use crate::model::secret::TermKind;
use crate::model::time::{EventKind, EventTime, Origin};

/// A record's fields by name.
pub struct Bound<'a> {
    /// The fields of its object.
    pub fields: &'a Fields,
    /// The record.
    pub record: &'a Record,
}

impl Bound<'_> {
    /// The text of a field; none where the record does not have it (NULL, an absent key).
    pub fn text(&self, name: &str) -> Option<&str> {
        let field = self.fields.find(name)?;
        let passage = self.record.passages.iter().find(|passage| passage.field == Some(field))?;
        Some(passage.text.0.as_str())
    }

    /// Whether the object has such a field at all.
    fn has(&self, name: &str) -> bool {
        self.fields.find(name).is_some()
    }

    /// Whether a field is filled and says yes; none where the object has no such field, or none is bound.
    fn affirms(&self, name: Option<&String>) -> Option<bool> {
        let name = name.filter(|name| self.has(name))?;
        Some(self.text(name).is_some_and(is_affirmed))
    }
}

/// A tenant column makes a realm for each client, named by a tag: the client's own name is not stored.
pub fn realm(reading: &Reading, bound: &Bound<'_>) -> Realm {
    let Some(tenant) = reading.bindings.tenant.as_ref().and_then(|column| bound.text(column)) else {
        return reading.realm.clone();
    };
    let tag = reading.means.keys.tag(&reading.realm, &DataClass::from("tenant"), TermKind::Whole, tenant);
    let id: String = tag.0[..6].iter().map(|byte| format!("{byte:02x}")).collect();
    Realm::from(format!("{}/{id}", reading.realm))
}

/// Bound columns first; a line's own time, and at last the file's, stand in for the day of collection.
pub fn events(reading: &Reading, bound: &Bound<'_>) -> BTreeMap<EventKind, EventTime> {
    let clock = reading.clock();
    let mut events = BTreeMap::new();
    for (kind, column) in &reading.bindings.events {
        let time = |text| match kind {
            EventKind::Deleted => deleted(text, reading.bindings.deleted_is.as_deref(), &clock),
            _ => event_time(text, &clock),
        };
        if let Some(text) = bound.text(column) {
            events.insert(*kind, time(text));
        } else if bound.has(column) {
            events.insert(*kind, EventTime::NotHappened);
        }
    }
    let stated = bound.record.day.map(|day| (day, Origin::LineTime));
    let weak = reading.object.modified.map(|day| (day, Origin::FileTime));
    if let Some((day, origin)) = stated.or(weak) {
        let time = if day.is_suspect(clock.today) { EventTime::Suspect } else { EventTime::on(day, origin) };
        events.entry(EventKind::Created).or_insert(time);
    }
    events
}

/// What a mark says: the value that means deleted, else the day of a date, else anything but no. Of a mark that is no date it is
/// known that the row is deleted, and not since when.
fn deleted(text: &str, is: Option<&str>, clock: &Clock<'_>) -> EventTime {
    let text = text.trim();
    match is {
        Some(is) if is_value(text, is) => EventTime::Unknown,
        Some(_) => EventTime::NotHappened,
        None if !is_affirmed(text) => EventTime::NotHappened,
        None => match event_time(text, clock) {
            EventTime::Suspect if text.len() == 1 => EventTime::Unknown,
            time => time,
        },
    }
}

/// What the record's columns say of the person's birth, if one is bound.
pub fn told_birth(reading: &Reading, bound: &Bound<'_>, collected: Option<EventTime>) -> Option<Told> {
    let (bindings, clock) = (&reading.bindings, reading.clock());
    let at = |column: &String| Some((bound.fields.find(column)?, bound.text(column)?));
    let date = bindings.birth.as_ref().and_then(at);
    let date = date.and_then(|(field, text)| Some(Told { field, birth: birth::of_date(text, &clock)?, of: Of::Date }));
    let age = || {
        let (field, text) = bindings.age.as_ref().and_then(at)?;
        Some(Told { field, birth: birth::of_age(text, collected, clock.today)?, of: Of::Age })
    };
    date.or_else(age)
}

/// What else the record's columns say of the person.
pub fn about(reading: &Reading, bound: &Bound<'_>) -> About {
    let bindings = &reading.bindings;
    let told = bindings.person_column.as_ref().and_then(|column| bound.text(column));
    let kind = |text: &str| bindings.persons.get(text.trim()).copied().or_else(|| PersonKind::of_word(text));
    let client = bindings.tenant.as_ref().and_then(|column| bound.text(column)).map(str::trim).filter(|id| !id.is_empty());
    let size = bindings.group_size.as_ref().and_then(|column| bound.text(column));
    About {
        group: group(reading, bound),
        group_size: size.and_then(|text| text.trim().parse().ok()),
        person: told.and_then(kind).or(bindings.person),
        consent: bound.affirms(bindings.consent.as_ref()),
        has_guardian: bound.affirms(bindings.guardian.as_ref()).unwrap_or(false),
        is_foreign: bindings.is_foreign || bindings.of_tenant.as_deref().zip(client).is_some_and(|(own, client)| own != client),
    }
}

/// What the columns hold that together can tell a person apart, as a keyed hash; none where the object has none of them.
fn group(reading: &Reading, bound: &Bound<'_>) -> Option<u64> {
    let columns = &reading.bindings.group_by;
    if !columns.iter().any(|column| bound.has(column)) {
        return None;
    }
    let cell = |column: &String| bound.text(column).unwrap_or("").trim().to_lowercase();
    // A sign between them that no cell has, so that no two groups read the same.
    let text = columns.iter().map(cell).collect::<Vec<_>>().join("\u{1f}");
    let tag = reading.means.keys.tag(&reading.realm, &DataClass::from("group"), TermKind::Whole, &text);
    let (bytes, _) = tag.0.split_first_chunk::<8>()?;
    Some(u64::from_le_bytes(*bytes))
}

/// Whether a parent's consent is recorded.
pub fn parental_consent(reading: &Reading, bound: &Bound<'_>) -> Option<bool> {
    bound.affirms(reading.bindings.parental_consent.as_ref())
}

/// Country codes and `US-CA` are kept; longer texts are cut, so that no free text is stored.
pub fn jurisdiction(reading: &Reading, bound: &Bound<'_>) -> Option<String> {
    let text = reading.bindings.jurisdiction.as_ref().and_then(|column| bound.text(column))?;
    Some(text.trim().chars().take(24).collect::<String>().to_uppercase())
}

/// The row conditions that hold, by name.
pub fn conditions(reading: &Reading, bound: &Bound<'_>) -> Vec<String> {
    let holds = |condition: &&Condition| is_value(bound.text(&condition.column).unwrap_or("").trim(), &condition.is);
    reading.bindings.conditions.iter().filter(holds).map(|condition| condition.name.clone()).collect()
}

fn is_affirmed(text: &str) -> bool {
    let text = text.trim();
    !(text.is_empty() || ["0", "f", "false", "n", "no", "null", "none"].iter().any(|no| text.eq_ignore_ascii_case(no)))
}

/// Whether a text is the value that a binding asks for: `true` is any yes, `false` any no that is not empty.
fn is_value(text: &str, expected: &str) -> bool {
    match expected {
        "true" => ["true", "t", "1", "yes", "y"].iter().any(|yes| text.eq_ignore_ascii_case(yes)),
        "false" => !text.is_empty() && !is_affirmed(text),
        expected => text == expected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::Day;

    #[test]
    fn a_mark_says_whether_a_row_is_deleted_and_a_date_since_when() {
        let clock = Clock { today: Day::from_date(jiff::civil::date(2026, 6, 1)), zone: None, unit: None };
        let on = |text: &str| EventTime::on(Day::from_date(text.parse().unwrap()), Origin::Bound);
        for (text, is, expected) in [
            ("", None, EventTime::NotHappened),
            ("0", None, EventTime::NotHappened),
            ("false", None, EventTime::NotHappened),
            ("1", None, EventTime::Unknown),
            ("t", None, EventTime::Unknown),
            ("gone", None, EventTime::Unknown),
            ("2024-03-02 10:00:00", None, on("2024-03-02")),
            ("0000-00-00", None, EventTime::Suspect),
            ("deleted", Some("deleted"), EventTime::Unknown),
            ("active", Some("deleted"), EventTime::NotHappened),
            ("", Some("deleted"), EventTime::NotHappened),
            ("Y", Some("true"), EventTime::Unknown),
        ] {
            assert_eq!(deleted(text, is, &clock), expected, "{text} {is:?}");
        }
    }
}
