//! `config`: is the configuration right, and what may stand in it.

use clap::Subcommand;

use super::session::Session;
use super::{Exit, Global, output};
use crate::config::Config;

/// `config`.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// Say every mistake, or what the configuration comes to
    Check,
    /// Print the JSON Schema of the configuration
    Schema,
}

/// Runs the verb.
pub fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    if matches!(args.verb, Verb::Schema) {
        let schema = Config::schema();
        output::lines(global, &[serde_json::to_string_pretty(&schema)?], &schema)?;
        return Ok(Exit::Done);
    }
    let session = Session::start(global)?;
    let config = &session.config;
    let file = config.file.as_ref().map_or_else(|| "none: defaults only".to_owned(), |file| file.display().to_string());
    let mut lines = vec![format!("configuration  {file}"), format!("state          {}", config.state.display())];
    lines.push(format!("key            {}", config.key));
    lines.extend(config.sources.iter().map(|source| {
        let policy = source.policy.as_ref().map_or("no policy".to_owned(), |policy| format!("policy {policy}"));
        format!("source         {} ({}), {policy}", source.name, source.kind.as_str())
    }));
    let sources: Vec<_> = config.sources.iter().map(|source| source.name.to_string()).collect();
    let json = serde_json::json!({ "file": file, "state": config.state, "key": config.key.to_string(), "sources": sources });
    output::lines(global, &lines, &json)?;
    Ok(Exit::Done)
}
