package org.postroom.ticket;

import java.time.Instant;
import java.util.Collection;
import org.postroom.storage.Transaction;

/** Takes what stands on a ticket to another one. Both are locked by the transaction; nothing is copied. */
public interface TicketMoves {
    /** The store in the database. */
    static TicketMoves jdbi() {
        return new JdbiMoveStore();
    }

    /**
     * Takes all of it over: articles with their lines of the history, drafts, and looks. Who has a draft on both has one with
     * the words and files of both; whoever looked at both looked at the one as long ago as at the other.
     */
    void all(Transaction transaction, TicketId from, TicketId to, Instant now);

    /** Takes drafts over alone, as {@link #all} does; words that the other one's draft ends with are not added again. */
    void drafts(Transaction transaction, TicketId from, TicketId to, Instant now);

    /** Takes these articles over, with their lines of the history; returns how many of them stood there. */
    int articles(Transaction transaction, TicketId from, Collection<ArticleId> articles, TicketId to);
}
