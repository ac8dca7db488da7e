//! A view to stdout or a file, in the format that was asked for.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anyhow::Context;

use super::{Format, Global};
use crate::report::{self, View};

/// Columns of a table where stdout is no terminal.
const PIPED_WIDTH: usize = 160;

/// Writes a view to stdout, as a table unless a format was asked for.
pub fn show(global: &Global, view: &View<'_>) -> anyhow::Result<()> {
    let format = global.format.unwrap_or(Format::Table);
    let width = if io::stdout().is_terminal() { None } else { Some(PIPED_WIDTH) };
    let mut out = io::BufWriter::new(io::stdout().lock());
    report::render(format.as_str(), view, &mut out, width)?;
    out.flush()?;
    Ok(())
}

/// Writes a view to a file that only its owner may read.
pub fn save(format: Format, view: &View<'_>, path: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let place = || path.display().to_string();
    let file = std::fs::OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(path);
    let mut out = io::BufWriter::new(file.with_context(place)?);
    report::render(format.as_str(), view, &mut out, Some(PIPED_WIDTH)).and_then(|()| out.flush()).with_context(place)
}

/// Writes lines of plain text, or the same as JSON where that was asked for.
pub fn lines(global: &Global, lines: &[String], json: &impl serde::Serialize) -> anyhow::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    if global.format == Some(Format::Json) {
        serde_json::to_writer_pretty(&mut out, json)?;
        writeln!(out)?;
    } else {
        lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    }
    out.flush()?;
    Ok(())
}

/// Writes a text to a file that only its owner may read, or to stdout.
pub fn text(path: Option<&Path>, text: &str) -> anyhow::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let Some(path) = path else {
        io::stdout().lock().write_all(text.as_bytes())?;
        return Ok(());
    };
    let place = || path.display().to_string();
    let file = std::fs::OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(path);
    file.with_context(place)?.write_all(text.as_bytes()).with_context(place)
}
