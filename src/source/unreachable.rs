//! A source that could not even be set up: everything asked of it is answered with the reason, so that it is told like a
//! source that was lost and the others are read all the same.

use futures_util::future::{BoxFuture, FutureExt, ready};
use tokio::sync::mpsc;

use super::{Content, Discovery, Found, Plan, Source, SourceError};
use crate::model::coverage::Outcome;
use crate::model::fault::Fault;
use crate::model::object::{Object, Stretch};
use crate::model::passage::RowBatch;

/// A source that could not be set up, with the reason.
pub struct Unreachable(pub SourceError);

impl Unreachable {
    fn fault(&self, object: &Object) -> Fault {
        Fault::new(object.at.clone(), Outcome::Failed, self.0.cause.clone())
    }
}

impl Source for Unreachable {
    fn discover(&self, _: mpsc::Sender<Found>) -> BoxFuture<'_, Result<Discovery, SourceError>> {
        ready(Err(self.0.clone())).boxed()
    }

    fn plan(&self) -> BoxFuture<'_, Result<Plan, SourceError>> {
        ready(Err(self.0.clone())).boxed()
    }

    fn open<'a>(&'a self, object: &'a Object, _: &'a Stretch) -> BoxFuture<'a, Result<Content, Fault>> {
        ready(Err(self.fault(object))).boxed()
    }

    fn sample<'a>(&'a self, object: &'a Object, _: usize) -> BoxFuture<'a, Result<Option<RowBatch>, Fault>> {
        ready(Err(self.fault(object))).boxed()
    }

    fn is_unchanged<'a>(&'a self, _: &'a Object) -> BoxFuture<'a, bool> {
        ready(false).boxed()
    }

    fn n_connections(&self) -> usize {
        1
    }
}
