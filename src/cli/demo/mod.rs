//! The demo's invented company. It is written from a seed and the day alone, so that what a report must say of it is known
//! beforehand, on any day.

mod brief;
mod company;
mod crm;
mod customer;
mod exports;
mod folder;
mod planted;
mod random;
mod tickets;
mod traffic;
mod verb;

pub use self::company::{CONFIG, write};
pub use self::planted::{Asked, Cell, Person, Planted, UnderAge};
pub use self::verb::{Args, run};

#[cfg(test)]
mod tests;
