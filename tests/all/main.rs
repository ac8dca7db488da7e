//! All tests at the edge, in one program: they link once.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "outside of #[test] functions too: this is all test code")]
#![allow(clippy::disallowed_methods, reason = "what tests read whole, they wrote themselves")]

mod accuracy;
mod against;
mod bench;
mod bind;
mod catalogue;
mod companies;
mod company;
mod contested;
mod copies;
mod coverage;
mod databases;
mod decide;
mod demo;
mod detectors_page;
mod docs;
mod draft;
mod encodings;
mod explain;
mod exposure;
mod guard;
mod help;
mod judge;
mod keep;
mod kill;
mod leak;
mod manifest;
mod planted;
mod register;
mod same;
mod schemas;
mod serve;
mod servers;
mod sources;
mod tidy;
mod trend;
