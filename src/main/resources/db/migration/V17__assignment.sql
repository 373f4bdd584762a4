-- Agents who said that they are away or back; whoever never said so is available.
CREATE TABLE agent_availability (
    agent VARCHAR(64) NOT NULL,
    available SMALLINT NOT NULL,
    since_at BIGINT NOT NULL,
    way VARCHAR(8) NOT NULL, -- mail, page
    PRIMARY KEY (agent)
) ${table};

-- Who got a ticket by a rule last. The row is written first, so that whoever gives out tickets waits for its turn.
CREATE TABLE assignment_turn (
    turn_key VARCHAR(160) NOT NULL, -- department/group for round robin; load for all groups that look at the load
    turns BIGINT NOT NULL,
    agent VARCHAR(64) NULL,
    PRIMARY KEY (turn_key)
) ${table};
