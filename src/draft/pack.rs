//! A draft → a pack, as far as a pack has words for what the text says.

use std::collections::{BTreeMap, BTreeSet};

use super::contradiction::is_same_thing;
use super::outline::OPENING;
use super::statement::{Held, Kept, Note, Says, Statement as Told};
use super::{Draft, words};
use crate::model::policy::{
    About, Age, Category, Conflict, Digest, Handling, Heading, Keeps, Period, Policy, Promise, Retention, Rounding, Starts,
    Statement, Unspecified,
};

/// Objects whose names say that nobody is named in them: where a promise of anonymity is looked after.
const ANONYMOUS: [&str; 3] = ["*anonym*", "*aggregat*", "*deidentif*"];
/// The row condition by which a statement says that it is about backups.
const BACKUP: &str = "backup";
/// What a heading is called that the whole text stands for.
const WHOLE: &str = "⟨whole text⟩";

impl Draft {
    /// The pack. Every line has its heading with the paragraph; `lines` of the same order says which sentence each stands for.
    pub fn pack(&self, id: &str, name: &str) -> Policy {
        let mut pack = Policy {
            policy: About {
                id: id.into(),
                name: name.to_owned(),
                language: self.language().to_owned(),
                version: self.version.clone(),
                jurisdictions: Vec::new(),
            },
            category: Vec::new(),
            promise: Vec::new(),
            age: Vec::new(),
            retention: Vec::new(),
            purpose: Vec::new(),
            recipient: Vec::new(),
            transfer: Vec::new(),
            security: Vec::new(),
            right: Vec::new(),
            note: Vec::new(),
            conflict: self.conflicts(),
            unread: self.unread().map(|(heading, _, text, reason)| said(heading, &format!("{reason}: {text}"))).collect(),
            digest: self.digests(),
        };
        let mut ids = Ids::default();
        let names = self.names();
        for told in &self.statements {
            self.add(&mut pack, &mut ids, &names, told);
        }
        self.disclose_what_is_kept(&mut pack, &mut ids);
        // Categories are all there only now.
        for told in &self.statements {
            self.add_basis(&mut pack, told);
        }
        for (is_silent, what) in [
            (pack.transfer.is_empty(), &mut pack.transfer),
            (pack.security.is_empty(), &mut pack.security),
            (pack.recipient.is_empty(), &mut pack.recipient),
        ] {
            if is_silent {
                what.push(said(WHOLE.to_owned(), "Not stated."));
            }
        }
        pack
    }

    fn add(&self, pack: &mut Policy, ids: &mut Ids, names: &Called<'_>, told: &Told) {
        let (heading, _, text) = self.place(told.sentence);
        let heading = Heading(heading);
        let hedge = hedge(&told.hedges);
        match &told.says {
            Says::Category(held) => pack.category.push(self.category(&mut ids.category, held, told, heading, hedge)),
            Says::Retention(kept) => retention(pack, &mut ids.retention, &told_apart(kept, names), heading, hedge, text),
            Says::Age { under, rule } => {
                pack.age.push(Age { heading, under: *under, rule: *rule, subjects: Vec::new(), roles: Vec::new(), hedge });
            }
            Says::Promise { keeps, data, within } => {
                let id = free(&mut ids.promise, &format!("{}-{}", word(*keeps), last(data)));
                let if_is = |kind: Keeps, list: Vec<String>| if *keeps == kind { list } else { Vec::new() };
                if *keeps == Keeps::InSystems {
                    let text = format!("`{}` stands for sources that somebody has to name: {text}", within.join(", "));
                    pack.note.push(said(heading.0.clone(), &text));
                }
                pack.promise.push(Promise {
                    id,
                    heading,
                    data: data.clone(),
                    keeps: *keeps,
                    when: None,
                    within: if_is(Keeps::Anonymous, ANONYMOUS.map(str::to_owned).to_vec()),
                    least: None,
                    regions: if_is(Keeps::InRegion, within.clone()),
                    systems: if_is(Keeps::InSystems, within.clone()),
                    hedge,
                });
            }
            Says::Basis { .. } => {}
            Says::Jurisdiction(code) => pack.policy.jurisdictions.push(code.clone()),
            Says::Right(name) => pack.right.push(said(heading.0, &with_hedge(name, hedge))),
            Says::Purpose => pack.purpose.push(said(heading.0, &with_lead(text, &told.hedges))),
            Says::Recipient => pack.recipient.push(said(heading.0, &with_lead(text, &told.hedges))),
            Says::Transfer => pack.transfer.push(said(heading.0, &with_lead(text, &told.hedges))),
            Says::Security => pack.security.push(said(heading.0, &with_lead(text, &told.hedges))),
            Says::Note(Note::Scope) => pack.note.push(said(heading.0, &format!("Scope: {text}"))),
            Says::Note(Note::OtherNumber) => {
                pack.note.push(said(heading.0, &format!("A number that is no retention period: {text}")))
            }
            Says::Note(Note::BrokenReference(part)) => {
                pack.note.push(said(heading.0, &format!("Refers to {part}, which the text does not have: {text}")));
            }
        }
    }

