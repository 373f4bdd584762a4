package org.postroom.conversation;

import java.util.Optional;
import java.util.Set;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.mail.EmailAddress;

/** What is known of a ticket that a mail may belong to. */
public record TicketFacts(DepartmentId department, Optional<AgentId> assignee, Set<EmailAddress> participants) {
    public TicketFacts {
        participants = Set.copyOf(participants);
    }
}
