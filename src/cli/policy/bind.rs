//! `policy bind`: what the columns probably mean, as TOML to copy from. Nothing is written where nobody asked for it.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::super::session::Session;
use super::super::{Exit, output};
use crate::config::Config;
use crate::query::{Proposal, Setting};

/// `policy bind`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "A proposal, from the names and values that the last scan found: read each reason, take out what is wrong, \
then say `bindings = \"FILE\"` in gleaner.toml, or copy what is right below its [[source]] there."
)]
pub struct Args {
    /// Only of this source
    source: Option<String>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the verb.
pub async fn run(session: &Session, args: &Args) -> anyhow::Result<Exit> {
    let desk = session.desk().await?;
    let mut proposals = desk.proposals(args.source.as_deref()).await?;
    proposals.iter_mut().for_each(|proposal| without_bound(&session.config, proposal));
    output::text(args.output.as_deref(), &text(&proposals)?)?;
    Ok(Exit::Done)
}

/// Leaves out what the configuration says already.
fn without_bound(config: &Config, proposal: &mut Proposal) {
    let Some(source) = config.sources.iter().find(|source| source.name == proposal.source) else { return };
    let bound = config.bindings(source, &proposal.pattern.1);
    proposal.settings.retain(|setting| match setting.key.as_str() {
        "when" => bound.conditions.iter().all(|condition| condition.column != setting.value),
        "tenant" => bound.tenant.is_none(),
        "jurisdiction" => bound.jurisdiction.is_none(),
        "parental_consent" => bound.parental_consent.is_none(),
        "consent" => bound.consent.is_none(),
        "birth" => bound.birth.is_none(),
        "age" => bound.age.is_none(),
        "guardian" => bound.guardian.is_none(),
        "of_tenant_in" => bound.of_tenant.is_none(),
        "person_column" => bound.person_column.is_none(),
        "person" => bound.person.is_none(),
        "store" => bound.keeping.store.is_none(),
        "group_by" => bound.group_by.is_empty(),
        "group_size" => bound.group_size.is_none(),
        event => bound.events.keys().all(|kind| kind.as_str() != event),
    });
}

/// The proposals as a file of bindings: a `[[source.events]]` for each object, each setting below its reason.
fn text(proposals: &[Proposal]) -> Result<String, std::fmt::Error> {
    let mut text = String::from(
        "# Proposed from the catalogue. Read each reason and take out what is wrong; then say `bindings = \"FILE\"` in\n\
         # gleaner.toml, or copy what is right below its [[source]] there.\n",
    );
    if proposals.is_empty() {
        text.push_str("# Nothing in it has a name that says what it means.\n");
    }
    let mut source = None;
    for proposal in proposals {
        if source != Some(&proposal.source) {
            source = Some(&proposal.source);
            write!(text, "\n[[source]]\nname = {}\n", quoted(proposal.source.as_str()))?;
        }
        let (key, pattern) = &proposal.pattern;
        text.push('\n');
        if proposal.settings.is_empty() {
            writeln!(text, "# {key} = {}", quoted(pattern))?;
        } else {
            write!(text, "[[source.events]]\n{key} = {}\n", quoted(pattern))?;
        }
        for remark in &proposal.remarks {
            writeln!(text, "# {}", one_line(remark))?;
        }
        for setting in proposal.settings.iter().filter(|setting| setting.name.is_none()) {
            write!(text, "# {}\n{} = {}\n", one_line(&setting.reason), setting.key, value(setting))?;
        }
        let conditions: Vec<_> =
            proposal.settings.iter().filter_map(|setting| Some((setting, setting.name.as_deref()?))).collect();
        if conditions.is_empty() {
            continue;
        }
        let mut list = Vec::new();
        for (setting, name) in conditions {
            writeln!(text, "# {}: {}", one_line(&setting.value), one_line(&setting.reason))?;
            list.push(format!("{{ column = {}, is = true, as = {} }}", quoted(&setting.value), quoted(name)));
        }
        writeln!(text, "when = [{}]", list.join(", "))?;
    }
    Ok(text)
}

/// A setting's value as TOML: a list for the one setting that takes several columns.
fn value(setting: &Setting) -> String {
    if setting.key != "group_by" {
        return quoted(&setting.value);
    }
    format!("[{}]", setting.value.split(',').map(quoted).collect::<Vec<_>>().join(", "))
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
