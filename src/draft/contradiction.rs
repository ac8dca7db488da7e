//! Where a text contradicts itself. Both places are told; which of them holds is for somebody to decide.

use super::judge::{is_denied, named_data, place_codes, places_named};
use super::language::{ClassWords, Language};
use super::outline::{Outline, Sentence};
use super::statement::{Kept, Says, Statement};
use crate::model::policy::{AgeRule, Keeps};

/// The most places that are told of one contradiction.
const PLACES: usize = 8;
/// The most contradictions that are told: a text with so many is settled by nobody one by one.
const MOST: usize = 1_000;
/// What data that leave their place contradict.
const LEAVES: &str = "whether data are transferred";

/// Sentences that cannot all hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contradiction {
    /// What about.
    pub about: String,
    /// The sentences, as places in the outline's list.
    pub sentences: Vec<usize>,
}

/// The contradictions of a text, each pair once.
pub fn contradictions(language: &Language, outline: &Outline, statements: &[Statement]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let polar = Polar { language, outline, statements };
    found.extend(polar.sale());
    found.extend(polar.sharing());
    found.extend(polar.transfer());
    for (ix, first) in statements.iter().enumerate() {
        for second in statements.iter().skip(ix + 1) {
            let about = match (&first.says, &second.says) {
                (Says::Retention(a), Says::Retention(b)) => periods(a, b),
                (Says::Age { under: a, rule: AgeRule::Never }, Says::Age { under: b, rule: AgeRule::Never }) if a != b => {
                    let is_local = [first, second].iter().any(|statement| polar.is_local(statement));
                    (!is_local).then(|| "the age under which nothing is collected".to_owned())
                }
                (Says::Promise { keeps: Keeps::InRegion, within, .. }, Says::Transfer) => polar.leaves(within, second),
                (Says::Transfer, Says::Promise { keeps: Keeps::InRegion, within, .. }) => polar.leaves(within, first),
                (Says::Category(held), Says::Promise { keeps: Keeps::Nothing, data, .. })
                | (Says::Promise { keeps: Keeps::Nothing, data, .. }, Says::Category(held))
                    if !held.catch_all =>
                {
                    let both =
                        data.iter().find(|class| held.data.contains(class) && polar.is_called_alike(first, second, class));
                    both.map(|class| format!("whether {class} is held"))
                }
                _ => None,
            };
            let sentences = vec![first.sentence, second.sentence];
            let is_new = |found: &[Contradiction]| found.iter().all(|other| other.sentences != sentences);
            let is_known = |about: &String| *about == LEAVES && !is_new(&found);
            let about = about.filter(|about| !is_known(about));
            found.extend(about.map(|about| Contradiction { about, sentences }));
            if found.len() > MOST {
                return found;
            }
        }
    }
    found.dedup();
    found
}

/// Two periods for the same data that differ.
fn periods(a: &Kept, b: &Kept) -> Option<String> {
    let is_same = a.data == b.data && a.when == b.when && (is_same_thing(&a.named, &b.named) || a.when.is_some());
    let (Some(first), Some(second)) = (&a.period, &b.period) else { return None };
    // Periods from two events can both hold: whichever is over first.
    let is_one_event = a.starts.is_none() || b.starts.is_none() || a.starts == b.starts;
    let what = a.when.clone().unwrap_or_else(|| a.data.join(", "));
    (is_same && is_one_event && first != second).then(|| format!("retention of {what}"))
}

/// Whether two names mean the same thing: one holds all words of the other, as `ip` and `ip address`.
pub fn is_same_thing(a: &str, b: &str) -> bool {
    let holds = |a: &str, b: &str| b.split(' ').all(|word| a.split(' ').any(|other| other == word));
    holds(a, b) || holds(b, a)
}

struct Polar<'a> {
    language: &'a Language,
    outline: &'a Outline,
    statements: &'a [Statement],
}

