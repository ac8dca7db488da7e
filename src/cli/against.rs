//! `against`: who of a list of persons is still held, and where. The list is read into memory, noted in the audit trail by
//! its number of lines, and kept nowhere.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;
use zeroize::Zeroizing;

use super::session::Session;
use super::{Exit, Global, clock, output, subject};
use crate::query::ListQuestion;
use crate::report::View;

/// The longest list that is read, in bytes.
const MAX_LIST: u64 = 16 << 20;

/// `against`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The list: CSV with or without a heading, or one e-mail, phone, name or id a line; `-` for standard input
    #[arg(value_name = "LIST")]
    list: PathBuf,
    /// The case that this is asked for; kept in the audit trail
    #[arg(long, value_name = "TEXT")]
    case: String,
    /// The country whose phone numbers and ids are meant where they do not say
    #[arg(long, value_name = "CODE")]
    region: Option<String>,
    /// The controller whose data are asked for [default: the company]
    #[arg(long)]
    realm: Option<String>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the verb.
pub async fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    let session = Session::start(global)?;
    anyhow::ensure!(!args.case.trim().is_empty(), "--case: say what this is asked for");
    let list = read(&args.list)?;
    let question = ListQuestion {
        list: &list,
        case: args.case.clone(),
        who: subject::who(),
        region: args.region.clone(),
        realm: args.realm.clone().map_or_else(|| session.config.realm.clone(), Into::into),
    };
    let report = session.desk().await?.against(&question, clock::today()).await?;
    let to = output::Destination { path: args.output.as_deref(), keys: None };
    output::put(global, to, &View::Against(&report))?;
    Ok(Exit::Done)
}

fn read(path: &Path) -> anyhow::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::new());
    if path == Path::new("-") {
        io::copy(&mut io::stdin().lock().take(MAX_LIST + 1), &mut *bytes).context("standard input")?;
    } else {
        let place = || path.display().to_string();
        let file = std::fs::File::open(path).with_context(place)?;
        io::copy(&mut file.take(MAX_LIST + 1), &mut *bytes).with_context(place)?;
    }
    anyhow::ensure!(bytes.len() as u64 <= MAX_LIST, "the list is longer than {} MiB: cut it into parts", MAX_LIST >> 20);
    Ok(bytes)
}
