//! A few sessions, used again, never more than the settings allow. Whoever stops in the middle of a statement leaves
//! nothing running on the server.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::BoxFuture;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::read::Session;
use super::trouble::Trouble;
use crate::model::coverage::Outcome;

/// The longest wait for a session that somebody else uses.
const MAX_WAIT: Duration = Duration::from_secs(120);
/// The longest that cancelling a statement may take.
const MAX_CANCEL: Duration = Duration::from_secs(2);

/// Opens sessions.
pub(in crate::source) trait Connector: Send + Sync + 'static {
    /// What it opens.
    type Session: Session;

    /// Opens one, with everything set that keeps it reading only.
    fn connect(&self) -> BoxFuture<'_, Result<Self::Session, Trouble>>;
}

/// What opens a session, ended when it takes too long.
pub(in crate::source) async fn within<S: Session>(
    most: Duration,
    opening: impl Future<Output = sqlx::Result<S>>,
) -> Result<S, Trouble> {
    match tokio::time::timeout(most, opening).await {
        Ok(opened) => opened.map_err(|error| S::trouble(&error)),
        Err(_) => Err(Trouble::new(Outcome::Timeout, "cannot connect in time")),
    }
}

/// The sessions of one source.
pub(in crate::source) struct Pool<C: Connector> {
    connector: C,
    free: Arc<Semaphore>,
    idle: Arc<Mutex<Vec<C::Session>>>,
}

impl<C: Connector> Pool<C> {
    pub(in crate::source) fn new(connector: C, n_connections: usize) -> Self {
        Self { connector, free: Arc::new(Semaphore::new(n_connections.max(1))), idle: Arc::default() }
    }

    /// A session for one task. Never hold it while waiting for somebody who may need one too.
    pub(in crate::source) async fn lease(&self) -> Result<Lease<C::Session>, Trouble> {
        let waited = tokio::time::timeout(MAX_WAIT, self.free.clone().acquire_owned()).await;
        let Ok(Ok(permit)) = waited else {
            return Err(Trouble::new(Outcome::Timeout, "no connection came free"));
        };
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let session = match idle {
            Some(mut session) => match session.probe().await {
                Ok(()) => session,
                Err(_) => self.connector.connect().await?,
            },
            None => self.connector.connect().await?,
        };
        Ok(Lease { session: Some(session), idle: self.idle.clone(), permit: Some(permit) })
    }
}

/// A session that one task uses. Dropped without [`Lease::give_back`], it cancels what runs and is closed.
pub(in crate::source) struct Lease<S: Session> {
    session: Option<S>,
    idle: Arc<Mutex<Vec<S>>>,
    permit: Option<OwnedSemaphorePermit>,
}

impl<S: Session> Lease<S> {
    /// The session.
    ///
    /// # Errors
    /// It was given up before; no caller does that.
    pub(in crate::source) fn session(&mut self) -> Result<&mut S, Trouble> {
        self.session.as_mut().ok_or_else(|| Trouble::failed("the connection was given up"))
    }

    /// Returns a session on which nothing runs and no transaction is open.
    pub(in crate::source) fn give_back(mut self) {
        if let Some(session) = self.session.take() {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(session);
        }
    }

    /// Cancels what runs and closes the session.
    pub(super) async fn cancel(mut self) {
        if let Some(session) = self.session.take() {
            cancel(session).await;
        }
    }
}

impl<S: Session> Drop for Lease<S> {
    fn drop(&mut self) {
        let Some(session) = self.session.take() else { return };
        let permit = self.permit.take();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                cancel(session).await;
                drop(permit);
            });
        }
    }
}

/// The session stays open until its statement is cancelled: its number on the server may be somebody else's afterwards.
async fn cancel<S: Session>(mut session: S) {
    let _ = tokio::time::timeout(MAX_CANCEL, session.cancel()).await;
}
