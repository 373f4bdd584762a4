package org.postroom.assign;

import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.storage.Transaction;

/** Keeps who got a ticket last, for each line of agents that take turns. */
public interface TurnStore {
    /** The store in the database. */
    static TurnStore jdbi() {
        return new JdbiTurnStore();
    }

    /**
     * Begins a turn: everybody else who begins one in the same line waits until this transaction ends, on other nodes too.
     *
     * @param line up to 160 characters
     * @return who had the last turn; empty when nobody had one
     */
    Optional<AgentId> begin(Transaction transaction, String line);

    /** Ends the turn that was begun: it was this agent's. A turn that was nobody's need not be ended. */
    void end(Transaction transaction, String line, AgentId agent);
}
