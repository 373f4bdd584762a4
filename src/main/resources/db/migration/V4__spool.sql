-- One row per message seen on a server, kept for ever: the ledger of incoming mail.
CREATE TABLE receipt (
    id ${id} NOT NULL,
    mailbox VARCHAR(190) NOT NULL, -- imap://user@host:port/folder
    uid_validity BIGINT NOT NULL, -- 0 for POP3
    uid VARCHAR(190) NOT NULL, -- UID or UIDL, or a hash in its place
    sha256 VARCHAR(64) NOT NULL, -- of the bytes held
    original_sha VARCHAR(64) NULL, -- sha256, unless this is an identical copy
    size BIGINT NOT NULL, -- of the whole message, bytes
    listed_size BIGINT NOT NULL, -- as the server's listing claims
    whole SMALLINT NOT NULL, -- 0: too large, only its beginning is held
    raw_id ${id} NOT NULL,
    department VARCHAR(64) NOT NULL,
    received_at BIGINT NOT NULL,
    state VARCHAR(16) NOT NULL, -- pending, done, quarantined
    due_at BIGINT NOT NULL, -- not to be processed before
    attempts SMALLINT NOT NULL, -- begun with
    fault ${text} NULL, -- of the last failed attempt
    disposition VARCHAR(32) NULL,
    ticket_id ${id} NULL,
    article_id ${id} NULL,
    duplicate_of ${id} NULL,
    trace ${text} NULL, -- the decisions about it, one a line
    removed_at BIGINT NULL, -- from the server
    PRIMARY KEY (id),
    CONSTRAINT receipt_identity UNIQUE (mailbox, uid_validity, uid, sha256),
    CONSTRAINT receipt_original UNIQUE (mailbox, original_sha),
    FOREIGN KEY (raw_id) REFERENCES raw_mail (id)
) ${table};

CREATE INDEX receipt_state ON receipt (state, id);
CREATE INDEX receipt_removal ON receipt (mailbox, uid_validity, removed_at);
CREATE INDEX receipt_ticket ON receipt (ticket_id);
