//! A session with a PostgreSQL server: how it is opened so that it can only read, and what its codes mean.

use std::borrow::Cow;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgRow, PgValueFormat};
use sqlx::{AssertSqlSafe, ConnectOptions, Executor, Row, ValueRef};

use crate::model::coverage::Outcome;
use crate::source::sql::{Cell, Connector, GRANT, Session, Settings, Span, Trouble, within};

/// The parameters that a URL may have; others could undo what keeps the session reading only.
const PARAMETERS: &[&str] = &[
    "sslmode",
    "ssl-mode",
    "sslrootcert",
    "ssl-root-cert",
    "ssl-ca",
    "sslcert",
    "ssl-cert",
    "sslkey",
    "ssl-key",
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "password",
];

/// Opens sessions with one server.
pub(in crate::source) struct PgConnector {
    options: PgConnectOptions,
    start: String,
    timeout: Duration,
}

impl PgConnector {
    pub(super) fn new(settings: &Settings) -> Result<Self, Trouble> {
        let example = "postgres://user:password@host:5432/database";
        let options: PgConnectOptions = settings.url.options(&["postgres", "postgresql"], PARAMETERS, example)?;
        let options = options.application_name("gleaner").disable_statement_logging();
        Ok(Self { options, start: start(settings), timeout: settings.connect_timeout })
    }

    /// `postgres://host:port/database`.
    pub(super) fn place(&self) -> String {
        let database = self.options.get_database().unwrap_or_else(|| self.options.get_username());
        match self.options.get_socket() {
            Some(_) => format!("postgres://localhost/{database}"),
            None => format!("postgres://{}:{}/{database}", self.options.get_host(), self.options.get_port()),
        }
    }
}

/// What every session begins with. `row_security = off` makes a table whose rows would be filtered fail instead.
fn start(settings: &Settings) -> String {
    format!(
        "SET client_min_messages = error; SET default_transaction_read_only = on; SET row_security = off; SET search_path = pg_catalog; \
         SET statement_timeout = {}; SET lock_timeout = {}; SET idle_in_transaction_session_timeout = {}; \
         SET synchronize_seqscans = off",
        settings.statement_timeout.as_millis(),
        settings.lock_timeout.as_millis(),
        settings.idle_timeout.as_millis(),
    )
}

impl Connector for PgConnector {
    type Session = PgSession;

    fn connect(&self) -> BoxFuture<'_, Result<PgSession, Trouble>> {
        let opening = async {
            let mut connection = self.options.connect().await?;
            connection.execute(sqlx::raw_sql(AssertSqlSafe(self.start.clone()))).await?;
            let pid: i32 = sqlx::query_scalar(OWN_PID).persistent(false).fetch_one(&mut connection).await?;
            sqlx::query(WATCH_CLIENT).persistent(false).execute(&mut connection).await?;
            Ok(PgSession { connection, pid, options: self.options.clone() })
        };
        within(self.timeout, opening).boxed()
    }
}

const OWN_PID: &str = "SELECT pg_backend_pid()";
/// Since version 14 a server can notice by itself that a client is gone; unknown settings are no error in this form.
const WATCH_CLIENT: &str =
    "SELECT set_config(name, '1000', false) FROM pg_settings WHERE name = 'client_connection_check_interval'";
const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
const END: &str = "ROLLBACK";
const PROBE: &str = "SELECT 1";
const CANCEL: &str = "SELECT pg_cancel_backend($1)";

/// One connection.
pub(in crate::source) struct PgSession {
    pub(super) connection: PgConnection,
    pid: i32,
    options: PgConnectOptions,
}

impl Session for PgSession {
    type Row = PgRow;
    /// A cursor, so that the time limit is one of each fetch and not of the table.
    const CURSOR: Option<(&'static str, &'static str)> =
        Some(("DECLARE gleaner NO SCROLL CURSOR FOR ", "FETCH FORWARD 5000 FROM gleaner"));

