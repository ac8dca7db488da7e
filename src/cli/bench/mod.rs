//! `bench`: how fast this machine is on the user's own data, measured the way that docs/performance.md is.

mod detect;

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
    /// Detection alone, over whole files held in memory
    Detect(detect::Args),
}

/// Runs the verb.
pub fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    match &args.verb {
        Verb::Detect(args) => detect::run(global, args),
    }
}
