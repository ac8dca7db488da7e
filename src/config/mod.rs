//! Floor 3: files and environment → configuration.
