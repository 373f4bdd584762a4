-- A claim stands as long as its holder lives: no time ends it.
ALTER TABLE outbound_mail DROP COLUMN claim_until;
