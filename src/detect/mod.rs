//! Floor 1: passages → hits.
