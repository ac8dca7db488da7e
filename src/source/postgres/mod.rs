//! PostgreSQL: one database of a server, read in short read-only transactions by a role that can only read.

mod catalogue;
mod session;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tokio::sync::mpsc;

pub use super::sql::{ConnectionUrl, Settings};

use super::sql::{Patterns, Pool, TableName, Trouble, open_table, sample_table};
use super::{Content, Discovery, Found, Plan, Source, SourceError};
use crate::model::fault::Fault;
use crate::model::object::{Object, Stretch};
use crate::model::passage::RowBatch;
use session::PgConnector;

/// Tables of one page of the catalogue.
const LIST_PAGE: usize = 256;

/// A PostgreSQL database, version 12 or later.
pub struct Postgres {
    settings: Settings,
    place: String,
    patterns: Patterns,
    pool: Pool<PgConnector>,
}

impl std::fmt::Debug for Postgres {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Postgres").field("place", &self.place).finish_non_exhaustive()
    }
}

impl Postgres {
    /// Takes the settings; nothing is connected yet.
    ///
    /// # Errors
    /// The URL or a pattern cannot be read.
    pub fn new(settings: Settings) -> Result<Self, SourceError> {
        let nameless = settings.name.as_str().to_owned();
        let connector = PgConnector::new(&settings).map_err(|trouble| trouble.source_error(&nameless))?;
        let place = connector.place();
        let patterns = Patterns::new(&settings.include, &settings.exclude).map_err(|trouble| trouble.source_error(&place))?;
        let pool = Pool::new(connector, settings.n_connections());
        Ok(Self { settings, place, patterns, pool })
    }

    /// The catalogue is read in pages, and no session is held while the receiver is waited for.
    async fn list(&self, found: mpsc::Sender<Found>) -> Result<Discovery, Trouble> {
        let mut after = "0".to_owned();
        loop {
            let mut lease = self.pool.lease().await?;
            let session = lease.session()?;
            let page = session.list(&after, LIST_PAGE).await?;
            let is_last = page.len() < LIST_PAGE;
            let mut messages = Vec::with_capacity(page.len());
            for entry in page {
                after.clone_from(&entry.oid);
                messages.extend(session.judge(entry, &self.settings.name, &self.patterns).await?);
            }
            lease.give_back();
            for message in messages {
                if found.send(message).await.is_err() {
                    return Ok(Discovery { is_complete: false });
                }
            }
            if is_last {
                return Ok(Discovery { is_complete: true });
            }
        }
    }

    async fn warnings(&self) -> Result<Plan, Trouble> {
        let mut lease = self.pool.lease().await?;
        let warnings = lease.session()?.warnings().await?;
        lease.give_back();
        Ok(Plan { warnings })
    }

    async fn is_same(&self, object: &Object) -> Result<bool, Trouble> {
        let Some(name) = TableName::at(&object.at) else { return Ok(false) };
        let mut lease = self.pool.lease().await?;
        let version = lease.session()?.version(&name).await?;
        lease.give_back();
        Ok(version.is_some_and(|version| version == object.version))
    }
}

impl Source for Postgres {
    fn discover(&self, found: mpsc::Sender<Found>) -> BoxFuture<'_, Result<Discovery, SourceError>> {
        async move { self.list(found).await.map_err(|trouble| trouble.source_error(&self.place)) }.boxed()
    }

    fn plan(&self) -> BoxFuture<'_, Result<Plan, SourceError>> {
        async move { self.warnings().await.map_err(|trouble| trouble.source_error(&self.place)) }.boxed()
    }

    fn open<'a>(&'a self, object: &'a Object, stretch: &'a Stretch) -> BoxFuture<'a, Result<Content, Fault>> {
        open_table(&self.pool, object, stretch, self.settings.unit_rows, None).boxed()
    }

    fn sample<'a>(&'a self, object: &'a Object, n_rows: usize) -> BoxFuture<'a, Result<Option<RowBatch>, Fault>> {
        sample_table(&self.pool, object, n_rows).boxed()
    }

    /// What the server counts of a table's changes reaches its statistics up to some seconds late, and on a standby not at
    /// all: there this says no more than that the table still exists.
    fn is_unchanged<'a>(&'a self, object: &'a Object) -> BoxFuture<'a, bool> {
        async move { self.is_same(object).await.unwrap_or(false) }.boxed()
    }

    fn n_connections(&self) -> usize {
        self.settings.n_connections()
    }
}
