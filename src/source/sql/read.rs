//! Reads a table from one key to another: page by page, each page in a short read-only transaction of its own, or, at full
//! speed and where there is no key, in one pass. Both give the same rows in the same order.

use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use tokio::sync::mpsc;

use super::batch::{Cell, Sink, as_text, cut_cells};
use super::key;
use super::pool::Lease;
use super::select::{Order, Statement, Table, ends_of};
use super::trouble::Trouble;
use crate::model::fault::Fault;
use crate::model::locator::RawLocator;
use crate::model::meter::{Meter, Stage};
use crate::model::object::Stretch;
use crate::model::passage::RowBatch;

/// The most rows of one page: long enough that its fixed costs vanish, short enough to hold back no vacuum.
const MAX_PAGE: u64 = 10_000;
/// The fewest rows that a page is cut down to before a timeout counts.
const MIN_PAGE: u64 = 50;
/// Batches between the server and the pipeline.
const N_BATCHES: usize = 2;

/// How long a transaction lasts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Span {
    /// One page.
    Page,
    /// A table read in one pass.
    Whole,
}

/// A connection to a server, in the middle of its work.
pub(in crate::source) trait Session: Send + Sized + 'static {
    /// What the driver calls a row.
    type Row: Send;
    /// The statements that open a cursor (before the `SELECT`) and fetch from it, if one statement would be too long.
    const CURSOR: Option<(&'static str, &'static str)>;

    /// Runs a statement with texts bound to its placeholders.
    fn rows(&mut self, sql: String, binds: Vec<String>) -> BoxStream<'_, sqlx::Result<Self::Row>>;
    /// Begins a read-only transaction.
    fn begin(&mut self, span: Span) -> BoxFuture<'_, sqlx::Result<()>>;
    /// Ends it, whatever became of it.
    fn end(&mut self) -> BoxFuture<'_, sqlx::Result<()>>;
    /// Whether the server still answers.
    fn probe(&mut self) -> BoxFuture<'_, sqlx::Result<()>>;
    /// Cancels, from another connection, what this one runs.
    fn cancel(&mut self) -> BoxFuture<'_, ()>;
    /// Our words for an error.
    fn trouble(error: &sqlx::Error) -> Trouble;
    /// The cell at position `i`.
    fn cell(row: &Self::Row, i: usize, is_binary: bool) -> sqlx::Result<Cell<'_>>;
    /// The part of the key at position `i`, as text that binds again.
    fn key_part(row: &Self::Row, i: usize) -> sqlx::Result<String>;
}

/// What a reading needs to know.
pub(in crate::source) struct Reading {
    /// The table.
    pub table: Table,
    /// Where it lies.
    pub place: RawLocator,
    /// The most rows of one transaction.
    pub unit_rows: u64,
    /// Whether it is read in one pass although it has a key.
    pub is_full_speed: bool,
    /// What reading costs.
    pub meter: Meter,
}

/// Starts a task that sends the rows of `stretch` until its end, an error, or the receiver's end.
///
/// # Errors
/// The stretch is none of a table.
pub(in crate::source) fn open<S: Session>(
    lease: Lease<S>,
    reading: Reading,
    stretch: &Stretch,
) -> Result<mpsc::Receiver<Result<RowBatch, Fault>>, Trouble> {
    let (after, upto) = ends_of(&reading.table, stretch)?;
    let (to, from) = mpsc::channel(N_BATCHES);
    if reading.table.columns.is_empty() {
        lease.give_back();
        return Ok(from);
    }
    let meter = reading.meter.clone();
    tokio::spawn(async move { meter.follow(Stage::Read, run(lease, reading, after, upto, to)).await });
    Ok(from)
}

async fn run<S: Session>(
    mut lease: Lease<S>,
    reading: Reading,
    after: Option<Vec<String>>,
    upto: Option<Vec<String>>,
    to: mpsc::Sender<Result<RowBatch, Fault>>,
) {
    let mut sink = Sink::new(to.clone(), reading.table.columns.len());
    let done = tokio::select! {
        done = read(&mut lease, &reading, after, upto, &mut sink) => Some(done),
        () = to.closed() => None,
    };
    let (ended, broken) = match done {
        None => return lease.cancel().await,
        Some(Ok(())) => {
            lease.give_back();
            (sink.packer.has_cut.then(|| cut_cells(reading.place)), None)
        }
        Some(Err(trouble)) => (Some(trouble.fault(reading.place)), Some(lease)),
    };
    if sink.flush().await.is_ok()
        && let Some(fault) = ended
    {
        sink.fail(fault).await;
    }
    if let Some(lease) = broken {
        lease.cancel().await;
    }
}

