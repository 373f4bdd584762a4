package org.postroom.ticket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.GroupId;
import org.postroom.agent.Reach;

/**
 * A part of a list that an index holds in the list's order: one group's tickets in one state, anybody's, nobody's or one
 * agent's. No ticket is in two parts.
 */
record ListCell(GroupId group, TicketState state, Whose whose) {

    /**
     * The parts that make up a list.
     *
     * @param places all groups that have tickets
     */
    static List<ListCell> of(List<GroupId> places, Reach reach, TicketFilter filter) {
        Set<TicketState> states = filter.states().isEmpty() ? EnumSet.allOf(TicketState.class) : filter.states();
        List<ListCell> cells = new ArrayList<>();
        for (GroupId place : places) {
            whose(place, reach, filter)
                    .ifPresent(whose -> Arrays.stream(TicketState.values())
                            .filter(states::contains)
                            .map(state -> new ListCell(place, state, whose))
                            .forEach(cells::add));
        }
        return cells;
    }

    /** Whose tickets of a group the list has; empty when none. */
    private static Optional<Whose> whose(GroupId place, Reach reach, TicketFilter filter) {
        boolean wanted = filter.department().map(place.department()::equals).orElse(true)
                && filter.group().map(place::equals).orElse(true);
        if (!wanted) {
            return Optional.empty();
        }
        if (reach.containsAllOf(place)) {
            return Optional.of(filter.whose());
        }
        Whose own = new Whose.Of(reach.assignee());
        boolean any = filter.whose() instanceof Whose.Anyone;
        return any || filter.whose().equals(own) ? Optional.of(own) : Optional.empty();
    }
}
