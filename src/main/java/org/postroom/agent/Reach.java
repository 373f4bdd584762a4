package org.postroom.agent;

import java.util.Set;

/**
 * The tickets an agent may see, in a form a list can be filtered by.
 *
 * @param all whether every ticket is seen, those of departments that conf names no more included
 * @param departments of conf that are seen whole
 * @param groups of other departments
 * @param assignee whatever is assigned to this agent is seen too, wherever it lies
 */
public record Reach(boolean all, Set<DepartmentId> departments, Set<GroupId> groups, AgentId assignee) {
    public Reach {
        departments = Set.copyOf(departments);
        groups = Set.copyOf(groups);
    }

    /** What somebody who is no admin sees. */
    public Reach(Set<DepartmentId> departments, Set<GroupId> groups, AgentId assignee) {
        this(false, departments, groups, assignee);
    }

    /** Whether a ticket that lies there may be seen. */
    public boolean contains(TicketPlace ticket) {
        return containsAllOf(ticket.group()) || ticket.isAssignedTo(assignee);
    }

    /** Whether every ticket of this group may be seen. */
    public boolean containsAllOf(GroupId group) {
        return all || departments.contains(group.department()) || groups.contains(group);
    }
}
