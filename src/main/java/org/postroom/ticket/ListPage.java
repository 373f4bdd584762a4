package org.postroom.ticket;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which entries of a list are wanted: the first ones behind a cursor. */
record ListPage(TicketOrder order, Optional<Cursor> after, int most) {
    ListPage {
        if (after.filter(cursor -> cursor.order() != order).isPresent()) {
            throw new IllegalArgumentException("The cursor is of another order");
        }
        if (most < 1) {
            throw new IllegalArgumentException("A page has at least one row");
        }
    }

    /** The first of these entries in the list's order. */
    List<ListEntry> first(List<ListEntry> entries) {
        return entries.stream().sorted(comparator()).limit(most).toList();
    }

    /** The page that begins behind this entry. */
    ListPage behind(ListEntry last, int rows) {
        return new ListPage(order, Optional.of(new Cursor(order, last.at(), last.id())), rows);
    }

    Comparator<ListEntry> comparator() {
        Comparator<ListEntry> earliestFirst = Comparator.comparing(ListEntry::at)
                .thenComparingLong(entry -> entry.id().value());
        return order.latestFirst() ? earliestFirst.reversed() : earliestFirst;
    }
}
