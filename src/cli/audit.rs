//! `audit`: who asked what, and whether the trail is whole.

use clap::Subcommand;

use super::session::Session;
use super::{Exit, Global, output};
use crate::store::Store;

/// `audit`.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// Show the trail, newest first [default]
    List {
        /// At most so many rows
        #[arg(long, default_value_t = 100)]
        limit: usize,
    },
    /// Check that no row was changed, taken out or put in
    Verify,
}

/// Runs the verb.
pub async fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    let session = Session::start(global)?;
    let store = Store::open_read_only(&session.config.state, &session.keys()?).await?;
    if let Some(Verb::Verify) = args.verb {
        let broken = store.verify_audit().await?;
        let line = match broken {
            None => "the audit trail is whole".to_owned(),
            Some(row) => format!("the audit trail is broken at row {row}"),
        };
        output::lines(global, &[line], &serde_json::json!({ "is_whole": broken.is_none(), "broken_at": broken }))?;
        return Ok(if broken.is_none() { Exit::Done } else { Exit::Usage });
    }
    let limit = if let Some(Verb::List { limit }) = args.verb { limit } else { 100 };
    let rows = store.audit_rows(limit).await?;
    let lines: Vec<_> = rows
        .iter()
        .map(|row| {
            let entry = &row.entry;
            let classes: Vec<_> = entry.classes.iter().map(|class| class.as_str()).collect();
            format!("{}  {}  {}  case: {}  {}", entry.at, entry.who, entry.action, entry.case, classes.join(", "))
        })
        .collect();
    output::lines(global, &lines, &rows)?;
    Ok(Exit::Done)
}
