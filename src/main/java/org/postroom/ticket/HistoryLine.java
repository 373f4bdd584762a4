package org.postroom.ticket;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * A line of a ticket's history (SPEC E8).
 *
 * @param article the article it is about
 * @param kind the event's name, such as {@code customer-replied}
 * @param detail what happened, as people read it, without who did it
 * @param data the event's own words by name, for reports and exports; {@code state} is there when the state changed
 */
public record HistoryLine(
        long id,
        TicketId ticket,
        Instant at,
        By by,
        Optional<ArticleId> article,
        String kind,
        String detail,
        Map<String, String> data) {
    public HistoryLine {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        data = Map.copyOf(data);
    }
}