async fn read<S: Session>(
    lease: &mut Lease<S>,
    reading: &Reading,
    after: Option<Vec<String>>,
    upto: Option<Vec<String>>,
    sink: &mut Sink,
) -> Result<(), Trouble> {
    let session = lease.session()?;
    let mut last = after;
    let has_key = !reading.table.keys.is_empty();
    if reading.is_full_speed || !has_key {
        match read_through(session, &reading.table, &mut last, upto.as_deref(), sink).await {
            // Pages go on behind the last row that came.
            Err(trouble) if trouble.is_passing && has_key => {}
            ended => return ended,
        }
    }
    let largest = reading.unit_rows.clamp(1, MAX_PAGE);
    let mut limit = largest;
    loop {
        let before = last.clone();
        let page = reading.table.page(last.as_deref(), upto.as_deref(), Order::Ascending, limit);
        match read_page(session, &reading.table, page, &mut last, sink).await {
            Ok(n_rows) if n_rows < limit => return Ok(()),
            Ok(_) => limit = limit.saturating_mul(2).min(largest),
            Err(trouble) if trouble.is_passing && (limit > MIN_PAGE || last != before) => {
                limit = (limit / 4).max(MIN_PAGE).min(largest);
            }
            Err(trouble) => return Err(trouble),
        }
    }
}

/// One page in one transaction; `last` becomes the key of the last row that was taken, also where an error follows it.
async fn read_page<S: Session>(
    session: &mut S,
    table: &Table,
    page: Statement,
    last: &mut Option<Vec<String>>,
    sink: &mut Sink,
) -> Result<u64, Trouble> {
    session.begin(Span::Page).await.map_err(|error| S::trouble(&error))?;
    let taken = take(session, table, page, Some(last), sink).await;
    let ended = session.end().await.map_err(|error| S::trouble(&error));
    let n_rows = taken?;
    ended?;
    Ok(n_rows)
}

/// One pass in one transaction; `last` becomes the key of the last row that was taken, also where an error follows it.
async fn read_through<S: Session>(
    session: &mut S,
    table: &Table,
    last: &mut Option<Vec<String>>,
    upto: Option<&[String]>,
    sink: &mut Sink,
) -> Result<(), Trouble> {
    session.begin(Span::Whole).await.map_err(|error| S::trouble(&error))?;
    let taken = take_through(session, table, last, upto, sink).await;
    let ended = session.end().await.map_err(|error| S::trouble(&error));
    taken.and(ended)
}

async fn take_through<S: Session>(
    session: &mut S,
    table: &Table,
    last: &mut Option<Vec<String>>,
    upto: Option<&[String]>,
    sink: &mut Sink,
) -> Result<(), Trouble> {
    let range = table.range(last.as_deref(), upto);
    let Some((declare, fetch)) = S::CURSOR else {
        return take(session, table, range, Some(last), sink).await.map(drop);
    };
    let declared = Statement { sql: format!("{declare}{}", range.sql), binds: range.binds };
    take(session, table, declared, None, sink).await?;
    let fetch = Statement { sql: fetch.to_owned(), binds: Vec::new() };
    while take(session, table, fetch.clone(), Some(last), sink).await? > 0 {}
    Ok(())
}

/// Runs a statement and hands its rows on; gives their number.
async fn take<S: Session>(
    session: &mut S,
    table: &Table,
    statement: Statement,
    mut last: Option<&mut Option<Vec<String>>>,
    sink: &mut Sink,
) -> Result<u64, Trouble> {
    let mut rows = session.rows(statement.sql, statement.binds);
    let mut n_rows = 0;
    while let Some(row) = rows.next().await {
        let row = row.map_err(|error| S::trouble(&error))?;
        let mut cells = Vec::with_capacity(table.columns.len());
        for (i, is_binary) in table.is_binary.iter().enumerate() {
            let cell = S::cell(&row, i, *is_binary).map_err(|error| S::trouble(&error))?;
            let (text, is_cut) = as_text(cell);
            sink.packer.has_cut |= is_cut;
            cells.push(text);
        }
        let parts = key_of::<S>(&row, table)?;
        let encoded = (!parts.is_empty()).then(|| key::encode(parts.iter().map(String::as_str)));
        // The receiver's end is seen by whoever runs this task.
        sink.push(encoded, &cells).await.map_err(|_| Trouble::failed("stopped"))?;
        if let Some(last) = last.as_deref_mut() {
            *last = Some(parts);
        }
        n_rows += 1;
    }
    Ok(n_rows)
}

