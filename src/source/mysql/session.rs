//! A session with a MySQL or MariaDB server: how it is opened so that it can only read, and what its codes mean.

use std::borrow::Cow;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use sqlx::mysql::{MySqlConnectOptions, MySqlConnection, MySqlDatabaseError, MySqlRow};
use sqlx::{AssertSqlSafe, ConnectOptions, Executor, Row, ValueRef};

use crate::model::coverage::Outcome;
use crate::model::fault::Cause;
use crate::source::sql::{Cell, Connector, GRANT, Session, Settings, Span, Trouble, within};

/// The parameters that a URL may have.
const PARAMETERS: &[&str] = &["sslmode", "ssl-mode", "sslca", "ssl-ca", "sslcert", "ssl-cert", "sslkey", "ssl-key", "socket"];

/// Opens sessions with one server.
pub(in crate::source) struct MyConnector {
    options: MySqlConnectOptions,
    limits: Limits,
    timeout: Duration,
}

/// The time limits of a session.
#[derive(Clone)]
struct Limits {
    statement: Duration,
    whole: Duration,
    lock: Duration,
    idle: Duration,
}

impl MyConnector {
    pub(super) fn new(settings: &Settings) -> Result<Self, Trouble> {
        let example = "mysql://user:password@host:3306";
        let options: MySqlConnectOptions = settings.url.options(&["mysql", "mariadb"], PARAMETERS, example)?;
        // The driver's own choices for `sql_mode` are replaced by ours below, so it need not set them.
        let options = options.pipes_as_concat(false).no_engine_substitution(false).disable_statement_logging();
        let limits = Limits {
            statement: settings.statement_timeout,
            whole: settings.whole_table_timeout,
            lock: settings.lock_timeout,
            idle: settings.idle_timeout,
        };
        Ok(Self { options, limits, timeout: settings.connect_timeout })
    }

    /// `mysql://host:port`.
    pub(super) fn place(&self) -> String {
        match self.options.get_socket() {
            Some(_) => "mysql://localhost".to_owned(),
            None => format!("mysql://{}:{}", self.options.get_host(), self.options.get_port()),
        }
    }

    async fn establish(&self) -> sqlx::Result<MySession> {
        let mut connection = self.options.connect().await?;
        let (id, version): (u64, String) = sqlx::query_as(OWN_ID).fetch_one(&mut connection).await?;
        let is_mariadb = version.to_ascii_lowercase().contains("mariadb");
        let mut session = MySession {
            connection,
            id,
            is_mariadb,
            limits: self.limits.clone(),
            options: self.options.clone(),
            span: Span::Page,
        };
        let start = session.start();
        session.connection.execute(sqlx::raw_sql(AssertSqlSafe(start))).await?;
        if !session.is_mariadb {
            // Version 8 alone knows it, and would show sizes and times of yesterday without it.
            let _ = session.connection.execute(sqlx::raw_sql(FRESH)).await;
        }
        Ok(session)
    }
}

impl Connector for MyConnector {
    type Session = MySession;

    fn connect(&self) -> BoxFuture<'_, Result<MySession, Trouble>> {
        within(self.timeout, self.establish()).boxed()
    }
}

const OWN_ID: &str = "SELECT CONNECTION_ID(), CONVERT(VERSION() USING utf8mb4)";
const FRESH: &str = "SET SESSION information_schema_stats_expiry = 0";
const BEGIN: &str = "START TRANSACTION READ ONLY";
const END: &str = "ROLLBACK";
const PROBE: &str = "SELECT 1";

/// One connection.
pub(in crate::source) struct MySession {
    pub(super) connection: MySqlConnection,
    id: u64,
    pub(super) is_mariadb: bool,
    limits: Limits,
    options: MySqlConnectOptions,
    /// What the statement limit is set for.
    span: Span,
}

impl MySession {
    /// An empty `sql_mode` lets zero dates pass as they are and keeps `"` and `\` what they are by default.
    fn start(&self) -> String {
        let idle = self.limits.idle.as_secs().max(1);
        let mut start = format!(
            "SET SESSION TRANSACTION READ ONLY; SET SESSION sql_mode = ''; SET SESSION lock_wait_timeout = {}; \
             SET SESSION innodb_lock_wait_timeout = {0}; SET SESSION net_write_timeout = {}; {}",
            self.limits.lock.as_secs().max(1),
            idle.max(600),
            self.limit(self.limits.statement),
        );
        if self.is_mariadb {
            start.push_str(&format!("; SET SESSION idle_readonly_transaction_timeout = {idle}"));
        }
        start
    }

    /// MySQL counts in milliseconds, MariaDB in seconds, and they call it differently.
    fn limit(&self, time: Duration) -> String {
        if self.is_mariadb {
            format!("SET SESSION max_statement_time = {}", time.as_secs_f64())
        } else {
            format!("SET SESSION max_execution_time = {}", time.as_millis())
        }
    }
}

impl Session for MySession {
    type Row = MySqlRow;
    /// A cursor outside of stored programs does not exist; the whole table comes in one statement with a limit of its own.
    const CURSOR: Option<(&'static str, &'static str)> = None;

