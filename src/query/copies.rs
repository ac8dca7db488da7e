//! Objects that share most of their persons: production data in a test system, an export on a share. Samples of tags are made
//! from the catalogue when they are asked for, held in memory, and kept nowhere.
//!
//! The catalogue is read twice: once to take a sample of each object's identifying tags, once to see which objects hold
//! them. What is held is bounded by objects × identifying classes × 256 tags, and by the pairs that share most.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::decisions::Decisions;
use super::{Desk, PAGE, QueryError, shown};
use crate::link::{SAMPLE, Share, Sketch};
use crate::model::copies::{CopiesReport, CopyLine, CopyPlace};
use crate::model::finding::{ColumnRole, Finding, Form};
use crate::model::ids::{DataClass, SourceName};
use crate::model::object::ObjectKind;
use crate::model::passage::RecordKind;
use crate::model::secret::{Tag, TermKind};
use crate::model::sighting::Sighting;
use crate::model::time::Day;
use crate::model::view::Anchor;
use crate::store::ObjectRow;

/// Fewer persons than this tell nothing: a few colleagues stand in many tables.
const MIN_PERSONS: usize = 20;
/// From this share on, at the lower bound, it is most of them.
const MOST: f64 = 0.5;
/// Words of an address that tell of a copy.
const COPY_WORDS: [&str; 22] = [
    "archive", "backup", "backups", "bak", "copy", "demo", "dev", "dump", "dumps", "export", "exports", "extract", "old", "qa",
    "sandbox", "snapshot", "stage", "staging", "test", "testing", "tmp", "uat",
];

/// An object that is compared.
struct Compared {
    source: SourceName,
    shown: String,
    is_file: bool,
    /// Persons stand in rows of columns, and not only in lines, JSON or running text.
    has_rows: bool,
    /// The names of its fields.
    fields: BTreeSet<String>,
    modified: Option<Day>,
    first: Option<i64>,
    sketches: BTreeMap<DataClass, Sketch>,
}

/// How much of one object lies in another, for each class of which it is most.
type Shares = BTreeMap<DataClass, Share>;

/// All pairs: positions of the object whose persons they are, and of the one that holds them too.
type Pairs = BTreeMap<(usize, usize), Shares>;

impl Desk {
    /// Which objects share most of their persons.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn copies(&self, as_of: Day) -> Result<CopiesReport, QueryError> {
        let (mut compared, mut n_small) = (Vec::new(), 0);
        let mut decisions = self.decisions(as_of).await?;
        let mut after = None;
        loop {
            let objects = self.store.objects(after, PAGE).await?;
            let Some(last) = objects.last() else { break };
            after = Some(last.id);
            for object in &objects {
                let mut one = Compared::new(object);
                self.each(object, &mut decisions, |sighting| one.see(sighting, &|class| self.anchor(class))).await?;
                let had_any = !one.sketches.is_empty();
                one.sketches.retain(|_, sketch| sketch.n_tags() >= MIN_PERSONS as u64);
                if one.sketches.keys().all(is_name) {
                    n_small += u64::from(had_any);
                } else {
                    compared.push((object.id, one));
                }
            }
        }
        compared.sort_by(|(_, a), (_, b)| (&a.source, &a.shown).cmp(&(&b.source, &b.shown)));
        let ids: Vec<_> = compared.iter().map(|(id, _)| *id).collect();
        let compared: Vec<Compared> = compared.into_iter().map(|(_, one)| one).collect();
        let places: HashMap<_, usize> = ids.into_iter().zip(0..).collect();
        let pairs = self.pairs(&compared, &places, as_of).await?;
        Ok(CopiesReport {
            basis: self.basis(as_of).await?,
            n_compared: compared.len() as u64,
            n_small,
            min_persons: MIN_PERSONS as u64,
            lines: lines(&compared, &pairs),
        })
    }

    async fn each(
        &self,
        object: &ObjectRow,
        decisions: &mut Decisions,
        mut look: impl FnMut(&Sighting),
    ) -> Result<(), QueryError> {
        let mut sieve = decisions.sieve(object);
        let mut seq = 0;
        loop {
            let mut rows = self.store.sightings_of(object.id, seq, PAGE).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            seq = last.seq;
            rows.retain_mut(|row| sieve.keeps(&mut row.sighting));
            rows.iter().for_each(|row| look(&row.sighting));
        }
    }

    async fn pairs(
        &self,
        compared: &[Compared],
        places: &HashMap<crate::model::ids::ObjectId, usize>,
        as_of: Day,
    ) -> Result<Pairs, QueryError> {
        let mut sampled: HashMap<Tag, Vec<(usize, &DataClass)>> = HashMap::new();
        for (ix, one) in compared.iter().enumerate() {
            for (class, sketch) in &one.sketches {
                sketch.tags().for_each(|tag| sampled.entry(*tag).or_default().push((ix, class)));
            }
        }
        sampled.retain(|_, holders| !holders.is_empty());
        let mut decisions = self.decisions(as_of).await?;
        let mut pairs = Pairs::new();
        let mut after = None;
        loop {
            let objects = self.store.objects(after, PAGE).await?;
            let Some(last) = objects.last() else { return Ok(pairs) };
            after = Some(last.id);
            for object in &objects {
                let Some(here) = places.get(&object.id).copied() else { continue };
                let mut met: HashSet<Tag> = HashSet::new();
                let anchor = |class: &DataClass| self.anchor(class);
                self.each(object, &mut decisions, |sighting| {
                    let tags = sighting.findings.iter().filter_map(|finding| person(finding, &anchor));
                    met.extend(tags.filter(|tag| sampled.contains_key(tag)));
                })
                .await?;
                let mut held: BTreeMap<(usize, &DataClass), usize> = BTreeMap::new();
                for holder in met.iter().filter_map(|tag| sampled.get(tag)).flatten().filter(|(ix, _)| *ix != here) {
                    *held.entry(*holder).or_default() += 1;
                }
                for ((ix, class), n) in held {
                    let share = compared.get(ix).and_then(|one| Some(one.sketches.get(class)?.share(n)));
                    if let Some(share) = share.filter(|share| share.at_least >= MOST) {
                        pairs.entry((ix, here)).or_default().insert(class.clone(), share);
                    }
                }
            }
        }
    }
}

