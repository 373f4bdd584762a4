package org.postroom.ticket;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;

/**
 * Which tickets a list shows. It narrows what an agent may see and never widens it.
 *
 * @param states any of these; none means all
 * @param text the beginnings of words, with blanks between, each of which must be the beginning of a word in the ticket's
 *     number, subject, customer's name or customer's address, whatever its case: {@code sup-1042}, {@code 1042}, {@code
 *     print}, {@code carla@ex}, {@code example.net}; blank means all. The texts of mails, other participants and names of
 *     agents are not searched. Words beyond the {@value #MOST_WORDS}th are not looked at
 * @param conditions what else holds of a ticket, all of it
 */
public record TicketFilter(
        Optional<DepartmentId> department,
        Optional<GroupId> group,
        Set<TicketState> states,
        Whose whose,
        String text,
        List<Condition> conditions) {
    /** All that an agent may see. */
    public static final TicketFilter ALL =
            new TicketFilter(Optional.empty(), Optional.empty(), Set.of(), new Whose.Anyone(), "");

    static final int MOST_WORDS = 8;

    public TicketFilter {
        states = Set.copyOf(states);
        text = text.strip();
        conditions = List.copyOf(conditions);
    }

    /** Without further conditions. */
    public TicketFilter(
            Optional<DepartmentId> department,
            Optional<GroupId> group,
            Set<TicketState> states,
            Whose whose,
            String text) {
        this(department, group, states, whose, text, List.of());
    }

    /** The same, narrowed by these too. */
    public TicketFilter and(List<Condition> more) {
        List<Condition> all =
                Stream.concat(conditions.stream(), more.stream()).distinct().toList();
        return new TicketFilter(department, group, states, whose, text, all);
    }
}
