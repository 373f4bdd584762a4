package org.postroom.config;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Group;
import org.postroom.agent.GroupId;
import org.postroom.agent.Role;
import org.postroom.mail.EmailAddress;

/** Reads {@code agents/ID.properties}. */
final class AgentReader {
    private static final AgentKeys KEYS = AgentKeys.KEYS;

    private final References references;
    private final Map<DepartmentId, List<Group>> groupsOf;

    /** @param groupsOf the groups of all readable departments */
    AgentReader(References references, Map<DepartmentId, List<Group>> groupsOf) {
        this.references = references;
        this.groupsOf = groupsOf;
    }

    Optional<Agent> read(String id, Values values) {
        Optional<String> name = values.find(KEYS.name);
        Optional<List<EmailAddress>> addresses = values.find(KEYS.addresses);
        Set<GroupId> groups = groups(values);
        Map<DepartmentId, Role> roles = roles(values, groups);
        boolean admin = values.get(KEYS.admin);
        String signature = values.find(KEYS.signature).orElse("");
        Locale language = values.get(KEYS.language);
        var hourlyCost = values.find(KEYS.hourlyCost);
        return name.flatMap(called -> addresses.map(
                at -> new Agent(new AgentId(id), called, at, groups, roles, admin, signature, language, hourlyCost)));
    }

    private Set<GroupId> groups(Values values) {
        Set<GroupId> groups = new LinkedHashSet<>();
        values.find(KEYS.groups).orElse(List.of()).stream()
                .filter(group -> exists(values, group))
                .forEach(groups::add);
        Set<DepartmentId> covered = new LinkedHashSet<>();
        groups.forEach(group -> covered.add(group.department()));
        departments(values).stream()
                .filter(department -> !covered.contains(department))
                .forEach(department -> frontLine(department).ifPresent(groups::add));
        return groups;
    }

    private List<DepartmentId> departments(Values values) {
        return values.find(KEYS.departments).orElse(List.of()).stream()
                .filter(id -> references.exists(values, KEYS.departments.name(), id, FileKind.DEPARTMENT))
                .map(DepartmentId::new)
                .toList();
    }

    private Optional<GroupId> frontLine(DepartmentId department) {
        return groupsOf.getOrDefault(department, List.of()).stream()
                .filter(Group::frontLine)
                .map(Group::id)
                .findFirst();
    }

    private boolean exists(Values values, GroupId group) {
        String department = group.department().value();
        if (!references.exists(values, KEYS.groups.name(), department, FileKind.DEPARTMENT)) {
            return false;
        }
        List<String> known = groupsOf.getOrDefault(group.department(), List.of()).stream()
                .map(each -> each.id().name())
                .toList();
        if (!known.isEmpty() && !known.contains(group.name())) {
            values.fault(
                    KEYS.groups,
                    "'" + group + "', which is no group of that department",
                    "one of "
                            + String.join(
                                    ", ",
                                    known.stream()
                                            .map(name -> department + "/" + name)
                                            .toList()),
                    Nearest.hint(group.name(), known));
        }
        return known.contains(group.name());
    }

    /** A role in each department of the groups, and those written. */
    private Map<DepartmentId, Role> roles(Values values, Set<GroupId> groups) {
        Map<DepartmentId, Role> roles = new HashMap<>();
        groups.forEach(group -> roles.put(group.department(), Role.AGENT));
        values.family(KEYS.role).forEach((department, role) -> {
            String key = KEYS.role.familyPrefix() + department;
            if (references.exists(values, key, department, FileKind.DEPARTMENT)) {
                roles.put(new DepartmentId(department), role);
            }
        });
        return roles;
    }
}
