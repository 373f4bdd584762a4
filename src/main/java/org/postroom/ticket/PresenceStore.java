package org.postroom.ticket;

import java.time.Instant;
import java.util.List;
import org.postroom.agent.AgentId;
import org.postroom.storage.Transaction;

/** Keeps who is looking at tickets or writing on them at this moment. A note holds until its time and then counts no more. */
public interface PresenceStore {
    /** The store in the database. */
    static PresenceStore jdbi() {
        return new JdbiPresenceStore();
    }

    /**
     * Notes that the agent is there until this instant, instead of what was noted about them and this ticket before. Whoever
     * leaves is noted until now.
     */
    void note(Transaction transaction, TicketId ticket, AgentId agent, boolean writing, Instant until);

    /** Who is there, by their ids. */
    List<Present> present(Transaction transaction, TicketId ticket, Instant now);

    /** Removes the notes whose time has passed; returns how many. */
    int sweep(Transaction transaction, Instant now);

    /** An agent who is there. */
    record Present(AgentId agent, boolean writing) {}
}
