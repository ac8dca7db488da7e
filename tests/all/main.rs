//! All tests at the edge, in one program: they link once.

mod catalogue;
mod serve;
mod servers;
mod sources;
