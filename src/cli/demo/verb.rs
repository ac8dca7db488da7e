//! `demo`: an invented company is written, scanned, judged and asked about, with no set-up at all.

use std::path::{Path, PathBuf};

use anyhow::Context;
use zeroize::Zeroizing;

use super::company::{self, CONFIG};
use super::planted::Person;
use super::{brief, folder};
use crate::cli::scan;
use crate::cli::session::Session;
use crate::cli::targets::{self, Pace};
use crate::cli::{Exit, Format, Global, clock, output, signals};
use crate::config::{self, Config, Overrides};
use crate::model::subject::Answer;
use crate::pipeline::reading::StopFlag;
use crate::query::{Desk, Question};
use crate::report::View;

/// `demo`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Write the company here, into a new or an empty folder [default: a temporary folder of its own, which stays]
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Runs the verb.
pub async fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    let today = clock::today();
    let root = folder::make(args.folder.as_deref())?;
    let planted = company::write(&root, today.to_date()).await?;
    let session = session(global, &root)?;
    let stop = StopFlag::default();
    signals::stop_on_signal(stop.clone());
    let targets = targets::open(&session, &[], Pace::Full)?;
    let (summary, exit) = scan::scan(&session, targets, stop, !global.quiet).await?;
    anyhow::ensure!(!summary.was_stopped && exit == Exit::Done, "{}: the demo was not scanned in full", root.display());
    let desk = session.desk().await?;
    let overview = desk.overview(today).await?;
    let answer = ask(&desk, &session, &planted.asked.person).await?;
    let page = root.join("report.html");
    output::save(global, Format::Html, &View::Overview(&overview), &page)?;
    let names = |class: &_| session.detectors.classes().get(class).map(|entry| entry.name.clone());
    let brief =
        brief::Brief { overview: &overview, summary: &summary, answer: &answer, person: &planted.asked.person, names: &names };
    let mut lines = brief.lines();
    lines.extend(where_to_go(&root, &page));
    let json = serde_json::json!({
        "folder": root, "configuration": root.join(config::FILE_NAME), "page": page,
        "summary": summary, "overview": overview, "answer": answer,
    });
    output::lines(global, &lines, &json)?;
    Ok(Exit::Done)
}

/// The company's own configuration, written beside its data; nothing of the user's is read or touched.
fn session(global: &Global, root: &Path) -> anyhow::Result<Session> {
    let file = root.join(config::FILE_NAME);
    std::fs::write(&file, CONFIG).with_context(|| file.display().to_string())?;
    let overrides = Overrides { state: None, key: None, threads: global.threads };
    Session::with(Config::load(Some(&file), &overrides)?)
}

async fn ask(desk: &Desk, session: &Session, person: &Person) -> anyhow::Result<Answer> {
    let identifiers = [&person.email, &person.phone, &person.name];
    let question = Question {
        identifiers: identifiers.into_iter().cloned().map(Zeroizing::new).collect(),
        case: "demo".to_owned(),
        who: "demo".to_owned(),
        region: None,
        realm: session.config.realm.clone(),
    };
    Ok(desk.answer(&question, clock::today()).await?)
}

fn where_to_go(root: &Path, page: &Path) -> [String; 4] {
    [
        String::new(),
        format!("The report as a page    {}", page.display()),
        format!("The company as written  {}", root.display()),
        format!("To ask more             gleaner --config {} report retention", root.join(config::FILE_NAME).display()),
    ]
}
