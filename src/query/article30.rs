//! GDPR 30: what policies, configuration and findings say of each processing, and "not stated" for the rest.

use std::collections::{BTreeMap, BTreeSet};

use super::decisions::Decisions;
use super::exposure::{stated, subjects};
use super::{Desk, PAGE, QueryError};
use crate::model::article30::{Article30Report, ProcessingRecord};
use crate::model::exposure::{ArticleField, StatedLine};
use crate::model::ids::{DataClass, PolicyId, Realm};
use crate::model::policy::{Category, Handling, OperatorPeriod, Period, Policy, Retention, Starts, Statement};
use crate::model::time::Day;
use crate::store::ObjectRow;

/// What was found under one policy, or for one controller.
#[derive(Default)]
struct Found {
    classes: BTreeMap<DataClass, u64>,
    sources: BTreeSet<String>,
    regions: BTreeSet<String>,
}

impl Desk {
    /// The records of processing; `company` is the realm of the company's own data.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn article_30(&self, company: &Realm, as_of: Day) -> Result<Article30Report, QueryError> {
        let (mut own, mut foreign): (BTreeMap<PolicyId, Found>, BTreeMap<Realm, Found>) = Default::default();
        let mut decisions = self.decisions(as_of).await?;
        let mut after = None;
        loop {
            let objects = self.store.objects(after, PAGE).await?;
            let Some(last) = objects.last() else { break };
            after = Some(last.id);
            for object in &objects {
                let found = match (&object.stored.realm, &object.stored.policy) {
                    (realm, _) if realm != company => foreign.entry(realm.clone()).or_default(),
                    (_, Some(policy)) => own.entry(policy.clone()).or_default(),
                    (_, None) => continue,
                };
                self.look(object, &mut decisions, found).await?;
            }
        }
        let mut records = Vec::new();
        for (id, found) in &own {
            let policy = self.policies.iter().find(|policy| policy.policy.id == *id);
            records.extend(policy.map(|policy| controller(policy, found, &self.periods)));
        }
        records.extend(foreign.iter().map(|(realm, found)| processor(realm, found)));
        records.push(gleaner());
        Ok(Article30Report { basis: self.basis(as_of).await?, records })
    }

    async fn look(&self, object: &ObjectRow, decisions: &mut Decisions, found: &mut Found) -> Result<(), QueryError> {
        found.sources.insert(object.stored.source.to_string());
        found.regions.extend(object.stored.region.clone());
        let mut sieve = decisions.sieve(object);
        let mut seq = 0;
        loop {
            let mut rows = self.store.sightings_of(object.id, seq, PAGE).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            seq = last.seq;
            rows.retain_mut(|row| sieve.keeps(&mut row.sighting));
            for row in &rows {
                let classes: BTreeSet<&DataClass> = row.sighting.findings.iter().map(|finding| &finding.class).collect();
                for class in classes {
                    *found.classes.entry(class.clone()).or_default() += row.sighting.count;
                }
            }
        }
    }
}

/// A field of an article; lines that repeat fall out.
pub(super) fn field(article: &str, asks: &str, lines: Vec<StatedLine>) -> ArticleField {
    let mut lines = lines;
    let mut seen = BTreeSet::new();
    lines.retain(|line| seen.insert(line.clone()));
    ArticleField { article: article.to_owned(), asks: asks.to_owned(), lines }
}

/// A line, and where it is from.
pub(super) fn line(from: &str, text: String) -> StatedLine {
    StatedLine { text, from: from.to_owned() }
}

/// What a policy states, line by line.
pub(super) fn statements(policy: &Policy, statements: &[Statement]) -> Vec<StatedLine> {
    statements.iter().map(|statement| stated(policy, &statement.heading.0, &statement.text)).collect()
}

