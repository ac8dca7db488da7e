//! `explain`.

use super::{Exit, Global};

/// `explain`.
#[derive(clap::Args, Debug)]
pub struct Args {}

/// Runs the verb.
pub async fn run(_global: &Global, _args: &Args) -> anyhow::Result<Exit> {
    anyhow::bail!("not built yet")
}
