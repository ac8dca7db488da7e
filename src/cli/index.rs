//! `index`: the index is a derivative of the catalogue and can be made anew from it.

use clap::Subcommand;

use super::session::Session;
use super::{Exit, Global, output};
use crate::index::Index;
use crate::store::Store;

/// `index`.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// Make the index anew from the catalogue
    Rebuild,
}

/// Runs the verb.
pub async fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    let Verb::Rebuild = args.verb;
    let session = Session::start(global)?;
    let store = Store::open(&session.config.state, &session.keys()?).await?;
    let sequence = Index::open(&session.config.state.join("index"))?.rebuild(&store).await?;
    store.close().await?;
    output::lines(global, &[format!("index rebuilt up to {sequence}")], &serde_json::json!({ "sequence": sequence }))?;
    Ok(Exit::Done)
}
