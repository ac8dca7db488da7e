//! `report`: what was found and how it stands against the policy.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ValueEnum;

use super::scan::{FailOn, is_broken};
use super::session::Session;
use super::{Exit, Global, clock, output};
use crate::model::ids::Realm;
use crate::model::register::RegisterLine;
use crate::model::time::Day;
use crate::model::verdict::Violation;
use crate::model::view::Overview;
use crate::query::{self, Desk, Scope};
use crate::report::{self, View};

/// The longest earlier report that is read, in bytes.
const MAX_REPORT: u64 = 1 << 30;

/// `report`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Which report
    #[arg(value_enum)]
    kind: Kind,
    /// Judge as of this day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<jiff::civil::Date>,
    /// Print the JSON Schema of this report's JSON instead
    #[arg(long)]
    schema: bool,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write a signed manifest beside the file: its hashes, and what the report rests on
    #[arg(long)]
    manifest: bool,
    /// End with exit code 1 or 3 if this is so
    #[arg(long, value_enum, value_delimiter = ',')]
    fail_on: Vec<FailOn>,
    #[command(flatten)]
    lost: Lost,
    /// Trend: the earlier report, as `report all --format json` wrote it
    #[arg(long, value_name = "FILE")]
    since: Option<PathBuf>,
}

/// What was lost or leaked, for `exposure`.
#[derive(clap::Args, Debug)]
struct Lost {
    /// Exposure: only this source; may be given several times
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,
    /// Exposure: only tables or files whose address matches, `*` for any letters (`public.*`); may be given several times
    #[arg(long, visible_alias = "path", value_name = "PATTERN")]
    table: Vec<String>,
    /// Exposure: only records with a date on or after this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<jiff::civil::Date>,
    /// Exposure: only records with a date on or before this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    to: Option<jiff::civil::Date>,
}

impl Lost {
    fn is_asked(&self) -> bool {
        !self.source.is_empty() || !self.table.is_empty() || self.from.is_some() || self.to.is_some()
    }

    fn scope(&self) -> anyhow::Result<Scope> {
        let (from, to) = (self.from.map(Day::from_date), self.to.map(Day::from_date));
        anyhow::ensure!(from.is_none() || to.is_none() || from <= to, "--from is after --to");
        Ok(Scope { sources: self.source.clone(), objects: self.table.clone(), from, to })
    }
}

/// The reports.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What lies where
    Map,
    /// What is held how long, and past its period
    Retention,
    /// Whose data are a child's
    UnderAge,
    /// What the policy does not disclose
    Undisclosed,
    /// What breaks a promise or a law or a standard
    Promises,
    /// The register: since when each violation is open, who was told, what is resolved
    Violations,
    /// Whose data are held: how many persons, in which sources
    Subjects,
    /// Objects that share most of their persons: test systems, exports, backups
    Copies,
    /// Whose data were exposed if a source, table or span of time was lost or leaked (GDPR 33)
    Exposure,
    /// Records of processing activities (GDPR 30), as far as anything states them
    Article30,
    /// What an impact assessment (GDPR 35) can take over
    Dpia,
    /// What has changed since an earlier `report all --format json`
    Trend,
    /// How far every object was looked at
    Coverage,
    /// What could not be read in full
    Faults,
    /// All of them: the page to hand over
    All,
}

impl Kind {
    /// The name of the view that it shows.
    fn view(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Retention => "retention",
            Self::UnderAge => "under-age",
            Self::Undisclosed => "undisclosed",
            Self::Promises => "promises",
            Self::Violations => "violations",
            Self::Subjects => "subjects",
            Self::Copies => "copies",
            Self::Exposure => "exposure",
            Self::Article30 => "article30",
            Self::Dpia => "dpia",
            Self::Trend => "trend",
            Self::Coverage => "coverage",
            Self::Faults => "faults",
            Self::All => "overview",
        }
    }
}

/// Runs the verb.
pub async fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    if args.schema {
        let schema = report::schema(args.kind.view());
        output::lines(global, &[serde_json::to_string_pretty(&schema)?], &schema)?;
        return Ok(Exit::Done);
    }
    anyhow::ensure!(
        args.kind == Kind::Exposure || !args.lost.is_asked(),
        "--source, --table, --from and --to belong to `exposure`"
    );
    anyhow::ensure!(!args.manifest || args.output.is_some(), "--manifest goes with a file: say -o");
    anyhow::ensure!(args.kind == Kind::Trend || args.since.is_none(), "--since belongs to `trend`");
    let session = Session::start(global)?;
    session.ensure_sound()?;
    let keys = args.manifest.then(|| session.keys()).transpose()?;
    let asked = Asked {
        kind: args.kind,
        as_of: args.as_of,
        output: output::Destination { path: args.output.as_deref(), keys: keys.as_ref() },
        fail_on: &args.fail_on,
        scope: args.lost.scope()?,
        company: session.config.realm.clone(),
        since: args.since.as_deref(),
    };
    print(global, &session.desk().await?, &asked).await
}

