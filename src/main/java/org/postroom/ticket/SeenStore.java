package org.postroom.ticket;

import java.time.Instant;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.storage.Transaction;

/** Keeps when agents last looked at tickets. */
public interface SeenStore {
    /** The store in the database. */
    static SeenStore jdbi() {
        return new JdbiSeenStore();
    }

    /** Notes that the agent saw the ticket as it was at this instant; an earlier one than noted before changes nothing. */
    void seen(Transaction transaction, AgentId agent, TicketId ticket, Instant at);

    /** When the agent last looked at the ticket. */
    Optional<Instant> lastSeen(Transaction transaction, AgentId agent, TicketId ticket);
}
