//! When a source is due: a cron expression in a time zone.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use croner::Cron;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::clock;
use super::queue::Queue;
use crate::config::{Config, SourceConfig};
use crate::http::metrics::Figures;
use crate::model::ids::SourceName;
use crate::pipeline::reading::StopFlag;

/// How long is slept at most before the clock is looked at again: it may have been set, or the machine have slept.
const LOOK: Duration = Duration::from_secs(60);

/// A source's schedule.
#[derive(Clone, Debug)]
pub struct Schedule {
    source: SourceName,
    cron: Cron,
    zone: TimeZone,
}

/// The schedules of all sources that have one. `usual` is the time zone of those that name none.
///
/// # Errors
/// One cannot be read, or is never due after `now`.
pub fn all(config: &Config, usual: &TimeZone, now: Timestamp) -> anyhow::Result<Vec<Schedule>> {
    let scheduled = config.sources.iter().filter_map(|source| Some((source, source.schedule.as_deref()?)));
    scheduled.map(|(source, text)| one(source, text, usual, now)).collect()
}

fn one(source: &SourceConfig, text: &str, usual: &TimeZone, now: Timestamp) -> anyhow::Result<Schedule> {
    let place = || format!("source {}", source.name);
    let cron = text.parse::<Cron>().with_context(place)?;
    let zone = match &source.time_zone {
        Some(name) => TimeZone::get(name).with_context(place)?,
        None => usual.clone(),
    };
    let schedule = Schedule { source: source.name.clone(), cron, zone };
    anyhow::ensure!(schedule.next(now).is_some(), "source {}: its schedule never comes due", source.name);
    Ok(schedule)
}

impl Schedule {
    /// The first time after `now` at which it is due; none if there is none.
    fn next(&self, now: Timestamp) -> Option<Timestamp> {
        let now = now.to_zoned(self.zone.clone());
        self.cron.find_next_occurrence(&now, false).ok().map(|due| due.timestamp())
    }

    /// Puts the source into the queue whenever it is due, until told to stop. What came due while the machine slept is done
    /// once.
    pub async fn keep(self, queue: Arc<Queue>, figures: Arc<Figures>, stop: StopFlag) {
        let mut now = clock::instant();
        while let Some(due) = self.next(now) {
            queue.will_be_due(&self.source, due);
            let wait = Duration::try_from(due.duration_since(now)).unwrap_or_default();
            tokio::select! {
                () = tokio::time::sleep(wait.min(LOOK)) => {}
                () = stop.wait() => return,
            }
            now = clock::instant();
            if now < due {
                continue;
            }
            if !queue.tick(&self.source) {
                figures.skipped();
                tracing::warn!(source = %self.source, "due, but still being scanned: skipped");
            }
        }
        tracing::warn!(source = %self.source, "its schedule does not come due any more");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::SourceKind;

    fn check(cron: &str, zone: Option<&str>, now: &str, expected: Option<&str>) {
        let mut source = SourceConfig::new("crm", SourceKind::Files);
        source.time_zone = zone.map(str::to_owned);
        let usual = TimeZone::get("Europe/Berlin").unwrap();
        let found = one(&source, cron, &usual, now.parse().unwrap());
        let next = found.ok().and_then(|schedule| schedule.next(now.parse().unwrap()));
        assert_eq!(next.map(|due| due.to_string()).as_deref(), expected, "{cron} {zone:?} {now}");
    }

    #[test]
    fn a_source_is_due_in_its_own_time_zone() {
        check("30 2 * * *", None, "2026-01-10T00:00:00Z", Some("2026-01-10T01:30:00Z"));
        check("30 2 * * *", None, "2026-07-10T00:00:00Z", Some("2026-07-10T00:30:00Z"));
        check("30 2 * * *", Some("UTC"), "2026-07-10T00:00:00Z", Some("2026-07-10T02:30:00Z"));
        check("30 2 * * *", Some("UTC"), "2026-07-10T02:30:00Z", Some("2026-07-11T02:30:00Z"));
        check("0 4 * * SUN", Some("UTC"), "2026-11-22T05:00:00Z", Some("2026-11-29T04:00:00Z"));
    }

    #[test]
    fn seconds_may_be_named() {
        check("* * * * * *", Some("UTC"), "2026-01-10T00:00:00.5Z", Some("2026-01-10T00:00:01Z"));
        check("*/20 * * * * *", Some("UTC"), "2026-01-10T00:00:20Z", Some("2026-01-10T00:00:40Z"));
    }

    #[test]
    fn the_hour_that_summer_time_skips_or_repeats_is_done_once() {
        // Berlin: 02:00 becomes 03:00 on 2026-03-29 (01:00 UTC), 03:00 becomes 02:00 on 2026-10-25 (01:00 UTC).
        check("30 2 * * *", None, "2026-03-28T12:00:00Z", Some("2026-03-29T01:00:00Z"));
        check("30 2 * * *", None, "2026-10-24T12:00:00Z", Some("2026-10-25T00:30:00Z"));
        check("30 2 * * *", None, "2026-10-25T00:30:00Z", Some("2026-10-26T01:30:00Z"));
    }

    #[test]
    fn what_cannot_be_kept_is_refused() {
        check("0 0 30 2 *", None, "2026-01-10T00:00:00Z", None);
        check("61 * * * *", None, "2026-01-10T00:00:00Z", None);
        check("0 0 * * *", Some("Mars/Base"), "2026-01-10T00:00:00Z", None);
    }
}
