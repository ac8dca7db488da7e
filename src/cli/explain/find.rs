//! The object that is to be explained, found by its address as reports show it.

use anyhow::bail;
use tokio::sync::mpsc;

use crate::detect::Detectors;
use crate::model::locator::{RawLocator, StepKind, escaped};
use crate::model::object::Object;
use crate::pipeline::Target;
use crate::source::Found;

/// The object of this address; without one, the only object of the source.
///
/// # Errors
/// There is none, it cannot be read, or there are several and none was named.
pub(super) async fn object(target: &Target, wanted: Option<&str>) -> anyhow::Result<Object> {
    let (sender, mut found) = mpsc::channel(64);
    let looking = async move {
        let mut only = None;
        while let Some(found) = found.recv().await {
            match found {
                Found::Object(object) if wanted.is_none() && only.is_none() => only = Some(object),
                Found::Object(_) if wanted.is_none() => {
                    bail!("{}: there is more than one object in it: name one", target.name)
                }
                // The end of the receiver ends the discovery.
                Found::Object(object) if is_at(&object.at, wanted) => return Ok(Some(object)),
                Found::Fault(fault) if is_at(&fault.place, wanted) => {
                    bail!("{}: {}: {}", target.name, fault.outcome, fault.cause.0)
                }
                Found::Object(_) | Found::Fault(_) => {}
            }
        }
        Ok(only)
    };
    let (discovered, found) = tokio::join!(target.source.discover(sender), looking);
    let found = found?;
    if found.is_none() {
        discovered?;
    }
    found.map(|object| *object).ok_or_else(|| anyhow::anyhow!("{}: no such object in it", target.name))
}

/// Whether an object has the address that was asked for: in full, or without the schema.
fn is_at(at: &RawLocator, wanted: Option<&str>) -> bool {
    let Some(wanted) = wanted else { return true };
    let is_table = |(kind, name): &(StepKind, Vec<u8>)| *kind == StepKind::Table && escaped(name) == wanted;
    at.address() == wanted || path(at) == wanted || at.0.last().is_some_and(is_table)
}

/// The address with all its steps.
fn path(at: &RawLocator) -> String {
    let steps: Vec<_> = at.0.iter().map(|(_, name)| escaped(name)).collect();
    steps.join(if at.0.iter().any(|(kind, _)| *kind == StepKind::Table) { "." } else { "/" })
}

/// The address as it may be shown: steps in which something is suspected are masked.
pub(super) fn shown(detectors: &Detectors, at: &RawLocator) -> String {
    let mut text = String::new();
    for (i, (kind, step)) in at.0.iter().enumerate() {
        text.push_str(match kind {
            _ if i == 0 => "",
            StepKind::Table => ".",
            _ => "/",
        });
        text.push_str(&name(detectors, step));
    }
    text
}

/// A name as it may be shown.
pub(super) fn name(detectors: &Detectors, name: &[u8]) -> String {
    detectors.suspect(&String::from_utf8_lossy(name)).map_or_else(|| escaped(name), |mask| mask.to_string())
}
