package org.postroom.ticket;

/** The id of a ticket, which people never see; they see its {@link TicketNumber}. */
public record TicketId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