impl Compared {
    fn new(object: &ObjectRow) -> Self {
        Self {
            source: object.stored.source.clone(),
            shown: shown(&object.stored),
            is_file: object.stored.kind == ObjectKind::File,
            has_rows: false,
            fields: object.fields.iter().map(|field| field.name.to_string()).filter(|name| !name.is_empty()).collect(),
            modified: object.stored.modified,
            first: object.first,
            sketches: BTreeMap::new(),
        }
    }

    fn see(&mut self, sighting: &Sighting, anchor: &dyn Fn(&DataClass) -> Anchor) {
        for finding in &sighting.findings {
            let Some(tag) = person(finding, anchor) else { continue };
            self.has_rows |= matches!(sighting.kind, RecordKind::KeyedRow | RecordKind::Row);
            if let Some(sketch) = self.sketches.get_mut(&finding.class) {
                sketch.add(tag);
            } else {
                self.sketches.entry(finding.class.clone()).or_default().add(tag);
            }
        }
    }

    fn place(&self, class: &DataClass) -> CopyPlace {
        CopyPlace {
            source: self.source.clone(),
            object: self.shown.clone(),
            n_persons: self.sketches.get(class).map_or(0, Sketch::n_tags),
            modified: self.modified.map(|day| day.to_string()),
        }
    }

    /// A word of its address that tells of a copy.
    fn copy_word(&self) -> Option<&'static str> {
        let address = format!("{}/{}", self.source, self.shown).to_lowercase();
        let mut words = address.split(|c: char| !c.is_ascii_alphabetic());
        words.find_map(|word| COPY_WORDS.into_iter().find(|known| *known == word))
    }
}

/// The tag by which a finding tells one person from another, if it does: an issued number, an e-mail address, a phone number, a
/// whole name, of the record's own subject and in full.
fn person(finding: &Finding, anchor: &dyn Fn(&DataClass) -> Anchor) -> Option<Tag> {
    if !finding.is_high() || finding.likely_test || finding.role != ColumnRole::Own || finding.form != Form::Full {
        return None;
    }
    let is_name = is_name(&finding.class);
    let is_contact = ["user.contact.email", "user.contact.phone_number"].iter().any(|class| finding.class.is_within(class));
    if !is_name && !is_contact && anchor(&finding.class) != Anchor::Issued {
        return None;
    }
    let kind = if is_name { TermKind::Sorted } else { TermKind::Whole };
    finding.tags.iter().find(|(found, _)| *found == kind).map(|(_, tag)| *tag)
}

/// Namesakes are many: what only names say is no copy.
fn is_name(class: &DataClass) -> bool {
    class.as_str() == "user.name"
}

/// Whether two objects that share most of their persons are worth telling of. Tables of one database are about the same persons
/// by design, and a log names a company's customers: so within a source both must have the same fields, and where persons
/// stand in lines, JSON or running text two kinds of data must agree.
fn is_telling(a: &Compared, b: &Compared, shared: &BTreeSet<&DataClass>) -> bool {
    let is_apart = a.source != b.source || (!a.fields.is_empty() && a.fields == b.fields);
    is_apart && !shared.iter().all(|class| is_name(class)) && (shared.len() > 1 || (a.has_rows && b.has_rows))
}

