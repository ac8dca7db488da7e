//! All tests at the edge, in one program: they link once.

mod catalogue;
mod docs;
mod help;
mod servers;
mod sources;
mod tidy;
