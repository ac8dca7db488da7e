//! The register of violations: brought up to date when a scan ends, laid beside verdicts whenever they are asked for, and
//! added to by people, who are noted in the audit trail first. A verdict alone, as of another day or by another policy, changes
//! nothing in it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::decisions::Decisions;
use super::{Desk, PAGE, QueryError};
use crate::judge::Verdicts;
use crate::model::coverage::Outcome;
use crate::model::ids::SourceName;
use crate::model::register::{
    Mended, Moment, RegisterCounts, RegisterLine, RegisterReport, Registered, Ruling, RulingKind, State, Told,
};
use crate::model::time::Day;
use crate::model::verdict::{Excepted, Violation, Weight};
use crate::store::Register;

/// The fewest letters by which a violation may be named.
const MIN_ID: usize = 6;

/// What a scan found, for the register.
pub struct Inspection {
    found: BTreeMap<String, Violation>,
    set_aside: BTreeSet<String>,
    looked: Looked,
}

/// How far the places of some sources were looked at.
#[derive(Default)]
struct Looked {
    sources: BTreeSet<SourceName>,
    read: BTreeSet<(SourceName, String)>,
    unread: BTreeMap<SourceName, BTreeSet<String>>,
    /// Not met, or no longer readable: what is stored of them is of an earlier scan.
    stale: BTreeSet<(SourceName, String)>,
}

impl Looked {
    /// How a place looked in which a violation is no longer found; none if not all of it was looked at.
    fn mended(&self, source: &SourceName, object: &str) -> Option<Mended> {
        let is_above = |place: &String| {
            let below = object.strip_prefix(place.as_str());
            below.is_some_and(|below| place.is_empty() || below.is_empty() || below.starts_with(['/', '.', '!']))
        };
        if !self.sources.contains(source) || self.unread.get(source).is_some_and(|unread| unread.iter().any(is_above)) {
            return None;
        }
        let place = (source.clone(), object.to_owned());
        Some(if self.read.contains(&place) { Mended::Clean } else { Mended::Gone })
    }
}

impl Inspection {
    /// Enters what was found. Saying it twice of the same run changes nothing.
    fn enter(self, register: &mut Register, at: &Moment) -> BTreeSet<String> {
        let mut changed = BTreeSet::new();
        for (id, violation) in &self.found {
            let place = (violation.source.clone(), violation.object.clone());
            let is_set_aside = self.set_aside.contains(id);
            let registered = register.entry(id.clone()).or_insert_with(|| Registered::new(violation.clone(), at));
            if registered.resolved.is_some() || !self.looked.stale.contains(&place) {
                registered.meet(violation.clone(), at);
            }
            registered.is_set_aside = is_set_aside;
            changed.insert(id.clone());
        }
        for (id, registered) in register.iter_mut().filter(|(id, _)| !self.found.contains_key(*id)) {
            if registered.resolved.is_some() {
                continue;
            }
            let Violation { source, object, .. } = &registered.violation;
            if let Some(mended) = self.looked.mended(source, object) {
                registered.resolved = Some((at.clone(), mended));
                changed.insert(id.clone());
            }
        }
        changed
    }
}

/// Violations by identity, lines of the same one added up. What they say is said of as many records as each of them says it of.
pub fn merged<'a>(violations: impl IntoIterator<Item = &'a Violation>) -> BTreeMap<String, Violation> {
    let mut all: BTreeMap<String, Violation> = BTreeMap::new();
    let mut states: BTreeMap<String, BTreeMap<&str, u64>> = BTreeMap::new();
    for violation in violations {
        let id = violation.identity();
        let n = states.entry(id.clone()).or_default().entry(&violation.state).or_default();
        *n = n.saturating_add(violation.n_records);
        let Some(known) = all.get_mut(&id) else {
            all.insert(id, violation.clone());
            continue;
        };
        known.n_records = known.n_records.saturating_add(violation.n_records);
        known.oldest = match (known.oldest.take(), violation.oldest.clone()) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let worse = |severity: &Option<crate::model::severity::Severity>| severity.as_ref().map(|severity| severity.sum);
        if worse(&violation.severity) > worse(&known.severity) {
            known.severity.clone_from(&violation.severity);
        }
    }
    for (id, states) in states.into_iter().filter(|(_, states)| states.len() > 1) {
        let mut states: Vec<(u64, &str)> = states.into_iter().map(|(state, n)| (n, state)).collect();
        states.sort_by_key(|(n, state)| (std::cmp::Reverse(*n), *state));
        if let Some(violation) = all.get_mut(&id) {
            violation.state = states.iter().map(|(n, state)| format!("{n} {state}")).collect::<Vec<_>>().join("; ");
        }
    }
    all
}

