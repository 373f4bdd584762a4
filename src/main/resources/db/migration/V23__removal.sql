-- Whether an article still has a raw mail is asked before its bytes are deleted.
CREATE INDEX article_raw ON article (raw_id);
CREATE INDEX thread_ref_of_ticket ON thread_ref (ticket_id);
