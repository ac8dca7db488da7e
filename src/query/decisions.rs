//! Findings that somebody decided to set aside: left out of what is said, and counted.

use std::collections::{BTreeMap, BTreeSet};

use zeroize::Zeroizing;

use super::{Desk, PAGE, QueryError, shown};
use crate::model::decision::{Decision, DecisionLine, KeptDecision, Revocation};
use crate::model::finding::Finding;
use crate::model::ids::{DataClass, Realm};
use crate::model::secret::TermKind;
use crate::model::sighting::{Histogram, Sighting};
use crate::model::time::Day;
use crate::store::{AuditEntry, ObjectRow};

/// Classes that tell an age.
const OF_AGE: [&str; 3] = ["user.demographic.date_of_birth", "user.demographic.age_range", "user.government_id"];

/// A value that a decision is about; kept only as tags.
pub struct ValueOfDecision {
    /// The value, once for each of its spellings.
    pub spellings: Vec<Zeroizing<String>>,
    /// The country that is meant where it does not say.
    pub region: Option<String>,
    /// The controller whose data it stands in.
    pub realm: Realm,
}

/// What was decided, for the objects of one report.
#[derive(Default)]
pub(super) struct Decisions {
    in_force: Vec<KeptDecision>,
    /// Findings set aside by each, by its number.
    pub n_findings: BTreeMap<u64, u64>,
}

/// The decisions as they meet one object.
pub(super) struct Sieve<'a> {
    decisions: &'a mut Decisions,
    object: &'a ObjectRow,
    shown: String,
    left: BTreeSet<DataClass>,
    gone: BTreeSet<DataClass>,
}

impl Decisions {
    /// Whether nothing is set aside.
    pub fn is_empty(&self) -> bool {
        self.in_force.is_empty()
    }

    /// What meets an object.
    pub fn sieve<'a>(&'a mut self, object: &'a ObjectRow) -> Sieve<'a> {
        Sieve { decisions: self, object, shown: shown(&object.stored), left: BTreeSet::new(), gone: BTreeSet::new() }
    }
}

impl Sieve<'_> {
    /// Takes out of a sighting what is set aside; whether anything is left to speak of.
    pub fn keeps(&mut self, sighting: &mut Sighting) -> bool {
        if self.decisions.in_force.is_empty() {
            return true;
        }
        let n_before = sighting.findings.len();
        let mut was_of_age = false;
        sighting.findings.retain(|finding| {
            let Some(id) = self.set_aside_by(finding) else {
                self.left.insert(finding.class.clone());
                return true;
            };
            *self.decisions.n_findings.entry(id).or_default() += sighting.count;
            was_of_age |= tells_age(finding);
            self.gone.insert(finding.class.clone());
            false
        });
        if was_of_age && !sighting.findings.iter().any(tells_age) {
            sighting.birth = None;
        }
        n_before == 0 || !sighting.findings.is_empty()
    }

    fn set_aside_by(&self, finding: &Finding) -> Option<u64> {
        let field = finding.field.and_then(|ix| self.object.fields.get(usize::from(ix.0)));
        let column = field.map(|field| field.name.to_string());
        let place = (&self.object.stored.source, self.shown.as_str(), column.as_deref());
        self.decisions.in_force.iter().find(|kept| kept.decision.is_about(place, finding)).map(|kept| kept.id)
    }

    /// Takes out of merged records' days the classes of which nothing is left in the object; whether anything is left. After
    /// all sightings of the object: a value set aside among others of its class stays counted here.
    pub fn keeps_days(&self, histogram: &mut Histogram) -> bool {
        let was_empty = histogram.classes.is_empty() && histogram.weak.is_empty();
        let is_left = |class: &DataClass| self.left.contains(class) || !self.gone.contains(class);
        histogram.classes.retain(is_left);
        histogram.weak.retain(is_left);
        was_empty || !histogram.classes.is_empty() || !histogram.weak.is_empty()
    }
}

fn tells_age(finding: &Finding) -> bool {
    OF_AGE.iter().any(|class| finding.class.is_within(class))
}

