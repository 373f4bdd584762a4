-- When a message came to its server, as the listing claims: with the size, it tells a UID that is used again for another one.
ALTER TABLE receipt ADD COLUMN listed_at BIGINT NULL;
