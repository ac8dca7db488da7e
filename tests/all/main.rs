//! Tests.

mod servers;
mod sources;
