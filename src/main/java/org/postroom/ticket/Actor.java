package org.postroom.ticket;

import org.postroom.agent.AgentId;
import org.postroom.mail.EmailAddress;

/** Who did something (SPEC E8). */
public sealed interface Actor {
    /** Whoever writes from this address; also somebody in cc. */
    record Customer(EmailAddress address) implements Actor {
        @Override
        public String toString() {
            return address.value();
        }
    }

    /** One of ours. */
    record Agent(AgentId id) implements Actor {
        @Override
        public String toString() {
            return id.value();
        }
    }

    /** The program itself. */
    record Postroom() implements Actor {
        @Override
        public String toString() {
            return "Postroom";
        }
    }

    /** Somebody whose mail names no address. */
    record Unknown() implements Actor {
        @Override
        public String toString() {
            return "somebody unknown";
        }
    }
}
