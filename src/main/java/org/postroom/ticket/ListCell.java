package org.postroom.ticket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.Reach;

/**
 * A part of a list: the tickets of a place in one state, anybody's, nobody's or one agent's. No ticket is in two parts. An
 * index holds those of a group in the list's order.
 *
 * @param conditions what else holds of them; the same for all parts of a list
 */
record ListCell(Place place, TicketState state, Whose whose, List<Condition> conditions) {
    /** Where tickets of a part are. */
    sealed interface Place {
        /** In a group. */
        record In(GroupId group) implements Place {}

        /** Wherever they lie, as far as the filter lets them, shared with one of these departments. */
        record SharedWith(Set<DepartmentId> departments, Optional<DepartmentId> in, Optional<GroupId> of)
                implements Place {
            public SharedWith {
                departments = Set.copyOf(departments);
            }
        }
    }

    /**
     * The parts that make up a list.
     *
     * @param places all groups that have tickets
     */
    static List<ListCell> of(List<GroupId> places, Reach reach, TicketFilter filter) {
        Set<TicketState> states = filter.states().isEmpty() ? TicketState.living() : filter.states();
        List<ListCell> cells = new ArrayList<>();
        for (GroupId place : places) {
            whose(place, reach, filter).ifPresent(whose -> add(cells, new Place.In(place), states, whose, filter));
        }
        if (!reach.sharedWith().isEmpty()) {
            Place shared = new Place.SharedWith(reach.sharedWith(), filter.department(), filter.group());
            add(cells, shared, states, filter.whose(), filter);
        }
        return cells;
    }

    private static void add(
            List<ListCell> cells, Place place, Set<TicketState> states, Whose whose, TicketFilter filter) {
        Arrays.stream(TicketState.values())
                .filter(states::contains)
                .map(state -> new ListCell(place, state, whose, filter.conditions()))
                .forEach(cells::add);
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
        boolean any = filter.whose() instanceof Whose.Anyone;
        return reach.assignee()
                .<Whose>map(Whose.Of::new)
                .filter(own -> any || filter.whose().equals(own));
    }
}
