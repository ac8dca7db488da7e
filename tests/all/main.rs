//! All tests at the edge, in one program: they link once.

mod catalogue;
mod company;
mod coverage;
mod databases;
mod encodings;
mod guard;
mod kill;
mod leak;
mod planted;
mod same;
mod servers;
mod sources;
