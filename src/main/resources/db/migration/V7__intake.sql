-- Agents' mails that wait for their agent's word, and what became of them.
CREATE TABLE held_mail (
    id ${id} NOT NULL PRIMARY KEY,
    receipt_id ${id} NOT NULL,
    ticket_id ${id} NOT NULL,
    agent VARCHAR(64) NOT NULL,
    reply_right VARCHAR(16) NOT NULL, -- what the mail does once confirmed: answer or internal
    reasons ${text} NOT NULL,
    held_at BIGINT NOT NULL,
    state VARCHAR(16) NOT NULL,
    decided_at BIGINT NULL,
    CONSTRAINT held_mail_receipt UNIQUE (receipt_id)
) ${table};

CREATE INDEX held_mail_by_ticket ON held_mail (ticket_id, state);
