//! `decide`: findings that somebody looked at and set aside, with a reason, an owner and a day. They are counted, never gone.

use clap::Subcommand;

use super::session::Session;
use super::{Exit, Global, clock, output, subject};
use crate::model::decision::{Decision, DecisionLine, Revocation};
use crate::model::ids::DetectorId;
use crate::model::orders::OrderDay;
use crate::query::ValueOfDecision;

/// `decide`.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// Show the decisions and how many findings each sets aside [default]
    List,
    /// Set aside the findings that answer to everything named here
    Add(Add),
    /// End a decision
    Revoke {
        /// Its number
        id: u64,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
}

#[derive(clap::Args, Debug)]
struct Add {
    /// Only one value, asked for at the prompt or read from standard input; kept as tags, never as itself
    #[arg(long)]
    value: bool,
    /// Only findings of this detector; may be repeated
    #[arg(long = "detector", value_name = "ID")]
    detectors: Vec<String>,
    /// Only in this source; may be repeated
    #[arg(long = "source", value_name = "NAME")]
    sources: Vec<String>,
    /// Only objects whose address matches: `*/fixtures/*`; may be repeated
    #[arg(long = "object", value_name = "PATTERN")]
    objects: Vec<String>,
    /// Only fields whose name matches; may be repeated
    #[arg(long = "column", value_name = "PATTERN")]
    columns: Vec<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Who answers for it
    #[arg(long, value_name = "NAME")]
    owner: String,
    /// The last day on which it applies [default: until it is revoked]
    #[arg(long, value_name = "DAY")]
    until: Option<jiff::civil::Date>,
    /// The country whose phone numbers and ids are meant where the value does not say
    #[arg(long, value_name = "CODE")]
    region: Option<String>,
    /// The controller in whose data the value stands [default: the company]
    #[arg(long)]
    realm: Option<String>,
}

/// Runs the verb.
pub async fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    let session = Session::start(global)?;
    match &args.verb {
        None | Some(Verb::List) => list(global, &session).await?,
        Some(Verb::Add(add)) => decide(global, &session, add).await?,
        Some(Verb::Revoke { id, reason }) => {
            anyhow::ensure!(!reason.trim().is_empty(), "--reason: say why");
            let revocation = Revocation { at: jiff::Timestamp::now().to_string(), who: subject::who(), reason: reason.clone() };
            let is_ended = session.desk().await?.revoke(*id, &revocation).await?;
            anyhow::ensure!(is_ended, "no decision {id} is there to be revoked");
            output::lines(global, &[format!("decision {id} is revoked")], &serde_json::json!({ "revoked": id }))?;
        }
    }
    Ok(Exit::Done)
}

async fn decide(global: &Global, session: &Session, add: &Add) -> anyhow::Result<()> {
    for (name, text) in [("--reason", &add.reason), ("--owner", &add.owner)] {
        anyhow::ensure!(!text.trim().is_empty(), "{name} is blank");
    }
    let value = if add.value {
        let realm = add.realm.clone().map_or_else(|| session.config.realm.clone(), Into::into);
        Some(ValueOfDecision { spellings: subject::typed()?, region: add.region.clone(), realm })
    } else {
        None
    };
    let decision = Decision {
        reason: add.reason.clone(),
        owner: add.owner.clone(),
        expires: add.until.map(|day| OrderDay(crate::model::time::Day::from_date(day))),
        tags: Vec::new(),
        classes: Vec::new(),
        detectors: add.detectors.iter().map(|id| DetectorId::from(id.as_str())).collect(),
        sources: add.sources.clone(),
        objects: add.objects.clone(),
        columns: add.columns.clone(),
        made: jiff::Timestamp::now().to_string(),
        who: subject::who(),
    };
    let desk = session.desk().await?;
    let id = desk.decide(decision, value.as_ref()).await?;
    let lines = desk.decision_lines(clock::today()).await?;
    let n = lines.iter().find(|line| line.id == id).map_or(0, |line| line.n_findings);
    let told = serde_json::json!({ "id": id, "n_findings": n });
    output::lines(global, &[format!("decision {id} sets {n} findings aside")], &told)
}

async fn list(global: &Global, session: &Session) -> anyhow::Result<()> {
    let lines = session.desk().await?.decision_lines(clock::today()).await?;
    let told: Vec<String> = lines.iter().map(told).collect();
    output::lines(global, &told, &lines)
}

fn told(line: &DecisionLine) -> String {
    let join = |name: &str, all: Vec<&str>| (!all.is_empty()).then(|| format!("{name} {}", all.join(", ")));
    let strings = |all: &'_ [String]| all.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    let scope: Vec<String> = [
        join("a value of", line.value_of.iter().map(|class| class.as_str()).collect()),
        join("detector", line.detectors.iter().map(|id| id.as_str()).collect()),
        join("source", line.sources.iter().map(String::as_str).collect()),
        join("object", line.objects.iter().map(String::as_str).collect()),
        (!line.columns.is_empty()).then(|| format!("column {}", strings(&line.columns))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let until = line.expires.map(|day| format!(" until {}", day.0)).unwrap_or_default();
    format!(
        "{}  {}{until}  {} findings  {}  owner: {}  {}",
        line.id,
        line.state,
        line.n_findings,
        scope.join("; "),
        line.owner,
        line.reason
    )
}