impl Desk {
    /// Looks at what a scan of these sources, which all could be read, left in the catalogue.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn inspect(&self, sources: BTreeSet<SourceName>, as_of: Day) -> Result<Inspection, QueryError> {
        let all = self.verdicts(as_of, Decisions::default()).await?;
        let is_asked = |violation: &&Violation| sources.contains(&violation.source);
        let mut found = merged(all.violations.iter().filter(is_asked));
        for violation in found.values_mut() {
            violation.examples.clear();
        }
        let mut set_aside = BTreeSet::new();
        let decisions = self.decisions(as_of).await?;
        if !decisions.is_empty() {
            let left = self.verdicts(as_of, decisions).await?;
            let left: BTreeSet<String> = left.violations.iter().map(Violation::identity).collect();
            set_aside = found.keys().filter(|id| !left.contains(*id)).cloned().collect();
        }
        Ok(Inspection { found, set_aside, looked: self.looked(sources).await? })
    }

    /// Enters an inspection: all of it or nothing.
    ///
    /// # Errors
    /// It cannot be written.
    pub async fn enter(&self, inspection: Inspection, at: &Moment) -> Result<(), QueryError> {
        Ok(self.store.change_register(|register| inspection.enter(register, at)).await?)
    }

    /// Whether the register holds anything that no scan has met since this moment (RFC 3339, UTC) and that need not stay.
    ///
    /// # Errors
    /// It cannot be read.
    pub async fn has_old_violations(&self, before: &str) -> Result<bool, QueryError> {
        Ok(self.store.register().await?.values().any(|registered| is_over(registered, before)))
    }

    /// Takes out of the register what no scan has met since this moment: resolved violations, and leads. What is open stays,
    /// and so does what lies in a place that is kept longer.
    ///
    /// # Errors
    /// It cannot be read or written.
    pub async fn forget_violations(&self, before: &str, kept: &BTreeSet<(SourceName, String)>) -> Result<(), QueryError> {
        let change = |register: &mut Register| {
            register.retain(|_, registered| {
                let Violation { source, object, .. } = &registered.violation;
                !is_over(registered, before) || kept.contains(&(source.clone(), object.clone()))
            });
            BTreeSet::new()
        };
        Ok(self.store.change_register(change).await?)
    }

    async fn looked(&self, sources: BTreeSet<SourceName>) -> Result<Looked, QueryError> {
        let mut looked = Looked { sources, ..Looked::default() };
        let mut places = HashMap::new();
        let mut after = None;
        loop {
            let page = self.store.coverage(after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.cursor);
            for row in page.into_iter().filter(|row| looked.sources.contains(&row.source)) {
                if row.coverage.is_member {
                    if let Some(place) = places.get(&row.object).filter(|_| !row.coverage.outcome.is_settled()) {
                        looked.unread.entry(row.source).or_default().insert(String::clone(place));
                    }
                    continue;
                }
                let place = row.coverage.at.to_string();
                places.insert(row.object, place.clone());
                if row.is_stale {
                    looked.stale.insert((row.source.clone(), place.clone()));
                }
                if row.is_stale || row.coverage.outcome != Outcome::Complete {
                    looked.unread.entry(row.source).or_default().insert(place);
                } else {
                    looked.read.insert((row.source, place));
                }
            }
        }
        Ok(looked)
    }

    /// Lays the register beside verdicts: since when, who was told, what was decided. What was accepted is an exception.
    pub(super) async fn stand(&self, verdicts: &mut Verdicts, as_of: Day) -> Result<(), QueryError> {
        let (register, latest) = (self.store.register().await?, self.store.latest_run().await?);
        for violation in &mut verdicts.violations {
            let id = violation.identity();
            let Some(registered) = register.get(&id).filter(|registered| registered.resolved.is_none()) else { continue };
            violation.standing = Some(registered.standing(&id, latest));
            accept(violation, registered.ruling.as_ref(), as_of);
        }
        verdicts.violations.sort_by(|a, b| (&a.rule, b.weight, a).cmp(&(&b.rule, a.weight, b)));
        Ok(())
    }

    /// The register.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn violations(&self, as_of: Day) -> Result<RegisterReport, QueryError> {
        let (register, latest) = (self.store.register().await?, self.store.latest_run().await?);
        let basis = self.basis(as_of).await?;
        let mut lines: Vec<RegisterLine> =
            register.into_iter().map(|(id, registered)| line(&id, registered, latest, as_of)).collect();
        let worst = |line: &RegisterLine| line.violation.severity.as_ref().map_or(0, |severity| severity.sum);
        let key = |line: &RegisterLine| (state(line), std::cmp::Reverse((line.violation.weight, worst(line))));
        lines.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.violation.cmp(&b.violation)));
        Ok(RegisterReport { basis, counts: counts(&lines, as_of), lines })
    }

    /// How many violations of the register stand how.
    pub(super) async fn register_counts(&self, as_of: Day) -> Result<RegisterCounts, QueryError> {
        let (register, latest) = (self.store.register().await?, self.store.latest_run().await?);
        let lines: Vec<_> = register.into_iter().map(|(id, registered)| line(&id, registered, latest, as_of)).collect();
        Ok(counts(&lines, as_of))
    }

    /// Notes that somebody was told of these violations; how many there were.
    ///
    /// # Errors
    /// One of them is not there, or its name is that of several; or it cannot be noted or kept.
    pub async fn tell(&self, ids: &[String], told: &Told) -> Result<usize, QueryError> {
        let ids = self.whole_ids(ids).await?;
        let case = format!("to {}: {}", told.to, shortened(&ids));
        self.note("tell", &told.who, &told.at, &case, Vec::new()).await?;
        for id in &ids {
            self.store.amend(id, |registered| registered.told.push(told.clone())).await?;
        }
        Ok(ids.len())
    }

    /// Keeps a decision on a violation, or, for none, ends the one there is.
    ///
    /// # Errors
    /// It is not there, or its name is that of several; or it cannot be noted or kept.
    pub async fn rule_on(
        &self,
        id: &str,
        ruling: Option<&Ruling>,
        (who, at, reason): (&str, &str, &str),
    ) -> Result<(), QueryError> {
        let ids = self.whole_ids(&[id.to_owned()]).await?;
        let action = match ruling.map(|ruling| ruling.kind) {
            Some(RulingKind::Accepted) => "accept",
            Some(RulingKind::Mend) => "mend",
            None => "withdraw",
        };
        self.note(action, who, at, &format!("{}: {reason}", shortened(&ids)), Vec::new()).await?;
        for id in &ids {
            self.store.amend(id, |registered| registered.ruling = ruling.cloned()).await?;
        }
        Ok(())
    }

    /// The identities that begin so.
    async fn whole_ids(&self, ids: &[String]) -> Result<BTreeSet<String>, QueryError> {
        let register = self.store.register().await?;
        let whole = |id: &String| {
            let mut found = register.keys().filter(|known| id.len() >= MIN_ID && known.starts_with(id.as_str()));
            match (found.next(), found.next()) {
                (Some(one), None) => Ok(one.clone()),
                (Some(_), Some(_)) => Err(QueryError::ManyViolations { id: id.clone() }),
                (None, _) => Err(QueryError::NoViolation { id: id.clone() }),
            }
        };
        ids.iter().map(whole).collect()
    }
}

