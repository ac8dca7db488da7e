//! The rule on rows that are marked deleted and left where they are: a mark deletes nothing. Its ground is a standard's
//! definition, since what a policy says of deletion is judged by its periods.
//!
//! Merged records whose days differ come twice, as a sighting and in a histogram; each counts once, by the histogram.

use std::collections::BTreeMap;

use super::deadline::started;
use super::tally::{Tally, Verdict, by_class};
use super::{Bench, Case, Rule, Verdicts};
use crate::model::about::StoreKind;
use crate::model::ids::DataClass;
use crate::model::locator::Locator;
use crate::model::orders::LegalHold;
use crate::model::sighting::{Histogram, Sighting};
use crate::model::time::{Day, EventKind, EventTime, Origin};
use crate::model::verdict::{Authority, Grounds, RetentionState, Weight};

const NAME: &str = "soft-deleted";
/// Whole months within which a mark may still be on its way to deletion: GDPR 12(3) gives one for an answer to a request.
const ON_ITS_WAY: i32 = 1;

/// Makes the rule.
pub fn rule(bench: &Bench) -> Box<dyn Rule> {
    let holds = bench.orders.holds.iter().filter(|hold| hold.is_in_force(bench.as_of)).cloned().collect();
    Box::new(SoftDeleted { as_of: bench.as_of, holds, tally: Tally::default() })
}

struct SoftDeleted {
    as_of: Day,
    holds: Vec<LegalHold>,
    tally: Tally,
}

/// Some records of one class that are marked deleted.
struct Marked<'a> {
    class: &'a DataClass,
    is_strong: bool,
    time: EventTime,
    n: u64,
    at: Option<&'a Locator>,
}

impl Rule for SoftDeleted {
    fn name(&self) -> &'static str {
        NAME
    }

    fn see(&mut self, case: &Case<'_>, sighting: &Sighting) {
        let Some(time) = sighting.events.get(&EventKind::Deleted).copied().filter(|_| sighting.has_exact_days()) else {
            return;
        };
        let classes: BTreeMap<_, _> = by_class(sighting);
        for (class, seen) in classes {
            let (n, at) = (sighting.count, sighting.at.as_ref());
            self.add(case, &Marked { class, is_strong: seen.is_strong, time, n, at });
        }
    }

    fn see_histogram(&mut self, case: &Case<'_>, histogram: &Histogram) {
        let strong = histogram.classes.iter().map(|class| (class, true));
        for (class, is_strong) in strong.chain(histogram.weak.iter().map(|class| (class, false))) {
            for (days, n) in &histogram.days {
                let Some((_, time)) = days.iter().find(|(event, _)| *event == EventKind::Deleted) else { continue };
                self.add(case, &Marked { class, is_strong, time: *time, n: *n, at: None });
            }
        }
    }

    fn finish(self: Box<Self>, verdicts: &mut Verdicts) {
        verdicts.violations.extend(self.tally.into_violations(NAME));
    }
}

impl SoftDeleted {
    fn add(&mut self, case: &Case<'_>, marked: &Marked<'_>) {
        let (weight, state, oldest) = match (marked.time, started(Some(marked.time), self.as_of)) {
            (_, Err((RetentionState::NotStarted, _))) => return,
            // The mark is there, its day is not: nobody can say that it is not on its way.
            (EventTime::Unknown, _) => (Weight::Lead, "marked deleted, since when is not known".to_owned(), None),
            (_, Err(_)) => (Weight::Lead, "marked deleted, the date is not credible".to_owned(), None),
            (_, Ok((days, _))) if days.first > self.as_of => return,
            (_, Ok((days, _))) => {
                let weight = if months(days.last, self.as_of) < ON_ITS_WAY { Weight::Lead } else { Weight::Violation };
                (weight, format!("marked deleted {}", since(months(days.last, self.as_of))), Some(days.first))
            }
        };
        let matters: Vec<&str> = self.holds_of(case, marked.class);
        let is_backup = case.object.keeping.store == Some(StoreKind::Backup);
        let is_sure = marked.is_strong && matters.is_empty() && !is_backup;
        let authority = match matters.as_slice() {
            [] => Authority::Standard { name: "ISO/IEC 27555:2021, deletion".to_owned() },
            matters => Authority::Hold { matter: matters.join("; ") },
        };
        let state = if is_backup { format!("{state}, in a backup") } else { state };
        let column = case.object.events.get(&EventKind::Deleted).cloned();
        let grounds = Grounds {
            authority,
            rule: "what is deleted is no longer there: a mark alone deletes nothing".to_owned(),
            event: Some(EventKind::Deleted),
            origin: Some(Origin::Bound),
            column,
        };
        let weight = if is_sure { weight } else { Weight::Lead };
        let verdict = Verdict { weight, class: marked.class.clone(), category: None, grounds, state };
        self.tally.add_records(case, verdict, marked.n, oldest, marked.at);
    }

