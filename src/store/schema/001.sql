-- The catalogue. No value of a source is ever stored here: only tags, masks, and names that are clear or sealed.
-- "blob of X" means the type X of src/model, in postcard's encoding.

CREATE TABLE meta (
    one INTEGER PRIMARY KEY CHECK (one = 1),   -- there is one row
    key_id TEXT NOT NULL,                      -- short public name of the root key
    key_check BLOB NOT NULL,                   -- recognises the root key; tells nothing about it
    sequence INTEGER NOT NULL,                 -- the highest sequence number given; only grows
    next_object INTEGER NOT NULL,              -- the next object.ix; never given twice
    next_unit INTEGER NOT NULL,                -- the next unit.ix; never given twice
    is_open INTEGER NOT NULL,                  -- 1 while open for writing; still 1 at the next opening: an unclean stop
    audit_head BLOB                            -- number and hash of the last audit row, sealed with the root key
) STRICT;

-- Each opening for writing: tells the index whether a sequence number means what it meant (a restored backup).
CREATE TABLE opening (
    id INTEGER PRIMARY KEY,                    -- in order
    mark BLOB NOT NULL UNIQUE,                 -- random, 16 bytes
    seq INTEGER NOT NULL                       -- meta.sequence at that moment
) STRICT;

-- Words that repeat: sources, classes, detectors, realms, row conditions.
CREATE TABLE word (
    id INTEGER PRIMARY KEY,                    -- from 0, without gaps
    text TEXT NOT NULL UNIQUE                  -- the word itself; from the configuration or the program's own lists
) STRICT;

-- How a finding was made; few combinations exist, so that a finding costs a number, its tags and its mask.
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,                    -- from 0, without gaps
    body BLOB NOT NULL UNIQUE                  -- blob of (class word, detector word, confidence, Form, ColumnRole, likely_test, is_checked)
) STRICT;

CREATE TABLE run (
    id INTEGER PRIMARY KEY,                    -- from 1
    started TEXT NOT NULL,                     -- RFC 3339, UTC
    finished TEXT,                             -- RFC 3339, UTC; NULL while it runs or after it was killed
    was_stopped INTEGER NOT NULL DEFAULT 0,    -- 1: stopped before its end
    detectors TEXT NOT NULL,                   -- hash of all detectors used
    sources TEXT NOT NULL,                     -- JSON list of source names
    summary TEXT                               -- JSON of model::run::Summary; NULL until it is finished
) STRICT;

-- What a person counts: a file, a table; also what was skipped or could not be read.
CREATE TABLE object (
    ix INTEGER PRIMARY KEY,                    -- short number, used by the tables below
    id BLOB NOT NULL UNIQUE,                   -- model::ids::ObjectId, 16 bytes
    source INTEGER NOT NULL REFERENCES word,   -- the source's name
    met INTEGER NOT NULL,                      -- the last run that met it; not a reference, runs may be tidied away
    is_stale INTEGER NOT NULL,                 -- 1: not met by an incomplete discovery, or no longer readable
    stored BLOB,                               -- blob of StoredObject; NULL: never read
    content TEXT NOT NULL DEFAULT '',          -- what the units of this generation were read from (content, detectors, bindings, names)
    gen INTEGER NOT NULL DEFAULT 0,            -- counts changes of `content`; 0: never read
    last_part INTEGER,                         -- part of the unit with which this generation ends; NULL: not read yet
    is_complete INTEGER NOT NULL DEFAULT 0,    -- 1: every part of this generation is committed
    cover BLOB,                                -- blob of Coverage that was told of the object as a whole; NULL: its units tell
    cover_outcome INTEGER,                     -- number of store::outcome
    cover_run INTEGER,                         -- the run that told it
    cover_replaces INTEGER NOT NULL DEFAULT 0  -- 1: stands for the units' coverage; 0: adds to it
) STRICT;

