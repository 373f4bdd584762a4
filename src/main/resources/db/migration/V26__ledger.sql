-- What the ledger of incoming mail was lacking.

-- What a mail says of itself and was taken for. Receipts of older versions get the first two by and by.
ALTER TABLE receipt ADD COLUMN message_id VARCHAR(1000) NULL; -- without angle brackets; empty: it has none; NULL: not known yet
ALTER TABLE receipt ADD COLUMN message_hash BIGINT NULL; -- the first 8 bytes of the SHA-256 of message_id; 0: it has none
ALTER TABLE receipt ADD COLUMN sender VARCHAR(320) NULL; -- the address in From
ALTER TABLE receipt ADD COLUMN kind VARCHAR(16) NULL; -- normal, bounce, auto-reply ...
ALTER TABLE receipt ADD COLUMN answering VARCHAR(8) NULL; -- the automatic answer: none, sent, withheld

CREATE INDEX receipt_message ON receipt (message_hash);

-- Messages that a server lists and that could not be fetched. A message that is fetched in the end has its receipt instead.
CREATE TABLE sighting (
    id ${id} NOT NULL,
    mailbox VARCHAR(190) NOT NULL, -- as in receipt
    uid_validity BIGINT NOT NULL,
    uid VARCHAR(190) NOT NULL,
    listed_size BIGINT NOT NULL, -- as the server's listing claims
    department VARCHAR(64) NOT NULL,
    first_seen_at BIGINT NOT NULL, -- when fetching it failed first
    last_tried_at BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    fault ${text} NOT NULL, -- of the last attempt
    gone_at BIGINT NULL, -- when the server listed it no more, though it was never fetched
    PRIMARY KEY (id),
    CONSTRAINT sighting_identity UNIQUE (mailbox, uid_validity, uid)
) ${table};

CREATE INDEX sighting_open ON sighting (gone_at, first_seen_at);

-- Mail that must not leave before somebody says so, as after a backup was restored, is in this state of outbound_mail: held.
