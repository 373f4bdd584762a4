package org.postroom.ticket;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a ticket stands (SPEC E1). */
public enum TicketState {
    /** We owe an answer. */
    ACTIVE,
    /** The customer owes an answer. */
    WAITING,
    /** Done; a customer's reply opens it again. */
    CLOSED,
    /** Closed for good; a customer's reply does not open it. */
    LOCKED,
    /** It became part of another ticket; nothing stands on it and nothing can be done to it. */
    MERGED;

    /** Those of tickets that something can be done to: what lists have. */
    public static Set<TicketState> living() {
        return EnumSet.complementOf(EnumSet.of(MERGED));
    }

    /** As people read it and as it is stored: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #word} wrote. */
    static TicketState ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
