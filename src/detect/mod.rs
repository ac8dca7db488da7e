//! Floor 1: passages → hits.

pub mod checksum;
