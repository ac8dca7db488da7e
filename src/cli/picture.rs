//! `picture`: the report as one SVG drawing, as the README shows it.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;

use super::session::Session;
use super::{Exit, Global, clock};
use crate::model::time::Day;
use crate::report;

/// `picture`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Where to write it
    file: PathBuf,
    /// Judge as of this day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<jiff::civil::Date>,
}

/// Runs the verb.
pub async fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    let desk = Session::start(global)?.desk().await?;
    let overview = desk.overview(args.as_of.map_or_else(clock::today, Day::from_date)).await?;
    let place = || args.file.display().to_string();
    let mut file = std::fs::File::create(&args.file).with_context(place)?;
    file.write_all(report::picture(&overview).as_bytes()).with_context(place)?;
    Ok(Exit::Done)
}
