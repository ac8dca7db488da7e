//! Rows for the faces: what a report shows, whatever its format. Every JSON output is one of these shapes.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::child::ChildCase;
use super::ids::{CategoryId, DataClass, PolicyId, SourceName};
use super::verdict::{RetentionLine, RetentionState, Violation};

/// The head of every report: what it rests on.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Basis {
    /// When it was made: RFC 3339.
    pub made_at: String,
    /// The day it judges by: `2026-06-01`.
    pub as_of: String,
    /// Gleaner's version.
    pub version: String,
    /// The hash of the detectors of the last run.
    pub detectors: String,
    /// Policies with the version that their text states.
    pub policies: Vec<String>,
    /// When the first and the last of the sightings' runs began and ended.
    pub window: Option<(String, String)>,
    /// Objects by outcome word.
    pub totals: BTreeMap<String, u64>,
    /// Members of containers by outcome word.
    pub totals_members: BTreeMap<String, u64>,
    /// What is not known, in words: sources not scanned, objects not complete, names known up to when.
    pub unknown: Vec<String>,
}

/// One line of the data map: what lies where.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MapLine {
    /// The source.
    pub source: SourceName,
    /// The object's address as shown.
    pub object: String,
    /// Which kind of data.
    pub class: DataClass,
    /// Its DPV term.
    pub dpv: String,
    /// The policy's categories it falls under.
    pub categories: Vec<CategoryId>,
    /// The fields it stands in, as shown, at most eight.
    pub fields: Vec<String>,
    /// Records that hold it.
    pub n_records: u64,
    /// Findings of it.
    pub n_findings: u64,
    /// Of them, known test or placeholder values.
    pub n_likely_test: u64,
    /// The highest confidence, percent.
    pub confidence: u8,
    /// Under which laws it is a special category: `gdpr.9`.
    pub sensitive_under: Vec<String>,
}

/// `report map`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DataMap {
    /// What it rests on.
    pub basis: Basis,
    /// What lies where.
    pub lines: Vec<MapLine>,
}

/// `report retention`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RetentionReport {
    /// What it rests on.
    pub basis: Basis,
    /// Records by state, for each object, class and rule.
    pub lines: Vec<RetentionLine>,
    /// What is held past its period.
    pub violations: Vec<Violation>,
    /// How old what is held is.
    #[serde(default)]
    pub ageing: Vec<AgeCount>,
    /// What falls due within a year, month by month.
    #[serde(default)]
    pub calendar: Vec<MonthCount>,
    /// What must be answered first: periods that a policy leaves open, exceptions that have expired.
    #[serde(default)]
    pub open_questions: Vec<String>,
}

/// Records of one age. A record counts once for each kind of data that it holds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AgeCount {
    /// Whole years since the day from which the period counts.
    pub years: u32,
    /// Records per state.
    pub states: BTreeMap<RetentionState, u64>,
}

/// Records that fall due in one month. A record counts once for each kind of data that it holds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MonthCount {
    /// `2026-06`.
    pub month: String,
    /// How many.
    pub n_records: u64,
}

/// `report under-age`, `undisclosed` and `promises`.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct ViolationReport {
    /// What it rests on.
    pub basis: Basis,
    /// What breaks a rule, and leads.
    pub violations: Vec<Violation>,
    /// What the report cannot say, in words: no age is stated and no jurisdiction to fall back on.
    pub open_questions: Vec<String>,
    /// Under age: when those whom the report is about reach the age that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comes_of_age: Vec<ComingOfAge>,
    /// Under age: one case for each child, with all data that sure links lead to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<ChildCase>,
    /// Undisclosed: what policies declare and nothing of which was found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub never_found: Vec<NeverFound>,
}

/// Records about persons who reach an age in one month.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ComingOfAge {
    /// `2026-06`.
    pub month: String,
    /// The age.
    pub age: u8,
    /// Records that tell their birth.
    pub n_records: u64,
}

/// A category that a policy declares, though nothing of it was found in what was read under that policy.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct NeverFound {
    /// The policy.
    pub policy: PolicyId,
    /// The category.
    pub category: CategoryId,
    /// The heading it stands under.
    pub heading: String,
    /// The data classes it declares.
    pub data: Vec<String>,
}

/// One object or member in `report coverage` and `report faults`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CoverageLine {
    /// The source.
    pub source: SourceName,
    /// The address as shown.
    pub place: String,
    /// Whether it is a thing inside a container.
    pub is_member: bool,
    /// `complete`, `partial(bytes)`, `skipped(symlink)` …
    pub outcome: String,
    /// Why, if not complete.
    pub cause: Option<String>,
    /// What the operator can do.
    pub hint: Option<String>,
    /// Bytes looked at (decoded).
    pub n_bytes: u64,
    /// Records looked at.
    pub n_records: u64,
}

