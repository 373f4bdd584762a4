package org.postroom.agent;

/** For whom something is kept that agents make for themselves and each other, such as a view. */
public sealed interface Audience {
    /** Its author, and nobody else ever. */
    record Alone(AgentId agent) implements Audience {}

    /** Whoever works in a department. */
    record Of(DepartmentId department) implements Audience {}

    /** All agents. */
    record Everyone() implements Audience {}
}