    fn holds_of(&self, case: &Case<'_>, class: &DataClass) -> Vec<&str> {
        let mine = self.holds.iter().filter(|hold| hold.is_about(&case.object.source, case.shown, class));
        mine.map(|hold| hold.matter.as_str()).collect()
    }
}

/// Whole months from one day to another.
fn months(from: Day, to: Day) -> i32 {
    let (from, to) = (from.to_date(), to.to_date());
    let months = (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month()) - i32::from(from.month());
    months - i32::from(to.day() < from.day())
}

/// How long ago, in the steps that reports show.
fn since(months: i32) -> String {
    match months {
        ..1 => "less than a month ago".to_owned(),
        1..12 => "less than a year ago".to_owned(),
        12..24 => "a year ago".to_owned(),
        _ => format!("{} years ago", months / 12),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Room, day, email, on, sighting, weak};
    use super::*;
    use crate::model::finding::Finding;

    fn room() -> Room {
        let mut room = Room::new("");
        room.object.events.insert(EventKind::Deleted, "deleted_at".to_owned());
        room
    }

    fn row(finding: Finding, time: EventTime) -> Sighting {
        let mut sighting = sighting(vec![finding], Some(&[1]));
        sighting.events.insert(EventKind::Deleted, time);
        sighting
    }

    fn check(room: &Room, finding: Finding, time: EventTime, expected: &[&str]) {
        let expected: Vec<String> =
            expected.iter().map(|line| line.replace('~', "user.contact.email marked deleted")).collect();
        assert_eq!(room.lines(NAME, &[row(finding, time)]), expected, "{time:?}");
    }

    #[test]
    fn what_is_marked_deleted_and_still_there_is_told_with_its_age() {
        let room = room();
        for (time, expected) in [
            (on("2026-05-31"), &["lead ~ less than a month ago × 1"][..]),
            (on("2026-05-02"), &["lead ~ less than a month ago × 1"]),
            (on("2026-05-01"), &["violation ~ less than a year ago × 1"]),
            (on("2025-06-02"), &["violation ~ less than a year ago × 1"]),
            (on("2025-06-01"), &["violation ~ a year ago × 1"]),
            (on("2020-03-01"), &["violation ~ 6 years ago × 1"]),
            (EventTime::Unknown, &["lead ~, since when is not known × 1"]),
            (EventTime::Suspect, &["lead ~, the date is not credible × 1"]),
            (EventTime::NotHappened, &[]),
        ] {
            check(&room, email(), time, expected);
        }
        check(&room, weak(email()), on("2020-03-01"), &["lead ~ 6 years ago × 1"]);
        assert_eq!(room.lines(NAME, &[sighting(vec![email()], Some(&[1]))]), Vec::<String>::new(), "nothing is bound");
    }

    #[test]
    fn a_backup_and_a_hold_keep_it_and_are_told() {
        let mut backup = room();
        backup.object.keeping.store = Some(StoreKind::Backup);
        check(&backup, email(), on("2020-03-01"), &["lead ~ 6 years ago, in a backup × 1"]);
        let mut held = room();
        held.bench.orders.holds =
            vec![serde_json::from_str(r#"{"matter":"Example v. Sample","by":"counsel","since":"2026-01-01"}"#).unwrap()];
        let found = held.judge(&[row(email(), on("2020-03-01"))], &[]).violations;
        let held = found.iter().find(|violation| violation.rule == NAME).unwrap();
        assert_eq!(held.grounds.authority, Authority::Hold { matter: "Example v. Sample".to_owned() });
        assert_eq!((held.weight, held.oldest.as_deref()), (Weight::Lead, Some("2020-03-01")));
    }

    #[test]
    fn merged_records_count_once_by_their_days() {
        let class = DataClass::from("user.contact.email");
        let mut merged = row(email(), on("2020-03-01"));
        merged.at = None;
        merged.count = 3;
        merged.events.insert(
            EventKind::Deleted,
            EventTime::At { earliest: day("2020-03-01"), latest: day("2026-05-31"), origin: Origin::Bound },
        );
        let key = |text: &str| vec![(EventKind::Deleted, on(text))];
        let days = BTreeMap::from([(key("2020-03-01"), 2), (key("2026-05-31"), 1)]);
        let histogram = Histogram { classes: vec![class], weak: vec![], conditions: vec![], jurisdiction: None, days };
        let verdicts = room().judge(&[merged], &[histogram]);
        let counts: Vec<_> = verdicts.violations.iter().filter(|v| v.rule == NAME).map(|v| (v.weight, v.n_records)).collect();
        assert_eq!(counts, [(Weight::Violation, 2), (Weight::Lead, 1)]);
    }
}
