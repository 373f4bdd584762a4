package org.postroom.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.ticket.TicketId;

/** Whether a mail counts as an agent's (SPEC C3). Decided by {@link AgentJudge}. */
public sealed interface AgentIdentity {
    /**
     * It is this agent's, and may do this on this ticket.
     *
     * @param issued when the notice it answers was written
     */
    record Verified(AgentId agent, Right right, TicketId ticket, Instant issued) implements AgentIdentity {}

    /**
     * It may be this agent's: nothing of it goes out and nothing is done until the agent confirms it.
     *
     * @param ticket the one it means; empty when it is gone, or when its token is not ours and nothing else names one
     * @param reasons one sentence each, at least one
     */
    record Doubtful(AgentId agent, Optional<TicketId> ticket, List<String> reasons) implements AgentIdentity {
        public Doubtful {
            reasons = List.copyOf(reasons);
        }
    }

    /** It is this agent's, who has no business with the ticket any more: it is refused, not held. */
    record Barred(AgentId agent, TicketId ticket, String reason) implements AgentIdentity {}

    /** It counts as a customer's. */
    record NotAnAgent() implements AgentIdentity {}
}
