-- What held automatic answers back: a row for each time a limit was reached, from then until it was calm.
CREATE TABLE storm (
    id ${id} NOT NULL,
    breaker VARCHAR(400) NOT NULL, -- the limit's key: address:…, domain:…, department:…, in-all, same-text:…
    open_breaker VARCHAR(400) NULL, -- the same while it is open, so that there is one at a time
    most INTEGER NOT NULL, -- the limit
    window_ms BIGINT NOT NULL, -- and its time
    opened_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL, -- when it held something back last
    withheld BIGINT NOT NULL,
    told SMALLINT NOT NULL, -- 1: administrators had a mail
    closed_at BIGINT NULL,
    closed_by VARCHAR(64) NULL, -- an agent; none: by itself, or a command
    PRIMARY KEY (id)
) ${table};

CREATE UNIQUE INDEX storm_open ON storm (open_breaker);
CREATE INDEX storm_of_breaker ON storm (breaker, opened_at);
CREATE INDEX storm_by_end ON storm (closed_at);

CREATE TABLE withheld_answer (
    id ${id} NOT NULL,
    storm_id ${id} NOT NULL,
    withheld_at BIGINT NOT NULL,
    recipient VARCHAR(320) NOT NULL,
    department VARCHAR(64) NOT NULL,
    ticket_id ${id} NOT NULL, -- of no foreign key
    receipt_id BIGINT NULL, -- the mail it would have answered; none: it cannot be answered later
    occasion VARCHAR(32) NOT NULL,
    state VARCHAR(16) NOT NULL, -- withheld, released (to be sent), sent, dropped
    PRIMARY KEY (id),
    FOREIGN KEY (storm_id) REFERENCES storm (id)
) ${table};

CREATE INDEX withheld_answer_of_storm ON withheld_answer (storm_id, id);
CREATE INDEX withheld_answer_by_department ON withheld_answer (storm_id, department);
CREATE INDEX withheld_answer_by_state ON withheld_answer (state, id);
CREATE INDEX withheld_answer_of_ticket ON withheld_answer (ticket_id);

-- Senders whose mails go to one ticket, since they opened too many.
CREATE TABLE flood (
    department VARCHAR(64) NOT NULL,
    sender VARCHAR(400) NOT NULL, -- one for all spellings of an address
    ticket_id ${id} NOT NULL, -- of no foreign key
    began_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    mails BIGINT NOT NULL,
    PRIMARY KEY (department, sender)
) ${table};

CREATE INDEX flood_of_ticket ON flood (ticket_id);
CREATE INDEX flood_last ON flood (last_at);
