//! Floor 3: the scan. Sources are discovered side by side; columnar things are read first, then the names they hold are
//! frozen, then free text is read. Tokio waits, rayon computes, one writer commits; every channel is bounded.

mod birth;
mod bound;
pub mod bridge;
mod crew;
mod dates;
mod file;
mod known;
pub mod profile;
pub mod progress;
pub mod reading;
mod recent;
mod record;
mod table;
mod text_gate;
mod unit;
mod writer;

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::Arc;

use futures_util::FutureExt;
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;

use crate::model::coverage::Outcome;
use crate::model::fault::Fault;
use crate::model::ids::SourceName;
use crate::model::meter::Stage;
use crate::model::object::{Bindings, Object, ObjectKind};
use crate::model::run::Summary;
use crate::source::{Discovery, Found, Source, SourceError};
use crate::store::{NewRun, Store, StoreError};
use bridge::Pool;
use crew::{Crew, Lost};
use progress::Progress;
use reading::{Means, Reading};
use text_gate::TextGate;

/// Discovered things that wait to be read.
const WAITING_OBJECTS: usize = 256;

/// A source to scan, with what the configuration says of its objects.
pub struct Target {
    /// The source's name.
    pub name: SourceName,
    /// The source.
    pub source: Box<dyn Source>,
    /// An object's bindings by its address: `schema.table`, or the path below the root.
    pub bindings: Arc<dyn Fn(&str) -> Bindings + Send + Sync>,
}

/// Everything that a scan needs.
pub struct Scan {
    /// Detectors, keys, the day, how units are cut, whether to stop.
    pub means: Means,
    /// The threads that compute.
    pub pool: Pool,
    /// The catalogue.
    pub store: Store,
    /// Where the frozen names are kept between an interruption and its resumption.
    pub known_names: PathBuf,
    /// The counters.
    pub progress: Arc<Progress>,
}

/// A run that could not be carried through.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// Our own store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A computation that belongs to no single object panicked.
    #[error("internal error")]
    Internal,
    /// The frozen names cannot be kept.
    #[error("state directory: cannot keep the known names: {}", .0.kind())]
    KnownNames(std::io::Error),
}

/// Scans all targets and says how it went.
///
/// A run that was interrupted is taken up again: what it committed is not read twice. Objects that were not met are
/// retired, unless the discovery of their source was incomplete.
///
/// # Errors
/// Our own store failed. A source that cannot be read is in the summary.
pub async fn scan(scan: Scan, started: &str, targets: Vec<Target>) -> Result<(Summary, Vec<SourceError>), ScanError> {
    let names: Vec<String> = targets.iter().map(|target| target.name.to_string()).collect();
    let run = take_up_or_begin(&scan, started, &names).await?;
    let (results, received) = mpsc::channel(crew::WAITING_RESULTS);
    let crew = Crew {
        means: scan.means.clone(),
        pool: scan.pool.clone(),
        store: scan.store.clone(),
        run,
        progress: scan.progress.clone(),
        results,
    };
    let writer = tokio::spawn({
        let (store, meter) = (scan.store.clone(), scan.means.meter.clone());
        async move { meter.follow(Stage::Commit, writer::write(&store, run, received)).await }
    });
    let gate = TextGate::new(targets.len());
    let opener = tokio::spawn(gate.clone().open(scan.store.clone(), run, scan.known_names.clone(), scan.means.stop.clone()));
    let mut crawls = JoinSet::new();
    for target in targets {
        let (crew, gate) = (crew.clone(), gate.clone());
        crawls.spawn(async move { (target.name.clone(), crawl(&crew, target, &gate).await) });
    }
    drop(crew);
    let mut ended = Vec::new();
    loop {
        let crawl = tokio::select! {
            crawl = crawls.join_next() => crawl,
            () = overdue(&scan.means) => break,
        };
        let Some(crawl) = crawl else { break };
        ended.push(crawl.map_err(|_| ScanError::Internal)?);
    }
    // What did not stop by itself is let go: a source that hangs must not keep the program.
    drop(crawls);
    drop(gate);
    writer.await.map_err(|_| ScanError::Internal)??;
    opener.await.map_err(|_| ScanError::Internal)??;
    conclude(&scan, run, ended).await
}

/// Two seconds less a margin after the run was asked to stop.
async fn overdue(means: &Means) {
    means.stop.wait().await;
    tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
}

/// The run that was interrupted with the same sources and detectors, or a new one.
async fn take_up_or_begin(scan: &Scan, started: &str, sources: &[String]) -> Result<i64, ScanError> {
    let detectors = scan.means.detectors.version().to_owned();
    if let Some(last) = scan.store.runs(1).await?.pop()
        && (last.finished.is_none() || last.was_stopped)
        && last.detectors == detectors
        && last.sources == sources
    {
        return Ok(last.id);
    }
    let run = NewRun { started: started.to_owned(), detectors, sources: sources.to_vec() };
    Ok(scan.store.begin_run(&run).await?)
}

