package org.postroom.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postroom.agent.Assignment;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Group;
import org.postroom.agent.GroupId;

/** Reads the groups of a department. Exactly one is the front line, which is made when the list does not have it. */
final class GroupReader {
    private static final DepartmentKeys KEYS = DepartmentKeys.KEYS;

    private GroupReader() {}

    static List<Group> read(DepartmentId department, Values values) {
        String frontLine = values.get(KEYS.frontLineGroup);
        Set<String> names = names(frontLine, values);
        Assignment usual = values.get(KEYS.assignment);
        Map<String, Assignment> own = values.family(KEYS.groupAssignment);
        own.keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> values.fault(
                        KEYS.groupAssignment.familyPrefix() + name,
                        "'" + name + "', which is not among the groups",
                        "one of " + String.join(", ", names),
                        Nearest.hint(name, names)));
        return names.stream()
                .map(name ->
                        new Group(new GroupId(department, name), name.equals(frontLine), own.getOrDefault(name, usual)))
                .toList();
    }

    private static Set<String> names(String frontLine, Values values) {
        List<String> written = values.find(KEYS.groups).orElse(List.of());
        if (values.has(KEYS.frontLineGroup) && !written.isEmpty() && !written.contains(frontLine)) {
            values.fault(
                    KEYS.frontLineGroup,
                    "'" + frontLine + "', which is not among the groups",
                    "one of " + String.join(", ", written),
                    Nearest.hint(frontLine, written));
        }
        Set<String> names = new LinkedHashSet<>(written.contains(frontLine) ? List.of() : List.of(frontLine));
        names.addAll(written);
        return names;
    }
}
