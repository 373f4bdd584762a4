package org.postroom.ticket;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

        /** In one of these groups, but to be found otherwise: few of theirs are in the list. */
        record OneOf(List<GroupId> groups) implements Place {
            public OneOf {
                groups = List.copyOf(groups);
            }
        }

        /** Wherever they lie, shared with one of these departments. */
        record SharedWith(Set<DepartmentId> departments) implements Place {
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
        if (filter.conditions().stream().anyMatch(Condition::isEmpty)) {
            return List.of();
        }
        List<ListCell> cells = new ArrayList<>();
        places(places, reach, filter).forEach((whose, groups) -> {
            if (filter.conditions().stream().anyMatch(Condition::isOfSharing)) {
                add(cells, new Place.OneOf(groups), whose, filter);
            } else {
                groups.forEach(group -> add(cells, new Place.In(group), whose, filter));
            }
        });
        if (!reach.sharedWith().isEmpty()) {
            add(cells, new Place.SharedWith(reach.sharedWith()), whose(filter), filter);
        }
        return cells;
    }

    /** The groups of the list, by whose tickets of theirs it has. */
    private static Map<List<Whose>, List<GroupId>> places(List<GroupId> places, Reach reach, TicketFilter filter) {
        return places.stream()
                .filter(place -> filter.conditions().stream().allMatch(condition -> condition.mayHoldIn(place)))
                .collect(Collectors.groupingBy(
                        place -> whose(place, reach, filter), LinkedHashMap::new, Collectors.toList()));
    }

    /** The conditions that are not settled by where the part lies. */
    List<Condition> open() {
        return switch (place) {
            case Place.In _, Place.OneOf _ ->
                conditions.stream().filter(condition -> !condition.isOfPlace()).toList();
            case Place.SharedWith _ -> conditions;
        };
    }

    private static void add(List<ListCell> cells, Place place, List<Whose> whose, TicketFilter filter) {
        for (TicketState state : filter.states().isEmpty() ? TicketState.living() : filter.states()) {
            whose.stream()
                    .map(one -> new ListCell(place, state, one, filter.conditions()))
                    .forEach(cells::add);
        }
    }

    /** Whose tickets of a group the list has; none where it has nobody's of them. */
    private static List<Whose> whose(GroupId place, Reach reach, TicketFilter filter) {
        if (reach.containsAllOf(place)) {
            return whose(filter);
        }
        return reach.assignee().<Whose>map(Whose.Of::new).stream()
                .filter(own -> filter.whose().isEmpty() || filter.whose().contains(own))
                .toList();
    }

    private static List<Whose> whose(TicketFilter filter) {
        return filter.whose().isEmpty() ? List.of(new Whose.Anyone()) : List.copyOf(filter.whose());
    }
}
