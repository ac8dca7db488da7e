//! A progress bar on a terminal: objects, bytes, rate, time left. Quiet when piped.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::pipeline::progress::Progress;

/// Shows a run's counters until it is dropped.
pub struct Bars {
    bar: ProgressBar,
    watcher: tokio::task::JoinHandle<()>,
}

impl Bars {
    /// Starts showing. Draws nothing where stderr is no terminal.
    pub fn watch(progress: Arc<Progress>) -> Self {
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}  {binary_bytes_per_sec}  {wide_bar} {eta} left") {
            bar.set_style(style);
        }
        let watcher = tokio::spawn({
            let bar = bar.clone();
            async move {
                loop {
                    tokio::time::sleep(Duration::from_millis(200)).await;
                    show(&bar, &progress);
                }
            }
        });
        Self { bar, watcher }
    }
}

fn show(bar: &ProgressBar, progress: &Progress) {
    let (read, found) = (progress.n_bytes.load(Relaxed), progress.n_bytes_found.load(Relaxed));
    bar.set_length(found.max(read));
    bar.set_position(read);
    let (ended, objects) = (progress.n_ended.load(Relaxed), progress.n_found.load(Relaxed));
    bar.set_message(format!("{ended}/{objects} objects, {} findings", progress.n_findings.load(Relaxed)));
}

impl Drop for Bars {
    fn drop(&mut self) {
        self.watcher.abort();
        self.bar.finish_and_clear();
    }
}
