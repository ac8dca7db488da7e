//! A file of bindings beside the configuration, as `gleaner policy bind` writes it: what columns mean, source by source.
//! Apart from the configuration so that it can be written anew without touching what somebody wrote by hand.

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::check::check_bound;
use super::mistake::{Mistake, Mistakes, suggestion};
use super::places::read_config;
use super::source::EventBinding;
use super::{Config, document};
use crate::model::ids::SourceName;

/// The whole file.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BindingsFile {
    /// Sources of the configuration, by name.
    #[serde(default)]
    pub source: Vec<BoundSource>,
}

/// What the columns of a source mean. What the configuration itself says of them comes first.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BoundSource {
    /// The source's name in the configuration.
    pub name: SourceName,
    /// As in the configuration.
    #[serde(default)]
    pub events: Vec<EventBinding>,
}

impl Config {
    /// Adds the bindings of a file behind those of the configuration.
    ///
    /// # Errors
    /// Every mistake of the file, and every period of the configuration that names a row condition which neither has.
    pub(super) fn bind(&mut self, path: &Path) -> Result<(), Mistakes> {
        let text = read_config(path)?;
        let kind_of = |name: &str| self.sources.iter().find(|source| source.name.as_str() == name).map(|source| source.kind);
        let names: Vec<String> = self.sources.iter().map(|source| source.name.to_string()).collect();
        let schema = schemars::schema_for!(BindingsFile).to_value();
        let (file, _) = document::<BindingsFile>(&text, path, &schema, |toml| check_bound(toml, &kind_of, &names))?;
        for bound in file.source {
            if let Some(source) = self.sources.iter_mut().find(|source| source.name == bound.name) {
                source.events.extend(bound.events);
            }
        }
        self.check_conditions()
    }

    /// A period's row condition may stand in either file, so it is looked for when both are read.
    fn check_conditions(&self) -> Result<(), Mistakes> {
        let events = self.sources.iter().flat_map(|source| &source.events);
        let known: Vec<&str> = events
            .filter_map(|events| events.when.as_ref())
            .flat_map(|when| when.as_slice())
            .map(|when| when.name.as_str())
            .collect();
        let unknown = self.periods.iter().enumerate().filter_map(|(ix, period)| {
            let name = period.when.as_deref().filter(|name| !known.contains(name))?;
            let at = self.places.get(&format!("period[{ix}].when")).copied();
            let text = format!("unknown row condition `{name}`{}", suggestion(name, known.iter().copied()));
            Some(Mistake { file: self.file.clone(), at, text })
        });
        Mistakes::or_else_none(unknown.collect())
    }
}
