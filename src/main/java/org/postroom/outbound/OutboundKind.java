package org.postroom.outbound;

/** What a mail is to the people who get it, which decides what is worse: getting it twice or not at all. */
public enum OutboundKind {
    /** An agent's words. Sent at least once: where the server's reply was lost it is sent again, with the same Message-ID. */
    ANSWER,
    /** An automatic answer to a customer. */
    AUTOMATIC,
    /** A notice to an agent. */
    NOTICE;

    /** Whether a mail whose fate is uncertain is not sent again: a lost automatic mail is cheaper than a doubled one. */
    public boolean isAtMostOnce() {
        return this != ANSWER;
    }
}
