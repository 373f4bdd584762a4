-- What a ticket is about; NULL: no product of conf.
ALTER TABLE ticket ADD COLUMN product VARCHAR(64) NULL;

-- Counts by department and product read this index alone.
CREATE INDEX ticket_by_product ON ticket (department, product, state);
