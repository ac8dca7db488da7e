//! `policy draft`: a text → a draft of its pack.

use std::path::PathBuf;

use super::super::session::Session;
use super::super::{Exit, Format, Global, output};
use super::read;
use crate::classify;

/// `policy draft`.
#[derive(clap::Args, Debug)]
#[command(after_help = "Nothing of a draft holds until somebody has checked it against the text: above each entry stands the \
sentence it was read from, with its line. Contradictions are listed as `conflict`, sentences that were not understood as \
`unread`; decide them and take them out. Exit code 0 also where there are such.")]
pub struct Args {
    /// The text: .txt, .md or .html, in UTF-8
    file: PathBuf,
    /// The policy's id [default: from the file's name]
    #[arg(long)]
    id: Option<String>,
    /// The company's name [default: the id]
    #[arg(long)]
    name: Option<String>,
    /// Write to this file instead of standard output: TOML, or JSON if it ends in .json
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the verb.
pub fn run(global: &Global, session: &Session, args: &Args) -> anyhow::Result<Exit> {
    let draft = read::draft(&args.file)?;
    let id = args.id.clone().map_or_else(|| read::id_of(&args.file), Ok)?;
    let pack = draft.pack(&id, args.name.as_deref().unwrap_or(&id));
    let is_json_file = args.output.as_ref().and_then(|path| path.extension()).is_some_and(|ending| ending == "json");
    let is_json = global.format.map_or(is_json_file, |format| format == Format::Json);
    let text = if is_json {
        let mut text = serde_json::to_string_pretty(&pack)?;
        text.push('\n');
        text
    } else {
        draft.toml(&pack)?
    };
    if !is_json {
        // What is written must be read again, or it is of no use to anybody.
        let classes = session.detectors.classes();
        let is_class = |class: &str| classes.iter().any(|entry| entry.key.is_within(class));
        classify::parse_any("the draft", &text, &is_class).map_err(classify::Mistakes)?;
    }
    output::text(args.output.as_deref(), &text)?;
    tracing::warn!(
        statements = draft.statements.len(),
        contradictions = pack.conflict.len(),
        not_understood = pack.unread.len(),
        "a draft, to be checked against the text"
    );
    Ok(Exit::Done)
}
