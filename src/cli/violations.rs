//! `violations`: the register of violations over all scans, and what people add to it: who was told, what was decided.

use clap::{Subcommand, ValueEnum};

use super::session::Session;
use super::{Exit, Global, clock, output, subject};
use crate::model::orders::OrderDay;
use crate::model::register::{RegisterLine, Ruling, RulingKind, State, Told};
use crate::model::time::Day;
use crate::report::View;

/// `violations`.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// Show the register [default]; `report violations` writes it to a file
    List {
        /// Only violations that stand so; may be repeated
        #[arg(long = "only", value_enum, value_name = "STATE")]
        states: Vec<Shown>,
        /// Only violations of this rule; may be repeated
        #[arg(long = "rule", value_name = "NAME")]
        rules: Vec<String>,
    },
    /// Note that somebody was told of violations
    Tell {
        /// The first letters of their identities, at least six
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
        /// To whom: a role or an address
        #[arg(long, value_name = "WHO")]
        to: String,
    },
    /// Accept a violation until a day: an exception from its rule
    Accept(Decided),
    /// Say by when a violation is to be mended; it counts as before
    Mend(Decided),
    /// Withdraw what was decided on a violation
    Withdraw {
        /// The first letters of its identity, at least six
        id: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
}

#[derive(clap::Args, Debug)]
struct Decided {
    /// The first letters of its identity, at least six
    id: String,
    /// The last day
    #[arg(long, value_name = "DAY")]
    until: jiff::civil::Date,
    /// Who answers for it
    #[arg(long, value_name = "NAME")]
    owner: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

/// How violations stand.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// The last scan was the first that met it
    New,
    /// It was resolved, and the last scan met it again
    Regressed,
    /// Open from an earlier scan
    Open,
    /// There no more
    Resolved,
}

impl Shown {
    fn has(self, line: &RegisterLine) -> bool {
        let state = match self {
            Self::New => State::New,
            Self::Regressed => State::Regressed,
            Self::Open => State::Open,
            Self::Resolved => State::Resolved,
        };
        line.violation.standing.as_ref().is_some_and(|standing| standing.state == state)
    }
}

/// Runs the verb.
pub async fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    let session = Session::start(global)?;
    match &args.verb {
        None => list(global, &session, &[], &[]).await?,
        Some(Verb::List { states, rules }) => list(global, &session, states, rules).await?,
        Some(Verb::Tell { ids, to }) => {
            anyhow::ensure!(!to.trim().is_empty(), "--to is blank");
            let told = Told { to: to.clone(), at: clock::now(), who: subject::who() };
            let n = session.desk().await?.tell(ids, &told).await?;
            output::lines(global, &[format!("{n} violations: told {to}")], &serde_json::json!({ "told": to, "n": n }))?;
        }
        Some(Verb::Accept(decided)) => decide(global, &session, decided, RulingKind::Accepted).await?,
        Some(Verb::Mend(decided)) => decide(global, &session, decided, RulingKind::Mend).await?,
        Some(Verb::Withdraw { id, reason }) => {
            anyhow::ensure!(!reason.trim().is_empty(), "--reason: say why");
            let noted = (subject::who(), clock::now());
            session.desk().await?.rule_on(id, None, (&noted.0, &noted.1, reason)).await?;
            output::lines(global, &[format!("{id}: withdrawn")], &serde_json::json!({ "withdrawn": id }))?;
        }
    }
    Ok(Exit::Done)
}

async fn list(global: &Global, session: &Session, states: &[Shown], rules: &[String]) -> anyhow::Result<()> {
    let mut report = session.desk().await?.violations(clock::today()).await?;
    report.lines.retain(|line| {
        (states.is_empty() || states.iter().any(|state| state.has(line)))
            && (rules.is_empty() || rules.contains(&line.violation.rule))
    });
    output::show(global, &View::Violations(&report))
}

async fn decide(global: &Global, session: &Session, decided: &Decided, kind: RulingKind) -> anyhow::Result<()> {
    for (name, text) in [("--reason", &decided.reason), ("--owner", &decided.owner)] {
        anyhow::ensure!(!text.trim().is_empty(), "{name} is blank");
    }
    let until = Day::from_date(decided.until);
    anyhow::ensure!(until >= clock::today(), "--until: {until} is over");
    let (who, made) = (subject::who(), clock::now());
    let ruling = Ruling {
        kind,
        owner: decided.owner.clone(),
        reason: decided.reason.clone(),
        until: OrderDay(until),
        made: made.clone(),
        who: who.clone(),
    };
    session.desk().await?.rule_on(&decided.id, Some(&ruling), (&who, &made, &decided.reason)).await?;
    let what = match kind {
        RulingKind::Accepted => "accepted until",
        RulingKind::Mend => "to be mended by",
    };
    output::lines(
        global,
        &[format!("{}: {what} {until}", decided.id)],
        &serde_json::json!({ "id": decided.id, "ruling": ruling }),
    )
}
