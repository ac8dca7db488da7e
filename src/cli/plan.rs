//! `scan --plan`: what would be read, what cannot be and why, from the catalogues alone.

use serde::Serialize;
use tokio::sync::mpsc;

use super::{Exit, Global, output};
use crate::detect::Detectors;
use crate::model::locator::{RawLocator, escaped};
use crate::pipeline::Target;
use crate::source::Found;

/// What would be read of one source.
#[derive(Serialize, Default)]
struct Planned {
    source: String,
    warnings: Vec<String>,
    n_objects: u64,
    n_bytes: u64,
    n_rows: u64,
    objects: Vec<PlannedObject>,
    cannot: Vec<Refused>,
    error: Option<String>,
}

#[derive(Serialize)]
struct PlannedObject {
    object: String,
    bytes: Option<u64>,
    rows: Option<u64>,
}

#[derive(Serialize)]
struct Refused {
    object: String,
    outcome: String,
    cause: String,
    hint: Option<String>,
}

/// Objects that a plan lists one by one; more are counted.
const LISTED: usize = 10_000;

/// Runs the verb. Nothing is stored, and no content is read.
pub async fn run(global: &Global, detectors: &Detectors, targets: Vec<Target>) -> anyhow::Result<Exit> {
    let mut plans = Vec::new();
    for target in targets {
        plans.push(plan(detectors, target).await);
    }
    let lines: Vec<String> = plans.iter().flat_map(lines).collect();
    output::lines(global, &lines, &plans)?;
    Ok(if plans.iter().any(|plan| plan.error.is_some()) { Exit::Incomplete } else { Exit::Done })
}

async fn plan(detectors: &Detectors, target: Target) -> Planned {
    let mut planned = Planned { source: target.name.to_string(), ..Planned::default() };
    match target.source.plan().await {
        Ok(plan) => planned.warnings = plan.warnings,
        Err(error) => {
            planned.error = Some(error.to_string());
            return planned;
        }
    }
    let (sender, mut found) = mpsc::channel(256);
    let listing = async {
        while let Some(found) = found.recv().await {
            note(&mut planned, detectors, found);
        }
    };
    let (discovered, ()) = tokio::join!(target.source.discover(sender), listing);
    planned.error = discovered.err().map(|error| error.to_string());
    planned
}

fn note(planned: &mut Planned, detectors: &Detectors, found: Found) {
    match found {
        Found::Object(object) => {
            planned.n_objects += 1;
            planned.n_bytes += object.size.unwrap_or(0);
            planned.n_rows += object.n_rows.unwrap_or(0);
            if planned.objects.len() < LISTED {
                let shown = PlannedObject { object: shown(detectors, &object.at), bytes: object.size, rows: object.n_rows };
                planned.objects.push(shown);
            }
        }
        Found::Fault(fault) if planned.cannot.len() < LISTED => planned.cannot.push(Refused {
            object: shown(detectors, &fault.place),
            outcome: fault.outcome.to_string(),
            cause: fault.cause.0,
            hint: fault.hint.map(|hint| hint.0),
        }),
        Found::Fault(_) => {}
    }
}

/// An address as reports show it: a name in which something personal is suspected is masked. There may be no key yet, so
/// nothing is sealed.
fn shown(detectors: &Detectors, at: &RawLocator) -> String {
    let masked = |name: &[u8]| detectors.suspect(&String::from_utf8_lossy(name)).map(|mask| mask.0.into_bytes());
    RawLocator(at.0.iter().map(|(kind, name)| (*kind, masked(name).unwrap_or_else(|| name.clone()))).collect()).address()
}

fn lines(plan: &Planned) -> Vec<String> {
    let mut lines = vec![format!(
        "{}: {} objects, {} bytes, {} rows (estimated)",
        escaped(plan.source.as_bytes()),
        plan.n_objects,
        plan.n_bytes,
        plan.n_rows
    )];
    lines.extend(plan.error.iter().map(|error| format!("  cannot be read: {error}")));
    lines.extend(plan.warnings.iter().map(|warning| format!("  warning: {warning}")));
    let size = |n: Option<u64>, unit: &str| n.map(|n| format!("  {n} {unit}")).unwrap_or_default();
    lines.extend(plan.objects.iter().map(|o| format!("  {}{}{}", o.object, size(o.bytes, "bytes"), size(o.rows, "rows"))));
    lines.extend(plan.cannot.iter().map(|refused| {
        let hint = refused.hint.as_ref().map(|hint| format!("  hint: {hint}")).unwrap_or_default();
        format!("  {}  {}: {}{hint}", refused.object, refused.outcome, refused.cause)
    }));
    lines
}
