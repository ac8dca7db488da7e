//! The program: everything is in the library, so that tests and benchmarks see what users see.

fn main() -> std::process::ExitCode {
    gleaner::cli::run()
}
