//! `subject`: all data about one person. The question comes from a prompt or standard input, is written to the audit
//! trail before it is answered, and is kept nowhere.

use std::io::{self, BufRead, IsTerminal, Read};

use anyhow::{Context, bail};
use zeroize::Zeroizing;

use super::session::Session;
use super::{Exit, Global, clock, output};
use crate::query::Question;
use crate::report::View;

/// Longest question, in bytes.
const MAX_QUESTION: u64 = 64 << 10;

/// `subject`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// E-mail, phone, name or national id; better typed at the prompt or piped in: arguments are seen by others
    question: Vec<String>,
    /// The case that this is asked for; kept in the audit trail
    #[arg(long, value_name = "TEXT")]
    case: String,
    /// The country whose phone numbers and ids are meant where they do not say
    #[arg(long, value_name = "CODE")]
    region: Option<String>,
    /// The controller whose data are asked for [default: the company]
    #[arg(long)]
    realm: Option<String>,
}

/// Runs the verb.
pub async fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    let session = Session::start(global)?;
    anyhow::ensure!(!args.case.trim().is_empty(), "--case: say what this is asked for");
    let identifiers = identifiers(args)?;
    if identifiers.is_empty() {
        bail!("nothing was asked: give an e-mail, phone, name or national id, one a line");
    }
    let question = Question {
        identifiers,
        case: args.case.clone(),
        who: who(),
        region: args.region.clone(),
        realm: args.realm.clone().map_or_else(|| session.config.realm.clone(), Into::into),
    };
    let answer = session.desk().await?.answer(&question, clock::today()).await?;
    output::show(global, &View::Subject(&answer))?;
    Ok(Exit::Done)
}

fn identifiers(args: &Args) -> anyhow::Result<Vec<Zeroizing<String>>> {
    if !args.question.is_empty() {
        tracing::warn!("arguments are seen by other users and kept in the shell's history; leave them out to be asked");
        return Ok(args.question.iter().cloned().map(Zeroizing::new).collect());
    }
    if io::stdin().is_terminal() {
        let line = rpassword::prompt_password("E-mail, phone, name or id (several: comma between): ");
        let line = Zeroizing::new(line.context("cannot read from the terminal")?);
        return Ok(line
            .split(',')
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(|text| Zeroizing::new(text.to_owned()))
            .collect());
    }
    let lines = io::BufReader::new(io::stdin().lock().take(MAX_QUESTION)).lines();
    let mut identifiers = Vec::new();
    for line in lines {
        let line = Zeroizing::new(line.context("standard input is no text")?);
        if !line.trim().is_empty() {
            identifiers.push(Zeroizing::new(line.trim().to_owned()));
        }
    }
    Ok(identifiers)
}

/// Who asks, for the audit trail: the system's user.
pub fn who() -> String {
    let name = std::env::var("SUDO_USER").or_else(|_| std::env::var("USER")).or_else(|_| std::env::var("LOGNAME"));
    format!("uid {}{}", rustix::process::getuid().as_raw(), name.map(|name| format!(" ({name})")).unwrap_or_default())
}
