//! A whole scan, measured: the very pipeline of `scan`, into a state directory of its own, with a key that nobody keeps.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use super::state::State;
use super::usage;
use crate::cli::session::Session;
use crate::cli::targets::{self, Pace};
use crate::cli::{Exit, Global, output, scan, signals};
use crate::model::meter::{Meter, Stage};
use crate::model::run::Summary;
use crate::model::view::{ScanBench, StageTime};
use crate::pipeline::Target;
use crate::pipeline::progress::Progress;
use crate::pipeline::reading::StopFlag;
use crate::report::View;
use crate::seal::{Keys, RootKey};
use crate::source::SourceError;
use crate::store::{self, Store};

/// `bench scan`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Paths, postgres://…, mysql://…, sqlite:…, or names of configured sources
    #[arg(required = true)]
    targets: Vec<String>,
    /// Read as fast as the machine lets data be read: several connections a server, long statements
    #[arg(long)]
    full_speed: bool,
}

/// Runs the verb. Nothing of the user's own state or key is touched, and nothing stays behind.
pub async fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    let (mut session, names) = scan::session(global, &args.targets)?;
    let state = State::new()?;
    session.config.state = state.path().to_owned();
    session.meter = Meter::new(usage::of_thread, usage::of_wall);
    let pace = if args.full_speed { Pace::Full } else { Pace::Gentle };
    let targets = targets::open(&session, &names, pace)?;
    scan::warn_of(&targets).await;
    let stop = StopFlag::default();
    tokio::spawn({
        let stop = stop.clone();
        async move {
            signals::wait().await;
            stop.stop();
        }
    });
    let sources = targets.iter().map(|target| target.name.clone()).collect();
    let keys = Keys::new(&RootKey::generate().map_err(|_| anyhow::anyhow!("the operating system has no random numbers"))?);
    let store = Store::open(state.path(), &keys).await?;
    let measured = measure(&session, &store, &keys, targets, stop, !global.quiet).await;
    store.close().await?;
    let measured = measured?;
    let has_lost = scan::tell(&measured.lost);
    let bench = ScanBench {
        sources,
        is_full_speed: args.full_speed,
        n_threads: measured.n_threads,
        state_bytes: state.n_bytes()?,
        ..measured.bench(&session.meter)
    };
    output::show(global, &View::Bench(&bench))?;
    Ok(if has_lost { Exit::Incomplete } else { Exit::Done })
}

/// A scan that came to its end.
struct Measured {
    summary: Summary,
    lost: Vec<SourceError>,
    progress: Arc<Progress>,
    n_threads: usize,
    /// From the beginning until everything was committed, and until the index had caught up.
    committed: Duration,
    indexed: Duration,
    /// Time of the processor: of the catalogue's own threads, of everything until the commit, of the index.
    of_store: Duration,
    of_scan: Duration,
    of_index: Duration,
}

async fn measure(
    session: &Session,
    store: &Store,
    keys: &Keys,
    targets: Vec<Target>,
    stop: StopFlag,
    shows: bool,
) -> anyhow::Result<Measured> {
    let progress = Arc::<Progress>::default();
    let (began, before) = (Instant::now(), usage::of_process());
    let (summary, lost) = scan::commit(session, store, keys, targets, stop.clone(), progress.clone(), shows).await?;
    let (committed, until) = (began.elapsed(), usage::of_process());
    let of_store = usage::of_threads(store::THREADS).unwrap_or_default();
    tokio::select! {
        followed = scan::follow(&session.config.state, store) => followed?,
        () = stop.wait() => {}
    }
    anyhow::ensure!(!stop.is_set(), "stopped before its end: half a scan tells nothing");
    Ok(Measured {
        summary,
        lost,
        progress,
        n_threads: session.n_threads(),
        committed,
        indexed: began.elapsed(),
        of_store,
        of_scan: until.saturating_sub(before),
        of_index: usage::of_process().saturating_sub(until),
    })
}

impl Measured {
    /// All of it but what the caller knows.
    fn bench(self, meter: &Meter) -> ScanBench {
        let load = |counter: &AtomicU64| counter.load(Relaxed);
        let (n_bytes, committed) = (self.summary.n_bytes, self.committed.as_secs_f64());
        let n_tags = load(&self.progress.n_tags);
        ScanBench {
            stages: self.stages(meter),
            objects: self.summary.objects,
            members: self.summary.members,
            n_bytes,
            n_records: self.summary.n_records,
            n_findings: self.summary.n_findings,
            n_sightings: load(&self.progress.n_sightings),
            n_tags,
            seconds_committed: committed,
            seconds_indexed: self.indexed.as_secs_f64(),
            mb_per_second: n_bytes as f64 / 1e6 / committed.max(1e-9),
            peak_memory: usage::peak_memory(),
            ..ScanBench::default()
        }
    }

    /// What is exact comes first: reading, committing, indexing. The rest is what was computed; of each short record's work
    /// there are samples by the clock on the wall, and what they leave is other: discovery, handing over, gathering.
    fn stages(&self, meter: &Meter) -> Vec<StageTime> {
        let seconds = |stage| meter.spent(stage).as_secs_f64();
        let (read, commit) = (seconds(Stage::Read), seconds(Stage::Commit) + self.of_store.as_secs_f64());
        let computed = (self.of_scan.as_secs_f64() - read - commit).max(0.0);
        let samples = [Stage::Extract, Stage::Detect, Stage::Tag].map(|stage| (stage, seconds(stage)));
        let sampled: f64 = samples.iter().map(|(_, seconds)| seconds).sum();
        let scale = if sampled > computed { computed / sampled } else { 1.0 };
        let mut stages = vec![(Stage::Read.as_str(), read)];
        stages.extend(samples.map(|(stage, seconds)| (stage.as_str(), seconds * scale)));
        stages.extend([("other", computed - sampled * scale), (Stage::Commit.as_str(), commit)]);
        stages.push(("index", self.of_index.as_secs_f64()));
        let all: f64 = stages.iter().map(|(_, seconds)| seconds).sum();
        let percent = |seconds: f64| 100.0 * seconds / all.max(1e-9);
        let line = |(stage, seconds): (&str, f64)| StageTime { stage: stage.to_owned(), seconds, percent: percent(seconds) };
        stages.into_iter().map(line).collect()
    }
}
