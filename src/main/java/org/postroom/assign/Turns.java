package org.postroom.assign;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.agent.AgentId;

/** Whose turn it is. Agents take turns in the order of their ids, whoever comes and goes meanwhile. */
final class Turns {
    private static final Comparator<AgentId> BY_ID = Comparator.comparing(AgentId::value);

    private Turns() {}

    /**
     * The first behind the last, and the first of all behind the last of all.
     *
     * @param last who had the last turn, and may be available no more
     * @return empty when there are none
     */
    static Optional<AgentId> next(List<AgentId> available, Optional<AgentId> last) {
        return available.stream()
                .filter(agent ->
                        last.filter(before -> BY_ID.compare(agent, before) <= 0).isEmpty())
                .min(BY_ID)
                .or(() -> available.stream().min(BY_ID));
    }

    /** As {@link #next}, among those who have the fewest tickets. Whoever is missing in the map has none. */
    static Optional<AgentId> leastLoaded(
            Map<AgentId, Integer> tickets, List<AgentId> available, Optional<AgentId> last) {
        int fewest = available.stream()
                .mapToInt(agent -> tickets.getOrDefault(agent, 0))
                .min()
                .orElse(0);
        return next(
                available.stream()
                        .filter(agent -> tickets.getOrDefault(agent, 0) == fewest)
                        .toList(),
                last);
    }
}
