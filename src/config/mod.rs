//! Floor 3: files and environment → [`Config`]. Every mistake of a file is told in one message, each with its place; a
//! secret is only ever referred to. The environment is read nowhere else.

mod ad_hoc;
mod bind;
mod bound;
mod check;
pub mod file;
pub mod key;
pub mod mistake;
mod places;
pub mod secret;
pub mod size;
pub mod source;
mod walk;

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use serde_json::Value;
use toml::Spanned;
use toml::de::DeTable;

use crate::model::ids::Realm;
use crate::model::orders::{OrderDay, Orders};
use crate::model::policy::{OperatorPeriod, Period};

pub use file::ScanConfig;
pub use key::KeyRef;
pub use mistake::{Mistake, Mistakes};
pub use secret::{Secret, SecretRef};
pub use source::{EventBinding, SourceConfig, SourceKind};

use file::ConfigFile;
use mistake::line_and_column;
use places::{Env, read_config};

/// Months after which Gleaner's own data go: a year, so that a yearly scan meets what it met before, and a month to look at it.
const KEEP_MONTHS: u16 = 13;
/// The name of a configuration file.
pub const FILE_NAME: &str = "gleaner.toml";

/// Everything that was configured, checked and with its defaults filled in; all paths absolute or relative to the
/// working directory.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file it was read from; none where there is none.
    pub file: Option<PathBuf>,
    /// The places to read.
    pub sources: Vec<SourceConfig>,
    /// The operator's periods.
    pub periods: Vec<OperatorPeriod>,
    /// The operator's holds and exceptions.
    pub orders: Orders,
    /// The state directory.
    pub state: PathBuf,
    /// Where the root key lies.
    pub key: KeyRef,
    /// How scans go about it.
    pub scan: ScanConfig,
    /// Months after which Gleaner's own data go.
    pub keep_months: u16,
    /// How `serve` goes about it.
    pub serve: ServeConfig,
    /// A folder with policies of the operator's own.
    pub policies: Option<PathBuf>,
    /// A file of bindings, whose content is among the sources' own already.
    pub bindings: Option<PathBuf>,
    /// A folder with detectors of the operator's own.
    pub detectors: Option<PathBuf>,
    /// The controller of every source that names none: the company.
    pub realm: Realm,
    /// What is no mistake and still should be changed, in words.
    pub warnings: Vec<String>,
    /// Line and column of each value of the file by its path; [`Config::check`] speaks with them.
    places: Places,
}

/// How `serve` goes about it.
#[derive(Clone, PartialEq, Debug)]
pub struct ServeConfig {
    /// Where it listens; always a loopback address.
    pub listen: SocketAddr,
    /// The bearer token of the API.
    pub token: Option<SecretRef>,
    /// The time zone of schedules that name none; none: the system's.
    pub time_zone: Option<String>,
}

impl Default for ServeConfig {
    fn default() -> Self {
        Self { listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 7487)), token: None, time_zone: None }
    }
}

/// What the command line says, stronger than any file.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Overrides {
    /// `--state DIR`.
    pub state: Option<PathBuf>,
    /// `--key FILE`.
    pub key: Option<PathBuf>,
    /// `--threads N`.
    pub threads: Option<usize>,
}

/// How a text that has a type of its own is checked, by the type's name in the schema.
const WORDS: &[walk::WordCheck] = &[
    ("Size", |text| size::Size::parse(text).map(drop)),
    ("Pattern", |text| source::Pattern::parse(text).map(drop)),
    ("Period", |text| {
        let text = serde::de::value::StrDeserializer::<serde::de::value::Error>::new(text);
        <Period as serde::Deserialize>::deserialize(text).map(drop).map_err(|error| error.to_string())
    }),
    ("OrderDay", |text| {
        let text = serde::de::value::StrDeserializer::<serde::de::value::Error>::new(text);
        <OrderDay as serde::Deserialize>::deserialize(text).map(drop).map_err(|error| error.to_string())
    }),
];

impl Config {
    /// Reads `file`; without one, `gleaner.toml` in the working directory, else in the user's configuration folder, else
    /// nothing but defaults.
    ///
    /// # Errors
    /// Every mistake of the file, or that it cannot be read, or that there is no home directory to put the state in.
    pub fn load(file: Option<&Path>, overrides: &Overrides) -> Result<Self, Mistakes> {
        let env = Env::process();
        let found = file.map(Path::to_owned).or_else(|| {
            let candidates = [Some(PathBuf::from(FILE_NAME)), env.config_home().map(|home| home.join(FILE_NAME))];
            candidates.into_iter().flatten().find(|path| path.is_file())
        });
        let Some(path) = found else { return Self::build(ConfigFile::default(), None, overrides, &env) };
        let text = read_config(&path)?;
        let mut config = Self::parse(&text, &path, overrides, &env)?;
        if let Some(bindings) = config.bindings.clone() {
            config.bind(&bindings)?;
        }
        config.warnings.extend(written_out(&config, &path));
        Ok(config)
    }

