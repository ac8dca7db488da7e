//! Floor 3: the scan.
