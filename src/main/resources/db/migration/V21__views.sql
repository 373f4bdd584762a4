-- Lists of tickets that agents keep.
CREATE TABLE ticket_view (
    id ${id} NOT NULL,
    audience VARCHAR(16) NOT NULL, -- agent, department, everyone
    owner VARCHAR(64) NOT NULL, -- the agent's or department's id; empty for everyone
    name VARCHAR(250) NOT NULL,
    criteria ${text} NOT NULL, -- as people write it: status:active product:printer
    changed_by VARCHAR(64) NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (id)
) ${table};

CREATE INDEX ticket_view_of ON ticket_view (audience, owner);

-- What views narrow by beside the place, the state and the agent; a count begins at the rarest of them.
CREATE INDEX ticket_by_priority ON ticket (priority, department, group_name, state, changed_at);
CREATE INDEX ticket_of_product ON ticket (product, department, group_name, state, changed_at);
