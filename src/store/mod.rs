//! Floor 2: the catalogue: one writer, many readers.
