package org.postroom.ticket;

/** The ticket was changed by somebody else since it was read. */
public final class StaleTicketException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StaleTicketException(Ticket ticket) {
        super("Ticket " + ticket.number() + " is no longer at version " + ticket.version());
    }
}
