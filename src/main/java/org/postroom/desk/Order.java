package org.postroom.desk;

import java.util.List;
import org.postroom.agent.Agent;
import org.postroom.ticket.By;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.Way;

/**
 * What an agent wants done to a ticket; all of it is done or nothing.
 *
 * @param acts in the order in which they are to happen, such as an answer and then closing
 * @param seen how much of the ticket the agent had seen
 * @param confirmed whether the agent was asked about what is doubtful, and wants it all the same; what was seen is then the
 *     ticket as it was when that was asked
 */
public record Order(Agent agent, Way way, TicketId ticket, List<Act> acts, Seen seen, boolean confirmed) {
    public Order {
        acts = List.copyOf(acts);
    }

    /** An order given on the page. */
    public static Order onPage(Agent agent, TicketId ticket, Seen seen, Act... acts) {
        return new Order(agent, Way.PAGE, ticket, List.of(acts), seen, false);
    }

    /** The same order, wanted all the same. */
    public Order confirm() {
        return new Order(agent, way, ticket, acts, seen, true);
    }

    By by() {
        return By.agent(agent.id(), way);
    }
}