fn is_over(registered: &Registered, before: &str) -> bool {
    let until = registered.resolved.as_ref().map_or(&registered.last, |(resolved, _)| resolved);
    let is_open = registered.resolved.is_none() && registered.violation.own_weight() == Weight::Violation;
    !is_open && until.at.as_str() < before
}

/// The beginnings of identities, as people name them.
fn shortened(ids: &BTreeSet<String>) -> String {
    let short = |id: &String| id.get(..8).unwrap_or(id).to_owned();
    ids.iter().map(short).collect::<Vec<_>>().join(", ")
}

/// A violation that somebody accepted until a day is excepted until then.
fn accept(violation: &mut Violation, ruling: Option<&Ruling>, as_of: Day) {
    let is_accepted = |ruling: &&Ruling| ruling.kind == RulingKind::Accepted && ruling.is_in_force(as_of);
    let Some(ruling) = ruling.filter(is_accepted).filter(|_| violation.exception.is_none()) else { return };
    let (owner, reason, expires) = (ruling.owner.clone(), ruling.reason.clone(), ruling.until.0.to_string());
    violation.exception = Some(Excepted { weight: violation.weight, owner, reason, expires });
    violation.weight = Weight::Excepted;
}

fn line(id: &str, registered: Registered, latest: i64, as_of: Day) -> RegisterLine {
    let standing = registered.standing(id, latest);
    let Registered { mut violation, resolved, n_regressed, is_set_aside, ruling, .. } = registered;
    if let Some(exception) = violation.exception.take_if(|exception| exception.expires < as_of.to_string()) {
        violation.weight = exception.weight;
    }
    accept(&mut violation, ruling.as_ref(), as_of);
    violation.standing = Some(standing);
    let (resolved, mended) = resolved.map(|(moment, mended)| (moment.at, mended)).unzip();
    RegisterLine { violation, resolved, mended, n_regressed, is_set_aside }
}

fn state(line: &RegisterLine) -> State {
    line.violation.standing.as_ref().map_or(State::New, |standing| standing.state)
}

fn counts(lines: &[RegisterLine], as_of: Day) -> RegisterCounts {
    let mut counts = RegisterCounts::default();
    for line in lines {
        match state(line) {
            State::New => counts.n_new += 1,
            State::Regressed => counts.n_regressed += 1,
            State::Open => counts.n_open += 1,
            State::Resolved => counts.n_resolved += 1,
        }
        let Some(standing) = line.violation.standing.as_ref().filter(|standing| standing.state != State::Resolved) else {
            continue;
        };
        let is_late = |ruling: &Ruling| ruling.kind == RulingKind::Mend && !ruling.is_in_force(as_of);
        counts.n_untold += u64::from(standing.told.is_empty());
        counts.n_accepted += u64::from(line.violation.weight == Weight::Excepted);
        counts.n_late += u64::from(standing.ruling.as_ref().is_some_and(is_late));
    }
    counts
}

#[cfg(test)]
mod tests;
