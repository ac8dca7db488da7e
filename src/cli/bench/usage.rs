//! What the operating system says of this process: time of the processor and memory.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// The most of a file of `/proc` that is read; those that are asked for have less.
const MAX_BYTES: u64 = 64 << 10;

/// How long this thread has had a processor.
pub fn of_thread() -> Duration {
    of(ClockId::ThreadCPUTime)
}

/// The time on the wall, from some moment on.
pub fn of_wall() -> Duration {
    of(ClockId::Monotonic)
}

/// How long all threads have had one, those that have ended too.
pub fn of_process() -> Duration {
    of(ClockId::ProcessCPUTime)
}

fn of(clock: ClockId) -> Duration {
    let time = clock_gettime(clock);
    Duration::new(time.tv_sec.try_into().unwrap_or(0), time.tv_nsec.try_into().unwrap_or(0))
}

/// How long those living threads have had one whose names begin so. None where the system does not tell
/// (`CONFIG_SCHED_INFO`).
pub fn of_threads(prefix: &str) -> Option<Duration> {
    let mut spent = Duration::ZERO;
    for thread in std::fs::read_dir("/proc/self/task").ok()?.flatten() {
        // A thread may end between two looks.
        let is_one = text(&thread.path().join("comm")).is_some_and(|name| name.starts_with(prefix));
        if is_one && let Some(times) = text(&thread.path().join("schedstat")) {
            spent += Duration::from_nanos(times.split_whitespace().next()?.parse().ok()?);
        }
    }
    Some(spent)
}

/// The most memory that this process had at once, in bytes (`VmHWM`).
pub fn peak_memory() -> Option<u64> {
    let status = text(Path::new("/proc/self/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? << 10)
}

fn text(path: &Path) -> Option<String> {
    let mut text = String::new();
    File::open(path).ok()?.take(MAX_BYTES).read_to_string(&mut text).ok()?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_tells_time_and_memory() {
        let busy = std::thread::Builder::new().name("busy-thread-1".into()).spawn(|| {
            let began = of_thread();
            while of_thread() < began + Duration::from_millis(2) {}
            (of_thread(), of_threads("busy-thread"), of_threads("no-such-thread"))
        });
        let (own, told, nobody) = busy.unwrap().join().unwrap();
        assert!(own >= Duration::from_millis(2) && of_process() >= own);
        assert!(told.is_some_and(|told| told > Duration::ZERO && told <= of_process()), "{told:?}");
        assert_eq!(nobody, Some(Duration::ZERO));
        assert!(peak_memory().is_some_and(|bytes| bytes > 1 << 20));
    }
}
