package org.postroom.ticket;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** How a list of tickets is ordered; tickets of the same millisecond by their ids, the same way round. */
public enum TicketOrder {
    /** What a person touched last comes first. */
    CHANGED_LATEST('c', "changed", "changed_at", true),
    /** What has waited longest for a person comes first. */
    CHANGED_EARLIEST('C', "changed-first", "changed_at", false),
    /** The newest ticket comes first. */
    OPENED_LATEST('o', "opened", "opened_at", true),
    /** The oldest ticket comes first. */
    OPENED_EARLIEST('O', "opened-first", "opened_at", false);

    private final char letter;
    private final String word;
    private final String column;
    private final boolean latestFirst;

    TicketOrder(char letter, String word, String column, boolean latestFirst) {
        this.letter = letter;
        this.word = word;
        this.column = column;
        this.latestFirst = latestFirst;
    }

    /** As it stands in addresses and views. */
    public String word() {
        return word;
    }

    /** Reads what {@link #word} wrote. */
    public static Optional<TicketOrder> ofWord(String word) {
        return Arrays.stream(values()).filter(order -> order.word.equals(word)).findFirst();
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
