package org.postroom.agent;

/** What a customer's reply to a locked ticket leads to (SPEC E1). */
public enum OnReplyToLocked {
    /** The customer is told that the ticket is locked. */
    REJECT,
    /** A new ticket, linked to the locked one. */
    NEW_TICKET
}
