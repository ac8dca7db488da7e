//! `verify`: whether a report that was handed over is what its manifest says, and who signed that.

use std::path::PathBuf;

use anyhow::Context;

use super::session::{configuration, toml_file};
use super::{Exit, Global, manifest, output};
use crate::config::key;
use crate::seal::{Keys, PublicKey};

/// `verify`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The report; its manifest lies beside it, as `FILE.manifest.json` and `FILE.manifest.sig`
    file: PathBuf,
    /// The public key of whoever made it, as `key public` prints it [default: this installation's own]
    #[arg(long, value_name = "PEM")]
    public_key: Option<PathBuf>,
}

/// Runs the verb.
pub fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    let (key, whose) = match &args.public_key {
        Some(path) => {
            let (place, text) = toml_file(path)?;
            (PublicKey::from_pem(&text).with_context(|| format!("{place}: no Ed25519 public key in PEM"))?, "the given key")
        }
        None => {
            let config = configuration(global)?;
            (Keys::new(&key::load(&config.key, &config.state)?).public_key()?, "this installation's key")
        }
    };
    let verdict = manifest::verify(&args.file, key)?;
    let mut lines = Vec::new();
    match &verdict.manifest {
        None => lines.push(format!("the manifest was not signed with {whose}, or was changed since: nothing it says counts")),
        Some(manifest) => {
            lines.push(format!("the manifest was signed with {whose}, {}", key.to_hex()));
            let told =
                if verdict.is_as_signed { "the file is as it was signed" } else { "the file was changed since it was signed" };
            lines.push(told.to_owned());
            lines.push(format!(
                "report {}, made {} by Gleaner {}, as of {}, policies {}, detectors {}",
                manifest.report,
                manifest.made_at,
                manifest.version,
                manifest.as_of,
                if manifest.policies.is_empty() { "none".to_owned() } else { manifest.policies.join(", ") },
                manifest.detectors,
            ));
        }
    }
    output::lines(global, &lines, &verdict)?;
    Ok(if verdict.is_sound { Exit::Done } else { Exit::Usage })
}
