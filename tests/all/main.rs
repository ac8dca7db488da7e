//! Tests.
mod catalogue;
