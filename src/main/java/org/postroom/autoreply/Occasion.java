package org.postroom.autoreply;

/** What a customer's mail led to. */
public enum Occasion {
    /** It opened a ticket. */
    NEW_TICKET,
    /** It opened a ticket since an agent forwarded it, to whom the customer had sent it. */
    FORWARDED,
    /** It was added to a ticket, or changed nothing there. */
    REPLY,
    /** It answers nothing, and the department takes no new tickets by mail (SPEC B3). */
    NEW_TICKETS_NOT_ALLOWED,
    /** It answers a ticket that is locked (SPEC E1). */
    TICKET_LOCKED
}
