package org.postroom.agent;

import java.util.Set;

/**
 * The tickets an agent may see, in a form a list can be filtered by.
 *
 * @param departments seen whole
 * @param groups of other departments
 * @param assignee whatever is assigned to this agent is seen too, wherever it lies
 */
public record Reach(Set<DepartmentId> departments, Set<GroupId> groups, AgentId assignee) {
    public Reach {
        departments = Set.copyOf(departments);
        groups = Set.copyOf(groups);
    }

    /** Whether a ticket that lies there may be seen. */
    public boolean contains(TicketPlace ticket) {
        return departments.contains(ticket.department())
                || groups.contains(ticket.group())
                || ticket.isAssignedTo(assignee);
    }
}
