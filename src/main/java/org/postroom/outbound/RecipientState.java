package org.postroom.outbound;

/** Where a mail stands with one of its recipients. All but {@link #WAITING} are ends. */
public enum RecipientState {
    /** To be delivered, now or later. */
    WAITING,
    /** The server took charge of it. */
    DELIVERED,
    /** Refused, or given up. */
    FAILED,
    /** The server may or may not have it, and it is of a kind that is not sent twice. */
    UNCERTAIN,
    /** Taken out of the queue by an operator. */
    DROPPED
}
