//! Floor 2: tantivy, a rebuildable derivative of the store.
