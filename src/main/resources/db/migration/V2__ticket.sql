CREATE TABLE ticket_counter (
    prefix VARCHAR(8) NOT NULL,
    next_no BIGINT NOT NULL,
    PRIMARY KEY (prefix)
) ${table};

CREATE TABLE ticket (
    id ${id} NOT NULL,
    prefix VARCHAR(8) NOT NULL,
    ticket_no BIGINT NOT NULL,
    department VARCHAR(64) NOT NULL,
    group_name VARCHAR(64) NOT NULL,
    state VARCHAR(8) NOT NULL, -- active, waiting, closed, locked
    assignee VARCHAR(64) NULL,
    subject VARCHAR(1000) NOT NULL,
    customer_key VARCHAR(320) NULL, -- the address in lower case
    customer_address VARCHAR(320) NULL,
    customer_name VARCHAR(500) NULL,
    opened_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL, -- when a person last did something
    closed_at BIGINT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (prefix, ticket_no)
) ${table};

CREATE INDEX ticket_of_department ON ticket (department, state, changed_at);
CREATE INDEX ticket_of_assignee ON ticket (assignee, state, changed_at);
CREATE INDEX ticket_by_state ON ticket (state, changed_at);
CREATE INDEX ticket_of_customer ON ticket (customer_key, changed_at);

CREATE TABLE participant (
    ticket_id BIGINT NOT NULL,
    address_key VARCHAR(320) NOT NULL, -- the address in lower case
    address VARCHAR(320) NOT NULL,
    name VARCHAR(500) NOT NULL,
    role VARCHAR(16) NOT NULL, -- customer, cc
    since_at BIGINT NOT NULL,
    place BIGINT NOT NULL, -- the order they came in
    PRIMARY KEY (ticket_id, address_key),
    FOREIGN KEY (ticket_id) REFERENCES ticket (id)
) ${table};

CREATE INDEX participant_by_address ON participant (address_key, ticket_id);

-- Both directions are there.
CREATE TABLE ticket_related (
    ticket_id BIGINT NOT NULL,
    other_id BIGINT NOT NULL,
    reason ${text} NOT NULL,
    linked_at BIGINT NOT NULL,
    PRIMARY KEY (ticket_id, other_id),
    FOREIGN KEY (ticket_id) REFERENCES ticket (id),
    FOREIGN KEY (other_id) REFERENCES ticket (id)
) ${table};

CREATE TABLE article (
    id ${id} NOT NULL,
    ticket_id BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    kind VARCHAR(16) NOT NULL, -- customer_mail, answer, comment, automatic_mail, bounce, auto_response, held_mail
    visibility VARCHAR(8) NOT NULL, -- public, internal
    actor_kind VARCHAR(8) NOT NULL, -- customer, agent, postroom, unknown
    actor VARCHAR(320) NOT NULL, -- address or agent's id
    way VARCHAR(8) NOT NULL, -- mail, page, rule, timer, cli
    addresses ${text} NOT NULL, -- a line each: from, to or cc, address, name; with tabs between
    subject ${text} NOT NULL,
    message_id VARCHAR(1000) NULL,
    body ${text} NOT NULL,
    receipt_id BIGINT NULL,
    raw_id BIGINT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (ticket_id) REFERENCES ticket (id)
) ${table};

CREATE INDEX article_of_ticket ON article (ticket_id, id);

CREATE TABLE attachment (
    article_id BIGINT NOT NULL,
    place INTEGER NOT NULL, -- among the attachments of the article's raw mail, from 0
    name ${text} NOT NULL,
    media_type VARCHAR(255) NOT NULL,
    is_inline SMALLINT NOT NULL,
    content_id ${text} NULL,
    size BIGINT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    PRIMARY KEY (article_id, place),
    FOREIGN KEY (article_id) REFERENCES article (id)
) ${table};

CREATE TABLE history (
    id ${id} NOT NULL,
    ticket_id BIGINT NOT NULL,
    happened_at BIGINT NOT NULL,
    actor_kind VARCHAR(8) NOT NULL,
    actor VARCHAR(320) NOT NULL,
    way VARCHAR(8) NOT NULL,
    article_id BIGINT NULL,
    kind VARCHAR(32) NOT NULL, -- the event
    detail ${text} NOT NULL, -- as people read it
    data ${text} NOT NULL, -- a JSON object of strings
    PRIMARY KEY (id),
    FOREIGN KEY (ticket_id) REFERENCES ticket (id)
) ${table};

CREATE INDEX history_of_ticket ON history (ticket_id, id);

CREATE TABLE address_state (
    address_key VARCHAR(320) NOT NULL, -- the address in lower case
    address VARCHAR(320) NOT NULL,
    failing_since BIGINT NOT NULL,
    last_failed BIGINT NOT NULL,
    status VARCHAR(500) NOT NULL,
    PRIMARY KEY (address_key)
) ${table};
