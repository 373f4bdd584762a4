-- When mails were sent under a limit: automatic answers by address, by department and in all, notices by agent.
CREATE TABLE send_budget (
    budget_key VARCHAR(400) NOT NULL,
    taken ${text} NOT NULL, -- instants within the last two windows, oldest first, commas between
    withheld BIGINT NOT NULL, -- since the last that was sent
    last_used BIGINT NOT NULL,
    PRIMARY KEY (budget_key)
) ${table};

CREATE INDEX send_budget_last_used ON send_budget (last_used);
