//! The configuration file as it is written: every key of it, and nothing else. Its JSON Schema is what a file is checked
//! against before it is read.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::extract::Budget;
use crate::model::ids::Realm;
use crate::model::orders::{Exception, LegalHold, Suspension};
use crate::model::policy::OperatorPeriod;

use super::secret::SecretRef;
use super::size::Size;
use super::source::SourceConfig;

/// Gleaner's configuration.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfigFile {
    /// The state directory: everything that Gleaner writes. Default: `$STATE_DIRECTORY`, else `$XDG_STATE_HOME/gleaner`.
    pub state: Option<PathBuf>,
    /// The root key, by reference. Default: a file of its own below `$XDG_CONFIG_HOME/gleaner`, made on first use.
    pub key: Option<SecretRef>,
    /// The controller of every source that names none. Default: `own`.
    pub realm: Option<Realm>,
    /// A folder with policies of your own, one TOML file each.
    pub policies: Option<PathBuf>,
    /// A file of bindings beside this one, as `gleaner policy bind` writes it.
    pub bindings: Option<PathBuf>,
    /// A folder with detectors of your own, one TOML file for each place.
    pub detectors: Option<PathBuf>,
    /// How scans go about it.
    #[serde(default)]
    pub scan: ScanFile,
    /// How long Gleaner keeps its own data.
    #[serde(default)]
    pub keep: KeepFile,
    /// How `serve` goes about it.
    #[serde(default)]
    pub serve: ServeFile,
    /// The places to read.
    #[serde(default)]
    pub source: Vec<SourceConfig>,
    /// Periods for what a policy leaves unspecified.
    #[serde(default)]
    pub period: Vec<OperatorPeriod>,
    /// Legal holds: data that must not be deleted, whatever a policy says.
    #[serde(default)]
    pub hold: Vec<LegalHold>,
    /// Data whose deletion waits until a day.
    #[serde(default)]
    pub suspension: Vec<Suspension>,
    /// Verdicts that somebody has looked at and answers for, until a day.
    #[serde(default)]
    pub exception: Vec<Exception>,
}

/// `[scan]`.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScanFile {
    /// Bytes of a file that are committed at once.
    pub unit_bytes: Option<Size>,
    /// Rows of a table that are committed at once.
    #[schemars(range(min = 1, max = 10_000_000))]
    pub unit_rows: Option<u64>,
    /// Threads that look for personal data; one for each processor if not given.
    #[schemars(range(min = 1, max = 1024))]
    pub threads: Option<usize>,
    /// Decoded bytes of all members of one container together.
    pub container_bytes: Option<Size>,
    /// Decoded bytes per byte of a container, once more than 64 MiB were decoded.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub container_ratio: Option<u64>,
    /// Members of one container.
    #[schemars(range(min = 1, max = 1_000_000_000))]
    pub container_members: Option<u64>,
    /// Containers inside containers.
    #[schemars(range(min = 0, max = 64))]
    pub container_depth: Option<u32>,
    /// Bytes of one row or JSON record that are held at a time.
    pub record_bytes: Option<Size>,
}

/// `[keep]`.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeepFile {
    /// Months after which findings that were not seen again, runs and audit rows go; 13 if not given. What breaks a rule or
    /// is under a legal hold stays longer.
    #[schemars(range(min = 1, max = 1_200))]
    pub months: Option<u16>,
}

/// `[serve]`.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServeFile {
    /// Address and port. This version listens on the loopback only.
    pub listen: Option<String>,
    /// The bearer token of the API, by reference.
    pub token: Option<SecretRef>,
    /// The time zone of schedules that name none, and of the day that is judged by. Default: the system's.
    pub time_zone: Option<String>,
}

/// How scans go about it.
#[derive(Clone, PartialEq, Debug)]
pub struct ScanConfig {
    /// Bytes of a file that are committed at once.
    pub unit_bytes: u64,
    /// Rows of a table that are committed at once.
    pub unit_rows: u64,
    /// Threads that look for personal data; none: one for each processor.
    pub threads: Option<usize>,
    /// How much of an object, and of a container in it, is read at most.
    pub budget: Budget,
}

/// The least that a unit may be: below it, bookkeeping would cost more than reading.
pub const MIN_UNIT_BYTES: u64 = 4 << 10;
/// The most that a unit may be: a result is held in memory until it is committed.
pub const MAX_UNIT_BYTES: u64 = 64 << 20;
/// The bounds of a record held at a time.
pub const RECORD_BYTES: (u64, u64) = (64 << 10, 64 << 20);

impl Default for ScanConfig {
    fn default() -> Self {
        Self { unit_bytes: 8 << 20, unit_rows: 10_000, threads: None, budget: Budget::default() }
    }
}

impl From<&ScanFile> for ScanConfig {
    fn from(file: &ScanFile) -> Self {
        let default = Self::default();
        let bytes = |size: Option<Size>, default: u64| size.map_or(default, |size| size.0);
        let usual = default.budget;
        Self {
            unit_bytes: bytes(file.unit_bytes, default.unit_bytes),
            unit_rows: file.unit_rows.unwrap_or(default.unit_rows),
            threads: file.threads,
            budget: Budget {
                container_bytes: bytes(file.container_bytes, usual.container_bytes),
                ratio: file.container_ratio.unwrap_or(usual.ratio),
                members: file.container_members.unwrap_or(usual.members),
                depth: file.container_depth.unwrap_or(usual.depth),
                record_bytes: file.record_bytes.and_then(|size| size.0.try_into().ok()).unwrap_or(usual.record_bytes),
                ..usual
            },
        }
    }
}
