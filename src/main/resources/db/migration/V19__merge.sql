-- The ticket that a merged one became part of, which is never itself a merged one; NULL for all others.
ALTER TABLE ticket ADD COLUMN merged_into BIGINT NULL;

CREATE INDEX ticket_merged_into ON ticket (merged_into);
