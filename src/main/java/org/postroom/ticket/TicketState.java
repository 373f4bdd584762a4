package org.postroom.ticket;

import java.util.Locale;

/** Where a ticket stands (SPEC E1). */
public enum TicketState {
    /** We owe an answer. */
    ACTIVE,
    /** The customer owes an answer. */
    WAITING,
    /** Done; a customer's reply opens it again. */
    CLOSED,
    /** Closed for good; a customer's reply does not open it. */
    LOCKED;

    /** As people read it and as it is stored: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #word} wrote. */
    static TicketState ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
