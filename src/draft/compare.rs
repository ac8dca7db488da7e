//! Packs and texts held against each other: what a pack lacks of a text, what two versions differ in, which headings have
//! changed since a pack was made.

use std::collections::{BTreeMap, BTreeSet};

use super::Draft;
use super::judge::rights;
use super::language::{Language, languages};
use super::outline::OPENING;
use super::statement::{Held, Kept, Note, Says};
use super::words::{folded, tokens};
use crate::model::policy::{Keeps, Period, Policy, Promise, Retention, Starts};

/// A statement of a text that a pack says nothing of.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Uncovered {
    /// The section it belongs into: `retention`; `unread` for a sentence that was not understood.
    pub section: String,
    /// Where the text says it.
    pub heading: String,
    /// On which line.
    pub line: usize,
    /// What is missing, in short.
    pub missing: String,
    /// The sentence.
    pub text: String,
}

/// A difference.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize)]
pub struct Change {
    /// Which part of a pack: `period`, `category`, `age`, `heading` …
    pub part: String,
    /// What it is about.
    pub what: String,
    /// What was said; none: it is new.
    pub was: Option<String>,
    /// What is said; none: it is gone.
    pub is: Option<String>,
}

impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.was, &self.is) {
            (None, Some(is)) => write!(f, "new {}: {}: {is}", self.part, self.what),
            (Some(was), None) => write!(f, "gone {}: {}: {was}", self.part, self.what),
            (was, is) => {
                let (was, is) = (was.as_deref().unwrap_or("-"), is.as_deref().unwrap_or("-"));
                write!(f, "changed {}: {}: {was} → {is}", self.part, self.what)
            }
        }
    }
}

/// The statements of a text that no line of a pack covers.
pub fn coverage(pack: &Policy, draft: &Draft) -> Vec<Uncovered> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for told in &draft.statements {
        let (heading, line, text) = draft.place(told.sentence);
        let Some(missing) = missing(pack, &told.says, &bare(&heading), draft) else { continue };
        // A second period for the same data is a note of a draft, which quotes it.
        if matches!(told.says, Says::Retention(_)) && pack.note.iter().any(|note| note.text.contains(text)) {
            continue;
        }
        if seen.insert((told.says.section(), missing.clone(), line)) {
            found.push(Uncovered { section: told.says.section().to_owned(), heading, line, missing, text: text.to_owned() });
        }
    }
    let is_noted = |heading: &str| pack.note.iter().chain(&pack.unread).any(|note| bare(&note.heading.0) == bare(heading));
    for (heading, line, text, reason) in draft.unread().filter(|(heading, ..)| !is_noted(heading)) {
        found.push(Uncovered {
            section: "unread".to_owned(),
            heading,
            line,
            missing: reason.to_owned(),
            text: text.to_owned(),
        });
    }
    found
}

/// What a pack lacks of a statement, in words.
fn missing(pack: &Policy, says: &Says, heading: &str, draft: &Draft) -> Option<String> {
    let under = |lines: &[crate::model::policy::Statement]| lines.iter().any(|line| is_under(&line.heading.0, heading));
    match says {
        Says::Category(Held { data, catch_all: true, .. }) => {
            let is_there = pack.category.iter().any(|category| category.catch_all && meet(&category.data, data));
            (!is_there).then(|| "a catch-all".to_owned())
        }
        Says::Category(held) => {
            let named =
                |class: &&String| pack.category.iter().any(|category| !category.catch_all && covers(&category.data, class));
            let missing: Vec<&str> = held.data.iter().filter(|class| !named(class)).map(String::as_str).collect();
            (!missing.is_empty()).then(|| missing.join(", "))
        }
        Says::Retention(kept) => {
            // What a pack calls a condition is its own affair; that there is one is not.
            let is_alike = |line: &&Retention| kept.when.is_some() && line.when.is_some() && kept.starts.is_none();
            let has_length = |line: &&Retention| length(line) == told_length(kept);
            let is_same = |line: &&Retention| {
                has_length(line) && (is_alike(line) || told_period(kept) == period(line) && meet(&line.data, &kept.data))
            };
            let is_there = pack.retention.iter().any(|line| is_same(&line));
            (!is_there)
                .then(|| format!("{} of {}", told_period(kept), kept.when.clone().unwrap_or_else(|| kept.data.join(", "))))
        }
        Says::Age { under, rule } => {
            let is_there = pack.age.iter().any(|age| age.under == *under && age.rule == *rule);
            (!is_there).then(|| format!("under {under}: {}", kebab(rule)))
        }
        Says::Right(name) => {
            let is_there = pack.right.iter().any(|line| is_right(&line.text, name, draft.language));
            (!is_there).then(|| name.clone())
        }
        Says::Jurisdiction(code) => (!pack.policy.jurisdictions.contains(code)).then(|| code.clone()),
        Says::Promise { keeps, data, within } => {
            // Which sources a text's name of a system stands for is the pack's to say.
            let is_place = |promise: &Promise| *keeps != Keeps::InRegion || promise.regions == *within;
            let is_same = |promise: &&Promise| promise.keeps == *keeps && meet(&promise.data, data) && is_place(promise);
            let place = if within.is_empty() { String::new() } else { format!(" {}", within.join(", ")) };
            (!pack.promise.iter().any(|promise| is_same(&promise)))
                .then(|| format!("{} kept as {}{place}", data.join(", "), kebab(keeps)))
        }
        Says::Basis { names, .. } => {
            let is_noted = pack.category.iter().any(|line| line.basis.is_some()) || under(&pack.note);
            (!is_noted).then(|| names.join(", "))
        }
        Says::Purpose => (!under(&pack.purpose)).then(|| "a purpose under this heading".to_owned()),
        Says::Recipient => (!under(&pack.recipient)).then(|| "a recipient under this heading".to_owned()),
        Says::Transfer => (!under(&pack.transfer)).then(|| "a transfer under this heading".to_owned()),
        Says::Security => (!under(&pack.security)).then(|| "a measure under this heading".to_owned()),
        Says::Note(note) => {
            let what = match note {
                Note::Scope => "a note on the scope".to_owned(),
                Note::OtherNumber => "a note on a number that is no period".to_owned(),
                Note::BrokenReference(part) => format!("a note on the reference to {part}"),
            };
            (!under(&pack.note)).then_some(what)
        }
    }
}

