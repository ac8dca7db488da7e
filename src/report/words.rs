//! States and grounds in words that an officer can repeat.

use crate::model::register::{Ruling, RulingKind, State};
use crate::model::subject::Tier;
use crate::model::time::Origin;
use crate::model::verdict::{Authority, Excepted, Grounds, RetentionState, Violation, Weight};

/// All retention states, worst first, as charts and tables show them.
pub const STATES: [RetentionState; 13] = [
    RetentionState::OverdueCertain,
    RetentionState::OverduePossible,
    RetentionState::Conflict,
    RetentionState::DueInGrace,
    RetentionState::BackupPending,
    RetentionState::InRetention,
    RetentionState::NotStarted,
    RetentionState::StartUnknown,
    RetentionState::ClockSuspect,
    RetentionState::NoRule,
    RetentionState::Held,
    RetentionState::Suspended,
    RetentionState::MustKeep,
];

/// A retention state in words.
pub fn state(state: RetentionState) -> &'static str {
    match state {
        RetentionState::OverdueCertain => "past its period",
        RetentionState::OverduePossible => "perhaps past its period",
        RetentionState::InRetention => "within its period",
        RetentionState::NotStarted => "period not started",
        RetentionState::StartUnknown => "start unknown",
        RetentionState::ClockSuspect => "date not credible",
        RetentionState::NoRule => "no period stated",
        RetentionState::Conflict => "rules disagree",
        RetentionState::DueInGrace => "past its period, within the grace",
        RetentionState::BackupPending => "past its period, in a backup until its cycle ends",
        RetentionState::Held => "kept by a legal hold",
        RetentionState::Suspended => "deletion suspended",
        RetentionState::MustKeep => "must still be kept",
    }
}

/// A violation's state in words; an unknown one as it is, without underscores.
pub fn violation_state(word: &str) -> String {
    // Several, each with its number of records: `2 overdue_certain; 1 overdue_possible`.
    if word.contains("; ") {
        let one = |part: &str| match part.split_once(' ').filter(|(n, _)| n.bytes().all(|b| b.is_ascii_digit())) {
            Some((n, state)) => format!("{n} {}", violation_state(state)),
            None => violation_state(part),
        };
        return word.split("; ").map(one).collect::<Vec<_>>().join("; ");
    }
    if let Some(known) = STATES.into_iter().find(|known| known.word() == word) {
        return state(known).to_owned();
    }
    match word {
        "full" => "kept in full".to_owned(),
        "partial" => "kept in part".to_owned(),
        "hashed" => "kept as a hash".to_owned(),
        "encrypted" => "kept encrypted".to_owned(),
        "undisclosed" => "not disclosed".to_owned(),
        // Several in one sentence: `child_certain at collection, adult_certain today`.
        other => {
            let ages = [("child_certain", "under age"), ("child_possible", "perhaps under age"), ("adult_certain", "of age")];
            let ages = ages.into_iter().chain([("disclosed_by_catch_all", "only a catch-all covers it")]);
            let spelt = ages.fold(other.to_owned(), |text, (word, spelt)| text.replace(word, spelt));
            spelt.replace('_', " ")
        }
    }
}

/// On what authority, in words.
pub fn authority(authority: &Authority) -> String {
    match authority {
        Authority::Policy { policy, heading, hedge } => {
            let hedge = hedge.as_ref().map_or(String::new(), |hedge| format!(" (the text says “{hedge}”)"));
            format!("Policy {policy}, heading “{heading}”{hedge}")
        }
        Authority::Operator { policy, heading: Some(heading) } => {
            format!("Policy {policy}, heading “{heading}”, leaves it open; period from the operator")
        }
        Authority::Operator { policy, heading: None } => format!("Policy {policy} leaves it open; period from the operator"),
        Authority::Law { jurisdiction, article } => format!("Law where the policy is silent ({jurisdiction}): {article}"),
        Authority::Standard { name } => format!("Standard: {name}"),
        Authority::Hold { matter } => format!("Legal hold: {matter}"),
        Authority::Suspension { reason, until } => format!("Deletion suspended until {until}: {reason}"),
        Authority::Given => "Given with the question".to_owned(),
    }
}

