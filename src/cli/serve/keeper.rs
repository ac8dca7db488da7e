//! One scan after the other, each followed by a judgement; the day's change is judged as well, since periods end by day.

use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;

use super::queue::Queue;
use super::{Exit, Session, clock};
use crate::cli::scan;
use crate::cli::targets::{self, Pace};
use crate::http::metrics::{Ended, Figures};
use crate::judge::Verdicts;
use crate::model::ids::SourceName;
use crate::model::run::Summary;
use crate::model::time::Day;
use crate::model::verdict::Weight;
use crate::pipeline::Target;
use crate::pipeline::reading::StopFlag;
use crate::query::Desk;
use crate::seal::Keys;
use crate::store::Store;

/// How often the calendar is looked at.
const LOOK: Duration = Duration::from_secs(60);

/// Whoever scans and judges.
pub struct Keeper {
    pub session: Arc<Session>,
    pub keys: Keys,
    pub store: Store,
    pub desk: Arc<Desk>,
    pub queue: Arc<Queue>,
    pub figures: Arc<Figures>,
    /// Whose day is judged by.
    pub zone: TimeZone,
    pub stop: StopFlag,
}

impl Keeper {
    /// Scans what comes into the queue until told to stop. A scan that fails is told of, and the next one tries again.
    pub async fn run(self) {
        match self.store.totals().await {
            Ok(totals) => self.figures.holds(totals.objects, totals.members),
            Err(error) => tracing::error!("{error}"),
        }
        let mut judged_on = self.judge().await;
        while !self.stop.is_set() {
            tokio::select! {
                names = self.queue.next() => {
                    self.scan(&names).await;
                    self.queue.ended();
                    judged_on = self.judge().await;
                }
                () = self.another_day(judged_on) => judged_on = self.judge().await,
                () = self.stop.wait() => {}
            }
        }
    }

    async fn another_day(&self, than: Day) {
        while clock::today_in(&self.zone) == than {
            tokio::time::sleep(LOOK).await;
        }
    }

    async fn scan(&self, names: &[SourceName]) {
        let targets = self.open(names);
        let has_all = targets.len() == names.len();
        tracing::info!(sources = %listed(names), "scan begins");
        scan::warn_of(&targets).await;
        let scanned = scan::scan_into(&self.session, &self.store, &self.keys, targets, self.stop.clone(), false).await;
        let at = clock::instant().as_second();
        match scanned {
            Ok((summary, exit)) => {
                let ended = if summary.was_stopped {
                    Ended::Stopped
                } else if has_all && exit == Exit::Done {
                    Ended::Done
                } else {
                    Ended::Incomplete
                };
                self.figures.scanned(ended, Some(&summary), at);
                tell(ended, &summary);
            }
            Err(error) => {
                tracing::error!("scan failed: {error:#}");
                self.figures.scanned(Ended::Failed, None, at);
            }
        }
    }

    /// The sources that can be set up; the others are told of, and cost nobody else their scan.
    fn open(&self, names: &[SourceName]) -> Vec<Target> {
        let mut opened = Vec::new();
        for name in names {
            match targets::open(&self.session, &[name.to_string()], Pace::Gentle) {
                Ok(targets) => opened.extend(targets),
                Err(error) => tracing::error!("{error:#}"),
            }
        }
        opened
    }

    /// Judges everything as of today, and says which day that was. Given up when told to stop.
    async fn judge(&self) -> Day {
        let day = clock::today_in(&self.zone);
        let judged = tokio::select! {
            judged = self.desk.judge(day) => judged,
            () = self.stop.wait() => return day,
        };
        match judged {
            Ok(verdicts) => {
                self.figures.judged(&verdicts, clock::instant().as_second());
                tell_verdicts(&verdicts);
            }
            Err(error) => tracing::error!("cannot judge: {error}"),
        }
        day
    }
}

fn listed(names: &[SourceName]) -> String {
    names.iter().map(SourceName::as_str).collect::<Vec<_>>().join(", ")
}

fn tell(ended: Ended, summary: &Summary) {
    let (run, seconds, n_bytes) = (summary.run, summary.seconds, summary.n_bytes);
    let n_findings = summary.n_findings;
    tracing::info!(run, ?ended, seconds, n_bytes, n_findings, "scan ended");
}

fn tell_verdicts(verdicts: &Verdicts) {
    let count = |weight| verdicts.violations.iter().filter(|violation| violation.weight == weight).count();
    tracing::info!(n_violations = count(Weight::Violation), n_leads = count(Weight::Lead), "judged");
}