/// Whether the second of two is likely the original of the first, and why; none if nothing tells.
fn original(a: &Compared, b: &Compared, (is_a_in_b, is_b_in_a): (bool, bool)) -> Option<(bool, String)> {
    if a.is_file != b.is_file {
        return Some((a.is_file, "a table of a database comes before a file".to_owned()));
    }
    match (a.copy_word(), b.copy_word()) {
        (Some(word), None) => return Some((true, format!("the other’s address says “{word}”"))),
        (None, Some(word)) => return Some((false, format!("the other’s address says “{word}”"))),
        _ => {}
    }
    if is_a_in_b != is_b_in_a {
        return Some((is_a_in_b, "it holds more persons".to_owned()));
    }
    if let (Some(mine), Some(theirs)) = (a.modified, b.modified)
        && mine != theirs
    {
        return Some((theirs < mine, "it was modified earlier".to_owned()));
    }
    // What was there before that was noted was there first.
    let (mine, theirs) = (a.first.unwrap_or(0), b.first.unwrap_or(0));
    (mine != theirs).then(|| (theirs < mine, "an earlier scan met it first".to_owned()))
}

/// A line for each copy, with the original that explains most of it.
fn lines(compared: &[Compared], pairs: &Pairs) -> Vec<CopyLine> {
    let mut of_copy: BTreeMap<usize, Vec<(usize, Option<String>)>> = BTreeMap::new();
    let unordered: BTreeSet<(usize, usize)> = pairs.keys().map(|(a, b)| (*a.min(b), *a.max(b))).collect();
    for (a, b) in unordered {
        let (Some(first), Some(second)) = (compared.get(a), compared.get(b)) else { continue };
        let (forth, back) = (pairs.get(&(a, b)), pairs.get(&(b, a)));
        let shared = [forth, back].into_iter().flatten().flat_map(BTreeMap::keys).collect();
        if !is_telling(first, second, &shared) {
            continue;
        }
        let by_more_than_names = |shares: Option<&Shares>| shares.is_some_and(|shares| !shares.keys().all(is_name));
        let found = original(first, second, (by_more_than_names(forth), by_more_than_names(back)));
        let (is_second, because) = found.map_or((false, None), |(is, why)| (is, Some(why)));
        let (copy, original) = if is_second { (a, b) } else { (b, a) };
        of_copy.entry(copy).or_default().push((original, because));
    }
    let roots: BTreeSet<usize> = (0..compared.len()).filter(|ix| !of_copy.contains_key(ix)).collect();
    let mut lines = Vec::new();
    for (copy, originals) in &of_copy {
        // The best: itself no copy; decided; most shared.
        let rank = |(original, because): &&(usize, Option<String>)| {
            let share = best(compared, pairs, *copy, *original).map_or(0.0, |(_, share, _)| share.at_least);
            (roots.contains(original), because.is_some(), (share * 1e6) as u64, std::cmp::Reverse(*original))
        };
        let Some((original, because)) = originals.iter().max_by_key(rank) else { continue };
        lines.extend(line(compared, pairs, (*copy, *original), because.clone(), originals.len() - 1));
    }
    lines.sort_by(|a, b| (b.n_shared, a).cmp(&(a.n_shared, b)));
    lines
}

/// How much of a copy lies in its original, by the class that shows it best; names are left out. Where the copy holds more than
/// its original, it is reckoned from the persons that the original shares with it: the last is the number of these.
fn best(compared: &[Compared], pairs: &Pairs, copy: usize, original: usize) -> Option<(DataClass, Share, u64)> {
    let n = |ix: usize, class: &DataClass| compared.get(ix).and_then(|one| one.sketches.get(class)).map_or(0, Sketch::n_tags);
    let of = |pair: (usize, usize)| {
        let told = pairs.get(&pair)?.iter().filter(|(class, _)| !is_name(class));
        told.max_by(|a, b| a.1.at_least.total_cmp(&b.1.at_least).then_with(|| b.0.cmp(a.0)))
    };
    if let Some((class, share)) = of((copy, original)) {
        let n_shared = (share.likely * n(copy, class) as f64).round() as u64;
        return Some((class.clone(), *share, n_shared));
    }
    let (class, share) = of((original, copy))?;
    let (mine, theirs) = (n(copy, class).max(1) as f64, n(original, class) as f64);
    let part = |share: f64| (share * theirs / mine).min(1.0);
    let seen = Share { likely: part(share.likely), at_least: part(share.at_least), at_most: part(share.at_most) };
    Some((class.clone(), seen, (share.likely * theirs).round() as u64))
}

fn line(
    compared: &[Compared],
    pairs: &Pairs,
    (copy, original): (usize, usize),
    because: Option<String>,
    n_others: usize,
) -> Option<CopyLine> {
    let (class, share, n_shared) = best(compared, pairs, copy, original)?;
    let shares = [pairs.get(&(copy, original)), pairs.get(&(original, copy))];
    let classes: BTreeSet<DataClass> = shares.into_iter().flatten().flat_map(|shares| shares.keys().cloned()).collect();
    let percent = |part: f64| (part * 100.0).round() as u8;
    Some(CopyLine {
        copy: compared.get(copy)?.place(&class),
        original: compared.get(original)?.place(&class),
        class,
        classes: classes.into_iter().collect(),
        percent: percent(share.likely),
        at_least: percent(share.at_least),
        at_most: percent(share.at_most),
        n_shared,
        because,
        n_others: n_others as u64,
    })
}

const _: () = assert!(MIN_PERSONS < SAMPLE, "an object that is compared fills less than a sample");