/// Whether a pack's right is the one of this name, in the text's language or in English.
fn is_right(text: &str, name: &str, own: &Language) -> bool {
    let words = tokens(text);
    let is_named = |language: &Language| rights(&words, language).iter().any(|right| right == name);
    text.contains(name) || is_named(own) || languages().is_ok_and(|all| all.iter().any(is_named))
}

/// What changed from one pack to the other.
pub fn diff(old: &Policy, new: &Policy) -> Vec<Change> {
    let has_digests = !old.digest.is_empty() && !new.digest.is_empty();
    let (was, is) = (facts(old, has_digests), facts(new, has_digests));
    let keys: BTreeSet<&(&str, String)> = was.keys().chain(is.keys()).collect();
    let changed = keys.into_iter().filter(|key| was.get(*key) != is.get(*key));
    changed
        .map(|key| Change { part: key.0.to_owned(), what: key.1.clone(), was: was.get(key).cloned(), is: is.get(key).cloned() })
        .collect()
}

/// What a pack says, so that two can be compared: part and subject → what is said of it; headings by their digests if both
/// packs have some.
fn facts(pack: &Policy, has_digests: bool) -> BTreeMap<(&'static str, String), String> {
    let mut facts = BTreeMap::new();
    let mut add = |part, what: String, said: String| {
        let entry: &mut String = facts.entry((part, what)).or_default();
        if !entry.is_empty() && *entry != said {
            entry.push_str(" / ");
        }
        if !entry.ends_with(&said) {
            entry.push_str(&said);
        }
    };
    for category in &pack.category {
        for class in &category.data {
            let all = if category.catch_all { "catch-all" } else { "named" };
            add("category", class.clone(), all.to_owned());
        }
    }
    for line in &pack.retention {
        let when = line.when.as_ref().map(|when| format!(" when {when}")).unwrap_or_default();
        add("period", format!("{}{when}", sorted(&line.data)), period(line));
    }
    for age in &pack.age {
        add("age", kebab(&age.rule), format!("under {}", age.under));
    }
    for promise in &pack.promise {
        add("promise", sorted(&promise.data), kebab(&promise.keeps));
    }
    pack.policy.jurisdictions.iter().for_each(|code| add("jurisdiction", code.clone(), "named".to_owned()));
    if let Some(version) = &pack.policy.version {
        add("version", "the text".to_owned(), version.clone());
    }
    let known = languages().unwrap_or_default();
    for right in &pack.right {
        let words = tokens(&right.text);
        let named = known.iter().flat_map(|language| rights(&words, language)).collect::<BTreeSet<_>>();
        let is_exact = known.iter().flat_map(|language| &language.right).find(|entry| right.text.starts_with(&entry.is));
        match is_exact {
            Some(entry) => add("right", entry.is.clone(), "named".to_owned()),
            None => named.into_iter().for_each(|name| add("right", name, "named".to_owned())),
        }
    }
    for heading in if has_digests { digested(pack) } else { cited(pack) } {
        add("heading", heading, "there".to_owned());
    }
    facts
}

/// The headings that a pack keeps digests of.
fn digested(pack: &Policy) -> BTreeSet<String> {
    pack.digest.iter().map(|digest| digest.heading.0.clone()).collect()
}