impl Polar<'_> {
    fn is_local(&self, statement: &Statement) -> bool {
        self.outline.sentences.get(statement.sentence).is_some_and(|sentence| places_named(&sentence.tokens, self.language))
    }

    /// Whether two sentences mean the same of a class: an advertising identifier and a serial number are both device ids.
    fn is_called_alike(&self, first: &Statement, second: &Statement, class: &str) -> bool {
        let entries = |statement: &Statement| -> Vec<&ClassWords> {
            let sentence = self.outline.sentences.get(statement.sentence);
            let named = sentence.map(|sentence| named_data(&sentence.tokens, self.language)).unwrap_or_default();
            named.into_iter().map(|(_, words)| words).filter(|words| words.data.iter().any(|own| own == class)).collect()
        };
        let of_second = entries(second);
        entries(first).iter().any(|words| of_second.iter().any(|other| std::ptr::eq(*words, *other)))
    }

    fn is_of(&self, ix: usize, section: &str) -> bool {
        self.statements.iter().any(|statement| statement.sentence == ix && statement.says.section() == section)
    }

    /// The sentences that affirm and those that deny, if there are both.
    fn pair(&self, about: &str, stand: impl Fn(usize, &Sentence) -> Option<bool>) -> Option<Contradiction> {
        let all = self.outline.sentences.iter().enumerate();
        let stands: Vec<(usize, bool)> = all.filter_map(|(ix, sentence)| Some((ix, stand(ix, sentence)?))).collect();
        let has = |affirms: bool| stands.iter().any(|(_, stand)| *stand == affirms);
        let first =
            |affirms: bool| stands.iter().filter(move |(_, stand)| *stand == affirms).map(|(ix, _)| *ix).take(PLACES / 2);
        let mut sentences: Vec<usize> = first(true).chain(first(false)).collect();
        sentences.sort_unstable();
        (has(true) && has(false)).then(|| Contradiction { about: about.to_owned(), sentences })
    }

    /// Data are sold, and are not.
    fn sale(&self) -> Option<Contradiction> {
        let say = &self.language.say;
        self.pair("whether data are sold", |ix, sentence| {
            let others = say.sell_other.all(&sentence.tokens);
            let is_other = |at: usize| others.iter().any(|range| range.contains(&at));
            let verb = say.sell.all(&sentence.tokens).into_iter().find(|range| !is_other(range.start))?;
            let is_data = say.generic.is_in(&sentence.tokens)
                || say.third.is_in(&sentence.tokens)
                || !named_data(&sentence.tokens, self.language).is_empty();
            let is_rule = self.is_of(ix, "age") || self.is_of(ix, "right");
            (is_data && !is_rule).then(|| !is_denied(&sentence.tokens, verb.start, self.language))
        })
    }

    /// Data are shared with those with whom they are never shared; who shares with nobody shares with no advertiser.
    fn sharing(&self) -> Option<Contradiction> {
        let say = &self.language.say;
        let with = |about: &str, to: &super::words::Phrases, is_except: bool| {
            self.pair(about, |ix, sentence| {
                let tokens = &sentence.tokens;
                let verb = say.share.first(tokens).filter(|_| self.is_of(ix, "recipient"))?;
                let denied = is_denied(tokens, verb.start, self.language);
                let is_nobody = denied && (say.anyone.is_in(tokens) || !say.to_whom.is_in(tokens) && say.generic.is_in(tokens));
                let is_told = to.is_in(tokens);
                let has_way_out = (is_except || !is_told) && say.except.is_in(tokens);
                let is_meant = (is_told || is_nobody) && !has_way_out && (!say.sell.is_in(tokens) || !denied);
                is_meant.then_some(!denied)
            })
        };
        with("whether data are shared with advertisers", &say.advertisers, false)
            .or_else(|| with("whether data are shared with third parties", &say.anyone, true))
    }

    /// Whether a sentence brings data out of the places that alone may hold them.
    fn leaves(&self, within: &[String], told: &Statement) -> Option<String> {
        let tokens = &self.outline.sentences.get(told.sentence)?.tokens;
        let say = &self.language.say;
        let is_not =
            say.stays.is_in(tokens) || say.transfer.first(tokens).is_some_and(|at| is_denied(tokens, at.start, self.language));
        let elsewhere = place_codes(tokens, self.language).into_iter().any(|code| !is_inside(&code, within));
        (elsewhere && !is_not).then(|| LEAVES.to_owned())
    }

    /// Data leave the place that they never leave.
    fn transfer(&self) -> Option<Contradiction> {
        let say = &self.language.say;
        self.pair(LEAVES, |ix, sentence| {
            let at = say
                .transfer
                .first(&sentence.tokens)
                .or_else(|| say.transfer_at.first(&sentence.tokens))
                .filter(|_| self.is_of(ix, "transfer"))?;
            let is_not = say.stays.is_in(&sentence.tokens) || is_denied(&sentence.tokens, at.start, self.language);
            // Where data lie says nothing of whether they leave the place that another sentence names.
            let is_moved = say.transfer.is_in(&sentence.tokens) || say.moved.is_in(&sentence.tokens);
            (is_not || is_moved).then_some(!is_not)
        })
    }
}

/// Members of the European Union and, with the last three, of the European Economic Area (Regulation (EU) 2016/679 as taken
/// over by Decision 154/2018 of the EEA Joint Committee).
const UNION: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT",
    "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];
const AREA: [&str; 3] = ["IS", "LI", "NO"];

/// Whether a place lies in one of others: `DE` in `EEA`, `US-CA` in `US`.
fn is_inside(code: &str, within: &[String]) -> bool {
    within.iter().any(|place| match place.as_str() {
        "EU" => code == "EU" || UNION.contains(&code),
        "EEA" => ["EEA", "EU"].contains(&code) || UNION.contains(&code) || AREA.contains(&code),
        place => code.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')),
    })
}
