//! Floor 1: identifiers seen together → subjects.
