package org.postroom.web.agent;

import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Organisation;
import org.postroom.ticket.Actor;

/**
 * How people and places are called on the page.
 *
 * @param unknown the word for whoever wrote without an address
 */
record Names(Organisation organisation, String unknown) {
    /** An agent's name; the id of one who is not in conf any more. */
    String of(AgentId id) {
        return organisation.agent(id).map(Agent::name).orElse(id.value());
    }

    /** A department's name; the id of one that is not in conf any more. */
    String of(DepartmentId id) {
        return organisation.department(id).map(found -> found.displayName()).orElse(id.value());
    }

    String of(Actor actor) {
        return switch (actor) {
            case Actor.Agent(AgentId id) -> of(id);
            case Actor.Customer(var address) -> address.value();
            case Actor.Postroom() -> "Postroom";
            case Actor.Unknown() -> unknown;
        };
    }
}
