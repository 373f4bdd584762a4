package org.postroom.ticket;

import java.util.List;
import java.util.Optional;

/**
 * A page of a list.
 *
 * @param next where the next page begins; empty when this is the last
 */
public record TicketSlice(List<TicketRow> rows, Optional<Cursor> next) {
    public TicketSlice {
        rows = List.copyOf(rows);
    }
}
