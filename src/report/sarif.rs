//! SARIF 2.1.0 (OASIS standard, errata 01): what breaks a rule, for code scanning and ticket systems. A violation is a
//! `fail`, a lead a `review`, an exception a suppressed result. What is not known stands among the notifications.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::text::counted;
use super::{Look, Report, View, json, words};
use crate::model::register::State;
use crate::model::verdict::{Violation, Weight};
use crate::model::view::Basis;

/// `--format sarif`.
pub struct Sarif;

/// The rules that a result can name: id as in `judge`, name, what it says. A result points into this list.
const RULES: [(&str, &str, &str); 10] = [
    ("retention", "HeldTooLong", "Personal data is held past the period that its policy, its operator or a law states."),
    ("under-age", "DataOfChildren", "Personal data is about a person younger than the policy or a law allows for."),
    ("undisclosed", "NotDisclosed", "Personal data is of a kind that the policy does not disclose."),
    ("promise", "BrokenPromise", "Personal data is kept in a way that the policy promises not to."),
    ("standard", "AgainstStandard", "Data is kept in a way that a standard forbids, whatever the policy says."),
    ("soft-deleted", "MarkedDeleted", "Personal data is marked deleted and still there."),
    ("misplaced", "Misplaced", "Personal data lies outside the systems or the region that the policy allows."),
    ("special-category", "NoStatedBasis", "Data of a special category is held, and the policy states no basis for it."),
    ("foreign-tenant", "AnothersData", "Personal data carries the id of another client than the one it lies with."),
    ("small-group", "SmallGroup", "In data that should identify nobody, too few persons are alike."),
];

impl Report for Sarif {
    fn name(&self) -> &'static str {
        "sarif"
    }

    fn refuses(&self, view: &View<'_>, _: &Look<'_>) -> Option<String> {
        const WHY: &str =
            "sarif tells rules that are broken: ask for retention, under-age, undisclosed, promises, violations or all";
        judged(view).is_none().then(|| WHY.to_owned())
    }

    fn write(&self, view: &View<'_>, out: &mut dyn Write, _: &Look<'_>) -> io::Result<()> {
        let Some((basis, violations)) = judged(view) else { return Ok(()) };
        json::pretty(&log(view.name(), basis, &violations), out)
    }
}

/// What a view rests on, and its verdicts; none of a view without verdicts.
fn judged<'a>(view: &View<'a>) -> Option<(&'a Basis, Vec<&'a Violation>)> {
    match view {
        View::Retention(report) => Some((&report.basis, report.violations.iter().collect())),
        View::UnderAge(report) | View::Undisclosed(report) | View::Promises(report) => {
            Some((&report.basis, report.violations.iter().collect()))
        }
        View::Violations(report) => Some((&report.basis, report.lines.iter().map(|line| &line.violation).collect())),
        View::Overview(all) => {
            let others = [&all.under_age, &all.undisclosed, &all.promises].into_iter().flat_map(|report| &report.violations);
            Some((&all.map.basis, all.retention.violations.iter().chain(others).collect()))
        }
        _ => None,
    }
}

fn log(name: &str, basis: &Basis, violations: &[&Violation]) -> Value {
    let rules: Vec<Value> = RULES.into_iter().map(rule).collect();
    let notes: Vec<Value> =
        basis.unknown.iter().map(|line| json!({ "level": "warning", "message": { "text": line } })).collect();
    let sources: Map<String, Value> = violations
        .iter()
        .map(|violation| {
            let text = format!("The source {} of Gleaner's configuration.", violation.source);
            (base(violation), json!({ "description": { "text": text } }))
        })
        .collect();
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Gleaner",
                "version": basis.version,
                "rules": rules,
            } },
            "automationDetails": { "id": format!("gleaner/{name}/{}", basis.as_of) },
            "columnKind": "unicodeCodePoints",
            "invocations": [{ "executionSuccessful": true, "toolExecutionNotifications": notes }],
            "originalUriBaseIds": sources,
            "results": violations.iter().map(|violation| result(violation)).collect::<Vec<_>>(),
            "properties": {
                "asOf": basis.as_of,
                "madeAt": basis.made_at,
                "detectors": basis.detectors,
                "policies": basis.policies,
            },
        }],
    })
}

