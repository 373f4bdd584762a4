package org.postroom.desk;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketNumber;

/**
 * The other tickets that an order names.
 *
 * @param visible those that its agent may see; of others nothing tells whether they are there
 * @param linked the tickets with which the one at hand is linked
 */
record Neighbours(Map<TicketNumber, Ticket> visible, Set<TicketId> linked) {
    Neighbours {
        visible = Map.copyOf(visible);
        linked = Set.copyOf(linked);
    }

    /** The one of this number, if the agent may see it. */
    Optional<Ticket> find(TicketNumber number) {
        return Optional.ofNullable(visible.get(number));
    }

    /** Whether the ticket at hand is linked with it. */
    boolean isLinked(TicketNumber number) {
        return find(number).map(Ticket::id).filter(linked::contains).isPresent();
    }

    /** What becomes of the act on the ticket at hand; nothing when all is so already. */
    Optional<TicketEvent> event(Act.Joint act, By by) {
        return switch (act) {
            case Act.Relate(TicketNumber other) ->
                isLinked(other) ? Optional.empty() : Optional.of(new TicketEvent.Related(by, other));
            case Act.Unrelate(TicketNumber other) ->
                isLinked(other) ? Optional.of(new TicketEvent.Unrelated(by, other)) : Optional.empty();
        };
    }

    /** Why it cannot be done; the same sentence whether there is no such ticket or the agent may not see it. */
    Optional<String> fault(Act.Joint act, Ticket atHand) {
        TicketNumber number = act.other();
        if (number.equals(atHand.number())) {
            return Optional.of("Ticket " + number + " is this ticket itself.");
        }
        return find(number).isPresent()
                ? Optional.empty()
                : Optional.of("There is no ticket " + number + " that you may see.");
    }
}
