package org.postroom.ticket;

import java.util.Collection;
import org.postroom.storage.Transaction;

/** The counters that tickets' numbers come from. */
public interface TicketCounters {
    /** The counters in the database. */
    static TicketCounters jdbi() {
        return new JdbiTicketCounterStore();
    }

    /**
     * Leaves out the next numbers of every prefix: they were given by a database that is newer than this one.
     *
     * @param prefixes those of conf; others that have tickets are counted on as well
     * @param numbers how many to leave out
     */
    void leaveOut(Transaction transaction, Collection<String> prefixes, long numbers);
}
