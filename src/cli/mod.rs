//! Floor 4: the command line. One file per verb; stdout is data, stderr is talk.

mod against;
mod audit;
mod bench;
mod clock;
mod config;
mod decide;
pub mod demo;
mod detect;
mod detectors;
mod exit;
mod explain;
mod index;
mod init;
mod judge;
mod key;
mod manifest;
mod output;
mod picture;
mod plan;
mod policy;
mod progress;
mod report;
mod scan;
mod serve;
mod session;
mod shell;
mod signals;
mod subject;
mod targets;
mod temporary;
mod verify;
mod violations;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

pub use exit::Exit;

/// Shows a company the personal data it holds, and judges it by the company's own privacy policy.
#[derive(Parser, Debug)]
#[command(name = "gleaner", version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 done; 1 violations under --fail-on; 2 usage or configuration; 3 a named source could \
not be read at all, or, under --fail-on incomplete, any object is not complete. The first of 2, 3, 1 that holds.")]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    verb: Verb,
}

/// Options of every verb.
#[derive(clap::Args, Debug, Clone)]
pub struct Global {
    /// Configuration [default: ./gleaner.toml, then the user's own]
    #[arg(long, global = true, value_name = "FILE", env = "GLEANER_CONFIG")]
    pub config: Option<PathBuf>,
    /// State directory: catalogue and index
    #[arg(long, global = true, value_name = "DIR", env = "GLEANER_STATE")]
    pub state: Option<PathBuf>,
    /// Root key
    #[arg(long, global = true, value_name = "FILE", env = "GLEANER_KEY")]
    pub key: Option<PathBuf>,
    /// Output format
    #[arg(long, global = true, value_enum)]
    pub format: Option<Format>,
    /// Language of what people read: table, HTML, PDF, XLSX
    #[arg(long, global = true, value_name = "CODE", default_value = "en", value_parser = languages())]
    pub lang: String,
    /// PDF: a TrueType font for letters that Helvetica lacks (Devanagari, Greek, Cyrillic); it is embedded
    #[arg(long, global = true, value_name = "FILE")]
    pub font: Option<PathBuf>,
    /// Computing threads [default: one per core]
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<usize>,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more; twice for everything
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

fn languages() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(crate::report::Tongue::codes())
}

/// Output formats.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a terminal
    Table,
    /// One document of a documented shape
    Json,
    /// One table, safe to open in a spreadsheet
    Csv,
    /// One self-contained page
    Html,
    /// A document for print and archive
    Pdf,
    /// A workbook with a sheet for each table
    Xlsx,
    /// SARIF 2.1.0: the rules that are broken
    Sarif,
}

impl Format {
    /// The name under which `report` knows it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Sarif => "sarif",
        }
    }
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// Write a commented configuration and make the root key
    Init(init::Args),
    /// Scan an invented company and show everything, with no set-up at all
    Demo(demo::Args),
    /// Read sources and keep what was found
    Scan(scan::Args),
    /// Find all data about one person
    Subject(subject::Args),
    /// Find who of a list of persons is still held, and where
    Against(against::Args),
    /// Show what was found and how it stands against the policy
    Report(report::Args),
    /// Check that a report is what its signed manifest says
    Verify(verify::Args),
    /// Judge as of another day, by another policy, or bare facts, keeping nothing
    Judge(judge::Args),
    /// Set findings aside with a reason, an owner and a day, or list what is
    Decide(decide::Args),
    /// List violations over all scans, note who was told, accept one or say by when it is mended
    Violations(violations::Args),
    /// Read a place again and show how each finding was judged, keeping nothing
    Explain(explain::Args),
    /// Detect in a file or standard input, without any catalogue
    Detect(detect::Args),
    /// List or check the detectors
    Detectors(detectors::Args),
    /// List, check, show, draft or compare policies, and propose bindings
    Policy(policy::Args),
    /// Check the configuration or print its schema
    Config(config::Args),
    /// Show, back up or restore the root key
    Key(key::Args),
    /// Work on the index
    Index(index::Args),
    /// Measure how fast this machine is on your own data
    Bench(bench::Args),
    /// Show or verify who asked what
    Audit(audit::Args),
    /// Run schedules and answer the API on loopback
    Serve(serve::Args),
    /// Draw the report as one SVG picture
    #[command(hide = true)]
    Picture(picture::Args),
    /// Print a completion script
    Completions(shell::Completions),
    /// Print the manual page
    Man,
}

/// Runs the program and says how it ended.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    // Of a daemon the log is all that is seen.
    let usual = if matches!(cli.verb, Verb::Serve(_)) { "gleaner=info,warn" } else { "warn" };
    session::start_talking(&cli.global, usual);
    session::keep_panics_silent();
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return exit::fail(&anyhow::anyhow!("cannot start the runtime: {}", error.kind())),
    };
    let ended = runtime.block_on(dispatch(cli));
    // A source that hangs in a system call must not keep the program from ending.
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
    match ended {
        Ok(exit) => exit.into(),
        Err(error) => exit::fail(&error),
    }
}

async fn dispatch(cli: Cli) -> anyhow::Result<Exit> {
    let global = &cli.global;
    match cli.verb {
        Verb::Init(args) => init::run(global, &args),
        Verb::Demo(args) => demo::run(global, &args).await,
        Verb::Scan(args) => scan::run(global, &args).await,
        Verb::Subject(args) => subject::run(global, &args).await,
        Verb::Against(args) => against::run(global, &args).await,
        Verb::Report(args) => report::run(global, &args).await,
        Verb::Verify(args) => verify::run(global, &args),
        Verb::Judge(args) => judge::run(global, &args).await,
        Verb::Decide(args) => decide::run(global, &args).await,
        Verb::Violations(args) => violations::run(global, &args).await,
        Verb::Explain(args) => explain::run(global, &args).await,
        Verb::Detect(args) => detect::run(global, &args),
        Verb::Detectors(args) => detectors::run(global, &args),
        Verb::Policy(args) => policy::run(global, &args).await,
        Verb::Config(args) => config::run(global, &args),
        Verb::Key(args) => key::run(global, &args),
        Verb::Index(args) => index::run(global, &args).await,
        Verb::Bench(args) => bench::run(global, &args).await,
        Verb::Audit(args) => audit::run(global, &args).await,
        Verb::Serve(args) => serve::run(global, &args).await,
        Verb::Picture(args) => picture::run(global, &args).await,
        Verb::Completions(args) => shell::completions(&args),
        Verb::Man => shell::man(),
    }
}
