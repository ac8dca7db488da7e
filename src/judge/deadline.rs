//! The calculator for retention: a start event, a rule's terms and what stands around them → where a record stands. Scans and
//! bare facts are judged by it alone; it knows no policy, no source and no clock.
//!
//! Precedence, strongest first: a legal hold, a suspension, a statutory minimum, then the dates. The dates say nothing without
//! a rule (`no_rule`) or a start (`not_started`, `start_unknown`, `clock_suspect`). Both ends of a vague start are carried
//! through the arithmetic:
//!
//! | the day of judgement | state |
//! |---|---|
//! | not after the earliest due day | `in_retention` |
//! | after the earliest due day, not after the latest | `overdue_possible` |
//! | after the latest due day, not after the latest end of the grace | `due_in_grace` |
//! | after the latest end of the grace | `overdue_certain` |
//!
//! A backup whose cycle has not ended turns what is overdue into `backup_pending`. A file's time is weak, since a copy resets
//! it: what only it shows to be overdue is `overdue_possible`.

use jiff::Span;

use super::calendar::{Days, end};
use crate::model::policy::Rounding;
use crate::model::time::{Day, EventTime, Origin};
use crate::model::verdict::RetentionState;

/// What a rule asks.
#[derive(Clone, Debug)]
pub struct Terms {
    /// How long data may be held.
    pub period: Span,
    /// To which day the period's last day is moved.
    pub rounding: Rounding,
    /// How long deletion may take after that day.
    pub grace: Span,
    /// How long they must be kept, counted from the same event.
    pub minimum: Option<Minimum>,
}

/// How long data must be kept whatever the period says.
#[derive(Clone, Debug)]
pub struct Minimum {
    /// How long.
    pub period: Span,
    /// To which day its last day is moved.
    pub rounding: Rounding,
}

/// What stands around a record on the day of the judgement.
#[derive(Clone, Copy, Debug)]
pub struct Around {
    /// The day.
    pub as_of: Day,
    /// Whether a legal hold is in force.
    pub is_held: bool,
    /// Whether its deletion is suspended.
    pub is_suspended: bool,
    /// The backup that it lies in.
    pub backup: Option<Backup>,
}

impl Around {
    /// A day, and nothing that stops deletion.
    pub fn day(as_of: Day) -> Self {
        Self { as_of, is_held: false, is_suspended: false, backup: None }
    }
}

/// A backup that is overwritten on a schedule.
#[derive(Clone, Copy, Debug)]
pub struct Backup {
    /// How long it stays.
    pub cycle: Span,
    /// When it was taken; none: the cycle counts from the day on which the live record had to go.
    pub taken: Option<Days>,
}

/// Where a record stands. Days that a state does not rest on are given too, as far as they can be computed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// The state.
    pub state: RetentionState,
    /// Where the date came from, if there is one.
    pub origin: Option<Origin>,
    /// The days on which the period can have begun.
    pub start: Option<Days>,
    /// The days on which it can end; the record may still be held on that day.
    pub due: Option<Days>,
    /// The days on which the grace can end.
    pub grace_end: Option<Days>,
    /// The days up to which it must be kept.
    pub keep_until: Option<Days>,
    /// The days on which the backup's cycle can end.
    pub backup_end: Option<Days>,
}

impl Standing {
    /// What it is worth where the text contradicts itself about the period: a date says something only of a period that is known.
    pub fn disputed(self) -> Self {
        let state = match self.state {
            RetentionState::OverdueCertain
            | RetentionState::OverduePossible
            | RetentionState::DueInGrace
            | RetentionState::BackupPending
            | RetentionState::InRetention
            | RetentionState::NoRule => RetentionState::Conflict,
            other => other,
        };
        Self { state, ..self }
    }

    /// Of data for which no rule is known.
    pub fn no_rule() -> Self {
        Self::without(RetentionState::NoRule, None)
    }

    fn without(state: RetentionState, origin: Option<Origin>) -> Self {
        Self { state, origin, start: None, due: None, grace_end: None, keep_until: None, backup_end: None }
    }
}

/// Holds an event's time against one rule. No date is never taken for a good one.
pub fn stand(time: Option<EventTime>, terms: &Terms, around: &Around) -> Standing {
    let mut standing = match started(time, around.as_of) {
        Ok((start, origin)) => dated(start, origin, terms, around),
        Err((state, origin)) => Standing::without(state, origin),
    };
    if standing.keep_until.is_some_and(|keep| around.as_of <= keep.last) {
        standing.state = RetentionState::MustKeep;
    }
    standing.state = kept(around).unwrap_or(standing.state);
    standing
}

