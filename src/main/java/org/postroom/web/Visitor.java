package org.postroom.web;

import org.postroom.agent.Agent;

/**
 * An agent who is logged in.
 *
 * @param session the secret of the session's cookie
 */
public record Visitor(Agent agent, String session, Manner manner) {
    /** What each form that acts carries (FAULTS F4). */
    public String formToken() {
        return FormToken.of(session);
    }

    @Override
    public String toString() {
        return "Visitor " + agent.id();
    }
}
