//! The program: everything is in the library, so that tests and benchmarks see what users see.

/// Millions of small things live for a unit and are gone: the C library's allocator keeps half as much again of them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    // Reads the named points from FAILPOINTS; they exist in test builds only.
    #[cfg(feature = "failpoints")]
    let _scenario = fail::FailScenario::setup();
    gleaner::cli::run()
}