/// What kind of authority: `policy`, `operator`, `law`, `standard`, `hold`, `suspension`, `given`.
pub fn authority_kind(authority: &Authority) -> &'static str {
    match authority {
        Authority::Policy { .. } => "policy",
        Authority::Operator { .. } => "operator",
        Authority::Law { .. } => "law",
        Authority::Standard { .. } => "standard",
        Authority::Hold { .. } => "hold",
        Authority::Suspension { .. } => "suspension",
        Authority::Given => "given",
    }
}

/// Which date decided and where it came from; empty if none did.
pub fn date(grounds: &Grounds) -> String {
    let Some(event) = grounds.event else { return String::new() };
    let column = grounds.column.as_deref();
    let origin = match (grounds.origin, column) {
        (Some(Origin::Bound), Some(column)) => format!(", read from `{column}`"),
        (Some(Origin::Bound), None) => ", read from the field bound to it".to_owned(),
        (Some(Origin::LineTime), _) => ", read from the time that the line states".to_owned(),
        (Some(Origin::FileTime), _) => ", taken from the file’s modification time, which is weak: a copy resets it".to_owned(),
        (None, Some(column)) => format!(", bound to `{column}`"),
        (None, None) => String::new(),
    };
    format!("Counted from {}{origin}", event.as_str())
}

/// The grounds of a verdict, a line each.
pub fn grounds(grounds: &Grounds) -> Vec<String> {
    [authority(&grounds.authority), grounds.rule.clone(), date(grounds)].into_iter().filter(|line| !line.is_empty()).collect()
}

/// Who answers for a verdict, and until when.
pub fn excepted(exception: &Excepted) -> String {
    let was = match exception.weight {
        Weight::CatchAll => "verdict on a catch-all",
        other => other.word(),
    };
    format!("a {was}, excepted until {} by {}: {}", exception.expires, exception.owner, exception.reason)
}

/// How a violation stands in the register.
pub fn standing(state: State) -> &'static str {
    match state {
        State::New => "new at the last scan",
        State::Regressed => "seen again after it was resolved",
        State::Open => "open still",
        State::Resolved => "resolved",
    }
}

/// A moment (RFC 3339, UTC) as its day.
pub fn day_of(moment: &str) -> &str {
    moment.split('T').next().unwrap_or(moment)
}

/// What was decided on a violation.
pub fn ruling(ruling: &Ruling) -> String {
    let what = match ruling.kind {
        RulingKind::Accepted => "accepted until",
        RulingKind::Mend => "to be mended by",
    };
    format!("{what} {}, {}: {}", ruling.until.0, ruling.owner, ruling.reason)
}

/// What is said of a violation beside its verdict, a line each: since when, who was told, what was decided, how bad it is.
pub fn beside(violation: &Violation) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(known) = &violation.standing {
        let id = known.id.get(..8).unwrap_or(&known.id);
        lines.push(format!("{id}: {}, first seen {}", standing(known.state), day_of(&known.first_seen)));
        lines.extend(known.told.last().map(|told| format!("told {} on {}", told.to, day_of(&told.at))));
        lines.extend(known.ruling.as_ref().map(ruling));
    }
    lines.extend(violation.severity.as_ref().map(|severity| {
        let bare = severity.arithmetic();
        format!("severity {}: {bare} of 18", severity.level.word())
    }));
    lines
}

/// How sure, in words.
pub fn tier(tier: Tier) -> (&'static str, &'static str) {
    match tier {
        Tier::Certain => ("certain", "An identifier issued to one person, or two that agree."),
        Tier::Probable => ("probable", "A contact point whose record agrees in the name or date of birth."),
        Tier::Possible => ("possible", "A contact point alone, or one that several persons share: for a human to decide."),
        Tier::Mentioned => ("mentioned", "A name in free text; a namesake is possible."),
    }
}

/// Records of the violations of this weight.
pub fn n_records(violations: &[Violation], weight: Weight) -> u64 {
    violations
        .iter()
        .filter(|violation| violation.weight == weight)
        .fold(0, |sum, violation| sum.saturating_add(violation.n_records))
}
