//! What was exposed if a part of what is held was lost or leaked: counted from the catalogue, without reading a source.

use std::collections::{BTreeMap, BTreeSet};

use super::decisions::Decisions;
use super::{Desk, PAGE, QueryError, shown};
use crate::classify;
use crate::judge::age;
use crate::link::{Census, OwnedMention, Somebody};
use crate::model::exposure::{ArticleField, ExposedClass, ExposedObject, ExposureReport, ExposureScope, StatedLine};
use crate::model::finding::Form;
use crate::model::ids::{CategoryId, DataClass, SourceName};
use crate::model::orders::is_match;
use crate::model::policy::Policy;
use crate::model::sighting::Sighting;
use crate::model::time::{Day, EventTime};
use crate::model::verdict::AgeState;
use crate::model::view::Anchor;
use crate::store::ObjectRow;

/// Everybody under this age is a child (UN Convention on the Rights of the Child, article 1).
const CHILD: u8 = 18;
/// The word for persons of whom no column says where they are.
const NOT_STATED: &str = "not stated";

/// What was lost: see [`ExposureScope`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scope {
    /// Names of sources; empty: all.
    pub sources: Vec<String>,
    /// Patterns of objects; empty: all.
    pub objects: Vec<String>,
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub to: Option<Day>,
}

impl Scope {
    fn has(&self, object: &ObjectRow, shown: &str) -> bool {
        let is_source = self.sources.is_empty() || self.sources.iter().any(|name| name == object.stored.source.as_str());
        is_source && (self.objects.is_empty() || self.objects.iter().any(|pattern| is_match(pattern, shown)))
    }

    /// Whether a record lies in the span of time: for sure, perhaps (none), or not.
    fn is_within(&self, sighting: &Sighting) -> Option<bool> {
        if self.from.is_none() && self.to.is_none() {
            return Some(true);
        }
        let (from, to) = (self.from.unwrap_or(Day(i32::MIN)), self.to.unwrap_or(Day(i32::MAX)));
        let days = sighting.events.values().filter_map(|time| match time {
            EventTime::At { earliest, latest, .. } => Some((*earliest, *latest)),
            _ => None,
        });
        let mut is_out = None;
        for (earliest, latest) in days {
            if from <= earliest && latest <= to {
                return Some(true);
            }
            is_out = Some(is_out.unwrap_or(true) && (latest < from || earliest > to));
        }
        if is_out == Some(true) { Some(false) } else { None }
    }

    fn told(&self) -> ExposureScope {
        let day = |day: Option<Day>| day.map(|day| day.to_string());
        let sources = self.sources.iter().map(|name| name.as_str().into()).collect();
        ExposureScope { sources, objects: self.objects.clone(), from: day(self.from), to: day(self.to) }
    }
}

/// What is known of a likely person.
#[derive(Default)]
pub(super) struct Known {
    age: Option<AgeState>,
    places: BTreeSet<String>,
    /// Records about the person, by source.
    pub sources: BTreeMap<SourceName, u64>,
}

/// What one record tells of somebody.
struct Told {
    somebody: Somebody,
    age: Option<AgeState>,
    place: Option<String>,
    source: SourceName,
    n_records: u64,
}

/// A count under way.
pub(super) struct Count<'a> {
    as_of: Day,
    scanned: Option<Day>,
    pub census: Census<'a>,
    told: Vec<Told>,
    classes: BTreeMap<DataClass, ExposedClass>,
    pub objects: Vec<ExposedObject>,
    pub n_records: u64,
    n_perhaps: u64,
    pub n_unidentified: u64,
    /// What is set aside.
    decisions: Decisions,
}

/// Persons by age, and by place.
pub(super) type AboutPersons = (BTreeMap<AgeState, u64>, BTreeMap<String, u64>);

