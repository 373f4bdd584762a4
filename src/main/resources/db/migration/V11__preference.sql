-- How agents want the page, where it is not to be as conf has it.
CREATE TABLE agent_preference (
    agent VARCHAR(64) NOT NULL,
    language VARCHAR(35) NULL, -- BCP 47
    zone VARCHAR(64) NULL, -- of the tz database
    theme VARCHAR(8) NOT NULL, -- system, light, dark
    PRIMARY KEY (agent)
) ${table};
