//! `detectors`: what can be found, and whether every detector does what its examples say.

use clap::Subcommand;
use serde::Serialize;

use super::{Exit, Global, output, session};
use crate::detect::spec::Needs;
use crate::detect::{Detectors, Spec};

/// `detectors`.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// List the detectors
    List,
    /// Run every detector's examples and counterexamples
    Check,
}

/// Runs the verb.
pub fn run(global: &Global, args: &Args) -> anyhow::Result<Exit> {
    let config = session::configuration(global)?;
    let detectors = session::detectors(config.detectors.as_deref())?;
    match args.verb {
        Verb::List => list(global, &detectors),
        Verb::Check => check(global, &detectors),
    }
}

fn list(global: &Global, detectors: &Detectors) -> anyhow::Result<Exit> {
    let listed: Vec<Listed<'_>> =
        detectors.specs().iter().zip(detectors.routes()).map(|(spec, routes)| Listed::of(detectors, spec, routes)).collect();
    let line = |one: &Listed<'_>| {
        let routes = if one.routes.is_empty() { "column".to_owned() } else { one.routes.join("+") };
        format!("{:<24} {:<52} {routes:<14} {}", one.id, one.class, one.name)
    };
    output::lines(global, &listed.iter().map(line).collect::<Vec<_>>(), &listed)?;
    Ok(Exit::Done)
}

/// A detector as it is listed.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    name: &'a str,
    class: &'a str,
    /// ISO 3166 code of who issues such values.
    country: Option<&'a str>,
    /// The W3C DPV term.
    dpv: Option<&'a str>,
    /// The laws under which the class is sensitive.
    sensitive_under: &'a [String],
    /// The published rule that refuses values.
    checksum: Option<&'a str>,
    /// The built-in code that finds or judges values.
    matcher: Option<&'a str>,
    /// A birth date is read from the value.
    holds_birth: bool,
    /// What must speak for a value before it counts: `context` or `column`.
    needs: Option<Needs>,
    /// Languages in which words nearby speak for it.
    languages: Vec<&'a str>,
    /// How its values are found in running text; empty: only in columns.
    routes: Vec<String>,
}

impl<'a> Listed<'a> {
    fn of(detectors: &'a Detectors, spec: &'a Spec, routes: Vec<String>) -> Self {
        let class = detectors.classes().get(&spec.class.as_str().into());
        Self {
            id: &spec.id,
            name: &spec.name,
            class: &spec.class,
            country: spec.country.as_deref(),
            dpv: class.map(|class| class.dpv.as_str()),
            sensitive_under: class.map_or(&[], |class| class.sensitive_under.as_slice()),
            checksum: spec.checksum.as_deref(),
            matcher: spec.matcher.as_deref(),
            holds_birth: spec.birth.is_some(),
            needs: spec.needs,
            languages: spec.context.keys().map(String::as_str).collect(),
            routes,
        }
    }
}

fn check(global: &Global, detectors: &Detectors) -> anyhow::Result<Exit> {
    let failures: Vec<String> = detectors.check().iter().map(ToString::to_string).collect();
    let lines = if failures.is_empty() {
        vec![format!("{} detectors, every example found and no counterexample", detectors.specs().len())]
    } else {
        failures.clone()
    };
    output::lines(global, &lines, &failures)?;
    Ok(if failures.is_empty() { Exit::Done } else { Exit::Usage })
}