/// Which report, as of which day, to where.
pub struct Asked<'a> {
    /// Which.
    pub kind: Kind,
    /// The day; none: today.
    pub as_of: Option<jiff::civil::Date>,
    /// Where it is written to.
    pub output: output::Destination<'a>,
    /// What the exit code should tell.
    pub fail_on: &'a [FailOn],
    /// What was lost, for the exposure.
    pub scope: Scope,
    /// The realm of the company's own data, for the records of processing.
    pub company: Realm,
    /// The earlier report, for the trend.
    pub since: Option<&'a Path>,
}

/// Makes a report and writes it.
pub async fn print(global: &Global, desk: &Desk, args: &Asked<'_>) -> anyhow::Result<Exit> {
    let as_of = args.as_of.map_or_else(clock::today, Day::from_date);
    let (mut violations, mut is_incomplete) = (Vec::new(), false);
    match args.kind {
        Kind::Map => output::put(global, args.output, &View::Map(&desk.map(as_of).await?))?,
        Kind::Retention => {
            let report = desk.retention(as_of).await?;
            output::put(global, args.output, &View::Retention(&report))?;
            violations = report.violations;
        }
        Kind::UnderAge => {
            let report = desk.under_age(as_of).await?;
            output::put(global, args.output, &View::UnderAge(&report))?;
            violations = report.violations;
        }
        Kind::Undisclosed => {
            let report = desk.undisclosed(as_of).await?;
            output::put(global, args.output, &View::Undisclosed(&report))?;
            violations = report.violations;
        }
        Kind::Promises => {
            let report = desk.promises(as_of).await?;
            output::put(global, args.output, &View::Promises(&report))?;
            violations = report.violations;
        }
        Kind::Violations => {
            let report = desk.violations(as_of).await?;
            output::put(global, args.output, &View::Violations(&report))?;
            let is_open = |line: &RegisterLine| line.resolved.is_none();
            violations = report.lines.into_iter().filter(is_open).map(|line| line.violation).collect();
        }
        Kind::Subjects => output::put(global, args.output, &View::Subjects(&desk.subjects(as_of).await?))?,
        Kind::Copies => output::put(global, args.output, &View::Copies(&desk.copies(as_of).await?))?,
        Kind::Exposure => output::put(global, args.output, &View::Exposure(&desk.exposure(&args.scope, as_of).await?))?,
        Kind::Article30 => {
            output::put(global, args.output, &View::Article30(&desk.article_30(&args.company, as_of).await?))?;
        }
        Kind::Dpia => output::put(global, args.output, &View::Dpia(&desk.dpia(as_of).await?))?,
        Kind::Trend => {
            let before = earlier(args.since.context("a trend is told since an earlier report: say --since FILE")?)?;
            output::put(global, args.output, &View::Trend(&query::trend(&before, &desk.overview(as_of).await?)))?;
        }
        Kind::Coverage | Kind::Faults => {
            let report = if args.kind == Kind::Coverage { desk.coverage(as_of).await? } else { desk.faults(as_of).await? };
            let view = if args.kind == Kind::Coverage { View::Coverage(&report) } else { View::Faults(&report) };
            output::put(global, args.output, &view)?;
            let totals = report.totals.iter().chain(&report.totals_members);
            is_incomplete = totals.into_iter().any(|(word, n)| *n > 0 && word != "complete" && word != "skipped");
        }
        Kind::All => {
            let overview = desk.overview(as_of).await?;
            output::put(global, args.output, &View::Overview(&overview))?;
            violations = [overview.retention.violations, overview.under_age.violations].concat();
            violations.extend(overview.undisclosed.violations);
            violations.extend(overview.promises.violations);
        }
    }
    Ok(exit(args.fail_on, &violations, is_incomplete))
}

/// An earlier report.
fn earlier(path: &Path) -> anyhow::Result<Overview> {
    let place = || path.display().to_string();
    let file = std::fs::File::open(path).with_context(place)?;
    let report = serde_json::from_reader(std::io::BufReader::new(file.take(MAX_REPORT)));
    // The cause might quote the file.
    report.map_err(|_| anyhow::anyhow!("{}: not what `report all --format json` writes", place()))
}

fn exit(fail_on: &[FailOn], violations: &[Violation], is_incomplete: bool) -> Exit {
    if fail_on.contains(&FailOn::Incomplete) && is_incomplete {
        return Exit::Incomplete;
    }
    if is_broken(fail_on, violations) { Exit::Violations } else { Exit::Done }
}
