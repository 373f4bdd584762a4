package org.postroom.agent;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postroom.mail.EmailAddress;

/**
 * A person who works on tickets (SPEC A4).
 *
 * @param addresses where notices go first, then the other addresses this agent writes from; at least one
 * @param roles by department; an agent has a role in each department of the own groups
 * @param admin for the whole installation
 * @param signature below answers to customers; empty when there is none
 * @param hourlyCost in the currency of the company, for reports
 */
public record Agent(
        AgentId id,
        String name,
        List<EmailAddress> addresses,
        Set<GroupId> groups,
        Map<DepartmentId, Role> roles,
        boolean admin,
        String signature,
        Locale language,
        Optional<BigDecimal> hourlyCost) {
    /** Throws IllegalArgumentException without an address, or with a group in a department without a role there. */
    public Agent {
        addresses = List.copyOf(addresses);
        groups = Set.copyOf(groups);
        roles = Map.copyOf(roles);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("Agent " + id + " has no address");
        }
        for (GroupId group : groups) {
            if (!roles.containsKey(group.department())) {
                throw new IllegalArgumentException("Agent " + id + " has no role in the department of " + group);
            }
        }
    }

    /** Where notices go. */
    public EmailAddress address() {
        return addresses.getFirst();
    }

    /** The departments this agent works in. */
    public Set<DepartmentId> departments() {
        return roles.keySet();
    }

    public boolean isIn(DepartmentId department) {
        return roles.containsKey(department);
    }

    public boolean isIn(GroupId group) {
        return groups.contains(group);
    }

    public boolean isManagerOf(DepartmentId department) {
        return roles.get(department) == Role.MANAGER;
    }
}