    /// A configuration for places named on the command line; everything else is as [`Config::load`] without a file has it.
    ///
    /// # Errors
    /// A target cannot be read or is of no known kind.
    pub fn ad_hoc(targets: &[String], overrides: &Overrides) -> Result<Self, Mistakes> {
        let sources = ad_hoc::sources(targets)?;
        let mut config = Self::build(ConfigFile::default(), None, overrides, &Env::process())?;
        config.sources = sources;
        Ok(config)
    }

    /// The JSON Schema of the configuration file.
    pub fn schema() -> Value {
        schemars::schema_for!(ConfigFile).to_value()
    }

    fn parse(text: &str, path: &Path, overrides: &Overrides, env: &Env<'_>) -> Result<Self, Mistakes> {
        let (file, places) = document::<ConfigFile>(text, path, &Self::schema(), check::check)?;
        let mut config = Self::build(file, Some(path), overrides, env)?;
        config.places = places;
        Ok(config)
    }

    fn build(file: ConfigFile, path: Option<&Path>, overrides: &Overrides, env: &Env<'_>) -> Result<Self, Mistakes> {
        let base = path.and_then(Path::parent).unwrap_or(Path::new(""));
        let resolve = |path: PathBuf| env.resolve(&path, base);
        let homeless =
            |what: &str| Mistake::outside(format!("there is no home directory for the {what}; name one with --{what}"));
        let state = overrides.state.clone().or(file.state.map(resolve)).or_else(|| env.state_home());
        let default_key = || env.config_home().map(|home| KeyRef::File(home.join("root.key")));
        let key = overrides.key.clone().map(KeyRef::File);
        let key = key.or(file.key.map(|key| KeyRef::from_secret(key.below(base, env)))).or_else(default_key);
        let mut scan = ScanConfig::from(&file.scan);
        scan.threads = overrides.threads.or(scan.threads);
        let mut sources = file.source;
        for source in &mut sources {
            source.path = source.path.take().map(resolve);
            source.url = source.url.take().map(|url| url.below(base, env));
        }
        let usual = ServeConfig::default();
        Ok(Self {
            file: path.map(Path::to_owned),
            sources,
            periods: file.period,
            orders: Orders { holds: file.hold, exceptions: file.exception, suspensions: file.suspension },
            state: state.ok_or_else(|| homeless("state"))?,
            key: key.ok_or_else(|| homeless("key"))?,
            scan,
            keep_months: file.keep.months.unwrap_or(KEEP_MONTHS),
            serve: ServeConfig {
                listen: file.serve.listen.and_then(|text| text.parse().ok()).unwrap_or(usual.listen),
                token: file.serve.token.map(|token| token.below(base, env)),
                time_zone: file.serve.time_zone,
            },
            policies: file.policies.map(resolve),
            bindings: file.bindings.map(resolve),
            detectors: file.detectors.map(resolve),
            realm: file.realm.unwrap_or_else(|| Realm::from("own")),
            warnings: Vec::new(),
            places: BTreeMap::new(),
        })
    }
}

/// Line and column of each value of a file by its path.
type Places = BTreeMap<String, (usize, usize)>;

/// Reads a file's text: held against its schema first, then against what no schema can say.
fn document<T: serde::de::DeserializeOwned>(
    text: &str,
    path: &Path,
    schema: &Value,
    check: impl Fn(&Spanned<DeTable<'_>>) -> Vec<(usize, String)>,
) -> Result<(T, Places), Mistakes> {
    let place = |offset| line_and_column(text, offset);
    let mistake = |(offset, text): (usize, String)| Mistake { file: Some(path.to_owned()), at: Some(place(offset)), text };
    let (document, broken) = DeTable::parse_recoverable(text);
    if !broken.is_empty() {
        let offset = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
        let found = broken.iter().map(|error| mistake((offset(error), error.message().replace('\n', ", "))));
        return Err(Mistakes::or_else_none(found.collect()).err().unwrap_or(Mistakes(Vec::new())));
    }
    let walked = walk::walk(schema, WORDS, &document);
    let places = walked.places.into_iter().map(|(name, offset)| (name, place(offset))).collect();
    let found: Vec<_> = walked.mistakes.into_iter().chain(check(&document)).map(mistake).collect();
    Mistakes::or_else_none(found)?;
    let file: Result<T, toml::de::Error> = serde::Deserialize::deserialize(toml::de::Deserializer::from(document));
    let file = file.map_err(|error| mistake((error.span().map_or(0, |span| span.start), error.message().into())))?;
    Ok((file, places))
}

/// A warning if a password or token stands in a file that others may read.
fn written_out(config: &Config, path: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let has_password = |url: &SecretRef| match url {
        SecretRef::Literal(text) => text.split_once("://").is_some_and(|(_, rest)| {
            rest.rsplit_once('@').is_some_and(|(user, _)| user.contains(':')) || rest.contains("password=")
        }),
        _ => false,
    };
    let is_written = config.sources.iter().filter_map(|source| source.url.as_ref()).any(has_password)
        || matches!(config.serve.token, Some(SecretRef::Literal(_)));
    let is_open = path.metadata().is_ok_and(|about| about.mode() & 0o077 != 0);
    (is_written && is_open).then(|| {
        format!("{}: a secret stands in a file that others may read; refer to it as `env:NAME` or `file:PATH`", path.display())
    })
}

#[cfg(test)]
mod tests;
