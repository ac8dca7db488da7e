-- Violations over all scans: kept apart from what they were found in, so that they outlive it.
CREATE TABLE violation (
    id TEXT PRIMARY KEY,                       -- model::verdict::Violation::identity
    body TEXT NOT NULL                         -- JSON of model::register::Registered
) STRICT, WITHOUT ROWID;

ALTER TABLE object ADD COLUMN first INTEGER;   -- the run that met it first; NULL: that was not noted then
