//! Floor 1: passages → hits. Detectors are declared in `detectors/*.toml`; a new one needs no code.
//!
//! # The tour
//!
//! [`spec`] reads detector files, `compiled` makes them ready → a passage's text is seen through its shadow (`digits`), so
//! that any script's digits are digits → `candidate` asks all patterns in one pass (`engine`) and runs the built-in matchers
//! (`matcher`) → checksums refuse most candidates → `walk` looks at the words around each (`words`), at its field's name
//! (`field`) and at the column's verdict (`column`), and adds up the evidence (`score`) → `overlap` leaves one answer for
//! each stretch → the hit. What is told of it is asked for apart: its terms (`names`, `normalise`) and its mask (`guise`).
//!
//! Everything is linear in the text, and nothing is compiled or allocated per detector while scanning.

mod at_hand;
mod builtin;
mod candidate;
mod char_set;
mod check;
pub mod checksum;
mod classes;
mod column;
mod compiled;
mod context;
mod cues;
mod detector_set;
mod digits;
mod engine;
mod explain;
mod expression;
mod field;
mod file_words;
mod form;
mod given_names;
mod grid;
mod guise;
mod indic;
mod mask;
mod matcher;
mod name_lists;
mod name_number;
mod name_shape;
mod name_words;
pub mod names;
mod normalise;
mod overlap;
mod phone_plan;
mod phrasebook;
mod question;
mod reach;
mod scene;
mod score;
mod shape;
pub mod spec;
mod suspect;
mod test_values;
mod walk;
mod word_table;
mod words;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

pub use check::CheckFailure;
pub use classes::Classes;
pub use column::FieldSample;
pub use explain::Explanation;
pub use scene::KnownNames;
pub use spec::{Mistake, Mistakes, Spec};

use crate::model::finding::{ColumnVerdict, Guise, Hit};
use crate::model::ids::{DataClass, DetectorId};
use crate::model::passage::{Fields, Record};
use crate::model::secret::{Masked, Term};
use crate::model::time::Day;

/// Names of fields whose evidence is remembered; more are looked up each time.
const MAX_REMEMBERED: usize = 8192;

/// A compiled set of detectors. Shared by all threads.
pub struct Detectors {
    number: u64,
    version: String,
    classes: Classes,
    specs: Vec<Spec>,
    all: Vec<compiled::Compiled>,
    by_id: HashMap<DetectorId, usize>,
    engine: engine::Engine,
    /// Detectors whose matchers find candidates by themselves.
    finders: Vec<(usize, matcher::Find)>,
    vocabulary: words::Vocabulary,
    phrasebook: phrasebook::Phrasebook,
    columns: field::ColumnNames,
    /// What the names of fields say; raw names, so only in memory.
    remembered: RwLock<HashMap<String, Arc<field::NameEvidence>>>,
}

impl std::fmt::Debug for Detectors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Detectors({} of version {})", self.specs.len(), self.version)
    }
}

/// What is known around a record.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The object's fields.
    pub fields: &'a Fields,
    /// What each field as a whole was judged to hold, by its index; none where it was not profiled.
    pub verdicts: &'a [Option<ColumnVerdict>],
    /// ISO 3166 code of where the source is.
    pub region: Option<&'a str>,
    /// The day of the scan.
    pub today: Day,
    /// Who is known by name already.
    pub known: Option<&'a dyn KnownNames>,
}

impl Detectors {
    /// The detectors in the binary.
    ///
    /// # Errors
    /// Every mistake in the files; a test rules them out.
    pub fn builtin() -> Result<Self, Mistakes> {
        Self::with_own(&[])
    }

    /// The detectors in the binary and the operator's own (file name, TOML text).
    ///
    /// # Errors
    /// Every mistake in all files, with file and line.
    pub fn with_own(files: &[(String, String)]) -> Result<Self, Mistakes> {
        let builtin = builtin::DETECTORS.iter().map(|(name, text)| (*name, *text));
        let all: Vec<(&str, &str)> = builtin.chain(files.iter().map(|(name, text)| (name.as_str(), text.as_str()))).collect();
        Self::of_files(&all, builtin::DETECTORS.len())
    }

