package org.postroom.conversation;

import java.util.Set;
import org.postroom.agent.AgentId;
import org.postroom.mail.EmailAddress;

/**
 * What is known of a ticket that a mail may belong to.
 *
 * @param viewers of the agents the mail may be of, those who may see the ticket now
 */
public record TicketFacts(Set<AgentId> viewers, Set<EmailAddress> participants) {
    public TicketFacts {
        viewers = Set.copyOf(viewers);
        participants = Set.copyOf(participants);
    }
}