fn controller(policy: &Policy, found: &Found, periods: &[OperatorPeriod]) -> ProcessingRecord {
    let categories = || policy.category.iter();
    let of = |texts: &[String], heading: &str, what: &str| {
        let text = texts.join(", ");
        (!texts.is_empty()).then(|| stated(policy, heading, &format!("{what}{text}")))
    };
    let named = |category: &Category| category.name.clone().unwrap_or_else(|| category.id.to_string());
    let mut purposes: Vec<StatedLine> = categories()
        .filter_map(|category| of(&category.purposes, &category.heading.0, &format!("{}: ", named(category))))
        .collect();
    purposes.extend(statements(policy, &policy.purpose));
    let mut data: Vec<StatedLine> = Vec::new();
    for category in categories() {
        data.extend(of(&category.data, &category.heading.0, &format!("{}: ", named(category))));
    }
    data.extend(subjects(policy));
    data.extend(classes(found));
    let mut limits: Vec<StatedLine> =
        policy.retention.iter().map(|rule| stated(policy, &rule.heading.0, &limit(rule))).collect();
    let own = periods.iter().filter(|period| period.policy == policy.policy.id);
    limits.extend(own.map(|period| line("configuration", operator_limit(period))));
    let handled = |list: fn(&Handling) -> &Vec<String>| -> Vec<StatedLine> {
        let line = |category: &Category| of(list(&category.handling), &category.heading.0, &format!("{}: ", named(category)));
        categories().filter_map(line).collect()
    };
    let mut recipients = statements(policy, &policy.recipient);
    recipients.extend(handled(|handling| &handling.recipients));
    let mut security = statements(policy, &policy.security);
    security.extend(handled(|handling| &handling.measures));
    let mut transfers = statements(policy, &policy.transfer);
    transfers.extend(handled(|handling| &handling.transfers));
    transfers.extend(found.regions.iter().map(|region| line("configuration", format!("a source lies in {region}"))));
    ProcessingRecord {
        title: policy.policy.name.clone(),
        article: "30(1)".to_owned(),
        fields: vec![
            field(
                "30(1)(a)",
                "name and contact details of the controller, its representative and its data protection officer",
                vec![line(&format!("policy {}", policy.policy.id), format!("Controller: {}.", policy.policy.name))],
            ),
            field("30(1)(b)", "purposes of the processing", purposes),
            field("30(1)(c)", "categories of persons and of personal data", data),
            field("30(1)(d)", "categories of recipients", recipients),
            field("30(1)(e)", "transfers to third countries and their safeguards", transfers),
            field("30(1)(f)", "envisaged time limits for erasure", limits),
            field("30(1)(g)", "technical and organisational security measures", security),
        ],
    }
}

fn classes(found: &Found) -> Vec<StatedLine> {
    let sources: Vec<&str> = found.sources.iter().map(String::as_str).collect();
    let from = format!("found in {}", sources.join(", "));
    found.classes.iter().map(|(class, n)| line(&from, format!("{class}: {n} records"))).collect()
}

fn limit(rule: &Retention) -> String {
    let period = match &rule.period {
        Period::Stated(span) => span.0.to_string(),
        Period::Open => "a period that the text leaves open".to_owned(),
    };
    let starts = match rule.starts {
        Starts::Event(event) => event.as_str(),
        Starts::Open(_) => "an event that the text leaves open",
    };
    let hedge = rule.hedge.as_ref().map(|hedge| format!(" ({hedge})")).unwrap_or_default();
    let categories = rule.categories.iter().map(|id| format!(" as {id}"));
    let bound: String = categories.chain(rule.purpose.iter().map(|purpose| format!(" for {purpose}"))).collect();
    format!("{}{bound}: {period} from {starts}{hedge}", rule.data.join(", "))
}

fn operator_limit(period: &OperatorPeriod) -> String {
    let span = match &period.period {
        Period::Stated(span) => span.0.to_string(),
        Period::Open => "open".to_owned(),
    };
    format!("{}: {span} from {}", period.data.join(", "), period.starts.as_str())
}

/// What is held for another controller. Its policies are its own, so that hardly anything is stated here.
fn processor(realm: &Realm, found: &Found) -> ProcessingRecord {
    let regions = found.regions.iter().map(|region| line("configuration", format!("a source lies in {region}")));
    ProcessingRecord {
        title: format!("for {realm}"),
        article: "30(2)".to_owned(),
        fields: vec![
            field(
                "30(2)(a)",
                "names and contact details of the processor and of each controller it acts for",
                vec![line("configuration", format!("Controller: {realm}."))],
            ),
            field("30(2)(b)", "categories of processing carried out for the controller", classes(found)),
            field("30(2)(c)", "transfers to third countries and their safeguards", regions.collect()),
            field("30(2)(d)", "technical and organisational security measures", Vec::new()),
        ],
    }
}

