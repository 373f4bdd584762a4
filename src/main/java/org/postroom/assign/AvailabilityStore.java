package org.postroom.assign;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postroom.agent.AgentId;
import org.postroom.storage.Transaction;

/** Keeps who is available and who is away. What an agent said holds until the agent says otherwise. */
public interface AvailabilityStore {
    /** The store in the database. */
    static AvailabilityStore jdbi() {
        return new JdbiAvailabilityStore();
    }

    /** What the agent last said; empty when nothing ever, which means available. */
    Optional<Availability> find(Transaction transaction, AgentId agent);

    /** What each agent said who ever said something. */
    Map<AgentId, Availability> all(Transaction transaction);

    /** Notes what an agent says; nothing changes, the time neither, when it is so already. */
    void note(Transaction transaction, AgentId agent, Availability said);

    /** The agents who are away. */
    default Set<AgentId> away(Transaction transaction) {
        return all(transaction).entrySet().stream()
                .filter(said -> !said.getValue().available())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
