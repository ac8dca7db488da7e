//! `completions` and `man`: what a shell and a manual want to know of the command line.

use std::io;

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, Exit};

/// `completions`.
#[derive(clap::Args, Debug)]
pub struct Completions {
    /// Which shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the completion script.
pub fn completions(args: &Completions) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "gleaner", &mut script);
    io::Write::write_all(&mut io::stdout().lock(), &script)?;
    Ok(Exit::Done)
}

/// Prints the manual page.
pub fn man() -> anyhow::Result<Exit> {
    clap_mangen::Man::new(Cli::command()).render(&mut io::stdout().lock())?;
    Ok(Exit::Done)
}
