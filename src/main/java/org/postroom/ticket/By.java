package org.postroom.ticket;

import org.postroom.agent.AgentId;
import org.postroom.mail.EmailAddress;

/** Who did something, and by which way. */
public record By(Actor actor, Way way) {
    /** A customer, by mail. */
    public static By customer(EmailAddress address) {
        return new By(new Actor.Customer(address), Way.MAIL);
    }

    /** An agent. */
    public static By agent(AgentId agent, Way way) {
        return new By(new Actor.Agent(agent), way);
    }

    /** The program. */
    public static By postroom(Way way) {
        return new By(new Actor.Postroom(), way);
    }

    /** The sender of a mail without a readable address. */
    public static By unknown() {
        return new By(new Actor.Unknown(), Way.MAIL);
    }
}
