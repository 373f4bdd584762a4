-- Whether the mail of an article has HTML. Of older ones nobody looked: they are offered as formatted, as until now.
ALTER TABLE article ADD COLUMN formatted SMALLINT NOT NULL DEFAULT 1;
