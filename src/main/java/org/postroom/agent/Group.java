package org.postroom.agent;

/**
 * A group of agents inside a department.
 *
 * @param frontLine whether new tickets of the department land here; true for exactly one group of a department
 * @param assignment how tickets that come here are given to its agents
 */
public record Group(GroupId id, boolean frontLine, Assignment assignment) {
    /** A group whose tickets are given to nobody by themselves. */
    public Group(GroupId id, boolean frontLine) {
        this(id, frontLine, Assignment.NONE);
    }
}
