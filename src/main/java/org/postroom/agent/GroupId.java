package org.postroom.agent;

import java.util.Optional;

/** A group's name within its department; written {@code sales/escalation}. */
public record GroupId(DepartmentId department, String name) {
    /** Throws IllegalArgumentException when the name is not as {@link IdSyntax#RULE} says. */
    public GroupId {
        IdSyntax.check("group", name);
    }

    /** Reads {@code department/group}; empty when it is not of that form. */
    public static Optional<GroupId> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String department = text.substring(0, slash);
        String name = text.substring(slash + 1);
        return IdSyntax.isValid(department) && IdSyntax.isValid(name)
                ? Optional.of(new GroupId(new DepartmentId(department), name))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return department + "/" + name;
    }
}
