//! What the stages of a scan cost: time of the processor, summed over threads. Switched off, which is usual, it costs a
//! look at an `Option`.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};
use std::time::Duration;

/// Where a scan spends its time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Bytes and rows are got from a source.
    Read,
    /// They become records; findings are gathered into sightings.
    Extract,
    /// Records are looked at.
    Detect,
    /// What was found gets its tags and masks.
    Tag,
    /// Sightings are packed and written to the catalogue.
    Commit,
}

impl Stage {
    /// All stages, in the order in which a byte passes them.
    pub const ALL: [Self; 5] = [Self::Read, Self::Extract, Self::Detect, Self::Tag, Self::Commit];

    /// Its name as shown.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Extract => "extract",
            Self::Detect => "detect",
            Self::Tag => "tag",
            Self::Commit => "commit",
        }
    }
}

/// Of short works one in so many is timed and stands for all. A prime, so that no rhythm of the data falls in with it.
const ONE_IN: u32 = 61;
/// Works on so many bytes are all timed: the clock costs less than a hundredth of them.
const LONG: usize = 16 << 10;

thread_local! {
    /// Nanoseconds that inner spans took while the one that is open on this thread runs: they are not its own.
    static INNER: Cell<i64> = const { Cell::new(0) };
    /// How many short works have passed since one was timed.
    static PASSED: Cell<u32> = const { Cell::new(0) };
}

/// Adds up what each stage costs. Clones share it.
#[derive(Clone, Default)]
pub struct Meter(Option<Arc<Clock>>);

struct Clock {
    /// The time that the calling thread has spent on a processor: exact, but a call into the system, which costs a
    /// microsecond and leaves the processor's memory of branches empty.
    of_thread: fn() -> Duration,
    /// The time on the wall, for short works: it costs next to nothing, and now and then counts somebody else's turn.
    of_wall: fn() -> Duration,
    /// Nanoseconds of each stage. A short work's estimate may exceed the span around it, so that one may be below zero.
    spent: [AtomicI64; Stage::ALL.len()],
}

impl std::fmt::Debug for Meter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "Meter(on)" } else { "Meter(off)" })
    }
}

impl Meter {
    /// A meter that is on. `of_thread` tells how long the calling thread has had a processor, `of_wall` the time.
    pub fn new(of_thread: fn() -> Duration, of_wall: fn() -> Duration) -> Self {
        Self(Some(Arc::new(Clock { of_thread, of_wall, spent: Default::default() })))
    }

    /// What a stage has cost so far.
    pub fn spent(&self, stage: Stage) -> Duration {
        let nanoseconds = self.0.as_ref().map_or(0, |clock| clock.spent[stage as usize].load(Relaxed));
        Duration::from_nanos(nanoseconds.max(0).cast_unsigned())
    }

    /// Works, and counts what that takes, less what stages inside it count for themselves.
    pub fn time<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        match &self.0 {
            Some(clock) => clock.span(stage, clock.of_thread, 1, work),
            None => work(),
        }
    }

    /// The same for one record of `n_bytes`. One in [`ONE_IN`] short records is timed: the clock costs as much as they do.
    pub fn sample<T>(&self, stage: Stage, n_bytes: impl FnOnce() -> usize, work: impl FnOnce() -> T) -> T {
        let Some(clock) = &self.0 else { return work() };
        if n_bytes() >= LONG {
            return clock.span(stage, clock.of_thread, 1, work);
        }
        let passed = PASSED.get();
        PASSED.set((passed + 1) % ONE_IN);
        if passed == 0 { clock.span(stage, clock.of_wall, i64::from(ONE_IN), work) } else { work() }
    }

    /// A future of which every step is counted.
    pub async fn follow<F: Future>(&self, stage: Stage, future: F) -> F::Output {
        let mut future = pin!(future);
        poll_fn(|context| self.time(stage, || future.as_mut().poll(context))).await
    }
}

impl Clock {
    fn span<T>(&self, stage: Stage, now: fn() -> Duration, weight: i64, work: impl FnOnce() -> T) -> T {
        let outer = INNER.replace(0);
        let began = now();
        let done = work();
        let spent = i64::try_from(now().saturating_sub(began).as_nanos()).unwrap_or(0).saturating_mul(weight);
        let own = spent.saturating_sub(INNER.replace(outer.saturating_add(spent)));
        self.spent[stage as usize].fetch_add(own, Relaxed);
        done
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    thread_local!(static NOW: Cell<u64> = const { Cell::new(0) });

    fn now() -> Duration {
        Duration::from_secs(NOW.get())
    }

    fn pass(seconds: u64) {
        NOW.set(NOW.get() + seconds);
    }

    fn spent(meter: &Meter) -> [u64; 5] {
        Stage::ALL.map(|stage| meter.spent(stage).as_secs())
    }

    #[test]
    fn a_span_counts_what_no_span_inside_it_does() {
        let meter = Meter::new(now, now);
        let done = meter.time(Stage::Extract, || {
            pass(3);
            meter.time(Stage::Read, || pass(5));
            meter.sample(
                Stage::Detect,
                || LONG,
                || {
                    pass(7);
                    meter.time(Stage::Tag, || pass(1));
                },
            );
            "done"
        });
        assert_eq!((done, spent(&meter)), ("done", [5, 3, 7, 1, 0]));
    }

    #[test]
    fn one_short_record_stands_for_many() {
        let meter = Meter::new(now, now);
        let total = u64::from(ONE_IN) * 10;
        meter.time(Stage::Extract, || (0..total).for_each(|_| meter.sample(Stage::Detect, || 9, || pass(2))));
        assert_eq!(spent(&meter), [0, 0, 2 * total, 0, 0]);
    }

    #[tokio::test]
    async fn each_step_of_a_future_counts() {
        let meter = Meter::new(now, now);
        let steps = async {
            pass(1);
            tokio::task::yield_now().await;
            pass(2);
        };
        meter.follow(Stage::Commit, steps).await;
        assert_eq!(spent(&meter), [0, 0, 0, 0, 3]);
    }

    #[test]
    fn switched_off_it_counts_nothing() {
        let meter = Meter::default();
        assert_eq!(meter.time(Stage::Read, || 7) + meter.sample(Stage::Tag, || 9, || 1), 8);
        assert_eq!(spent(&meter), [0; 5]);
    }
}
