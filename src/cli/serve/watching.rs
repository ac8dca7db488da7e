//! Sources with `watch = true`: scanned once watching begins, since nobody saw what changed before, and then on changes.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;

use super::queue::Queue;
use crate::model::ids::SourceName;
use crate::pipeline::reading::StopFlag;
use crate::source::SourceError;
use crate::source::files::{self, Watching};

/// How long to wait before a tree that cannot be watched is tried again.
const RETRY: Duration = Duration::from_secs(60);

/// A tree that is watched.
pub struct Tree {
    /// The source.
    pub source: SourceName,
    /// Where it lies.
    pub root: PathBuf,
    /// Our own state directory: what changes there counts for nothing.
    pub own_state: PathBuf,
}

impl Tree {
    /// Puts the source into the queue whenever something changed, until told to stop.
    pub async fn keep(self, queue: Arc<Queue>, stop: StopFlag) {
        let mut is_told = false;
        loop {
            match self.watch().await {
                Ok((_watching, mut changes)) => {
                    is_told = false;
                    queue.changed(&self.source);
                    loop {
                        let change = tokio::select! {
                            change = changes.recv() => change,
                            () = stop.wait() => return,
                        };
                        let Some(()) = change else { break };
                        tracing::info!(source = %self.source, "something changed");
                        queue.changed(&self.source);
                    }
                }
                Err(error) => {
                    if !is_told {
                        let hint = error.hint.as_ref().map(|hint| hint.0.as_str()).unwrap_or_default();
                        tracing::error!(source = %self.source, hint, "not watched, tried again each minute: {error}");
                    }
                    is_told = true;
                }
            }
            tokio::select! {
                () = tokio::time::sleep(RETRY) => {}
                () = stop.wait() => return,
            }
        }
    }

    /// Begins to watch, which goes through the whole tree.
    async fn watch(&self) -> Result<(Watching, mpsc::Receiver<()>), SourceError> {
        let (changed, changes) = mpsc::channel(1);
        let (root, own_state) = (self.root.clone(), vec![self.own_state.clone()]);
        let begun = tokio::task::spawn_blocking(move || files::watch(root, own_state, changed)).await;
        let broken = |_| SourceError { place: self.source.to_string(), cause: "internal error".into(), hint: None };
        Ok((begun.map_err(broken)??, changes))
    }
}
