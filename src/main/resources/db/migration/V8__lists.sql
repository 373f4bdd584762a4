-- What the agents' page reads and keeps about tickets.

-- The groups that have or had tickets: a list reads one range of an index for each of them and each state.
CREATE TABLE ticket_place (
    department VARCHAR(64) NOT NULL,
    group_name VARCHAR(64) NOT NULL,
    PRIMARY KEY (department, group_name)
) ${table};

INSERT INTO ticket_place (department, group_name) SELECT DISTINCT department, group_name FROM ticket;

-- What can be searched for in a list: the words of number, subject, customer's name and address, folded by the program.
-- On the ticket all of them, each behind a line end; tickets opened before have none and are not found by words.
ALTER TABLE ticket ADD COLUMN words ${text} NOT NULL DEFAULT '';

CREATE TABLE ticket_word (
    word VARCHAR(64) NOT NULL,
    ticket_id BIGINT NOT NULL,
    PRIMARY KEY (word, ticket_id)
) ${table_by_key};

CREATE INDEX ticket_by_change ON ticket (department, group_name, state, changed_at);
CREATE INDEX ticket_by_opening ON ticket (department, group_name, state, opened_at);
CREATE INDEX ticket_of_assignee_by_change ON ticket (assignee, department, group_name, state, changed_at);
CREATE INDEX ticket_of_assignee_by_opening ON ticket (assignee, department, group_name, state, opened_at);
-- The comments are none for MariaDB, which wants to be told the table
DROP INDEX ticket_of_department /*M! ON ticket */;
DROP INDEX ticket_of_assignee /*M! ON ticket */;
DROP INDEX ticket_by_state /*M! ON ticket */;

CREATE TABLE ticket_seen (
    ticket_id BIGINT NOT NULL,
    agent VARCHAR(64) NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (ticket_id, agent),
    FOREIGN KEY (ticket_id) REFERENCES ticket (id)
) ${table};

-- Who is looking at or writing on a ticket. Rows whose time has passed are swept away.
CREATE TABLE presence (
    ticket_id BIGINT NOT NULL,
    agent VARCHAR(64) NOT NULL,
    writing SMALLINT NOT NULL,
    until_at BIGINT NOT NULL,
    PRIMARY KEY (ticket_id, agent)
) ${table};

CREATE INDEX presence_until ON presence (until_at);

CREATE TABLE draft (
    id ${id} NOT NULL,
    ticket_id BIGINT NOT NULL,
    agent VARCHAR(64) NOT NULL,
    kind VARCHAR(8) NOT NULL, -- answer, comment
    body ${text} NOT NULL,
    cc_line ${text} NOT NULL,
    save_no BIGINT NOT NULL, -- of the save that is stored, or of the deletion; smaller ones come too late
    updated_at BIGINT NOT NULL,
    deleted SMALLINT NOT NULL, -- 1: sent or thrown away, kept for a while so that late saves do not bring it back
    PRIMARY KEY (id),
    UNIQUE (ticket_id, agent, kind),
    FOREIGN KEY (ticket_id) REFERENCES ticket (id)
) ${table};

CREATE INDEX draft_of_agent ON draft (agent, deleted, updated_at);
CREATE INDEX draft_by_deletion ON draft (deleted, updated_at);

CREATE TABLE draft_file (
    id ${id} NOT NULL,
    draft_id ${id} NOT NULL,
    name ${text} NOT NULL,
    media_type VARCHAR(255) NOT NULL,
    size BIGINT NOT NULL, -- bytes
    sha256 VARCHAR(64) NOT NULL,
    raw_id ${id} NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (draft_id) REFERENCES draft (id),
    FOREIGN KEY (raw_id) REFERENCES raw_mail (id)
) ${table};

CREATE INDEX draft_file_of_draft ON draft_file (draft_id);

-- Without these, SQLite reads each table whole to make sure that a raw mail may be deleted.
CREATE INDEX draft_file_raw ON draft_file (raw_id);
CREATE INDEX receipt_raw ON receipt (raw_id);
CREATE INDEX outbound_mail_raw ON outbound_mail (raw_id);
