-- Answers that wait: as long as they can be taken back, until a time their agent chose, or for a word of their agent.
-- Settled ones are kept for a while without their words, so that who comes too late can be told what became of them.
CREATE TABLE planned_answer (
    id ${id} NOT NULL PRIMARY KEY,
    ticket_id ${id} NOT NULL, -- of no foreign key: what waits on a ticket that is gone is told, not kept from going
    agent VARCHAR(64) NOT NULL,
    way VARCHAR(8) NOT NULL, -- mail, page
    kind VARCHAR(16) NOT NULL, -- undo, scheduled
    state VARCHAR(16) NOT NULL, -- waiting, held, left, taken-back, returned
    planned_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    asked_at BIGINT NULL, -- when the agent was asked by mail, as the token in that mail has it
    settled_at BIGINT NULL,
    seen_article BIGINT NOT NULL, -- the last article there was when it was planned; 0: none
    receipt_id BIGINT NULL, -- of the agent's mail
    acts ${text} NOT NULL, -- a line each
    body ${text} NOT NULL,
    copies ${text} NOT NULL, -- a line each: address and name, with a tab between
    reasons ${text} NOT NULL -- why it is held, a line each
) ${table};

CREATE INDEX planned_answer_by_due ON planned_answer (state, due_at);
CREATE INDEX planned_answer_by_ticket ON planned_answer (ticket_id, state);
CREATE INDEX planned_answer_by_agent ON planned_answer (agent, state);
CREATE INDEX planned_answer_by_end ON planned_answer (settled_at);

CREATE TABLE planned_file (
    id ${id} NOT NULL PRIMARY KEY,
    planned_id ${id} NOT NULL,
    name ${text} NOT NULL,
    media_type VARCHAR(255) NOT NULL,
    size BIGINT NOT NULL, -- bytes
    raw_id ${id} NOT NULL,
    FOREIGN KEY (planned_id) REFERENCES planned_answer (id),
    FOREIGN KEY (raw_id) REFERENCES raw_mail (id)
) ${table};

CREATE INDEX planned_file_of_answer ON planned_file (planned_id);
CREATE INDEX planned_file_raw ON planned_file (raw_id);
