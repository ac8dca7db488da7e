//! Manifests: what goes with a report that is handed over, and whether a file is still what was signed.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use sha2::{Digest, Sha256};

use super::output;
use crate::model::manifest::Manifest;
use crate::report::View;
use crate::seal::{Keys, PublicKey};

/// The longest manifest that is read, in bytes.
const MAX_BYTES: u64 = 4 << 20;

/// Length and hashes of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Print {
    n_bytes: u64,
    sha256: String,
    blake3: String,
}

/// What is hashed on the way.
#[derive(Default)]
struct Press {
    n_bytes: u64,
    sha256: Sha256,
    blake3: blake3::Hasher,
}

impl Write for Press {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.n_bytes += bytes.len() as u64;
        self.sha256.update(bytes);
        self.blake3.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Press {
    fn print(self) -> Print {
        let sha256 = self.sha256.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Print { n_bytes: self.n_bytes, sha256, blake3: self.blake3.finalize().to_hex().to_string() }
    }
}

/// `FILE.manifest.json` and `FILE.manifest.sig`.
pub fn paths(file: &Path) -> (PathBuf, PathBuf) {
    let with = |ending: &str| {
        let mut name = OsString::from(file);
        name.push(ending);
        PathBuf::from(name)
    };
    (with(".manifest.json"), with(".manifest.sig"))
}

/// Writes the manifest of a report that was written to `file`, and its signature.
pub fn write(keys: &Keys, view: &View<'_>, file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let basis = view.basis().context("this has nothing that a manifest could tell")?;
    let mut press = Press::default();
    press.write_all(bytes)?;
    let print = press.print();
    let manifest = Manifest {
        file: file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        n_bytes: print.n_bytes,
        sha256: print.sha256,
        blake3: print.blake3,
        report: view.name().to_owned(),
        made_at: basis.made_at.clone(),
        as_of: basis.as_of.clone(),
        version: basis.version.clone(),
        detectors: basis.detectors.clone(),
        policies: basis.policies.clone(),
        window: basis.window.clone(),
        totals: basis.totals.clone(),
        totals_members: basis.totals_members.clone(),
        unknown: basis.unknown.clone(),
        public_key: keys.public_key()?.to_hex(),
    };
    let mut text = serde_json::to_string_pretty(&manifest)?;
    text.push('\n');
    let (manifest_file, signature_file) = paths(file);
    for (path, bytes) in [(manifest_file, text.as_bytes()), (signature_file, keys.sign(text.as_bytes())?.as_slice())] {
        output::write(&path, bytes).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

/// What is to be said of a file and its manifest.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Verdict {
    /// Whether both below are so.
    pub is_sound: bool,
    /// Whether the manifest was signed with the key and not changed since.
    pub is_signed: bool,
    /// Whether the file is what the manifest says.
    pub is_as_signed: bool,
    /// The manifest; none if it was not signed with the key: then it says nothing.
    pub manifest: Option<Manifest>,
}

/// Holds a file against its manifest, and the manifest against a key.
pub fn verify(file: &Path, key: PublicKey) -> anyhow::Result<Verdict> {
    let (manifest_file, signature_file) = paths(file);
    let (text, signature) = (read(&manifest_file)?, read(&signature_file)?);
    if !key.verify(&text, &signature) {
        return Ok(Verdict { is_sound: false, is_signed: false, is_as_signed: false, manifest: None });
    }
    let manifest: Manifest =
        serde_json::from_slice(&text).with_context(|| format!("{}: no manifest of this version", manifest_file.display()))?;
    let mut press = Press::default();
    let place = || file.display().to_string();
    io::copy(&mut std::fs::File::open(file).with_context(place)?, &mut press).with_context(place)?;
    let told = Print { n_bytes: manifest.n_bytes, sha256: manifest.sha256.clone(), blake3: manifest.blake3.clone() };
    let is_as_signed = press.print() == told;
    Ok(Verdict { is_sound: is_as_signed, is_signed: true, is_as_signed, manifest: Some(manifest) })
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let place = || path.display().to_string();
    let mut bytes = Vec::new();
    io::copy(&mut std::fs::File::open(path).with_context(place)?.take(MAX_BYTES), &mut bytes).with_context(place)?;
    Ok(bytes)
}
