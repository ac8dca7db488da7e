//! All tests at the edge, in one program: they link once.

mod catalogue;
<<<<<<< HEAD
mod docs;
mod help;
=======
mod company;
mod coverage;
mod databases;
mod encodings;
mod guard;
mod kill;
mod leak;
mod planted;
mod same;
>>>>>>> main
mod servers;
mod sources;
mod tidy;
