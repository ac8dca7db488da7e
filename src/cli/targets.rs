//! From a configured source to an opened one.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, bail};

use super::session::Session;
use crate::config::{SourceConfig, SourceKind};
use crate::pipeline::Target;
use crate::source::unreachable::Unreachable;
use crate::source::{Source, SourceError, files, mysql, postgres, sqlite};

/// How hard sources may be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pace {
    /// One connection a server unless the configuration says more.
    Gentle,
    /// As fast as the machine lets data be read.
    Full,
}

/// Opens the named sources, or all of them if none is named. A source that cannot even be set up is told of by name.
pub fn open(session: &Session, names: &[String], pace: Pace) -> anyhow::Result<Vec<Target>> {
    let configured = &session.config.sources;
    for name in names {
        if !configured.iter().any(|source| source.name.as_str() == name) {
            let known: Vec<_> = configured.iter().map(|source| source.name.as_str()).collect();
            bail!("no source `{name}`; there are: {}", known.join(", "));
        }
    }
    let chosen = configured.iter().filter(|source| names.is_empty() || names.iter().any(|name| name == source.name.as_str()));
    chosen.map(|source| target(session, source, pace)).collect()
}

fn target(session: &Session, source: &SourceConfig, pace: Pace) -> anyhow::Result<Target> {
    let (config, named) = (session.config.clone(), source.clone());
    let opened = match open_one(session, source, pace) {
        Ok(opened) => opened,
        Err(error) => match error.downcast::<SourceError>() {
            Ok(lost) => Box::new(Unreachable(lost)),
            Err(mistake) => return Err(mistake.context(format!("source {}", source.name))),
        },
    };
    Ok(Target {
        name: source.name.clone(),
        source: opened,
        bindings: Arc::new(move |address| config.bindings(&named, address)),
    })
}

fn open_one(session: &Session, source: &SourceConfig, pace: Pace) -> anyhow::Result<Box<dyn Source>> {
    let config = &session.config;
    let connections = source.connections.unwrap_or(match pace {
        Pace::Gentle => 1,
        Pace::Full => session.n_threads(),
    });
    let (include, exclude) = (source.include.clone(), source.exclude.clone());
    let name = source.name.clone();
    let path = || source.path.clone().context("no path is given");
    let url = || -> anyhow::Result<_> { Ok(source.url.as_ref().context("no url is given")?.resolve()?) };
    Ok(match source.kind {
        SourceKind::Files => {
            let own_state = vec![config.state.clone()];
            let settings = files::Settings { name, root: path()?, include, exclude, own_state, same_file_system: false };
            let files = files::Files::new(settings)?;
            Box::new(match source.connections {
                Some(connections) => files.with_parallel_reads(connections),
                None => files,
            })
        }
        SourceKind::Sqlite => {
            let mut settings = sqlite::Settings::new(name, path()?, scratch(session));
            (settings.include, settings.exclude, settings.meter) = (include, exclude, session.meter.clone());
            Box::new(sqlite::Sqlite::new(settings)?)
        }
        SourceKind::Postgres => {
            let mut settings = postgres::Settings::new(name, postgres::ConnectionUrl::new(url()?.expose()));
            (settings.include, settings.exclude, settings.unit_rows) = (include, exclude, config.scan.unit_rows);
            (settings.connections, settings.full_speed) = (connections, pace == Pace::Full);
            settings.meter = session.meter.clone();
            Box::new(postgres::source(settings)?)
        }
        SourceKind::Mysql => {
            let mut settings = mysql::Settings::new(name, mysql::ConnectionUrl::new(url()?.expose()));
            (settings.include, settings.exclude, settings.unit_rows) = (include, exclude, config.scan.unit_rows);
            (settings.connections, settings.full_speed) = (connections, pace == Pace::Full);
            settings.meter = session.meter.clone();
            Box::new(mysql::source(settings)?)
        }
    })
}

/// Where private copies of database files go; removed after use.
fn scratch(session: &Session) -> PathBuf {
    session.config.state.join("scratch")
}