    /// A legal basis belongs to the categories whose data it names; one for everything names none, and is a note.
    fn add_basis(&self, pack: &mut Policy, told: &Told) {
        let Says::Basis { names, data } = &told.says else { return };
        let (heading, _, text) = self.place(told.sentence);
        let is_of = |category: &Category| category.data.iter().any(|class| data.contains(class));
        let mut is_told = false;
        for category in pack.category.iter_mut().filter(|category| !category.catch_all && is_of(category)) {
            is_told = true;
            let was = category.basis.take().map(|was| format!("{was}; ")).unwrap_or_default();
            category.basis = Some(was + &names.join("; "));
        }
        if !is_told {
            pack.note.push(said(heading, &format!("Legal basis ({}): {text}", names.join(", "))));
        }
    }

    /// By which names the text calls the data that it keeps.
    fn names(&self) -> Called<'_> {
        let mut names = Called::new();
        for told in &self.statements {
            let Says::Retention(kept) = &told.says else { continue };
            names.entry((&kept.data, &kept.when)).or_default().insert(&kept.named);
        }
        names
    }

    fn category(&self, ids: &mut Names, held: &Held, told: &Told, heading: Heading, hedge: Option<String>) -> Category {
        let label = self.outline.sentences.get(told.sentence).and_then(|sentence| sentence.label.clone());
        let base = match (held.catch_all, label.as_deref().map(slug)) {
            (true, _) => "anything-else".to_owned(),
            (false, Some(slug)) if slug.len() > 2 => slug,
            _ => last(&held.data),
        };
        Category {
            id: free(ids, &base).as_str().into(),
            name: label.filter(|_| !held.catch_all),
            heading,
            data: held.data.clone(),
            catch_all: held.catch_all,
            subjects: held.subjects.clone(),
            purposes: Vec::new(),
            basis: None,
            hedge,
            when: None,
            handling: Handling::default(),
        }
    }

    /// What a text keeps for a time or promises to hash, it holds: a category for what no other names.
    fn disclose_what_is_kept(&self, pack: &mut Policy, ids: &mut Ids) {
        let kept = pack.retention.iter().map(|line| (&line.heading, &line.data));
        let promised = pack
            .promise
            .iter()
            .filter(|promise| promise.keeps != Keeps::Nothing)
            .map(|promise| (&promise.heading, &promise.data));
        let mut more: Vec<(Heading, String)> = Vec::new();
        for (heading, class) in kept.chain(promised).flat_map(|(heading, data)| data.iter().map(move |class| (heading, class)))
        {
            let is_within = |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            let is_named = pack
                .category
                .iter()
                .flat_map(|category| &category.data)
                .any(|named| is_within(named, class) || is_within(class, named));
            if class != "*" && !is_named && more.iter().all(|(_, other)| other != class) {
                more.push((heading.clone(), class.clone()));
            }
        }
        for (heading, class) in more {
            pack.category.push(Category {
                id: free(&mut ids.category, &format!("kept-{}", last(std::slice::from_ref(&class)))).as_str().into(),
                name: None,
                heading,
                data: vec![class],
                catch_all: false,
                subjects: Vec::new(),
                purposes: Vec::new(),
                basis: None,
                hedge: Some("named only where the text says how it is kept".to_owned()),
                when: None,
                handling: Handling::default(),
            });
        }
    }

    fn conflicts(&self) -> Vec<Conflict> {
        let place = |sentence: &usize| {
            let (heading, line, text) = self.place(*sentence);
            said(format!("{heading}, line {line}"), text)
        };
        let conflict = |found: &super::Contradiction| Conflict {
            about: found.about.clone(),
            places: found.sentences.iter().map(place).collect(),
        };
        self.contradictions.iter().map(conflict).collect()
    }

    fn digests(&self) -> Vec<Digest> {
        let sections = self.outline.sections.iter().filter(|section| section.title != OPENING || self.has_opening());
        sections.map(|section| Digest { heading: Heading(section.title.clone()), text: section.digest.clone() }).collect()
    }

    fn has_opening(&self) -> bool {
        self.outline.sentences.iter().any(|sentence| sentence.section == 0)
    }
}

