//! Floor 4: the command line.

pub mod demo;
