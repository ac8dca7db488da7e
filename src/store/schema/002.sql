-- What somebody decided about findings; applied when the catalogue is read, so that a decision needs no new scan.
CREATE TABLE decision (
    id INTEGER PRIMARY KEY,                    -- from 1; never given twice
    body BLOB NOT NULL,                        -- blob of Decision: tags of a value, never the value
    revoked BLOB                               -- blob of Revocation; NULL: nobody ended it
) STRICT;
