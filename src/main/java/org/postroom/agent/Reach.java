package org.postroom.agent;

import java.util.Optional;
import java.util.Set;

/**
 * The tickets a list may hold, in a form a list can be filtered by: those an agent works with, or those that are shared with
 * the agent's departments, which are listed apart (SPEC F6).
 *
 * @param all whether every ticket is seen, those of departments that conf names no more included
 * @param departments of conf that are seen whole
 * @param groups of other departments
 * @param assignee whatever is assigned to this agent is seen too, wherever it lies
 * @param sharedWith whatever is shared with one of these departments
 */
public record Reach(
        boolean all,
        Set<DepartmentId> departments,
        Set<GroupId> groups,
        Optional<AgentId> assignee,
        Set<DepartmentId> sharedWith) {
    public Reach {
        departments = Set.copyOf(departments);
        groups = Set.copyOf(groups);
        sharedWith = Set.copyOf(sharedWith);
    }

    /** What somebody works with who is no admin. */
    public static Reach own(Set<DepartmentId> departments, Set<GroupId> groups, AgentId assignee) {
        return new Reach(false, departments, groups, Optional.of(assignee), Set.of());
    }

    /** What is shared with these departments. */
    public static Reach shared(Set<DepartmentId> with) {
        return new Reach(false, Set.of(), Set.of(), Optional.empty(), with);
    }

    /** Whether a ticket that lies there is among them. */
    public boolean contains(TicketPlace ticket) {
        return containsAllOf(ticket.group())
                || assignee.filter(ticket::isAssignedTo).isPresent()
                || sharedWith.stream()
                        .anyMatch(
                                department -> ticket.sharing().with(department).isPresent());
    }

    /** Whether every ticket of this group is among them. */
    public boolean containsAllOf(GroupId group) {
        return all || departments.contains(group.department()) || groups.contains(group);
    }
}
