//! Two reports held against each other. Nothing is read but the two: whoever keeps a report can ask what became of it.

use std::collections::BTreeMap;

use super::register::merged;
use crate::judge::PROMISES;
use crate::model::trend::{Change, TrendCount, TrendLine, TrendReport};
use crate::model::verdict::{Violation, Weight};
use crate::model::view::{Basis, Overview};

/// What has changed since an earlier report.
pub fn trend(before: &Overview, now: &Overview) -> TrendReport {
    let (then, still) = (by_identity(before), by_identity(now));
    let mut lines: Vec<TrendLine> = Vec::new();
    for (identity, violation) in &still {
        let n_before = then.get(identity).map_or(0, |then| then.n_records);
        let change = if then.contains_key(identity) { Change::StillOpen } else { Change::New };
        lines.push(line(change, identity, (n_before, violation.n_records), violation));
    }
    for (identity, violation) in then.iter().filter(|(identity, _)| !still.contains_key(*identity)) {
        lines.push(line(Change::Resolved, identity, (violation.n_records, 0), violation));
    }
    lines.sort_by(|a, b| {
        (a.change, b.n_now.max(b.n_before), &a.identity).cmp(&(b.change, a.n_now.max(a.n_before), &b.identity))
    });
    let counts = counts(before).into_iter().zip(counts(now));
    TrendReport {
        basis: now.map.basis.clone(),
        before: before.map.basis.clone(),
        counts: counts.map(|((what, n_before), (_, n_now))| TrendCount { what, n_before, n_now }).collect(),
        lines,
        caveats: caveats(&before.map.basis, &now.map.basis),
    }
}

fn all(overview: &Overview) -> impl Iterator<Item = &Violation> {
    let others = [&overview.under_age, &overview.undisclosed, &overview.promises];
    overview.retention.violations.iter().chain(others.into_iter().flat_map(|report| &report.violations))
}

fn by_identity(overview: &Overview) -> BTreeMap<String, Violation> {
    merged(all(overview))
}

fn line(change: Change, identity: &str, (n_before, n_now): (u64, u64), violation: &Violation) -> TrendLine {
    TrendLine { change, identity: identity.to_owned(), n_before, n_now, violation: violation.clone() }
}

/// The same numbers in the same order for every report.
fn counts(overview: &Overview) -> Vec<(String, u64)> {
    let of = |rules: &[&str], weight: Weight| -> u64 {
        let chosen = all(overview).filter(|violation| rules.contains(&violation.rule.as_str()) && violation.weight == weight);
        chosen.fold(0, |sum, violation| sum.saturating_add(violation.n_records))
    };
    let totals = &overview.coverage.totals;
    let findings = overview.map.lines.iter().fold(0_u64, |sum, line| sum.saturating_add(line.n_findings));
    let mut counts = vec![("findings".to_owned(), findings)];
    for (what, rules) in [
        ("records held too long", &["retention"][..]),
        ("records of children", &["under-age"]),
        ("records not disclosed", &["undisclosed"]),
        ("records against a promise or a law or a standard", PROMISES),
    ] {
        counts.push((what.to_owned(), of(rules, Weight::Violation)));
        counts.push((format!("{what}, to look into"), of(rules, Weight::Lead)));
        if rules.iter().any(|rule| Weight::CatchAll.is_of(rule)) {
            counts.push(("records that only a catch-all covers".to_owned(), of(rules, Weight::CatchAll)));
        }
    }
    let complete = totals.get("complete").copied().unwrap_or(0);
    let skipped = totals.get("skipped").copied().unwrap_or(0);
    let met = totals.values().fold(0_u64, |sum, n| sum.saturating_add(*n));
    let register = &overview.register;
    for (what, n) in [
        ("violations and leads new at the last scan", register.n_new),
        ("violations and leads seen again after they were resolved", register.n_regressed),
        ("violations and leads open from an earlier scan", register.n_open),
        ("violations and leads resolved so far", register.n_resolved),
        ("open ones that nobody was told of", register.n_untold),
        ("open ones past the day by which they were to be mended", register.n_late),
    ] {
        counts.push((what.to_owned(), n));
    }
    counts.push(("objects met".to_owned(), met));
    counts.push(("objects read in full".to_owned(), complete));
    counts.push(("objects not read in full".to_owned(), met.saturating_sub(complete).saturating_sub(skipped)));
    counts
}

fn caveats(before: &Basis, now: &Basis) -> Vec<String> {
    let mut caveats = Vec::new();
    if before.detectors != now.detectors {
        caveats.push(format!("the detectors are others ({} then, {} now)", before.detectors, now.detectors));
    }
    if before.policies != now.policies {
        caveats.push(format!("the policies are others ({} then, {} now)", before.policies.join(", "), now.policies.join(", ")));
    }
    if before.as_of > now.as_of {
        caveats.push(format!("the earlier report judges by a later day ({} then, {} now)", before.as_of, now.as_of));
    }
    if before.window == now.window {
        caveats.push("both rest on the same scan: only the day or the policies can have changed anything".to_owned());
    }
    for (word, then) in before.totals.iter().filter(|(word, _)| *word == "complete") {
        let still = now.totals.get(word).copied().unwrap_or(0);
        if still < *then {
            caveats.push(format!(
                "fewer objects were read in full ({then} then, {still} now): what is there no more may not have been looked at"
            ));
        }
    }
    caveats
}