    /// The first `n_builtin` files are the binary's.
    fn of_files(files: &[(&str, &str)], n_builtin: usize) -> Result<Self, Mistakes> {
        let mut mistakes = Mistakes::default();
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        for list in name_lists::TEXTS {
            hasher.update(list.as_bytes());
        }
        let mut classes = Classes::default();
        let mut written = Vec::new();
        let mut first_own = usize::MAX;
        for (ix, (file, text)) in files.iter().enumerate() {
            if ix == n_builtin {
                first_own = written.len();
            }
            hasher.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
            let parsed = spec::parse(file, text, &mut mistakes);
            parsed.classes.into_iter().for_each(|(line, entry)| classes.add(file, line, entry, &mut mistakes));
            written.extend(parsed.detectors.into_iter().map(|(line, spec)| (*file, line, spec)));
        }
        let (mut vocabulary, mut phrasebook) = (words::Vocabulary::default(), phrasebook::Phrasebook::default());
        let mut by_id = HashMap::new();
        let mut all = Vec::new();
        for (file, line, spec) in written {
            if by_id.insert(DetectorId::from(spec.id.as_str()), all.len()).is_some() {
                mistakes.0.push(Mistake { file: file.to_owned(), line, text: format!("detector id `{}` is taken", spec.id) });
            }
            let place = (file, line, all.len() >= first_own);
            let words = (all.len(), &mut vocabulary, &mut phrasebook);
            all.push(compiled::compile(place, spec, &classes, words, &mut mistakes));
        }
        let engine = match compiled::engine(&all, first_own, &mut mistakes) {
            Some(engine) if mistakes.0.is_empty() => engine,
            _ => return Err(mistakes),
        };
        let finders = all.iter().enumerate().filter_map(|(ix, one)| Some((ix, one.matcher?.find?))).collect();
        Ok(Self {
            number: at_hand::new_number(),
            version: hasher.finalize().to_hex().chars().take(16).collect(),
            specs: all.iter().map(|one| one.spec.clone()).collect(),
            columns: field::ColumnNames::new(&all),
            remembered: RwLock::default(),
            classes,
            by_id,
            engine,
            finders,
            vocabulary,
            phrasebook,
            all,
        })
    }

    /// A hash of all definitions, 16 hexadecimal digits.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The definitions, as written.
    pub fn specs(&self) -> &[Spec] {
        &self.specs
    }

    /// How each definition's values are found in running text, in the order of [`Detectors::specs`]: `shape`, `cue` and
    /// `apart` are the routes of patterns, `matcher` is code of its own. Empty: only its columns tell.
    pub fn routes(&self) -> Vec<Vec<String>> {
        let of = |ix: usize| {
            let reads_text = self.all.get(ix).is_some_and(compiled::Compiled::reads_text);
            let has_own = self.finders.iter().any(|(finder, _)| *finder == ix).then(|| "matcher".to_owned());
            let mut routes: Vec<String> = self.engine.routes(ix).map(ToString::to_string).chain(has_own).collect();
            routes.sort();
            routes.dedup();
            routes.retain(|_| reads_text);
            routes
        };
        (0..self.all.len()).map(of).collect()
    }

    /// The table of data classes.
    pub fn classes(&self) -> &Classes {
        &self.classes
    }

    /// Runs every example and counterexample of every detector.
    pub fn check(&self) -> Vec<CheckFailure> {
        check::check(self)
    }

    /// The accepted hits of a record, each with the index of its passage, in order.
    pub fn detect(&self, record: &Record, context: &Context<'_>) -> Vec<(usize, Hit)> {
        let mut hits = Vec::new();
        for (ix, passage) in record.passages.iter().enumerate() {
            let found = walk::passage(self, passage, context, walk::Depth::Hits);
            hits.extend(found.into_iter().filter_map(|scored| Some((ix, scored.into_hit(self)?))));
        }
        hits
    }

    /// What a hit's value is told by; `value` is what stands in the hit's span.
    pub fn guise(&self, hit: &Hit, value: &str) -> Guise {
        guise::guise(self, hit, value)
    }

    /// Whether a hit's value is one that is published for tests and examples.
    pub fn is_likely_test(&self, hit: &Hit) -> bool {
        test_values::is_likely_test(&hit.class, &hit.detector, hit.normal.expose())
    }

    /// What columns hold as a whole, judged by their names, types and values, in the order of `fields`.
    pub fn profile(&self, fields: &[FieldSample<'_>]) -> Vec<ColumnVerdict> {
        column::profile(self, fields)
    }

    /// A mask for a name that is about to be stored in clear, if anything personal may be in it. Leans to masking.
    pub fn suspect(&self, name: &str) -> Option<Masked> {
        suspect::suspect(self, name)
    }

    /// Every class that a free question about a person can be, with the forms to look up.
    pub fn question(&self, text: &str, region: Option<&str>) -> Vec<(DataClass, Vec<Term>)> {
        question::question(self, text, region)
    }

    /// Every candidate of a record with its arithmetic, accepted or not.
    pub fn explain(&self, record: &Record, context: &Context<'_>) -> Vec<Explanation> {
        explain::explain(self, record, context)
    }

    /// Whose numbers a detector finds.
    fn country(&self, detector: usize) -> Option<&str> {
        self.specs.get(detector)?.country.as_deref()
    }

    /// What is asked for around values.
    fn language(&self) -> context::Language<'_> {
        context::Language { vocabulary: &self.vocabulary, phrasebook: &self.phrasebook }
    }

    /// What a field's name says, remembered.
    fn name_evidence(&self, name: &str) -> Arc<field::NameEvidence> {
        if let Some(known) = self.remembered.read().unwrap_or_else(PoisonError::into_inner).get(name) {
            return known.clone();
        }
        let evidence = Arc::new(self.columns.look_up(name, self.language()));
        let mut remembered = self.remembered.write().unwrap_or_else(PoisonError::into_inner);
        if remembered.len() < MAX_REMEMBERED {
            remembered.insert(name.to_owned(), evidence.clone());
        }
        evidence
    }
}

#[cfg(test)]
mod tests;
