package org.postroom.agent;

/**
 * A group of agents inside a department.
 *
 * @param frontLine whether new tickets of the department land here; true for exactly one group of a department
 */
public record Group(GroupId id, boolean frontLine) {}
