//! MySQL and MariaDB: every database of a server that is not the server's own, read in short read-only transactions.

mod catalogue;
mod column;
mod session;

use std::sync::{Mutex, PoisonError};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tokio::sync::mpsc;

pub use super::sql::{ConnectionUrl, Settings};

use super::sql::{Patterns, Pool, TableName, Trouble, open_table, sample_table};
use super::{Content, Discovery, Found, Plan, Source, SourceError};
use crate::model::fault::Fault;
use crate::model::object::{Object, Stretch};
use crate::model::passage::RowBatch;
use session::MyConnector;

/// Tables of one page of the catalogue.
const LIST_PAGE: usize = 256;

/// A MySQL (5.7 or later) or MariaDB (10.3 or later) server.
pub struct Mysql {
    settings: Settings,
    place: String,
    patterns: Patterns,
    pool: Pool<MyConnector>,
    /// The server's time when the last discovery began: what was updated later has changed.
    discovered: Mutex<String>,
}

impl std::fmt::Debug for Mysql {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mysql").field("place", &self.place).finish_non_exhaustive()
    }
}

impl Mysql {
    /// Takes the settings; nothing is connected yet.
    ///
    /// # Errors
    /// The URL or a pattern cannot be read.
    pub fn new(settings: Settings) -> Result<Self, SourceError> {
        let nameless = settings.name.as_str().to_owned();
        let connector = MyConnector::new(&settings).map_err(|trouble| trouble.source_error(&nameless))?;
        let place = connector.place();
        let patterns = Patterns::new(&settings.include, &settings.exclude).map_err(|trouble| trouble.source_error(&place))?;
        let pool = Pool::new(connector, settings.n_connections());
        Ok(Self { settings, place, patterns, pool, discovered: Mutex::default() })
    }

    /// The catalogue is read in pages, and no session is held while the receiver is waited for.
    ///
    /// The server does not tell of tables on which the role has no privilege at all, so a list is complete only for a role
    /// that may read everything: else a table whose grant was taken back would pass for one that was dropped.
    async fn list(&self, found: mpsc::Sender<Found>) -> Result<Discovery, Trouble> {
        let mut after = TableName { schema: String::new(), table: String::new() };
        let mut sees_all = false;
        let mut is_first = true;
        loop {
            let mut lease = self.pool.lease().await?;
            let session = lease.session()?;
            if is_first {
                sees_all = session.sees_all().await?;
                let now = session.now().await?;
                *self.discovered.lock().unwrap_or_else(PoisonError::into_inner) = now;
                is_first = false;
            }
            let page = session.list(&after, LIST_PAGE).await?;
            let is_last = page.len() < LIST_PAGE;
            let mut messages = Vec::with_capacity(page.len());
            for name in page {
                messages.extend(session.judge(&name, &self.settings.name, &self.patterns).await?);
                after = name;
            }
            lease.give_back();
            for message in messages {
                if found.send(message).await.is_err() {
                    return Ok(Discovery { is_complete: false });
                }
            }
            if is_last {
                return Ok(Discovery { is_complete: sees_all });
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
        let discovered = self.discovered.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut lease = self.pool.lease().await?;
        let state = lease.session()?.state(&name).await?;
        lease.give_back();
        Ok(state.is_some_and(|state| state.is_same(&object.version, &discovered)))
    }
}

impl Source for Mysql {
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

    /// The server notes the second of a table's last update, and forgets it when it restarts: a change within the second
    /// of the discovery is not seen.
    fn is_unchanged<'a>(&'a self, object: &'a Object) -> BoxFuture<'a, bool> {
        async move { self.is_same(object).await.unwrap_or(false) }.boxed()
    }

    fn n_connections(&self) -> usize {
        self.settings.n_connections()
    }
}
