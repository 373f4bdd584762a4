-- What failed of late, for whoever looks after the queue; the rows of mails that went well are passed over.
CREATE INDEX outbound_recipient_state ON outbound_recipient (state, changed_at);