    fn rows(&mut self, sql: String, binds: Vec<String>) -> BoxStream<'_, sqlx::Result<PgRow>> {
        // In one message instead of two, and with every value as the server writes it.
        if binds.is_empty() {
            return sqlx::raw_sql(AssertSqlSafe(sql)).fetch(&mut self.connection);
        }
        let query = sqlx::query(AssertSqlSafe(sql)).persistent(false);
        binds.into_iter().fold(query, |query, text| query.bind(text)).fetch(&mut self.connection)
    }

    fn begin(&mut self, _: Span) -> BoxFuture<'_, sqlx::Result<()>> {
        async move { self.connection.execute(sqlx::raw_sql(BEGIN)).await.map(drop) }.boxed()
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
                let _ = sqlx::query(CANCEL).persistent(false).bind(self.pid).execute(&mut other).await;
            }
        }
        .boxed()
    }

    fn trouble(error: &sqlx::Error) -> Trouble {
        Trouble::of(error, |error| of_code(&error.code().unwrap_or_default()))
    }

    fn cell(row: &PgRow, i: usize, is_binary: bool) -> sqlx::Result<Cell<'_>> {
        let value = row.try_get_raw(i)?;
        if value.is_null() {
            return Ok(Cell::Null);
        }
        // As text, bytes come in hexadecimal digits.
        if is_binary && value.format() == PgValueFormat::Text {
            return Ok(Cell::Bytes(Cow::Owned(row.try_get_unchecked(i)?)));
        }
        let bytes = Cow::Borrowed(value.as_bytes().map_err(sqlx::Error::Decode)?);
        Ok(if is_binary { Cell::Bytes(bytes) } else { Cell::Text(bytes) })
    }

    fn key_part(row: &PgRow, i: usize) -> sqlx::Result<String> {
        row.try_get_unchecked(i)
    }
}

/// Codes of <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
fn of_code(code: &str) -> Trouble {
    let coded = |text| crate::model::fault::Cause::coded(text, sqlstate(code));
    match code {
        "28000" | "28P01" => Trouble::failed("authentication failed").with_hint("check user, password and pg_hba.conf"),
        "3D000" => Trouble::failed("the database does not exist"),
        "42501" => Trouble::new(Outcome::Denied, "the role may not read it").with_hint(GRANT),
        "42P01" | "3F000" => Trouble::new(Outcome::ChangedDuringRead, "gone since it was discovered"),
        "42703" => Trouble::new(Outcome::ChangedDuringRead, "its columns changed since it was discovered"),
        "57014" => Trouble::new(Outcome::Timeout, "the server ended the statement after its time limit").passing(),
        "55P03" => Trouble::new(Outcome::Timeout, "locked by somebody else for longer than the time limit"),
        "25P03" => Trouble::new(Outcome::Timeout, "the server ended an idle transaction"),
        "40001" => Trouble::new(Outcome::Failed, "in conflict with the standby's recovery").passing(),
        "55000" => Trouble::failed("not in a state to be read"),
        "57P01" | "57P02" | "57P03" => Trouble::failed(coded("the server is shutting down or starting")),
        _ if code.starts_with("53") => Trouble::failed(coded("the server is out of resources")),
        _ if code.starts_with("XX") => Trouble::failed(coded("the server found the data damaged")),
        _ => Trouble::failed(coded("the server refused the statement")),
    }
}

/// A code as it may be shown: five letters or digits, so that nothing else can pass for one.
fn sqlstate(code: &str) -> &str {
    if code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_alphanumeric()) { code } else { "unknown" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::sql::ConnectionUrl;

    #[test]
    fn a_url_gives_a_place_without_user_or_password() {
        let check = |url: &str, expected: Option<&str>| {
            let made = PgConnector::new(&Settings::new("x", ConnectionUrl::new(url)));
            assert_eq!(made.as_ref().map(PgConnector::place).ok().as_deref(), expected);
            assert!(made.err().is_none_or(|trouble| !format!("{trouble:?}").contains("geheim")));
        };
        check("postgres://ada:geheim@db.example.com:6432/shop", Some("postgres://db.example.com:6432/shop"));
        check("postgres://ada:geheim@db.example.com/shop?sslmode=require", Some("postgres://db.example.com:5432/shop"));
        check("postgres://ada:geheim@db.example.com/shop?options=-crow_security=on", None);
        check("postgres://ada:geheim@db.example.com:port/shop", None);
    }

    #[test]
    fn codes_become_outcomes_in_our_words() {
        for (code, outcome) in [
            ("42501", Outcome::Denied),
            ("42P01", Outcome::ChangedDuringRead),
            ("57014", Outcome::Timeout),
            ("XX001", Outcome::Failed),
            ("ada@example.com", Outcome::Failed),
        ] {
            let trouble = of_code(code);
            assert_eq!(trouble.outcome, outcome);
            assert!(!trouble.cause.0.contains('@'));
        }
    }
}
