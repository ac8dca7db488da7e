//! A database server as a source. What only one kind of server knows, it says as [`Served`].

use std::sync::{Mutex, PoisonError};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tokio::sync::mpsc;

use super::catalogue::{Catalogue, tell};
use super::names::{Patterns, TableName};
use super::object::{open_table, sample_table};
use super::pool::{Connector, Pool};
use super::settings::Settings;
use super::trouble::Trouble;
use crate::model::fault::Fault;
use crate::model::object::{Object, Stretch};
use crate::model::passage::RowBatch;
use crate::source::{Content, Discovery, Found, Plan, Source, SourceError};

/// What is known before the tables are listed.
pub(in crate::source) struct Survey {
    /// Whether the list will hold every table.
    pub is_complete: bool,
    /// The server's time; empty where changes are not told by it.
    pub now: String,
}

/// The catalogue of a server, which has roles, and others who write meanwhile.
pub(in crate::source) trait Served: Catalogue {
    /// Asked when a discovery begins.
    fn survey(&mut self) -> impl Future<Output = Result<Survey, Trouble>> + Send;

    /// What the operator should know.
    fn warnings(&mut self) -> impl Future<Output = Result<Vec<String>, Trouble>> + Send;

    /// Whether a table still is what it was when `version` was seen, in a discovery that began at `since`.
    fn is_same(&mut self, name: &TableName, version: &str, since: &str) -> impl Future<Output = Result<bool, Trouble>> + Send;
}

/// A server and the sessions with it.
pub(in crate::source) struct Server<C: Connector> {
    settings: Settings,
    place: String,
    patterns: Patterns,
    pool: Pool<C>,
    /// The server's time when the last discovery began.
    discovered: Mutex<String>,
}

impl<C: Connector> Server<C>
where
    C::Session: Served,
{
    /// Takes the settings and what is made of them; nothing is connected yet.
    ///
    /// # Errors
    /// The URL or a pattern cannot be read.
    pub(in crate::source) fn new(
        settings: Settings,
        connector: fn(&Settings) -> Result<C, Trouble>,
        place: fn(&C) -> String,
    ) -> Result<Self, SourceError> {
        let connector = connector(&settings).map_err(|trouble| trouble.source_error(settings.name.as_str()))?;
        let place = place(&connector);
        let patterns = Patterns::new(&settings.include, &settings.exclude).map_err(|trouble| trouble.source_error(&place))?;
        let pool = Pool::new(connector, settings.n_connections());
        Ok(Self { settings, place, patterns, pool, discovered: Mutex::default() })
    }

    async fn list(&self, found: mpsc::Sender<Found>) -> Result<Discovery, Trouble> {
        let mut lease = self.pool.lease().await?;
        let survey = lease.session()?.survey().await?;
        lease.give_back();
        *self.discovered.lock().unwrap_or_else(PoisonError::into_inner) = survey.now;
        let told = tell(&self.pool, &self.settings.name, &self.patterns, found).await?;
        Ok(Discovery { is_complete: told.is_complete && survey.is_complete })
    }

    async fn warnings(&self) -> Result<Plan, Trouble> {
        let mut lease = self.pool.lease().await?;
        let warnings = lease.session()?.warnings().await?;
        lease.give_back();
        Ok(Plan { warnings })
    }

    async fn is_same(&self, object: &Object) -> Result<bool, Trouble> {
        let Some(name) = TableName::at(&object.at) else { return Ok(false) };
        let since = self.discovered.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut lease = self.pool.lease().await?;
        let is_same = lease.session()?.is_same(&name, &object.version, &since).await?;
        lease.give_back();
        Ok(is_same)
    }
}

impl<C: Connector> Source for Server<C>
where
    C::Session: Served,
{
    fn discover(&self, found: mpsc::Sender<Found>) -> BoxFuture<'_, Result<Discovery, SourceError>> {
        async move { self.list(found).await.map_err(|trouble| trouble.source_error(&self.place)) }.boxed()
    }

    fn plan(&self) -> BoxFuture<'_, Result<Plan, SourceError>> {
        async move { self.warnings().await.map_err(|trouble| trouble.source_error(&self.place)) }.boxed()
    }

    fn open<'a>(&'a self, object: &'a Object, stretch: &'a Stretch) -> BoxFuture<'a, Result<Content, Fault>> {
        open_table(&self.pool, object, stretch, &self.settings).boxed()
    }

    fn sample<'a>(&'a self, object: &'a Object, n_rows: usize) -> BoxFuture<'a, Result<Option<RowBatch>, Fault>> {
        sample_table(&self.pool, object, n_rows).boxed()
    }

    fn is_unchanged<'a>(&'a self, object: &'a Object) -> BoxFuture<'a, bool> {
        async move { self.is_same(object).await.unwrap_or(false) }.boxed()
    }

    fn n_connections(&self) -> usize {
        self.settings.n_connections()
    }
}
