package org.postroom.agent;

import java.util.Optional;

/** Where a ticket lies: all of it that permission depends on. */
public record TicketPlace(GroupId group, Optional<AgentId> assignee) {
    public DepartmentId department() {
        return group.department();
    }

    public boolean isAssignedTo(AgentId agent) {
        return assignee.filter(agent::equals).isPresent();
    }
}
