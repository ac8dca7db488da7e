//! What goes with a report that is handed over: what its bytes are, and what it rests on. Signed as a whole.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A manifest: `FILE.manifest.json`. Its signature is over its bytes as they stand in the file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Manifest {
    /// The name of the file, without its folder. A file that was renamed is still the same.
    pub file: String,
    /// Its length in bytes.
    pub n_bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// BLAKE3 of its bytes, in hexadecimal digits.
    pub blake3: String,
    /// Which report: the word after `report`.
    pub report: String,
    /// When it was made: RFC 3339.
    pub made_at: String,
    /// The day it judges by.
    pub as_of: String,
    /// Gleaner's version.
    pub version: String,
    /// The hash of the detectors.
    pub detectors: String,
    /// Policies with the version that their text states.
    pub policies: Vec<String>,
    /// When the scan that it rests on began and ended.
    pub window: Option<(String, String)>,
    /// Coverage: objects by outcome word.
    pub totals: BTreeMap<String, u64>,
    /// Coverage: members of containers by outcome word.
    pub totals_members: BTreeMap<String, u64>,
    /// What is not known, in words.
    pub unknown: Vec<String>,
    /// The public key that verifies the signature, in hexadecimal digits: to be compared with one that is known from
    /// elsewhere, never to be believed by itself.
    pub public_key: String,
}
