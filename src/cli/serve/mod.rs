//! `serve`: scans by schedule and on changes, judges after each scan, and answers the API on loopback, until it is told to
//! stop. Holds the state directory for as long as it runs.

mod keeper;
mod queue;
mod schedule;
mod token;
mod watching;

use std::future::IntoFuture;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use jiff::tz::TimeZone;
use tokio::time::timeout;

use super::session::Session;
use super::{Exit, Global, clock, signals};
use crate::config::SourceKind;
use crate::http::listen::Limited;
use crate::http::metrics::Figures;
use crate::http::{self, Api};
use crate::pipeline::reading::StopFlag;
use crate::query::Desk;
use crate::seal::Keys;
use crate::store::Store;

use keeper::Keeper;
use queue::Queue;
use schedule::Schedule;

/// How long answers under way may take once the process was told to stop.
const LAST_ANSWERS: Duration = Duration::from_secs(3);
/// How long the scan may take to stop and the index to follow it. What does not end in time is made good at the next start.
const LAST_SCAN: Duration = Duration::from_secs(6);
/// How long closing the catalogue may take.
const CLOSING: Duration = Duration::from_secs(1);

/// `serve`.
#[derive(clap::Args, Debug)]
pub struct Args {}

/// Runs the verb.
pub async fn run(global: &Global, _args: &Args) -> anyhow::Result<Exit> {
    let session = Session::start(global)?;
    session.ensure_sound()?;
    let zone = match &session.config.serve.time_zone {
        Some(name) => TimeZone::get(name).with_context(|| format!("serve: no time zone `{name}`"))?,
        None => TimeZone::system(),
    };
    let schedules = schedule::all(&session.config, &zone, clock::instant())?;
    let keys = session.keys_or_new()?;
    let store = Store::open(&session.config.state, &keys).await?;
    let ended = Daemon { session: Arc::new(session), keys, store: store.clone(), zone, schedules }.run().await;
    if !matches!(timeout(CLOSING, store.close()).await, Ok(Ok(()))) {
        tracing::warn!("the catalogue was not closed in time; the next start checks it");
    }
    ended.map(|()| Exit::Done)
}

/// Everything that a running `serve` is made of.
struct Daemon {
    session: Arc<Session>,
    keys: Keys,
    store: Store,
    zone: TimeZone,
    schedules: Vec<Schedule>,
}

impl Daemon {
    async fn run(self) -> anyhow::Result<()> {
        let config = &self.session.config;
        let listen = config.serve.listen;
        let listener = Limited::bind(listen).await.with_context(|| format!("{listen}: cannot listen there"))?;
        let token = token::configured_or_new(&config.serve, &config.state)?;
        let stop = StopFlag::default();
        signals::stop_on_signal(stop.clone());
        say(&listener, &token)?;
        let (queue, figures) = (Arc::new(Queue::default()), Arc::new(Figures::default()));
        let desk = Arc::new(self.desk());
        let api = self.api(&desk, &queue, &figures, token.token);
        let mut keeper = tokio::spawn(self.keeper(desk, &queue, &figures, &stop).run());
        self.start_ticking(&queue, &figures, &stop);
        let told = stop.clone();
        let server = axum::serve(listener, http::router(api)).with_graceful_shutdown(async move { told.wait().await });
        let server = tokio::spawn(server.into_future());
        let has_ended = tokio::select! {
            () = stop.wait() => false,
            _ = &mut keeper => true,
        };
        let has_died = has_ended && !stop.is_set();
        stop.stop();
        let scan = async {
            // A task that has ended must not be awaited again.
            if !has_ended && timeout(LAST_SCAN, keeper).await.is_err() {
                tracing::warn!("the scan did not stop in time; the next one goes on from what was committed");
            }
        };
        let answers = async {
            let abort = server.abort_handle();
            if timeout(LAST_ANSWERS, server).await.is_err() {
                abort.abort();
            }
        };
        tokio::join!(scan, answers);
        token::remove(token.file.as_deref());
        anyhow::ensure!(!has_died, "internal error: scans ended");
        Ok(())
    }

    fn desk(&self) -> Desk {
        self.session.desk_of(self.store.clone(), self.keys.clone())
    }

    fn api(&self, desk: &Arc<Desk>, queue: &Arc<Queue>, figures: &Arc<Figures>, token: http::token::Token) -> Api {
        let zone = self.zone.clone();
        Api {
            desk: desk.clone(),
            sources: self.session.config.sources.clone(),
            realm: self.session.config.realm.clone(),
            scans: queue.clone(),
            figures: figures.clone(),
            token,
            today: Box::new(move || clock::today_in(&zone)),
        }
    }

    fn keeper(&self, desk: Arc<Desk>, queue: &Arc<Queue>, figures: &Arc<Figures>, stop: &StopFlag) -> Keeper {
        Keeper {
            session: self.session.clone(),
            keys: self.keys.clone(),
            store: self.store.clone(),
            desk,
            queue: queue.clone(),
            figures: figures.clone(),
            zone: self.zone.clone(),
            stop: stop.clone(),
        }
    }

    /// Starts what puts sources into the queue. All of it ends when the process is told to stop.
    fn start_ticking(&self, queue: &Arc<Queue>, figures: &Arc<Figures>, stop: &StopFlag) {
        for schedule in self.schedules.clone() {
            tokio::spawn(schedule.keep(queue.clone(), figures.clone(), stop.clone()));
        }
        let config = &self.session.config;
        for source in config.sources.iter().filter(|source| source.watch && source.kind == SourceKind::Files) {
            let Some(root) = source.path.clone() else { continue };
            let tree = watching::Tree { source: source.name.clone(), root, own_state: config.state.clone() };
            tokio::spawn(tree.keep(queue.clone(), stop.clone()));
        }
    }
}

/// Says where it listens, which the configuration may have left to the system, and where a new token lies.
#[allow(clippy::print_stderr, reason = "what the operator needs to get in is said whatever is logged")]
fn say(listener: &Limited, token: &token::Known) -> anyhow::Result<()> {
    let address = axum::serve::Listener::local_addr(listener).context("cannot listen")?;
    eprintln!("listening on http://{address}");
    if let Some(file) = &token.file {
        eprintln!("no token is configured; the one of this start is in {}", file.display());
    }
    Ok(())
}
