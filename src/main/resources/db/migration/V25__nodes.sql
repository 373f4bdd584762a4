-- The processes that work on this database. Times are the database's own.
CREATE TABLE node (
    number INTEGER NOT NULL, -- node.number of conf
    incarnation BIGINT NOT NULL, -- another one for each process, at random
    name VARCHAR(190) NOT NULL, -- for people
    place VARCHAR(190) NOT NULL, -- machine, process and when that began
    started_at BIGINT NOT NULL,
    alive_until BIGINT NOT NULL, -- unless it says so again
    work_print VARCHAR(64) NOT NULL, -- of the names of the work it can do
    conf_print VARCHAR(64) NOT NULL, -- of what conf must say alike everywhere
    key_prints ${text} NOT NULL, -- of its reply-token.keys, by id
    PRIMARY KEY (number)
) ${table};

-- Who does what: a mailbox, a timer. Held for as long as its holder lives.
CREATE TABLE lease (
    name VARCHAR(190) NOT NULL,
    holder BIGINT NULL, -- the incarnation of a node
    fence BIGINT NOT NULL, -- one more with each new holder
    PRIMARY KEY (name)
) ${table};

-- What all nodes must have alike, as it was last: fingerprints.
CREATE TABLE cluster_fact (
    name VARCHAR(64) NOT NULL,
    print ${text} NOT NULL,
    PRIMARY KEY (name)
) ${table};
