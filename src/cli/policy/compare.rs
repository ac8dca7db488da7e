//! `policy coverage`, `policy diff`, `policy drift`: packs and texts held against each other.

use std::path::PathBuf;

use super::super::session::Session;
use super::super::{Exit, Global, output};
use super::read;
use crate::draft;

/// The longest quotation in a line, in letters.
const QUOTED: usize = 160;

/// `policy coverage`.
#[derive(clap::Args, Debug)]
pub struct Coverage {
    /// A policy's id, or a .toml file
    pack: String,
    /// The text: .txt, .md or .html
    text: PathBuf,
}

/// `policy diff`.
#[derive(clap::Args, Debug)]
pub struct Diff {
    /// A policy's id, a .toml file, or a text
    old: String,
    /// A policy's id, a .toml file, or a text
    new: String,
}

/// `policy drift`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "`policy draft` writes a digest of the text under each heading into the pack. Of a pack without digests it \
is only told which of the headings that it cites are gone."
)]
pub struct Drift {
    /// A policy's id, or a .toml file
    pack: String,
    /// The text as it is now: .txt, .md or .html
    text: PathBuf,
}

/// Runs `policy coverage`.
pub fn coverage(global: &Global, session: &Session, args: &Coverage) -> anyhow::Result<Exit> {
    let pack = read::policy(session, &args.pack)?;
    let found = draft::coverage(&pack, &read::draft(&args.text)?);
    let line = |lack: &draft::Uncovered| {
        let quote: String = lack.text.chars().take(QUOTED).collect();
        format!("line {}, {}: no {}: {} (“{quote}”)", lack.line, lack.heading, lack.section, lack.missing)
    };
    let mut lines: Vec<String> = found.iter().map(line).collect();
    if lines.is_empty() {
        lines.push(format!("{} covers every statement that was understood", pack.policy.id));
    }
    output::lines(global, &lines, &found)?;
    Ok(Exit::Done)
}

/// Runs `policy diff`.
pub fn diff(global: &Global, session: &Session, args: &Diff) -> anyhow::Result<Exit> {
    let (old, new) = (read::either(session, &args.old)?, read::either(session, &args.new)?);
    tell(
        global,
        &draft::diff(&old, &new),
        "no difference in periods, categories, ages, promises, rights, jurisdictions, headings",
    )
}

/// Runs `policy drift`.
pub fn drift(global: &Global, session: &Session, args: &Drift) -> anyhow::Result<Exit> {
    let pack = read::policy(session, &args.pack)?;
    let changes = draft::drift(&pack, &read::draft(&args.text)?);
    let none = if pack.digest.is_empty() {
        "the pack has no digests to compare; every heading that it cites is still there"
    } else {
        "no heading has changed"
    };
    tell(global, &changes, none)
}

fn tell(global: &Global, changes: &[draft::Change], none: &str) -> anyhow::Result<Exit> {
    let mut lines: Vec<String> = changes.iter().map(ToString::to_string).collect();
    if lines.is_empty() {
        lines.push(none.to_owned());
    }
    output::lines(global, &lines, &changes)?;
    Ok(Exit::Done)
}
