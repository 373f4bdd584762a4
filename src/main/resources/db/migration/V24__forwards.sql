-- A mail that is forwarded twice is found by its bytes where it has no Message-ID.
CREATE INDEX raw_mail_by_sha ON raw_mail (sha256);
