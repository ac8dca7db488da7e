//! What a database says of itself: which tables there are, which of them may be read, and how each is read.

use futures_util::TryStreamExt;
use tokio::sync::mpsc;

use super::batch::Cell;
use super::names::{Patterns, TableName};
use super::pool::{Connector, Pool};
use super::read::Session;
use super::select::Table;
use super::trouble::Trouble;
use crate::model::ids::SourceName;
use crate::source::{Discovery, Found};

/// What a role that may not read a table needs. The table's name is in the fault's place, sealed if it must be.
pub(in crate::source) const GRANT: &str = "GRANT SELECT ON this table TO the role";

/// Lines of one page of the list.
const LIST_PAGE: usize = 256;

/// A session that knows its database's catalogue.
pub(in crate::source) trait Catalogue: Session {
    /// A line of the list of tables; it leads to the lines after it.
    type Line: Send + Sync;

    /// At most `n_lines` lines after one, or from the beginning.
    fn list(
        &mut self,
        after: Option<&Self::Line>,
        n_lines: usize,
    ) -> impl Future<Output = Result<Vec<Self::Line>, Trouble>> + Send;

    /// What is to be told of a line; nothing of a table that went while the list was read.
    fn judge(
        &mut self,
        line: &Self::Line,
        source: &SourceName,
        patterns: &Patterns,
    ) -> impl Future<Output = Result<Option<Found>, Trouble>> + Send;

    /// A table as it is now; none if it is gone.
    fn describe(&mut self, name: &TableName) -> impl Future<Output = Result<Option<Table>, Trouble>> + Send;

    /// All rows of a short answer.
    fn ask(&mut self, sql: &str, binds: Vec<String>) -> impl Future<Output = Result<Vec<Self::Row>, Trouble>> + Send {
        let rows = self.rows(sql.to_owned(), binds);
        async move { rows.try_collect().await.map_err(|error| Self::trouble(&error)) }
    }

    /// The one text that is the answer; empty if there is none.
    fn ask_one(&mut self, sql: &str) -> impl Future<Output = Result<String, Trouble>> + Send {
        async move {
            let rows = self.ask(sql, Vec::new()).await?;
            rows.first().map_or_else(|| Ok(String::new()), |row| Self::text(row, 0))
        }
    }

    /// The text in a column of an answer; empty for NULL.
    fn text(row: &Self::Row, i: usize) -> Result<String, Trouble> {
        match Self::cell(row, i, false).map_err(|error| Self::trouble(&error))? {
            Cell::Null => Ok(String::new()),
            Cell::Text(bytes) | Cell::Bytes(bytes) => String::from_utf8(bytes.into_owned()).map_err(|_| Trouble::undecoded()),
        }
    }
}

/// Tells of every line of the list, page by page; no session is held while the receiver is waited for.
pub(in crate::source) async fn tell<C>(
    pool: &Pool<C>,
    source: &SourceName,
    patterns: &Patterns,
    found: mpsc::Sender<Found>,
) -> Result<Discovery, Trouble>
where
    C: Connector,
    C::Session: Catalogue,
{
    let mut after = None;
    loop {
        let mut lease = pool.lease().await?;
        let session = lease.session()?;
        let page = session.list(after.as_ref(), LIST_PAGE).await?;
        let is_last = page.len() < LIST_PAGE;
        let mut messages = Vec::with_capacity(page.len());
        for line in page {
            messages.extend(session.judge(&line, source, patterns).await?);
            after = Some(line);
        }
        lease.give_back();
        for message in messages {
            if found.send(message).await.is_err() {
                return Ok(Discovery { is_complete: false });
            }
        }
        if is_last {
            return Ok(Discovery { is_complete: true });
        }
    }
}