fn rule((id, name, text): (&str, &str, &str)) -> Value {
    json!({
        "id": id,
        "name": name,
        "shortDescription": { "text": text },
        "defaultConfiguration": { "level": "error" },
    })
}

fn result(violation: &Violation) -> Value {
    let was = violation.exception.as_ref().map_or(violation.weight, |exception| exception.weight);
    // Section 3.27.10: whatever is no `fail` has the level `none`.
    let (kind, level) = if was == Weight::Violation { ("fail", "error") } else { ("review", "none") };
    let mut result = json!({
        "ruleId": violation.rule,
        "kind": kind,
        "level": level,
        "message": { "text": message(violation) },
        "locations": [location(violation)],
        "partialFingerprints": { "gleanerViolation/v1": violation.identity() },
        "properties": {
            "source": violation.source,
            "object": violation.object,
            "dataClass": violation.class,
            "category": violation.category,
            "state": violation.state,
            "records": violation.n_records,
            "oldest": violation.oldest,
            "grounds": violation.grounds,
            "examples": violation.examples,
        },
    });
    if let Some(index) = RULES.iter().position(|(id, _, _)| *id == violation.rule) {
        result["ruleIndex"] = json!(index);
    }
    if let Some(severity) = &violation.severity {
        // Section 3.27.25: 0 to 100. The sum of six factors of 1 to 3 begins at 6.
        result["rank"] = json!(f64::from(severity.sum.saturating_sub(6)) * 100.0 / 12.0);
        result["properties"]["severity"] = json!(severity);
    }
    result["baselineState"] = json!(baseline(violation));
    if let Some(standing) = &violation.standing {
        result["provenance"] =
            json!({ "firstDetectionTimeUtc": standing.first_seen, "lastDetectionTimeUtc": standing.last_seen });
        result["properties"]["standing"] = json!(standing);
    }
    if let Some(exception) = &violation.exception {
        let text = words::excepted(exception);
        result["suppressions"] = json!([{ "kind": "external", "status": "accepted", "justification": text }]);
    }
    result
}

/// Section 3.27.24: how a result stands against the scan before. What no scan has ended with is new.
fn baseline(violation: &Violation) -> &'static str {
    let Some(standing) = &violation.standing else { return "new" };
    match standing.state {
        State::New | State::Regressed => "new",
        State::Resolved => "absent",
        State::Open if standing.n_before.is_some_and(|before| before != standing.n_last) => "updated",
        State::Open => "unchanged",
    }
}

fn message(violation: &Violation) -> String {
    let what = words::violation_state(&violation.state);
    let records = counted(violation.n_records, "record", "records");
    let grounds = words::grounds(&violation.grounds).join(". ");
    format!("{records} with {} in {}: {}: {what}. {grounds}.", violation.class, violation.source, violation.object)
}

/// A place by its name, and as an address below its source for readers that know files only.
fn location(violation: &Violation) -> Value {
    json!({
        "physicalLocation": { "artifactLocation": { "uri": uri(&violation.object), "uriBaseId": base(violation) } },
        "logicalLocations": [{
            "name": violation.object,
            "fullyQualifiedName": format!("{}: {}", violation.source, violation.object),
            "kind": "object",
        }],
    })
}

fn base(violation: &Violation) -> String {
    violation.source.to_string()
}

/// An object's address as a relative reference (RFC 3986): everything but letters, digits, `-._~` and `/` in percent.
fn uri(object: &str) -> String {
    let mut uri = String::with_capacity(object.len());
    for byte in object.trim_start_matches('/').bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_relative_reference() {
        for (object, expected) in [
            ("public.users", "public.users"),
            ("/a b/ü.csv", "a%20b/%C3%BC.csv"),
            ("backup.zip!2019/x", "backup.zip%212019/x"),
            ("a:b", "a%3Ab"),
        ] {
            assert_eq!(uri(object), expected);
        }
    }
}
