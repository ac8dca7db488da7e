//! What most verbs begin with: configuration, key, detectors, policies, the store.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;

use super::Global;
use crate::classify;
use crate::config::{Config, Overrides, key};
use crate::detect::Detectors;
use crate::model::ids::DataClass;
use crate::model::meter::Meter;
use crate::model::policy::Policy;
use crate::query::{BoundNow, Desk};
use crate::seal::Keys;
use crate::store::Store;

/// The longest detector or policy file that is read, in bytes.
const MAX_BYTES: u64 = 4 << 20;

/// What most verbs begin with.
pub struct Session {
    /// The configuration.
    pub config: Config,
    /// The compiled detectors.
    pub detectors: Arc<Detectors>,
    /// The built-in policies and the operator's own.
    pub policies: Vec<Policy>,
    /// What the stages of a scan cost; off unless a verb wants to know.
    pub meter: Meter,
}

impl Session {
    /// With the configured sources.
    pub fn start(global: &Global) -> anyhow::Result<Self> {
        Self::with(Config::load(global.config.as_deref(), &overrides(global))?)
    }

    /// With sources given on the command line.
    pub fn ad_hoc(global: &Global, targets: &[String]) -> anyhow::Result<Self> {
        Self::with(Config::ad_hoc(targets, &overrides(global))?)
    }

    /// With a configuration that is at hand.
    pub fn with(config: Config) -> anyhow::Result<Self> {
        let detectors = Arc::new(detectors(config.detectors.as_deref())?);
        let policies = policies(config.policies.as_deref(), &detectors)?;
        let ids: Vec<_> = policies.iter().map(|policy| policy.policy.id.clone()).collect();
        let is_class = |class: &DataClass| detectors.classes().iter().any(|entry| entry.key.is_within(class.as_str()));
        config.check(&ids, &is_class)?;
        config.warnings.iter().for_each(|warning| tracing::warn!("{warning}"));
        Ok(Self { config, detectors, policies, meter: Meter::default() })
    }

    /// How many threads compute.
    pub fn n_threads(&self) -> usize {
        self.config.scan.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from))
    }

    /// The keys; the root key is made if there is none.
    pub fn keys_or_new(&self) -> anyhow::Result<Keys> {
        Ok(Keys::new(&key::load_or_create(&self.config.key, &self.config.state)?.0))
    }

    /// The keys; it is an error if there is no root key.
    pub fn keys(&self) -> anyhow::Result<Keys> {
        Ok(Keys::new(&key::load(&self.config.key, &self.config.state)?))
    }

    /// Refuses to judge by a policy that would give wrong verdicts, and names all that is wrong in those that sources or
    /// periods name.
    pub fn ensure_sound(&self) -> anyhow::Result<()> {
        let sources = self.config.sources.iter();
        let named = sources
            .flat_map(|source| source.policy.iter().chain(source.events.iter().filter_map(|events| events.policy.as_ref())));
        let named: Vec<_> = named.chain(self.config.periods.iter().map(|period| &period.policy)).collect();
        sound(self.policies.iter().filter(|policy| named.contains(&&policy.policy.id)))
    }

    /// The catalogue and index for questions; writes nothing and waits for nobody.
    pub async fn desk(&self) -> anyhow::Result<Desk> {
        let keys = self.keys()?;
        let store = Store::open_read_only(&self.config.state, &keys).await?;
        Ok(self.desk_of(store, keys))
    }

    /// What the configuration says of an object by its source and address.
    fn bound_now(&self) -> BoundNow {
        let config = self.config.clone();
        Arc::new(move |name, address| {
            let source = config.sources.iter().find(|source| source.name == *name)?;
            Some(config.bindings(source, address))
        })
    }

    /// A desk over a catalogue that is open already.
    pub fn desk_of(&self, store: Store, keys: Keys) -> Desk {
        let periods = self.config.periods.clone();
        let desk = Desk::new(store, keys, self.detectors.clone(), self.policies.clone(), periods, &self.config.state);
        desk.ordered(self.config.orders.clone()).bound(self.bound_now())
    }
}

/// The configuration alone, for verbs that need no policy.
pub fn configuration(global: &Global) -> anyhow::Result<Config> {
    Ok(Config::load(global.config.as_deref(), &overrides(global))?)
}

fn overrides(global: &Global) -> Overrides {
    Overrides { state: global.state.clone(), key: global.key.clone(), threads: global.threads }
}

/// The built-in detectors and those of a folder.
pub fn detectors(folder: Option<&Path>) -> anyhow::Result<Detectors> {
    let Some(folder) = folder else { return Ok(Detectors::builtin()?) };
    Ok(Detectors::with_own(&toml_files(folder)?)?)
}

/// The built-in policies and those of a folder; one of the same id takes the built-in one's place.
pub fn policies(folder: Option<&Path>, detectors: &Detectors) -> anyhow::Result<Vec<Policy>> {
    let own = folder.map(toml_files).transpose()?.unwrap_or_default();
    let is_class = |class: &str| detectors.classes().iter().any(|entry| entry.key.is_within(class));
    Ok(classify::load(&own, &is_class)?)
}

/// Refuses policies that would give wrong verdicts.
pub fn sound<'p>(policies: impl IntoIterator<Item = &'p Policy>) -> anyhow::Result<()> {
    let told = |policy: &Policy| {
        let id = policy.policy.id.clone();
        classify::mistakes(policy).into_iter().map(move |wrong| format!("policy {id}: {wrong}")).collect::<Vec<_>>()
    };
    let wrong: Vec<String> = policies.into_iter().flat_map(told).collect();
    anyhow::ensure!(
        wrong.is_empty(),
        "{}\nhint: nothing is judged by it until that is mended; see `policy check`",
        wrong.join("\n")
    );
    Ok(())
}

/// The TOML files of a folder in the order of their names.
fn toml_files(folder: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let place = || folder.display().to_string();
    let entries = std::fs::read_dir(folder).with_context(place)?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.with_context(place)?.path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        files.push(toml_file(&path)?);
    }
    files.sort();
    Ok(files)
}

/// A file's name as it is shown, and its text.
pub fn toml_file(path: &Path) -> anyhow::Result<(String, String)> {
    let place = || path.display().to_string();
    let mut text = String::new();
    let file = std::fs::File::open(path).with_context(place)?;
    file.take(MAX_BYTES).read_to_string(&mut text).with_context(place)?;
    Ok((place(), text))
}

/// Sends what the program says of itself to stderr: as much as `usual` unless the operator wants more or less.
pub fn start_talking(global: &Global, usual: &str) {
    let level = match (global.quiet, global.verbose) {
        (true, _) => "error",
        (_, 0) => usual,
        (_, 1) => "gleaner=info,warn",
        (_, 2) => "gleaner=debug,warn",
        _ => "trace",
    };
    let filter = tracing_subscriber::EnvFilter::try_from_env("GLEANER_LOG").unwrap_or_else(|_| level.into());
    let talk = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    // Already set when a test runs two verbs in one process.
    let _ = talk.with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr())).try_init();
}

/// A panic says where it happened and nothing else: its text might quote a value.
#[allow(clippy::print_stderr, reason = "a panic's last words cannot go through tracing")]
pub fn keep_panics_silent() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
        eprintln!("gleaner: internal error at {place}; please report it");
    }));
}
