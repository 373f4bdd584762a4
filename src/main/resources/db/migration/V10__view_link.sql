-- Links by which a customer sees a ticket on the page. The token itself is in the customer's mail alone.
CREATE TABLE view_link (
    token_hash VARCHAR(64) NOT NULL PRIMARY KEY, -- SHA-256, in hexadecimal
    ticket_id ${id} NOT NULL,
    address_key VARCHAR(320) NOT NULL, -- the address it was sent to, in lower case
    address VARCHAR(320) NOT NULL,
    issued_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT NULL,
    FOREIGN KEY (ticket_id) REFERENCES ticket (id)
) ${table};

CREATE INDEX view_link_of_ticket ON view_link (ticket_id);
CREATE INDEX view_link_of_address ON view_link (address_key);
CREATE INDEX view_link_by_end ON view_link (expires_at);
