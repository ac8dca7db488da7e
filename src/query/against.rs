//! A list of persons held against the catalogue: who of them is still held, and where. The list is tagged in memory with the
//! catalogue's own keys, noted in the audit trail without its values, and kept nowhere.

use std::collections::{BTreeMap, BTreeSet};

use super::list::PersonList;
use super::search::{Asked, FoundRecord, Search};
use super::{Desk, QueryError, shown};
use crate::link::Resolution;
use crate::model::against::{AgainstReport, HeldLine, LinePlace, PlaceHeld};
use crate::model::ids::{DataClass, Realm, SourceName};
use crate::model::subject::Tier;
use crate::model::time::Day;
use crate::store::AuditEntry;

/// Lines that are looked up together.
const TOGETHER: usize = 256;

/// A list of persons to hold against the catalogue.
pub struct ListQuestion<'a> {
    /// The list as it was given: a table with or without a heading, or one entry a line.
    pub list: &'a [u8],
    /// The case that it is asked for.
    pub case: String,
    /// Who asks.
    pub who: String,
    /// The country that is meant where an identifier does not say.
    pub region: Option<String>,
    /// The controller whose data are asked for.
    pub realm: Realm,
}

/// An object by name.
type Place = (SourceName, String);

impl Desk {
    /// Who of a list is still held, and where. The audit row is written first; without it there is no answer.
    ///
    /// # Errors
    /// The list is no text; nothing in it is understood; the audit row cannot be written; the catalogue or index cannot be read.
    pub async fn against(&self, question: &ListQuestion<'_>, as_of: Day) -> Result<AgainstReport, QueryError> {
        let list = PersonList::new(question.list, &self.detectors)?;
        let (mut asked, mut not_understood) = (Vec::new(), Vec::new());
        for row in &list.rows {
            let answers = list.question(row, &self.detectors, question.region.as_deref()).into_iter();
            let tagged: Asked = answers.map(|(class, terms)| self.tagged(&question.realm, class, &terms)).collect();
            if tagged.is_empty() {
                not_understood.push(row.line);
            } else {
                asked.push((row.line, tagged));
            }
        }
        let classes: BTreeSet<&DataClass> = asked.iter().flat_map(|(_, asked)| asked.iter().map(|(class, _)| class)).collect();
        let entry = AuditEntry {
            at: jiff::Timestamp::now().to_string(),
            who: question.who.clone(),
            action: "against".to_owned(),
            case: format!("{} ({} lines of a list)", question.case, asked.len()),
            classes: classes.into_iter().cloned().collect(),
        };
        self.store.audit(&entry).await?;
        if asked.is_empty() {
            return Err(QueryError::ListNotUnderstood);
        }
        let (n_lines, n_asked) = (list.rows.len() as u64, asked.len() as u64);
        let lines = self.held_lines(asked).await?;
        let n_held = lines.iter().filter(|line| line.tier.is_sure()).count() as u64;
        let n_perhaps = lines.len() as u64 - n_held;
        Ok(AgainstReport {
            basis: self.basis(as_of).await?,
            case: question.case.clone(),
            columns: list.columns(),
            n_lines,
            n_held,
            n_perhaps,
            n_absent: n_asked - n_held - n_perhaps,
            not_understood,
            places: places(&lines),
            lines,
        })
    }

    async fn held_lines(&self, asked: Vec<(u64, Asked)>) -> Result<Vec<HeldLine>, QueryError> {
        let anchor = |class: &DataClass| self.anchor(class);
        let mut search = Search::new(self);
        let mut held = Vec::new();
        for page in asked.chunks(TOGETHER) {
            let questions = page.iter().map(|(_, asked)| Resolution::new(asked.clone(), &anchor)).collect();
            let answers = search.follow_all(questions).await?;
            let lines = page.iter().zip(answers).filter_map(|((line, _), found)| held_line(*line, &found, &search));
            held.extend(lines);
        }
        Ok(held)
    }
}

/// Where the person of a line is held; none: nowhere that was read.
fn held_line(line: u64, found: &[FoundRecord], search: &Search<'_>) -> Option<HeldLine> {
    let mut places: BTreeMap<(Tier, Place), (u64, BTreeSet<DataClass>)> = BTreeMap::new();
    for record in found {
        let object = search.object(record.object)?;
        let place = (object.stored.source.clone(), shown(&object.stored));
        let (n_records, classes) = places.entry((record.tier, place)).or_default();
        *n_records += record.sighting.count;
        classes.extend(record.sighting.findings.iter().map(|finding| finding.class.clone()));
    }
    let tier = places.keys().next()?.0;
    let place = |((tier, (source, object)), (n_records, classes)): ((Tier, Place), (u64, BTreeSet<DataClass>))| LinePlace {
        source,
        object,
        tier,
        n_records,
        classes: classes.into_iter().collect(),
    };
    Some(HeldLine { line, tier, places: places.into_iter().map(place).collect() })
}

/// What one object holds of the list.
#[derive(Default)]
struct Held {
    sure: BTreeSet<u64>,
    perhaps: BTreeSet<u64>,
    n_sure: u64,
    n_perhaps: u64,
}

/// The persons of the list by object, the fullest first.
fn places(lines: &[HeldLine]) -> Vec<PlaceHeld> {
    let mut places: BTreeMap<Place, Held> = BTreeMap::new();
    for (line, place) in lines.iter().flat_map(|line| line.places.iter().map(|place| (line.line, place))) {
        let held = places.entry((place.source.clone(), place.object.clone())).or_default();
        let is_sure = place.tier.is_sure();
        let (persons, n) = if is_sure { (&mut held.sure, &mut held.n_sure) } else { (&mut held.perhaps, &mut held.n_perhaps) };
        persons.insert(line);
        *n = n.saturating_add(place.n_records);
    }
    let place = |((source, object), held): (Place, Held)| PlaceHeld {
        source,
        object,
        n_held: held.sure.len() as u64,
        n_perhaps: held.perhaps.difference(&held.sure).count() as u64,
        n_records: held.n_sure,
        n_records_perhaps: held.n_perhaps,
    };
    let mut places: Vec<PlaceHeld> = places.into_iter().map(place).collect();
    places.sort_by_key(|place| std::cmp::Reverse((place.n_held, place.n_perhaps)));
    places
}
