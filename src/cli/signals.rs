//! Ctrl-C and SIGTERM: the first asks the run to stop, the second ends the program.

use tokio::signal::unix::{SignalKind, signal};

use crate::pipeline::reading::StopFlag;

/// Sets the flag at the first signal. What was committed stays, and the next scan goes on from there.
pub fn stop_on_signal(stop: StopFlag) {
    tokio::spawn(async move {
        wait().await;
        tracing::warn!("stopping; the next scan goes on from here");
        stop.stop();
        wait().await;
        std::process::exit(130);
    });
}

/// Waits for Ctrl-C or SIGTERM.
pub async fn wait() {
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        // Without the handler the signal has its default effect.
        return std::future::pending().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
