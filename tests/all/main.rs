//! All tests at the edge, in one program: they link once.

mod catalogue;
mod databases;
mod servers;
mod sources;