impl Desk {
    /// What was exposed if what lies in a scope was lost or leaked.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn exposure(&self, scope: &Scope, as_of: Day) -> Result<ExposureReport, QueryError> {
        let anchor = |class: &DataClass| self.anchor(class);
        let basis = self.basis(as_of).await?;
        let mut count = self.counting(&anchor, as_of).await?;
        let (mut policies, mut sources): (BTreeSet<String>, BTreeSet<String>) = Default::default();
        let mut after = None;
        loop {
            let objects = self.store.objects(after, PAGE).await?;
            let Some(last) = objects.last() else { break };
            after = Some(last.id);
            sources.extend(objects.iter().map(|object| object.stored.source.to_string()));
            for object in objects.iter().filter(|object| scope.has(object, &shown(&object.stored))) {
                policies.extend(object.stored.policy.as_ref().map(|id| id.to_string()));
                self.count(scope, object, &mut count).await?;
            }
        }
        if let Some(name) = scope.sources.iter().find(|name| !sources.contains(*name)) {
            let known = sources.into_iter().collect::<Vec<_>>().join(", ");
            return Err(QueryError::NoSource { name: name.clone(), known });
        }
        let policies: Vec<&Policy> = self.policies.iter().filter(|p| policies.contains(p.policy.id.as_str())).collect();
        Ok(self.finished(count, scope, basis, &policies))
    }

    /// Begins a count.
    pub(super) async fn counting<'a>(
        &self,
        anchor: &'a (dyn Fn(&DataClass) -> Anchor + Sync),
        as_of: Day,
    ) -> Result<Count<'a>, QueryError> {
        Ok(Count {
            as_of,
            scanned: self.scanned().await?,
            census: Census::new(anchor),
            told: Vec::new(),
            classes: BTreeMap::new(),
            objects: Vec::new(),
            n_records: 0,
            n_perhaps: 0,
            n_unidentified: 0,
            decisions: self.decisions(as_of).await?,
        })
    }

    /// Counts what lies in an object.
    pub(super) async fn count(&self, scope: &Scope, object: &ObjectRow, count: &mut Count<'_>) -> Result<(), QueryError> {
        let before = count.n_records;
        let mut decisions = std::mem::take(&mut count.decisions);
        let mut sieve = decisions.sieve(object);
        let mut seq = 0;
        loop {
            let mut rows = self.store.sightings_of(object.id, seq, PAGE).await?;
            let Some(last) = rows.last() else { break };
            seq = last.seq;
            rows.retain_mut(|row| sieve.keeps(&mut row.sighting));
            for row in rows {
                let within = scope.is_within(&row.sighting);
                if within != Some(false) {
                    let mention = OwnedMention::new(row.seq, object.id, row.sighting).within("", &object.fields);
                    count.add(&mention, &object.stored.source, within.is_some());
                }
            }
        }
        count.decisions = decisions;
        if count.n_records > before {
            let (source, n_records) = (object.stored.source.clone(), count.n_records - before);
            count.objects.push(ExposedObject { source, object: shown(&object.stored), n_records });
        }
        Ok(())
    }

    /// The day of the latest scan.
    pub(super) async fn scanned(&self) -> Result<Option<Day>, QueryError> {
        let runs = self.store.runs(1).await?;
        let day = |text: &String| Some(Day::from_date(text.get(..10)?.parse().ok()?));
        Ok(runs.first().and_then(|run| day(&run.started)))
    }

    fn finished(
        &self,
        mut count: Count<'_>,
        scope: &Scope,
        basis: crate::model::view::Basis,
        policies: &[&Policy],
    ) -> ExposureReport {
        let persons = count.census.persons();
        let (children, jurisdictions) = about(&count.known(), persons.likely);
        let mut classes: Vec<ExposedClass> = std::mem::take(&mut count.classes).into_values().collect();
        for line in &mut classes {
            let entry = self.detectors.classes().get(&line.class);
            line.dpv = entry.map(|entry| entry.dpv.clone()).unwrap_or_default();
            line.sensitive_under = entry.map(|entry| entry.sensitive_under.clone()).unwrap_or_default();
            let categories = policies.iter().flat_map(|policy| classify::categories(policy, &line.class));
            line.categories =
                categories.map(|category| category.id.clone()).collect::<BTreeSet<CategoryId>>().into_iter().collect();
        }
        classes.sort_by_key(|line| std::cmp::Reverse(line.n_records));
        count.objects.sort_by_key(|object| std::cmp::Reverse(object.n_records));
        let mut report = ExposureReport {
            basis,
            scope: scope.told(),
            persons,
            n_records: count.n_records,
            n_perhaps: count.n_perhaps,
            n_unidentified: count.n_unidentified,
            children,
            jurisdictions,
            classes,
            objects: count.objects,
            article_33: Vec::new(),
        };
        report.article_33 = article_33(&report, policies);
        report
    }
}

impl Count<'_> {
    fn add(&mut self, mention: &OwnedMention, source: &SourceName, is_certain: bool) {
        let sighting = &mention.sighting;
        let (somebody, is_identified) = self.census.add(mention);
        // A record of very many identifiers comes in parts; it counts with its first.
        let n = if sighting.part == 0 { sighting.count } else { 0 };
        if let Some(somebody) = somebody {
            let age = sighting.birth.map(|birth| age::today(birth, CHILD, self.as_of, self.scanned));
            let (place, source) = (sighting.jurisdiction.clone(), source.clone());
            self.told.push(Told { somebody, age, place, source, n_records: n });
        }
        self.n_records += n;
        self.n_perhaps += if is_certain { 0 } else { n };
        self.n_unidentified += if is_identified { 0 } else { n };
        let mut classes: BTreeMap<&DataClass, (bool, bool)> = BTreeMap::new();
        for finding in &sighting.findings {
            let (is_readable, is_strong) = classes.entry(&finding.class).or_default();
            *is_readable |= finding.form == Form::Full;
            *is_strong |= finding.is_high() && !finding.likely_test;
        }
        for (class, (is_readable, is_strong)) in classes {
            let line = self.classes.entry(class.clone()).or_insert_with(|| empty(class));
            line.n_records += n;
            line.n_certain += if is_certain { n } else { 0 };
            line.n_readable += if is_readable { n } else { 0 };
            line.n_weak += if is_strong { 0 } else { n };
        }
    }

    /// What is known of the likely persons that a record is about.
    pub(super) fn known(&mut self) -> Vec<Known> {
        let mut known: BTreeMap<u32, Known> = BTreeMap::new();
        for told in std::mem::take(&mut self.told) {
            let person = known.entry(self.census.person(told.somebody)).or_default();
            // The states are sorted from child to unknown: of two records that disagree the younger counts.
            person.age = person.age.min(told.age).or(person.age).or(told.age);
            person.places.extend(told.place);
            *person.sources.entry(told.source).or_default() += told.n_records;
        }
        known.into_values().collect()
    }
}