/// By data and condition, how what is kept is called.
type Called<'a> = BTreeMap<(&'a Vec<String>, &'a Option<String>), BTreeSet<&'a str>>;

/// Two kinds of thing of one data class that are kept for different times are told apart by a row condition.
fn told_apart(kept: &Kept, names: &Called<'_>) -> Kept {
    let others = names.get(&(&kept.data, &kept.when));
    let has_other = others.is_some_and(|others| others.iter().any(|other| !is_same_thing(other, &kept.named)));
    let is_alone = kept.when.is_some() || kept.named.is_empty() || !has_other;
    Kept { when: if is_alone { kept.when.clone() } else { Some(kept.named.replace(' ', "-")) }, ..kept.clone() }
}

/// Adds a line on retention. Of two for the same data, one that leaves the period open is a note beside one that states it.
fn retention(pack: &mut Policy, ids: &mut Names, kept: &Kept, heading: Heading, hedge: Option<String>, text: &str) {
    // How long a backup lives is a property of the store that it lies in, and no rule for what is in it.
    if kept.when.as_deref() == Some(BACKUP) {
        let cycle = kept.period.as_deref().unwrap_or("no period stated");
        return pack.note.push(said(heading.0, &format!("Backups ({cycle}), to be bound as the cycle of the stores: {text}")));
    }
    let is_open = kept.period.is_none() && kept.minimum.is_none();
    let same = pack.retention.iter().position(|line| line.data == kept.data && line.when == kept.when);
    let period =
        |iso: &Option<String>| iso.as_ref().and_then(|iso| Some(Period::Stated(iso.parse::<jiff::Span>().ok()?.fieldwise())));
    if let Some(same) = same.and_then(|ix| pack.retention.get_mut(ix)) {
        let was_open = same.period == Period::Open && same.minimum.is_none();
        if same.minimum.is_none() && kept.minimum.is_some() {
            same.minimum = period(&kept.minimum);
            return;
        }
        let is_stated_only_here = was_open && !is_open || same.period == Period::Open && kept.period.is_some();
        if is_stated_only_here {
            let was = std::mem::replace(&mut same.heading, heading);
            (same.starts, same.period, same.rounding) =
                (starts(kept), period(&kept.period).unwrap_or(Period::Open), kept.rounding);
            let old = same.hedge.take().map(|hedge| format!(": {hedge}")).unwrap_or_default();
            same.hedge = hedge;
            same.action.clone_from(&kept.action);
            pack.note.push(said(was.0, &format!("Leaves open how long what is kept for a stated period elsewhere{old}")));
        } else if is_open {
            pack.note.push(said(heading.0, &format!("Leaves the period open: {text}")));
        } else {
            pack.note.push(said(heading.0, &format!("Another period for the same data: {text}")));
        }
        return;
    }
    // A class has one line for each condition: of a second line what is new is kept, and the rest is a note.
    let has_line = |class: &String| pack.retention.iter().any(|line| line.when == kept.when && line.data.contains(class));
    let (again, data): (Vec<String>, Vec<String>) = kept.data.iter().cloned().partition(has_line);
    if !again.is_empty() {
        pack.note.push(said(heading.0.clone(), &format!("Another period for {}: {text}", again.join(", "))));
    }
    if data.is_empty() {
        return;
    }
    let base = kept.when.as_deref().map(slug).filter(|slug| slug.len() > 2);
    let base = base
        .unwrap_or_else(|| if kept.data.iter().any(|class| class == "*") { "general".to_owned() } else { last(&kept.data) });
    pack.retention.push(Retention {
        id: Some(free(ids, &base)),
        heading,
        data,
        categories: Vec::new(),
        purpose: None,
        when: kept.when.clone(),
        starts: starts(kept),
        period: period(&kept.period).unwrap_or(Period::Open),
        rounding: if kept.period.is_some() { kept.rounding } else { Rounding::None },
        grace: None,
        minimum: period(&kept.minimum),
        action: kept.action.clone(),
        hedge,
    });
}

