//! `scan`: sources are read, what was found is kept, and what the operator must know of it is said.

use std::collections::BTreeSet;
use std::sync::Arc;

use clap::ValueEnum;

use super::progress::Bars;
use super::session::Session;
use super::targets::{self, Pace};
use super::{Exit, Global, clock, output};
use crate::index::{Index, IndexError};
use crate::model::ids::SourceName;
use crate::model::register::{Moment, State};
use crate::model::run::Summary;
use crate::model::sighting::StoredObject;
use crate::model::verdict::{Violation, Weight};
use crate::pipeline::bridge::Pool;
use crate::pipeline::progress::Progress;
use crate::pipeline::reading::{Cut, Means, StopFlag};
use crate::pipeline::{self, Scan, Target};
use crate::report::View;
use crate::seal::Keys;
use crate::source::SourceError;
use crate::store::Store;

/// `scan`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Paths, postgres://…, mysql://…, sqlite:…, or names of configured sources [default: all configured sources]
    targets: Vec<String>,
    /// Read only the catalogues: what would be read, what cannot be and why
    #[arg(long)]
    plan: bool,
    /// Read as fast as the machine lets data be read: several connections a server, long statements
    #[arg(long)]
    full_speed: bool,
    /// End with exit code 1 or 3 if this is so
    #[arg(long, value_enum, value_delimiter = ',')]
    fail_on: Vec<FailOn>,
}

/// What the exit code should tell.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// A rule is broken
    Violations,
    /// A rule is broken that was not when the scan before ended
    NewViolations,
    /// An object was not read in full
    Incomplete,
}

/// Runs the verb.
pub async fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    let (session, names) = session(global, &args.targets)?;
    session.ensure_sound()?;
    let pace = if args.full_speed { Pace::Full } else { Pace::Gentle };
    let targets = targets::open(&session, &names, pace)?;
    anyhow::ensure!(!targets.is_empty(), "nothing to scan: name a path or URL, or configure a [[source]]");
    if args.plan {
        return super::plan::run(global, &session.detectors, targets).await;
    }
    warn_of(&targets).await;
    let stop = StopFlag::default();
    super::signals::stop_on_signal(stop.clone());
    let (summary, exit) = scan(&session, targets, stop, !global.quiet).await?;
    output::show(global, &View::Summary(&summary))?;
    Ok(exit.max(verdict(&session, &args.fail_on, &summary).await?))
}

/// Arguments that name configured sources are those; anything else is a place.
pub fn session(global: &Global, targets: &[String]) -> anyhow::Result<(Session, Vec<String>)> {
    if targets.is_empty() {
        return Ok((Session::start(global)?, Vec::new()));
    }
    let configured = Session::start(global)?;
    let is_name = |target: &&String| configured.config.sources.iter().any(|source| source.name.as_str() == **target);
    if targets.iter().all(|target| is_name(&target)) {
        return Ok((configured, targets.to_vec()));
    }
    Ok((Session::ad_hoc(global, targets)?, Vec::new()))
}

/// Says what the operator should know of sources before they are read.
pub async fn warn_of(targets: &[Target]) {
    for target in targets {
        if let Ok(plan) = target.source.plan().await {
            plan.warnings.iter().for_each(|warning| tracing::warn!(source = %target.name, "{warning}"));
        }
    }
}

/// Scans and brings the index up to date. Sources that were lost are said, and decide the exit code.
pub async fn scan(session: &Session, targets: Vec<Target>, stop: StopFlag, shows: bool) -> anyhow::Result<(Summary, Exit)> {
    let keys = session.keys_or_new()?;
    let store = Store::open(&session.config.state, &keys).await?;
    let scanned = scan_into(session, &store, &keys, targets, stop, shows).await;
    store.close().await?;
    scanned
}

/// The same into a store that is open already.
pub async fn scan_into(
    session: &Session,
    store: &Store,
    keys: &Keys,
    targets: Vec<Target>,
    stop: StopFlag,
    shows: bool,
) -> anyhow::Result<(Summary, Exit)> {
    let stopped = stop.clone();
    let began = std::time::Instant::now();
    let sources: BTreeSet<SourceName> = targets.iter().map(|target| target.name.clone()).collect();
    let (mut summary, lost) = read(session, store, keys, targets, stop, Arc::default(), shows).await?;
    summary.was_stopped |= !register(session, store, keys, &summary, sources, &stopped).await?;
    finish(store, &mut summary, began).await?;
    if !summary.was_stopped {
        tidy(session, store, keys).await?;
    }
    tokio::select! {
        followed = follow(&session.config.state, store) => followed?,
        // The index is behind then; questions look the rest up in the catalogue, and the next scan catches up.
        () = stopped.wait() => {}
    }
    Ok((summary, if tell(&lost) { Exit::Incomplete } else { Exit::Done }))
}

/// Scans into a store that is open already, and leaves the index and the register as they are.
pub async fn commit(
    session: &Session,
    store: &Store,
    keys: &Keys,
    targets: Vec<Target>,
    stop: StopFlag,
    progress: Arc<Progress>,
    shows: bool,
) -> anyhow::Result<(Summary, Vec<SourceError>)> {
    let began = std::time::Instant::now();
    let (mut summary, lost) = read(session, store, keys, targets, stop, progress, shows).await?;
    finish(store, &mut summary, began).await?;
    Ok((summary, lost))
}

