package org.postroom.ticket;

import java.util.Set;
import org.postroom.storage.Transaction;

/** Takes tickets out of the database for good: words, files, history and all that agents noted. Their numbers are never given again. */
public interface TicketEraser {
    /** The store in the database. */
    static TicketEraser jdbi() {
        return new JdbiEraserStore();
    }

    /** Erases a ticket that nothing else refers to any more, and returns the ids of the raw mails it had. */
    Set<Long> erase(Transaction transaction, TicketId ticket);

    /** Those of these raw mails that some article or draft still has. */
    Set<Long> inUse(Transaction transaction, Set<Long> raws);
}