fn starts(kept: &Kept) -> Starts {
    kept.starts.map_or(Starts::Open(Unspecified::Unspecified), Starts::Event)
}

fn said(heading: String, text: &str) -> Statement {
    Statement { heading: Heading(heading), text: text.to_owned() }
}

fn hedge(hedges: &[String]) -> Option<String> {
    (!hedges.is_empty()).then(|| hedges.join("; "))
}

fn with_hedge(name: &str, hedge: Option<String>) -> String {
    hedge.map_or_else(|| format!("{name}."), |hedge| format!("{name} [{hedge}]."))
}

/// A sentence, with the hedges that do not stand in itself but in what leads to it.
fn with_lead(text: &str, hedges: &[String]) -> String {
    let others: Vec<String> = hedges.iter().filter(|hedge| !text.contains(hedge.as_str())).cloned().collect();
    hedge(&others).map_or_else(|| text.to_owned(), |hedge| format!("{text} [{hedge}]"))
}

fn word(keeps: Keeps) -> &'static str {
    match keeps {
        Keeps::Nothing => "never",
        Keeps::LastFour => "last-four",
        Keeps::Encrypted => "encrypted",
        Keeps::Hashed => "hashed",
        Keeps::Anonymous => "anonymous",
        Keeps::UntilDeactivation => "until-deactivation",
        Keeps::InRegion => "in-region",
        Keeps::InSystems => "in-systems",
        Keeps::WithItsCustomer => "with-its-customer",
    }
}

/// `ip-address` for the first of some classes; `all` for `*`.
fn last(data: &[String]) -> String {
    let class = data.first().map(String::as_str).unwrap_or_default();
    if class == "*" { "all".to_owned() } else { slug(class.rsplit('.').next().unwrap_or_default()) }
}

/// Small letters, digits and hyphens of a text.
fn slug(text: &str) -> String {
    let words = words::folded(&text.replace('_', " "));
    let is_plain = |word: &&str| word.chars().all(|c| c.is_ascii_alphanumeric());
    words.split(' ').filter(is_plain).collect::<Vec<_>>().join("-")
}

/// Ids that are taken, by the part of a pack.
#[derive(Default)]
struct Ids {
    category: Names,
    promise: Names,
    retention: Names,
}

/// Taken ids, and how often each was asked for.
type Names = BTreeMap<String, usize>;

/// An id that nothing has yet.
fn free(taken: &mut Names, base: &str) -> String {
    let mut id = base.to_owned();
    while taken.contains_key(&id) {
        let n = taken.entry(base.to_owned()).or_insert(1);
        *n += 1;
        id = format!("{base}-{n}");
    }
    taken.insert(id.clone(), 1);
    id
}