impl Desk {
    /// Keeps a decision, noted in the audit trail first, and says its number.
    ///
    /// # Errors
    /// It names nothing, or a detector that does not exist; its value is not understood; or it cannot be kept.
    pub async fn decide(&self, mut decision: Decision, value: Option<&ValueOfDecision>) -> Result<u64, QueryError> {
        if let Some(value) = value {
            for spelling in &value.spellings {
                for (class, terms) in self.detectors.question(spelling, value.region.as_deref()) {
                    let (class, tags) = self.tagged(&value.realm, class, &terms);
                    decision.tags.extend(tags.iter().filter(|(kind, _)| *kind == TermKind::Whole).map(|(_, tag)| *tag));
                    decision.classes.push(class);
                }
            }
            decision.classes.sort();
            decision.classes.dedup();
            if decision.tags.is_empty() {
                return Err(QueryError::NotUnderstood);
            }
        }
        if !decision.is_bounded() {
            return Err(QueryError::Unbounded);
        }
        let is_known = |id: &str| self.detectors.specs().iter().any(|spec| spec.id == id);
        if let Some(id) = decision.detectors.iter().find(|id| !is_known(id.as_str())) {
            return Err(QueryError::NoDetector { id: id.to_string() });
        }
        self.note("decide", &decision.who, &decision.made, &decision.reason, decision.classes.clone()).await?;
        Ok(self.store.decide(&decision).await?)
    }

    /// Ends a decision; false if none of this number is in force.
    ///
    /// # Errors
    /// It cannot be noted or kept.
    pub async fn revoke(&self, id: u64, revocation: &Revocation) -> Result<bool, QueryError> {
        self.note("revoke", &revocation.who, &revocation.at, &revocation.reason, Vec::new()).await?;
        Ok(self.store.revoke(id, revocation).await?)
    }

    pub(super) async fn note(
        &self,
        action: &str,
        who: &str,
        at: &str,
        case: &str,
        classes: Vec<DataClass>,
    ) -> Result<(), QueryError> {
        let (at, who, action, case) = (at.to_owned(), who.to_owned(), action.to_owned(), case.to_owned());
        Ok(self.store.audit(&AuditEntry { at, who, action, case, classes }).await?)
    }

    /// All decisions, with how many findings each sets aside.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn decision_lines(&self, as_of: Day) -> Result<Vec<DecisionLine>, QueryError> {
        let counted = self.set_aside(as_of).await?;
        let all = self.store.decisions().await?;
        Ok(all.into_iter().map(|kept| line(kept, &counted, as_of)).collect())
    }

    /// The decisions of a day, nothing counted yet.
    pub(super) async fn decisions(&self, as_of: Day) -> Result<Decisions, QueryError> {
        let mut in_force = self.store.decisions().await?;
        in_force.retain(|kept| kept.is_in_force(as_of));
        Ok(Decisions { in_force, n_findings: BTreeMap::new() })
    }

    /// How many findings each decision of a day sets aside, by its number. Reads sightings only where there is one.
    pub(super) async fn set_aside(&self, as_of: Day) -> Result<BTreeMap<u64, u64>, QueryError> {
        let mut decisions = self.decisions(as_of).await?;
        let mut after = None;
        while !decisions.in_force.is_empty() {
            let objects = self.store.objects(after, PAGE).await?;
            let Some(last) = objects.last() else { break };
            after = Some(last.id);
            for object in &objects {
                let mut sieve = decisions.sieve(object);
                let mut seq = 0;
                loop {
                    let mut rows = self.store.sightings_of(object.id, seq, PAGE).await?;
                    let Some(last) = rows.last() else { break };
                    seq = last.seq;
                    rows.iter_mut().for_each(|row| _ = sieve.keeps(&mut row.sighting));
                }
            }
        }
        Ok(decisions.n_findings)
    }
}

fn line(kept: KeptDecision, counted: &BTreeMap<u64, u64>, as_of: Day) -> DecisionLine {
    let state = match (&kept.revoked, kept.decision.is_in_force(as_of)) {
        (Some(_), _) => "revoked",
        (None, false) => "expired",
        (None, true) => "in-force",
    };
    let Decision { reason, owner, expires, classes, detectors, sources, objects, columns, made, who, .. } = kept.decision;
    DecisionLine {
        id: kept.id,
        state: state.to_owned(),
        reason,
        owner,
        expires,
        value_of: classes,
        detectors,
        sources,
        objects,
        columns,
        made,
        who,
        revoked: kept.revoked,
        n_findings: counted.get(&kept.id).copied().unwrap_or(0),
    }
}
