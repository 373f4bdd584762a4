package org.postroom.ticket;

import org.postroom.agent.AgentId;

/** Whose tickets a list shows. */
public sealed interface Whose {
    /** Anybody's, and those that are nobody's. */
    record Anyone() implements Whose {}

    /** Those that are assigned to nobody. */
    record Nobody() implements Whose {}

    /** Those that are assigned to this agent. */
    record Of(AgentId agent) implements Whose {}
}