/// The entry for Gleaner itself: its state is pseudonymised and so still personal data (GDPR 4(5)).
fn gleaner() -> ProcessingRecord {
    let own = |texts: &[&str]| texts.iter().map(|text| line("Gleaner", (*text).to_owned())).collect();
    ProcessingRecord {
        title: "Gleaner: finding personal data and judging it by policy".to_owned(),
        article: "30(1)".to_owned(),
        fields: vec![
            field(
                "30(1)(a)",
                "name and contact details of the controller, its representative and its data protection officer",
                Vec::new(),
            ),
            field(
                "30(1)(b)",
                "purposes of the processing",
                own(&[
                    "To know which personal data are held where, and for how long.",
                    "To answer questions of persons about their data (GDPR 15 to 22).",
                    "To show that storage limitation and the company's own promises are kept (GDPR 5(1)(e), 5(2)).",
                ]),
            ),
            field(
                "30(1)(c)",
                "categories of persons and of personal data",
                own(&[
                    "Everybody of whom personal data stand in the sources that are read.",
                    "Users of Gleaner, and whoever is named as told of a violation or as answering for one: names or roles, and times.",
                    "Keyed hashes of values, masks, places, dates of events, months of birth of persons under 21, jurisdictions, consents; sealed names of places.",
                    "No value of a source in clear.",
                ]),
            ),
            field("30(1)(d)", "categories of recipients", own(&["None: reports go to whoever asks for them on the machine."])),
            field(
                "30(1)(e)",
                "transfers to third countries and their safeguards",
                own(&["None: it runs where it is installed and sends nothing."]),
            ),
            field(
                "30(1)(f)",
                "envisaged time limits for erasure",
                own(&[
                    "What is found is kept until its object is read again without it, is met no more by a complete scan, or the state directory is deleted.",
                    "What no scan has met for 13 months, or as many as the configuration gives, goes at the end of the next, as do audit rows, runs and resolved violations of that age; not what breaks a rule or is under a legal hold.",
                ]),
            ),
            field(
                "30(1)(g)",
                "technical and organisational security measures",
                own(&[
                    "Tags are keyed hashes; names of places that speak are encrypted; the root key lies outside the state directory; only its owner may read either.",
                    "Sources are opened for reading only. Each question about a person is written to an audit trail that shows changes.",
                ]),
            ),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_category_says_of_its_data_stands_beside_what_the_policy_says() {
        let text = "[policy]\nid=\"p\"\nname=\"P\"\nlanguage=\"en\"\n\
            [[category]]\nid=\"sick\"\nname=\"Sick leave\"\nheading=\"Health\"\ndata=[\"user.health_and_medical\"]\n\
            handling={recipients=[\"the insurer\"],transfers=[\"GB\"],measures=[\"encrypted\", \"two keys\"]}\n\
            [[category]]\nid=\"mail\"\nheading=\"Contact\"\ndata=[\"user.contact.email\"]\n\
            [[recipient]]\nheading=\"Who\"\ntext=\"Carriers.\"\n\
            [[retention]]\nheading=\"Health\"\ndata=[\"*\"]\ncategories=[\"sick\"]\nstarts=\"created\"\nperiod=\"P3Y\"\n";
        let record = controller(&toml::from_str(text).unwrap(), &Found::default(), &[]);
        let lines = |article: &str| -> Vec<&str> {
            let field = record.fields.iter().find(|field| field.article == article).unwrap();
            field.lines.iter().map(|line| line.text.as_str()).collect()
        };
        assert_eq!(lines("30(1)(d)"), ["Carriers.", "Sick leave: the insurer"]);
        assert_eq!(lines("30(1)(e)"), ["Sick leave: GB"]);
        assert_eq!(lines("30(1)(f)"), ["* as sick: P3Y from created"]);
        assert_eq!(lines("30(1)(g)"), ["Sick leave: encrypted, two keys"]);
    }
}
