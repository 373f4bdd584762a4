-- Mail that leaves. A mail's bytes are composed once, when it is queued, and stay in raw_mail.
CREATE TABLE outbound_mail (
    id ${id} NOT NULL,
    account VARCHAR(64) NOT NULL, -- SMTP account
    kind VARCHAR(16) NOT NULL, -- answer, automatic, notice
    department VARCHAR(64) NOT NULL,
    ticket_id BIGINT NULL,
    article_id BIGINT NULL,
    message_id VARCHAR(500) NOT NULL, -- without angle brackets
    envelope_sender VARCHAR(320) NULL, -- none: the null path
    raw_id ${id} NOT NULL,
    size BIGINT NOT NULL, -- of the mail, bytes
    queued_at BIGINT NOT NULL, -- giving up counts from here
    state VARCHAR(16) NOT NULL, -- waiting, claimed, sending (the server may be getting it), done
    due_at BIGINT NOT NULL, -- when waiting: not before
    attempts INTEGER NOT NULL,
    claim BIGINT NULL, -- when claimed or sending: by whom
    claim_node SMALLINT NULL,
    claim_until BIGINT NULL, -- after that, whoever had it is dead
    PRIMARY KEY (id),
    FOREIGN KEY (raw_id) REFERENCES raw_mail (id)
) ${table};

CREATE INDEX outbound_mail_due ON outbound_mail (state, account, due_at, id);
CREATE INDEX outbound_mail_ticket ON outbound_mail (ticket_id);
CREATE INDEX outbound_mail_message ON outbound_mail (message_id);

CREATE TABLE outbound_recipient (
    mail_id ${id} NOT NULL,
    number INTEGER NOT NULL, -- from 0, in the order of the envelope
    address VARCHAR(320) NOT NULL,
    state VARCHAR(16) NOT NULL, -- waiting, delivered, failed, uncertain, dropped
    reply ${text} NOT NULL, -- the server's last words about this recipient
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (mail_id, number),
    FOREIGN KEY (mail_id) REFERENCES outbound_mail (id)
) ${table};

CREATE TABLE outbound_attempt (
    id ${id} NOT NULL,
    mail_id ${id} NOT NULL,
    began_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    uncertain SMALLINT NOT NULL, -- 1: the server may have taken the mail all the same
    summary ${text} NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (mail_id) REFERENCES outbound_mail (id)
) ${table};

CREATE INDEX outbound_attempt_mail ON outbound_attempt (mail_id);
