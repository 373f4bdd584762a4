package org.postroom.ticket;

import java.time.Instant;
import java.util.Optional;

/**
 * A ticket in a list.
 *
 * @param seen when the viewer last looked at it; empty when never
 * @param preview the beginning of what was last written on it, on one line, without quoted history and signature, at most
 *     {@value #LONGEST_PREVIEW} characters; our automatic answers and mails held back do not count; may be empty
 */
public record TicketRow(Ticket ticket, Optional<Instant> seen, String preview) {
    static final int LONGEST_PREVIEW = 160;

    /** Whether a person did something to it since the viewer looked. */
    public boolean news() {
        return seen.filter(at -> !at.isBefore(ticket.times().changed())).isEmpty();
    }
}
