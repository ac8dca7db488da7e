//! Floor 1: sightings and policy → verdicts.
