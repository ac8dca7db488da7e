//! Where the API's token comes from: the configuration, or else a new one for each start.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::Context;
use zeroize::Zeroizing;

use crate::config::ServeConfig;
use crate::http::token::Token;

/// The file in the state directory.
const FILE: &str = "api-token";
/// The fewest characters of a token that somebody chose.
const LEAST: usize = 16;
/// Random bytes of a new token.
const N_BYTES: usize = 32;

/// The token, and the file in which a new one lies.
pub struct Known {
    /// The token.
    pub token: Token,
    /// None: it was configured.
    pub file: Option<PathBuf>,
}

/// The configured token; if there is none, a new one, written to a file that only its owner may read.
///
/// # Errors
/// The configured one cannot be had or could be guessed or not be sent; the new one not be written.
pub fn configured_or_new(serve: &ServeConfig, state: &Path) -> anyhow::Result<Known> {
    let Some(configured) = &serve.token else { return new(state) };
    let secret = configured.resolve().context("serve.token")?;
    let text = secret.expose();
    anyhow::ensure!(text.len() >= LEAST, "serve.token: shorter than {LEAST} characters");
    anyhow::ensure!(
        text.bytes().all(|byte| byte.is_ascii_graphic()),
        "serve.token: may hold visible ASCII only, and no spaces"
    );
    Ok(Known { token: Token::new(text), file: None })
}

/// Removes the file of a token that is of no use any more.
pub fn remove(file: Option<&Path>) {
    if let Some(Err(error)) = file.map(std::fs::remove_file) {
        tracing::warn!("the token's file cannot be removed: {}", error.kind());
    }
}

fn new(state: &Path) -> anyhow::Result<Known> {
    let mut bytes = Zeroizing::new([0; N_BYTES]);
    getrandom::fill(bytes.as_mut_slice()).map_err(|_| anyhow::anyhow!("cannot make a token: no random numbers"))?;
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|half| char::from_digit(half.into(), 16));
    // A name by which those who look for leaked secrets know it.
    let text: Zeroizing<String> = Zeroizing::new("gleaner_".chars().chain(digits).collect());
    let file = state.join(FILE);
    let place = || format!("{}: cannot write the token", file.display());
    match std::fs::remove_file(&file) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error).with_context(place),
        _ => {}
    }
    let mut out = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&file).with_context(place)?;
    writeln!(out, "{}", text.as_str()).with_context(place)?;
    Ok(Known { token: Token::new(&text), file: Some(file) })
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::config::SecretRef;

    #[test]
    fn a_new_token_is_for_its_owner_only_and_another_each_time() {
        let state = tempfile::tempdir().unwrap();
        let mut seen = Vec::new();
        for _ in 0..2 {
            let known = configured_or_new(&ServeConfig::default(), state.path()).unwrap();
            let file = known.file.unwrap();
            let mode = file.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
            let text = SecretRef::File(file).resolve().unwrap();
            assert!(known.token.is(text.expose().as_bytes()));
            assert_eq!(text.expose().len(), "gleaner_".len() + 2 * N_BYTES);
            seen.push(text);
        }
        assert_ne!(seen[0], seen[1]);
    }

    #[test]
    fn a_configured_token_must_be_hard_to_guess() {
        let state = tempfile::tempdir().unwrap();
        for (text, expected) in [
            ("a-token-of-28-characters-...", true),
            ("too-short", false),
            ("", false),
            ("a token with spaces in it", false),
            ("env:GLEANER_NO_SUCH_VARIABLE", false),
        ] {
            let serve = ServeConfig { token: Some(SecretRef::from(text.to_owned())), ..ServeConfig::default() };
            let known = configured_or_new(&serve, state.path());
            assert_eq!(known.is_ok_and(|known| known.file.is_none() && known.token.is(text.as_bytes())), expected, "{text}");
        }
        assert!(!state.path().join(FILE).exists());
    }
}
