package org.postroom.ticket;

import java.time.Instant;

/** How a list of tickets is ordered; tickets of the same millisecond by their ids, the same way round. */
public enum TicketOrder {
    /** What a person touched last comes first. */
    CHANGED_LATEST('c', "changed_at", true),
    /** What has waited longest for a person comes first. */
    CHANGED_EARLIEST('C', "changed_at", false),
    /** The newest ticket comes first. */
    OPENED_LATEST('o', "opened_at", true),
    /** The oldest ticket comes first. */
    OPENED_EARLIEST('O', "opened_at", false);

    private final char letter;
    private final String column;
    private final boolean latestFirst;

    TicketOrder(char letter, String column, boolean latestFirst) {
        this.letter = letter;
        this.column = column;
        this.latestFirst = latestFirst;
    }

    /** Stands for the order in cursors. */
    char letter() {
        return letter;
    }

    /** Of the ticket's table. */
    String column() {
        return column;
    }

    boolean latestFirst() {
        return latestFirst;
    }

    /** The time this order goes by. */
    Instant timeOf(Ticket ticket) {
        return switch (this) {
            case CHANGED_LATEST, CHANGED_EARLIEST -> ticket.times().changed();
            case OPENED_LATEST, OPENED_EARLIEST -> ticket.times().opened();
        };
    }
}
