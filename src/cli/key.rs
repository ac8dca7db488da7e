//! `key`: the root key's public name, its backup, its restoration.

use std::path::PathBuf;

use clap::Subcommand;

use super::{Exit, Global, output};
use crate::config::key;
use crate::seal::Keys;

/// `key`.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// Print the key's public name: enough to tell two keys apart
    ShowId,
    /// Print the public key, in PEM, with which others verify reports that this installation signs
    Public,
    /// Copy the key to a new file that only its owner may read
    Backup {
        /// A file that does not exist yet
        to: PathBuf,
    },
    /// Put a copy back in the key's place, if there is none
    Restore {
        /// The copy
        from: PathBuf,
    },
}

/// Runs the verb.
pub fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    let config = super::session::configuration(global)?;
    let key = match &args.verb {
        Verb::Public => return public(global, &Keys::new(&key::load(&config.key, &config.state)?)),
        Verb::ShowId => key::load(&config.key, &config.state)?,
        Verb::Backup { to } => key::backup(&config.key, &config.state, to)?,
        Verb::Restore { from } => key::restore(&config.key, &config.state, from)?,
    };
    let id = Keys::new(&key).id().to_owned();
    output::lines(global, std::slice::from_ref(&id), &serde_json::json!({ "key": id }))?;
    Ok(Exit::Done)
}

fn public(global: &Global, keys: &Keys) -> anyhow::Result<Exit> {
    let pem = keys.public_key()?.to_pem();
    output::lines(global, &[pem.trim_end().to_owned()], &serde_json::json!({ "public_key": pem }))?;
    Ok(Exit::Done)
}
