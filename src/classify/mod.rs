//! Floor 1: findings and policy → the policy's categories.
