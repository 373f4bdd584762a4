package org.postroom.web;

import java.util.Map;
import java.util.Optional;
import org.postroom.agent.Agent;
import org.postroom.ticket.Ticket;

/**
 * A request that was let in.
 *
 * @param path the segments that the route's path names
 * @param visitor there when the route's permission needs an agent
 * @param ticket there when it needs a ticket; as it was when the permission was checked
 * @param manner how to show things
 */
public record Visit(
        Ask ask, Map<String, String> path, Optional<Visitor> visitor, Optional<Ticket> ticket, Manner manner) {
    public Visit {
        path = Map.copyOf(path);
    }

    /** The agent. Throws IllegalStateException on a route that lets anyone in. */
    public Agent agent() {
        return visitor.orElseThrow(() -> new IllegalStateException("This route has no visitor"))
                .agent();
    }

    /** The ticket that the route's permission is about. Throws IllegalStateException on other routes. */
    public Ticket theTicket() {
        return ticket.orElseThrow(() -> new IllegalStateException("This route has no ticket"));
    }

    /** A segment of the path that the route names. */
    public String path(String name) {
        return Optional.ofNullable(path.get(name))
                .orElseThrow(() -> new IllegalArgumentException("The route's path has no {" + name + "}"));
    }
}
