-- Message-IDs of mails that belong to tickets. The same id may be there for several tickets, and several times for one.
CREATE TABLE thread_ref (
    id ${id} NOT NULL,
    id_hash BIGINT NOT NULL, -- the first 8 bytes of the SHA-256 of message_id
    message_id VARCHAR(1000) NOT NULL, -- without angle brackets, case as it came
    ticket_id BIGINT NOT NULL,
    origin VARCHAR(8) NOT NULL, -- received, sent
    PRIMARY KEY (id),
    FOREIGN KEY (ticket_id) REFERENCES ticket (id)
) ${table};

CREATE INDEX thread_ref_by_hash ON thread_ref (id_hash);