/// `report coverage` (all objects) and `report faults` (those that are not complete).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CoverageReport {
    /// What it rests on.
    pub basis: Basis,
    /// Objects by outcome word.
    pub totals: BTreeMap<String, u64>,
    /// Members of containers by outcome word.
    pub totals_members: BTreeMap<String, u64>,
    /// The objects.
    pub lines: Vec<CoverageLine>,
}

/// All reports in one, for the HTML page.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Overview {
    /// The company's name as the policies give it.
    pub title: String,
    /// What lies where.
    pub map: DataMap,
    /// What is held how long.
    pub retention: RetentionReport,
    /// Whose data are a child's.
    pub under_age: ViolationReport,
    /// What the policy does not disclose.
    pub undisclosed: ViolationReport,
    /// What breaks a promise or a law or a standard.
    pub promises: ViolationReport,
    /// How far everything was looked at.
    pub coverage: CoverageReport,
    /// How many violations and leads of the register stand how.
    #[serde(default)]
    pub register: super::register::RegisterCounts,
}

/// A data class as the class table describes it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClassEntry {
    /// The fideslang key.
    pub key: DataClass,
    /// In words: `e-mail address`.
    pub name: String,
    /// The W3C DPV term: `pd:EmailAddress`.
    pub dpv: String,
    /// The letter of Cal. Civ. Code 1798.140(v)(1), if any.
    pub ccpa: Option<String>,
    /// Under which laws it is a special category.
    #[serde(default)]
    pub sensitive_under: Vec<String>,
    /// So few values exist that a keyed hash would tell them: no tag is made.
    #[serde(default)]
    pub few_values: bool,
    /// How much it proves about identity when two records share it.
    #[serde(default)]
    pub anchor: Anchor,
}

/// What it proves that two records share a value of a class.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// Nothing.
    #[default]
    None,
    /// A quasi-identifier: only together with others (name, date of birth).
    Quasi,
    /// A device or network: never a person by itself.
    Device,
    /// A contact point: only with a corroborating name or date of birth.
    Contact,
    /// Issued to one person: the same person.
    Issued,
}

/// A policy as `policy show` prints it, with what reading it brought up.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PolicyView {
    /// Its id.
    pub id: PolicyId,
    /// What it says.
    pub policy: super::policy::Policy,
    /// What it leaves open.
    pub unspecified: Vec<String>,
}

/// What a stage of a scan cost.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StageTime {
    /// `read`, `extract`, `detect`, `tag`, `other`, `commit`, `index`. Extract, detect and tag are estimated from samples.
    pub stage: String,
    /// Time of the processor, summed over threads.
    pub seconds: f64,
    /// Its part of all stages, percent.
    pub percent: f64,
}

/// `bench scan`.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct ScanBench {
    /// What was read.
    pub sources: Vec<SourceName>,
    /// Whether with `--full-speed`.
    pub is_full_speed: bool,
    /// Threads that computed.
    pub n_threads: usize,
    /// Objects by outcome word.
    pub objects: BTreeMap<String, u64>,
    /// Members of containers by outcome word.
    pub members: BTreeMap<String, u64>,
    /// Decoded bytes looked at.
    pub n_bytes: u64,
    /// Records looked at.
    pub n_records: u64,
    /// Findings, with their counts.
    pub n_findings: u64,
    /// Sightings stored: records, or merged ones.
    pub n_sightings: u64,
    /// Tags stored.
    pub n_tags: u64,
    /// What each stage cost.
    pub stages: Vec<StageTime>,
    /// From the beginning until everything was committed, by the clock on the wall.
    pub seconds_committed: f64,
    /// From the beginning until the index had caught up.
    pub seconds_indexed: f64,
    /// Millions of bytes a second, until everything was committed.
    pub mb_per_second: f64,
    /// Bytes of the catalogue and its index.
    pub state_bytes: u64,
    /// The most memory that the process had at once, in bytes; none where the system does not tell.
    pub peak_memory: Option<u64>,
}

impl ScanBench {
    /// Bytes of catalogue and index for each tag stored; none without tags.
    pub fn bytes_per_tag(&self) -> Option<f64> {
        (self.n_tags > 0).then(|| self.state_bytes as f64 / self.n_tags as f64)
    }
}
