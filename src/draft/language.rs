//! A language as data: the words by which a policy's sentences are understood. One file a language below
//! `config/languages`; a further one is one more file and one more line here.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::words::{Phrases, fold, tokens};
use crate::model::policy::Action;
use crate::model::time::EventKind;

/// The languages that are in the binary.
const LANGUAGES: &[&str] = &[include_str!("../../config/languages/en.toml"), include_str!("../../config/languages/hi.toml")];

/// What a language's file holds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// ISO 639-1 code.
    pub code: String,
    /// Its English name.
    pub name: String,
    /// Words that no longer text is without.
    pub common: Phrases,
    /// Words that stand in sentences and never in a heading or label.
    pub running: Phrases,
    /// Abbreviations whose full stop ends no sentence.
    pub abbreviations: Vec<String>,
    /// Words that join clauses.
    pub joints: Phrases,
    /// Words that say nothing of the thing they stand beside.
    pub small: Phrases,
    /// How it denies.
    pub negation: Negation,
    /// Its numerals; hundred and thousand multiply what stands before them.
    pub numbers: BTreeMap<String, f64>,
    /// How it says how long.
    pub period: PeriodWords,
    /// Phrases by what they say.
    pub say: Say,
    /// Phrases that soften what is said.
    pub hedges: Hedges,
    /// What a heading's words say that it is about.
    pub topics: Topics,
    /// A page's furniture.
    pub litter: Litter,
    /// How it writes dates.
    pub dates: Dates,
    /// Kinds of data.
    pub class: Vec<ClassWords>,
    /// Start events.
    pub event: Vec<EventWords>,
    /// What is done at a period's end.
    pub action: Vec<ActionWords>,
    /// Rights.
    pub right: Vec<RightWords>,
    /// Legal bases.
    pub basis: Vec<RightWords>,
    /// Places and their laws.
    pub place: Vec<PlaceWords>,
}

/// How a language denies.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Negation {
    /// How many words before a verb a negation may stand.
    pub before: usize,
    /// How many words behind it.
    pub after: usize,
    /// Its words.
    pub words: Phrases,
    /// Those of its words that do not reach over a comma: `without an account, we store …`.
    pub near: Phrases,
    /// What looks like one and is none.
    pub none: Phrases,
    /// Words over which it does not reach.
    pub ends: Phrases,
}

/// How a language says how long, how old, and until when.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is named as what it says; the files show them")]
pub struct PeriodWords {
    pub days: Phrases,
    pub weeks: Phrases,
    pub months: Phrases,
    pub years: Phrases,
    pub hours: Phrases,
    pub article: Phrases,
    pub half: Phrases,
    pub half_more: Phrases,
    pub and_a_half: Phrases,
    pub number_joint: Phrases,
    pub vague: Phrases,
    pub between: Phrases,
    pub range: Phrases,
    pub often: Phrases,
    pub at_least: Phrases,
    pub at_most: Phrases,
    pub beyond: Phrases,
    pub after: Phrases,
    pub old: Phrases,
    pub month_end: Phrases,
    pub year_end: Phrases,
}

/// Phrases by what they say.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is named as what it says; the files show them with comments")]
pub struct Say {
    pub collect: Phrases,
    pub include: Phrases,
    #[serde(rename = "use")]
    pub uses: Phrases,
    pub get: Phrases,
    pub we_get: Phrases,
    pub share: Phrases,
    pub keep: Phrases,
    pub erase: Phrases,
    pub secure: Phrases,
    pub transfer: Phrases,
    pub transfer_at: Phrases,
    pub moved: Phrases,
    pub stays: Phrases,
    pub sell: Phrases,
    pub sell_other: Phrases,
    pub third: Phrases,
    pub anyone: Phrases,
    pub advertisers: Phrases,
    pub except: Phrases,
    pub notice: Phrases,
    pub answer: Phrases,
    pub other_number: Phrases,
    pub open: Phrases,
    pub backup: Phrases,
    pub generic: Phrases,
    pub right: Phrases,
    pub right_other: Phrases,
    pub anaphor: Phrases,
    pub card: Phrases,
    pub digits: Phrases,
    pub perhaps: Phrases,
    pub other_verb: Phrases,
    pub use_strong: Phrases,
    pub pointer: Phrases,
    pub occasion: Phrases,
    pub disclaimer: Phrases,
    pub child: Phrases,
    pub or_older: Phrases,
    pub below: Phrases,
    pub parent: Phrases,
    pub consent: Phrases,
    pub opt_in: Phrases,
    pub sensitive: Phrases,
    pub forbid: Phrases,
    pub law: Phrases,
    pub scope: Phrases,
    pub filler: Phrases,
    pub matter: Phrases,
    pub no_identity: Phrases,
    pub aggregate: Phrases,
    pub last_four: Phrases,
    pub never_store: Phrases,
    pub hashed: Phrases,
    pub encrypted: Phrases,
    pub in_transit: Phrases,
    pub at_rest: Phrases,
    pub knowingly: Phrases,
    pub suspect: Phrases,
    pub qualifier: Phrases,
    pub after_that: Phrases,
    pub catch_all: Phrases,
    pub catch_all_contact: Phrases,
    pub subject_employee: Phrases,
    pub subject_applicant: Phrases,
    pub subject_dependant: Phrases,
    pub subject_customers_customer: Phrases,
    pub subject_public: Phrases,
    pub section: Phrases,
    pub section_of_law: Phrases,
    pub solely: Phrases,
    pub system: Phrases,
    pub processed: Phrases,
    pub apart: Phrases,
    pub other_customers: Phrases,
    pub to_whom: Phrases,
    pub basis: Phrases,
}

