//! `bench`: how fast this machine is on the user's own data, measured the way that docs/performance.md is.

mod alarms;
mod detect;
mod scan;
mod state;
mod usage;

use clap::Subcommand;

use super::{Exit, Global};

/// `bench`.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// What is found for certain in files that hold nobody's data
    Alarms(alarms::Args),
    /// Detection alone, over whole files held in memory
    Detect(detect::Args),
    /// A whole scan, stage by stage, into a state directory that is removed afterwards
    Scan(scan::Args),
}

/// Runs the verb.
pub async fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    match &args.verb {
        Verb::Alarms(args) => alarms::run(global, args),
        Verb::Detect(args) => detect::run(global, args),
        Verb::Scan(args) => scan::run(global, args).await,
    }
}
