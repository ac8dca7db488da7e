//! The way in for all bytes: a reader that remembers its error and shows the end instead, and the meter of what
//! containers decode to. So a format reads on to what looks like the end, gives what it has, and the error is told once.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};

use super::{Budget, Ended, HEAD_BYTES};
use crate::model::coverage::{Limit, Outcome};
use crate::model::fault::Cause;

/// What a container may decode to before its ratio is asked for: small files of blanks are no bombs.
const FREE_BYTES: u64 = 64 << 20;

/// Bytes of archives inside archives that are held at a time: their directory is at their end.
const SPOOL_BYTES: u64 = 64 << 20;

/// A reader that remembers its error and shows the end of the bytes instead.
pub(super) struct Tap<'a, R: ?Sized> {
    inner: &'a mut R,
    n_read: u64,
    error: Option<io::Error>,
    /// It failed where it stands; elsewhere it may go on.
    is_stuck: bool,
    meter: Option<&'a Meter>,
}

impl<'a, R: ?Sized> Tap<'a, R> {
    /// Of bytes that cost no budget: an object's own.
    pub fn new(inner: &'a mut R) -> Self {
        Self { inner, n_read: 0, error: None, is_stuck: false, meter: None }
    }

    /// Of decoded bytes.
    pub fn metered(inner: &'a mut R, meter: &'a Meter) -> Self {
        Self { inner, n_read: 0, error: None, is_stuck: false, meter: Some(meter) }
    }

    /// What `ended` is in truth, since a read error or an exhausted budget looked like the end.
    pub fn settle(self, ended: Ended) -> Ended {
        if matches!(ended.outcome, Outcome::Partial(Limit::Stopped)) {
            return ended;
        }
        if let Some(limit) = self.meter.and_then(Meter::cut) {
            return Ended::because(Outcome::Partial(limit), "the budget for decoded bytes is spent");
        }
        let Some(error) = self.error else {
            return ended;
        };
        let cause = Cause::io("cannot read on", &error);
        match self.n_read {
            0 => Ended::because(Outcome::Failed, cause),
            _ => Ended::because(Outcome::Partial(Limit::Damaged), cause),
        }
    }
}

impl<R: Read + ?Sized> Tap<'_, R> {
    /// The first [`HEAD_BYTES`] from where the reader stands; fewer only if there are no more.
    pub fn head(&mut self) -> Vec<u8> {
        let mut head = vec![0; HEAD_BYTES];
        let n = fill(self, &mut head);
        head.truncate(n);
        head
    }

    fn read_once(&mut self, buf: &mut [u8]) -> usize {
        loop {
            match self.inner.read(buf) {
                Ok(n) => return n.min(buf.len()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.error.get_or_insert(error);
                    self.is_stuck = true;
                    return 0;
                }
            }
        }
    }
}

impl<R: Seek + Read + ?Sized> Tap<'_, R> {
    /// How many bytes there are, and back to the first.
    pub fn measure(&mut self) -> Option<u64> {
        let size = self.inner.seek(SeekFrom::End(0));
        if let Err(error) = self.inner.seek(SeekFrom::Start(0)) {
            self.error = Some(error);
            self.is_stuck = true;
        }
        size.ok()
    }
}

impl<R: Read + ?Sized> Read for Tap<'_, R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.is_stuck || buf.is_empty() {
            return Ok(0);
        }
        let n = match self.meter {
            None => self.read_once(buf),
            Some(meter) => {
                let left = usize::try_from(meter.left()).unwrap_or(usize::MAX);
                if left == 0 {
                    // Only a byte more than allowed is a cut; the budget may fit exactly.
                    if meter.cut().is_none() && self.read_once(&mut [0]) > 0 {
                        meter.close();
                    }
                    return Ok(0);
                }
                let room = buf.len().min(left);
                let n = self.read_once(buf.get_mut(..room).unwrap_or_default());
                meter.add(n as u64);
                n
            }
        };
        self.n_read += n as u64;
        Ok(n)
    }
}

impl<R: Seek + ?Sized> Seek for Tap<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.is_stuck = false;
        self.inner.seek(to)
    }
}

/// Reads until `buf` is full or there is no more; how many bytes it read.
pub(super) fn fill(reader: &mut (impl Read + ?Sized), buf: &mut [u8]) -> usize {
    let mut n = 0;
    while let Some(rest) = buf.get_mut(n..).filter(|rest| !rest.is_empty()) {
        match reader.read(rest) {
            Ok(0) => break,
            Ok(more) => n += more.min(rest.len()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    n
}

/// What an object and everything nested in it may decode to, and has. One for an object: a bomb inside a bomb pays
/// out of the same purse.
pub struct Meter {
    most: u64,
    limit: Limit,
    decoded: Cell<u64>,
    members_left: Cell<u64>,
    cut: Cell<Option<Limit>>,
    spooled: Cell<u64>,
}

impl Meter {
    /// For an object of so many bytes.
    pub fn new(budget: &Budget, size: Option<u64>) -> Self {
        let by_ratio = size.map_or(u64::MAX, |size| size.saturating_mul(budget.ratio).max(FREE_BYTES));
        let (most, limit) =
            if by_ratio < budget.container_bytes { (by_ratio, Limit::Ratio) } else { (budget.container_bytes, Limit::Bytes) };
        Self {
            most,
            limit,
            decoded: Cell::new(0),
            members_left: Cell::new(budget.members),
            cut: Cell::new(None),
            spooled: Cell::new(0),
        }
    }

    /// The limit that cut the reading off, if one did.
    pub fn cut(&self) -> Option<Limit> {
        self.cut.get()
    }

    /// Takes one member off the budget.
    pub fn take_member(&self) -> Result<(), Limit> {
        let Some(left) = self.members_left.get().checked_sub(1) else {
            return Err(Limit::Members);
        };
        self.members_left.set(left);
        Ok(())
    }

    /// How many bytes may be spooled now.
    pub fn spool_left(&self) -> u64 {
        SPOOL_BYTES.saturating_sub(self.spooled.get())
    }

    /// Notes that so many bytes more are held.
    pub fn spool(&self, n: u64) {
        self.spooled.set(self.spooled.get().saturating_add(n));
    }

    /// Notes that so many bytes were let go.
    pub fn unspool(&self, n: u64) {
        self.spooled.set(self.spooled.get().saturating_sub(n));
    }

    fn left(&self) -> u64 {
        if self.cut.get().is_some() { 0 } else { self.most.saturating_sub(self.decoded.get()) }
    }

    fn add(&self, n: u64) {
        self.decoded.set(self.decoded.get().saturating_add(n));
    }

    fn close(&self) {
        self.cut.set(Some(self.limit));
    }
}