/// Phrases that soften what is said.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hedges {
    /// The phrases.
    pub words: Phrases,
    /// What looks like one and is none: `तक` in `डेटा तक पहुंच`.
    pub none: Phrases,
}

/// What headings are about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is named as its topic")]
pub struct Topics {
    pub whole: Phrases,
    pub collect: Phrases,
    #[serde(rename = "use")]
    pub uses: Phrases,
    pub share: Phrases,
    pub keep: Phrases,
    pub right: Phrases,
    pub child: Phrases,
    pub secure: Phrases,
    pub transfer: Phrases,
    pub change: Phrases,
}

/// A page's furniture.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Litter {
    /// Whole lines.
    pub lines: Phrases,
    /// Parts that give a line away.
    pub within: Phrases,
}

/// How a language writes dates.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// January to December.
    pub months: Vec<String>,
    /// What stands before the date of a version.
    pub version: Phrases,
}

/// A kind of data.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassWords {
    /// Its data classes; none: the phrases are no data, and hide what is in them.
    pub data: Vec<String>,
    /// What it is called.
    pub words: Phrases,
}

/// A start event.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventWords {
    /// Which.
    pub is: EventKind,
    /// How it is said.
    pub words: Phrases,
}

/// What is done at a period's end.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionWords {
    /// Which.
    pub is: Action,
    /// How it is said.
    pub words: Phrases,
}

/// A right, or a legal basis.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RightWords {
    /// Its name in a draft, the same in every language.
    pub is: String,
    /// How it is said.
    pub words: Phrases,
}

/// A jurisdiction.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceWords {
    /// ISO 3166 code, `EEA` or `EU`.
    pub code: String,
    /// Laws that name it by themselves.
    #[serde(default)]
    pub laws: Phrases,
    /// Its names.
    #[serde(default)]
    pub words: Phrases,
}

/// A language's file that is wrong.
#[derive(Clone, Debug, thiserror::Error)]
#[error("a language's file is wrong: {0}")]
pub struct LanguageError(#[from] toml::de::Error);

/// All languages, read once.
///
/// # Errors
/// A file in the binary is wrong; a test reads them all.
pub fn languages() -> Result<&'static [Language], LanguageError> {
    static READ: OnceLock<Result<Vec<Language>, LanguageError>> = OnceLock::new();
    let read = || LANGUAGES.iter().map(|text| Ok(toml::from_str::<Language>(text)?.folded())).collect();
    READ.get_or_init(read).as_deref().map_err(Clone::clone)
}

/// The language whose common words are the most of a text.
pub fn of_text(text: &str) -> Result<Option<&'static Language>, LanguageError> {
    let words = tokens(text);
    let counts = languages()?.iter().enumerate().map(|(ix, language)| (language.common.count(&words), ix, language));
    let most = counts.filter(|(n, ..)| *n > 0).max_by_key(|(n, ix, _)| (*n, std::cmp::Reverse(*ix)));
    Ok(most.map(|(_, _, language)| language))
}

impl Language {
    /// The same with its numerals folded, as words of a text are.
    fn folded(mut self) -> Self {
        self.numbers = self.numbers.into_iter().map(|(word, number)| (fold(&word), number)).collect();
        self.dates.months = self.dates.months.iter().map(|month| fold(month)).collect();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_texts_language_is_told_by_its_common_words() {
        let code = |text: &str| of_text(text).unwrap().map(|language| language.code.as_str());
        assert_eq!(code("We keep the data of our customers"), Some("en"));
        assert_eq!(code("हम आपका डेटा GDPR के अनुसार रखते हैं"), Some("hi"));
        assert_eq!(code("zzz"), None);
    }

    #[test]
    fn a_data_class_belongs_to_the_list() {
        let classes = include_str!("../../detectors/classes.toml");
        for language in languages().unwrap() {
            for class in language.class.iter().flat_map(|words| &words.data) {
                let is_known = classes.lines().any(|line| {
                    let key = line.strip_prefix("key = \"").and_then(|rest| rest.strip_suffix('"'));
                    key.is_some_and(|key| {
                        key.strip_prefix(class.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                    })
                });
                assert!(is_known, "{}: {class}", language.code);
            }
        }
    }
}