/// The days on which an event happened, or why they cannot be counted from. A vague date that reaches past the day of the
/// judgement ends there: what is recorded has happened.
pub fn started(time: Option<EventTime>, as_of: Day) -> Result<(Days, Origin), (RetentionState, Option<Origin>)> {
    match time {
        None | Some(EventTime::Unknown) => Err((RetentionState::StartUnknown, None)),
        Some(EventTime::NotHappened) => Err((RetentionState::NotStarted, None)),
        Some(EventTime::Suspect) => Err((RetentionState::ClockSuspect, None)),
        Some(EventTime::At { earliest, latest, origin }) => {
            let is_suspect = earliest.is_suspect(as_of) || latest.to_date().year() == 9999;
            let days = Days { first: earliest, last: latest.min(as_of) };
            if is_suspect { Err((RetentionState::ClockSuspect, Some(origin))) } else { Ok((days, origin)) }
        }
    }
}

/// What several rules on the same data come to. `floor`: up to when a law asks for the data to be kept, whatever the rules say.
///
/// Rules that agree give their common state, with the earliest due day and the latest day up to which the data must be kept.
/// A minimum of one rule that no other rule's period ends before is kept to. All else that differs is a conflict.
pub fn together(standings: &[Standing], floor: Option<Days>, around: &Around) -> Standing {
    let Some(first) = standings.first() else {
        let state = kept(around).or(within(floor, around)).unwrap_or(RetentionState::NoRule);
        return Standing { keep_until: floor, ..Standing::without(state, None) };
    };
    let keep_until =
        standings.iter().filter_map(|standing| standing.keep_until).chain(floor).max_by_key(|keep| (keep.last, keep.first));
    let earliest = standings.iter().filter(|standing| standing.due.is_some()).min_by_key(|standing| standing.due);
    let earliest = *earliest.unwrap_or(first);
    let is_agreed = standings.iter().all(|standing| standing.state == first.state);
    let state = match kept(around).or(within(floor, around)) {
        Some(state) => state,
        None if is_agreed => first.state,
        None if is_kept_without_contradiction(standings, keep_until, earliest.due) => RetentionState::MustKeep,
        None => RetentionState::Conflict,
    };
    Standing { state, keep_until, ..earliest }
}

/// Whether one rule's minimum runs, all others allow the data to be held, and none of them ends before the minimum does.
fn is_kept_without_contradiction(standings: &[Standing], keep_until: Option<Days>, due: Option<Days>) -> bool {
    let is_free = |standing: &Standing| matches!(standing.state, RetentionState::MustKeep | RetentionState::InRetention);
    standings.iter().all(is_free) && keep_until.zip(due).is_some_and(|(keep, due)| keep.last <= due.first)
}

/// What stops deletion whatever rules and dates say.
fn kept(around: &Around) -> Option<RetentionState> {
    match (around.is_held, around.is_suspended) {
        (true, _) => Some(RetentionState::Held),
        (false, true) => Some(RetentionState::Suspended),
        (false, false) => None,
    }
}

fn within(floor: Option<Days>, around: &Around) -> Option<RetentionState> {
    floor.is_some_and(|floor| around.as_of <= floor.last).then_some(RetentionState::MustKeep)
}

fn dated(start: Days, origin: Origin, terms: &Terms, around: &Around) -> Standing {
    let due = start.map(|day| end(day, &terms.period, terms.rounding));
    let grace_end = due.map(|day| end(day, &terms.grace, Rounding::None));
    let keep_until = terms.minimum.as_ref().map(|least| start.map(|day| end(day, &least.period, least.rounding)));
    let backup_end = around.backup.map(|backup| {
        let taken = backup.taken.unwrap_or(grace_end);
        taken.map(|day| end(day, &backup.cycle, Rounding::None))
    });
    let as_of = around.as_of;
    let state = if as_of <= due.first {
        RetentionState::InRetention
    } else if as_of <= due.last {
        RetentionState::OverduePossible
    } else if as_of <= grace_end.last {
        RetentionState::DueInGrace
    } else {
        RetentionState::OverdueCertain
    };
    let is_overdue = matches!(state, RetentionState::OverdueCertain | RetentionState::OverduePossible);
    let state = match backup_end.filter(|_| is_overdue) {
        Some(end) if as_of <= end.first => RetentionState::BackupPending,
        Some(end) if as_of <= end.last => RetentionState::OverduePossible,
        _ if is_overdue && origin == Origin::FileTime => RetentionState::OverduePossible,
        _ => state,
    };
    Standing {
        state,
        origin: Some(origin),
        start: Some(start),
        due: Some(due),
        grace_end: Some(grace_end),
        keep_until,
        backup_end,
    }
}

#[cfg(test)]
mod tests;
