package org.postroom.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;

/** Keeps the history of tickets. Lines are added, never changed. */
public interface HistoryStore {
    /** The store in the database. */
    static HistoryStore jdbi(Ids ids) {
        return new JdbiHistoryStore(ids);
    }

    /**
     * Adds a line.
     *
     * @param article the article the event is about
     * @param more words beside the event's own
     */
    HistoryLine add(
            Transaction transaction,
            TicketId ticket,
            TicketEvent event,
            Instant at,
            Optional<ArticleId> article,
            Map<String, String> more);

    /** The whole history of a ticket, oldest line first. */
    List<HistoryLine> history(Transaction transaction, TicketId ticket);

    /** The id of the last line; 0 when there is none. */
    long latest(Transaction transaction, TicketId ticket);
}
