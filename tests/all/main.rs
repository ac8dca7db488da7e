//! All tests at the edge, in one program: they link once.

mod catalogue;
mod demo;
mod explain;
mod servers;
mod sources;