    fn rows(&mut self, sql: String, binds: Vec<String>) -> BoxStream<'_, sqlx::Result<MySqlRow>> {
        // A statement that is prepared and closed each time costs a delayed acknowledgement of some 40 ms.
        if binds.is_empty() {
            return sqlx::raw_sql(AssertSqlSafe(sql)).fetch(&mut self.connection);
        }
        let query = sqlx::query(AssertSqlSafe(sql));
        binds.into_iter().fold(query, |query, text| query.bind(text)).fetch(&mut self.connection)
    }

    fn begin(&mut self, span: Span) -> BoxFuture<'_, sqlx::Result<()>> {
        async move {
            if span != self.span {
                let limit = self.limit(if span == Span::Page { self.limits.statement } else { self.limits.whole });
                self.connection.execute(sqlx::raw_sql(AssertSqlSafe(limit))).await?;
                self.span = span;
            }
            self.connection.execute(sqlx::raw_sql(BEGIN)).await.map(drop)
        }
        .boxed()
    }

    fn end(&mut self) -> BoxFuture<'_, sqlx::Result<()>> {
        async move { self.connection.execute(sqlx::raw_sql(END)).await.map(drop) }.boxed()
    }

    fn probe(&mut self) -> BoxFuture<'_, sqlx::Result<()>> {
        async move { self.connection.execute(sqlx::raw_sql(PROBE)).await.map(drop) }.boxed()
    }

    fn cancel(&mut self) -> BoxFuture<'_, ()> {
        async move {
            // Nothing can be done about a server that does not let itself be asked; the session is closed next.
            if let Ok(mut other) = self.options.connect().await {
                let kill = format!("KILL QUERY {}", self.id);
                let _ = other.execute(sqlx::raw_sql(AssertSqlSafe(kill))).await;
            }
        }
        .boxed()
    }

    fn trouble(error: &sqlx::Error) -> Trouble {
        Trouble::of(error, |error| match error.try_downcast_ref::<MySqlDatabaseError>() {
            Some(error) => of_number(error.number()),
            None => Trouble::failed("the server refused the statement"),
        })
    }

    fn cell(row: &MySqlRow, i: usize, is_binary: bool) -> sqlx::Result<Cell<'_>> {
        if row.try_get_raw(i)?.is_null() {
            return Ok(Cell::Null);
        }
        let bytes = Cow::Borrowed(row.try_get_unchecked::<&[u8], _>(i)?);
        Ok(if is_binary { Cell::Bytes(bytes) } else { Cell::Text(bytes) })
    }

    fn key_part(row: &MySqlRow, i: usize) -> sqlx::Result<String> {
        row.try_get_unchecked(i)
    }
}

/// Numbers of <https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html> and MariaDB's from 1900 on.
fn of_number(number: u16) -> Trouble {
    let coded = |text| Cause::coded(text, number);
    match number {
        1045 | 1698 | 3118 => {
            Trouble::failed("authentication failed").with_hint("check user, password and the host it is granted for")
        }
        1044 => Trouble::failed("the role may not use the database that the url names").with_hint("name none"),
        1049 => Trouble::failed("the database does not exist"),
        1142 | 1143 | 1227 => Trouble::new(Outcome::Denied, "the role may not read it").with_hint(GRANT),
        1146 | 1051 => Trouble::new(Outcome::ChangedDuringRead, "gone since it was discovered"),
        1054 => Trouble::new(Outcome::ChangedDuringRead, "its columns changed since it was discovered"),
        1412 => Trouble::new(Outcome::ChangedDuringRead, "its definition changed while it was read").passing(),
        1969 | 3024 | 1317 | 1028 => {
            Trouble::new(Outcome::Timeout, "the server ended the statement after its time limit").passing()
        }
        1205 => Trouble::new(Outcome::Timeout, "locked by somebody else for longer than the time limit"),
        1040 | 1203 | 1226 => Trouble::failed(coded("the server has no connection left")),
        1053 | 1927 | 4031 => Trouble::failed(coded("the server ended the connection")),
        1034 | 1035 | 1194 | 1195 | 1712 | 1877 | 1932 => Trouble::failed(coded("the server found the data damaged")),
        _ => Trouble::failed(coded("the server refused the statement")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::sql::ConnectionUrl;

    #[test]
    fn a_url_gives_a_place_without_user_or_password() {
        let check = |url: &str, expected: Option<&str>| {
            let made = MyConnector::new(&Settings::new("x", ConnectionUrl::new(url)));
            assert_eq!(made.as_ref().map(MyConnector::place).ok().as_deref(), expected);
            assert!(made.err().is_none_or(|trouble| !format!("{trouble:?}").contains("geheim")));
        };
        check("mysql://ada:geheim@db.example.com:3307/shop", Some("mysql://db.example.com:3307"));
        check("mysql://ada:geheim@db.example.com?ssl-mode=REQUIRED", Some("mysql://db.example.com:3306"));
        check("mysql://ada:geheim@db.example.com?init_command=x", None);
        check("ada:geheim", None);
    }

    #[test]
    fn numbers_become_outcomes() {
        for (number, outcome) in [
            (1142, Outcome::Denied),
            (1146, Outcome::ChangedDuringRead),
            (1969, Outcome::Timeout),
            (3024, Outcome::Timeout),
            (1064, Outcome::Failed),
        ] {
            assert_eq!(of_number(number).outcome, outcome);
        }
    }
}
