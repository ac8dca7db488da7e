//! Floor 1: views → bytes that can be handed over.
