package org.postroom.ticket;

import org.postroom.agent.AgentId;
import org.postroom.mail.EmailAddress;

/**
 * An actor as two columns say it.
 *
 * @param kind customer, agent, postroom or unknown
 * @param who an address, an agent's id, or empty
 */
record ActorColumns(String kind, String who) {
    static ActorColumns of(Actor actor) {
        return switch (actor) {
            case Actor.Customer(EmailAddress address) -> new ActorColumns("customer", address.value());
            case Actor.Agent(AgentId id) -> new ActorColumns("agent", id.value());
            case Actor.Postroom _ -> new ActorColumns("postroom", "");
            case Actor.Unknown _ -> new ActorColumns("unknown", "");
        };
    }

    Actor actor() {
        return switch (kind) {
            case "customer" -> new Actor.Customer(EmailAddress.of(who));
            case "agent" -> new Actor.Agent(new AgentId(who));
            case "postroom" -> new Actor.Postroom();
            default -> new Actor.Unknown();
        };
    }
}
