//! `explain`: a place is read again and every candidate in it is shown with its arithmetic. Nothing is kept, and no value
//! is shown.

mod find;
mod read;

use serde::Serialize;

use super::session::Session;
use super::targets::{self, Pace};
use super::{Exit, Global, output};
use crate::model::object::Object;
use crate::store::{Store, StoreError};

/// `explain`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// A configured source, or a path or URL as for `scan`
    source: String,
    /// The object as reports show it: `public.users`, `2024/access.log`; may be left out where the source is one file
    address: Option<String>,
    /// Only this record: a row's key, a line's number, a byte offset, as reports show it
    #[arg(long, value_name = "KEY|LINE|OFFSET")]
    record: Option<String>,
}

/// Everything that is said of one object.
#[derive(Serialize)]
struct Explained {
    source: String,
    object: String,
    /// What the reader must know: the object is another than the one that was scanned, not all of it was read.
    notes: Vec<String>,
    /// What each column was judged to hold, with the next best answer.
    columns: Vec<read::ExplainedColumn>,
    records: Vec<read::ExplainedRecord>,
}

/// Runs the verb.
pub async fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    let (session, names) = session(global, &args.source)?;
    let target = targets::open(&session, &names, Pace::Gentle)?.pop();
    let target = target.ok_or_else(|| anyhow::anyhow!("nothing to explain: name a path, a URL or a configured source"))?;
    let object = find::object(&target, args.address.as_deref()).await?;
    let mut notes = Vec::new();
    notes.extend(since_the_scan(&session, &object).await?);
    let read::Reading { columns, records, notes: rest } =
        read::records(&session, &target, &object, args.record.as_deref()).await?;
    notes.extend(rest);
    if let Some(record) = &args.record
        && records.is_empty()
    {
        anyhow::bail!("no record `{}` there", crate::model::locator::escaped(record.as_bytes()));
    }
    let object = find::shown(&session.detectors, &object.at);
    let explained = Explained { source: target.name.to_string(), object, notes, columns, records };
    output::lines(global, &lines(&explained), &explained)?;
    Ok(Exit::Done)
}

fn session(global: &Global, source: &str) -> anyhow::Result<(Session, Vec<String>)> {
    let configured = Session::start(global)?;
    if configured.config.sources.iter().any(|own| own.name.as_str() == source) {
        return Ok((configured, vec![source.to_owned()]));
    }
    Ok((Session::ad_hoc(global, &[source.to_owned()])?, Vec::new()))
}

/// What a catalogue, if there is one, says of the object. One of another key says nothing, and is no reason to go on.
async fn since_the_scan(session: &Session, object: &Object) -> anyhow::Result<Option<String>> {
    let Ok(keys) = session.keys() else { return Ok(None) };
    let store = match Store::open_read_only(&session.config.state, &keys).await {
        Ok(store) => store,
        Err(StoreError::NothingThere { .. }) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let known = store.object(keys.object_id(&object.source, &object.at)).await?;
    let note = match known {
        None => "it was not scanned yet",
        Some(known) if known.stored.version.is_empty() || known.stored.version != object.version => {
            "it may have changed since it was scanned: what is shown here is what it holds now"
        }
        Some(_) => return Ok(None),
    };
    Ok(Some(note.to_owned()))
}

fn lines(explained: &Explained) -> Vec<String> {
    let mut lines = vec![format!("{}: {}", explained.source, explained.object)];
    lines.extend(explained.notes.iter().map(|note| format!("note: {note}")));
    for column in &explained.columns {
        let own = match (&column.detector, &column.class) {
            (Some(detector), Some(class)) => format!("{detector} → {class}, {:.2}", column.confidence),
            _ => "nothing personal".to_owned(),
        };
        let next =
            column.next.as_ref().map(|next| format!("; next: {} {:.2}", next.detector, next.confidence)).unwrap_or_default();
        lines.push(format!("column {} (values: {}): {own}{next}", column.field, column.shape));
    }
    for record in &explained.records {
        lines.extend([String::new(), record.at.clone()]);
        for candidate in &record.candidates {
            let field = candidate.field.as_ref().map(|field| format!("field {field}, ")).unwrap_or_default();
            let mask = candidate.mask.as_ref().map(|mask| format!("  {mask}")).unwrap_or_default();
            let (start, end) = (candidate.start, candidate.end);
            lines.push(format!("  {field}bytes {start} to {end}{mask}"));
            lines.push(format!("    {} → {}", candidate.detector, candidate.class));
            let parts = candidate.evidence.iter().map(|line| format!("    {:>6.2}  {}", line.weight, line.what));
            lines.extend(parts);
            lines.push(format!("    {:>6.2}  = confidence: {}", candidate.confidence, candidate.outcome));
        }
    }
    if explained.records.is_empty() {
        lines.push("no candidate of any detector".to_owned());
    }
    lines
}