/// The likely persons by age and by place; of those who are only mentioned neither is known.
pub(super) fn about(known: &[Known], likely: u64) -> AboutPersons {
    let (mut ages, mut places) = (BTreeMap::new(), BTreeMap::new());
    let n_mentioned = likely.saturating_sub(known.len() as u64);
    for person in known {
        *ages.entry(person.age.unwrap_or(AgeState::Unknown)).or_default() += 1;
        for place in &person.places {
            *places.entry(place.clone()).or_default() += 1;
        }
        if person.places.is_empty() {
            *places.entry(NOT_STATED.to_owned()).or_default() += 1;
        }
    }
    if n_mentioned > 0 {
        *ages.entry(AgeState::Unknown).or_default() += n_mentioned;
        *places.entry(NOT_STATED.to_owned()).or_default() += n_mentioned;
    }
    (ages, places)
}

fn empty(class: &DataClass) -> ExposedClass {
    ExposedClass {
        class: class.clone(),
        dpv: String::new(),
        categories: Vec::new(),
        sensitive_under: Vec::new(),
        n_records: 0,
        n_certain: 0,
        n_readable: 0,
        n_weak: 0,
    }
}

/// The fields of GDPR 33(3): what was found, what the policies say, and nothing else.
fn article_33(report: &ExposureReport, policies: &[&Policy]) -> Vec<ArticleField> {
    let found = |text: String| StatedLine { text, from: "found".to_owned() };
    let persons = report.persons;
    let mut nature = vec![
        found(format!("Persons: likely {}, at least {}, at most {}.", persons.likely, persons.at_least, persons.at_most)),
        found(format!("Records: {}, of which {} only perhaps lie in the scope.", report.n_records, report.n_perhaps)),
    ];
    nature.extend(report.classes.iter().map(|line| found(format!("{}: {} records.", line.class, line.n_records))));
    nature.extend(policies.iter().flat_map(|policy| subjects(policy)));
    let mut weighs: Vec<StatedLine> = Vec::new();
    for line in report.classes.iter().filter(|line| !line.sensitive_under.is_empty()) {
        let laws = line.sensitive_under.join(", ");
        weighs.push(found(format!("{} is a special category under {laws}: {} records.", line.class, line.n_records)));
    }
    for (state, n) in
        report.children.iter().filter(|(state, _)| matches!(state, AgeState::ChildCertain | AgeState::ChildPossible))
    {
        let how = if *state == AgeState::ChildCertain { "certainly" } else { "possibly" };
        weighs.push(found(format!("Persons {how} under {CHILD}: {n}.")));
    }
    let measures = policies
        .iter()
        .flat_map(|policy| policy.security.iter().map(|statement| stated(policy, &statement.heading.0, &statement.text)));
    let field = |article: &str, asks: &str, lines| ArticleField { article: article.to_owned(), asks: asks.to_owned(), lines };
    vec![
        field("33(3)(a)", "nature of the breach: categories and approximate number of persons and of records", nature),
        field("33(3)(b)", "name and contact details of the data protection officer or another contact point", Vec::new()),
        field("33(3)(c)", "likely consequences: what speaks for severe ones", weighs),
        field("33(3)(d)", "measures taken or proposed: those that the policy states beforehand", measures.collect()),
    ]
}

/// The kinds of persons that a policy names, each with the first heading that does.
pub(super) fn subjects(policy: &Policy) -> Vec<StatedLine> {
    let subjects: BTreeSet<(&str, &str)> = policy
        .category
        .iter()
        .flat_map(|category| category.subjects.iter().map(|subject| (subject.as_str(), category.heading.0.as_str())))
        .collect();
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    subjects.into_iter().for_each(|(subject, heading)| {
        first.entry(subject).or_insert(heading);
    });
    first.into_iter().map(|(subject, heading)| stated(policy, heading, &format!("Persons of this kind: {subject}."))).collect()
}

/// A line that a policy states.
pub(super) fn stated(policy: &Policy, heading: &str, text: &str) -> StatedLine {
    StatedLine { text: text.to_owned(), from: format!("policy {}, heading “{heading}”", policy.policy.id) }
}
