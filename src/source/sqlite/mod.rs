//! SQLite: one database file, read without ever touching what lies beside it. With a log beside it, a private copy of both
//! is read.

mod catalogue;
mod rows;
mod session;
mod snapshot;
mod value;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tokio::sync::mpsc;

use super::sql::{Catalogue, Patterns, Pool, Trouble, look_up, sample_table, tell};
use super::{Content, Discovery, Found, Plan, Source, SourceError};
use crate::model::coverage::{Limit, Outcome};
use crate::model::fault::Fault;
use crate::model::ids::SourceName;
use crate::model::meter::Meter;
use crate::model::object::{Object, Stretch};
use crate::model::passage::RowBatch;
use session::LiteConnector;
use snapshot::Snapshot;

/// How a database file is read.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The source's name.
    pub name: SourceName,
    /// The database file.
    pub path: PathBuf,
    /// Tables to read, as patterns on `main.table`; none: all.
    pub include: Vec<String>,
    /// Tables to leave out, as patterns on `main.table`; they win over `include`.
    pub exclude: Vec<String>,
    /// How many connections may be open at once, at least 1.
    pub connections: usize,
    /// A folder for private copies, inside the state directory; made when it is needed.
    pub scratch: PathBuf,
    /// The most bytes of a private copy.
    pub copy_budget: u64,
    /// What reading costs, if somebody wants to know.
    pub meter: Meter,
}

impl Settings {
    /// The defaults: one connection, copies of at most 4 GiB.
    pub fn new(name: impl Into<SourceName>, path: impl Into<PathBuf>, scratch: impl Into<PathBuf>) -> Self {
        Self {
            name: name.into(),
            path: path.into(),
            include: Vec::new(),
            exclude: Vec::new(),
            connections: 1,
            scratch: scratch.into(),
            copy_budget: 4 << 30,
            meter: Meter::default(),
        }
    }
}

/// A SQLite database file.
pub struct Sqlite {
    settings: Settings,
    place: String,
    patterns: Patterns,
    opened: Mutex<Option<Arc<Opened>>>,
}

/// The file as it was when the last discovery began. Its copy, if one was needed, lives as long as this.
struct Opened {
    pool: Pool<LiteConnector>,
    snapshot: Snapshot,
}

impl std::fmt::Debug for Sqlite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sqlite").field("place", &self.place).finish_non_exhaustive()
    }
}

impl Sqlite {
    /// Takes the settings; nothing is opened yet.
    ///
    /// # Errors
    /// A pattern cannot be read.
    pub fn new(settings: Settings) -> Result<Self, SourceError> {
        let place = format!("sqlite:{}", settings.path.display());
        let patterns = Patterns::new(&settings.include, &settings.exclude).map_err(|trouble| trouble.source_error(&place))?;
        Ok(Self { settings, place, patterns, opened: Mutex::default() })
    }

    /// Looks at the file anew.
    async fn reopen(&self) -> Result<Arc<Opened>, Trouble> {
        let settings = self.settings.clone();
        let taken =
            tokio::task::spawn_blocking(move || Snapshot::take(&settings.path, &settings.scratch, settings.copy_budget));
        let snapshot = taken.await.map_err(|_| Trouble::failed("the copying task ended"))??;
        let pool = Pool::new(LiteConnector::new(&snapshot), self.settings.connections);
        let opened = Arc::new(Opened { pool, snapshot });
        *self.opened.lock().unwrap_or_else(PoisonError::into_inner) = Some(opened.clone());
        Ok(opened)
    }

    async fn opened(&self) -> Result<Arc<Opened>, Trouble> {
        let known = self.opened.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match known {
            Some(opened) => Ok(opened),
            None => self.reopen().await,
        }
    }

    async fn list(&self, found: mpsc::Sender<Found>) -> Result<Discovery, Trouble> {
        let opened = self.reopen().await?;
        tell(&opened.pool, &self.settings.name, &self.patterns, found).await
    }

    async fn rows(&self, object: &Object, stretch: &Stretch) -> Result<Rows, Trouble> {
        let opened = self.opened().await?;
        let (lease, table) = look_up(&opened.pool, object).await?;
        lease.give_back();
        let ends = opened.snapshot.lacks_log().then(|| {
            Trouble::new(Outcome::Partial(Limit::Wal), "its log could not be read with it")
                .with_hint("more scratch space, or a larger budget for copies")
        });
        let ((file, is_copy), place) = (opened.snapshot.file(), object.at.clone());
        let ends = ends.map(|trouble| trouble.fault(place.clone()));
        rows::open(rows::Reading { file, is_copy, table, place, ends, meter: self.settings.meter.clone() }, stretch)
    }
}

type Rows = mpsc::Receiver<Result<RowBatch, Fault>>;

impl Source for Sqlite {
    fn discover(&self, found: mpsc::Sender<Found>) -> BoxFuture<'_, Result<Discovery, SourceError>> {
        async move { self.list(found).await.map_err(|trouble| trouble.source_error(&self.place)) }.boxed()
    }

    /// A file has no roles and no standby; that it can be opened at all is what this tells.
    fn plan(&self) -> BoxFuture<'_, Result<Plan, SourceError>> {
        let checked = async move {
            let opened = self.opened().await?;
            let mut lease = opened.pool.lease().await?;
            lease.session()?.list(None, 1).await?;
            lease.give_back();
            let mut plan = Plan::default();
            if opened.snapshot.lacks_log() {
                plan.warnings.push("its log cannot be read with it; what is only in the log is missed".to_owned());
            }
            Ok(plan)
        };
        checked.map(|plan| plan.map_err(|trouble: Trouble| trouble.source_error(&self.place))).boxed()
    }

    fn open<'a>(&'a self, object: &'a Object, stretch: &'a Stretch) -> BoxFuture<'a, Result<Content, Fault>> {
        async move { self.rows(object, stretch).await.map(Content::Rows).map_err(|trouble| trouble.fault(object.at.clone())) }
            .boxed()
    }

    fn sample<'a>(&'a self, object: &'a Object, n_rows: usize) -> BoxFuture<'a, Result<Option<RowBatch>, Fault>> {
        async move {
            let opened = self.opened().await.map_err(|trouble| trouble.fault(object.at.clone()))?;
            sample_table(&opened.pool, object, n_rows).await
        }
        .boxed()
    }

    /// A copy does not change; a file that is read where it lies has changed if its size, its time or its log has.
    fn is_unchanged<'a>(&'a self, object: &'a Object) -> BoxFuture<'a, bool> {
        async move {
            let Ok(opened) = self.opened().await else { return false };
            object.version == opened.snapshot.version() && opened.snapshot.still_holds()
        }
        .boxed()
    }

    fn n_connections(&self) -> usize {
        self.settings.connections.max(1)
    }
}
