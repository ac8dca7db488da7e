//! The table of data classes: what a class is called, which law knows it, and how far it proves identity.

use std::collections::BTreeMap;

use super::spec::{Mistake, Mistakes};
use crate::model::ids::DataClass;
use crate::model::view::ClassEntry;

/// All data classes, by key.
#[derive(Clone, Debug, Default)]
pub struct Classes(BTreeMap<DataClass, ClassEntry>);

impl Classes {
    /// The entry of a class.
    pub fn get(&self, class: &DataClass) -> Option<&ClassEntry> {
        self.0.get(class)
    }

    /// All entries, sorted by key.
    pub fn iter(&self) -> impl Iterator<Item = &ClassEntry> {
        self.0.values()
    }

    /// The known key that is spelt most like this one.
    pub fn nearest(&self, key: &str) -> Option<&str> {
        let near = |entry: &&ClassEntry| strsim::jaro_winkler(entry.key.as_str(), key);
        self.0.values().max_by(|a, b| near(a).total_cmp(&near(b))).map(|entry| entry.key.as_str())
    }

    /// Adds an entry; one that is there already is a mistake.
    pub(super) fn add(&mut self, file: &str, line: usize, entry: ClassEntry, mistakes: &mut Mistakes) {
        let key = entry.key.clone();
        if self.0.insert(key.clone(), entry).is_some() {
            mistakes.0.push(Mistake { file: file.to_owned(), line, text: format!("class `{key}` is defined twice") });
        }
    }
}
