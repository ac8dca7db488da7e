//! Sources named on the command line, without any configuration: `gleaner scan PATH|postgres://…|mysql://…|sqlite:…`.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::model::locator::escaped;

use super::mistake::{Mistake, Mistakes};
use super::secret::SecretRef;
use super::source::{SourceConfig, SourceKind};

/// The first bytes of a SQLite database (its file format, §1.3).
const SQLITE_MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// A source for each target. Each is named after its target without anything secret: a path's absolute form, so that
/// two folders of the same last name stay apart in one state directory; host and database of a URL.
pub fn sources(targets: &[String]) -> Result<Vec<SourceConfig>, Mistakes> {
    let mut mistakes = Vec::new();
    let mut names = BTreeSet::new();
    let mut sources = Vec::new();
    for target in targets {
        match source(target) {
            Ok(source) if names.insert(source.name.clone()) => sources.push(source),
            // The same place twice is one place.
            Ok(_) => {}
            Err(mistake) => mistakes.push(mistake),
        }
    }
    Mistakes::or_else_none(mistakes)?;
    Ok(sources)
}

fn source(target: &str) -> Result<SourceConfig, Mistake> {
    for (schemes, kind) in
        [(["postgres://", "postgresql://"], SourceKind::Postgres), (["mysql://", "mariadb://"], SourceKind::Mysql)]
    {
        if let Some(rest) = schemes.iter().find_map(|scheme| target.strip_prefix(scheme)) {
            let Some(place) = place(rest) else {
                return Err(Mistake::outside(format!(
                    "cannot make out the host of a {} URL; percent-encode special characters in its password",
                    kind.as_str()
                )));
            };
            let mut source = SourceConfig::new(place, kind);
            source.url = Some(SecretRef::Literal(Zeroizing::new(target.to_owned())));
            return Ok(source);
        }
    }
    if let Some(path) = target.strip_prefix("sqlite:") {
        return local(Path::new(path.strip_prefix("//").unwrap_or(path)), Some(SourceKind::Sqlite));
    }
    // A scheme that is not ours; its text may hold a password and is not repeated.
    if target.contains("://") && !Path::new(target).exists() {
        return Err(Mistake::outside("unknown kind of URL; known are `postgres://`, `mysql://`, `sqlite:` and paths"));
    }
    local(Path::new(target), None)
}

fn local(path: &Path, kind: Option<SourceKind>) -> Result<SourceConfig, Mistake> {
    let shown = escaped(path.as_os_str().as_encoded_bytes());
    let path = path.canonicalize().map_err(|error| Mistake::outside(format!("{shown}: cannot read: {}", error.kind())))?;
    let kind = kind.unwrap_or(if is_sqlite(&path) { SourceKind::Sqlite } else { SourceKind::Files });
    let mut source = SourceConfig::new(escaped(path.as_os_str().as_encoded_bytes()), kind);
    source.path = Some(path);
    Ok(source)
}

fn is_sqlite(path: &PathBuf) -> bool {
    let mut start = [0; 16];
    path.is_file() && File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *SQLITE_MAGIC
}

/// `host/database` of what follows a URL's scheme: no user, no password, no parameters. None if what should be a host
/// is none, since it may then be a piece of a password.
fn place(rest: &str) -> Option<String> {
    let rest = rest.split(['?', '#']).next()?;
    // A password may hold an `@` or a `/` that nobody escaped; the last `@` is the one that ends it.
    let rest = rest.rsplit('@').next()?;
    let (host, database) = rest.split_once('/').unwrap_or((rest, ""));
    let is_host = host.starts_with('[') || host.split_once(':').is_none_or(|(_, port)| port.parse::<u16>().is_ok());
    let host = if host.is_empty() { "localhost" } else { host };
    let database = database.trim_matches('/');
    let name = if database.is_empty() { host.to_owned() } else { format!("{host}/{database}") };
    is_host.then(|| escaped(name.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_named_without_its_secrets() {
        for (target, expected) in [
            ("postgres://ada:pw@db.example.org/crm?sslmode=require", "db.example.org/crm"),
            ("postgresql://db.example.org:5433/crm", "db.example.org:5433/crm"),
            ("mysql://ada:p@ss/w@db.example.org/shop", "db.example.org/shop"),
            ("mariadb://ada:pw@db.example.org", "db.example.org"),
            ("postgres:///crm?host=/run/x", "localhost/crm"),
        ] {
            let source = source(target).unwrap();
            assert_eq!(source.name.as_str(), expected);
            assert!(!format!("{source:?}").contains("pw"));
        }
    }

    #[test]
    fn paths_are_told_apart_by_what_lies_there() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::write(root.join("a.db"), b"SQLite format 3\0rest").unwrap();
        std::fs::write(root.join("a.txt"), b"text").unwrap();
        let text = |path: &str| root.join(path).display().to_string();
        for (target, kind) in [
            (text(""), SourceKind::Files),
            (text("a.txt"), SourceKind::Files),
            (text("a.db"), SourceKind::Sqlite),
            (format!("sqlite:{}", text("a.txt")), SourceKind::Sqlite),
            (format!("sqlite://{}", text("a.db")), SourceKind::Sqlite),
        ] {
            assert_eq!(source(&target).unwrap().kind, kind, "{target}");
        }
        assert_eq!(sources(&[text(""), text("."), text("a.db")]).unwrap().len(), 2);
        let wrong = [text("none"), "redis://u:pw@h".to_owned(), "mysql://u:pw?x@h/db".to_owned()];
        let mistakes = sources(&wrong).unwrap_err();
        assert_eq!(mistakes.0.len(), 3);
        assert!(!mistakes.to_string().contains("pw"));
    }
}
