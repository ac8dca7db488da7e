//! What the operator may set for a SQL source, and the defaults that keep a server's other users undisturbed.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use zeroize::Zeroizing;

use super::trouble::Trouble;
use crate::model::ids::SourceName;
use crate::model::meter::Meter;

/// A connection URL with its password. It prints nothing of itself.
#[derive(Clone)]
pub struct ConnectionUrl(Zeroizing<String>);

impl ConnectionUrl {
    /// Takes a URL such as `postgres://user:password@host:5432/database`.
    pub fn new(url: impl Into<String>) -> Self {
        Self(Zeroizing::new(url.into()))
    }

    /// The driver's options. `example` is a URL as it should be.
    ///
    /// # Errors
    /// The URL cannot be read, or has another scheme or parameter than these.
    pub(in crate::source) fn options<O: FromStr>(
        &self,
        schemes: &[&str],
        parameters: &[&str],
        example: &'static str,
    ) -> Result<O, Trouble> {
        let broken = || Trouble::failed("the url cannot be read").with_hint(example);
        if !self.0.split_once("://").is_some_and(|(scheme, _)| schemes.contains(&scheme)) {
            return Err(broken());
        }
        if self.parameters().any(|name| !parameters.contains(&name)) {
            return Err(Trouble::failed("the url has a parameter that is not known"));
        }
        self.0.parse().map_err(|_| broken())
    }

    /// The names of the parameters after `?`, as written.
    fn parameters(&self) -> impl Iterator<Item = &str> {
        let query = self.0.split_once('?').map_or("", |(_, query)| query);
        let query = query.split('#').next().unwrap_or("");
        query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split('=').next().unwrap_or(""))
    }
}

impl fmt::Debug for ConnectionUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ConnectionUrl(…)")
    }
}

/// How a database server is read.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The source's name.
    pub name: SourceName,
    /// Where the server is and who reads.
    pub url: ConnectionUrl,
    /// Tables to read, as patterns on `schema.table`; none: all.
    pub include: Vec<String>,
    /// Tables to leave out, as patterns on `schema.table`; they win over `include`.
    pub exclude: Vec<String>,
    /// How many connections may be open at once, at least 1.
    pub connections: usize,
    /// With `--full-speed`: at least [`Settings::FULL_SPEED_CONNECTIONS`], and each table in one pass.
    pub full_speed: bool,
    /// The most rows that one read-only transaction reads of a table with a key.
    pub unit_rows: u64,
    /// After this time the server ends a statement.
    pub statement_timeout: Duration,
    /// After this time the server gives up waiting for a lock.
    pub lock_timeout: Duration,
    /// After this time the server ends a transaction in which nothing happens.
    pub idle_timeout: Duration,
    /// The most time that connecting may take.
    pub connect_timeout: Duration,
    /// The most time for a statement that reads a table in one pass, where the server knows no cursors.
    pub whole_table_timeout: Duration,
    /// What reading costs, if somebody wants to know.
    pub meter: Meter,
}

impl Settings {
    /// Connections under `--full-speed`: what a server with four processors can serve beside its own work.
    pub const FULL_SPEED_CONNECTIONS: usize = 4;

    /// The defaults: one connection, statements of half a minute at most.
    pub fn new(name: impl Into<SourceName>, url: ConnectionUrl) -> Self {
        Self {
            name: name.into(),
            url,
            include: Vec::new(),
            exclude: Vec::new(),
            connections: 1,
            full_speed: false,
            unit_rows: 50_000,
            statement_timeout: Duration::from_secs(30),
            lock_timeout: Duration::from_secs(2),
            idle_timeout: Duration::from_secs(60),
            connect_timeout: Duration::from_secs(10),
            whole_table_timeout: Duration::from_secs(3600),
            meter: Meter::default(),
        }
    }

    /// How many connections are used.
    pub(in crate::source) fn n_connections(&self) -> usize {
        let least = if self.full_speed { Self::FULL_SPEED_CONNECTIONS } else { 1 };
        self.connections.max(least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_prints_nothing_of_itself_and_names_its_parameters() {
        let url = ConnectionUrl::new("postgres://ada:geheim@db.example.com/shop?sslmode=require&user=x#f");
        let settings = Settings::new("shop", url);
        let debug = format!("{settings:?}");
        assert!(!debug.contains("geheim") && !debug.contains("ada"), "{debug}");
        assert_eq!(settings.url.parameters().collect::<Vec<_>>(), ["sslmode", "user"]);
    }

    #[test]
    fn full_speed_never_means_fewer_connections() {
        let mut settings = Settings::new("shop", ConnectionUrl::new("mysql://db.example.com"));
        let mut check = |connections, full_speed, expected| {
            settings.connections = connections;
            settings.full_speed = full_speed;
            assert_eq!(settings.n_connections(), expected);
        };
        check(0, false, 1);
        check(1, true, 4);
        check(9, true, 9);
    }
}