async fn finish(store: &Store, summary: &mut Summary, began: std::time::Instant) -> anyhow::Result<()> {
    summary.seconds = began.elapsed().as_secs_f64();
    Ok(store.finish_run(summary.run, &clock::now(), summary.was_stopped, summary).await?)
}

/// Enters in the register what the run leaves broken in the sources that it could read, before the run counts as finished: what
/// is killed here is done by the run that goes on from it. False if it was stopped before.
async fn register(
    session: &Session,
    store: &Store,
    keys: &Keys,
    summary: &Summary,
    mut sources: BTreeSet<SourceName>,
    stop: &StopFlag,
) -> anyhow::Result<bool> {
    if summary.was_stopped {
        return Ok(false);
    }
    sources.retain(|name| !summary.sources_lost.iter().any(|lost| lost == name.as_str()));
    let desk = session.desk_of(store.clone(), keys.clone());
    let inspection = tokio::select! {
        inspection = desk.inspect(sources, clock::today()) => inspection?,
        () = stop.wait() => return Ok(false),
    };
    desk.enter(inspection, &Moment { run: summary.run, at: clock::now() }).await?;
    Ok(true)
}

async fn read(
    session: &Session,
    store: &Store,
    keys: &Keys,
    targets: Vec<Target>,
    stop: StopFlag,
    progress: Arc<Progress>,
    shows: bool,
) -> anyhow::Result<(Summary, Vec<SourceError>)> {
    let config = &session.config;
    let started = clock::now();
    let bars = shows.then(|| Bars::watch(progress.clone()));
    let means = Means {
        detectors: session.detectors.clone(),
        keys: keys.clone(),
        today: clock::today(),
        realm: config.realm.clone(),
        cut: Cut { unit_bytes: config.scan.unit_bytes, unit_rows: config.scan.unit_rows },
        budget: config.scan.budget.clone(),
        stop,
        meter: session.meter.clone(),
    };
    let scan = Scan {
        means,
        pool: Pool::new(session.n_threads())?,
        store: store.clone(),
        known_names: config.state.join("known-names"),
        progress,
    };
    let scanned = pipeline::scan(scan, &started, targets).await?;
    drop(bars);
    Ok(scanned)
}

/// Lets go of Gleaner's own data whose period is over.
async fn tidy(session: &Session, store: &Store, keys: &Keys) -> anyhow::Result<()> {
    let months = jiff::Span::new().months(i64::from(session.config.keep_months));
    let today = clock::today();
    let before = format!("{}T00:00:00Z", today.to_date().saturating_sub(months));
    let unseen = store.unseen_since(&before).await?;
    let desk = session.desk_of(store.clone(), keys.clone());
    if !unseen.is_empty() || desk.has_old_violations(&before).await? {
        let keepers = desk.kept_longer(today).await?;
        desk.forget_violations(&before, &keepers).await?;
        let is_over = |stored: &Option<StoredObject>| {
            stored.as_ref().is_none_or(|stored| !keepers.contains(&(stored.source.clone(), stored.at.to_string())))
        };
        let over: Vec<_> = unseen.into_iter().filter(|(_, stored)| is_over(stored)).map(|(id, _)| id).collect();
        let n = store.forget(over).await?;
        tracing::info!(n, "objects not seen for the months that `keep` gives were forgotten");
    }
    store.forget_runs(&before).await?;
    if store.forget_audit(&before).await?.is_none() {
        tracing::warn!("the audit was changed by another hand, so nothing of it is deleted: see `gleaner audit verify`");
    }
    Ok(())
}

/// Says which sources were lost; whether any was.
pub fn tell(lost: &[SourceError]) -> bool {
    for error in lost {
        tracing::error!("{error}");
        if let Some(hint) = &error.hint {
            tracing::error!("hint: {}", hint.0);
        }
    }
    !lost.is_empty()
}

/// Brings the index up to date and takes the tags of what is gone off the disk.
pub async fn follow(state: &std::path::Path, store: &Store) -> Result<(), IndexError> {
    let index = Index::open(&state.join("index"))?;
    index.catch_up(store).await?;
    index.purge().await
}

/// What `--fail-on` makes of a scan.
async fn verdict(session: &Session, fail_on: &[FailOn], summary: &Summary) -> anyhow::Result<Exit> {
    let mut exit = Exit::Done;
    if fail_on.contains(&FailOn::Incomplete) {
        let outcomes = summary.objects.iter().chain(&summary.members);
        let is_incomplete = |(word, n): (&String, &u64)| *n > 0 && word != "complete" && word != "skipped";
        if summary.was_stopped || outcomes.into_iter().any(is_incomplete) {
            exit = Exit::Incomplete;
        }
    }
    if fail_on.iter().any(|what| *what != FailOn::Incomplete) {
        let verdicts = session.desk().await?.judge(clock::today()).await?;
        if is_broken(fail_on, &verdicts.violations) {
            exit = exit.max(Exit::Violations);
        }
    }
    Ok(exit)
}

/// Whether violations are such that the exit code should tell.
pub fn is_broken(fail_on: &[FailOn], violations: &[Violation]) -> bool {
    let is_new = |violation: &Violation| {
        violation.standing.as_ref().is_none_or(|standing| matches!(standing.state, State::New | State::Regressed))
    };
    let mut broken = violations.iter().filter(|violation| violation.weight == Weight::Violation);
    if fail_on.contains(&FailOn::Violations) {
        return broken.next().is_some();
    }
    fail_on.contains(&FailOn::NewViolations) && broken.any(is_new)
}
