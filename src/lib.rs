//! Gleaner finds the personal data that a company still holds, says whose it is, and judges it by the company's own
//! privacy policy. One binary, offline, nothing raw kept.
//!
//! # The path of a byte
//!
//! [`source`] discovers objects and opens them read-only → [`extract`] turns their bytes into records of passages →
//! [`detect`] turns passages into hits → [`seal`] turns hits into findings, where the raw value ends → [`store`] commits
//! the sightings of a unit in one transaction → [`index`] makes them searchable by tag → [`link`] joins what belongs to one
//! person → [`classify`] and [`judge`] hold it against the policy → [`query`] and [`report`] show it. [`pipeline`] is where
//! the engines are joined; [`cli`] and [`http`] are the faces.
//!
//! Modules are listed floor by floor; each imports only from floors below its own. One exception: [`cli`] imports [`http`],
//! since `serve` assembles the API.

// floor 0: plain types
pub mod model;
// floor 1: engines, values in and values out
pub mod classify;
pub mod detect;
pub mod draft;
pub mod extract;
pub mod judge;
pub mod link;
pub mod report;
pub mod seal;
// floor 2: adapters, the only code that touches the world
pub mod index;
pub mod source;
pub mod store;
// floor 3: assembly
pub mod config;
pub mod pipeline;
pub mod query;
// floor 4: faces; `http` is called by cli's `serve` and imports nothing of it
pub mod http;
// the command line, over all
pub mod cli;