-- The names of an object's fields. Positions of an earlier generation's fields are given again once that is gone.
CREATE TABLE field (
    object INTEGER NOT NULL REFERENCES object ON DELETE CASCADE,
    ix INTEGER NOT NULL,                       -- position, as the object's sightings use it
    gen INTEGER NOT NULL,                      -- the last generation that named it
    body BLOB NOT NULL,                        -- blob of StoredField, its verdict without the column's raw name
    PRIMARY KEY (object, ix)
) STRICT, WITHOUT ROWID;

-- A part of an object, committed whole. Its sightings are the numbers seq + 1 ..= seq + n_sightings.
CREATE TABLE unit (
    ix INTEGER PRIMARY KEY,                    -- short number; what the index deletes by
    object INTEGER NOT NULL REFERENCES object ON DELETE CASCADE,
    part INTEGER NOT NULL,                     -- from 0
    gen INTEGER NOT NULL,                      -- the object's generation it was read from
    seq INTEGER NOT NULL UNIQUE,               -- sequence number of its last commit
    n_sightings INTEGER NOT NULL,              -- how many sightings
    n_names INTEGER NOT NULL,                  -- how many full-name tags of them are counted in `name`
    ends_at BLOB,                              -- where the next unit starts, sealed; NULL: where the cut says
    is_last INTEGER NOT NULL,                  -- 1: the object ends with this unit
    run INTEGER NOT NULL,                      -- the run that committed it
    outcome INTEGER,                           -- number of store::outcome; NULL: the unit did not tell
    n_bytes INTEGER NOT NULL,                  -- decoded bytes looked at
    n_records INTEGER NOT NULL,                -- records looked at
    note BLOB,                                 -- blob of (cause, hint); NULL: neither
    UNIQUE (object, part)
) STRICT;
CREATE UNIQUE INDEX unit_in_order ON unit (object, seq);

-- Units that are gone, for the index to follow.
CREATE TABLE gone (
    seq INTEGER PRIMARY KEY,                   -- sequence number of the removal
    unit INTEGER NOT NULL                      -- its former unit.ix
) STRICT;

-- The findings of one record, or of many that agree. Found through its unit's range of numbers: no further index.
CREATE TABLE sighting (
    seq INTEGER PRIMARY KEY,                   -- sequence number
    body BLOB NOT NULL                         -- a Sighting as store::codec packs it
) STRICT;

-- Merged records' combinations of event days.
CREATE TABLE histogram (
    unit INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE,
    n INTEGER NOT NULL,                        -- from 0
    body BLOB NOT NULL,                        -- a Histogram as store::codec packs it
    PRIMARY KEY (unit, n)
) STRICT, WITHOUT ROWID;

-- Coverage of things inside containers.
CREATE TABLE member (
    row INTEGER PRIMARY KEY,                   -- in no order that means anything
    object INTEGER NOT NULL REFERENCES object ON DELETE CASCADE,
    unit INTEGER,                              -- the unit in which it ended; NULL: told of without a unit
    outcome INTEGER NOT NULL,                  -- number of store::outcome
    body BLOB NOT NULL                         -- blob of Coverage
) STRICT;
CREATE INDEX member_of ON member (object, unit);

-- Tags of full names from name columns, for spotting known subjects in text.
CREATE TABLE name (
    tag BLOB NOT NULL,                         -- model::secret::Tag of TermKind::Sorted
    realm INTEGER NOT NULL REFERENCES word,    -- the realm in which it was made
    n INTEGER NOT NULL,                        -- how many findings hold it; a name that nobody holds any more is deleted
    PRIMARY KEY (tag, realm)
) STRICT, WITHOUT ROWID;

-- Who asked for what. Rows are chained: each hash covers the row and the hash before it.
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,                   -- from 1, without gaps
    at TEXT NOT NULL,                          -- RFC 3339, UTC
    who TEXT NOT NULL,                         -- the operating system's user, or the token's name
    action TEXT NOT NULL,                      -- subject, reveal, explain …
    reason TEXT NOT NULL,                      -- the case that the asker names
    classes TEXT NOT NULL,                     -- JSON list of the data classes asked by; never a value
    hash BLOB NOT NULL                         -- BLAKE3 over the hash before (32 zeros at first) and this row
) STRICT;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END;