/// Retires what is gone and adds up.
async fn conclude(
    scan: &Scan,
    run: i64,
    crawls: Vec<(SourceName, Result<Discovery, CrawlError>)>,
) -> Result<(Summary, Vec<SourceError>), ScanError> {
    let mut summary = Summary { run, was_stopped: scan.means.stop.is_set(), ..Summary::default() };
    let mut lost = Vec::new();
    for (name, crawl) in crawls {
        match crawl {
            Ok(discovery) if !summary.was_stopped => {
                scan.store.retire(run, &name, discovery.is_complete).await?;
            }
            Ok(_) => {}
            Err(CrawlError::Source(error)) => {
                scan.store.retire(run, &name, false).await?;
                summary.sources_lost.push(name.to_string());
                lost.push(error);
            }
            Err(CrawlError::Lost(Lost::Internal | Lost::Writer)) => return Err(ScanError::Internal),
        }
    }
    let progress = &scan.progress;
    let load = |counter: &std::sync::atomic::AtomicU64| counter.load(std::sync::atomic::Ordering::Relaxed);
    let totals = scan.store.totals().await?;
    summary.objects = totals.objects;
    summary.members = totals.members;
    summary.n_units = load(&progress.n_units);
    summary.n_units_unchanged = load(&progress.n_units_unchanged);
    summary.n_bytes = load(&progress.n_bytes);
    summary.n_records = load(&progress.n_records);
    summary.n_findings = load(&progress.n_findings);
    Ok((summary, lost))
}

#[derive(Debug)]
enum CrawlError {
    Source(SourceError),
    Lost(Lost),
}

/// One source: its objects as they are discovered, as many at once as it allows.
async fn crawl(crew: &Crew, target: Target, gate: &TextGate) -> Result<Discovery, CrawlError> {
    let target = Arc::new(target);
    let (sender, mut found) = mpsc::channel(WAITING_OBJECTS);
    let discovery = tokio::spawn({
        let target = target.clone();
        async move { target.source.discover(sender).await }
    });
    let permits = Arc::new(Semaphore::new(target.source.n_connections().max(1)));
    let mut readings = JoinSet::new();
    let mut waiter = gate.waiter();
    loop {
        let found = tokio::select! {
            found = found.recv() => found,
            () = crew.means.stop.wait() => None,
        };
        let Some(found) = found else { break };
        let object = match found {
            Found::Fault(fault) => {
                crew.progress.found(None);
                crew.cover(&target.name, fault).await.map_err(CrawlError::Lost)?;
                continue;
            }
            Found::Object(object) => *object,
        };
        crew.progress.found(object.size);
        if waiter.is_closed() && !is_columnar(&object) {
            drain(&mut readings).await?;
            crew.settle().await.map_err(CrawlError::Lost)?;
            waiter.pass().await;
        }
        let Ok(permit) = permits.clone().acquire_owned().await else { break };
        while let Some(reading) = readings.try_join_next() {
            settle(reading)?;
        }
        let (crew, target, known) = (crew.clone(), target.clone(), waiter.known());
        readings.spawn(async move {
            let _permit = permit;
            read_guarded(&crew, &target, object, known).await
        });
    }
    drop(found);
    drain(&mut readings).await?;
    crew.settle().await.map_err(CrawlError::Lost)?;
    waiter.leave();
    discovery.await.map_err(|_| CrawlError::Lost(Lost::Internal))?.map_err(CrawlError::Source)
}

async fn drain(readings: &mut JoinSet<Result<(), Lost>>) -> Result<(), CrawlError> {
    while let Some(reading) = readings.join_next().await {
        settle(reading)?;
    }
    Ok(())
}

fn settle(reading: Result<Result<(), Lost>, tokio::task::JoinError>) -> Result<(), CrawlError> {
    reading.map_err(|_| CrawlError::Lost(Lost::Internal))?.map_err(CrawlError::Lost)
}

/// Whether an object is read before names are frozen: tables, and files whose names promise columns.
fn is_columnar(object: &Object) -> bool {
    let Some((_, name)) = object.at.0.last() else { return true };
    object.kind != ObjectKind::File || crate::source::files::is_columnar_name(name)
}

/// Reads an object. A panic anywhere on its way costs that object and nothing else.
async fn read_guarded(crew: &Crew, target: &Target, object: Object, known: Option<Arc<known::Known>>) -> Result<(), Lost> {
    let (source, at) = (object.source.clone(), object.at.clone());
    let reading = async {
        let bindings = (target.bindings)(&object.at.address());
        read(crew, target.source.as_ref(), Reading::new(&crew.means, object, bindings, known)).await
    };
    match AssertUnwindSafe(reading).catch_unwind().await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(Lost::Writer)) => Err(Lost::Writer),
        Ok(Err(Lost::Internal)) | Err(_) => {
            crew.cover(&source, Fault::new(at, Outcome::Failed, "internal error while it was read")).await
        }
    }
}

/// Reads an object, unless it is what it was when it was committed.
async fn read(crew: &Crew, source: &dyn Source, reading: Reading) -> Result<(), Lost> {
    if crew.is_stopping() {
        return Ok(());
    }
    let checkpoint = crew.store.checkpoint(reading.id).await.map_err(|_| Lost::Writer)?;
    let content = reading.content();
    let is_told = !reading.object.version.is_empty();
    let mut done = BTreeSet::new();
    let mut ends = std::collections::BTreeMap::new();
    if let Some(checkpoint) = checkpoint {
        let is_same = checkpoint.content == content;
        for part in &checkpoint.parts {
            let end = part.end.as_ref().and_then(|end| crew.means.keys.unseal(end).ok()).map(|end| end.to_vec());
            ends.insert(part.part, end);
            let is_lasting = part.outcome.is_none_or(Outcome::is_lasting);
            if is_same && is_lasting && (is_told || part.run == crew.run) {
                done.insert(part.part);
            }
        }
        if checkpoint.is_complete && done.len() == checkpoint.parts.len() {
            return crew.unchanged(reading.id, done.len() as u64).await;
        }
    }
    crew.progress.resumed(done.len() as u64);
    match reading.object.kind {
        ObjectKind::File => file::read(crew, source, Arc::new(reading), &done).await,
        ObjectKind::Table | ObjectKind::MaterialisedView => {
            table::read(crew, source, Arc::new(reading), &table::Earlier { ends, done }).await
        }
    }
}
