//! A view to stdout or a file, in the format that was asked for.

use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;

use anyhow::Context;

use super::{Format, Global, manifest};
use crate::report::{self, ENGLISH, Font, Look, Tongue, View};
use crate::seal::Keys;

/// Columns of a table where stdout is no terminal.
const PIPED_WIDTH: usize = 160;

/// The largest font that is read, in bytes.
const MAX_FONT: u64 = 64 << 20;

/// Where a view is written to.
#[derive(Clone, Copy)]
pub struct Destination<'a> {
    /// The file; none: stdout.
    pub path: Option<&'a Path>,
    /// The keys that its manifest is signed with; none: it gets no manifest.
    pub keys: Option<&'a Keys>,
}

/// Writes a view to a file, in the format that its name asks for unless another was, or to stdout.
pub fn put(global: &Global, to: Destination<'_>, view: &View<'_>) -> anyhow::Result<()> {
    let Some(path) = to.path else { return show(global, view) };
    let bytes = save(global, global.format.unwrap_or(format_of(path)), view, path)?;
    to.keys.map_or(Ok(()), |keys| manifest::write(keys, view, path, &bytes))
}

/// The format that a file's name asks for.
fn format_of(path: &Path) -> Format {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("json") => Format::Json,
        Some("csv") => Format::Csv,
        Some("html" | "htm") => Format::Html,
        Some("pdf") => Format::Pdf,
        Some("xlsx") => Format::Xlsx,
        Some("sarif") => Format::Sarif,
        _ => Format::Table,
    }
}

/// Writes a view to stdout, as a table unless a format was asked for.
pub fn show(global: &Global, view: &View<'_>) -> anyhow::Result<()> {
    let format = global.format.unwrap_or(Format::Table);
    let is_terminal = io::stdout().is_terminal();
    anyhow::ensure!(!is_terminal || report::is_text(format.as_str()), "{} is no text: name a file or a pipe", format.as_str());
    let font = font(global)?;
    let look = look(global, font.as_ref(), if is_terminal { None } else { Some(PIPED_WIDTH) });
    let mut out = io::BufWriter::new(io::stdout().lock());
    report::render(format.as_str(), view, &mut out, &look)?;
    out.flush()?;
    Ok(())
}

/// Writes a view to a file that only its owner may read, and gives its bytes. A view that the format cannot show leaves the file
/// as it was.
pub fn save(global: &Global, format: Format, view: &View<'_>, path: &Path) -> anyhow::Result<Vec<u8>> {
    let place = || path.display().to_string();
    let (mut bytes, font) = (Vec::new(), font(global)?);
    report::render(format.as_str(), view, &mut bytes, &look(global, font.as_ref(), Some(PIPED_WIDTH))).with_context(place)?;
    write(path, &bytes).with_context(place)?;
    Ok(bytes)
}

fn look<'a>(global: &Global, font: Option<&'a Font>, width: Option<usize>) -> Look<'a> {
    Look { width, tongue: Tongue::of(&global.lang).unwrap_or(&ENGLISH), font }
}

/// The font that was named.
fn font(global: &Global) -> anyhow::Result<Option<Font>> {
    let Some(path) = &global.font else { return Ok(None) };
    let place = || path.display().to_string();
    let file = std::fs::File::open(path).with_context(place)?;
    let mut bytes = Vec::new();
    io::copy(&mut file.take(MAX_FONT + 1), &mut bytes).with_context(place)?;
    anyhow::ensure!(bytes.len() as u64 <= MAX_FONT, "{}: no font is as large as this", place());
    Ok(Some(Font::parse(bytes).with_context(place)?))
}

/// Writes a file that only its owner may read.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut file = std::fs::OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(bytes)
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
