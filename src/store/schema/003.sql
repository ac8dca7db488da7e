-- The catalogue's own data have a period too: audit rows go from the beginning, and what is left is still a chain.

ALTER TABLE meta ADD COLUMN audit_upto INTEGER NOT NULL DEFAULT 0;  -- number of the last audit row whose period is over; 0: none is
ALTER TABLE meta ADD COLUMN audit_base BLOB;                        -- number and hash of that row, sealed with the root key; NULL: none is

DROP TRIGGER audit_is_never_deleted;
CREATE TRIGGER audit_is_deleted_when_its_period_is_over BEFORE DELETE ON audit
WHEN OLD.seq > (SELECT audit_upto FROM meta)
BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted before their period is over'); END;
