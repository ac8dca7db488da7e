//! How the program ends: exit codes, and an error as the last words on stderr.

use std::process::ExitCode;

/// How a verb ended. `Ord` is the order of precedence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Exit {
    /// Done.
    Done,
    /// Violations under `--fail-on`.
    Violations,
    /// A named source could not be read at all, or, under `--fail-on incomplete`, an object is not complete.
    Incomplete,
    /// Usage or configuration.
    Usage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => 0.into(),
            Exit::Violations => 1.into(),
            Exit::Usage => 2.into(),
            Exit::Incomplete => 3.into(),
        }
    }
}

/// Says what went wrong, outermost place first, and gives the exit code: 2, for usage, configuration and our own store.
#[allow(clippy::print_stderr, reason = "the one place where errors are said")]
pub fn fail(error: &anyhow::Error) -> ExitCode {
    if is_closed_pipe(error) {
        return Exit::Done.into();
    }
    eprintln!("gleaner: {error:#}");
    Exit::Usage.into()
}

/// Whoever read our output has seen enough (`gleaner … | head`).
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    io.into_iter().any(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