/// The headings that a pack cites.
fn cited(pack: &Policy) -> BTreeSet<String> {
    let cited = pack.category.iter().map(|line| &line.heading);
    let cited = cited.chain(pack.retention.iter().map(|line| &line.heading)).chain(pack.age.iter().map(|line| &line.heading));
    let cited = cited.chain(pack.promise.iter().map(|line| &line.heading));
    let said = pack.statements().into_iter().flat_map(|(_, lines)| lines.iter().map(|line| &line.heading));
    cited.chain(said).map(|heading| bare(&heading.0)).filter(|heading| !heading.starts_with('⟨')).collect()
}

/// Which headings have changed since the pack was made. A pack without digests can only tell which of its headings are gone.
pub fn drift(pack: &Policy, draft: &Draft) -> Vec<Change> {
    let now: BTreeMap<&str, &str> =
        draft.outline.sections.iter().map(|section| (section.title.as_str(), section.digest.as_str())).collect();
    let mut changes = Vec::new();
    let mut tell = |what: &str, was: Option<&str>, is: Option<&str>| {
        let text = |digest: &str| digest.to_owned();
        changes.push(Change { part: "heading".to_owned(), what: what.to_owned(), was: was.map(text), is: is.map(text) });
    };
    if pack.digest.is_empty() {
        let titles: Vec<String> = now.keys().map(|title| folded(title)).collect();
        for heading in cited(pack) {
            let cited = folded(&heading);
            let head = folded(heading.split(": ").next().unwrap_or(&heading));
            let is_there = titles.iter().any(|title| *title == cited || *title == head || title.ends_with(&cited))
                || draft
                    .outline
                    .sentences
                    .iter()
                    .any(|sentence| sentence.label.as_deref().is_some_and(|label| folded(label) == cited));
            if !is_there {
                tell(&heading, Some("cited by the pack"), None);
            }
        }
        return changes;
    }
    let was: BTreeMap<&str, &str> =
        pack.digest.iter().map(|digest| (digest.heading.0.as_str(), digest.text.as_str())).collect();
    for (heading, digest) in &was {
        match now.get(heading) {
            Some(text) if text == digest => {}
            other => tell(heading, Some(digest), other.copied()),
        }
    }
    for (heading, digest) in now.iter().filter(|(heading, _)| !was.contains_key(*heading)) {
        let is_empty = *heading == OPENING && draft.outline.sentences.iter().all(|sentence| sentence.section != 0);
        if !is_empty {
            tell(heading, None, Some(digest));
        }
    }
    changes
}

/// A heading without the paragraph: `4. Retention: Logs (paragraph 2)` → `4. Retention: Logs`.
fn bare(heading: &str) -> String {
    heading.split(" (paragraph ").next().unwrap_or(heading).to_owned()
}

/// Whether a line's heading is this one or the one above its label.
fn is_under(line: &str, heading: &str) -> bool {
    let head = |text: &str| folded(text.split(": ").next().unwrap_or(text));
    let (line, heading) = (bare(line), heading.to_owned());
    folded(&line) == folded(&heading)
        || head(&line) == head(&heading)
        || heading.split(": ").nth(1).is_some_and(|label| folded(label) == folded(&line))
}

fn covers(data: &[String], class: &str) -> bool {
    data.iter().any(|named| {
        *named == "*"
            || class.strip_prefix(named.trim_end_matches(".*")).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

fn meet(a: &[String], b: &[String]) -> bool {
    a.iter().any(|class| covers(b, class)) || b.iter().any(|class| covers(a, class))
}

fn sorted(data: &[String]) -> String {
    let mut data = data.to_vec();
    data.sort();
    data.join(", ")
}

fn length(line: &Retention) -> String {
    match (&line.period, &line.minimum) {
        (Period::Stated(span), _) => span.0.to_string(),
        (Period::Open, Some(Period::Stated(span))) => format!("at least {}", span.0),
        (Period::Open, _) => "unspecified".to_owned(),
    }
}

fn period(line: &Retention) -> String {
    let starts = match line.starts {
        Starts::Event(event) => event.as_str(),
        Starts::Open(_) => "unspecified",
    };
    format!("{} from {starts}", length(line))
}

fn told_length(kept: &Kept) -> String {
    match (&kept.period, &kept.minimum) {
        (Some(iso), _) => iso.clone(),
        (None, Some(iso)) => format!("at least {iso}"),
        (None, None) => "unspecified".to_owned(),
    }
}

fn told_period(kept: &Kept) -> String {
    format!("{} from {}", told_length(kept), kept.starts.map_or("unspecified", crate::model::time::EventKind::as_str))
}

/// An enum's word as packs write it.
fn kebab(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
