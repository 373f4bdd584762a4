package org.postroom.ticket;

import java.util.List;
import java.util.Set;

/**
 * Which tickets a list shows. It narrows what an agent may see and never widens it.
 *
 * @param states any of these; none means all but those that were merged into others
 * @param whose any of these; none means anybody's
 * @param text the beginnings of words, with blanks between, each of which must be the beginning of a word in the ticket's
 *     number, subject, customer's name or customer's address, whatever its case: {@code sup-1042}, {@code 1042}, {@code
 *     print}, {@code carla@ex}, {@code example.net}; blank means all. The texts of mails, other participants and names of
 *     agents are not searched. Words beyond the {@value #MOST_WORDS}th are not looked at
 * @param conditions what else holds of a ticket, all of it
 */
public record TicketFilter(Set<TicketState> states, Set<Whose> whose, String text, List<Condition> conditions) {
    /** All that an agent may see. */
    public static final TicketFilter ALL = new TicketFilter(Set.of(), new Whose.Anyone(), "");

    static final int MOST_WORDS = 8;

    public TicketFilter {
        states = Set.copyOf(states);
        whose = whose.contains(new Whose.Anyone()) ? Set.of() : Set.copyOf(whose);
        text = text.strip();
        conditions = conditions.stream().distinct().toList();
    }

    /** Without further conditions. */
    public TicketFilter(Set<TicketState> states, Whose whose, String text) {
        this(states, Set.of(whose), text, List.of());
    }
}
