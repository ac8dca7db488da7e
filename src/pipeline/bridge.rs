//! Where tokio meets rayon: a computation is handed over, and what waits for it waits without a thread.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use tokio::sync::oneshot;

/// The threads that compute.
#[derive(Clone)]
pub struct Pool(Arc<ThreadPool>);

/// A computation that panicked. It costs its object; the panic's text, which might quote a value, is not kept.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("internal error")]
pub struct Panicked;

impl Pool {
    /// A pool of this many threads; 0 for one per core.
    ///
    /// # Errors
    /// The system gives no threads.
    pub fn new(n_threads: usize) -> Result<Self, ThreadPoolBuildError> {
        let builder = ThreadPoolBuilder::new().num_threads(n_threads).thread_name(|i| format!("gleaner-{i}"));
        Ok(Self(Arc::new(builder.build()?)))
    }

    /// How many threads compute.
    pub fn n_threads(&self) -> usize {
        self.0.current_num_threads()
    }

    /// Computes on the pool. A panic ends the computation, not the program.
    ///
    /// # Errors
    /// The computation panicked.
    pub async fn compute<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Panicked> {
        let (done, result) = oneshot::channel();
        self.0.spawn(move || {
            // Nobody waits any more if the run was aborted: then the result is of no use.
            let _ = done.send(catch_unwind(AssertUnwindSafe(work)));
        });
        match result.await {
            Ok(Ok(value)) => Ok(value),
            _ => Err(Panicked),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_costs_its_own_computation_only() {
        let pool = Pool::new(1).unwrap();
        assert_eq!(pool.compute(|| 2 + 2).await, Ok(4));
        assert_eq!(pool.compute(|| panic!("of no concern")).await.map(|(): ()| 0), Err(Panicked));
        assert_eq!(pool.compute(|| 5).await, Ok(5));
    }
}
