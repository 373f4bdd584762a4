-- Raw mails, byte for byte. A mail is compressed as one stream and cut into chunks of at most 1 MiB.
CREATE TABLE raw_mail (
    id ${id} NOT NULL,
    sha256 VARCHAR(64) NOT NULL, -- of the mail's bytes, not of what is stored; lower-case hexadecimal
    size BIGINT NOT NULL, -- of the mail, bytes
    packing VARCHAR(16) NOT NULL, -- zstd
    PRIMARY KEY (id)
) ${table};

CREATE TABLE raw_chunk (
    raw_id ${id} NOT NULL,
    number INTEGER NOT NULL, -- from 0
    content ${blob} NOT NULL,
    PRIMARY KEY (raw_id, number),
    FOREIGN KEY (raw_id) REFERENCES raw_mail (id)
) ${table};
