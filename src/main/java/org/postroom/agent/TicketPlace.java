package org.postroom.agent;

import java.util.Optional;

/**
 * Where a ticket lies: all of it that permission depends on.
 *
 * @param group whose it is
 * @param sharing which other departments have a part in it
 */
public record TicketPlace(GroupId group, Optional<AgentId> assignee, Sharing sharing) {
    /** A ticket that is shared with nobody. */
    public static TicketPlace unshared(GroupId group, Optional<AgentId> assignee) {
        return new TicketPlace(group, assignee, Sharing.none());
    }

    public DepartmentId department() {
        return group.department();
    }

    public boolean isAssignedTo(AgentId agent) {
        return assignee.filter(agent::equals).isPresent();
    }
}
