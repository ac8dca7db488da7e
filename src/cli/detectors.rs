//! `detectors`: what can be found, and whether every detector does what its examples say.

use clap::Subcommand;

use super::{Exit, Global, output, session};
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
    let routes = detectors.routes();
    let all = || detectors.specs().iter().zip(&routes);
    let row = |(spec, routes): (&Spec, &Vec<String>)| {
        serde_json::json!({
            "id": spec.id, "name": spec.name, "class": spec.class, "country": spec.country,
            "dpv": detectors.classes().get(&spec.class.as_str().into()).map(|class| class.dpv.as_str()),
            "routes": routes,
        })
    };
    let json: Vec<_> = all().map(row).collect();
    let line = |(spec, routes): (&Spec, &Vec<String>)| {
        let routes = if routes.is_empty() { "column".to_owned() } else { routes.join("+") };
        format!("{:<24} {:<52} {routes:<14} {}", spec.id, spec.class, spec.name)
    };
    let lines: Vec<_> = all().map(line).collect();
    output::lines(global, &lines, &json)?;
    Ok(Exit::Done)
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