/// The parts of a row's key; they follow its cells.
pub(super) fn key_of<S: Session>(row: &S::Row, table: &Table) -> Result<Vec<String>, Trouble> {
    let first = table.cells.len();
    let parts = (first..first + table.keys.len()).map(|i| S::key_part(row, i));
    parts.collect::<sqlx::Result<_>>().map_err(|error| S::trouble(&error))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use futures_util::{FutureExt, StreamExt, stream};

    use super::super::pool::{Connector, Pool};
    use super::super::select::{Dialect, KeyPart};
    use super::*;
    use crate::model::coverage::Outcome;
    use crate::model::passage::Column;

    /// A server that holds the numbers from 1 to `n_rows` and gives up half-way through any page larger than `most`.
    #[derive(Clone, Copy)]
    struct Fake {
        n_rows: i64,
        most: i64,
    }

    impl Session for Fake {
        type Row = i64;
        const CURSOR: Option<(&'static str, &'static str)> = None;

        fn rows(&mut self, sql: String, binds: Vec<String>) -> BoxStream<'_, sqlx::Result<i64>> {
            // Without a limit it is one pass: as a page of everything.
            let limit: i64 = sql.rsplit(' ').next().unwrap().parse().unwrap_or(self.n_rows);
            let after: i64 = binds.first().map_or(0, |text| text.parse().unwrap());
            let last = (after + limit).min(self.n_rows);
            if limit <= self.most {
                return stream::iter(after + 1..=last).map(Ok).boxed();
            }
            let half = stream::iter(after + 1..=(after + limit / 2).min(self.n_rows)).map(Ok);
            half.chain(stream::iter([Err(sqlx::Error::PoolTimedOut)])).boxed()
        }
        fn begin(&mut self, _: Span) -> BoxFuture<'_, sqlx::Result<()>> {
            async { Ok(()) }.boxed()
        }
        fn end(&mut self) -> BoxFuture<'_, sqlx::Result<()>> {
            async { Ok(()) }.boxed()
        }
        fn probe(&mut self) -> BoxFuture<'_, sqlx::Result<()>> {
            async { Ok(()) }.boxed()
        }
        fn cancel(&mut self) -> BoxFuture<'_, ()> {
            async {}.boxed()
        }
        fn trouble(_: &sqlx::Error) -> Trouble {
            Trouble::new(Outcome::Timeout, "too slow").passing()
        }
        fn cell(row: &i64, _: usize, _: bool) -> sqlx::Result<Cell<'_>> {
            Ok(Cell::Text(Cow::Owned(row.to_string().into_bytes())))
        }
        fn key_part(row: &i64, _: usize) -> sqlx::Result<String> {
            Ok(row.to_string())
        }
    }

    impl Connector for Fake {
        type Session = Self;
        fn connect(&self) -> BoxFuture<'_, Result<Self, Trouble>> {
            async { Ok(*self) }.boxed()
        }
    }

    fn table() -> Table {
        let name = || "id".to_owned();
        let part = KeyPart { order: name(), select: name(), before: String::new(), after: String::new(), is_numeric: true };
        Table {
            dialect: Dialect::Sqlite,
            from: "t".into(),
            columns: vec![Column { name: name(), declared: String::new(), is_key: true }],
            cells: vec![name()],
            plain: Vec::new(),
            is_binary: vec![false],
            keys: vec![part],
        }
    }

    #[tokio::test]
    async fn a_page_that_takes_too_long_is_cut_smaller_and_no_row_comes_twice() {
        let check = async |fake: Fake, is_full_speed: bool, n_expected: i64, fault: Option<Outcome>| {
            let lease = Pool::new(fake, 1).lease().await.unwrap();
            let (place, meter) = (RawLocator::default(), Meter::default());
            let reading = Reading { table: table(), place, unit_rows: 50_000, is_full_speed, meter };
            let mut from = open(lease, reading, &Stretch::Whole).unwrap();
            let (mut ids, mut ended) = (Vec::new(), None);
            while let Some(batch) = from.recv().await {
                match batch {
                    Ok(batch) => ids.extend((0..batch.n_rows()).map(|i| batch.cell(i, 0).unwrap().parse::<i64>().unwrap())),
                    Err(fault) => ended = Some(fault.outcome),
                }
            }
            assert_eq!((ids.len() as i64, ended), (n_expected, fault));
            assert!(ids.iter().copied().eq(1..=n_expected));
        };
        check(Fake { n_rows: 25_000, most: 10_000 }, false, 25_000, None).await;
        check(Fake { n_rows: 25_000, most: 700 }, false, 25_000, None).await;
        check(Fake { n_rows: 25_000, most: 30_000 }, true, 25_000, None).await;
        check(Fake { n_rows: 25_000, most: 700 }, true, 25_000, None).await;
        check(Fake { n_rows: 0, most: 700 }, false, 0, None).await;
    }

    #[tokio::test]
    async fn a_server_that_gives_nothing_ends_as_a_fault() {
        let lease = Pool::new(Fake { n_rows: 9, most: 0 }, 1).lease().await.unwrap();
        let (place, meter) = (RawLocator::default(), Meter::default());
        let reading = Reading { table: table(), place, unit_rows: 1, is_full_speed: false, meter };
        let mut from = open(lease, reading, &Stretch::Whole).unwrap();
        assert_eq!(from.recv().await.unwrap().unwrap_err().outcome, Outcome::Timeout);
        assert!(from.recv().await.is_none());
    }
}
