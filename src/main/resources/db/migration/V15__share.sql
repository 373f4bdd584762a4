-- With which other departments a ticket is shared, and at which level. Who did it and when stands in its history.
CREATE TABLE ticket_share (
    ticket_id BIGINT NOT NULL,
    department VARCHAR(64) NOT NULL,
    level VARCHAR(16) NOT NULL, -- full, restricted, read-only
    PRIMARY KEY (ticket_id, department),
    FOREIGN KEY (ticket_id) REFERENCES ticket (id)
) ${table};

CREATE INDEX share_of_department ON ticket_share (department, ticket_id);
