package org.postroom.agent;

/** The id of a department: the name of its file under {@code conf/departments/}. */
public record DepartmentId(String value) {
    /** Throws IllegalArgumentException when the value is not as {@link IdSyntax#RULE} says. */
    public DepartmentId {
        IdSyntax.check("department", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
