//! Floor 0: plain types that everything above shares. No I/O, no async, no clock, no key.

pub mod against;
pub mod article30;
pub mod coverage;
pub mod decision;
pub mod exposure;
pub mod fact;
pub mod fault;
pub mod feed;
pub mod finding;
pub mod ids;
pub mod locator;
pub mod manifest;
pub mod meter;
pub mod object;
pub mod orders;
pub mod passage;
pub mod policy;
pub mod run;
pub mod secret;
pub mod sighting;
pub mod subject;
pub mod subjects;
pub mod time;
pub mod trend;
pub mod verdict;
pub mod view;
