//! The program: everything is in the library, so that tests and benchmarks see what users see.

fn main() -> std::process::ExitCode {
    // Reads the named points from FAILPOINTS; they exist in test builds only.
    #[cfg(feature = "failpoints")]
    let _scenario = fail::FailScenario::setup();
    gleaner::cli::run()
}
