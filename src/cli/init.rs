//! `init`: a commented configuration and the root key.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use anyhow::Context;

use super::{Exit, Global, output};
use crate::config::{self, key};
use crate::seal::Keys;

/// The commented example, which a test reads.
const EXAMPLE: &str = include_str!("../../config/gleaner.toml");

/// `init`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Where to write the configuration
    #[arg(default_value = config::FILE_NAME)]
    file: PathBuf,
}

/// Runs the verb. A configuration or key that is there already is left as it is.
pub fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    let mut lines = Vec::new();
    if args.file.exists() {
        lines.push(format!("{} is there already; it was left as it is", args.file.display()));
    } else {
        let place = || args.file.display().to_string();
        let file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&args.file);
        file.and_then(|mut file| file.write_all(EXAMPLE.as_bytes())).with_context(place)?;
        lines.push(format!("wrote {}: name your sources there, then run `gleaner scan`", args.file.display()));
    }
    let config = super::session::configuration(&Global { config: Some(args.file.clone()), ..global.clone() })?;
    let (root, is_new) = key::load_or_create(&config.key, &config.state)?;
    let keys = Keys::new(&root);
    let made = if is_new { "made the root key" } else { "the root key is" };
    lines.push(format!("{made} {} ({})", keys.id(), config.key));
    lines.push("back it up with `gleaner key backup FILE`, apart from the state directory:".to_owned());
    lines.push("without it the catalogue cannot be opened, and a new key means a new full scan".to_owned());
    output::lines(global, &lines, &serde_json::json!({ "config": args.file, "key": keys.id(), "is_new": is_new }))?;
    Ok(Exit::Done)
}
