-- How urgent a ticket is: 0 low, 1 normal, 2 high, 3 urgent.
ALTER TABLE ticket ADD COLUMN priority SMALLINT NOT NULL DEFAULT 1;
