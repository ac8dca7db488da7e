//! A policy or a policy's text, by id or file.

use std::io::Read;
use std::path::Path;

use anyhow::Context;

use super::super::session::{Session, toml_file};
use crate::classify::{self, Mistakes};
use crate::draft::{Draft, Format};
use crate::model::policy::Policy;

/// The longest text that is read, in bytes: no policy is a tenth as long.
const MAX_BYTES: u64 = 2 << 20;

/// A policy by its id, or from a file that ends in `.toml`.
pub fn policy(session: &Session, name: &str) -> anyhow::Result<Policy> {
    if !name.ends_with(".toml") {
        let known = || session.policies.iter().map(|policy| policy.policy.id.as_str()).collect::<Vec<_>>().join(", ");
        let policy = session.policies.iter().find(|policy| policy.policy.id.as_str() == name);
        return policy.cloned().ok_or_else(|| anyhow::anyhow!("no policy `{name}`; there are: {}", known()));
    }
    let (file, text) = toml_file(Path::new(name))?;
    let classes = session.detectors.classes();
    let is_class = |class: &str| classes.iter().any(|entry| entry.key.is_within(class));
    Ok(classify::parse_any(&file, &text, &is_class).map_err(Mistakes)?)
}

/// What is understood of a text in a file that ends in `.txt`, `.md` or `.html`.
pub fn draft(path: &Path) -> anyhow::Result<Draft> {
    let place = || path.display().to_string();
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let Some(format) = Format::of_ending(ending) else {
        anyhow::bail!("{}: a text ends in .txt, .md or .html", place());
    };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).with_context(place)?;
    std::io::copy(&mut file.take(MAX_BYTES + 1), &mut bytes).with_context(place)?;
    anyhow::ensure!(
        bytes.len() as u64 <= MAX_BYTES,
        "{}: longer than {} MiB, and so no policy's text",
        place(),
        MAX_BYTES >> 20
    );
    let text = std::str::from_utf8(&bytes).map_err(|error| no_text(&bytes, error.valid_up_to())).with_context(place)?;
    Draft::new(format, text).with_context(place)
}

/// Why bytes are no text, and what to do: UTF-16, no text at all, or another encoding, with the first line that shows it.
fn no_text(bytes: &[u8], at: usize) -> anyhow::Error {
    let line = 1 + bytes.iter().take(at).filter(|byte| **byte == b'\n').count();
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        anyhow::anyhow!("it is in UTF-16: save it as UTF-8")
    } else if bytes.contains(&0) {
        anyhow::anyhow!("it is no text but a binary file: a policy is read as .txt, .md or .html in UTF-8")
    } else {
        anyhow::anyhow!("line {line} is not in UTF-8: save the text as UTF-8")
    }
}

/// A policy by id or file, or drafted from a text.
pub fn either(session: &Session, name: &str) -> anyhow::Result<Policy> {
    let path = Path::new(name);
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if Format::of_ending(ending).is_none() {
        return policy(session, name);
    }
    let id = id_of(path)?;
    Ok(draft(path)?.pack(&id, &id))
}

/// A policy's id from a file's name: small letters, digits and hyphens.
pub fn id_of(path: &Path) -> anyhow::Result<String> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let plain: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let id = plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    anyhow::ensure!(!id.is_empty(), "{}: no id can be made of this name; give one with --id", path.display());
    Ok(id)
}
