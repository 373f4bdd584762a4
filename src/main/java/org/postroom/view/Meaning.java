package org.postroom.view;

import java.time.Instant;
import java.util.List;
import org.postroom.agent.Agent;
import org.postroom.agent.Organisation;
import org.postroom.agent.Reach;
import org.postroom.ticket.TicketFilter;
import org.postroom.ticket.TicketOrder;

/**
 * What criteria mean to whoever looks at them, at an instant.
 *
 * @param reach within which the tickets are: what the agent works with, or what is shared with the agent's departments
 * @param unknown values by which nothing passes, in the order they were written
 */
public record Meaning(Reach reach, TicketFilter filter, TicketOrder order, List<Unknown> unknown) {
    public Meaning {
        unknown = List.copyOf(unknown);
    }

    /** Works it out by the conf in force. */
    public static Meaning of(Criteria criteria, Agent viewer, Organisation organisation, Instant now) {
        return new Narrowing(viewer, organisation, now).of(criteria);
    }
}
