//! `policy`: which policies there are, whether they are sound, what one says; a draft from a text, and what changes.

mod bind;
mod compare;
mod draft;
mod read;

use clap::Subcommand;

use super::session::Session;
use super::{Exit, Format, Global, output};
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
        /// A policy's id, or a file [default: all]
        id: Option<String>,
    },
    /// Show what a policy says, line by line with its headings
    Show {
        /// The policy's id, or a file
        id: String,
    },
    /// Draft a policy from its text in English or Hindi
    Draft(draft::Args),
    /// Say which statements of a text a policy lacks
    Coverage(compare::Coverage),
    /// Say what differs between two policies or texts
    Diff(compare::Diff),
    /// Say under which headings a text has changed since the policy was made
    Drift(compare::Drift),
    /// Propose what the columns mean, from what a scan has found
    Bind(bind::Args),
}

/// Runs the verb.
pub async fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    refuse(global, &args.verb)?;
    let session = Session::start(global)?;
    match &args.verb {
        Verb::List => list(global, &session.policies),
        Verb::Check { id } => check(global, &session, id.as_deref()),
        Verb::Show { id } => show(global, &read::policy(&session, id)?),
        Verb::Draft(args) => draft::run(global, &session, args),
        Verb::Coverage(args) => compare::coverage(global, &session, args),
        Verb::Diff(args) => compare::diff(global, &session, args),
        Verb::Drift(args) => compare::drift(global, &session, args),
        Verb::Bind(args) => bind::run(&session, args).await,
    }
}

/// A format that a verb does not write is refused, not passed over.
fn refuse(global: &Global, verb: &Verb) -> anyhow::Result<()> {
    let what = match (verb, global.format) {
        (_, None | Some(Format::Table)) => return Ok(()),
        (Verb::Bind(_), Some(_)) => "TOML alone",
        (_, Some(Format::Json)) => return Ok(()),
        (Verb::Draft(_), Some(_)) => "TOML, or JSON with --format json",
        (_, Some(_)) => "lines of text, or JSON with --format json",
    };
    let format = global.format.map(Format::as_str).unwrap_or_default();
    anyhow::bail!("--format {format}: this verb writes {what}")
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
        Some(id) => vec![read::policy(session, id)?],
        None => session.policies.clone(),
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
    let conflicts = policy.conflict.iter().map(|conflict| {
        let places: Vec<&str> = conflict.places.iter().map(|place| place.heading.0.as_str()).collect();
        (conflict.about.clone(), places.join("” and “"))
    });
    section("Contradictions", conflicts.collect());
    let rest = [
        ("Purposes", &policy.purpose),
        ("Recipients", &policy.recipient),
        ("Transfers", &policy.transfer),
        ("Security", &policy.security),
        ("Rights", &policy.right),
        ("Notes", &policy.note),
        ("Not understood", &policy.unread),
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
