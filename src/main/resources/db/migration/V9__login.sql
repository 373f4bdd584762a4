-- How agents get onto the page. No password, session id or link stands here in clear.
CREATE TABLE agent_credential (
    agent VARCHAR(64) NOT NULL,
    hash VARCHAR(255) NOT NULL, -- Argon2id with its parameters, PHC string format
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (agent)
) ${table};

CREATE TABLE web_session (
    id_hash VARCHAR(64) NOT NULL, -- SHA-256 of what the browser holds
    agent VARCHAR(64) NOT NULL,
    way VARCHAR(16) NOT NULL, -- password or link
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL, -- to the minute or so
    PRIMARY KEY (id_hash)
) ${table};

CREATE INDEX web_session_by_agent ON web_session (agent);

CREATE TABLE login_link (
    token_hash VARCHAR(64) NOT NULL, -- SHA-256 of what stands in the link
    id ${id} NOT NULL, -- in the order they were made
    agent VARCHAR(64) NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (token_hash)
) ${table};

CREATE INDEX login_link_by_agent ON login_link (agent, id);

-- Links that were asked for and are not written yet. A name that is nobody's has a row, too: it takes the same time.
CREATE TABLE login_link_wish (
    id ${id} NOT NULL,
    agent VARCHAR(64) NOT NULL, -- empty: nobody's
    client VARCHAR(64) NOT NULL, -- the address it was asked from
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (id)
) ${table};

-- Who failed to log in, how often, and when they may try again.
CREATE TABLE login_throttle (
    throttle_key VARCHAR(80) NOT NULL, -- what is counted together; the name that was typed only as a hash
    failures INTEGER NOT NULL,
    counted_at BIGINT NOT NULL, -- from when on failures are forgiven
    free_at BIGINT NOT NULL,
    known_until BIGINT NOT NULL, -- where the account has logged in from this address: how long that is remembered
    forget_at BIGINT NOT NULL, -- when the row says nothing any more
    PRIMARY KEY (throttle_key)
) ${table};

CREATE INDEX login_throttle_forget_at ON login_throttle (forget_at);
