//! `policy`: which policies there are, whether they are sound, what one says.

use clap::Subcommand;

use super::session::Session;
use super::{Exit, Global, output};
use crate::classify;
use crate::model::policy::{Period, Policy, Retention, Rounding, Starts};

/// `policy`.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// List the policies
    List,
    /// Say what is doubtful in the policies
    Check {
        /// A policy's id [default: all]
        id: Option<String>,
    },
    /// Show what a policy says, line by line with its headings
    Show {
        /// The policy's id
        id: String,
    },
}

/// Runs the verb.
pub fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    let session = Session::start(global)?;
    match &args.verb {
        Verb::List => list(global, &session.policies),
        Verb::Check { id } => check(global, &session, id.as_deref()),
        Verb::Show { id } => show(global, one(&session.policies, id)?),
    }
}

fn one<'a>(policies: &'a [Policy], id: &str) -> anyhow::Result<&'a Policy> {
    let known = || policies.iter().map(|policy| policy.policy.id.as_str()).collect::<Vec<_>>().join(", ");
    let policy = policies.iter().find(|policy| policy.policy.id.as_str() == id);
    policy.ok_or_else(|| anyhow::anyhow!("no policy `{id}`; there are: {}", known()))
}

fn list(global: &Global, policies: &[Policy]) -> anyhow::Result<Exit> {
    let lines: Vec<_> = policies
        .iter()
        .map(|policy| {
            let about = &policy.policy;
            format!("{:<14} {} ({}), {} categories", about.id, about.name, about.language, policy.category.len())
        })
        .collect();
    let json: Vec<_> = policies.iter().map(|policy| &policy.policy).collect();
    output::lines(global, &lines, &json)?;
    Ok(Exit::Done)
}

fn check(global: &Global, session: &Session, id: Option<&str>) -> anyhow::Result<Exit> {
    let chosen = match id {
        Some(id) => vec![one(&session.policies, id)?],
        None => session.policies.iter().collect(),
    };
    let doubts: Vec<String> = chosen
        .iter()
        .flat_map(|policy| classify::check(policy).into_iter().map(|doubt| format!("{}: {doubt}", policy.policy.id)))
        .collect();
    let lines = if doubts.is_empty() { vec![format!("{} policies, no doubts", chosen.len())] } else { doubts.clone() };
    output::lines(global, &lines, &doubts)?;
    Ok(if doubts.is_empty() { Exit::Done } else { Exit::Usage })
}

fn show(global: &Global, policy: &Policy) -> anyhow::Result<Exit> {
    output::lines(global, &said(policy), policy)?;
    Ok(Exit::Done)
}

/// The policy in words, each line with its heading.
fn said(policy: &Policy) -> Vec<String> {
    let about = &policy.policy;
    let mut lines = vec![format!("{} ({}), jurisdictions: {}", about.name, about.id, or_none(&about.jurisdictions))];
    let mut section = |title: &str, rows: Vec<(String, String)>| {
        lines.push(String::new());
        lines.push(title.to_owned());
        let empty = rows.is_empty();
        lines.extend(rows.into_iter().map(|(text, heading)| format!("  {text}  — “{heading}”")));
        if empty {
            lines.push("  not stated".to_owned());
        }
    };
    let hedged = |hedge: &Option<String>| hedge.as_ref().map(|hedge| format!(" [{hedge}]")).unwrap_or_default();
    let categories = policy.category.iter().map(|c| {
        let all = if c.catch_all { " (catch-all)" } else { "" };
        (format!("{}{all}: {}{}", c.id, c.data.join(", "), hedged(&c.hedge)), c.heading.0.clone())
    });
    section("Data", categories.collect());
    let retention = policy.retention.iter().map(|line| (kept_for(line) + &hedged(&line.hedge), line.heading.0.clone()));
    section("Kept for", retention.collect());
    let ages = policy.age.iter().map(|a| (format!("under {}: {:?}{}", a.under, a.rule, hedged(&a.hedge)), a.heading.0.clone()));
    section("Ages", ages.collect());
    let promises = policy
        .promise
        .iter()
        .map(|p| (format!("{}: {} kept as {:?}{}", p.id, p.data.join(", "), p.keeps, hedged(&p.hedge)), p.heading.0.clone()));
    section("Promises", promises.collect());
    let rest = [
        ("Purposes", &policy.purpose),
        ("Recipients", &policy.recipient),
        ("Transfers", &policy.transfer),
        ("Security", &policy.security),
        ("Rights", &policy.right),
        ("Notes", &policy.note),
    ];
    for (title, statements) in rest {
        section(title, statements.iter().map(|s| (s.text.clone(), s.heading.0.clone())).collect());
    }
    lines
}

/// `temporary-chats: * when temporary-chat: P30D from created`, with what belongs to it.
fn kept_for(line: &Retention) -> String {
    let starts = match line.starts {
        Starts::Event(event) => event.as_str(),
        Starts::Open(_) => "unspecified",
    };
    let period = match &line.period {
        Period::Stated(span) => span.0.to_string(),
        Period::Open => "unspecified".to_owned(),
    };
    let rounding = match line.rounding {
        Rounding::None => "",
        Rounding::MonthEnd => ", to the end of the month",
        Rounding::YearEnd => ", to the end of the year",
    };
    let more = |what: &str, period: &Option<Period>| match period {
        Some(Period::Stated(span)) => format!(", {what} {}", span.0),
        _ => String::new(),
    };
    let id = line.id.as_ref().map(|id| format!("{id}: ")).unwrap_or_default();
    let when = line.when.as_ref().map(|when| format!(" when {when}")).unwrap_or_default();
    let more = more("grace", &line.grace) + &more("at least", &line.minimum);
    format!("{id}{}{when}: {period} from {starts}{rounding}{more}", line.data.join(", "))
}

fn or_none(words: &[String]) -> String {
    if words.is_empty() { "none stated".to_owned() } else { words.join(", ") }
}
