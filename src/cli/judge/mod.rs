//! `judge`: what if it were another day, or another policy; and the calculator for bare facts. Nothing is kept.

mod facts;

use std::path::{Path, PathBuf};

use super::report::{Asked, Kind, print};
use super::scan::FailOn;
use super::session::{Session, sound, toml_file};
use super::{Exit, Global, output};
use crate::classify;
use crate::model::fact::{Fact, FactVerdict};
use crate::query::Scope;

/// `judge`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Facts are lines of JSON, verdicts too: docs/judge-facts.md shows how to write one by hand. A line that \
is wrong gives its number and the reason, the others are still judged, and the exit code is 2."
)]
pub struct Args {
    /// Which report [default: all]
    #[arg(value_enum)]
    kind: Option<Kind>,
    /// Judge what was found as of this day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<jiff::civil::Date>,
    /// Judge what was found by this policy in place of the one that has its id
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Let the policy take the place of this one, whatever its own id
    #[arg(long, value_name = "ID", requires = "policy")]
    instead_of: Option<String>,
    /// Judge bare facts: a file of NDJSON, `-` for standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["kind", "as_of", "policy"])]
    facts: Option<PathBuf>,
    /// Print the JSON Schemas of facts and verdicts instead
    #[arg(long)]
    schema: bool,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// End with exit code 1 or 3 if this is so
    #[arg(long, value_enum, value_delimiter = ',')]
    fail_on: Vec<FailOn>,
}

/// Runs the verb.
pub async fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    if args.schema {
        return schema(global);
    }
    if let Some(path) = &args.facts {
        return facts::run(global, path, args.output.as_deref(), args.fail_on.contains(&FailOn::Violations));
    }
    let mut session = Session::start(global)?;
    if let Some(path) = &args.policy {
        replace(&mut session, path, args.instead_of.as_deref())?;
    }
    session.ensure_sound()?;
    let asked = Asked {
        kind: args.kind.unwrap_or(Kind::All),
        as_of: args.as_of,
        output: output::Destination { path: args.output.as_deref(), keys: None },
        fail_on: &args.fail_on,
        scope: Scope::default(),
        company: session.config.realm.clone(),
        since: None,
    };
    print(global, &session.desk().await?, &asked).await
}

/// Puts a policy in the place of the one with its id, or of another. What is stored names policies by their ids, so an id that
/// nothing is judged by would change nothing, and is refused.
fn replace(session: &mut Session, path: &Path, instead_of: Option<&str>) -> anyhow::Result<()> {
    let (file, text) = toml_file(path)?;
    let is_class = |class: &str| session.detectors.classes().iter().any(|entry| entry.key.is_within(class));
    let mut policy = classify::parse_any(&file, &text, &is_class).map_err(classify::Mistakes)?;
    sound([&policy])?;
    let id = instead_of.map_or_else(|| policy.policy.id.clone(), Into::into);
    let known: Vec<String> = session.policies.iter().map(|policy| policy.policy.id.to_string()).collect();
    let Some(held) = session.policies.iter_mut().find(|held| held.policy.id == id) else {
        anyhow::bail!("nothing is judged by `{id}`; say --instead-of with one of {}", known.join(", "));
    };
    policy.policy.id = id;
    *held = policy;
    Ok(())
}

fn schema(global: &Global) -> anyhow::Result<Exit> {
    let schema = serde_json::json!({
        "fact": schemars::schema_for!(Fact),
        "verdict": schemars::schema_for!(FactVerdict),
    });
    output::lines(global, &[serde_json::to_string_pretty(&schema)?], &schema)?;
    Ok(Exit::Done)
}
