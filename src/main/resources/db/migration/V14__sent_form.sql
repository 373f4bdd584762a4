-- Forms that were sent, each of which counts once: a key is made with the form, and used up with what came of it.
CREATE TABLE sent_form (
    form_key VARCHAR(64) NOT NULL PRIMARY KEY,
    sent_at BIGINT NOT NULL
) ${table};

CREATE INDEX sent_form_by_time ON sent_form (sent_at);
